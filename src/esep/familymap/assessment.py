"""The Assessment: every family of a snapshot under the law of a date, as a folder that never changes.

The folder holds ``families.parquet`` (a row for each family, also one without members),
``persons.parquet`` (a row for each living person, also one without family) and ``manifest.json``. Its stamp
is the snapshot's id, the date and hash of the law and the program's version: the same stamp, the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError

from esep.engines.polars_engine import collect, run
from esep.errors import LawError, NotFound, WrongSettings
from esep.familymap.residence import residents
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import FAMILY, PERSON, Entity, Law, Plan
from esep.messages import messages_of
from esep.registers import Progress, Snapshot
from esep.registers.publication import building, publish

_, _n = messages_of(__package__)

MANIFEST = "manifest.json"

FAMILY_PROVISIONS = (
    "family_size",
    "dependent_children",
    "minors",
    "young_children",
    "able_bodied_members",
    "family_kind",
    "family_income",
    "income_per_head",
    "regional_minimum",
    "poverty_line",
    "ratio_to_line",
    "below_subsistence",
    "below_poverty_line",
    "targeted_assistance",
    "assistance_kind",
    "child_supplement",
    "large_family_allowance",
    "child_care_allowance",
    "draws_targeted_assistance",
    "draws_large_family_allowance",
    "income_and_loan_points",
    "movable_property_points",
    "employment_points",
    "social_protection_points",
    "health_points",
    "education_points",
    "housing_points",
    "agriculture_points",
    "wellbeing_score",
    "level",
)
"""What is stored of each family, in this order."""

PERSON_PROVISIONS = (
    "working_age",
    "rural_person",
    "rural_working_age",
    "rural_without_steady_income",
    "without_steady_income",
    "self_employed_uninsured",
    "neither_works_nor_studies",
    "mother_award_allowance",
    "disability_allowance",
)
"""What is stored of each person, in this order."""

FAMILIES, PERSONS = "families.parquet", "persons.parquet"


class Manifest(BaseModel):
    """What an assessment says of itself: ``manifest.json``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    snapshot: str
    snapshot_date: date
    law_date: date
    law_hash: str
    changes: tuple[str, ...]
    program_version: str
    families: int
    persons: int

    @property
    def id(self) -> str:
        """The stamp in one word: SHA-256 of snapshot, law and program."""
        stamp = [self.snapshot, self.law_date.isoformat(), self.law_hash, self.program_version]
        return sha256(json.dumps(stamp).encode()).hexdigest()


@dataclass(frozen=True)
class Assessment:
    """An opened assessment. Its tables are read when they are asked for."""

    folder: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """The stamp in one word (64 hexadecimal digits)."""
        return self.manifest.id

    @property
    def families(self) -> pl.LazyFrame:
        """A row for each family: where it lives, and :data:`FAMILY_PROVISIONS`."""
        return pl.scan_parquet(self.folder / FAMILIES, glob=False)

    @property
    def persons(self) -> pl.LazyFrame:
        """A row for each living person: the family (null without one), where the person lives, and
        :data:`PERSON_PROVISIONS`."""
        return pl.scan_parquet(self.folder / PERSONS, glob=False)


def plan_of(law: Law, on: date, provisions: Iterable[str] = FAMILY_PROVISIONS + PERSON_PROVISIONS) -> Plan:
    """The plan of the map: its provisions that are in force on the date, and all that they need.

    A provision that did not exist yet on the date (the levels before 2023) is left out.
    """
    return law.plan([name for name in provisions if _exists(law, name, on)], on=on)


def _exists(law: Law, name: str, on: date) -> bool:
    return any(version.is_in_force(on) for version in law.versions(name))


def assess(
    snapshot: Snapshot,
    into: Path | str,
    *,
    on: date,
    law: Law | None = None,
    progress: Progress | None = None,
) -> Assessment:
    """Apply the law of a date to a snapshot and publish the answers in a new folder below ``into``.

    The folder is named by the date of the law and the stamp; when it is there already, it is opened and
    nothing is computed. Busy when another run writes it; LawError when the law cannot be applied.
    """
    plan = plan_of(law or law_of_kazakhstan(), on)
    if "family_size" not in plan.by_name:
        raise LawError(
            _("No provision of the map is in force on {day}. Choose a later day.", day=on.isoformat())
        )
    manifest = Manifest(
        snapshot=snapshot.id,
        snapshot_date=snapshot.date,
        law_date=on,
        law_hash=plan.hash,
        changes=plan.changes,
        program_version=version("esep"),
        families=0,
        persons=0,
    )
    path = Path(into).absolute() / f"{on}-{manifest.id[:12]}"
    if path.is_dir():
        return open_assessment(path)
    tell = progress or _silent
    with building(path) as folder:
        if path.is_dir():  # another run has published it since
            return open_assessment(path)
        counts = _write(plan, snapshot, folder, tell)
        manifest = manifest.model_copy(update={"families": counts[FAMILY], "persons": counts[PERSON]})
        (folder / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
        publish(folder, path)
    return Assessment(path, manifest)


def _silent(stage: object, done: int, of: int) -> None:
    del stage, done, of


def _write(plan: Plan, snapshot: Snapshot, folder: Path, tell: Progress) -> dict[Entity, int]:
    """Compute the plan and write a file for each entity; how many rows each has."""
    tell(_("Applying the law"), 0, 3)
    answers = collect(run(plan, snapshot))
    tell(_("Applying the law"), 1, 3)
    homes = snapshot.scan("families").select("family", "place", "region", "district", "rural")
    written = {FAMILY: (homes, FAMILIES), PERSON: (residents(snapshot, plan.date), PERSONS)}
    counts = {}
    for done, (entity, (situation, file)) in enumerate(written.items(), start=2):
        rows = situation.collect().join(
            answers.pop(entity), on=entity.declared.key, how="left", maintain_order="left"
        )
        rows.write_parquet(folder / file, compression="zstd", row_group_size=65_536)
        counts[entity] = len(rows)
        tell(_("Applying the law"), done, 3)
    return counts


def open_assessment(folder: Path | str) -> Assessment:
    """Open a published assessment; NotFound when there is none, WrongSettings when it cannot be used."""
    path = Path(folder)
    try:
        text = (path / MANIFEST).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(_("There is no assessment in {folder}.", folder=path)) from error
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        raise WrongSettings(_("The manifest of {folder} is damaged. Assess again.", folder=path)) from error
    for file in (FAMILIES, PERSONS):
        if not (path / file).is_file():
            raise WrongSettings(
                _("The assessment {folder} lacks its file {file}. Assess again.", folder=path, file=file)
            )
    return Assessment(path, manifest)

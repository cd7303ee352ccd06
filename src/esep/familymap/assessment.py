"""The Assessment: every family of a snapshot under the law of a date, as a folder that never changes.

The folder holds ``families/`` (a row for each family, also one without members), ``persons/`` (a row for each
living person, also one without family) and ``standing/`` (what needs a statistic of the whole), each with a
Parquet file for every portion of the snapshot, and ``manifest.json``. Its stamp is the snapshot's id, the
date and hash of the law and the program's version: the same stamp, the same bytes, on one machine or many.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError

from esep.engines.polars_engine.portions import MOST_PERSONS
from esep.engines.runners import Runner, in_threads
from esep.errors import LawError, NotFound, WrongSettings
from esep.familymap import portions
from esep.familymap.stored import FAMILY_PROVISIONS, PERSON_PROVISIONS
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import Law, Plan
from esep.messages import messages_of
from esep.registers import Progress, Snapshot
from esep.registers.publication import continuing, publish

_, _n = messages_of(__package__)

MANIFEST = "manifest.json"


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
    portions: int = 0
    tenths: tuple[int, ...] = ()
    sums: Mapping[str, int] = {}
    fingerprints: Mapping[str, str] = {}

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
        """A row for each family: where it lives, :data:`FAMILY_PROVISIONS`, and ``income_tenth``.

        The tenth (1 to 10) is that of persons by income per head in which the family's members stand.
        """
        families = portions.scan(self.folder, portions.FAMILIES)
        if not self.manifest.tenths:
            return families
        return pl.concat([families, portions.scan(self.folder, portions.STANDING)], how="horizontal")

    @property
    def persons(self) -> pl.LazyFrame:
        """A row for each living person: the family (null without one), where the person lives, and
        :data:`PERSON_PROVISIONS`."""
        return portions.scan(self.folder, portions.PERSONS)


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
    reuse: Assessment | None = None,
    progress: Progress | None = None,
    runner: Runner = in_threads,
    most_persons: int = MOST_PERSONS,
) -> Assessment:
    """Apply the law of a date to a snapshot and publish the answers in a new folder below ``into``.

    The folder is named by the date of the law and the stamp; when it is there already, it is opened and
    nothing is computed. A run that was stopped is taken up where it stopped, portion by portion. ``reuse`` is
    an assessment of the same snapshot and date under another law: what both compute alike is taken from it.
    ``runner`` does the portions, of about ``most_persons`` persons each. Busy when another run writes it;
    LawError when the law cannot be applied.
    """
    (made,) = assess_each(
        snapshot,
        into,
        [(law, on)],
        reuse=reuse,
        progress=progress,
        runner=runner,
        most_persons=most_persons,
    )
    return made


def assess_each(
    snapshot: Snapshot,
    into: Path | str,
    wanted: Sequence[tuple[Law | None, date]],
    *,
    reuse: Assessment | None = None,
    progress: Progress | None = None,
    runner: Runner = in_threads,
    most_persons: int = MOST_PERSONS,
) -> list[Assessment]:
    """Several laws and dates over one snapshot, in one reading: what two compute alike is computed once.

    As :func:`assess`, in the order of ``wanted``.
    """
    plans = [_plan_of_map(law, on) for law, on in wanted]
    manifests = [_manifest_of(plan, snapshot) for plan in plans]
    paths = [
        Path(into).absolute() / f"{plan.date}-{m.id[:12]}" for plan, m in zip(plans, manifests, strict=True)
    ]
    absent = {path: number for number, path in enumerate(paths) if not path.is_dir()}
    with ExitStack() as stack:
        folders = {path: stack.enter_context(continuing(path)) for path in sorted(absent)}
        here = [path for path in folders if not path.is_dir()]  # another run may have published one since
        if here:
            task = _task(
                snapshot, [plans[absent[p]] for p in here], [folders[p] for p in here], most_persons, reuse
            )
            wholes = _done(task, progress or _silent, runner)
            for path, (whole, begins, count) in zip(here, wholes, strict=True):
                number = absent[path]
                finished = manifests[number].model_copy(
                    update={
                        "families": whole.families,
                        "persons": whole.persons,
                        "portions": count,
                        "tenths": begins,
                        "sums": whole.sums,
                        "fingerprints": {
                            name: plans[number].fingerprints[name] for name in plans[number].names
                        },
                    }
                )
                text = finished.model_dump_json(indent=2) + "\n"
                (folders[path] / MANIFEST).write_text(text, encoding="utf-8")
                portions.sweep(folders[path], count)
                publish(folders[path], path)
        for path, folder in folders.items():
            if path not in here:
                shutil.rmtree(folder, ignore_errors=True)
    return [open_assessment(path) for path in paths]


def _plan_of_map(law: Law | None, on: date) -> Plan:
    plan = plan_of(law or law_of_kazakhstan(), on)
    if "family_size" not in plan.by_name:
        raise LawError(
            _("No provision of the map is in force on {day}. Choose a later day.", day=on.isoformat())
        )
    return plan


def _manifest_of(plan: Plan, snapshot: Snapshot) -> Manifest:
    return Manifest(
        snapshot=snapshot.id,
        snapshot_date=snapshot.date,
        law_date=plan.date,
        law_hash=plan.hash,
        changes=plan.changes,
        program_version=version("esep"),
        families=0,
        persons=0,
    )


def _task(
    snapshot: Snapshot, plans: Sequence[Plan], folders: Sequence[Path], most: int, reuse: Assessment | None
) -> portions.Task:
    """The task of all portions; of an assessment of another snapshot or date nothing is taken."""
    one, where = plans[0], snapshot.folder.absolute()
    if (
        reuse is None
        or len(plans) > 1
        or (reuse.manifest.snapshot, reuse.manifest.law_date) != (snapshot.id, one.date)
        or reuse.manifest.portions != len(snapshot.layout.portions(most))
    ):
        return portions.Task(where, snapshot.id, tuple(plans), tuple(folders), most)
    shared = portions.given_by(reuse.manifest.fingerprints, one)
    base = reuse.folder.absolute()
    return portions.Task(where, snapshot.id, (one,), tuple(folders), most, base, shared)


def _done(
    task: portions.Task, tell: Progress, runner: Runner
) -> list[tuple[portions.Partial, tuple[int, ...], int]]:
    """Do all portions, then what needs a statistic of the whole; for each plan the whole and its tenths."""
    portions.prepare(task.folders)
    parts = portions.portions_of(task)
    steps = 2 * len(parts)
    tell(_("Applying the law"), 0, steps)
    found: list[tuple[portions.Partial, ...]] = []
    for done, partials in enumerate(runner(partial(portions.answer, task), parts), start=1):
        found.append(partials)
        tell(_("Applying the law"), done, steps)
    wholes = [portions.merged(column) for column in zip(*found, strict=True)]
    begins = [portions.tenths(whole.incomes) for whole in wholes]
    standing = partial(portions.stand, dict(zip(task.folders, begins, strict=True)))
    for done, _nothing in enumerate(runner(standing, parts), start=len(parts) + 1):
        tell(_("Applying the law"), done, steps)
    return [(whole, begin, len(parts)) for whole, begin in zip(wholes, begins, strict=True)]


def _silent(stage: object, done: int, of: int) -> None:
    del stage, done, of


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
    if not portions.is_whole(path, manifest.portions):
        raise WrongSettings(_("The assessment {folder} lacks some of its files. Assess again.", folder=path))
    return Assessment(path, manifest)

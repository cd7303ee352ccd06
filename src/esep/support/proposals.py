"""Proposals: for each family the rights that it does not draw, then the measures that fit it, in order.

The folder of an assessment's proposals holds ``proposals.parquet`` and ``manifest.json`` and never changes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError

from esep.engines.polars_engine import run
from esep.errors import NotFound, WrongSettings
from esep.familymap import Assessment, residents
from esep.kazakhstan import Measure, measures
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import FAMILY, PERSON, Plan
from esep.messages import Message, messages_of
from esep.registers import Progress, Snapshot
from esep.registers.publication import building, publish
from esep.support.offering import law_with_offers, offered

_, _n = messages_of(__package__)

MANIFEST = "manifest.json"
TABLE = "proposals.parquet"

SCHEMA = {
    "family": pl.Int64,
    "person": pl.Int64,
    "place": pl.String,
    "district": pl.String,
    "measure": pl.String,
    "order": pl.Int64,
    "is_right": pl.Boolean,
    "comes_first": pl.Boolean,
    "amount": pl.Int64,
    "cost": pl.Int64,
}
"""Columns of ``proposals.parquet``. ``person`` is empty for a measure of the family, ``family`` for a person
without one; ``amount`` is KZT (a month, for monthly payments), ``cost`` KZT in all; empty when not known."""


class Manifest(BaseModel):
    """What a folder of proposals says of itself: ``manifest.json``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    assessment: str
    snapshot: str
    law_date: date
    law_hash: str
    measures: tuple[str, ...]
    program_version: str

    @property
    def id(self) -> str:
        """SHA-256 of all of it."""
        return sha256(self.model_dump_json().encode()).hexdigest()


@dataclass(frozen=True)
class Proposals:
    """Opened proposals. Rows are read when they are asked for, in the order of place, family and measure."""

    folder: Path
    manifest: Manifest

    @property
    def rows(self) -> pl.LazyFrame:
        """A row for each measure offered to a family or a person (:data:`SCHEMA`)."""
        return pl.scan_parquet(self.folder / TABLE, glob=False)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The catalogue from which was offered."""
        return measures(self.manifest.law_date)

    def of_family(self, family: int) -> pl.DataFrame:
        """What is offered to one family and its members, in order."""
        return self.rows.filter(pl.col("family") == family).collect()

    def of_district(self, district: str) -> pl.DataFrame:
        """What is offered in a district (KATO code), family by family."""
        return self.rows.filter(pl.col("district") == district).collect()


def propose(
    snapshot: Snapshot, assessment: Assessment, into: Path | str, *, progress: Progress | None = None
) -> Proposals:
    """Offer every family of an assessment what the catalogue of its date has for it.

    The proposals are published in a new folder below ``into``, named as the assessment is; when it is there
    already, it is opened. Busy when another run writes it.
    """
    on = assessment.manifest.law_date
    catalogue = measures(on)
    plan = _plan(catalogue, on)
    manifest = Manifest(
        assessment=assessment.id,
        snapshot=snapshot.id,
        law_date=on,
        law_hash=plan.hash,
        measures=tuple(measure.id for measure in catalogue),
        program_version=version("esep"),
    )
    path = Path(into).absolute() / f"{on}-{manifest.id[:12]}"
    if path.is_dir():
        return open_proposals(path)
    tell = progress or _silent
    with building(path) as folder:
        if path.is_dir():  # another run has published it since
            return open_proposals(path)
        tell(_("Proposing help"), 0, 2)
        rows = _rows(snapshot, catalogue, plan)
        tell(_("Proposing help"), 1, 2)
        rows.write_parquet(folder / TABLE, compression="zstd", row_group_size=65_536)
        (folder / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
        publish(folder, path)
        tell(_("Proposing help"), 2, 2)
    return Proposals(path, manifest)


def open_proposals(folder: Path | str) -> Proposals:
    """Open published proposals; NotFound when there are none, WrongSettings when they cannot be used."""
    path = Path(folder)
    try:
        text = (path / MANIFEST).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(_("There are no proposals in {folder}.", folder=path)) from error
    try:
        return Proposals(path, Manifest.model_validate(json.loads(text)))
    except (ValueError, ValidationError) as error:
        raise WrongSettings(_("The manifest of {folder} is damaged. Propose again.", folder=path)) from error


def _silent(stage: Message, done: int, of: int) -> None:
    del stage, done, of


def _plan(catalogue: Sequence[Measure], on: date) -> Plan:
    names = [offered(measure) for measure in catalogue]
    names += [measure.comes_first for measure in catalogue if measure.comes_first]
    names += [measure.amount for measure in catalogue if measure.amount]
    return law_with_offers(law_of_kazakhstan(), catalogue).plan(names, on=on)


def _rows(snapshot: Snapshot, catalogue: Sequence[Measure], plan: Plan) -> pl.DataFrame:
    """All proposals, in the order of place, family, measure and person; nothing is offered to the dead."""
    answers = run(plan, snapshot)
    situated = {
        FAMILY: _families(snapshot).join(answers[FAMILY], on="family", maintain_order="left"),
        PERSON: residents(snapshot, plan.date)
        .collect()
        .join(answers[PERSON], on="person", maintain_order="left"),
    }
    index = _mci(plan.date)
    offers = [_offers(measure, situated[measure.entity], index) for measure in catalogue]
    return pl.concat(offers).sort("place", "family", "order", "person", nulls_last=True)


def _offers(measure: Measure, rows: pl.DataFrame, mci: int) -> pl.DataFrame:
    """The rows to which one measure is offered."""
    amount = pl.col(measure.amount) if measure.amount else pl.lit(None, pl.Int64)
    stated = measure.cost.tenge(mci)
    cost = amount * (measure.cost.months or 1) if stated is None else pl.lit(stated)
    first = pl.col(measure.comes_first) if measure.comes_first else pl.lit(value=False)
    return rows.filter(pl.col(offered(measure))).select(
        pl.col("family").cast(pl.Int64),
        pl.col("person").cast(pl.Int64),
        "place",
        "district",
        measure=pl.lit(measure.id),
        order=pl.lit(measure.order, pl.Int64),
        is_right=pl.lit(measure.group == "right"),
        comes_first=first,
        amount=amount.cast(pl.Int64),
        cost=cost.cast(pl.Int64),
    )


def _families(snapshot: Snapshot) -> pl.DataFrame:
    columns = snapshot.scan("families").select("family", "place", "district")
    return columns.with_columns(person=pl.lit(None, pl.Int64)).collect()


def _mci(on: date) -> int:
    """The monthly calculation index of a day, in tenge."""
    value = law_of_kazakhstan().parameters["mci"].on(on).value
    assert isinstance(value, int)
    return value

"""From a region's folder to the content of its account: every table is a named query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict

from esep import familymap, support
from esep.account.content import AccountContent, District, Note, Stamp, StatedInstruction
from esep.account.region import ReadText, Region
from esep.account.writing import write_account
from esep.familymap import Assessment
from esep.figures import FigureTable, check, indicator
from esep.messages import Language, Name, messages_of
from esep.places import Place, tiles
from esep.registers import Progress
from esep.support import Proposals
from esep.yaml_texts import read_yaml

_, _n = messages_of(__package__)

WORKFORCE = ("rural_persons", "rural_working_age", "rural_without_steady_income")
HELP_COLUMNS = ("families_proposed", "families_with_undrawn_rights", "cost_of_rights")


def make_account(
    region: Region,
    out: Path,
    *,
    languages: Sequence[Language] = (),
    progress: Progress | None = None,
) -> list[Path]:
    """Do what is missing of a region's work and write its account; the paths of its files.

    ``languages`` are those of the settings unless given. Errors are those of the steps.
    """
    content = gather(region, progress)
    return write_account(content, out, languages or region.settings.languages)


def gather(region: Region, progress: Progress | None = None) -> AccountContent:
    """The content of the account of a region."""
    tell = progress or _silent
    assessment = region.assessment(tell)
    proposals = region.proposals(tell)
    tell(_("Reading texts"), 0, 1)
    texts, tables = region.texts(), region.tables()
    tell(_("Reading texts"), 1, 1)
    query = _Queries(region, assessment, proposals)
    return AccountContent(
        place=region.settings.place,
        place_name=region.place.names,
        date=region.settings.date,
        stamp=_stamp(assessment),
        overview=query.overview(),
        districts=query.of_map("familymap.by_district", ("district",)),
        levels=query.of_map("familymap.by_level", ("level",)),
        kinds=query.of_map("familymap.by_kind", ("family_kind",)),
        poverty=query.of_map("familymap.poverty"),
        workforce=query.of_map("familymap.workforce", columns=WORKFORCE),
        measures=query.of_help("support.by_measure", ("measure",), ("families_proposed", "cost")),
        help_by_district=query.of_help("support.by_district", ("district",), HELP_COLUMNS),
        district_list=_districts(region.place),
        labels={**family_kinds(), **{measure.id: measure.name for measure in proposals.measures}},
        notes=_notes(is_made_up=region.settings.is_made_up),
        texts=tuple(read.text for read in texts),
        findings=tuple(check((read.text for read in texts), tables)),
        instructions=tuple(_instructions(texts)),
        is_made_up=region.settings.is_made_up,
    )


def _silent(stage: object, done: int, of: int) -> None:
    del stage, done, of


class _Queries:
    """Named queries over one assessment and its proposals, as tables of figures."""

    def __init__(self, region: Region, assessment: Assessment, proposals: Proposals) -> None:
        self._place = region.settings.place
        self._period = region.settings.date.isoformat()
        self._assessment = assessment
        self._proposals = proposals

    def of_map(self, query: str, keys: Sequence[str] = (), columns: Sequence[str] = ()) -> FigureTable:
        """A table of the family map, or chosen columns of it."""
        frame = familymap.QUERIES[query](self._assessment)
        return self._table(query, frame.select(*keys, *columns) if columns else frame, keys)

    def of_help(self, query: str, keys: Sequence[str], columns: Sequence[str]) -> FigureTable:
        """Chosen columns of a table of help."""
        return self._table(query, support.QUERIES[query](self._proposals).select(*keys, *columns), keys)

    def overview(self) -> FigureTable:
        """The counts of the whole region, those of the help among them."""
        counts = familymap.QUERIES["familymap.overview"](self._assessment)
        helped = support.QUERIES["support.overview"](self._proposals).select("families_with_undrawn_rights")
        return self._table("account.overview", pl.concat([counts, helped], how="horizontal"), ())

    def _table(self, query: str, frame: pl.DataFrame, keys: Sequence[str]) -> FigureTable:
        names = tuple(name for name in frame.columns if name not in keys)
        return FigureTable(
            query=query,
            snapshot=self._assessment.manifest.snapshot,
            place=self._place,
            period=self._period,
            keys=tuple(keys),
            indicators=names,
            units=tuple(indicator(name).unit for name in names),
            rows=tuple(frame.select(*keys, *names).iter_rows()),
        )


def _stamp(assessment: Assessment) -> Stamp:
    made = assessment.manifest
    return Stamp(made.snapshot, made.snapshot_date, made.law_date, made.law_hash, made.program_version)


def _districts(region: Place) -> tuple[District, ...]:
    """The districts of a region with their squares; a region without districts is its own district."""
    squares = {tile.code: tile for tile in tiles(region)}
    found = [place for place in region.children if place.code in squares]
    return tuple(
        District(
            place.code, place.names, place.short_names, squares[place.code].column, squares[place.code].row
        )
        for place in found
    )


def _instructions(texts: Iterable[ReadText]) -> Iterable[StatedInstruction]:
    for read in texts:
        for said in read.reading.instructions:
            yield StatedInstruction(
                document=read.text.name,
                start=said.start,
                end=said.end,
                quote=said.quote,
                type=said.type,
                issuer=said.issuer,
                addressee=said.addressee,
                action=said.action,
                deadline=said.deadline,
            )


class _Catalogue(BaseModel):
    """``catalogue.yaml``: the names and notes that stand in every account."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    family_kinds: Mapping[str, Name]
    notes: tuple[Note, ...]


@cache
def _catalogue() -> _Catalogue:
    text = files(__package__).joinpath("catalogue.yaml").read_text(encoding="utf-8")
    return _Catalogue.model_validate(read_yaml(text))


def family_kinds() -> Mapping[str, Name]:
    """The names of the kinds of family."""
    return _catalogue().family_kinds


def _notes(*, is_made_up: bool) -> tuple[Note, ...]:
    """How far the figures can be trusted; that the registers are made up is said only where they are."""
    return tuple(note for note in _catalogue().notes if note.topic != "region" or is_made_up)

"""What an account is made of: plain values, filled from the family map, the proposals and the readings.

Nothing here is computed or looked up again: the same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from esep.errors import WrongSettings
from esep.figures import FigureTable, Finding, OfficialText
from esep.law import Confidence
from esep.messages import Name, messages_of

_, _n = messages_of(__package__)

Topic = Literal["levels", "poverty", "rights", "measures", "workforce", "statements", "region"]
NoteConfidence = Confidence | Literal["low", "made_up"]


@dataclass(frozen=True)
class Stamp:
    """From what the account was made: the snapshot, the law at its date, the program."""

    snapshot: str
    snapshot_date: date
    law_date: date
    law_hash: str
    program_version: str


@dataclass(frozen=True)
class District:
    """A district of the region: its names in full and in short, and its square on the tile map."""

    code: str
    name: Name
    short_name: Name
    column: int
    row: int


@dataclass(frozen=True)
class Note:
    """How far the figures of a topic can be trusted, and the source of what they rest on."""

    topic: Topic
    confidence: NoteConfidence
    text: Name
    source: Name


@dataclass(frozen=True)
class StatedInstruction:
    """An instruction of an official text: ``text[start:end] == quote``; terms are as written there."""

    document: str
    start: int
    end: int
    quote: str
    type: Literal["order", "obligation", "commitment"]
    issuer: str | None
    addressee: str | None
    action: str
    deadline: str | None


@dataclass(frozen=True)
class AccountContent:
    """Everything that an account shows.

    Tables and their key columns: ``overview``, ``poverty`` and ``workforce`` have one row and no keys;
    ``districts`` and ``help_by_district`` are by ``district`` (KATO code), ``levels`` by ``level`` (A to
    E), ``kinds`` by ``kind`` of family, ``measures`` by ``measure``. ``labels`` names every kind and measure.
    Raises WrongSettings when a key has no name, when levels come without the note on their confidence, or
    when a table is of another snapshot.
    """

    place: str
    place_name: Name
    date: date
    stamp: Stamp
    overview: FigureTable
    districts: FigureTable
    levels: FigureTable
    kinds: FigureTable
    poverty: FigureTable
    workforce: FigureTable
    measures: FigureTable
    help_by_district: FigureTable
    district_list: tuple[District, ...]
    labels: Mapping[str, Name]
    notes: tuple[Note, ...]
    texts: tuple[OfficialText, ...] = ()
    findings: tuple[Finding, ...] = ()
    instructions: tuple[StatedInstruction, ...] = ()
    is_made_up: bool = field(default=False)

    def __post_init__(self) -> None:
        names = {district.code for district in self.district_list} | set(self.labels)
        for table in (self.districts, self.help_by_district, self.kinds, self.measures):
            for row in table.rows:
                if str(row[0]) not in names:
                    raise WrongSettings(
                        _("{key} in {query} has no name. Add it.", key=row[0], query=table.query)
                    )
        if self.levels.rows and not any(note.topic == "levels" for note in self.notes):
            raise WrongSettings(
                _("The levels of wellbeing come without a note on how far they can be trusted. Add it.")
            )
        for table in self.tables:
            if table.snapshot != self.stamp.snapshot:
                raise WrongSettings(
                    _(
                        "The query {query} is of the snapshot {found}, the account of {expected}. "
                        "Make both from one snapshot.",
                        query=table.query,
                        found=table.snapshot,
                        expected=self.stamp.snapshot,
                    )
                )

    @property
    def tables(self) -> tuple[FigureTable, ...]:
        """The tables of figures, in the order in which the account shows them."""
        return (
            self.overview,
            self.districts,
            self.levels,
            self.kinds,
            self.workforce,
            self.poverty,
            self.measures,
            self.help_by_district,
        )

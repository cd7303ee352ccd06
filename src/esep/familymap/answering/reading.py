"""Families from JSON: an array, or JSON Lines with one family in each line; checked whole, then columns.

JSON Lines are read in portions, so that memory is that of the columns; an array is held as a whole.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

import orjson
import polars as pl

from esep.errors import Fault, InputRefused, NotFound
from esep.familymap.answering.columns import Columns, Suspicious, are_texts
from esep.familymap.answering.form import ID, LONGEST_ID, family_form
from esep.familymap.answering.residence import with_places
from esep.familymap.answering.walking import faults_of, wrong_id
from esep.messages import Message, messages_of

_, _n = messages_of("esep.familymap")

PORTION = 100
"""So many families of an array are turned into columns at a time."""
PORTION_BYTES = 2**17
"""So many bytes of lines are: what is parsed must not leave the cache before it is columns."""
MOST_FAULTS = 10_000
"""So many faults are listed; all are counted."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Families:
    """Families that were read, as a source for an engine: the tables of a snapshot, rows numbered from 1.

    ``families`` and ``memberships`` have the ids of the text in a column ``id``; who states none has the
    number in the file or in the family. ``silent`` says how many rows left a field to its default.
    """

    tables: Mapping[str, pl.DataFrame]
    silent: Mapping[tuple[str, str], int]

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table."""
        return self.tables[table].lazy()

    @property
    def count(self) -> int:
        """How many families were read."""
        return len(self.tables["families"])


def read_families(source: Path | str | bytes) -> Families:
    """Read families from a file, or from the text itself when it is bytes.

    InputRefused with every fault by line (JSON Lines) and JSON pointer; NotFound when there is no such file.
    """
    reading = _Reading("JSON" if isinstance(source, bytes) else str(source))
    with _opened(source) as text, _without_collecting():
        for families, places in _portions(text, reading):
            reading.take(families, places)
    return reading.finished()


@contextmanager
def _opened(source: Path | str | bytes) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield BytesIO(source)
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115
    except FileNotFoundError as error:
        raise NotFound(_("There is no file {file}.", file=source)) from error
    with file:
        yield file


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Parsed JSON has no circles; the collector of circles would walk it again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


Where = tuple[int, str]
"""Line (0 in an array) and JSON pointer of a family."""


@dataclass
class _Reading:
    """What was read so far, and what is wrong with it."""

    file: str
    columns: Columns = field(default_factory=Columns)
    faults: list[Fault] = field(default_factory=list)
    faulty: int = 0
    ids: dict[str, Where] = field(default_factory=dict)
    met: int = 0

    def fault(self, where: Where, pointer: str, message: Message) -> None:
        """Note a fault; beyond the most that are listed only its number is kept."""
        self.faulty += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(self.file, where[0], pointer, message))

    def take(self, families: list[Any], places: list[Where]) -> None:
        """Take a portion in, or list its faults."""
        ids = self._ids(families, places)
        try:
            self.columns.add(families, ids)
        except Suspicious:
            before = self.faulty
            for family, where in zip(families, places, strict=True):
                for pointer, message in faults_of(family, family_form(), where[1]):
                    self.fault(where, pointer, message)
            if self.faulty == before:  # the quick look saw what the walk does not: never let it pass
                self.fault(places[0], places[0][1], _("A family from here on cannot be read."))

    def _ids(self, families: list[Any], places: list[Where]) -> list[str]:
        """The ids of families as texts: at once when all are new texts, else one by one."""
        try:
            given = list(map(itemgetter(ID), families))
        except (KeyError, TypeError):
            given = []
        new = set(given) if given and are_texts(given) else set()
        if len(new) == len(families) and self.ids.keys().isdisjoint(new):
            self.met += len(families)
            self.ids.update(zip(given, places, strict=True))
            return given
        return [self._id(family, where) for family, where in zip(families, places, strict=True)]

    def _id(self, family: Any, where: Where) -> str:
        """The id of a family as text; its number where it states none."""
        self.met += 1
        given = family.get(ID) if type(family) is dict else None
        if type(given) is str and 0 < len(given) <= LONGEST_ID:
            text = given
        elif given is None and (type(family) is not dict or ID not in family):
            text = str(self.met)
        else:
            message = wrong_id(given)
            if message is not None:
                self.fault(where, f"{where[1]}/{ID}", message)
                return ""
            text = str(given)
        first = self.ids.setdefault(text, where)
        if first is not where:
            at = str(first[0]) if first[0] else first[1]
            message = _("The id {value} stands here and at {first}.", value=text, first=at)
            self.fault(where, f"{where[1]}/{ID}", message)
        return text

    def finished(self) -> Families:
        """All tables; InputRefused when there was a fault."""
        if self.faulty:
            message = _n(
                "The families have {n} fault. Nothing was answered; mend it and run again.",
                "The families have {n} faults. Nothing was answered; mend them and run again.",
                self.faulty,
            )
            raise InputRefused(message, self.faults)
        if not self.met:
            self.columns.add([], [])
        whole, without_place = with_places(self.columns.tables())
        return Families(whole, dict(self.columns.silent + without_place))


def _portions(text: BinaryIO, reading: _Reading) -> Iterator[tuple[list[Any], list[Where]]]:
    """Families by portions, with their places, of whatever form the text has."""
    first = text.readline().removeprefix(_BOM)
    number = 1
    while first and not first.strip():
        first, number = text.readline(), number + 1
    if not first:
        reading.fault((0, ""), "", _("The text is empty; an array or lines of families are expected."))
    elif first.lstrip().startswith(b"["):
        yield from _of_array(first + text.read(), reading)
    elif _is_json(first):
        yield from _of_lines(first, number, text, reading)
    else:
        yield from _of_one(first, number, text, reading)


def _of_array(text: bytes, reading: _Reading) -> Iterator[tuple[list[Any], list[Where]]]:
    families = _parsed(text, reading, 0)
    if not isinstance(families, list):
        return
    for start in range(0, len(families), PORTION):
        portion = families[start : start + PORTION]
        yield portion, [(0, f"/{number}") for number in range(start, start + len(portion))]


def _of_lines(
    first: bytes, number: int, text: BinaryIO, reading: _Reading
) -> Iterator[tuple[list[Any], list[Where]]]:
    lines: list[bytes] = [first, *text.readlines(PORTION_BYTES)]
    while lines:
        places = [(at, "") for at in range(number, number + len(lines))]
        try:
            families = list(map(orjson.loads, lines))
        except orjson.JSONDecodeError:  # a line that is no JSON, or an empty one
            parsed = [(_parsed(line, reading, at[0]), at) for line, at in zip(lines, places, strict=True)]
            families = [family for family, _at in parsed if family is not _NOT_JSON]
            places = [at for family, at in parsed if family is not _NOT_JSON]
        number += len(lines)
        if families:
            yield families, places
        lines = text.readlines(PORTION_BYTES)


def _of_one(
    first: bytes, number: int, text: BinaryIO, reading: _Reading
) -> Iterator[tuple[list[Any], list[Where]]]:
    """A single family written over many lines; else lines of which the first is not JSON."""
    whole = first + text.read()
    if _is_json(whole):
        yield [orjson.loads(whole)], [(0, "")]
    else:
        lines = BytesIO(whole)
        yield from _of_lines(lines.readline(), number, lines, reading)


def _is_json(text: bytes) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


_NOT_JSON = object()


def _parsed(text: bytes, reading: _Reading, line: int) -> Any:
    if line and not text.strip():
        return _NOT_JSON
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        message = (
            _("This is not JSON from character {column} on.", column=error.colno)
            if line
            else _(
                "This is not JSON from line {line}, character {column} on.",
                line=error.lineno,
                column=error.colno,
            )
        )
        reading.fault((line, ""), "", message)
        return _NOT_JSON

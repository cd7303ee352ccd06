"""Where a place in a folded text stands in the text as it was written, and readings put back there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from types import NoneType
from typing import Any, TypeVar, cast

from esep.reading.tables import Table

Item = TypeVar("Item")

_PLAIN = frozenset([str, int, bool, Decimal, NoneType])
"""What holds no offsets."""


@dataclass(frozen=True, slots=True)
class Edit:
    """``[start, end)`` of a text becomes ``text``; ``places`` says where each new letter begins in it."""

    start: int
    end: int
    text: str
    places: tuple[int, ...] = ()

    @property
    def keeps_places(self) -> bool:
        """Whether every letter stays where it was."""
        return len(self.text) == self.end - self.start and (
            not self.places or self.places == tuple(range(len(self.text)))
        )

    def span_of(self, letter: int) -> tuple[int, int]:
        """Where the new letter number ``letter`` comes from."""
        if not self.places:
            return self.start, self.end
        begin = self.places[letter]
        later = (place for place in self.places[letter + 1 :] if place > begin)
        return self.start + begin, self.start + next(later, self.end - self.start)


class _Step:
    """The edits of one pass, ready to be asked."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts: list[int] = []
        shift = 0
        for edit in edits:
            self._starts.append(edit.start + shift)
            shift += len(edit.text) - (edit.end - edit.start)

    def span_of(self, letter: int) -> tuple[int, int]:
        """Where a letter of the folded text stands in the text before this pass."""
        place = bisect_right(self._starts, letter) - 1
        if place < 0:
            return letter, letter + 1
        edit, begin = self._edits[place], self._starts[place]
        if letter < begin + len(edit.text):
            return edit.span_of(letter - begin)
        original = edit.end + letter - begin - len(edit.text)
        return original, original + 1


class PlaceMap:
    """From offsets in a folded text to offsets in the text as written, and back."""

    def __init__(self, length: int, folded_length: int, passes: Sequence[Sequence[Edit]]) -> None:
        self._length, self._folded_length = length, folded_length
        self._passes = passes

    @property
    def is_identity(self) -> bool:
        """Whether every offset is the same in both texts."""
        return not self._passes

    @cached_property
    def _steps(self) -> list[_Step]:
        return [_Step(edits) for edits in reversed(self._passes)]

    def start(self, offset: int) -> int:
        """The original offset of what begins at ``offset``."""
        for step in self._steps:
            offset = step.span_of(offset)[0]
        return min(offset, self._length)

    def end(self, offset: int) -> int:
        """The original offset of what ends at ``offset``."""
        for step in self._steps:
            offset = step.span_of(offset - 1)[1] if offset else 0
        return min(offset, self._length)

    def folded_start(self, offset: int) -> int:
        """The first offset of the folded text that comes from ``offset`` or from behind it."""
        return bisect_left(range(self._folded_length), offset, key=self.start)

    def folded_end(self, offset: int) -> int:
        """The offset of the folded text at which what ends at ``offset`` ends."""
        return bisect_left(range(self._folded_length), offset, key=self.end)


@dataclass(frozen=True, slots=True)
class _Fields:
    """What the fields of a dataclass hold: starts, ends, the words between them, or other things."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    quotes: tuple[str, ...]
    spans: tuple[str, ...]
    others: tuple[str, ...]


@cache
def _fields_of(kind: Hashable) -> _Fields:
    names = [field.name for field in fields(cast(Any, kind))]
    starts = tuple(name for name in names if name == "start" or name.endswith("_start"))
    ends = tuple(name for name in names if name == "end" or name.endswith("_end"))
    quotes = tuple(name for name in names if name == "quote" or (name == "text" and "start" in names))
    spans = tuple(name for name in names if name.endswith(("span", "spans")))
    others = tuple(name for name in names if name not in (*starts, *ends, *quotes, *spans))
    return _Fields(starts, ends, quotes, spans, others)


def put_back(item: Item, places: PlaceMap, text: str) -> Item:
    """The same dataclass with every offset in ``text`` and every quotation as it is written there.

    Offsets are fields called ``start`` and ``end`` or ending so («number_start»); pairs of offsets are fields
    ending in ``span`` or ``spans``; ``quote`` (or ``text`` beside ``start``) is what stands between. Items
    within items, and tuples of items, are put back too.
    """
    kind = _fields_of(_class_of(item))
    changed: dict[str, Any] = {}
    if not places.is_identity:
        changed.update({name: places.start(getattr(item, name)) for name in kind.starts})
        changed.update({name: places.end(getattr(item, name)) for name in kind.ends})
        changed.update({name: _pairs(getattr(item, name), places) for name in kind.spans})
    for name in kind.others:
        value = getattr(item, name)
        if type(value) in _PLAIN:
            continue
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            changed[name] = tuple([put_back(part, places, text) for part in value])
        elif is_dataclass(value) and _is_moved(_class_of(value), places):
            changed[name] = put_back(value, places, text)
    if kind.quotes:
        start, end = (changed.get(name, getattr(item, name, 0)) for name in ("start", "end"))
        changed.update(dict.fromkeys(kind.quotes, text[start:end]))
    # Most items stay as they are: to know it costs less than to make them anew.
    changed = {name: value for name, value in changed.items() if value != getattr(item, name)}
    return replace(item, **changed) if changed else item  # type: ignore[type-var]


def _is_moved(kind: Any, places: PlaceMap) -> bool:
    """Whether anything in an item of this class can change."""
    found = _fields_of(kind)
    return bool(found.quotes) if places.is_identity else bool(found.starts)


def _class_of(item: Any) -> Any:
    return type(item)


def _pairs(value: Any, places: PlaceMap) -> Any:
    if value is None:
        return None
    if len(value) == 2 and all(isinstance(part, int) for part in value):
        return places.start(value[0]), places.end(value[1])
    return tuple(_pairs(part, places) for part in value)


def table_in_folded(table: Table, places: PlaceMap) -> Table:
    """A table of the text as written, with the offsets of the folded text."""
    if places.is_identity:
        return table
    return Table(
        tuple(
            replace(cell, start=places.folded_start(cell.start), end=places.folded_end(cell.end))
            for cell in table.cells
        )
    )

"""Where a place in a folded text stands in the text as it was written, and readings put back there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, cached_property
from typing import Any, TypeVar, cast, get_args, get_type_hints

from esep.language.making import remade
from esep.reading.documents.tables import Table

Item = TypeVar("Item")


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
        self._known_starts: dict[int, int] = {}
        self._known_ends: dict[int, int] = {}

    @property
    def is_identity(self) -> bool:
        """Whether every offset is the same in both texts."""
        return not self._passes

    @cached_property
    def _steps(self) -> list[_Step]:
        return [_Step(edits) for edits in reversed(self._passes)]

    def start(self, offset: int) -> int:
        """The original offset of what begins at ``offset``."""
        found = self._known_starts.get(offset)
        if found is None:
            at = offset
            for step in self._steps:
                at = step.span_of(at)[0]
            found = self._known_starts[offset] = min(at, self._length)
        return found

    def end(self, offset: int) -> int:
        """The original offset of what ends at ``offset``."""
        found = self._known_ends.get(offset)
        if found is None:
            at = offset
            for step in self._steps:
                at = step.span_of(at - 1)[1] if at else 0
            found = self._known_ends[offset] = min(at, self._length)
        return found

    def folded_start(self, offset: int) -> int:
        """The first offset of the folded text that comes from ``offset`` or from behind it."""
        return bisect_left(range(self._folded_length), offset, key=self.start)

    def folded_end(self, offset: int) -> int:
        """The offset of the folded text at which what ends at ``offset`` ends."""
        return bisect_left(range(self._folded_length), offset, key=self.end)


@dataclass(frozen=True, slots=True)
class _Fields:
    """What the fields of a dataclass hold: starts, ends, the words between them, pairs of offsets, items."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    quotes: tuple[str, ...]
    spans: tuple[str, ...]
    items: tuple[str, ...]


@cache
def _fields_of(kind: Hashable) -> _Fields:
    names = [field.name for field in fields(cast(Any, kind))]
    starts = tuple(name for name in names if name == "start" or name.endswith("_start"))
    ends = tuple(name for name in names if name == "end" or name.endswith("_end"))
    quotes = tuple(name for name in names if name == "quote" or (name == "text" and "start" in names))
    spans = tuple(name for name in names if name.endswith(("span", "spans")))
    hints = get_type_hints(kind)
    return _Fields(starts, ends, quotes, spans, tuple(name for name in names if _holds_offsets(hints[name])))


def _holds_offsets(hint: Any) -> bool:
    """Whether what is so annotated can be an item with offsets, or a tuple of such items."""
    if is_dataclass(hint):
        held = _fields_of(cast(Hashable, hint))
        return bool(held.starts or held.quotes or held.items)
    return any(map(_holds_offsets, get_args(hint)))


def put_back(item: Item, places: PlaceMap, text: str) -> Item:
    """The same dataclass with every offset in ``text`` and every quotation as it is written there.

    Offsets are fields called ``start`` and ``end`` or ending so («number_start»); pairs of offsets are fields
    ending in ``span`` or ``spans``; ``quote`` (or ``text`` beside ``start``) is what stands between. Items
    within items, and tuples of items, are put back too. What does not change stays the same item.
    """
    kind = _fields_of(cast(Hashable, type(item)))
    now = item.__dict__
    put: dict[str, Any] = {}
    for name in kind.items:
        put[name] = _items_put_back(now[name], places, text)
    if not places.is_identity:
        for name in kind.starts:
            put[name] = places.start(now[name])
        for name in kind.ends:
            put[name] = places.end(now[name])
        for name in kind.spans:
            put[name] = _pairs(now[name], places)
    for name in kind.quotes:
        put[name] = text[put.get("start", now["start"]) : put.get("end", now["end"])]
    for name, value in put.items():
        if value is not now[name] and value != now[name]:
            return remade(item, **put)
    return item


def _items_put_back(value: Any, places: PlaceMap, text: str) -> Any:
    if not value:
        return value
    if type(value) is not tuple:
        return put_back(value, places, text)
    return tuple([put_back(part, places, text) for part in value])


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
    cells = (
        replace(cell, start=places.folded_start(cell.start), end=places.folded_end(cell.end))
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))

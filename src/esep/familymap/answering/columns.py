"""A portion of families as columns: one pass over each field, so that the work grows with the rows alone.

The pass tells whether there is any fault, not where: :class:`Suspicious` sends the portion to
:mod:`esep.familymap.answering.walking`. Both agree on what is a fault (a test holds them to that).

Only what a portion states is touched; defaults are spread once, over whole columns. Values go from Python
into arrays by ``itemgetter`` and ``struct``, which take a third of the time of ``numpy.fromiter``.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from esep.familymap.answering.form import (
    EMPTY,
    ID,
    LONGEST_ID,
    MEMBERSHIPS,
    PLACE,
    REGION,
    ROLE,
    Days,
    Field,
    ThingForm,
    all_forms,
    family_form,
    is_fitting,
)
from esep.law import FAMILY, PERSON

Array = NDArray[Any]
Positions = NDArray[np.int64]
Cell = tuple[str, str]
"""Table and field."""
FAMILIES, PERSONS = FAMILY.declared.table, PERSON.declared.table


class Suspicious(Exception):
    """Something in the portion is not as it should be."""


@dataclass(frozen=True)
class _Piece:
    """What the rows of one portion state of one field, and at which rows of the whole table it stands."""

    values: Array
    at: Positions | slice


@dataclass(frozen=True)
class _Stated:
    """What some rows state of one field; ``at`` is None where all of them do."""

    values: list[Any]
    at: Positions | None

    def of(self, keys: Positions) -> Positions:
        """The keys of the rows that state the field."""
        return keys if self.at is None else keys[self.at]


@dataclass
class _Portion:
    """What is taken of one portion before it is known to have no fault."""

    pieces: dict[Cell, _Piece] = field(default_factory=dict)
    owners: dict[str, Positions] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    ids: list[str] = field(default_factory=list)


@dataclass
class Columns:
    """What portions state, by table and field; rows are numbered from 0 until the end.

    Words and codes are numbers until the end; an empty day is ``EMPTY``.
    """

    rows: Counter[str] = field(default_factory=Counter)
    _pieces: dict[Cell, list[_Piece]] = field(default_factory=dict)
    _owners: dict[str, list[Positions]] = field(default_factory=dict)
    _ids: dict[str, list[str]] = field(default_factory=lambda: {FAMILIES: [], MEMBERSHIPS: []})
    _numbers: dict[int, Numbers] = field(default_factory=dict)
    _days: Days = field(default_factory=Days)

    def add(self, families: list[Any], ids: list[str]) -> None:
        """Take a portion of families in; Suspicious, and nothing taken, when it has a fault."""
        portion = _Portion()
        first = self.rows[FAMILIES]
        stated = self._take(family_form(), families, portion)
        _must(_one_is_stated([stated.get(PLACE), stated.get(REGION)], len(families)))
        portion.owners[FAMILIES] = np.arange(first, first + len(families))
        for name, piece in portion.pieces.items():
            self._pieces.setdefault(name, []).append(piece)
        for table, owners in portion.owners.items():
            self._owners.setdefault(table, []).append(owners)
        self._ids[FAMILIES] += ids
        self._ids[MEMBERSHIPS] += portion.ids
        self.rows += portion.rows

    def _take(self, form: ThingForm, things: list[Any], portion: _Portion) -> dict[str, _Stated]:
        """Take the rows of a form in, and all beneath them; what they state."""
        table = form.declared.table
        first, count = self.rows[table], len(things)
        portion.rows[table] += count
        if not things:
            return {}
        _must(set(map(type, things)) == {dict})
        stated = _stated(things, form)
        _must(all(name in stated and stated[name].at is None for name in form.required))
        for name, found in stated.items():
            each = form.by_name.get(name)
            if each is not None:
                at = slice(first, first + count) if found.at is None else found.at + first
                portion.pieces[table, name] = _Piece(self._array(each, found.values), at)
        keys = np.arange(first, first + count)
        for name, part in form.parts.items():
            if name in stated:
                self._take_parts(part, stated[name].values, stated[name].of(keys), portion)
        return stated

    def _take_parts(self, form: ThingForm, lists: list[Any], owners: Positions, portion: _Portion) -> None:
        """Take the parts of owners in: a list for each owner that states one, in the order of the owners."""
        _must(set(map(type, lists)) == {list})
        counts = list(map(len, lists))
        _must(max(counts) <= form.most)
        parts = list(chain.from_iterable(lists))
        stated = self._take(form, parts, portion)
        portion.owners[form.declared.table] = owners.repeat(counts)
        if form.entity == PERSON and parts:
            portion.ids = _ids_of_members(stated.get(ID), counts)

    def _array(self, each: Field, values: list[Any]) -> Array:
        """The values of a field in its type; Suspicious when one does not fit."""
        try:
            return self._typed(each, values)
        except (TypeError, ValueError, OverflowError, KeyError, struct.error) as error:
            raise Suspicious from error

    def _typed(self, each: Field, values: list[Any]) -> Array:
        match each.sort:
            case "flag":
                _must(set(map(type, values)) == {bool})
                return np.frombuffer(bytes(values), np.bool_)
            case "number":
                _must(set(map(type, values)) == {int})
                numbers = np.frombuffer(struct.pack(f"{len(values)}q", *values), np.int64)
                # Below the least, the difference wraps round to more than any span: one look is enough.
                above = (numbers - each.least if each.least else numbers).view(np.uint64)
                _must(int(above.max()) <= each.most - each.least)
                return numbers
            case "date":
                days = _looked_up(self._days, values)
                _must(each.nullable or not (days == EMPTY).any())
                return days
        return _looked_up(self._numbers_of(each), values)

    def _numbers_of(self, each: Field) -> Numbers:
        found = self._numbers.get(id(each))  # the forms live as long as the program
        if found is None:
            found = self._numbers[id(each)] = Numbers(each)
        return found

    @property
    def silent(self) -> Counter[Cell]:
        """How many rows left each field to its default."""
        found: Counter[Cell] = Counter()
        for form in all_forms():
            table = form.declared.table
            for each in form.fields:
                if not (each.nullable or each.derived):
                    stated = sum(len(piece.values) for piece in self._pieces.get((table, each.name), ()))
                    found[table, each.name] = self.rows[table] - stated
        return found

    def tables(self) -> dict[str, pl.DataFrame]:
        """All rows by table, keys from 1; the ids of families and members in the column ``id``."""
        tables = {}
        for form in all_forms():
            table, key = form.declared.table, form.declared.key
            columns = {each.name: self._whole(table, each) for each in form.fields}
            if form.entity == PERSON:
                role = columns.pop(ROLE)
                own = pl.Series("person", np.arange(1, self.rows[table] + 1))
                ids = pl.Series(ID, self._ids[MEMBERSHIPS], dtype=pl.String)
                tables[MEMBERSHIPS] = pl.DataFrame([own, self._keys(table, "family"), role, ids])
                tables[table] = pl.DataFrame([own, *columns.values()])
            else:
                tables[table] = pl.DataFrame([self._keys(table, key), *columns.values()])
        ids = pl.Series(ID, self._ids[FAMILIES], dtype=pl.String)
        tables[FAMILIES] = tables[FAMILIES].with_columns(ids)
        return tables

    def _keys(self, table: str, name: str) -> pl.Series:
        owners = self._owners.get(table, [])
        return pl.Series(name, np.concatenate([np.zeros(0, np.int64), *owners]) + 1)

    def _whole(self, table: str, each: Field) -> pl.Series:
        """A field of all rows: what is stated, and its default elsewhere."""
        kind = {"number": np.int64, "flag": np.int32 if each.derived else np.bool_}.get(each.sort, np.int32)
        whole: Array = np.full(self.rows[table], self._default(each), dtype=kind)
        for piece in self._pieces.get((table, each.name), ()):
            whole[piece.at] = piece.values
        series = pl.Series(each.name, whole)
        if each.sort in ("number", "flag"):
            # Only what is derived from a place can still be empty here; EMPTY is out of every bound.
            return series if not each.derived else _derivable(each, series)
        filled = series.set(series == EMPTY, None)
        if each.sort == "date":
            return filled.cast(pl.Date)
        texts = pl.Series(list(self._numbers_of(each)), dtype=pl.String)
        return texts.gather(filled.cast(pl.UInt32)).alias(each.name)

    def _default(self, each: Field) -> int:
        """What stands in the array for a silent row."""
        if each.default is None:
            return EMPTY if each.nullable or each.derived else 0  # of a required field nothing is silent
        if each.sort in ("number", "flag"):
            return int(each.default)
        found = self._days[each.default] if each.sort == "date" else self._numbers_of(each)[each.default]
        assert found is not None
        return found


class Numbers(dict[str, int]):
    """The numbers of the words, codes or texts of a field; KeyError or TypeError for what it may not hold."""

    def __init__(self, each: Field) -> None:
        super().__init__()
        self._field = each

    def __missing__(self, text: str) -> int:
        """Look a text up that was not met before."""
        if not isinstance(text, str) or not is_fitting(self._field, text):
            raise KeyError(text)
        self[text] = len(self)
        return self[text]


def _must(holds: bool) -> None:
    if not holds:
        raise Suspicious


def _derivable(each: Field, series: pl.Series) -> pl.Series:
    filled = series.cast(pl.Int64).set(series == EMPTY, None)
    return filled.cast(pl.Boolean) if each.sort == "flag" else filled


def _picked(rows: Any, at: Sequence[Any]) -> tuple[Any, ...]:
    """The entries of a list or dict at many places; itemgetter gives no tuple for a single one."""
    return itemgetter(*at)(rows) if len(at) > 1 else tuple(rows[one] for one in at)


def _looked_up(numbers: dict[Any, int], values: list[Any]) -> NDArray[np.int32]:
    return np.frombuffer(struct.pack(f"{len(values)}i", *_picked(numbers, values)), np.int32)


def _stated(things: list[dict[str, Any]], form: ThingForm) -> dict[str, _Stated]:
    """What rows state, by name; Suspicious when one has a name that the form does not know."""
    names = list(things[0])
    if set(map(len, things)) == {len(names)} and form.names.issuperset(names):
        try:
            return {name: _Stated(list(map(itemgetter(name), things)), None) for name in names}
        except KeyError:
            pass  # as many names, but others
    try:
        return _stated_by_some(things, form)
    except KeyError as error:
        raise Suspicious from error


def _stated_by_some(things: list[dict[str, Any]], form: ThingForm) -> dict[str, _Stated]:
    """What rows state of which some have a field and some have not: cells sorted by their names."""
    names = list(chain.from_iterable(things))
    codes = np.frombuffer(bytes(_picked(form.numbers, names)), np.uint8)
    order = np.argsort(codes, kind="stable")
    cells = _picked(list(chain.from_iterable(map(dict.values, things))), order.tolist())
    rows = np.repeat(np.arange(len(things)), list(map(len, things)))[order]
    counts = np.bincount(codes, minlength=len(form.numbers)).tolist()
    found, start = {}, 0
    for name, count in zip(form.numbers, counts, strict=True):
        if count:
            span = slice(start, start + count)
            found[name] = _Stated(list(cells[span]), None if count == len(things) else rows[span])
            start += count
    return found


def _one_is_stated(fields: list[_Stated | None], count: int) -> bool:
    """Whether each of the rows states at least one of some fields."""
    stated = np.zeros(count, np.bool_)
    for found in fields:
        if found is not None:
            stated[slice(None) if found.at is None else found.at] = True
    return bool(stated.all())


def _ids_of_members(stated: _Stated | None, counts: list[int]) -> list[str]:
    """Each member's id as text, its number where none is stated; Suspicious when one is wrong.

    ``counts`` has the number of members of each family.
    """
    if stated is not None and stated.at is None:
        ids = stated.values
    else:
        ids = list(map(str, chain.from_iterable(range(1, count + 1) for count in counts)))
        if stated is not None and stated.at is not None:
            for place, given in zip(stated.at.tolist(), stated.values, strict=True):
                ids[place] = given
    if not are_texts(ids):
        ids = [text_of_id(given) for given in ids]
        _must(None not in ids)
    if len(set(ids)) < len(ids):  # what stands twice may stand in two families
        families = np.repeat(np.arange(len(counts)), counts).tolist()
        _must(len(set(zip(families, ids, strict=True))) == len(ids))
    return ids


def are_texts(ids: list[Any]) -> bool:
    """Whether all ids are texts of a fitting length; one that is not may still be a whole number."""
    return set(map(type, ids)) <= {str} and "" not in ids and max(map(len, ids), default=0) <= LONGEST_ID


def text_of_id(given: Any) -> str | None:
    """An id as text; None when it is neither a text of a fitting length nor a whole number."""
    if isinstance(given, str):
        return given if 0 < len(given) <= LONGEST_ID else None
    return str(given) if type(given) is int and -(2**63) <= given < 2**63 else None

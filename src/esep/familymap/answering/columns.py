"""A portion of families as columns: one pass over each field, so that the work grows with the rows alone.

The pass tells whether there is any fault, not where: :class:`Suspicious` sends the portion to
:mod:`esep.familymap.answering.walking`. Both agree on what is a fault (a test holds them to that).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Protocol

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
from esep.law import FAMILY, PERSON, Entity

Array = NDArray[Any]
Keys = NDArray[np.int64]
FAMILIES = FAMILY.declared.table


class Suspicious(Exception):
    """Something in the portion is not as it should be."""


@dataclass
class _Portion:
    """What is taken of one portion before it is known to have no fault."""

    arrays: dict[tuple[str, str], Array] = field(default_factory=dict)
    silent: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: Counter[Entity] = field(default_factory=Counter)
    ids: list[str] = field(default_factory=list)


@dataclass
class Columns:
    """Arrays of portions by table and name, and how often each field was silent.

    Words and codes are numbers until the end; an empty day is ``EMPTY``.
    """

    silent: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: Counter[Entity] = field(default_factory=Counter)
    _arrays: dict[tuple[str, str], list[Array]] = field(default_factory=dict)
    _ids: dict[str, list[str]] = field(default_factory=lambda: {FAMILIES: [], MEMBERSHIPS: []})
    _numbers: dict[int, Numbers] = field(default_factory=dict)
    _days: Days = field(default_factory=Days)

    def add(self, families: list[Any], ids: list[str]) -> None:
        """Take a portion of families in; Suspicious, and nothing taken, when it has a fault."""
        portion = _Portion()
        form = family_form()
        keys = self._new_keys(FAMILY, len(families), portion.rows)
        self._take(form, families, keys, portion)
        places, regions = (portion.arrays[FAMILIES, name] for name in (PLACE, REGION))
        _must(not ((places == EMPTY) & (regions == EMPTY)).any())
        for name, array in portion.arrays.items():
            self._arrays.setdefault(name, []).append(array)
        self._ids[FAMILIES] += ids
        self._ids[MEMBERSHIPS] += portion.ids
        self.silent += portion.silent
        self.rows += portion.rows

    def tables(self) -> dict[str, pl.DataFrame]:
        """All rows by table; the ids of families and members in the column ``id``."""
        columns: dict[str, dict[str, pl.Series]] = defaultdict(dict)
        fields = {(form.declared.table, each.name): each for form in all_forms() for each in form.fields}
        fields |= {(MEMBERSHIPS, ROLE): fields[PERSON.declared.table, ROLE]}
        for (table, name), arrays in self._arrays.items():
            whole = np.concatenate(arrays)
            each = fields.get((table, name))
            columns[table][name] = pl.Series(name, whole) if each is None else self._finished(each, whole)
        for table, ids in self._ids.items():
            columns[table][ID] = pl.Series(ID, ids, dtype=pl.String)
        return {table: pl.DataFrame(found) for table, found in columns.items()}

    def _finished(self, each: Field, whole: Array) -> pl.Series:
        series = pl.Series(each.name, whole)
        if each.sort in ("number", "flag"):
            # Only what is derived from a place can still be empty here; EMPTY is out of every bound.
            return series if not each.derived else self._derivable(each, series)
        filled = series.set(series == EMPTY, None)
        if each.sort == "date":
            return filled.cast(pl.Date)
        texts = pl.Series(list(self._numbers_of(each)), dtype=pl.String)
        return texts.gather(filled.cast(pl.UInt32)).alias(each.name)

    def _derivable(self, each: Field, series: pl.Series) -> pl.Series:
        filled = series.cast(pl.Int64).set(series == EMPTY, None)
        return filled.cast(pl.Boolean) if each.sort == "flag" else filled

    def _new_keys(self, entity: Entity, count: int, rows: Counter[Entity]) -> Keys:
        first = self.rows[entity] + rows[entity] + 1
        rows[entity] += count
        return np.arange(first, first + count, dtype=np.int64)

    def _take(self, form: ThingForm, things: list[Any], keys: Keys, portion: _Portion) -> Rows:
        """Take the rows of a form in, and all beneath them."""
        _must(not set(map(type, things)) - {dict})
        table, count = form.declared.table, len(things)
        rows = _rows(things, form)
        portion.arrays[table, form.declared.key] = keys
        for each in form.fields:
            values, at = rows.stated(each.name)
            array = self._array(each, values)
            if len(values) < count:
                _must(not each.required)
                stated, array = array, np.full(count, self._default(each), dtype=array.dtype)
                array[at] = stated
                if not (each.nullable or each.derived):
                    portion.silent[table, each.name] += count - len(values)
            portion.arrays[table, each.name] = array
        for name, part in form.parts.items():
            lists, at = rows.stated(name)
            self._take_parts(part, lists, keys[at], portion)
        return rows

    def _take_parts(self, form: ThingForm, lists: list[Any], keys: Keys, portion: _Portion) -> None:
        """Take the parts of owners in: a list for each owner that states one, in the order of their keys."""
        _must(not set(map(type, lists)) - {list})
        counts = list(map(len, lists))
        _must(max(counts, default=0) <= form.most)
        parts = list(chain.from_iterable(lists))
        owners = keys.repeat(counts)
        if form.entity != PERSON:
            self._take(form, parts, owners, portion)
            return
        own = self._new_keys(PERSON, len(parts), portion.rows)
        rows = self._take(form, parts, own, portion)
        portion.arrays[MEMBERSHIPS, "person"] = own
        portion.arrays[MEMBERSHIPS, "family"] = owners
        portion.arrays[MEMBERSHIPS, ROLE] = portion.arrays.pop((form.declared.table, ROLE))
        portion.ids = _ids_of_members(rows, counts, owners)

    def _default(self, each: Field) -> int:
        """What stands in the array for a silent row."""
        if each.default is None:
            return EMPTY
        if each.sort in ("number", "flag"):
            return int(each.default)
        found = self._days[each.default] if each.sort == "date" else self._numbers_of(each)[each.default]
        assert found is not None
        return found

    def _numbers_of(self, each: Field) -> Numbers:
        found = self._numbers.get(id(each))  # the forms live as long as the program
        if found is None:
            found = self._numbers[id(each)] = Numbers(each)
        return found

    def _array(self, each: Field, values: list[Any]) -> Array:
        """The values of a field in its type; Suspicious when one does not fit."""
        try:
            return self._typed(each, values)
        except (TypeError, ValueError, OverflowError, KeyError) as error:
            raise Suspicious from error

    def _typed(self, each: Field, values: list[Any]) -> Array:
        count = len(values)
        match each.sort:
            case "flag":
                _must(not set(map(type, values)) - {bool})
                return np.fromiter(values, np.int32 if each.derived else np.bool_, count)
            case "number":
                _must(not set(map(type, values)) - {int})
                numbers = np.fromiter(values, np.int64, count)
                _must(not count or (each.least <= numbers.min() and numbers.max() <= each.most))
                return numbers
            case "date":
                days = np.fromiter(map(self._days.__getitem__, values), np.int32, count)
                _must(each.nullable or not (days == EMPTY).any())
                return days
        return np.fromiter(map(self._numbers_of(each).__getitem__, values), np.int32, count)


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


class Rows(Protocol):
    """The rows of a form: what each of their fields holds."""

    def stated(self, name: str) -> tuple[list[Any], Keys]:
        """The values of the rows that state a field, and the positions of these rows."""
        ...


class Alike:
    """Rows that have the same fields in the same order, as a program writes them: cells by stride."""

    def __init__(self, fields: list[str], things: list[Any]) -> None:
        self._at = {name: number for number, name in enumerate(fields)}
        self._all, self._none = np.arange(len(things)), np.arange(0)
        self._cells = list(chain.from_iterable(map(dict.values, things)))

    def stated(self, name: str) -> tuple[list[Any], Keys]:
        """The values of a field, of all rows or of none."""
        if name not in self._at:
            return [], self._none
        return self._cells[self._at[name] :: len(self._at)], self._all


class Unlike:
    """Rows of which some have a field and some have not: cells sorted by their fields."""

    def __init__(self, numbers: Mapping[str, int], names: list[str], things: list[Any]) -> None:
        codes = np.fromiter(map(numbers.__getitem__, names), dtype=np.uint8, count=len(names))
        order = np.argsort(codes, kind="stable")
        cells = list(chain.from_iterable(map(dict.values, things)))
        self._rows = np.repeat(np.arange(len(things)), list(map(len, things)))[order]
        self._cells = list(map(cells.__getitem__, order.tolist()))
        self._numbers = numbers
        self._starts = np.searchsorted(codes[order], np.arange(len(numbers) + 1)).tolist()

    def stated(self, name: str) -> tuple[list[Any], Keys]:
        """The values of a field, and which rows state it."""
        number = self._numbers[name]
        span = slice(self._starts[number], self._starts[number + 1])
        return self._cells[span], self._rows[span]


def _rows(things: list[Any], form: ThingForm) -> Rows:
    """The rows by field; Suspicious when one has a field that the form does not know."""
    names = list(chain.from_iterable(things))
    if names:
        fields = list(things[0])
        if len(fields) * len(things) == len(names) and names == fields * len(things):
            _must(form.names.issuperset(fields))
            return Alike(fields, things)
    try:
        return Unlike(form.numbers, names, things)
    except KeyError as error:
        raise Suspicious from error


def _ids_of_members(rows: Rows, counts: list[int], families: Keys) -> list[str]:
    """Each member's id as text, its number where none is stated; Suspicious when one is wrong."""
    ids, at = rows.stated(ID)
    if len(ids) < len(families):
        texts = list(map(str, chain.from_iterable(range(1, count + 1) for count in counts)))
        for place, given in zip(at.tolist(), ids, strict=True):
            texts[place] = given
        ids = texts
    if set(map(type, ids)) - {str} or "" in ids or max(map(len, ids), default=0) > LONGEST_ID:
        ids = [text_of_id(given) for given in ids]
        _must(None not in ids)
    _must(len(set(zip(families.tolist(), ids, strict=True))) == len(ids))
    return ids


def text_of_id(given: Any) -> str | None:
    """An id as text; None when it is neither a text of a fitting length nor a whole number."""
    if isinstance(given, str):
        return given if 0 < len(given) <= LONGEST_ID else None
    return str(given) if type(given) is int and -(2**63) <= given < 2**63 else None

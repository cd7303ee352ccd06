"""Lists and searches of families, and one family's row.

Lists are read in the database's own order by key (*keyset*): page n costs what page 1 costs. A list of a
region is merged from the lists of its districts, since the indexes are sorted within a district.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from django.db import connection

from esep.places import places
from esep.registers import pseudonym, read_or_make_key
from esep_site.alphabet import in_order
from esep_site.families.models import LoadedSnapshot
from esep_site.families.queries import Counts, counts_of
from esep_site.families.words import MARKED, folded_words, mark, mark_of_level, mark_of_right
from esep_site.folder import folder
from esep_site.people.scope import stem

PAGE = 50
MOST_FOUND = 200
MOST_COUNTED = 10_000
FEW = 8_000
"""Families that are fetched by their numbers and sorted afterwards, rather than read in order."""
MOST_LOOKED_THROUGH = 500_000
"""Entries of the index of words that are read to find what two marks have in common."""


class Sort(StrEnum):
    """By what a list may be ordered; each has an index of every partition."""

    POINTS = "points"
    INCOME = "income"
    PAYMENTS = "payments"
    HEAD = "head"


_SORTED_BY = {
    Sort.POINTS: "points",
    Sort.INCOME: "income_per_head",
    Sort.PAYMENTS: "payments",
    Sort.HEAD: "head_order",
}


_COUNT_OF_MARK = {
    "below_minimum": "families_below_subsistence",
    "below_line": "families_below_poverty_line",
    "poor": "multidimensionally_poor_families",
    "undrawn": "families_with_undrawn_rights",
}


@dataclass(frozen=True)
class Filters:
    """What families of a list have in common; nothing chosen, all families.

    ``flags`` and ``rights`` must all hold; of ``levels`` and ``kinds`` one does. ``members``, ``children``:
    from, to.
    """

    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    members: tuple[int | None, int | None] = (None, None)
    children: tuple[int | None, int | None] = (None, None)
    rural: bool | None = None
    below_minimum: bool | None = None
    below_line: bool | None = None
    poor: bool | None = None
    undrawn: bool | None = None


@dataclass(frozen=True)
class FamilyLine:
    """A family as a list shows it; the columns of :class:`~esep_site.families.models.FamilyRow`."""

    family: int
    place: str
    district: str
    okrug: str
    rural: bool
    level: str
    points: int
    members: int
    children: int
    head: str
    birth_year: int | None
    kind: str
    income_per_head: int
    line: int
    minimum: int
    below_minimum: bool
    below_line: bool
    poor: bool
    deprivation: int
    assistance: int
    payments: int
    undrawn: bool
    rights: list[str]
    flags: list[str]


_COLUMNS = tuple(each.name for each in fields(FamilyLine))


@dataclass(frozen=True)
class FamilyList:
    """One page of a list. ``after`` is what to ask the next page with, None on the last page.

    ``few``: the numbers of all families with the marks that the filters ask for, where they were looked up.
    """

    rows: tuple[FamilyLine, ...]
    after: str | None
    few: tuple[int, ...] | None = None


def families(
    snapshot: LoadedSnapshot,
    place: str,
    filters: Filters | None = None,
    sort: Sort = Sort.POINTS,
    after: str | None = None,
    *,
    descending: bool = False,
    most: int = PAGE,
) -> FamilyList:
    """A page of the families of a place; ``after`` is that of the page before.

    Whoever asks sees rows of the own scope only. ValueError when ``after`` is none of this order.
    """
    filters = filters or Filters()
    column = _SORTED_BY[sort]
    conditions, values = _conditions(snapshot, place, filters)
    in_order = sort == Sort.POINTS and filters == Filters(
        levels=filters.levels
    )  # an index by level and points
    few = None if in_order else _few(snapshot, place, filters)
    if few is not None:
        conditions.append("family = ANY(%s::bigint[])")
        values.append(_array(few))
    if after is not None:
        sign = "<" if descending else ">"
        conditions.append(f"({column}, family) {sign} (%s, %s)")
        values.extend(_place_in_order(snapshot, after, sort))
    way = "DESC" if descending else "ASC"
    order = f"ORDER BY {column} {way}, family {way} LIMIT {most + 1}"
    columns = [*_COLUMNS, *({column} - set(_COLUMNS))]
    inner = f"SELECT {', '.join(columns)} FROM families_familyrow WHERE {' AND '.join(conditions)}"
    branches = _districts(place)
    if few is not None:
        text, values = f"{inner} AND district = ANY(%s) {order}", [*values, branches]
    else:
        text = (
            f"SELECT found.* FROM unnest(%s::text[]) AS branch(code), "
            f"LATERAL ({inner} AND district = branch.code {order}) AS found {order}"
        )
        values = [branches, *values]
    rows = _lines(text, values)
    found = None if few is None else tuple(few)
    if len(rows) <= most:
        return FamilyList(tuple(rows), None, found)
    last = rows[most - 1]
    value = "" if sort == Sort.HEAD else getattr(last, column)  # no name becomes part of an address
    return FamilyList(tuple(rows[:most]), f"{value}~{last.family}", found)


def count(
    snapshot: LoadedSnapshot,
    place: str,
    filters: Filters | None = None,
    *,
    few: tuple[int, ...] | None = None,
) -> int:
    """How many families a list has, counted up to :data:`MOST_COUNTED` + 1; for who sees the whole place.

    ``few`` are those of the list (:class:`FamilyList`), so that they are not looked up again.
    """
    filters = filters or Filters()
    known = _counted(snapshot, place, filters)
    if known is not None:
        return min(known, MOST_COUNTED + 1)
    if few is not None and filters == _only_marks(filters):
        return len(few)
    if few is None:
        looked_up = _few(snapshot, place, filters)
        few = None if looked_up is None else tuple(looked_up)
    conditions, values = _conditions(snapshot, place, filters)
    if few is not None:
        conditions.append("family = ANY(%s::bigint[])")
        values.append(_array(few))
    text = (
        f"SELECT count(*) FROM (SELECT 1 FROM families_familyrow WHERE {' AND '.join(conditions)} "
        f"AND district = ANY(%s) LIMIT {MOST_COUNTED + 1}) AS counted"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, [*values, _districts(place)])
        return int(cursor.fetchone()[0])


def _few(snapshot: LoadedSnapshot, place: str, filters: Filters) -> list[int] | None:
    """The families that have all marks that the filters ask for, where these are few; else None.

    A list in order finds what is common soon and what is rare late; for the rare there is the index of words.
    The counts of the place tell beforehand which it is.
    """
    marks = _marks(filters)
    if not marks:
        return None
    counted = counts_of(snapshot, [place]).get(place, Counts(place))
    known = [
        counted.of(measure, breakdown) if breakdown else counted[measure]
        for measure, breakdown in marks.values()
    ]
    if min(known) > (FEW if len(marks) == 1 else MOST_LOOKED_THROUGH):
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT families_named(%s, %s, '{}', %s, %s)",
            [snapshot.pk, stem(place), list(marks), FEW + 1],
        )
        found = [row[0] for row in cursor.fetchall()]
    return found if len(found) <= FEW else None


def _counted(snapshot: LoadedSnapshot, place: str, filters: Filters) -> int | None:
    """The count that the place has for filters that ask for no mark, or for one; None where it has none."""
    marks = _marks(filters)
    if len(marks) > 1 or filters != _only_marks(filters):
        return None
    counted = counts_of(snapshot, [place]).get(place, Counts(place))
    for measure, breakdown in marks.values():
        return counted.of(measure, breakdown) if breakdown else counted[measure]
    return counted["families"] + counted["families_without_members"]


def _only_marks(filters: Filters) -> Filters:
    """What filters ask for by marks, without the rest."""
    return Filters(
        filters.levels if len(filters.levels) == 1 else (),
        flags=filters.flags,
        rights=filters.rights,
        **{name: getattr(filters, name) or None for name in MARKED},
    )


def _marks(filters: Filters) -> dict[str, tuple[str, str]]:
    """The marks that filters ask for, each with the count that says how many families have it."""
    marks = {mark(flag): ("flag", flag) for flag in filters.flags}
    marks |= {mark_of_right(right): ("right", right) for right in filters.rights}
    if len(filters.levels) == 1:
        marks[mark_of_level(filters.levels[0])] = ("level", filters.levels[0])
    for name in MARKED:
        if getattr(filters, name):
            marks[mark(name)] = (_COUNT_OF_MARK[name], "")
    return marks


def _districts(place: str) -> list[str]:
    """The districts that a place has families in, as the rows name them: its own, or all of a region."""
    if place not in places():
        return []
    known = places().get(place)
    if known.level == "region":
        return [place, *(child.code for child in known.children)]
    return [(known.district or known.region).code]


def _conditions(snapshot: LoadedSnapshot, place: str, filters: Filters) -> tuple[list[str], list[Any]]:
    conditions, values = ["snapshot_id = %s"], [snapshot.pk]

    def add(condition: str, *given: Any) -> None:
        conditions.append(condition)
        values.extend(given)

    begin = stem(place)
    if len(begin) > 4:
        add("place >= %s AND place < %s", begin, _next(begin))
    if len(filters.levels) == 1:
        add("level = %s", filters.levels[0])
    elif filters.levels:
        add("level = ANY(%s)", list(filters.levels))
    if filters.kinds:
        add("kind = ANY(%s)", list(filters.kinds))
    if filters.flags:
        add("flags @> %s::text[]", list(filters.flags))
    if filters.rights:
        add("rights @> %s::text[]", list(filters.rights))
    for column in ("members", "children"):
        for bound, sign in zip(getattr(filters, column), (">=", "<="), strict=True):
            if bound is not None:
                add(f"{column} {sign} %s", bound)
    for name in ("rural", "below_minimum", "below_line", "poor", "undrawn"):
        wanted = getattr(filters, name)
        if wanted is not None:
            add(name if wanted else f"NOT {name}")
    return conditions, values


def _array(numbers: Iterable[int]) -> str:
    """Thousands of numbers as PostgreSQL writes an array; the driver would look at each of them."""
    return f"{{{','.join(map(str, numbers))}}}"


def _next(begin: str) -> str:
    """The first text after all that begin with these digits."""
    return begin[:-1] + chr(ord(begin[-1]) + 1)


def _place_in_order(snapshot: LoadedSnapshot, after: str, sort: Sort) -> tuple[str | int, int]:
    """Value and number of the family that ends a page; of one by name the name is looked up again."""
    value, _tilde, number = after.rpartition("~")
    family = int(number)
    if sort != Sort.HEAD:
        return int(value), family
    text = "SELECT head_order FROM families_familyrow WHERE snapshot_id = %s AND family = %s"
    with connection.cursor() as cursor:
        cursor.execute(text, [snapshot.pk, family if abs(family) < 2**63 else 0])
        row = cursor.fetchone()
    if row is None:
        raise ValueError(after)
    return str(row[0]), family


def _lines(text: str, values: Sequence[Any]) -> list[FamilyLine]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return [FamilyLine(*row[: len(_COLUMNS)]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Found:
    """What a search found; ``more``: there is more than is listed, so ask more narrowly."""

    rows: tuple[FamilyLine, ...]
    more: bool = False


def find(snapshot: LoadedSnapshot, text: str, place: str | None = None, *, most: int = MOST_FOUND) -> Found:
    """Families by the beginnings of words of their members' names, or by the number of the card.

    The number is that of the register or the pseudonym that the site shows. ``place`` narrows the search.
    """
    place = place or snapshot.region
    words = folded_words(text)
    if not words:
        return Found(())
    if any(any(letter.isdigit() for letter in word) for word in words):
        return Found(tuple(_by_number(snapshot, text.strip(), place)))
    numbers = _named(snapshot, place, words, most + 1)
    rows = _by_key(snapshot, numbers[:most])
    return Found(tuple(sorted(rows, key=lambda row: (in_order(row.head), row.family))), len(numbers) > most)


def _named(snapshot: LoadedSnapshot, place: str, words: list[str], most: int) -> list[int]:
    """Numbers of families with these very words, and where they are not enough, with words that begin so."""
    found: dict[int, None] = {}
    with connection.cursor() as cursor:
        for ending in ("", "*"):
            asked = [f"{word}{ending}" for word in words]
            cursor.execute(
                "SELECT families_named(%s, %s, %s, '{}', %s)", [snapshot.pk, stem(place), asked, most]
            )
            found |= dict.fromkeys(row[0] for row in cursor.fetchall())
            if len(found) >= most:
                break
    return list(found)[:most]


def _by_number(snapshot: LoadedSnapshot, text: str, place: str) -> list[FamilyLine]:
    key = read_or_make_key(folder().pseudonym_key)
    numbers = [pseudonym(text, "family", key)]
    digits = text.replace(" ", "").replace("\u00a0", "")
    if digits.isdecimal() and int(digits) < 2**63:
        numbers.append(int(digits))
    return [row for row in _by_key(snapshot, numbers) if row.place.startswith(stem(place))]


def _by_key(snapshot: LoadedSnapshot, numbers: Sequence[int]) -> list[FamilyLine]:
    text = f"SELECT {', '.join(_COLUMNS)} FROM families_familyrow WHERE snapshot_id = %s AND family = ANY(%s)"
    return _lines(text, [snapshot.pk, list(numbers)]) if numbers else []


def family_line(snapshot: LoadedSnapshot, family: int) -> FamilyLine | None:
    """The row of a family within the scope, None where there is none."""
    return next(iter(_by_key(snapshot, [family])), None)

"""What is hidden of small counts, by hand and by an attack that solves for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from esep.places import places
from esep_site.families.models import LoadedSnapshot, PlaceCount
from esep_site.families.queries import Counts, counts_of
from esep_site.families.shown_counts import LEVELS, PLAIN, shown
from esep_site.families.small_counts import LEAST, Cell, Sum, hidden_cells
from esep_site.people.roles import Permission, Role
from esep_site.people.scope import Scope

from ..conftest import DISTRICT, REGION


def solved(shown_values: Mapping[Cell, int], hidden: Sequence[Cell], sums: Sequence[Sum]) -> set[Cell]:
    """The hidden cells that have one value only: Gauss and Jordan in fractions."""
    at = {cell: number for number, cell in enumerate(hidden)}
    rows = []
    for each in sums:
        row = [Fraction(0)] * (len(hidden) + 1)
        for cell, sign in ((each.total, -1), *((part, 1) for part in each.parts)):
            if cell in at:
                row[at[cell]] += sign
            else:
                row[-1] -= sign * shown_values.get(cell, 0)
        rows.append(row)
    pivots = []
    for column in range(len(hidden)):
        found = next((row for row in rows if row[column] and row not in pivots), None)
        if found is None:
            continue
        scale = found[column]
        found[:] = [value / scale for value in found]
        pivots.append(found)
        for row in rows:
            if row is not found and row[column]:
                factor = row[column]
                row[:] = [a - factor * b for a, b in zip(row, found, strict=True)]
    return {hidden[row.index(1)] for row in pivots if sum(1 for value in row[:-1] if value) == 1}


TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=2, max_size=5
    )
)


@given(TABLES)
def test_no_small_count_of_a_table_can_be_solved_for(table: list[list[int]]) -> None:
    values: dict[Cell, int] = {}
    for i, row in enumerate(table):
        for j, value in enumerate(row):
            values[i, j] = value
        values[i, "all"] = sum(row)
    for j, column in enumerate(zip(*table, strict=True)):
        values["all", j] = sum(column)
    values["all", "all"] = sum(map(sum, table))
    width = range(len(table[0]))
    sums = [Sum((i, "all"), tuple((i, j) for j in width)) for i in (*range(len(table)), "all")]
    sums += [Sum(("all", j), tuple((i, j) for i in range(len(table)))) for j in (*width, "all")]
    hidden = hidden_cells(values, sums)
    small = {cell for cell, value in values.items() if 0 < value < LEAST}
    assert small <= hidden
    seen = {cell: value for cell, value in values.items() if cell not in hidden}
    assert not any(values[cell] == 0 for cell in hidden)
    if any(value >= LEAST for value in values.values()):
        others = [cell for cell in hidden if values[cell]]
        weak = solved(seen, others, sums) & small
        # What cannot be protected stands alone: everything else in its sums is nought or hidden with it.
        assert all(values["all", "all"] < LEAST for _cell in weak), (table, hidden, weak)


def test_a_lone_small_count_takes_the_next_smallest_with_it() -> None:
    values: dict[Cell, int] = {"a": 3, "b": 20, "c": 9, "d": 0, "all": 32}
    sums = [Sum("all", ("a", "b", "c", "d"))]
    assert hidden_cells(values, sums) == {"a", "c"}
    assert hidden_cells(values, sums, known=lambda cell: cell == "c") == {"a", "b"}


def test_two_small_counts_that_are_few_together_take_a_third() -> None:
    values: dict[Cell, int] = {"a": 1, "b": 1, "c": 9, "d": 30, "all": 41}
    assert hidden_cells(values, [Sum("all", ("a", "b", "c", "d"))]) == {"a", "b", "c"}


def scope(role_places: dict[Permission, tuple[str, ...]]) -> Scope:
    return Scope(None, ((Role.PRESS_OFFICER, REGION),), role_places)


def test_of_a_region_no_small_count_is_shown_and_none_follows_from_the_others(
    region: LoadedSnapshot,
) -> None:
    reader = scope({Permission.SEE_COUNTS: (REGION,)})
    codes = set(PlaceCount.objects.filter(snapshot=region).values_list("place", flat=True))
    counts = counts_of(region, codes)
    met = 0
    for measure in PLAIN:
        seen, unknown, sums = {}, [], []
        for code in sorted(codes):
            value = shown(region, counts[code], reader)(measure)
            if value is None:
                unknown.append(code)
                continue
            assert not 0 < value < LEAST, (code, measure)
            seen[code] = value
        for code in codes:
            children = [child.code for child in places().get(code).children if child.code in codes]
            if children:
                rest = counts[code][measure] - sum(counts[child][measure] for child in children)
                sums.append(Sum(code, (*children, *([f"rest {code}"] if rest else ()))))
                if rest:
                    unknown.append(f"rest {code}")
        small = {code for code in codes if 0 < counts[code][measure] < LEAST}
        met += len(small)
        assert not solved(seen, unknown, sums) & small, measure
    assert met > 100
    for code in (REGION, DISTRICT):
        told = shown(region, counts[code], reader)
        assert all(
            told("level", level) is None or told("level", level) not in range(1, 5) for level in LEVELS
        )


def test_who_sees_the_families_sees_every_count_of_them(region: LoadedSnapshot) -> None:
    reader = scope({Permission.SEE_COUNTS: (REGION,), Permission.SEE_FAMILIES: (DISTRICT,)})
    codes = set(PlaceCount.objects.filter(snapshot=region).values_list("place", flat=True))
    counts = counts_of(region, codes)
    for code in codes:
        told = shown(region, counts[code], reader)
        if code.startswith(DISTRICT[:4]):
            assert all(told(measure) == counts[code][measure] for measure in PLAIN)
        else:
            assert all(told(measure) not in range(1, LEAST) for measure in PLAIN)


def test_what_is_not_open_below_a_district_is_not_shown(region: LoadedSnapshot) -> None:
    reader = scope({Permission.SEE_COUNTS: (REGION,)})
    okrug = places().get(DISTRICT).children[0].code
    told = shown(
        region, Counts(okrug, {"families": 50, "gini": 7, "payments_amount": 9}, {"level": {"C": 50}}), reader
    )
    assert told("level", "C") is None
    assert told("payments_amount") is None

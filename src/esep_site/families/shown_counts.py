"""Counts of places as somebody may see them: whole where the families are seen, else small ones hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from esep.places import Place, places
from esep_site.families.models import LoadedSnapshot, PlaceCount
from esep_site.families.queries import Counts
from esep_site.families.small_counts import Cell, Sum, hidden_cells, is_small
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope, stem

LEVELS = ("A", "B", "C", "D", "E")
OF_FAMILIES = (
    "families_below_subsistence",
    "families_below_poverty_line",
    "multidimensionally_poor_families",
    "targeted_assistance_families",
    "families_with_undrawn_rights",
)
PLAIN = (
    "families",
    *OF_FAMILIES,
    *("persons", "children", "targeted_assistance_persons"),
    *("rural_working_age", "rural_without_steady_income"),
)
"""Counts without breakdown that everybody with counts may see of any place, small ones hidden."""
FOLLOWS = {"targeted_assistance_amount": "targeted_assistance_families"}
"""Sums of tenge, hidden where the families are that they are paid to."""
OF_REGION_ONLY = ("head_count", "poverty_gap", "poverty_severity", "gini", "at_risk_of_poverty")
BREAKDOWNS = ("level", "right")
"""Broken down for the region and its districts only, to those who may not see the families."""


@dataclass(frozen=True)
class ShownCounts:
    """The counts of one place; None where one is not shown."""

    counts: Counts
    hidden: frozenset[Cell] | None

    @property
    def place(self) -> str:
        """The code of the place."""
        return self.counts.place

    def __call__(self, measure: str, breakdown: str = "") -> int | None:
        """A count, nought where there is nobody, None where it is not shown."""
        value = self.counts.of(measure, breakdown) if breakdown else self.counts[measure]
        if self.hidden is None or measure in OF_REGION_ONLY:
            return value
        if (self.place, FOLLOWS.get(measure, measure), breakdown) in self.hidden:
            return None
        return value if _is_open(self.place, FOLLOWS.get(measure, measure), breakdown) else None


def shown(snapshot: LoadedSnapshot, counts: Counts, scope: Scope) -> ShownCounts:
    """The counts of a place as somebody may see them."""
    stems = scope.stems(Permission.SEE_FAMILIES)
    if counts.place.startswith(tuple(stems)):
        return ShownCounts(counts, None)
    within = tuple(sorted(each for each in stems if each.startswith(stem(snapshot.region))))
    return ShownCounts(counts, _hidden(snapshot.pk, snapshot.region, within))


def _is_open(place: str, measure: str, breakdown: str) -> bool:
    if breakdown:
        return measure in BREAKDOWNS and len(stem(place)) <= 4
    return measure in PLAIN


@lru_cache(maxsize=32)
def _hidden(snapshot: int, region: str, seen: tuple[str, ...]) -> frozenset[Cell]:
    """The hidden cells (place, measure, breakdown) of a snapshot; a snapshot's counts never change."""
    values = _values(snapshot)
    tree = places().get(region)
    known = lambda cell: bool(seen) and cell[0].startswith(seen)  # noqa: E731
    plain = lambda measure: _tree_sums(tree, measure, "", values, deep=True)  # noqa: E731
    found = _hidden_families(tree, values, known)
    few = {cell[0] for cell in found if cell[1:] == ("families", "")}
    for measure in PLAIN[1:]:
        total = {place: values.get((place, "families", ""), 0) for place, *_ in values}
        also = {(place, measure, "") for place in few}
        if measure in OF_FAMILIES:
            also |= {
                (place, measure, "")
                for place, number in total.items()
                if is_small(number - values.get((place, measure, ""), 0))
            }
        own = {cell: value for cell, value in values.items() if cell[1] == measure}
        sums = plain(measure)
        own |= {cell: values[cell] for each in sums for cell in each.parts if cell in values}
        found |= hidden_cells(own, sums, also, known, is_tree=True)
    for right in {cell[2] for cell in values if cell[1] == "right"}:
        own = {cell: value for cell, value in values.items() if cell[1:] == ("right", right)}
        sums = _tree_sums(tree, "right", right, own, deep=False)
        found |= hidden_cells(own, sums, (), known, is_tree=True)
    return frozenset(found)


def _hidden_families(region: Place, values: dict[Cell, int], known: Callable[[Cell], bool]) -> set[Cell]:
    """Hidden families and levels: of region and districts as one table, of places below as a tree.

    The two have the families of districts in common, so they are done until neither hides more of these.
    """
    levels = [each for level in LEVELS for each in _tree_sums(region, "level", level, values, deep=False)]
    table = [*levels, *_level_sums(region, values), *_tree_sums(region, "families", "", values, deep=False)]
    tree = _tree_sums(region, "families", "", values, deep=True)
    wide, narrow = (
        {cell: values[cell] for each in sums for cell in each.cells if cell in values}
        for sums in (table, tree)
    )
    also: set[Cell] = set()
    while True:
        above = hidden_cells(wide, table, also, known)
        below = hidden_cells(narrow, tree, above & narrow.keys(), known, is_tree=True)
        more = (below & wide.keys()) - above
        if not more:
            return {*above, *below}
        also |= more


def _values(snapshot: int) -> dict[Cell, int]:
    rows = PlaceCount.objects.filter(snapshot=snapshot, measure__in=PLAIN, breakdown="")
    values: dict[Cell, int] = {
        (place, measure, ""): value for place, measure, value in rows.values_list("place", "measure", "value")
    }
    broken = PlaceCount.objects.filter(snapshot=snapshot, measure__in=BREAKDOWNS, place__endswith="00000")
    for place, measure, breakdown, value in broken.values_list("place", "measure", "breakdown", "value"):
        if len(stem(place)) <= 4:
            values[place, measure, breakdown] = value
    return values


def _tree_sums(
    place: Place, measure: str, breakdown: str, values: dict[Cell, int], *, deep: bool
) -> list[Sum]:
    """A sum for each place with parts; who lives in none of the parts is a part of its own."""
    total = (place.code, measure, breakdown)
    parts = [child for child in place.children if (child.code, measure, breakdown) in values]
    if not parts:
        return []
    cells: list[Cell] = [(part.code, measure, breakdown) for part in parts]
    rest = values.get(total, 0) - sum(values[cell] for cell in cells)
    if rest:
        cells.append(("rest of " + place.code, measure, breakdown))
        values[cells[-1]] = rest
    below = [each for part in parts for each in _tree_sums(part, measure, breakdown, values, deep=True)]
    return [Sum(total, tuple(cells)), *(below if deep else ())]


def _level_sums(region: Place, values: Mapping[Cell, int]) -> list[Sum]:
    return [
        Sum((each.code, "families", ""), tuple((each.code, "level", level) for level in LEVELS))
        for each in (region, *region.children)
        if (each.code, "families", "") in values
    ]

"""The place of each number of a table: that of its row, its section or its column, else the document's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from esep.places import Mention, Place, find_in_text
from esep.reading.documents.tables import Cell
from esep.reading.statements.named_places import BELOW_DISTRICT
from esep.reading.tables.cell_numbers import is_year
from esep.reading.tables.layout import Figure, Layout
from esep.reading.tables.words import begins_with, has_word, table_words

_LONGEST_BARE = 3
"""Words of a name that stands without its kind in a column of places."""


@dataclass(frozen=True)
class TablePlaces:
    """The places of one table; ``place`` is that of its document."""

    layout: Layout
    place: Place | None

    def of(self, heads: Sequence[str], figure: Figure) -> Place | None:
        """The place that the nearest of ``heads`` names, else the document's; none where it is left open.

        A village of another region without that region beside it is likelier one that the classifier does
        not know by this name; a total over several regions is that of none.
        """
        is_total = bool(figure.row_heads) and begins_with(self._label(figure), "total")
        if is_total and begins_with(self._label(figure), "total_of_region") and self._region is not None:
            return self._region
        bare, kind = self.bare(figure), self._kind_of_places(figure)
        for head in heads:
            found = _place(head, kind if head == bare else None, self._region)
            if found is not None:
                return None if self._is_far(found, head) else found
        if is_total:
            if self.place is not None and all(map(self.place.contains, self._places_of_rows)):
                return self.place
            regions = {place.region for place in self._places_of_rows}
            if len(regions) > 1:
                return None
            return next(iter(regions), self.place)
        return self.place

    def names(self, head: str, figure: Figure) -> bool:
        """Whether a head names a place, and so nothing that is counted; a far village names its row."""
        kind = self._kind_of_places(figure) if head == self.bare(figure) else None
        found = _place(head, kind)
        return found is not None and not self._is_far(_place(head, kind, self._region) or found, head)

    def bare(self, figure: Figure) -> str | None:
        """The head of a row in a column of places, where a name stands without its kind: «Меркенский»."""
        cell = self._name_of_row(figure)
        if cell is None or not has_word(self.layout.column_texts[cell.column], "place_column"):
            return None
        return self.layout.said(cell)

    def _kind_of_places(self, figure: Figure) -> str:
        """What bare names in the column of the row's name are: «Узункольский» under «Сельский округ»."""
        cell = self._name_of_row(figure)
        is_rural = cell is not None and has_word(self.layout.column_texts[cell.column], "rural_column")
        if is_rural:
            return "rural_districts"
        is_village = cell is not None and begins_with(self.layout.column_texts[cell.column], "village_column")
        return "villages" if is_village else "districts"

    def _is_far(self, place: Place, head: str) -> bool:
        """Whether a village lies outside of the document's region, and its head does not name another."""
        if self._region in (None, place.region) or place.level not in BELOW_DISTRICT:
            return False
        return all(mention.candidates[0].level != "region" for mention in find_in_text(head))

    def _name_of_row(self, figure: Figure) -> Cell | None:
        """The head of a row nearest to its numbers that is no year."""
        names = (cell for cell in reversed(figure.row_heads) if not is_year(self.layout.said(cell)))
        return next(names, None)

    @cached_property
    def _region(self) -> Place | None:
        """The region that the document speaks of: of several places of one name the one in it is meant.

        Where it speaks of none, the one in which all rows lie whose names can mean one region only.
        """
        if self.place is not None:
            return self.place.region
        found = (_mention(head, "districts") for head in self._names_of_rows)
        meant = ({place.region for place in mention.candidates} for mention in found if mention is not None)
        sure = {region for regions in meant if len(regions) == 1 for region in regions}
        return sure.pop() if len(sure) == 1 else None

    @cached_property
    def _names_of_rows(self) -> dict[str, str]:
        """What the rows are called, and their sections, with the kind of the places that they can name."""
        names: dict[str, str] = {}
        for figure in self.layout.figures:
            cell = self._name_of_row(figure)
            if cell is not None and self.layout.said(cell) not in names:
                names[self.layout.said(cell)] = self._kind_of_places(figure)
            for section in figure.section:
                names.setdefault(self.layout.said(section), "districts")
        return names

    @cached_property
    def _places_of_rows(self) -> frozenset[Place]:
        """The places of the rows: that of a total row without a name holds them all."""
        found = ((_place(head, kind, self._region), head) for head, kind in self._names_of_rows.items())
        return frozenset(
            place for place, head in found if place is not None and not self._is_far(place, head)
        )

    def _label(self, figure: Figure) -> str:
        return " ".join(self.layout.said(cell) for cell in figure.row_heads)


@lru_cache(maxsize=4096)
def _mention(head: str, kind: str | None, within: Place | None = None) -> Mention | None:
    """The first place that a head names; ``kind`` is that of a name without one, None to look for no such."""
    found = find_in_text(head, within=within) if kind != "villages" or len(head.split()) > 1 else []
    if not found and kind is not None and len(head.split()) <= _LONGEST_BARE:
        endings = table_words()[kind].values()
        found = next(
            (more for ending in endings if (more := find_in_text(head.strip() + ending, within=within))), []
        )
    if found and kind == "villages" and len(found[0].candidates) > 1:
        return None  # which of them, no region tells
    return _innermost(found) if found else None


def _innermost(found: Sequence[Mention]) -> Mention:
    """Of a chain of places, each within the one before, the last: «область Абай, Аягозский район»."""
    chosen = found[0]
    for one in found[1:]:
        if chosen.candidates[0].contains(one.candidates[0]):
            chosen = one
    return chosen


def _place(head: str, kind: str | None, within: Place | None = None) -> Place | None:
    found = _mention(head, kind, within)
    return found.candidates[0] if found is not None else None

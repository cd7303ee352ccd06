"""The figures of a place page: cards, levels, rights, the table of parts, what changed since before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from esep.kazakhstan import law
from esep.places import places
from esep_site.alphabet import in_order
from esep_site.families.indicators import INDICATORS, Indicator
from esep_site.families.queries import PlacePage
from esep_site.families.shown_counts import LEVELS, ShownCounts, shown
from esep_site.families.small_counts import is_small
from esep_site.people.scope import Scope
from esep_site.templatetags.shown import number, share
from esep_site.tile_map import TileMap, tile_map

HIDDEN = "∗"
"""In place of a count that is not shown."""
BAR = 100
"""The width of the longest bar, in units of its drawing."""


@dataclass(frozen=True)
class Card:
    """A figure that is seen first. ``change`` is since the snapshot before, empty where there is none."""

    name: object
    value: str
    meaning: str
    change: str = ""
    query: str = ""


@dataclass(frozen=True)
class LevelRow:
    """Families and persons on a level; ``bar`` is the share of families in units of :data:`BAR`."""

    level: str
    families: str
    share: str
    persons: str
    change: str
    bar: str


@dataclass(frozen=True)
class PartRow:
    """A part of a place: its code and its cells, each a head and a text."""

    code: str
    cells: tuple[tuple[object, str], ...]


class PlaceFigures:
    """What the page of a place shows to somebody."""

    def __init__(self, page: PlacePage, scope: Scope, indicator: Indicator) -> None:
        self.page, self.indicator = page, indicator
        self.whole = shown(page.snapshot, page.whole, scope)
        before = page.before is not None and page.snapshot_before is not None
        self.before = shown(page.snapshot_before, page.before, scope) if before else None
        self.parts = tuple(shown(page.snapshot, part, scope) for part in page.parts)
        self.some_hidden = self.whole.hidden is not None

    def cards(self) -> Iterator[Card]:
        """The figures that are seen first."""
        persons, children = self.whole("persons"), self.whole("children")
        words = {"persons": text(persons), "children": text(children)}
        said = ngettext("%(persons)s person", "%(persons)s people", persons or 5) % words
        more = ngettext("%(children)s child", "%(children)s children", children or 5) % words
        yield Card(
            _("Families"),
            text(self.whole("families")),
            _("Families with members: %(people)s, of them %(children)s") % {"people": said, "children": more},
            self._change(self.whole("families"), self.before and self.before("families")),
        )
        for key in ("below-minimum", "levels", "undrawn", "poor", "workforce"):
            yield self._share_card(INDICATORS[key])
        yield self._assistance_card()

    def _share_card(self, each: Indicator) -> Card:
        count, before = each.count(self.whole), self.before and each.count(self.before)
        portion = each.share(self.whole)
        shown_share = HIDDEN if count is None else share(portion)
        meaning = f"{_said(each) % {'share': shown_share}}. {each.meaning}."
        return Card(each.name, text(count), meaning, self._change(count, before), QUERIES.get(each.key, ""))

    def _assistance_card(self) -> Card:
        families = self.whole("targeted_assistance_families")
        persons = self.whole("targeted_assistance_persons")
        words = {
            "people": ngettext("%(n)s person", "%(n)s people", persons or 5) % {"n": text(persons)},
            "amount": text(self.whole("targeted_assistance_amount")),
        }
        return Card(
            _("With a right to targeted assistance"),
            text(families),
            _("Families: %(people)s, %(amount)s tenge a month by the law, whether drawn or not") % words,
            self._change(families, self.before and self.before("targeted_assistance_families")),
            "rights=targeted_assistance",
        )

    def levels(self) -> list[LevelRow]:
        """From A to E; empty where levels are not shown."""
        counts = {level: self.whole("level", level) for level in LEVELS}
        if all(count is None for count in counts.values()):
            return []
        total = self.whole("families") or 0
        most = max((count or 0 for count in counts.values()), default=0) or 1
        rows = []
        for level, count in counts.items():
            before = self.before("level", level) if self.before else None
            persons = None
            if count is not None and self.whole.hidden is None:
                persons = self.whole("persons_by_level", level)
            rows.append(
                LevelRow(
                    level,
                    text(count),
                    HIDDEN if count is None else share(count / total if total else 0.0),
                    text(persons) if self.whole.hidden is None else "",
                    self._change(count, before),
                    str(round(BAR * (count or 0) / most, 2)),
                )
            )
        return rows

    def rights(self) -> list[tuple[str, str, str]]:
        """Name of each right (a provision), its title and the families that have it; most families first."""
        names = self.whole.counts.by.get("right", {})
        found = [(name, self.whole("right", name)) for name in names]
        if not any(count for _name, count in found):
            return []
        known = law()
        found.sort(key=lambda row: -(row[1] or 0))
        language: Any = (get_language() or "kk")[:2]
        titles = {name: known.versions(name)[-1].title.in_language(language) for name, _count in found}
        return [(name, titles[name], text(count)) for name, count in found]

    def heads(self) -> list[tuple[str, object]]:
        """Key and name of each column of the table of parts that it can be sorted by."""
        return [
            ("families", _("Families")),
            *((each.key, each.name) for each in self._told),
            ("amount", _("Assistance, tenge a month")),
        ]

    @property
    def _told(self) -> list[Indicator]:
        """The indicators of which something is shown of the parts."""
        return [
            each for each in INDICATORS.values() if any(each.count(part) is not None for part in self.parts)
        ]

    def part_rows(self, sort: str, *, descending: bool) -> list[PartRow]:
        """The parts of the place in an order; what is not shown comes last."""
        names = {part.place: name_of(part.place) for part in self.parts}

        def place_in_order(part: ShownCounts) -> Any:
            return in_order(names[part.place]) if sort == "name" else _value(part, sort)

        shown_ones = [part for part in self.parts if place_in_order(part) is not None]
        hidden_ones = [part for part in self.parts if place_in_order(part) is None]
        ordered = sorted(shown_ones, key=place_in_order, reverse=descending) + hidden_ones
        return [self._row(part) for part in ordered]

    def _row(self, part: ShownCounts) -> PartRow:
        shares = []
        for each in self._told:
            portion, over = each.share(part), part(each.over)
            shares.append("–" if over == 0 else share(portion) if portion is not None else HIDDEN)
        amount = text(part("targeted_assistance_amount"))
        names = [name for _key, name in self.heads()]
        return PartRow(part.place, tuple(zip(names, (text(part("families")), *shares, amount), strict=True)))

    def map(self) -> TileMap | None:
        """The tile map of a region; None of another place."""
        place = places().get(self.page.whole.place)
        if place.level != "region":
            return None
        shares = {part.place: self.indicator.share(part) for part in self.parts}
        language: Any = (get_language() or "kk")[:2]
        names = {
            part.place: places().get(part.place).short_names.in_language(language) for part in self.parts
        }
        texts = {code: HIDDEN if value is None else share(value) for code, value in shares.items()}
        return tile_map(place, shares, names, texts)

    def _change(self, now: int | None, before: int | None) -> str:
        if self.before is None or now is None or before is None:
            return ""
        return signed(now - before)


QUERIES = {
    "below-minimum": "below_minimum=1",
    "levels": "levels=D&levels=E",
    "undrawn": "undrawn=1",
    "poor": "poor=1",
}
"""Indicator → the filter of the list of families that it counts."""


def _said(each: Indicator) -> str:
    if each.over == "families":
        return _("%(share)s of all families")
    return _("%(share)s of rural people of working age")


def _value(part: ShownCounts, sort: str) -> float | None:
    if sort in INDICATORS:
        return INDICATORS[sort].share(part)
    return part("targeted_assistance_amount" if sort == "amount" else "families")


def text(value: int | None) -> str:
    """A count as the page shows it."""
    return HIDDEN if value is None else number(value)


def signed(value: int) -> str:
    """A change with its sign; nought has none."""
    return f"+{number(value)}" if value > 0 else number(value) if value else "±0"


def name_of(code: str) -> str:
    """The full name of a place in the language of the page; the code of one that the classifier has not."""
    language: Any = (get_language() or "kk")[:2]
    return places().get(code).in_language(language) if code in places() else code


@dataclass(frozen=True)
class Flows:
    """What became of the families of a region since the snapshot of ``since``."""

    since: date
    came: str
    left: str
    became_due: str
    no_longer_due: str
    matrix: Sequence[tuple[str, tuple[str, ...]]]


def flows_of(figures: PlaceFigures) -> Flows | None:
    """Of the region's page; the matrix of levels and small numbers only for who may see the families.

    With a small number its counterpart is hidden: their difference is that of two counts that are shown.
    """
    page = figures.page
    found, before = page.snapshot.flows, page.snapshot_before
    if not found or page.whole.place != page.snapshot.region:
        return None
    if before is None or before.pk != found.get("since"):
        return None
    levels, due = found.get("levels", {}), found.get("assistance", {})
    matrix = [
        (level, tuple(number(levels.get(level, {}).get(other, 0)) for other in LEVELS)) for level in LEVELS
    ]
    whole = figures.whole.hidden is None

    def said(*pair: int) -> list[str]:
        return [text(None if not whole and any(map(is_small, pair)) else each) for each in pair]

    moved = said(found["came"], found["left"])
    turned = said(due.get("became_due", 0), due.get("no_longer_due", 0))
    return Flows(before.date, *moved, *turned, matrix if whole else [])

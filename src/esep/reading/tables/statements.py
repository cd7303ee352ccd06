"""Number cells of tables become statements: what they count, their kind, place and period from the heads."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from esep.language import Quantity, TextLanguage
from esep.periods import find_periods
from esep.places import Mention, Place, find_in_text
from esep.reading.documents.tables import Cell
from esep.reading.inheritance import HEADLESS
from esep.reading.named_places import BELOW_DISTRICT
from esep.reading.rule_names import told
from esep.reading.statement import Kind, StatedPeriod, Statement
from esep.reading.tables.counting import Counting, Heads, as_fraction, names_money, without_unit
from esep.reading.tables.cutting import CutText
from esep.reading.tables.layout import Figure, Layout, is_year, neighbours, number_of
from esep.reading.tables.units import counted_noun, counted_unit, is_fraction_of_things, quantity_in
from esep.reading.tables.words import begins_with, first_word, has_word, table_words, without_beginning

OF_TABLE = "table"
"""The rule of what is read from the cells of tables, with which their rules begin."""
_QUOTED = re.compile(r"«[^«»]+»|\"[^\"]+\"|“[^“”]+”")
_BARE_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d/]|[.,]\d)")
LONGEST_YEAR_HEAD = 3
"""Words of a head in which a bare year is its period: «2023 факт», «План, 2025»."""
_HAS_FRACTION = re.compile(r",\d|\.\d{1,2}$")
_NO_SUMS = ("percent", "times", "share", "percentage_point", "point")
_KIND_ORDER: tuple[Kind, ...] = ("change", "fact", "target", "plan")


def statements_of_tables(
    cut: CutText, place: Place | None, language: TextLanguage, reference: datetime.date | None = None
) -> list[Statement]:
    """The figures in the cells of the tables that were cut out; ``part_of`` counts within them.

    ``place`` is the one of which the document tells, ``language`` that of most of it. Of a table whose merged
    cells were lost none is read.
    """
    statements: list[Statement] = []
    for layout in cut.with_figures:
        if not layout.is_slid:
            reader = _TableReader(layout, language, place, reference)
            statements += reader.statements(len(statements))
    return statements


@dataclass(frozen=True)
class _TableReader:
    layout: Layout
    document_language: TextLanguage
    place: Place | None
    reference: datetime.date | None

    def statements(self, shift: int) -> list[Statement]:
        """The statements of the table; ``shift`` statements stand before them."""
        language = self.layout.language(self.document_language)
        figures = self.layout.figures
        made = [self._statement(figure, language) for figure in figures]
        wholes = dict(self._wholes(figures, made))
        order = {number: at for at, number in enumerate(n for n, one in enumerate(made) if one is not None)}
        return [
            replace(one, part_of=shift + order[wholes[number]] if number in wholes else None)
            for number, one in enumerate(made)
            if one is not None
        ]

    def _statement(self, figure: Figure, language: TextLanguage) -> Statement | None:
        said, captions = self.layout.said(figure.cell), self.layout.caption_texts
        columns = [self.layout.said(cell) for cell in (*figure.column_heads, *figure.whole_heads)]
        rows = [self.layout.said(cell) for cell in reversed(figure.row_heads)]
        section = [self.layout.said(cell) for cell in figure.section]
        if self.layout.plan is not None:  # what a plan of work tells first is what is to be done
            heads = [*rows, *columns, *section, *captions]
        else:
            heads = [*columns, *rows, *section, *captions]
        place = self._place_of([*rows, *section, *columns, *captions], figure)
        bare = self._bare_place(figure)
        named = [h for h in heads if not self._only_orders(h) and not self._is_place(h, h == bare)]
        named.sort(key=lambda head: begins_with(head, "including"))
        unit = self.layout.said(figure.unit) if figure.unit is not None else ""
        given = Heads(
            unit,
            tuple(columns),
            tuple(rows),
            tuple(section),
            tuple(captions),
            counts_beside_money=figure.cell.column in self._columns_beside_money,
        )
        counting = Counting.of(said, given, named)
        quantity = quantity_in(counting.said, counting.words, counting.language)
        if quantity is None:
            return None
        is_mean = any(has_word(head, "rates") for head in heads)
        if not is_mean and is_fraction_of_things(quantity, counting.unit or quantity.unit):
            quantity, counting = replace(quantity, unit=None), as_fraction(counting)
        kind = _kind_of_heads(heads) if self.layout.plan is None else _kind_of_heads(columns, "plan")
        changes = (head for head in heads if kind == "change" or "%" in head)
        compared = [head for head in changes if has_word(head, "compared")]
        cell = figure.cell
        shifted = _moved(quantity, cell, counting.unit)
        return Statement(
            start=cell.start,
            end=cell.end,
            number_start=shifted.number_start,
            quote=said,
            quantity=shifted,
            unit=shifted.unit,
            noun=counting.noun,
            qualifiers=_qualifiers([head for head in named if head not in captions], counting),
            kind=kind,
            is_change=kind == "change",
            part_of=None,
            relation=None,
            related_to=None,
            place=place.code if place is not None else None,
            programme=next((h for h in [*rows, *section, *columns] if _QUOTED.fullmatch(h)), None),
            period=self._period_of(
                [head for head in (*columns, *rows, *section, *captions) if head not in compared], language
            ),
            base=self._period_of(compared, language),
            language=language,
            rule=told([OF_TABLE, HEADLESS] if counting.is_unclear else [OF_TABLE]),
        )

    @cached_property
    def _columns_beside_money(self) -> frozenset[int]:
        """Columns of whole numbers under a counted thing, where another column is that of the money."""
        lowest = {
            column: self.layout.said(heads[0])
            for column in range(self.layout.table.width)
            if (heads := self.layout.heads_of_column(column))
        }
        money = {column for column, head in lowest.items() if names_money(head)}
        numbers = {
            figure.cell.column: number
            for figure in self.layout.figures
            if (number := number_of(self.layout.said(figure.cell))) is not None
            and _HAS_FRACTION.search(number.group("digits"))
        }
        counted = {c for c, head in lowest.items() if counted_unit(head) is not None}
        return frozenset(counted - money - numbers.keys()) if money else frozenset()

    def _only_orders(self, head: str) -> bool:
        """Whether a head says only period, kind or total: it names nothing that is counted."""
        if begins_with(head, "total"):
            return True
        head = without_beginning(head, "including")
        period = self._period_of([head], self.document_language)
        left = head.replace(period.text, " ") if period is not None else head
        words = [word for word in re.findall(r"[^\W\d_]+", counted_noun(left)) if len(word) > 2]
        return not words or (_kind_of(left) is not None and len(words) <= 1)

    def _place_of(self, heads: Sequence[str], figure: Figure) -> Place | None:
        """The place that the nearest head names, else the document's; none where a name leaves it open.

        A village of another region without that region beside it is likelier one that the classifier does
        not know by this name; a total over several regions is that of none.
        """
        bare = self._bare_place(figure)
        for head in heads:
            found = _place(head, head == bare, self._region)
            if found is not None:
                return None if self._is_far(found, head) else found
        if figure.row_heads and begins_with(self._label(figure), "total"):
            regions = self._regions_of_rows
            if len(regions) > 1:
                return None
            return next(iter(regions), self.place)
        return self.place

    def _is_place(self, head: str, is_bare: bool) -> bool:
        """Whether a head names a place, and so nothing that is counted; a far village names its row."""
        found = _place(head, is_bare)
        return found is not None and not self._is_far(_place(head, is_bare, self._region) or found, head)

    def _is_far(self, place: Place, head: str) -> bool:
        """Whether a village lies outside of the document's region, and its head does not name another."""
        if self._region in (None, place.region) or place.level not in BELOW_DISTRICT:
            return False
        return all(mention.candidates[0].level != "region" for mention in find_in_text(head))

    def _bare_place(self, figure: Figure) -> str | None:
        """The head of a row in a column of places, where a name stands without its kind: «Меркенский»."""
        cell = self._name_of_row(figure)
        if cell is None or not has_word(self.layout.column_texts[cell.column], "place_column"):
            return None
        return self.layout.said(cell)

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
        found = (_mention(head, True) for head in self._names_of_rows)
        meant = ({place.region for place in mention.candidates} for mention in found if mention is not None)
        sure = {region for regions in meant if len(regions) == 1 for region in regions}
        return sure.pop() if len(sure) == 1 else None

    @cached_property
    def _names_of_rows(self) -> frozenset[str]:
        names = (self._name_of_row(figure) for figure in self.layout.figures)
        return frozenset(self.layout.said(cell) for cell in names if cell is not None)

    @cached_property
    def _regions_of_rows(self) -> frozenset[Place]:
        """The regions in which the places of the rows lie: one is that of a total row without a name."""
        found = ((_place(head, True, self._region), head) for head in self._names_of_rows)
        return frozenset(
            place.region for place, head in found if place is not None and not self._is_far(place, head)
        )

    def _period_of(self, heads: Sequence[str], language: TextLanguage) -> StatedPeriod | None:
        for head in heads:
            found = _period(head, language, self.reference)
            if found is not None:
                return found
        return None

    def _wholes(
        self, figures: Sequence[Figure], made: Sequence[Statement | None]
    ) -> Iterator[tuple[int, int]]:
        """Parts with their wholes: the total row of each column, rows and columns behind «в том числе»."""
        yield from self._across(figures, made)
        for place, numbers in neighbours(figures).items():
            if has_word(self.layout.column_texts[place], "rates"):
                continue
            column = [number for number in numbers if made[number] is not None]
            labels = [self._label(figures[number]) for number in column]
            for part, whole in _under_totals(column, labels, [figures[n].is_included for n in column]):
                one, total = _of(made[part]), _of(made[whole])
                if has_word(self._label(figures[part]), "rates"):
                    continue
                if one.unit == total.unit and one.unit not in _NO_SUMS and not one.is_change:
                    yield part, whole

    def _across(
        self, figures: Sequence[Figure], made: Sequence[Statement | None]
    ) -> Iterator[tuple[int, int]]:
        """A number under «из них …» is part of that in its row under the column to the left."""
        numbers = {(figure.cell.row, figure.cell.column): number for number, figure in enumerate(figures)}
        for number, figure in enumerate(figures):
            left = self.layout.whole_columns.get(figure.cell.column)
            whole = numbers.get((figure.cell.row, left)) if left is not None else None
            if whole is None or made[number] is None or made[whole] is None:
                continue
            part, of = _of(made[number]), _of(made[whole])
            if part.unit == of.unit and part.unit not in _NO_SUMS and not part.is_change:
                yield number, whole

    def _label(self, figure: Figure) -> str:
        return " ".join(self.layout.said(cell) for cell in figure.row_heads)


def _under_totals(
    column: Sequence[int], labels: Sequence[str], included: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    totals = [at for at, label in enumerate(labels) if begins_with(label, "total")]
    inner: dict[int, int] = {}
    for at, is_included in enumerate(included):
        if at and is_included:
            inner[at] = inner.get(at - 1, at - 1)
    for at, whole in inner.items():
        yield column[at], column[whole]
    known = {*totals, *inner}
    for at in range(len(column)):
        if at in known:
            continue
        place = bisect_right(totals, at)
        after = totals[place] if place < len(totals) else None
        total = totals[place - 1] if totals[:1] == [0] and place else after
        if total is not None:
            yield column[at], column[total]


def _of(statement: Statement | None) -> Statement:
    assert statement is not None
    return statement


def _moved(quantity: Quantity, cell: Cell, unit: str | None) -> Quantity:
    """A quantity of a cell, its offsets those of the document."""
    return replace(
        quantity,
        unit=unit or quantity.unit,
        start=cell.start,
        end=cell.end,
        number_start=cell.start + quantity.number_start,
        number_end=cell.start + quantity.number_end,
    )


def _qualifiers(heads: Sequence[str], counting: Counting) -> tuple[str, ...]:
    """What the heads say beside the noun, each once."""
    nouns = (counted_noun(head) for head in heads if not _QUOTED.fullmatch(head))
    labels = (counted_noun(without_unit(noun, counting)) for noun in nouns)
    said = (label for label in (*counting.qualifiers, *labels) if label and label != counting.noun)
    return tuple(dict.fromkeys(said))


def _kind_of_heads(heads: Sequence[str], otherwise: Kind = "fact") -> Kind:
    return next((kind for head in heads if (kind := _kind_of(head)) is not None), otherwise)


def _kind_of(head: str) -> Kind | None:
    found = {kind: match for kind in _KIND_ORDER if (match := first_word(head, f"kinds.{kind}")) is not None}
    ends = {match.start(): match.end() for match in sorted(found.values(), key=lambda match: match.end())}
    # «нақтыланған» (a plan made more exact) begins with «нақты» (a fact): the longer word is meant
    return next((kind for kind, match in found.items() if match.end() == ends[match.start()]), None)


@lru_cache(maxsize=4096)
def _mention(head: str, is_bare: bool, within: Place | None = None) -> Mention | None:
    found = find_in_text(head, within=within)
    if not found and is_bare and len(head.split()) <= 3:
        endings = table_words()["districts"].values()
        found = next(
            (more for ending in endings if (more := find_in_text(head.strip() + ending, within=within))), []
        )
    return found[0] if found else None


def _place(head: str, is_bare: bool, within: Place | None = None) -> Place | None:
    found = _mention(head, is_bare, within)
    return found.candidates[0] if found is not None else None


@lru_cache(maxsize=4096)
def _period(head: str, language: TextLanguage, reference: datetime.date | None) -> StatedPeriod | None:
    others: tuple[TextLanguage, TextLanguage] = ("kk", "ru") if language == "kk" else ("ru", "kk")
    for one in others:
        for mention in find_periods(head, one, reference):
            if mention.role not in ("clock", "duration"):
                iso = str(mention.period) if mention.period is not None else None
                return StatedPeriod(head[mention.start : mention.end], iso)
    years = set(_BARE_YEAR.findall(head))
    if len(years) != 1 or len(head.split()) > LONGEST_YEAR_HEAD:
        return None
    (year,) = years
    return StatedPeriod(year, year)


def merged(statements: Sequence[Statement], of_tables: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of sentences and of tables in the order of the text, their references kept."""
    if not of_tables:
        return tuple(statements)
    both = [*statements, *of_tables]
    order = sorted(range(len(both)), key=lambda number: (both[number].start, number))
    places = {number: place for place, number in enumerate(order)}
    shift = len(statements)

    def moved(number: int) -> Statement:
        one, add = both[number], 0 if number < shift else shift
        part_of = None if one.part_of is None else places[one.part_of + add]
        related_to = None if one.related_to is None else places[one.related_to + add]
        return replace(one, part_of=part_of, related_to=related_to)

    return tuple(moved(number) for number in order)

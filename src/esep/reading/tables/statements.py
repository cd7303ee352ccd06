"""Number cells of tables become statements: what they count, their kind, place and period from the heads."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from esep.language import Quantity, TextLanguage
from esep.periods import find_periods, parse_period, period_in_year
from esep.places import Place
from esep.reading.documents.tables import Cell
from esep.reading.sentences.document_day import tells_day_of_act
from esep.reading.sentences.titled_period import TitledPeriod, titled_day, titled_period
from esep.reading.statement import Kind, StatedPeriod, Statement
from esep.reading.statements.headless import HEADLESS
from esep.reading.statements.rates import is_wage
from esep.reading.statements.rule_names import told
from esep.reading.tables.cell_numbers import MONTHS, number_of
from esep.reading.tables.counting import Counting, Heads, as_fraction, names_money, without_unit
from esep.reading.tables.cutting import CutText
from esep.reading.tables.expected import Expected, is_programme
from esep.reading.tables.layout import Figure, Layout
from esep.reading.tables.places import TablePlaces
from esep.reading.tables.totals import wholes_of
from esep.reading.tables.units import (
    counted_noun,
    counted_unit,
    is_fraction_of_things,
    is_thing,
    measure_of,
    quantity_in,
)
from esep.reading.tables.words import (
    begins_with,
    first_word,
    has_word,
    month_of,
    table_words,
    without_beginning,
)

OF_TABLE = "table"
"""The rule of what is read from the cells of tables, with which their rules begin."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_QUOTED = re.compile(r"«[^«»]+»|\"[^\"]+\"|“[^“”]+”")
_BARE_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d/]|[.,]\d)")
_LONGEST_PLACE = 4
"""Words of a cell of a plan of work that is a place and no task."""
_BEFORE_MONTHS = re.compile(r"\A\W*\Z|\b(?:за|факт|нақты|план на)\W*\Z", re.IGNORECASE)
"""What stands before months that are a period of the year: «факт за 8 мес.», and not «гарантия 24 мес.»."""
_YEAR_DIGITS = 4
_LANGUAGES: tuple[TextLanguage, TextLanguage] = ("ru", "kk")
LONGEST_YEAR_HEAD = 3
"""Words of a head in which a bare year is its period: «2023 факт», «План, 2025»."""
_HAS_FRACTION = re.compile(r",\d|\.\d{1,2}$")
_KIND_ORDER: tuple[Kind, ...] = ("change", "fact", "target", "plan")


def statements_of_tables(
    cut: CutText, place: Place | None, language: TextLanguage, reference: datetime.date | None = None
) -> list[Statement]:
    """The figures in the cells of the tables that were cut out; ``part_of`` counts within them.

    ``place`` is the one of which the document tells, ``language`` that of most of it. Of a table whose merged
    cells were lost none is read.
    """
    statements: list[Statement] = []
    text = cut.layouts[0].text if cut.with_figures else ""
    titled = titled_period(text) or titled_day(text)
    for layout in cut.with_figures:
        if not layout.is_slid:
            programme = is_programme(cut.before_tables)
            reader = _TableReader(layout, language, place, reference, programme, titled)
            statements += reader.statements(len(statements))
    return statements


@dataclass(frozen=True)
class _TableReader:
    layout: Layout
    document_language: TextLanguage
    place: Place | None
    reference: datetime.date | None
    is_programme: bool = False
    titled: TitledPeriod | None = None

    def statements(self, shift: int) -> list[Statement]:
        """The statements of the table; ``shift`` statements stand before them."""
        language = self.layout.language(self.document_language)
        figures = self.layout.figures
        made = [self._statement(figure, language) for figure in figures]
        wholes = dict(wholes_of(self.layout, made))
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
        place = self._places.of([*rows, *section, *columns, *captions], figure)
        named = self._naming(heads, figure)
        unit = self.layout.said(figure.unit) if figure.unit is not None else ""
        given = Heads(
            unit,
            tuple(columns),
            tuple(rows),
            tuple(section),
            tuple(captions),
            counts_beside_money=figure.cell.column in self._columns_beside_money,
            of_rows=self.layout.column_texts[figure.row_heads[0].column] if figure.row_heads else "",
        )
        counting = self._counting(said, given, named, figure)
        quantity = quantity_in(counting.said, counting.words, counting.language)
        if quantity is None:
            return None
        if not any(has_word(head, "rates") for head in heads):
            quantity, counting = _without_half_things(said, quantity, counting)
        stated = _kind_of_heads(heads if self.layout.plan is None else columns, captions)
        changes = (head for head in heads if stated == "change" or "%" in head)
        compared = [head for head in changes if has_word(head, "compared")]
        dated = [head for head in (*columns, *rows, *section, *captions) if head not in compared]
        period = self._period_of_figure(dated, language)
        cell = figure.cell
        shifted = _moved(quantity, cell, _unit_of_cell(quantity, counting, named))
        kind = self._expected.kind(figure, shifted.unit, period, heads, stated)
        if period is None and self._is_titled and self.titled is not None and kind in ("fact", "change"):
            period = StatedPeriod(self.titled.text, str(self.titled.period))
        programme = next((h for h in [*rows, *section, *columns] if self._names_programme(h, figure)), None)
        return Statement(
            start=cell.start,
            end=cell.end,
            number_start=shifted.number_start,
            quote=said,
            quantity=shifted,
            unit=shifted.unit,
            noun=counting.noun,
            qualifiers=_qualifiers([h for h in named if h not in captions and h != programme], counting),
            kind=kind,
            is_change=kind == "change",
            part_of=None,
            relation=None,
            related_to=None,
            place=place.code if place is not None else None,
            programme=programme,
            period=period,
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

    def _counting(self, said: str, given: Heads, named: Sequence[str], figure: Figure) -> Counting:
        """What a number counts; a fraction of nothing is measured like the last row that has parts."""
        counting = Counting.of(said, given, named)
        if (
            counting.unit is None
            and not counting.words
            and not given.unit
            and figure.cell.row in self._rows_with_fractions
        ):
            before = (self.layout.said(cell) for cell in figure.behind)
            measure = next((head for head in before if (one := measure_of(head)) and one.is_told), None)
            return Counting.of(said, replace(given, unit=measure), named) if measure is not None else counting
        return counting

    @cached_property
    def _rows_with_fractions(self) -> frozenset[int]:
        """The rows in which a number is no whole one: they count in thousands, or measure."""
        cells = (figure.cell for figure in self.layout.figures)
        return frozenset(cell.row for cell in cells if _is_fraction(self.layout.said(cell)))

    def _naming(self, heads: Sequence[str], figure: Figure) -> list[str]:
        """The heads that can name what is counted; those of a part stand behind those of its whole."""
        parts = self._names_of_part(figure)
        named = (head for head in heads if not self._only_orders(head) and not self._is_place(head, figure))
        where = table_words()["where"]
        return sorted(
            named,
            key=lambda head: head in parts or begins_with(head, "including") or head.lower() in where,
        )

    def _names_of_part(self, figure: Figure) -> frozenset[str]:
        """What a row behind «в том числе» says itself, beside what it is part of."""
        own = (cell for cell in figure.row_heads if cell.row == figure.cell.row)
        return frozenset(self.layout.said(cell) for cell in own) if figure.is_included else frozenset()

    def _names_programme(self, head: str, figure: Figure) -> bool:
        """Whether a head is the name of a programme, and not that of a road or of an enterprise."""
        if _QUOTED.fullmatch(head) is None:
            return False
        cell = next((cell for cell in figure.row_heads if self.layout.said(cell) == head), None)
        over = self.layout.column_texts[cell.column] if cell is not None else ""
        return not counted_noun(over) or has_word(over, "programme_column")

    @cached_property
    def _expected(self) -> Expected:
        return Expected(self.layout, self.reference, self.is_programme)

    @cached_property
    def _places(self) -> TablePlaces:
        return TablePlaces(self.layout, self.place)

    def _is_place(self, head: str, figure: Figure) -> bool:
        """Whether a head names a place; no road in quotes («Подъезд к с. Булакты»), and no task of a plan."""
        is_task = self.layout.plan is not None and len(head.split()) > _LONGEST_PLACE
        return not is_task and _QUOTED.fullmatch(head) is None and self._places.names(head, figure)

    def _only_orders(self, head: str) -> bool:
        """Whether a head says only period, kind or total: it names nothing that is counted."""
        if begins_with(head, "total") or begins_with(head, "rest") or month_of(head) is not None:
            return True
        head = without_beginning(head, "including")
        left = MONTHS.sub(" ", head)
        while (period := self._period_of([left], self.document_language)) is not None:
            left = left.replace(period.text, " ", 1)
        words = [word for word in re.findall(r"[^\W\d_]+", counted_noun(left)) if len(word) > 2]
        words = [word for word in words if not has_word(word, "spans")]
        return not words or (_kind_of(head) is not None and len(words) <= 1)

    def _period_of(self, heads: Sequence[str], language: TextLanguage) -> StatedPeriod | None:
        found = (_period(head, language, self.reference) for head in heads)
        return next((one for one in found if one is not None), None)

    def _period_of_figure(self, heads: Sequence[str], language: TextLanguage) -> StatedPeriod | None:
        """The period of the nearest head that names one; a part of a year is of the year beside it."""
        for number, head in enumerate(heads):
            others = [*heads[:number], *heads[number + 1 :]]
            said = self._part_of_year(head, language)
            found = _period(head, language, self.reference)
            if said is not None:
                iso = _iso_in(self._year_of(others, language), said)
                return StatedPeriod(said, iso or (found.iso if found is not None else None))
            if found is None or (_is_day(found) and tells_day_of_act(head)):
                continue
            is_year = found.iso is not None and len(found.iso) == _YEAR_DIGITS
            parts = (self._part_of_year(other, language) for other in others if is_year)
            part = next((one for one in parts if one is not None), None)
            if found.iso is None or part is None:
                return found
            return StatedPeriod(f"{part}, {found.text}", _iso_in(int(found.iso), part) or found.iso)
        return None

    @cached_property
    def _is_titled(self) -> bool:
        """Whether columns without a period are of the one of the title: others are of it, too, or of none."""
        titled = self.titled.period if self.titled is not None else None
        if titled is None or titled.first == titled.last:
            return titled is not None
        heads = (self._period_of_figure([said], self.document_language) for said in self.layout.column_texts)
        told = [found.iso for found in heads if found is not None]
        periods = [parse_period(iso) for iso in told if iso is not None]
        return not told or any(titled.first <= one.first and one.last <= titled.last for one in periods)

    def _part_of_year(self, head: str, language: TextLanguage) -> str | None:
        """What of a head is a part of a year that it does not name: «Январь», «9 мес. факт», «II тоқсан»."""
        if month_of(head) is not None:
            return head
        months = MONTHS.search(head)
        if months is not None and _BEFORE_MONTHS.search(head[: months.start()]) is not None:
            return months.group()
        found = _period(head, language, None)
        if found is None and begins_with(head, "whole_year") and not has_word(head, "kinds.fact"):
            return head
        return found.text if found is not None and found.iso is None else None

    def _year_of(self, heads: Sequence[str], language: TextLanguage) -> int | None:
        """The year that another head names, else the one of which the title tells."""
        found = self._period_of(heads, language)
        if found is None:
            named = self.titled.period if self.titled is not None else None
        else:
            named = parse_period(found.iso) if found.iso is not None else None
        if named is None or named.first.year != named.last.year:
            return None
        is_of_new_year = named.first == named.last and named.first.month == 1  # «на 1 января»: of which year?
        return None if is_of_new_year else named.first.year


def _iso_in(year: int | None, said: str) -> str | None:
    """A part of a year as a calendar period."""
    if year is None:
        return None
    month = month_of(said)
    if month is not None:
        return f"{year}-{month:02}"
    if begins_with(said, "whole_year"):
        return f"{year}"
    parts = (period_in_year(said, year, language) for language in _LANGUAGES)
    return next((str(part) for part in parts if part is not None), None)


def _is_day(period: StatedPeriod) -> bool:
    return period.iso is not None and _DAY.fullmatch(period.iso) is not None


def _unit_of_cell(quantity: Quantity, counting: Counting, heads: Sequence[str]) -> str | None:
    """The unit of a number, by the month where its heads name a wage."""
    unit = counting.unit or quantity.unit
    words = re.findall(r"\w+", " ".join(heads).lower()) if unit == "KZT" else []
    return "KZT/month" if is_wage(quantity, words) else unit


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
    nouns = map(counted_noun, heads)
    labels = (counted_noun(without_unit(noun, counting)) for noun in nouns)
    said = (label for label in (*counting.qualifiers, *labels) if label and label != counting.noun)
    return tuple(dict.fromkeys(said))


def _kind_of_heads(heads: Sequence[str], captions: Sequence[str]) -> Kind | None:
    """The kind that the nearest head tells; under «Динамика» stand levels, too."""
    told = ((kind, head) for head in heads if (kind := _kind_of(head)) is not None)
    return next((kind for kind, head in told if kind != "change" or head not in captions), None)


def _is_fraction(said: str) -> bool:
    number = number_of(said)
    return number is not None and _HAS_FRACTION.search(number.group("digits")) is not None


def _without_half_things(said: str, quantity: Quantity, counting: Counting) -> tuple[Quantity, Counting]:
    """«85,0» schools, and fractions of nothing: what they count is not clear."""
    unit = counting.unit or quantity.unit
    is_bare = _is_fraction(said) and quantity.value == _plain(said)
    if is_fraction_of_things(quantity, unit) or (is_bare and (unit is None or is_thing(unit))):
        return replace(quantity, unit=None), as_fraction(counting)
    return quantity, counting


def _plain(said: str) -> Decimal | None:
    """The number that a cell writes, whatever the heads multiply it by."""
    number = number_of(said)
    digits = re.sub(r"\s", "", number.group("digits")).replace(",", ".") if number is not None else ""
    return Decimal(digits) if re.fullmatch(r"\d+\.\d+", digits) else None


def _kind_of(head: str) -> Kind | None:
    found = {kind: match for kind in _KIND_ORDER if (match := first_word(head, f"kinds.{kind}")) is not None}
    ends = {match.start(): match.end() for match in sorted(found.values(), key=lambda match: match.end())}
    # «нақтыланған» (a plan made more exact) begins with «нақты» (a fact): the longer word is meant
    return next((kind for kind, match in found.items() if match.end() == ends[match.start()]), None)


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

"""Whether the numbers of a table whose heads do not say it are facts: what is to come is planned."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from esep.periods import Period, WrongPeriod, find_periods, parse_period
from esep.reading.sentences.sentence import Sentence
from esep.reading.statement import Kind, StatedPeriod
from esep.reading.tables.layout import Figure, Layout
from esep.reading.tables.words import begins_with, has_word

_LINES_OF_TITLE = 6
_LONGEST_TITLE = 200
"""Characters of a line that can be the title of a programme."""
_RATIOS = ("percent", "times", "share", "percentage_point")


def is_programme(head: Iterable[Sentence]) -> bool:
    """Whether a document is a programme or a plan by its title, and no report on one."""
    lines = [one.text.strip() for one in islice(head, _LINES_OF_TITLE) if len(one.text) <= _LONGEST_TITLE]
    titles = [line for line in lines if not line.endswith((".", ";", ","))]
    if any(has_word(line, "report_titles") for line in titles):
        return False
    return any(begins_with(line, "plan_titles") or _ends_as_plan(line) for line in titles)


def _ends_as_plan(line: str) -> bool:
    words = line.lower().split()
    return bool(words) and begins_with(words[-1].strip('»"”'), "plan_titles_kk")


@dataclass(frozen=True)
class Expected:
    """What is to come in a table read on the day ``reference``; ``is_programme`` of its document."""

    layout: Layout
    reference: datetime.date | None
    is_programme: bool

    def kind(
        self,
        figure: Figure,
        unit: str | None,
        period: StatedPeriod | None,
        heads: Sequence[str],
        told: Kind | None,
    ) -> Kind:
        """The kind of a number: ``told`` is that of its heads, None where they tell none.

        What is of time to come is no fact. Numbers of a plan of work are planned, those beside the term of
        their row, and money and what is dated in a programme, unless that time is over.
        """
        if told not in (None, "fact"):
            return told
        when = _parsed(period.iso if period is not None else None)
        if when is not None and self.reference is not None and when.first > self.reference:
            return "plan"
        if told is not None or any(has_word(head, "deeds") for head in heads) or self._is_over(when):
            return told or "fact"
        if self.layout.plan is not None:
            return "plan"
        if unit in _RATIOS:
            return "fact"
        term = self._term_of(figure)
        if term is not None:
            return "fact" if self._is_over(term) else "plan"
        return "plan" if self.is_programme and (when is not None or unit == "KZT") else "fact"

    def _is_over(self, when: Period | None) -> bool:
        return when is not None and self.reference is not None and when.last < self.reference

    @cached_property
    def _terms(self) -> int | None:
        """The column that says by when each row is done: «Срок ввода»."""
        heads = enumerate(self.layout.column_texts)
        return next((column for column, head in heads if begins_with(head, "term_column")), None)

    def _term_of(self, figure: Figure) -> Period | None:
        """The term of a row; that of a total row is the last of the table."""
        if figure.row_heads and begins_with(self.layout.said(figure.row_heads[0]), "total"):
            return self._last_term
        return self._terms_of_rows[figure.cell.row]

    @cached_property
    def _last_term(self) -> Period | None:
        return max(filter(None, self._terms_of_rows), key=lambda term: term.last, default=None)

    @cached_property
    def _terms_of_rows(self) -> list[Period | None]:
        return [self._term_in(row) for row in range(self.layout.table.height)]

    def _term_in(self, row: int) -> Period | None:
        cell = self.layout.at(row, self._terms) if self._terms is not None else None
        said = self.layout.said(cell) if cell is not None else ""
        mentions = (one for language in ("kk", "ru") for one in find_periods(said, language, self.reference))
        return next((one.period for one in mentions if one.period is not None), None)


def _parsed(iso: str | None) -> Period | None:
    try:
        return parse_period(iso) if iso is not None else None
    except WrongPeriod:
        return None

"""Plans of work laid out as tables: each row «what | by when | who answers» is an instruction."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from esep.periods import Month, find_periods
from esep.reading.documents.tables import Cell
from esep.reading.grammar.russian_grammar import dative_phrase, infinitives
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instruction import Instruction
from esep.reading.instructions.labels import Label, LabelKind
from esep.reading.instructions.making import Maker
from esep.reading.sentences.sentence import Sentence
from esep.reading.statement import StatedPeriod, Statement
from esep.reading.tables.cell_numbers import number_of
from esep.reading.tables.layout import Layout, Plan
from esep.reading.tables.words import begins_with, month_of

ROW = "order_table_row"
_WORD = re.compile(r"[^\W\d_]{2}")


def instructions_of_plans(
    layouts: Sequence[Layout], language: TextLanguage, maker: Maker
) -> tuple[list[Instruction], list[tuple[int, int]]]:
    """The instructions of the rows of plans of work, and the spans of those tables.

    A table is such a plan when its head has a column of activities and one of those who answer for them.
    The instruction is the cell of the activity; body and term come from theirs. ``language`` is that of most
    of the document. A section (a row of one cell), a total and a row without an activity give none.
    """
    found: list[Instruction] = []
    spans: list[tuple[int, int]] = []
    for layout in layouts:
        if layout.plan is None:
            continue
        spans.append((layout.table.start, layout.table.end))
        if not layout.is_slid:
            found += _rows(layout, layout.plan, layout.language(language), maker)
    return found, spans


def _rows(layout: Layout, plan: Plan, language: TextLanguage, maker: Maker) -> Iterator[Instruction]:
    columns = plan.columns
    for row in range(len(layout.head_rows), layout.table.height):
        activity = layout.at(row, plan.activity)
        if activity is None or not _is_task(layout, row, activity):
            continue
        one = _told(layout, activity, language, maker)
        for part in ("plan_responsible", "plan_jointly"):
            who = layout.at(row, columns[part]) if part in columns else None
            if who is None or not _can_be_body(layout.said(who), language):
                continue
            sentence = _sentence(layout, who, language)
            named = maker.responsible(one, sentence, _label(layout.said(who), "responsible"))
            is_first = one.addressee is None
            one = named if is_first else replace(one, addressees=(*one.addressees, *named.addressees))
        when = layout.at(row, columns["plan_term"]) if "plan_term" in columns else None
        if when is not None:
            said = layout.said(when)
            one = replace(one, **maker.term(one, _sentence(layout, when, language), _label(said, "term")))
            one = replace(one, due=one.due or _month_ahead(said, maker.reference))
        yield one


def with_terms(statements: Sequence[Statement], rows: Sequence[Instruction]) -> tuple[Statement, ...]:
    """``statements`` where those of a row's task that name no period have the term of the row."""
    made = list(statements)
    starts = [one.start for one in made]
    for row in rows:
        if row.deadline is None or row.due is None:
            continue
        term = StatedPeriod(row.deadline, str(row.due))
        for at in range(bisect_left(starts, row.start), bisect_left(starts, row.end)):
            if made[at].period is None:
                made[at] = replace(made[at], period=term)
    return tuple(made)


def _told(layout: Layout, activity: Cell, language: TextLanguage, maker: Maker) -> Instruction:
    """The task of a row, with those whom its cell tells itself: «Акимам районов принять меры»."""
    sentence = _sentence(layout, activity, language)
    first = next(iter(infinitives(sentence.text)), None) if language == "ru" else None
    told = dative_phrase(sentence.text, 0, first) if first else None
    if first is None or told is None or told[0] != 0:
        return replace(maker.point(sentence, None), rule=ROW)
    task = Sentence(activity.start + first, activity.end, sentence.text[first:], language)
    label = _label(sentence.text[:first].rstrip(" ,:"), "responsible")
    one = maker.responsible(maker.point(task, None), sentence, label, "datv")
    return replace(one, start=sentence.start, quote=sentence.text, rule=ROW)


def _month_ahead(said: str, reference: datetime.date | None) -> Month | None:
    """«август» in the column of terms: the next one from the day of the document on."""
    month = month_of(said)
    if month is None or reference is None:
        return None
    return Month(reference.year + (month < reference.month), month)


def _is_task(layout: Layout, row: int, activity: Cell) -> bool:
    """Whether a row has a task of its own: no section, no total, no number of a column."""
    said = layout.said(activity)
    if activity.row != row or len(layout.row(row)) == 1 or _WORD.search(said) is None:
        return False
    return not any(begins_with(layout.said(cell), "total") for cell in layout.row(row)[:2])


def _can_be_body(said: str, language: TextLanguage) -> bool:
    """Whether a cell can name who answers: words, and more than a term."""
    for mention in find_periods(said, language):
        said = said.replace(said[mention.start : mention.end], " " * (mention.end - mention.start))
    return number_of(said.strip()) is None and _WORD.search(said) is not None


def _sentence(layout: Layout, cell: Cell, language: TextLanguage) -> Sentence:
    return Sentence(cell.start, cell.end, layout.said(cell), language)


def _label(said: str, kind: LabelKind) -> Label:
    """``said``, with which a cell begins, as what a label says."""
    return Label(kind, 0, 0, len(said))

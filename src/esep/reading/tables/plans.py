"""Plans of work laid out as tables: each row «what | by when | who answers» is an instruction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from esep.periods import find_periods
from esep.reading.documents.tables import Cell
from esep.reading.instruction import Instruction
from esep.reading.instruction_labels import Label, LabelKind
from esep.reading.instruction_making import Maker
from esep.reading.sentence_language import TextLanguage
from esep.reading.sentences import Sentence
from esep.reading.tables.layout import Layout, Plan, number_of
from esep.reading.tables.words import begins_with

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
        one = replace(maker.point(_sentence(layout, activity, language), None), rule=ROW)
        who = layout.at(row, columns["plan_responsible"])
        if who is not None and one.addressee is None and _can_be_body(layout.said(who), language):
            one = maker.responsible(one, _sentence(layout, who, language), _label(layout, who, "responsible"))
        when = layout.at(row, columns["plan_term"]) if "plan_term" in columns else None
        if when is not None:
            label = _label(layout, when, "term")
            one = replace(one, **maker.term(one, _sentence(layout, when, language), label))
        yield one


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


def _label(layout: Layout, cell: Cell, kind: LabelKind) -> Label:
    """The whole cell as what a label says."""
    return Label(kind, 0, 0, len(layout.said(cell)))

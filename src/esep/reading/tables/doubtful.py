"""Tables whose cells cannot be told apart: no figure is read from them, and one doubt says so for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from esep.language import TextLanguage
from esep.messages import messages_of
from esep.reading.documents.tables import Table
from esep.reading.sentences.sentence import Sentence
from esep.reading.statement import Doubt
from esep.reading.tables.layout import Layout

_, _n = messages_of("esep.reading")

NOT_TOLD_APART = "cells not told apart"
"""The rule that doubts a table of a PDF that does not show its cells."""
SLID = "columns of a table unclear"
"""The rule that doubts a table whose merged cells were lost."""


def without_doubtful(
    tables: Sequence[Table], sentences: Sequence[Sentence]
) -> tuple[list[Table], list[Sentence]]:
    """The tables that can be read, and the sentences that stand in none of the others."""
    doubtful = [table for table in tables if table.is_doubtful]
    if not doubtful:
        return list(tables), list(sentences)
    kept = [
        sentence
        for sentence in sentences
        if not any(table.start < sentence.end and sentence.start < table.end for table in doubtful)
    ]
    return [table for table in tables if not table.is_doubtful], kept


def doubts_of_tables(text: str, tables: Sequence[Table], language: TextLanguage) -> Iterator[Doubt]:
    """A doubt at the first row of each doubtful table of ``text``."""
    for table in tables:
        if table.is_doubtful:
            end = text.find("\n", table.start)
            end = table.end if end < 0 else min(end, table.end)
            reason = _(
                "The PDF does not show which cells the numbers of this table stand in; none was read. "
                "Take the original document, or the table as a DOCX or a workbook."
            )
            yield Doubt(table.start, end, text[table.start : end], reason, NOT_TOLD_APART, language)


def doubts_of_columns(layouts: Sequence[Layout], language: TextLanguage) -> Iterator[Doubt]:
    """A doubt at the head of each table whose merged cells were lost."""
    for layout in layouts:
        if layout.is_slid:
            first_row = [cell for cell in layout.table.cells if cell.row == 0]
            start, end = layout.table.start, first_row[-1].end
            reason = _(
                "Rows of this table have more cells than its head, so what its numbers mean cannot be told. "
                "None of them was read."
            )
            yield Doubt(start, end, layout.text[start:end], reason, SLID, language)

"""Tables are cut out of the sentences of a text: a cell with a figure is no sentence to be read as prose."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from esep.language import TextLanguage
from esep.reading.documents.tables import Table
from esep.reading.sentences.passage import Passage
from esep.reading.sentences.sentence import Sentence, split_sentences
from esep.reading.tables.bilingual import in_one_language
from esep.reading.tables.cell_numbers import number_of
from esep.reading.tables.layout import Layout


@dataclass(frozen=True)
class CutText:
    """A text parted into its tables and its prose.

    ``sentences`` are those of the whole document, each cell of a table with figures by itself; ``prose``
    those that are read for figures and instructions: all but the heads and numbers of these tables.
    """

    sentences: tuple[Sentence, ...]
    prose: tuple[Sentence, ...]
    layouts: tuple[Layout, ...] = ()
    """The tables, understood, in the order of the text."""
    with_figures: tuple[Layout, ...] = ()
    """Those of them that are read cell by cell: with numbers under heads, or plans of work."""

    @property
    def before_tables(self) -> Iterator[Sentence]:
        """The sentences before the first table with figures."""
        end = self.with_figures[0].table.start if self.with_figures else math.inf
        return takewhile(lambda sentence: sentence.start < end, self.sentences)

    def outside(self, passages: Sequence[Passage]) -> Sequence[Passage]:
        """Those of ``passages`` that stand in none of the tables with figures."""
        if not self.with_figures:
            return passages
        spans = _spans(self.with_figures)
        return [one for one in passages if not _is_inside(one.sentence, spans)]


def cut_out(
    text: str, tables: Iterable[Table], sentences: Sequence[Sentence], language: TextLanguage
) -> CutText:
    """Part ``text``, whose ``sentences`` are those of :func:`split_sentences`, from its ``tables``.

    A table without numbers stays with the sentences. ``language`` is that of most of the document.
    """
    known = sorted(tables, key=lambda table: table.start)
    layouts = tuple(Layout(text, in_one_language(text, table)) for table in known)
    with_figures = tuple(
        layout for layout in layouts if layout.figures or layout.plan is not None or layout.has_silent_numbers
    )
    if not with_figures:
        return CutText(tuple(sentences), tuple(sentences), layouts)
    spans = _spans(with_figures)
    around = (sentence for sentence in sentences if not _is_inside(sentence, spans))
    cells = (sentence for layout in with_figures for sentence in _cells(layout, layout.language(language)))
    whole = sorted([*around, *cells], key=lambda sentence: sentence.start)
    read = {figure.cell.start for layout in with_figures for figure in layout.figures}
    read |= {
        cell.start for layout in with_figures for cell in layout.table.cells if cell.row in layout.head_rows
    }
    read |= {
        cell.start for layout in with_figures for cell in layout.table.cells if not layout.has_letters(cell)
    }
    read |= {cell.start for layout in with_figures for cell in layout.terms}
    read |= {cell.start for layout in with_figures for cell in layout.table.cells if layout.tells_kind(cell)}
    prose = tuple(sentence for sentence in whole if sentence.start not in read)
    return CutText(tuple(whole), prose, layouts, with_figures)


def _cells(layout: Layout, language: TextLanguage) -> Iterator[Sentence]:
    """Each cell by itself, a long one by its sentences."""
    for cell in layout.table.cells:
        said = layout.said(cell)
        if number_of(said):
            yield Sentence(cell.start, cell.end, said, language)
            continue
        for inner in split_sentences(said):
            yield replace(inner, start=inner.start + cell.start, end=inner.end + cell.start)


def _spans(layouts: Sequence[Layout]) -> list[tuple[int, int]]:
    return [(layout.table.start, layout.table.end) for layout in layouts]


def _is_inside(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a sentence touches one of the tables, whose spans follow one another."""
    after = bisect_left(spans, (sentence.end, 0))
    return after > 0 and spans[after - 1][1] > sentence.start

"""Read an official text whole: its sentences, statements, instructions and doubts."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from esep.reading.documents.spaced_tables import spaced_tables_in
from esep.reading.documents.tables import Table, tables_beside
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instruction import Extent, Instruction
from esep.reading.instructions.doubts import doubts_of_terms
from esep.reading.instructions.finding import instructions_of
from esep.reading.instructions.issuers import issued, spoken
from esep.reading.instructions.making import Maker
from esep.reading.instructions.spelling import as_spelled
from esep.reading.lexicon_version import lexicon_version
from esep.reading.sentences.document_day import stated_day
from esep.reading.sentences.folding import fold_text
from esep.reading.sentences.passage import Passage, passages_of
from esep.reading.sentences.places_in_text import put_back, table_in_folded
from esep.reading.sentences.sentence import Sentence, split_sentences
from esep.reading.statement import Doubt, Statement
from esep.reading.statements.document_place import document_place
from esep.reading.statements.doubts import find_doubts
from esep.reading.statements.finding import statements_of
from esep.reading.statements.minus_signs import with_minus_signs
from esep.reading.statements.ordered_figures import as_ordered
from esep.reading.tables.cutting import cut_out
from esep.reading.tables.doubtful import doubts_of_columns, doubts_of_tables, without_doubtful
from esep.reading.tables.plans import instructions_of_plans, with_terms
from esep.reading.tables.statements import merged, statements_of_tables

if TYPE_CHECKING:
    from esep.reading.instructions.bodies import Bodies


@dataclass(frozen=True)
class Reading:
    """What a text says. All offsets count characters of the text that was read.

    ``language`` is the one that most of the text is written in; each sentence has its own. ``lexicon`` is the
    version of the word lists that the text was read with. ``day`` is the day by which it was read: the one
    that was given, else the one that the document gives itself, at ``day_span``, else that of publication.
    """

    language: TextLanguage
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    instructions: tuple[Instruction, ...]
    doubts: tuple[Doubt, ...]
    lexicon: str
    day: datetime.date | None = None
    day_span: Extent | None = None


def read(
    text: str,
    reference: datetime.date | None = None,
    tables: Sequence[Table] | None = None,
    bodies: Bodies | None = None,
    published: datetime.date | None = None,
) -> Reading:
    """Read ``text``; the same text is always read in the same way.

    ``reference`` is the day of the text; it fixes the year of terms such as «до 1 декабря». Without it the
    text is read by the day that it gives itself in its first lines, else by the day on which it was
    ``published``, if that is known.
    ``tables`` are those of its document; by default those that the text writes with ``|``, tabs or spaces.
    ``bodies`` is the region's register of bodies; it gives addressees and issuers their codes.
    """
    folded, places = fold_text(text)
    stated = stated_day(folded) if reference is None else None
    reference = stated.day if stated is not None else reference or published
    sentences = split_sentences(folded)
    language = _main_language(sentences)
    given = [
        table_in_folded(table, places) for table in (spaced_tables_in(text) if tables is None else tables)
    ]
    given = tables_beside(folded, given) if tables is None else given
    known, sentences = without_doubtful(given, sentences)
    cut = cut_out(folded, known, sentences, language)
    passages = passages_of(cut.prose)
    place = document_place(cut.outside(passages))
    statements = merged(
        statements_of(folded, passages, place, reference),
        statements_of_tables(cut, place, language, reference),
    )
    statements = with_minus_signs(statements, cut.sentences)
    maker = Maker(folded, reference, bodies, place.region if place is not None else None)
    rows, plans = instructions_of_plans(cut.layouts, language, maker)
    told = instructions_of(folded, _outside_of(passages, plans), maker)
    instructions = issued(folded, sorted([*told, *rows], key=lambda one: (one.start, one.end)), maker)
    instructions = spoken(folded, cut.sentences, instructions, maker)
    statements = with_terms(as_ordered(statements, instructions), rows)
    doubts = [*find_doubts(statements, cut.sentences, cut.prose), *doubts_of_terms(folded, instructions)]
    doubts += [*doubts_of_tables(folded, given, language), *doubts_of_columns(cut.with_figures, language)]
    reading = Reading(
        language=language,
        sentences=cut.sentences,
        statements=statements,
        instructions=instructions,
        doubts=tuple(sorted(doubts, key=lambda doubt: (doubt.start, doubt.end))),
        lexicon=lexicon_version(),
        day=reference,
        day_span=(stated.start, stated.end) if stated is not None else None,
    )
    if folded == text:
        return reading
    put = put_back(reading, places, text)
    said = zip(reading.instructions, put.instructions, strict=True)
    return replace(put, instructions=tuple(as_spelled(one, whole, places, text) for one, whole in said))


def _outside_of(passages: Sequence[Passage], spans: Sequence[tuple[int, int]]) -> Sequence[Passage]:
    """The sentences that begin in none of the ``spans``."""
    if not spans:
        return passages
    return [one for one in passages if not any(start <= one.sentence.start < end for start, end in spans)]


def _main_language(sentences: Sequence[Sentence]) -> TextLanguage:
    letters: Counter[TextLanguage] = Counter()
    for sentence in sentences:
        letters[sentence.language] += len(sentence.text)
    return "kk" if letters["kk"] > letters["ru"] else "ru"

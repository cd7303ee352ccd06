"""Find the figures that a text states, each with what it counts, its kind, its total and its place."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from esep.language.making import made, remade
from esep.places import Place
from esep.reading.grammar.lemmas import noun_lemma, qualifier_lemmas
from esep.reading.sentences.passage import Draft, Passage, passages_of
from esep.reading.sentences.sentence import Sentence
from esep.reading.statement import Statement
from esep.reading.statements.document_place import document_place
from esep.reading.statements.drafts import drafts_of
from esep.reading.statements.figure_periods import FigurePeriods, find_periods_of
from esep.reading.statements.figure_places import find_places
from esep.reading.statements.inheritance import inherit_units
from esep.reading.statements.kinds import decide_kinds
from esep.reading.statements.parts import find_parts
from esep.reading.statements.per_units import without_the_ones
from esep.reading.statements.programmes import find_programmes
from esep.reading.statements.relations import find_relations
from esep.reading.statements.rule_names import told
from esep.reading.statements.shared_multipliers import share_multipliers
from esep.reading.statements.speakers import speakers_of
from esep.reading.statements.totals_behind import find_totals_behind
from esep.reading.statements.years_to_come import plan_years_to_come


def find_statements(
    text: str, sentences: Sequence[Sentence], reference: datetime.date | None = None
) -> list[Statement]:
    """The statements of ``text`` in order; ``sentences`` are those of :func:`split_sentences`.

    ``reference`` is the day of the text: with it «биыл» and «до конца года» become calendar periods.
    """
    passages = passages_of(sentences)
    return statements_of(text, passages, document_place(passages), reference)


def statements_of(
    text: str, passages: Sequence[Passage], place: Place | None, reference: datetime.date | None = None
) -> list[Statement]:
    """As :func:`find_statements`, over sentences that are already made ready.

    ``place`` is the one of which the document tells.
    """
    drafts = without_the_ones(inherit_units([one for passage in passages for one in drafts_of(passage)]))
    share_multipliers(drafts)
    decide_kinds(drafts)
    find_parts(drafts)
    find_totals_behind(drafts)
    find_relations(drafts)
    find_programmes(drafts)
    periods = find_periods_of(text, drafts, passages, reference)
    plan_years_to_come(drafts, periods, reference)
    codes = find_places(text, drafts, passages, place)
    speakers = speakers_of(text, passages)
    numbers = {id(draft): place for place, draft in enumerate(drafts)}
    return [
        _statement(text, draft, numbers, period, code, speakers[draft.passage.index])
        for draft, period, code in zip(drafts, periods, codes, strict=True)
    ]


def _statement(
    text: str,
    draft: Draft,
    numbers: dict[int, int],
    periods: FigurePeriods,
    code: str | None,
    speaker: str | None,
) -> Statement:
    quantity = remade(draft.quantity, unit=draft.unit, approximation=draft.approximation)
    language = draft.passage.sentence.language
    return made(
        Statement,
        start=draft.start,
        end=draft.end,
        number_start=draft.quantity.number_start,
        quote=text[draft.start : draft.end],
        quantity=quantity,
        unit=draft.unit,
        noun=noun_lemma(draft.noun, draft.unit, language),
        qualifiers=qualifier_lemmas(draft.qualifiers, language),
        kind=draft.kind,
        is_change=draft.is_change,
        part_of=numbers[id(draft.part_of)] if draft.part_of else None,
        relation=draft.relation,
        related_to=numbers[id(draft.related_to)] if draft.related_to else None,
        place=code,
        programme=draft.programme,
        period=periods.period,
        language=language,
        rule=told(draft.rules),
        speaker=speaker,
        base=periods.base,
    )

"""Which figures a period can serve: those of its clause, and what follows without a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from esep.language import Token
from esep.periods import PeriodMention
from esep.reading.grammar.kazakh_verb_forms import form_of, only_looks_like_a_verb
from esep.reading.grammar.morphology import russian_word
from esep.reading.sentences.passage import DASHES, Draft, Passage
from esep.reading.statements.cues import find_cues
from esep.reading.statements.kazakh_clauses import verbs_of

_SHORT = 3
"""Letters from which a word is no preposition."""
REMEMBERED = 8
"""Sentences whose clauses are kept while their figures are judged."""
_MARKS = frozenset(",;")
_AGAINST = "против"
_RELATIVE = "котор"
_STATES = ("готовност", "дайындығ", "дайындық")
_OPENERS = frozenset(
    [
        *("и", "а", "но", "в", "во", "за", "на", "к", "ко", "до", "с", "по", "уже", "только"),
        *("из", "них", "том", "числе", "еще", "ещё", "ал", "және", "бірақ", "тек", "дәл", "бұл"),
        *("оның", "соның", "олардың", "ішінде"),
    ]
)
"""Words that stand before a period that opens its part of the sentence."""
_KAZAKH_VERB = re.compile(
    r"\w{2,}(?:ды|ді|ты|ті|[ғг][ае]н|[қк][ае]н|[иы]п|іп|[ғг]анда|с[ае]|уда|уде|[мбп][ае][қк]|сын|сін|[ае]мыз|[ае]міз|апты|іпті)"
)
_KAZAKH_STATES = frozenset(["бар", "жоқ", "керек", "тиіс", "қажет", "дайын", "еді", "екен", "емес"])
_RUSSIAN_STATES = frozenset(["нет", "есть", "можно", "нужно", "необходимо"])
_PAST_PLAN = ("ып", "іп", "лось", "лся", "лась", "лись")
"""How a plan ends that is set beside what was done: «жоспарланып, 866-сы аяқталды», «планировалось»."""
_LIVE_FORMS = ("past", "present")


class Part(NamedTuple):
    """Tokens ``[first, last)`` between commas and semicolons, and the number of the clause they belong to."""

    first: int
    last: int
    clause: int


@lru_cache(maxsize=REMEMBERED)
def parts_of(passage: Passage) -> tuple[Part, ...]:
    """The parts of a sentence in order. A part without a predicate belongs to the clause before it.

    «5 школ, 3 клуба построены, 2 строятся»: two clauses, of which the first has two parts.
    """
    tokens = passage.tokens
    if passage.keys.isdisjoint(_MARKS):
        return (Part(0, len(tokens), 0),)
    cuts = [at for at, token in enumerate(tokens) if token.text in _MARKS and passage.bracket_of(at) is None]
    parts: list[Part] = []
    first, clause, is_told = 0, 0, False
    for cut in [*cuts, len(tokens)]:
        tells = has_predicate(passage, first, cut)
        if first and (tokens[first - 1].text == ";" or (tells and is_told)):
            clause, is_told = clause + 1, False
        is_told = is_told or tells
        parts.append(Part(first, cut, clause))
        first = cut + 1
    return tuple(parts)


def part_at(passage: Passage, token: int) -> Part:
    """The part of the sentence in which a token stands."""
    parts = parts_of(passage)
    return next((part for part in parts if token <= part.last), parts[-1])


def has_predicate(passage: Passage, first: int, last: int) -> bool:
    """Whether the tokens hold a finite verb, or a dash that stands for one: «готовность – 40%»."""
    tokens = passage.tokens
    is_verb = _is_kazakh_verb if passage.sentence.language == "kk" else _is_russian_verb
    return any(
        (tokens[at].kind == "word" and is_verb(tokens, at))
        or (tokens[at].text in DASHES and first < at and _is_for_a_verb(tokens, at, first))
        for at in range(first, last)
        if passage.bracket_of(at) is None
    )


def has_verb(passage: Passage, first: int, last: int) -> bool:
    """Whether a verb stands among the tokens before ``last``, or in Kazakh behind it in the same part."""
    tokens = passage.tokens
    if passage.sentence.language == "ru":
        return any(tokens[at].kind == "word" and _is_russian_verb(tokens, at) for at in range(first, last))
    end = part_at(passage, last).last
    return any(tokens[at].kind == "word" and _is_kazakh_verb(tokens, at) for at in range(last, end))


def last_mark(passage: Passage, token: int, mark: str) -> int:
    """The token behind the last ``mark`` before ``token``; 0 where none is."""
    if mark not in passage.keys:
        return 0
    return next((at for at in range(token, 0, -1) if passage.tokens[at - 1].text == mark), 0)


def _is_for_a_verb(tokens: Sequence[Token], at: int, first: int) -> bool:
    """A dash with spaces on both sides that parts no range of numbers: «готовность – 40%», «7 – новые»."""
    is_apart = tokens[at - 1].end < tokens[at].start and at + 1 < len(tokens)
    if not is_apart or tokens[at].end >= tokens[at + 1].start:
        return False
    return tokens[at - 1].kind == "word" or (at - 1 == first and tokens[at + 1].kind == "word")


def _is_russian_verb(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].key in _RUSSIAN_STATES or russian_word(tokens[at].text).is_verb


def _is_kazakh_verb(tokens: Sequence[Token], at: int) -> bool:
    """A verb stands last in its part: «салынды», «аяқталып», «берілсе»."""
    is_last = at + 1 >= len(tokens) or tokens[at + 1].text in ",;.:»)"
    word = tokens[at].key
    if not is_last or (word not in _KAZAKH_STATES and _KAZAKH_VERB.fullmatch(word) is None):
        return False
    form = form_of(word)
    return (
        word in _KAZAKH_STATES or form in _LIVE_FORMS or (form is None and not only_looks_like_a_verb(word))
    )


def is_plan_of_clause(passage: Passage, clause: int) -> bool:
    """Whether the verb of a clause tells what is planned or will be."""
    spans = [(part.first, part.last) for part in parts_of(passage) if part.clause == clause]
    first, last = spans[0][0], spans[-1][1]
    is_kazakh = passage.sentence.language == "kk"
    cues = verbs_of(passage) if is_kazakh else find_cues(passage.tokens, "ru", "verbs")
    tokens = passage.tokens
    if any(
        first <= cue.first < last and cue.kind == "plan" and not tokens[cue.last - 1].key.endswith(_PAST_PLAN)
        for cue in cues
    ):
        return True
    words = tokens[first:last]
    return not is_kazakh and any(word.kind == "word" and russian_word(word.text).future for word in words)


def serves(passage: Passage, mention: PeriodMention, draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a period of the sentence can be that of the figure; ``others``: all figures of the sentence.

    One that stands behind the figure serves it in its own clause only, and not where it opens a part with
    figures of its own («5 мектеп салынды, 2026 жылы 3 мектеп»); «против» parts both ways.
    """
    at = passage.token_at(mention.start + passage.sentence.start)
    is_behind = at > draft.first
    if _AGAINST in passage.keys and _is_parted(passage, min(at, draft.first), max(at, draft.first)):
        return False
    shift = passage.sentence.start
    between = (
        passage.folded[draft.end - shift : mention.start]
        if is_behind
        else passage.folded[mention.end : draft.start - shift]
    )
    if "," not in between and ";" not in between:
        return True  # of one part: most are, and the parts need not be found
    here, there = part_at(passage, draft.first), part_at(passage, at)
    if here == there:
        return True
    if any(token.key.startswith(_RELATIVE) for token in passage.tokens[there.first : at]):
        return False  # «…, строительство которой начато в 2023 году, …» tells of its noun
    if is_behind:
        return here.clause == there.clause and not _opens(passage, at, there, others)
    return (
        here.clause == there.clause
        or draft.kind not in ("fact", "change")
        or not is_plan_of_clause(passage, there.clause)
    )


def _is_parted(passage: Passage, first: int, last: int) -> bool:
    return any(token.key == _AGAINST for token in passage.tokens[first:last])


def is_state_apart(draft: Draft, mention: PeriodMention) -> bool:
    """«ввод – в 2026 году, готовность – 37%»: how far a work is has no period of another part."""
    passage = draft.passage
    if not any(word in passage.folded for word in _STATES):
        return False
    part = part_at(passage, draft.first)
    if part == part_at(passage, passage.token_at(mention.start + passage.sentence.start)):
        return False
    return any(token.key.startswith(_STATES) for token in passage.tokens[part.first : part.last])


def follows_against(draft: Draft) -> bool:
    """Whether the figure stands behind «против», with which another is compared."""
    return _AGAINST in draft.passage.keys and _is_parted(draft.passage, 0, draft.first)


def has_words_between(
    passage: Passage, start: int, end: int, *, most: int = 0, prepositions: bool = False
) -> bool:
    """Whether more than ``most`` words stand between two offsets; of ``prepositions`` none counts."""
    between = passage.tokens[passage.token_at(start) : passage.token_at(end)]
    if prepositions:
        between = [token for token in between if token.kind != "word" or len(token.key) >= _SHORT]
    return len(between) > most


def _opens(passage: Passage, at: int, part: Part, others: Sequence[Draft]) -> bool:
    """Whether the period at token ``at`` opens a part of the sentence that has a figure behind it."""
    before = passage.tokens[part.first : at]
    return all(token.key in _OPENERS for token in before) and any(
        at < other.first < part.last for other in others
    )

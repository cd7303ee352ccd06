"""The clauses of a Kazakh sentence: its verbs, where one ends a clause, what only tells of a noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from esep.language import Token
from esep.reading.grammar.kazakh_endings import PARTICIPLES
from esep.reading.sentences.passage import Draft, Passage
from esep.reading.statements.cues import Cue, find_cues, is_one_of, stands_in

CONTRASTED = "contrasted clause"
"""The rule of a clause in -са, which a condition or a comparison of two figures can be."""
REMEMBERED = 8
"""Sentences whose verbs are kept while their figures are judged."""
_UNTIL = 8
"""Tokens behind «75 мың доңғалақтан» in which «дейін» makes it the start of a change."""
_THIS_YEAR = frozenset(["биыл", "бүгінде", "қазір"])
_HEARD = 10
"""Words before «қарастырылды» in which an application is named."""
JOINS = frozenset(["немесе", "яғни", "және", "болмаса", "ал"])
"""Words that join clauses."""
FINITE = frozenset(
    [
        "past", "past that no noun looks like", "past of a verb in а and е", "past participle",
        "word of plan", "verb of intention", "present of going on", "word of being", "habitual present",
        "order", "present of the time to come", CONTRASTED, "deed that would have been",
    ]
)  # fmt: skip
"""Rules whose verbs can end a clause."""
_OF_BEING = ("бол", "еді", "екен", "шығар", "жоқ")
_NO_NOUNS = frozenset(["де", "да", "ма", "ме", "деп", "әрі", "және", "емес"])
_IF = ("са", "се")
_THOUGH = frozenset(["да", "де"])
"""«салынса да»: though it was built."""
_MARKS = frozenset(",;:")
_ENDS_OF_CLAUSE = frozenset(",;:.»”")


@lru_cache(maxsize=REMEMBERED)
def verbs_of(passage: Passage) -> tuple[Cue, ...]:
    """The verbs and words of plan of a sentence in order, outside quoted names."""
    names = passage.named_tokens
    tokens = passage.tokens
    return tuple(
        cue
        for cue in find_cues(tokens, "kk", "verbs")
        if cue.first not in names
        and not _is_name(tokens, cue.first)
        and not is_one_of(tokens, cue.first, "kk", "coloured")
        and not (cue.rule == "word of plan" and _is_plan_of_noun(tokens, cue.last - 1))
        and not (cue.rule == "verb of intention" and _is_intent_of_noun(tokens, cue.last))
        and not (cue.rule == "word of plan" and _is_heard(tokens, cue.first))
    )


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """«Біздің ауыл – Қармақшы ауданынан …»: a capital letter within a sentence begins no verb."""
    text = tokens[at].text
    return at > 0 and tokens[at - 1].kind == "word" and text[:1].isupper() and not text.isupper()


def _is_intent_of_noun(tokens: Sequence[Token], at: int) -> bool:
    """«қаржысын тартпақшы болған 15 сайт жабылды»: what a noun meant to do, not what is to be done."""
    return at < len(tokens) and tokens[at].key == "болған" and is_attribute(tokens, at)


def _is_heard(tokens: Sequence[Token], at: int) -> bool:
    """«3762 өтініш заңға сәйкес қарастырылды»: applications were considered; nothing was provided for."""
    if not tokens[at].key.startswith("қарастырыл") or tokens[at].key.endswith("мақ"):
        return False
    return stands_in(tokens, range(max(0, at - _HEARD), at), "kk", "heard")


def _is_plan_of_noun(tokens: Sequence[Token], at: int) -> bool:
    """«жиналуы тиіс алқап», «бекітілген тәртіппен»: a word of plan that only tells of a noun."""
    word = tokens[at].key
    return (word == "тиіс" or word.endswith(PARTICIPLES)) and is_attribute(tokens, at)


@lru_cache(maxsize=REMEMBERED)
def stands_in_sentence(passage: Passage, group: str) -> bool:
    """Whether a cue of the group stands in the sentence."""
    names = passage.named_tokens
    return any(
        cue.first not in names
        for cue in find_cues(passage.tokens, "kk", group)  # type: ignore[arg-type]
    )


def is_attribute(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word stands before a noun that it tells of: no mark and no verb of being behind it."""
    if at + 1 >= len(tokens) or tokens[at].kind != "word":
        return False
    behind = tokens[at + 1]
    if behind.kind == "word":
        return behind.key not in _NO_NOUNS and not behind.key.startswith(_OF_BEING)
    return behind.kind == "number"


def ends_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb that ends before the token ``at`` is the last of its clause."""
    return at >= len(tokens) or tokens[at].text in _ENDS_OF_CLAUSE or tokens[at].key in JOINS


@lru_cache(maxsize=REMEMBERED)
def signs_of_future(passage: Passage) -> tuple[int, ...]:
    """The tokens at which signs of the time to come begin, outside quoted names."""
    names = passage.named_tokens
    tokens = passage.tokens
    told = (
        cue.first
        for cue in find_cues(tokens, "kk", "future")
        if not (
            tokens[cue.last - 1].key.endswith(_IF)
            and (ends_clause(tokens, cue.last) or tokens[cue.last].key in _THOUGH)
        )
    )
    return tuple(at for at in (*told, *_conditions(passage)) if at not in names)


def _conditions(passage: Passage) -> Iterator[int]:
    """«Жоба іске асса, …», «құбыр ауыстырылса, …»: the verbs of conditions.

    A clause in -са with a figure of its own sets it beside another: «2018 жылы 60 үй берілсе, биыл – 90».
    """
    tokens, before = passage.tokens, 0
    for cue in verbs_of(passage):
        is_if = cue.rule == CONTRASTED and tokens[cue.first].key.endswith(_IF)
        if is_if and not is_one_of(tokens, cue.first, "kk", "topics"):
            signs = (at for at in range(cue.first - 1, before, -1) if tokens[at].text in _MARKS)
            low = tokens[next(signs, before)].start
            if not any(low <= quantity.start < tokens[cue.first].start for quantity in passage.quantities):
                yield cue.first
        before = cue.last


def behind_bracket(tokens: Sequence[Token], at: int) -> int:
    """The first token behind a closing bracket, or behind a bracket that opens here."""
    if at < len(tokens) and tokens[at].text == ")":
        return at + 1
    if at < len(tokens) and tokens[at].text == "(":
        for close in range(at + 1, min(at + 8, len(tokens))):
            if tokens[close].text == ")":
                return close + 1
    return at


def is_starting_point(draft: Draft) -> bool:
    """«75 мың доңғалақтан 200 доңғалаққа дейін»: where the change begins."""
    if draft.case != "ablative" or draft.approximation not in (None, "~"):
        return False
    tokens = draft.passage.tokens[draft.last : draft.last + _UNTIL]
    is_now = len(tokens) > 1 and tokens[0].key in _THIS_YEAR
    return any(token.key == "дейін" for token in tokens) or (
        len(tokens) > is_now and tokens[is_now].kind == "number"
    )

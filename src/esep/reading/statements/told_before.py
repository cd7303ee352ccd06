"""Of what one an amount is told that stands before it: «гектарына 412 центнер», «литр – 205 тенге»."""

from __future__ import annotations

from functools import lru_cache
from itertools import repeat

from esep.language import Token, UnitMatch, is_measure
from esep.language.units import CURRENCIES
from esep.reading.grammar.kazakh_phrases import noun_case
from esep.reading.sentences.passage import DASHES, Draft, Passage
from esep.reading.statements.per_units import (
    LARGEST_YIELD,
    RATE,
    may_be_told_for,
    may_end_one,
    one_at,
    words_of_one,
)

REACH = 8
"""Tokens before an amount in which the one stands."""
_NEAR = 2
"""Tokens before the one in which its price is named."""
_YIELD_REACH = 6
"""Tokens before an amount in which its yield is named."""
_STOPS = frozenset(",;:()«»…")
_CUT = frozenset(["кв", "куб", "пог"])
"""Words that are cut short by a point inside the name of a unit."""
_OBLIQUE = frozenset(["dative", "ablative", "genitive", "accusative", "locative"])
_FOR = "үшін"
_SHARED = "шаққанда"
_LIVING = frozenset(["head", "person"])
_BOUGHT = frozenset(["kg", "litre", "tonne", "piece"])
_FIELD = frozenset(["ha", "are"])
_BY_PLACE = frozenset(["dative", "ablative"])


def one_told_before(draft: Draft) -> str | None:
    """The unit with the one that was named before it; None where none was."""
    unit, tokens = draft.unit, draft.passage.tokens
    if unit is None or "/" in unit or not (unit in CURRENCIES or is_measure(unit)):
        return None
    if not _names_ones(draft.passage):
        return _by_yield(draft)
    language = draft.passage.sentence.language
    begin = _begin(draft)
    for at in range(begin - 1, max(-1, begin - 1 - REACH), -1):
        if _is_end(tokens, at):
            break
        one = _longest(draft, at) if may_end_one(tokens[at].key, language) else None
        if one is None or one.last > draft.first or not may_be_told_for(unit, one.code):
            continue
        if _is_counted(draft, one):
            break
        told = _is_told_in_kazakh(draft, one) if language == "kk" else _is_told_in_russian(draft, one)
        if told:
            return _taken(draft, one)
    return _by_yield(draft)


@lru_cache(maxsize=8)
def _names_ones(passage: Passage) -> bool:
    """Whether any word of a sentence can be the last of a one: most sentences have none."""
    return any(map(may_end_one, passage.keys, repeat(passage.sentence.language)))


def _begin(draft: Draft) -> int:
    """Where the amount begins, with its bracket or the level it is measured from.

    «тоннасына 1 800-ден 2 350 теңгеге», «цена литра выросла с 95 до 120 тенге».
    """
    passage, tokens = draft.passage, draft.passage.tokens
    if draft.bracket is not None and draft.bracket == draft.first - 1:
        return draft.bracket  # «цены на квадратный метр сложились в Астане (575 214 тенге)»
    gap = tokens[draft.first - 1].key == "до" and draft.first > 0
    before = next((placed for placed in passage.placed if placed.last == draft.first - gap), None)
    if before is None or before.quantity.unit is not None:
        return draft.first
    if passage.sentence.language == "kk":
        return before.first if before.quantity.case == "ablative" else draft.first
    is_level = gap and before.first > 0 and tokens[before.first - 1].key in ("с", "со")
    return before.first - 1 if is_level else draft.first


def _is_end(tokens: list[Token], at: int) -> bool:
    """Whether nothing before this token can be what the amount is told for."""
    token = tokens[at]
    if token.text == ".":
        return at == 0 or tokens[at - 1].key not in _CUT
    return token.text in _STOPS or (token.kind == "number" and token.text != "1")


def _longest(draft: Draft, at: int) -> UnitMatch | None:
    """The unit that ends with the token ``at``: «кв. м» rather than «м»."""
    tokens, language = draft.passage.tokens, draft.passage.sentence.language
    for first in range(max(0, at - 2), at + 1):
        found = one_at(tokens, first, language)
        if found is not None and found.last == at + 1:
            return found
    return None


def _is_counted(draft: Draft, one: UnitMatch) -> bool:
    """«6 мың тоннасы 3 млн теңге»: so much of it was counted, the amount is told of all that."""
    return any(
        placed.first <= one.first - 1 < placed.last and placed.quantity.value != 1
        for placed in draft.passage.placed
    )


def _is_told_in_russian(draft: Draft, one: UnitMatch) -> bool:
    """«с гектара», «на 1 км», «цена литра», «один литр стоит», «литр бензина – 205 тенге»."""
    tokens, words = draft.passage.tokens, words_of_one("ru")
    first = one.first
    is_numbered = first > 0 and tokens[first - 1].key in words.numbers
    first -= is_numbered
    before = tokens[first - 1] if first else None
    if before is not None and before.key in words.before:
        return True
    if draft.unit not in CURRENCIES:
        return False
    near = tokens[max(0, first - _NEAR) : first]
    between = tokens[one.last : draft.first]
    if any(token.key in words.prices for token in near):
        return True
    opens = before is None or before.kind == "sign"
    if any(token.key in words.costs for token in between):
        return opens or is_numbered
    return opens and bool(between) and between[-1].text in DASHES


def _is_told_in_kazakh(draft: Draft, one: UnitMatch) -> bool:
    """«литріне», «бір гектары», «әр гектардан», «1 шаршы метр үйдің құны», «гектар түсімі»."""
    tokens, words = draft.passage.tokens, words_of_one("kk")
    before = tokens[one.first - 1].key if one.first else ""
    between = tokens[one.last : draft.first]
    is_shared = bool(between) and between[0].key == _SHARED
    if before not in words.numbers:
        if is_shared or (one.possessive and one.code not in _LIVING):
            return True
        is_field = one.code in _FIELD and draft.unit not in CURRENCIES
        return is_field and (one.case in _BY_PLACE or any(t.key in words.yield_words for t in between[:1]))
    if one.code == "person":
        return is_shared or before in words.each
    if one.possessive or one.case in _OBLIQUE:
        return True
    if draft.unit not in CURRENCIES:
        return False
    if before in words.each or (between and between[-1].text in DASHES):
        return True
    if between and (between[0].key == _FOR or noun_case(between[0].key) == "dative"):
        return True  # «1 литр үшін 35 теңге», «1 Гкал энергияға 3,5 мың теңге»
    behind = tokens[draft.last].key if draft.last < len(tokens) else ""
    is_bought = one.code in _BOUGHT and draft.case == "dative" and bool(between)
    if is_bought and noun_case(between[-1].key) == "accusative":
        return True  # «бір келі картопты 400 теңгеге»
    return behind in words.costs or any(token.key in words.prices for token in between)


def _taken(draft: Draft, one: UnitMatch) -> str:
    numbers = words_of_one(draft.passage.sentence.language).numbers
    is_numbered = one.first > 0 and draft.passage.tokens[one.first - 1].key in numbers
    draft.per = (one.first - is_numbered, one.last)
    draft.rules.append(RATE)
    return f"{draft.unit}/{one.code}"


def _by_yield(draft: Draft) -> str | None:
    """«урожайность – 7,5 центнера», «орташа өнімділік 14 центнер»: what a hectare gave."""
    if draft.unit != "centner" or (draft.quantity.value or 0) > LARGEST_YIELD:
        return None
    words = words_of_one(draft.passage.sentence.language).yield_words
    if draft.passage.keys.isdisjoint(words):
        return None
    near = draft.passage.tokens[max(0, draft.first - _YIELD_REACH) : draft.first]
    if not any(token.key in words for token in near):
        return None
    draft.rules.append(RATE)
    return "centner/ha"

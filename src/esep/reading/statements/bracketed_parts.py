"""Parts in brackets behind their total."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esep.language import Token, is_measure
from esep.reading.sentences.passage import Draft
from esep.reading.statements.part_sizes import RELATIVE, fits, is_other_count, may_hold_or_same, of_unit
from esep.reading.statements.part_words import Before, content, inclusion, words_between

_NEAR = 25
"""Characters between «оның» and the number for it to speak of a part of anything countable."""
_REACH = 2
"""Sentences between «Из них ...» and its total."""
_STEM = 4
"""Letters by which the forms of a noun are alike."""
_PRICE_REACH = 6
"""Tokens before a sum in which it is called a price."""
_SEPARATORS = frozenset(",;()")
_YEAR = re.compile(r"(?:19|20)\d\d")


def bracketed(draft: Draft, before: Before) -> Draft | None:
    """A figure in brackets after its total."""
    opening = draft.bracket
    if opening is None or draft.is_change:
        return None
    outer = draft.passage.bracket_of(opening)
    outside = [other for other in before.same if other.bracket == outer]
    if not outside:
        return _bracket_list(draft, before)
    if inclusion(draft, _opened(draft)) is not None and outside[-1].last == opening:
        return outside[-1] if may_hold_or_same(outside[-1], draft) else None
    total = of_unit(outside, draft) or outside[-1]
    inherits = "counted noun" not in draft.rules and draft.quantity.unit is None
    touches = total.last == opening
    if (touches and is_other_count(total.unit, draft.unit)) or draft.unit in RELATIVE:
        return None
    if inclusion(draft, words_between(total, draft)) is not None and may_hold_or_same(total, draft):
        return None if _compares(draft) else total
    is_told = _is_named(draft, total) or (not touches and _is_item_of_list(draft, total) and inherits)
    if not is_told or _compares(draft) or _is_price(total):
        return None
    if touches and draft.unit != total.unit:
        return total if may_hold_or_same(total, draft) else None
    return total if (touches or inherits) and fits(draft, total) else None


def _opened(draft: Draft) -> str:
    """The text of the bracket before the figure."""
    passage, opening = draft.passage, draft.bracket
    assert opening is not None
    shift = passage.sentence.start
    return passage.folded[passage.tokens[opening].start - shift : draft.start - shift]


def _compares(draft: Draft) -> bool:
    """«47 школ (в прошлом году – 40)», «120 км (135 км по плану)»: another time's number, or the plan's."""
    times = tuple(content()["compared"])
    words = (*_words_before(draft), *_words_behind(draft))
    return any(token.key.startswith(times) or _YEAR.fullmatch(token.key) for token in words)


def _is_named(draft: Draft, total: Draft) -> bool:
    """«2,6 млрд (РБ – 1,9 млрд)», «5 школ (2 в городе)»: a number alone is last year's, or the plan's."""
    if any(token.kind == "word" for token in (*_words_before(draft), *_words_behind(draft))):
        return True
    return draft.noun[:_STEM].lower() != total.noun[:_STEM].lower()


def _is_item_of_list(draft: Draft, total: Draft) -> bool:
    """«Құрылған 2521 орын: ауылда (458), өнеркәсіпте (106)»: a sign parts the bracket from the total."""
    assert draft.bracket is not None
    return any(token.kind == "sign" for token in draft.passage.tokens[total.last : draft.bracket])


def _is_price(total: Draft) -> bool:
    """«Тариф 312 тенге (для населения – 204 тенге)»: of prices and means none is a part of another."""
    if not is_measure(total.unit):
        return False
    near = total.passage.tokens[max(0, total.first - _PRICE_REACH) : total.first]
    return any(token.key.startswith(tuple(content()["prices"])) for token in near)


def _words_before(draft: Draft) -> Sequence[Token]:
    """The tokens of the bracket before a figure, from the comma before it."""
    tokens, opening = draft.passage.tokens, draft.bracket
    assert opening is not None
    first = draft.first
    while first - 1 > opening and tokens[first - 1].text not in _SEPARATORS:
        first -= 1
    return tokens[first : draft.first]


def _words_behind(draft: Draft) -> Sequence[Token]:
    """The tokens of the bracket behind a figure, up to the next comma."""
    tokens, last = draft.passage.tokens, draft.last
    while last < len(tokens) and tokens[last].text not in _SEPARATORS:
        last += 1
    return tokens[draft.last : last]


def _bracket_list(draft: Draft, before: Before) -> Draft | None:
    """«Тұрақты орындар ауылда (458), өнеркәсіпте (106) ...»: a sentence that only lists the parts."""
    passage = draft.passage
    if before.same:
        return before.same[-1].part_of if before.same[-1].bracket is not None else None
    if passage.folded.count("(") < 2 or draft.unit is None:
        return None
    named = set(re.findall(r"\w+", passage.folded[: draft.start - passage.sentence.start]))
    for other in reversed(before.all):
        if passage.index - other.passage.index > _REACH:
            return None
        own = set(re.findall(r"\w+", other.passage.after(other)[:_NEAR] + other.passage.folded))
        if other.unit == draft.unit and other.bracket is None and _shared_adjective(named, other, own):
            return other
    return None


def _shared_adjective(named: set[str], other: Draft, words: set[str]) -> bool:
    qualifiers = {word.lower() for word in other.qualifiers} or {
        token.key for token in other.passage.tokens[other.last : other.last + 1] if token.kind == "word"
    }
    return bool(named & qualifiers & (words | qualifiers))

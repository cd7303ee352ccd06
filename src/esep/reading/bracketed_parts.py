"""Parts in brackets behind their total."""

from __future__ import annotations

import re

from esep.reading.part_sizes import RELATIVE, fits, is_other_count, may_hold_or_same, of_unit
from esep.reading.part_words import Before, content, inclusion, words_between
from esep.reading.passage import Draft

_OPENED = 40
"""Characters between a bracket and the first figure in it, for «оның ішінде» to stand there."""
_NEAR = 25
"""Characters between «оның» and the number for it to speak of a part of anything countable."""
_REACH = 2
"""Sentences between «Из них ...» and its total."""
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
    if inclusion(draft, draft.passage.before(draft)[-_OPENED:]) is not None and outside[-1].last == opening:
        return outside[-1] if may_hold_or_same(outside[-1], draft) else None
    total = of_unit(outside, draft) or outside[-1]
    inherits = "counted noun" not in draft.rules and draft.quantity.unit is None
    included = inclusion(draft, words_between(total, draft)) is not None and may_hold_or_same(total, draft)
    touches = total.last == opening
    if (
        (touches and is_other_count(total.unit, draft.unit))
        or draft.unit in RELATIVE
        or _is_of_another_time(draft)
    ):
        return None
    if touches or included:
        return total if may_hold_or_same(total, draft) else None
    return total if inherits and fits(draft, total) else None


def _is_of_another_time(draft: Draft) -> bool:
    """«47 школ (в прошлом году – 40)»: the bracket compares."""
    opening = draft.bracket
    assert opening is not None
    inside = draft.passage.tokens[opening : draft.first]
    times = tuple(content()["other_times"])
    return any(token.key.startswith(times) or _YEAR.fullmatch(token.key) for token in inside)


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

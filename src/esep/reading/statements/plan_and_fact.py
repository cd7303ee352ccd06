"""Plan and fact side by side: «По плану 500, фактически 480 мест», «Жоспар – 500 орын, нақтысы – 480».

The word right before a number tells what it is, whatever the verb of the sentence says; and where the noun
stands behind the second number alone, both count it.
"""

from __future__ import annotations

from collections.abc import Mapping

from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.sentences.passage import Draft
from esep.reading.statement import Kind

_PLAN: Mapping[TextLanguage, frozenset[tuple[str, ...]]] = {
    "ru": frozenset([("по", "плану"), ("при", "плане"), ("план",), ("плановых",)]),
    "kk": frozenset([("жоспар", "бойынша"), ("жоспарда",), ("жоспар",), ("жоспары",)]),
}
_FACT: Mapping[TextLanguage, frozenset[tuple[str, ...]]] = {
    "ru": frozenset([("фактически",), ("факт",), ("по", "факту"), ("исполнение",)]),
    "kk": frozenset(
        [("іс", "жүзінде"), ("нақтысы",), ("факт",), ("орындалғаны",), ("шын", "мәнінде"), ("орындалуы",)]
    ),
}
_FARTHEST = 7
"""Tokens between the two numbers."""
_DASHES = frozenset("–—-:")


def told_as(draft: Draft) -> tuple[Kind, str | None] | None:
    """Plan or fact and the rule, where the words right before the number tell; else None."""
    tokens = draft.passage.tokens
    at = draft.first
    at -= at > 0 and tokens[at - 1].text in _DASHES
    before = tuple(token.key for token in tokens[max(0, at - 2) : at])
    ends = {before, before[-1:]}
    language = draft.passage.sentence.language
    is_kazakh_share = language == "kk" and draft.unit == "percent" and at == draft.first
    has_verb = any(token.kind == "word" for token in tokens[draft.last : draft.last + 1])
    if is_kazakh_share and (has_verb or ends & _PLAN[language]):
        return None  # «жоспар 79 пайызға орындалды», «орындалуы 95% болмақ»: the verb tells
    if ends & _PLAN[language]:
        return "plan", "word of plan"
    return ("fact", "word of fact before") if ends & _FACT[language] else None


def is_plan_with_fact(draft: Draft, following: Draft) -> bool:
    """Whether the number of a plan counts what the number of the fact behind it counts."""
    if following.passage is not draft.passage or following.unit in ("percent", "times"):
        return False
    if not 0 < following.first - draft.last <= _FARTHEST:
        return False
    told = told_as(draft)
    return told is not None and told[0] == "plan" and "counted noun" in following.rules

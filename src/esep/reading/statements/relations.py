"""How figures stand to one another beside part and total: cost, jobs, change, the same in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any, Literal

from esep.language import is_measure
from esep.language.units import CURRENCIES
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.sentences.passage import Draft
from esep.reading.statement import Relation
from esep.reading.statements.part_sizes import ALL, RELATIVE, are_counted_together
from esep.reading.statements.part_words import names_index
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

_SUMS = CURRENCIES | {"MRP"}
_UNDERTAKINGS = frozenset(["project", "facility", "enterprise", "house"])
_REACH = 20
"""Figures on either side among which a relation is sought."""
_NEAR = 60
"""Characters beside a figure in which the words of its relation are sought."""
_NEAR_LEVEL = 15


class RelationRule(WordList, kw_only=True):
    """An entry of ``relations.yaml``; its examples are its tests."""

    language: TextLanguage
    unit: Literal["money", "job"]
    side: Literal["before", "after"]
    to: Literal["before", "after"]
    words: tuple[str, ...]
    of: Literal["purpose"] | None = None
    touching: bool = False
    positive: tuple[tuple[str, int, int], ...]
    negative: tuple[str, ...]


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = packaged_yaml(__package__, "relations.yaml")
    return content


@cache
def relation_rules(relation: Relation) -> tuple[RelationRule, ...]:
    """The entries of a relation in the order in which they are tried."""
    return tuple(word_list(RelationRule, entry) for entry in _content()[relation])


@cache
def _pattern(rule: RelationRule) -> re.Pattern[str]:
    words = "|".join(rule.words)
    return re.compile(rf"(?:{words})\s*$" if rule.side == "before" else rf"\s*(?:{words})\b")


@cache
def _purposes() -> re.Pattern[str]:
    return re.compile(r"\s*(?:\w+\s+){0,2}?(?:" + "|".join(_content()["purposes"]) + r")\b")


def find_relations(drafts: Sequence[Draft]) -> None:
    """Relate each figure that has no relation yet to a neighbour of its sentence."""
    indices = {_list_of(draft) for draft in drafts if _is_index(draft)}
    for _sentence, group in groupby(drafts, key=lambda draft: draft.passage.index):
        same = list(group)
        for place, draft in enumerate(same):
            if draft.relation is None:
                before = same[max(0, place - _REACH) : place]
                _find_relation(draft, before, same[place + 1 : place + _REACH], _list_of(draft) in indices)


def _find_relation(draft: Draft, before: Sequence[Draft], after: Sequence[Draft], are_indices: bool) -> None:
    """Relate a figure to one ``before`` or ``after`` it in its sentence.

    ``are_indices`` tells whether the percentages in brackets of its list are indices.
    """
    _relate(draft, "change of", _changed_from(draft, before))
    if draft.unit in CURRENCIES and not draft.is_change:
        _relate(draft, "cost of", _told(draft, "cost of", before, after) or _dative_cost(draft, after))
    elif draft.unit == "job":
        _relate(draft, "jobs of", _told(draft, "jobs of", before, after))
    if draft.relation is not None:
        return
    if draft.bracket is not None and draft.part_of is None:
        _relate_bracket(draft, before, are_indices)
    elif draft.is_change and draft.unit in RELATIVE:
        level = _level(draft, before)
        # «выросли на 18 млрд тенге, или на 3,7%»: one change told twice
        _relate(draft, "equals" if level is not None and level.is_change else "change of", level)
    elif draft.unit in RELATIVE and draft.part_of is not None:
        _relate(draft, "share of", draft.part_of)


def _relate(draft: Draft, relation: Relation, other: Draft | None) -> None:
    if other is not None and draft.relation is None:
        draft.relation, draft.related_to = relation, other
        draft.rules.append(relation)


def _told(draft: Draft, relation: Relation, before: Sequence[Draft], after: Sequence[Draft]) -> Draft | None:
    """The figure to which the words of an entry relate this one."""
    for rule in relation_rules(relation):
        if rule.language != draft.passage.sentence.language:
            continue
        other = _other(rule, before if rule.to == "before" else after[::-1])
        if other is not None and _says_so(draft, rule, other):
            return other
    return None


def _other(rule: RelationRule, candidates: Sequence[Draft]) -> Draft | None:
    """The nearest figure that counts what can have a cost or jobs."""
    for other in reversed(candidates):
        if rule.unit == "job" and other.unit in _UNDERTAKINGS:
            return other
        if rule.unit == "money" and not is_measure(other.unit) and other.unit not in ("job", *RELATIVE):
            return other
        if rule.unit == "money" and other.unit in CURRENCIES:
            return None
    return None


def _says_so(draft: Draft, rule: RelationRule, other: Draft) -> bool:
    passage = draft.passage
    if rule.side == "after":
        return _pattern(rule).match(passage.after(draft)) is not None
    if rule.to == "after":
        return _pattern(rule).search(passage.before(draft)[-_NEAR:]) is not None
    shift = passage.sentence.start
    between = passage.folded[other.end - shift : draft.start - shift]
    if rule.of == "purpose":
        if passage.sentence.language == "ru":
            return "purpose" in other.rules and _pattern(rule).search(between[-_NEAR:]) is not None
        found = _purposes().match(between)
        return found is not None and _pattern(rule).fullmatch(between[found.end() :].strip()) is not None
    if rule.touching:
        return between.strip() in rule.words
    return _pattern(rule).search(between[-_NEAR:]) is not None


def _dative_cost(draft: Draft, after: Sequence[Draft]) -> Draft | None:
    """Money right before a count, in the dative or genitive: «102 млрд теңгеге 556 жоба»."""
    if not after or is_measure(after[0].unit) or draft.case not in ("dative", "genitive"):
        return None
    gap = draft.passage.folded[draft.end - draft.passage.sentence.start :]
    if gap[: after[0].start - draft.end].strip():
        return None
    # «45 млрд теңгеге 800 жұмыс орнын құра отырып, 3 жоба»: the money is that of what has the jobs.
    what = _told(after[0], "jobs of", [], after[1:]) if after[0].unit == "job" else None
    return what or after[0]


_POINTS = "percentage_point"


def _relate_bracket(draft: Draft, before: Sequence[Draft], are_indices: bool) -> None:
    """What a bracket says of the figure before it: cost, jobs, change, the same in another unit."""
    opening = draft.bracket
    assert opening is not None
    outer = draft.passage.bracket_of(opening)
    other = next((d for d in reversed(before) if d.bracket == outer and d.unit != draft.unit), None)
    nearest = next((d for d in reversed(before) if d.bracket == outer), None)
    if other is None or (nearest is not other and nearest is not None and draft.unit in CURRENCIES):
        return  # «создано 500 мест, освоено 45 млрд (в прошлом году – 40 млрд)»: compared with the money
    if draft.unit in RELATIVE:
        if other.unit == _POINTS:
            return  # «на 2,1 п.п. больше, чем в 2023 году (32,4%)»: the level before
        if (nearest is not other and nearest is not None and nearest.unit in RELATIVE) or _is_of_a_name(
            draft, other
        ):
            return  # «уровень 1,4% (год назад – 1,6%)»: compared with the percentage
        plan = _fulfilled(draft, before)
        if plan is not None or _is_done_of_plan(before):
            _relate(draft, "share of", plan)
            return
        if _is_of_others(draft):
            draft.part_of = other
            _relate(draft, "share of", other)
            return
        is_change = (draft.is_change and not other.is_change) or are_indices
        _relate(draft, "change of" if is_change else "equals", other)
    elif draft.unit in CURRENCIES and other.unit not in (*_SUMS, *RELATIVE):
        _relate(draft, "cost of", other)
    elif draft.unit == "job" and other.unit in _UNDERTAKINGS:
        _relate(draft, "jobs of", other)
    elif other.is_change and other.unit in RELATIVE:
        _relate(other, "change of", draft)
    elif _may_be_the_same(draft, other) and not (other.unit in RELATIVE and before[-1] is not other):
        _relate(draft, "equals", other)


def _is_of_a_name(draft: Draft, other: Draft) -> bool:
    """«Среди 17 районов лидируют Абайский (102%)»: the percentage of what is named before the bracket."""
    assert draft.bracket is not None
    tokens = draft.passage.tokens[other.last : draft.bracket]
    return bool(tokens) and tokens[-1].text[:1].isupper() and not tokens[-1].text.isupper()


def _may_be_the_same(draft: Draft, other: Draft) -> bool:
    """Whether two units can measure one thing: hectares and flats can, a debt and its debtors cannot."""
    if draft.kind != other.kind:
        return False  # «(план – 50)» is another number of the same
    if other.unit in RELATIVE:
        return True
    bases = {(unit or "").partition("/")[0] for unit in (draft.unit, other.unit)}
    if bases & _SUMS:
        return bases <= _SUMS
    if is_measure(draft.unit) or is_measure(other.unit):
        return True
    return are_counted_together(draft.unit, other.unit)


def _fulfilled(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """«По плану 500, фактически 480 мест (96%)»: the plan of which the percentage tells, by the numbers."""
    value = draft.quantity.value
    done = before[-1] if before else None
    if value is None or done is None or done.kind == "plan" or not done.quantity.value:
        return None
    for plan in reversed(before[:-1]):
        level = plan.quantity.value
        if plan.kind == "plan" and plan.unit == done.unit and level:
            return plan if abs(done.quantity.value / level * ALL - value) < 1 else None
    return None


def _is_done_of_plan(before: Sequence[Draft]) -> bool:
    """«500 мест при плане 450 (111%)»: behind the plan the percentage tells how much of it was done."""
    return (
        len(before) > 1
        and before[-1].kind == "plan"
        and before[-2].kind != "plan"
        and (before[-1].unit == before[-2].unit)
    )


def _is_of_others(draft: Draft) -> bool:
    """«1,2 млн человек (65% – казахи)»: a share of the whole, with its own noun behind a dash."""
    tokens = draft.passage.tokens
    behind = tokens[draft.last : draft.last + 2]
    return len(behind) == 2 and behind[0].text in "–—-" and behind[1].kind == "word"


def _list_of(draft: Draft) -> int:
    """The sentence that opens the list of the figure, or the figure's own."""
    return (draft.passage.lead or draft.passage).index


def _is_index(draft: Draft) -> bool:
    """«(101,0% относительно 2014 года)», «(ИФО 98,9%)»: a percentage of last year's level, not a share.

    One such makes the others of its list indices: «(101,0%) ... (96,9%)».
    """
    if draft.unit != "percent" or draft.bracket is None:
        return False
    if draft.quantity.value is not None and draft.quantity.value > ALL:
        return True
    return names_index(draft.passage.tokens[draft.bracket : draft.first])


def _level(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The level that a change is told of: the amount right before it («48 млрд, на 46 % больше»)."""
    if not before or before[-1].unit in RELATIVE:
        return None
    return before[-1] if draft.start - before[-1].end <= _NEAR_LEVEL else None


def _changed_from(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """«с 18 до 27 тысяч», «4,9 пайыздан 4,6 пайызға»: the level that a change began at."""
    if not before or before[-1].unit != draft.unit:
        return None
    start = before[-1]
    tokens = draft.passage.tokens
    between = [token.key for token in tokens[start.last : draft.first]]
    if draft.passage.sentence.language == "ru":
        said = (
            "level reached" in draft.rules and start.first > 0 and tokens[start.first - 1].key in ("с", "со")
        )
        return start if said and between in ([], ["до"]) else None
    follows = start.case == "ablative" and start.approximation is None and not between
    if draft.quantity.possessive and draft.case != "dative":
        return None  # «102,6 млрд теңгеден 91,4 млрд теңгесі»: some of it
    return start if follows and draft.case in ("dative", None, "nominative") else None

"""Amounts told for a unit of something else: «970 т/сутки», «60 тг/м2», «18,5 тенге за кВт·ч»."""

from __future__ import annotations

from collections.abc import Mapping

from esep.language import is_measure, match_unit
from esep.reading.sentences.passage import Draft

_FOR = frozenset(["за", "/"])
_ONE = frozenset(["1", "один", "одну", "одна", "каждый", "каждую"])
_TIMES: Mapping[str, str] = {
    **dict.fromkeys(["с", "сек", "секунду", "секунд"], "s"),
    **dict.fromkeys(["ч", "час", "сағ", "сағат"], "hour"),
    **dict.fromkeys(["сут", "сутки", "день", "тәулік", "тәул", "күн"], "day"),
    **dict.fromkeys(["мес", "месяц", "ай"], "month"),
    **dict.fromkeys(["год", "жыл"], "year"),
}
"""What stands for a unit of time behind a stroke."""


def unit_per_unit(draft: Draft) -> str | None:
    """The unit with what it is counted for («KZT/m2», «tonne/day»), where a stroke says so; else None.

    A price told in words stays an amount of money, and its wording goes on to what it buys («за литр»).
    """
    tokens, at = draft.passage.tokens, draft.last
    unit = draft.unit
    if unit is None or at + 1 >= len(tokens) or tokens[at].text not in _FOR:
        return None
    if not is_measure(unit) or "/" in unit or unit in ("percent", "percentage_point"):
        return None
    is_stroke = tokens[at].text == "/"
    if is_stroke:
        if tokens[at].start != tokens[at - 1].end or tokens[at + 1].start != tokens[at].end:
            return None
    elif unit != "KZT":
        return None
    at += 1
    time = _TIMES.get(tokens[at].key) if is_stroke else None
    if time is not None:
        return _taken(draft, f"{unit}/{time}", at + 1)
    at += not is_stroke and tokens[at].key in _ONE
    found = match_unit(tokens, at, draft.passage.sentence.language)
    if found is None or not is_measure(found.code) or "/" in found.code or found.code in ("KZT", "percent"):
        return None
    return _taken(draft, f"{unit}/{found.code}" if is_stroke else unit, found.last)


def _taken(draft: Draft, unit: str, last: int) -> str:
    draft.last, draft.end = last, draft.passage.tokens[last - 1].end
    draft.rules.append("rate" if "/" in unit else "price")
    return unit

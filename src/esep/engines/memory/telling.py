"""An explanation as text for a person, in Kazakh, Russian or English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from esep.engines.memory.explanation import Explained, Explanation, Standing
from esep.language import format_number
from esep.law import Unit
from esep.law.units import SHARE_PER
from esep.messages import Language, messages_of

_, _n = messages_of("esep.engines")

_INDENT = "  "


def explanation_text(explanation: Explanation, language: Language) -> str:
    """The whole tree, a line for each value, what it follows from set in beneath it."""
    heading = _("Family {family} on {day}", family=explanation.family, day=explanation.date.isoformat())
    lines = [heading.in_language(language)]
    if explanation.changes:
        changed = _("What if: {changes}", changes="; ".join(explanation.changes))
        lines.append(changed.in_language(language))
    for value in explanation.values:
        lines += ["", *_lines(value, language, 0)]
    return "\n".join(lines) + "\n"


def value_text(value: Any, unit: Unit, language: Language) -> str:
    """A value with its unit: ``16,03 МРП``, ``70 %``, ``yes``."""
    if isinstance(value, bool):
        return (_("yes") if value else _("no")).in_language(language)
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, int):
        return str(value)
    if not unit.bases and unit.per == SHARE_PER:
        return f"{format_number(Decimal(value) / 100, language)} %"
    number = format_number(Decimal(value) / unit.per, language)
    word = Unit(bases=unit.bases).in_language(language)
    return f"{number} {word}" if word else number


def _lines(told: Explained, language: Language, depth: int) -> Iterator[str]:
    title = told.title.in_language(language)
    if told.entity == "person" and told.kind in ("provision", "part"):
        title = _("{title}, person {id}", title=title, id=told.id).in_language(language)
    line = f"{_INDENT * depth}{title}: {value_text(told.value, told.unit, language)}"
    if told.standing is not None:
        line += f" [{_standing_text(told.standing, language)}]"
    if told.repeated:
        line += " " + _("(see above)").in_language(language)
    yield line
    for below in told.inputs:
        yield from _lines(below, language, depth + 1)


def _standing_text(standing: Standing, language: Language) -> str:
    act = standing.act_name.in_language(language) if standing.act_name else standing.act
    parts = [act]
    if standing.article:
        parts.append(_("art. {article}", article=standing.article).in_language(language))
    parts.append(_("from {day}", day=standing.first_day.isoformat()).in_language(language))
    if standing.confidence != "confirmed":
        parts.append(_CONFIDENCE[standing.confidence].in_language(language))
    return ", ".join(parts)


_CONFIDENCE = {
    "secondary": _("one secondary source"),
    "derived": _("derived from confirmed numbers"),
    "recalled": _("recalled, no source"),
    "conflicting": _("sources conflict"),
    "not found": _("source not found"),
}

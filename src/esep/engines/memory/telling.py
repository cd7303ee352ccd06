"""An explanation as text for a person, in Kazakh, Russian or English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from esep.engines.boundary import MEMBERSHIPS
from esep.engines.memory.explanation import Explained, Explanation, Standing
from esep.language import format_number
from esep.law import Entity, Unit
from esep.law.acts import NOT_FOUND
from esep.law.units import SHARE_PER
from esep.messages import Language, messages_of
from esep.registers import TABLES

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
    shown = _word(told, language) or value_text(told.value, told.unit, language)
    line = f"{_INDENT * depth}{title}: {shown}"
    if told.standing is not None:
        line += f" [{_standing_text(told.standing, language)}]"
    if told.repeated:
        line += " " + _("(see above)").in_language(language)
    yield line
    for below in told.inputs:
        yield from _lines(below, language, depth + 1)


def _word(told: Explained, language: Language) -> str | None:
    """The name of a word that a register's column holds; None for any other value."""
    if told.kind != "column" or not isinstance(told.value, str):
        return None
    table = MEMBERSHIPS if told.name == "role" else Entity(told.entity).declared.table
    columns = next(declared.columns for name, declared in TABLES.items() if name == table)
    words = next((column.values for column in columns if column.name == told.name), {})
    return words[told.value].in_language(language) if told.value in words else None


def _standing_text(standing: Standing, language: Language) -> str:
    act = standing.act_name.in_language(language) if standing.act_name else standing.act
    parts = [act]
    if standing.article == NOT_FOUND:
        parts.append(_("article not found").in_language(language))
    elif standing.article:
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

"""An explanation as text for a person, in Kazakh, Russian or English."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from esep.engines.memory.explained import Explained, Standing
from esep.engines.memory.explanation import Explanation
from esep.law import Entity
from esep.law.acts import NOT_FOUND
from esep.law.values import value_text, word_name
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


def _lines(told: Explained, language: Language, depth: int) -> Iterator[str]:
    line = f"{_INDENT * depth}{title_of(told, language)}: {value_of(told, language)}"
    if told.standing is not None:
        line += f" [{standing_text(told.standing, language)}]"
    if told.repeated:
        line += " " + _("(see above)").in_language(language)
    yield line
    for below in told.inputs:
        yield from _lines(below, language, depth + 1)


def title_of(told: Explained, language: Language) -> str:
    """What a value is, and of whom."""
    title = told.title.in_language(language)
    if told.entity == "person" and told.kind in ("provision", "part"):
        return _("{title}, person {id}", title=title, id=told.id).in_language(language)
    return title


def value_of(told: Explained, language: Language) -> str:
    """A value with its unit; words of the registers by their names."""
    if isinstance(told.value, str) and told.kind == "column":
        name = word_name(Entity(told.entity), told.name, told.value, language)
        return told.value if name is None else name
    if isinstance(told.value, str) and told.kind == "parameter":
        return _names_of_words(told.value, language)
    return value_text(told.value, told.unit, language)


@cache
def _names_of_words(listed: str, language: Language) -> str:
    """A list of words as the registers name them, where one column has them all; else as it is."""
    words = listed.split(", ")
    for table in TABLES.values():
        for column in table.columns:
            if all(word in column.values for word in words):
                return ", ".join(column.values[word].in_language(language) for word in words)
    return listed


@lru_cache(maxsize=8192)
def standing_text(standing: Standing, language: Language) -> str:
    """The act, the article, the first day, and how sure that is where it is not confirmed."""
    act = standing.act_name.in_language(language) if standing.act_name else standing.act
    parts = [act]
    if standing.article == NOT_FOUND:
        parts.append(_("article not found").in_language(language))
    elif standing.article:
        parts.append(_("art. {article}", article=standing.article).in_language(language))
    parts.append(_("from {day}", day=standing.first_day.isoformat()).in_language(language))
    if standing.confidence != "confirmed":
        parts.append(confidence_text(standing, language))
    return ", ".join(parts)


def confidence_text(standing: Standing, language: Language) -> str:
    """How sure a rule or a value is."""
    return _CONFIDENCE[standing.confidence].in_language(language)


_CONFIDENCE = {
    "confirmed": _("confirmed by its source"),
    "secondary": _("one secondary source"),
    "derived": _("derived from confirmed numbers"),
    "recalled": _("recalled, no source"),
    "conflicting": _("sources conflict"),
    "not found": _("source not found"),
}

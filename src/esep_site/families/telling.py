"""An explanation as HTML: each value with what it follows from, folded, formulas and articles beside it.

The card tells each value a step deep; the whole tree, which is long, has an address of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from esep.engines.memory import Explained, Explanation, Standing, confidence_text, standing_text, value_of
from esep.familymap.telling.page import ANSWER_WORDS
from esep.familymap.telling.rules import formulas_of
from esep.law.acts import NOT_FOUND
from esep.messages import Language

Names = Mapping[int, str]
"""Persons by number, as the page calls them."""


class Teller:
    """Tells the values of one explanation in a language; persons by their names."""

    def __init__(
        self, explanation: Explanation, language: Language, names: Names, *, one_step: bool = False
    ) -> None:
        self._language, self._names, self._one_step = language, names, one_step
        self._formulas = formulas_of(explanation, language)
        self._above = escape(_("explained elsewhere on the card"))

    def title(self, told: Explained) -> str:
        """What a value is, and of whom."""
        title = told.title.in_language(self._language)
        if told.entity == "person" and told.kind in ("provision", "part") and told.id is not None:
            return f"{title}, {self._names.get(told.id, told.id)}"
        return title

    def value(self, told: Explained) -> str:
        """A value with its unit; words by their names."""
        word = ANSWER_WORDS.get(told.name, {}).get(told.value) if isinstance(told.value, str) else None
        return value_of(told, self._language) if word is None else word.in_language(self._language)

    def because(self, told: Explained) -> SafeString:
        """What a value follows from: its rule, then each value below it, folded."""
        return mark_safe(self._rule(told) + self._below(told))

    def _below(self, told: Explained) -> str:
        if not told.inputs:
            return ""
        return f"<ul>{''.join(f'<li>{self._tree(each)}</li>' for each in told.inputs)}</ul>"

    def _tree(self, told: Explained) -> str:
        line = f"{escape(self.title(told))}: <strong>{escape(self.value(told))}</strong>"
        if told.repeated and not self._one_step:
            line += f' <span class="quiet-text">{self._above}</span>'
        inner = self._below(told) if self._one_step else self._rule(told) + self._below(told)
        return f"<details><summary>{line}</summary>{inner}</details>" if inner else f"<p>{line}</p>"

    def _rule(self, told: Explained) -> str:
        if told.repeated:
            return ""
        lines = self._formulas.get(told.name, ()) if told.kind == "provision" else ()
        return _rule_text(told.standing, lines, self._language) if told.standing or lines else ""


@lru_cache(maxsize=8192)
def _rule_text(standing: Standing | None, lines: tuple[str, ...], language: Language) -> str:
    """Act, source and formula of a rule or value: the same for every family."""
    parts = []
    if standing is not None:
        said = escape(standing_text(standing, language))
        weak = ' class="weak"' if standing.confidence != "confirmed" else ""
        parts.append(f"<p{weak}>{escape(_('Rule'))}: {said}</p>")
        if standing.source != NOT_FOUND:
            sure = f" ({confidence_text(standing, language)})" if standing.confidence == "confirmed" else ""
            parts.append(f"<p>{escape(_('Source'))}: {escape(standing.source + sure)}</p>")
    if lines:
        formula = "\n".join(map(escape, lines))
        parts.append(f"<p>{escape(_('Formula'))}:</p><pre>{formula}</pre>")
    return f'<div class="rule">{"".join(parts)}</div>' if parts else ""

"""The rules behind an explanation as formulas in words, made once for a plan and a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from esep.engines.memory import Explained, Explanation
from esep.law import Plan, formula_lines
from esep.messages import LANGUAGES, Language

Lines = tuple[str, ...]


def formulas_of(explanation: Explanation, language: Language) -> Mapping[str, Lines]:
    """The lines of the formula of each provision of the plan, by name; none where the plan is not known."""
    return {} if explanation.plan is None else _formulas(explanation.plan, language)


def told_formulas(explanation: Explanation) -> dict[str, dict[Language, Lines]]:
    """The formulas of the provisions that the trees tell, in kk, ru, en, by name in alphabetical order."""
    by_language = {language: formulas_of(explanation, language) for language in LANGUAGES}
    told = sorted(set(_provisions(explanation.values)) & set(by_language["en"]))
    return {name: {language: by_language[language][name] for language in LANGUAGES} for name in told}


def _provisions(values: Iterable[Explained]) -> Iterable[str]:
    for value in values:
        if value.kind == "provision":
            yield value.name
        yield from _provisions(value.inputs)


@lru_cache(maxsize=48)
def _formulas(plan: Plan, language: Language) -> Mapping[str, Lines]:
    return {step.name: tuple(formula_lines(step.body, plan, language)) for step in plan.steps}

"""The grounds of answers: what the law says, told once for however many families.

An explanation of many families repeats nothing that is the same for all: each provision with its formula in
words, act and article, each parameter with its value on the day, source and confidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from typing import Any

from esep.law import Act, Law, Plan, Provision, formula_lines
from esep.law.parameters import Band, Parameter
from esep.law.planning import calls_in, parameters_in
from esep.messages import LANGUAGES, Name


def grounds_of(plan: Plan, law: Law) -> dict[str, Any]:
    """The grounds of a plan of ``law`` as plain data, ready for JSON; formulas are lines in kk, ru, en.

    ``law_date``, ``law_hash``, ``changes`` (of a what-if) and ``program_version``; ``answers``, the names
    asked for; ``provisions`` in the order in which each needs only those before it; ``parameters`` and
    ``acts`` by name. Amounts are whole numbers in the unit that stands beside them (``KZT/month``, ``share``
    in ten-thousandths, ``MCI/100``).
    """
    acts = {step.act.id: step.act for step in plan.steps}
    acts |= {act: plan.acts[act] for value in plan.values.values() if (act := value.act) in plan.acts}
    return {
        "law_date": plan.date.isoformat(),
        "law_hash": plan.hash,
        "changes": list(plan.changes),
        "program_version": version("esep"),
        "answers": list(plan.names),
        "provisions": {step.name: _provision(step, law) for step in plan.steps},
        "parameters": {name: _parameter(plan, name) for name in plan.values},
        "acts": {name: _act(act) for name, act in sorted(acts.items())},
    }


def _provision(step: Provision, law: Law) -> dict[str, Any]:
    return {
        "entity": step.entity.name,
        "title": in_all_languages(step.title),
        "unit": str(step.unit),
        "formula": {language: formula_lines(step.body, law, language) for language in LANGUAGES},
        "act": step.act.id,
        "article": step.article,
        "from": step.first_day.isoformat(),
        "provisions": calls_in(step.body),
        "parameters": sorted(parameters_in(step.body)),
    }


def _parameter(plan: Plan, name: str) -> dict[str, Any]:
    parameter: Parameter = plan.parameters[name]
    dated = plan.values[name]
    return {
        "title": in_all_languages(parameter.title),
        "unit": str(parameter.measure),
        "value": _plain(plan.content(name)),
        "from": dated.first_day.isoformat(),
        "act": dated.act,
        "article": dated.article,
        "source": dated.source,
        "confidence": dated.confidence,
    }


def _act(act: Act) -> dict[str, Any]:
    return {
        "name": in_all_languages(act.name),
        "date": act.date,
        "edition": act.edition,
        "source": act.source,
        "confidence": act.confidence,
    }


def in_all_languages(name: Name) -> dict[str, str]:
    """A name as data: kk, ru, en."""
    return {language: name.in_language(language) for language in LANGUAGES}


def _plain(content: Any) -> Any:
    match content:
        case date():
            return content.isoformat()
        case Band():
            return {"below": content.below, "value": content.value}
        case tuple():
            return [_plain(entry) for entry in content]
        case Mapping():
            return {str(key): _plain(entry) for key, entry in content.items()}
    return content

"""Figures of what is ordered or promised are plans where no word of theirs tells what they are.

«- 38 шақырым жолды жөндеу» under «Басқармаға:», «Строительство 5 школ» in a plan of work: the figure itself
is told without a verb, and what makes it a plan is the instruction in which it stands.

A count or a sum that is ordered by itself («12 жобаны іске асырсын», «открыть 12 школ») is a plan; a target
is what is set as a task («міндет қойылды», «поставлена задача») and the level that must be reached
(«70%-ға жеткізсін»). What is only looked at («проверить 46 станций», «3 нысанды тексеру») is there: a fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from esep.language.making import remade
from esep.reading.grammar.russian_grammar import first_finite_verb, is_future
from esep.reading.instruction import Instruction
from esep.reading.statement import StatedPeriod, Statement
from esep.reading.statements.rule_names import (
    AS_BEFORE,
    AS_SIZED,
    BY_DEFAULT,
    PAST_OR_PRESENT,
    rules_in,
    told,
)

ORDERED = "figure of an instruction"
LOOKED_AT = "what is looked at"
_LOOKING_RU = re.compile(r"\b(?:провер|обследов|осмотр|проинспектиров)\w*\s+$", re.IGNORECASE)
_LOOKING_KK = re.compile(r"[^\d.;,]{0,40}\b(?:тексер|аралап\s+көр|зерделе)", re.IGNORECASE)
_AS_ANOTHER = frozenset([AS_BEFORE, AS_SIZED])
_GIVES_WAY = frozenset([BY_DEFAULT, PAST_OR_PRESENT, *_AS_ANOTHER])
"""The rules of facts in whose place that of the instruction stands."""
_CLAUSE_MARK = re.compile(r"[,;:]\s|\s[–—-]\s")
_SUBORDINATE = re.compile(r",\s+(?:(?:[а-яё]+\s+)?котор\w+|где|поскольку|так как)\b", re.IGNORECASE)
_TASK_IN_KAZAKH = re.compile(r"(?:[уү]|ю)(?:ды|ді|ын|ін|ға|ге)?\b|\b\w+(?:сын|сін|ңыз|ңіз|ңыздар|ңіздер)\b")
_REASON = re.compile(r"\bүшін[\s.,;]*$")
"""«дайындықтың сылбырлығы үшін ескертілді»: why, not what must be done."""
_OF_PLACE = ("дағы", "дегі", "тағы", "тегі")


def as_ordered(statements: Sequence[Statement], instructions: Sequence[Instruction]) -> tuple[Statement, ...]:
    """``statements`` with those facts made plans that are facts by default and stand in an instruction."""
    made = list(statements)
    first = 0
    for one in instructions:
        while first < len(made) and made[first].start < one.start:
            first += 1
        turned = -1
        for at in range(first, len(made)):
            if made[at].start >= one.end:
                break
            if _is_looked_at(made[at], one):
                rules = [*rules_in(made[at].rule), LOOKED_AT]
                made[at] = remade(
                    made[at], kind="fact", rule=told(rules), period=_without_term(made[at], one)
                )
            elif _is_planned(made[at], one, follows=turned == at - 1 and turned >= 0):
                turned = at
                rules = [ORDERED if rule in _GIVES_WAY else rule for rule in rules_in(made[at].rule)]
                made[at] = remade(made[at], kind="plan", rule=told(rules), period=_with_term(made[at], one))
    return tuple(made)


def _with_term(figure: Statement, one: Instruction) -> StatedPeriod | None:
    """The period of a figure that is planned: named in the instruction, else the one term in its words.

    «За март сдано 3 дома. До конца года сдать 16 домов»: as a fact it had the period of the sentence before.
    """
    span = one.deadline_span
    is_named = figure.period is not None and figure.period.text in one.quote
    if is_named or span is None or one.deadline is None or len(one.deadline_spans) > 1:
        return figure.period
    if one.recurrence is not None or not one.start <= span[0] < one.end:
        return figure.period
    return StatedPeriod(one.deadline, str(one.due) if one.due is not None else None)


def _without_term(figure: Statement, one: Instruction) -> StatedPeriod | None:
    """The period of what is only looked at, of which the term of the looking is none."""
    is_term = figure.period is not None and one.deadline is not None and figure.period.text in one.deadline
    return None if is_term else figure.period


def _is_looked_at(figure: Statement, one: Instruction) -> bool:
    """«проверить 46 станций», «3 нысанды тексеру»: nothing is made of them."""
    if one.type == "commitment" or figure.kind not in ("plan", "target") or figure.end > one.end:
        return False
    if one.language == "kk":
        return _LOOKING_KK.match(one.quote, figure.end - one.start) is not None
    return _LOOKING_RU.search(one.quote, 0, figure.start - one.start) is not None


def _is_planned(figure: Statement, one: Instruction, *, follows: bool) -> bool:
    """``follows``: the figure right before was made a plan."""
    rules = rules_in(figure.rule)
    if figure.kind != "fact" or figure.end > one.end:
        return False
    start, end = figure.start - one.start, figure.end - one.start
    if one.type == "commitment":
        known = BY_DEFAULT in rules or PAST_OR_PRESENT in rules
        return known and _is_promised(one, start, end)
    if BY_DEFAULT not in rules and not (follows and not _AS_ANOTHER.isdisjoint(rules)):
        return False
    action = one.action_span or (one.start, one.end)
    if not action[0] <= figure.start < action[1]:
        return False  # «Акимам 5 районов …»: who is told
    return _is_of_task(one, start, end)


def _is_promised(one: Instruction, start: int, end: int) -> bool:
    """Whether the figure stands in the clause of the verb that promises: «реализуют 16 проектов»."""
    first = max((mark.end() for mark in _CLAUSE_MARK.finditer(one.quote, 0, start)), default=0)
    mark = _CLAUSE_MARK.search(one.quote, end)
    last = mark.start() if mark is not None else len(one.quote)
    if one.language == "kk":
        return last == len(one.quote)
    verb = first_finite_verb(one.quote, first, last)
    if verb is None:
        return False
    said = re.match(r"\w+", one.quote[verb:])
    return said is not None and is_future(said.group()) and not said.group().endswith("ся")


def _is_of_task(one: Instruction, start: int, end: int) -> bool:
    if one.language == "kk":
        said = one.quote[start:end]
        rest = one.quote[start:]  # the figure itself may hold the verb: «15 мамандық ашу»
        is_reason = one.action is not None and _REASON.search(one.action) is not None
        return not is_reason and not said.endswith(_OF_PLACE) and _TASK_IN_KAZAKH.search(rest) is not None
    return all(found.start() > start for found in _SUBORDINATE.finditer(one.quote))

"""What a statement or an instruction says, in words of the caller's language."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal

from esep.language import format_number, format_quantity, is_measure, match_unit, tokenize, unit_name
from esep.language.units import units
from esep.messages import Language, Message, messages_of
from esep.periods import Period, Span, parse_period
from esep.places import places
from esep.reading.grammar.lemmas import counted_form
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instruction import Instruction, InstructionType
from esep.reading.statement import Kind, Relation, StatedPeriod, Statement

_, _n = messages_of("esep.reading")

KINDS: Mapping[Kind, Message] = {
    "fact": _("fact"),
    "plan": _("plan"),
    "target": _("target"),
    "change": _("change"),
}
TYPES: Mapping[InstructionType, Message] = {
    "order": _("order"),
    "obligation": _("obligation"),
    "commitment": _("commitment"),
}
RELATIONS: Mapping[Relation, Message] = {
    "cost of": _("cost of"),
    "jobs of": _("jobs of"),
    "equals": _("the same as"),
    "remainder of": _("remainder of"),
    "share of": _("share of"),
    "change of": _("change of"),
}
PART_OF = _("part of")
"""How a statement stands to its total."""
COUNTED = _("what is counted")
ADDRESSEE, ACTION, TERM = _("addressee"), _("action"), _("term")
"""What an instruction tells first: who is told, what is to be done, by when."""
OR = _(" or ")
"""Between the two numbers that one can be read as: «1,2 или 1 200»."""
NOT_IN_CATALOGUE = _("not in the catalogue")
"""What is said of a figure that no indicator fits."""
_NAMED_BY_UNIT = frozenset(["person", "times", "share", "case"])
SIGNS = {None: "", ">": "≥\u00a0", "<": "≤\u00a0", "~": "≈\u00a0"}
"""What a bound is shown with. «не менее 60» and «более 60» are bounds alike; ≥ is true of both, > of one."""


def amount_of(statement: Statement, language: Language) -> str:
    """The figure with its approximation and its unit: «≈ 47 800 жұмыс орны», «275 тенге/литр»."""
    quantity = statement.quantity
    unit, per = _parted(statement.unit)
    counted = _counted(statement, language)
    if counted is not None:
        amount = f"{format_number(quantity.value or 0, language)} {counted}"
    elif quantity.candidates:
        several = (format_quantity(one, unit, language, shorten=False) for one in quantity.candidates)
        amount = OR.in_language(language).join(several)
    elif quantity.value is None:
        ends = (_end(end, language) for end in (quantity.low, quantity.high))
        amount = " ".join(filter(None, ["–".join(ends), unit_name(unit, language, 5) if unit else ""]))
    else:
        amount = format_quantity(quantity.value, unit, language, shorten=False)
    return f"{SIGNS[quantity.approximation]}{_for_one(amount, per, language)}"


def _counted(statement: Statement, language: Language) -> str | None:
    """What a whole number of things counts by the text's own noun: «392 субъекта» are no enterprises.

    None where the name of the unit says as much: of measures, of people, of a noun in another language.
    """
    value, unit = statement.quantity.value, statement.unit
    if language != statement.language or not statement.noun or value is None or value != int(value):
        return None
    if unit is None or unit not in units() or is_measure(unit) or unit in _NAMED_BY_UNIT:
        return None
    return statement.noun if language == "kk" else counted_form(statement.noun, abs(int(value)))


def _parted(unit: str | None) -> tuple[str | None, str]:
    """A unit and what it is told for: «KZT/litre» and «tonne/day» are two, «km/h» has a name of its own."""
    if unit is None or unit in units():
        return unit, ""
    amount, _stroke, per = unit.partition("/")
    return amount, per


def _for_one(amount: str, per: str, language: Language) -> str:
    """The amount with what it is told for: a time, a number of people, one of something."""
    times: Mapping[str, Message] = {
        "month": _("{amount} a month", amount=amount),
        "year": _("{amount} a year", amount=amount),
        "day": _("{amount} a day", amount=amount),
        "s": _("{amount} a second", amount=amount),
        "shift": _("{amount} a shift", amount=amount),
    }
    if per in times:
        return times[per].in_language(language)
    if per.isdecimal():
        people = format_number(int(per), language)
        return _("{amount} per {people} people", amount=amount, people=people).in_language(language)
    return f"{amount}/{unit_name(per, language)}" if per in units() else amount


def _end(value: Decimal | None, language: Language) -> str:
    return "…" if value is None else format_number(value, language)


def period_text(period: StatedPeriod, language: Language) -> str:
    """A period as written, with its calendar form where the words fix one: «9 ай (2024 жылғы қаңтар–…)».

    What stands among the words is not told twice.
    """
    return _dated(period.text, parse_period(period.iso) if period.iso is not None else None, language)


def _dated(written: str, period: Period | None, language: Language) -> str:
    said = " ".join(written.split())
    if period is None or str(period) in said.split():
        return said
    told = period.in_language(language)
    return said if told.casefold() in said.casefold() else f"{said} ({told})"


def day_text(day: datetime.date, language: Language) -> str:
    """A day as it is written: «9 июля 2025 года»."""
    return Span(day, day).in_language(language)


def place_name(code: str, language: Language) -> str:
    """The name of a place by its KATO code, the code itself when the classifier lacks it."""
    place = places().get(code)
    return code if place is None else place.in_language(language)


def statement_lines(statement: Statement, language: Language) -> Iterator[tuple[str, str]]:
    """Label and text of everything that the reader found out about a figure."""
    counted = " ".join([*statement.qualifiers, statement.noun]).strip()
    facts: list[tuple[Message, str | None]] = [
        (_("value"), amount_of(statement, language)),
        (COUNTED, counted or None),
        (_("kind"), KINDS[statement.kind].in_language(language)),
        (_("place"), place_name(statement.place, language) if statement.place else None),
        (_("period"), period_text(statement.period, language) if statement.period else None),
        (_("measured from"), period_text(statement.base, language) if statement.base else None),
        (_("programme"), statement.programme),
        (_("said by"), statement.speaker),
    ]
    yield from ((label.in_language(language), text) for label, text in facts if text)


def is_told_by_its_unit(statement: Statement) -> bool:
    """Whether the amount says what is counted: «тенге» of 5 тенге, «человек» of 5 человек."""
    unit, _per = _parted(statement.unit)
    if unit is None or statement.qualifiers:
        return False
    language: TextLanguage = "kk" if statement.language == "kk" else "ru"
    found = match_unit(tokenize(statement.noun), 0, language) if statement.noun and is_measure(unit) else None
    return statement.noun == unit_name(unit, language) or (found is not None and found.code == unit)


def instruction_lines(instruction: Instruction, language: Language) -> Iterator[tuple[str, str]]:
    """Label and text of everything that the reader found out about an instruction."""
    term = _dated(instruction.deadline, instruction.due, language) if instruction.deadline else None
    facts: list[tuple[Message, str | None]] = [
        (_("type"), TYPES[instruction.type].in_language(language)),
        (_("issuer"), instruction.issuer),
        (ADDRESSEE, instruction.addressee),
        (ACTION, " ".join(instruction.action.split())),
        (TERM, term),
    ]
    yield from ((label.in_language(language), text) for label, text in facts if text)

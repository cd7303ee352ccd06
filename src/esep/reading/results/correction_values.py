"""Whether a value that a correction gives can be one: units, kinds, numbers, places, periods."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from esep.errors import NotFound
from esep.language.quantity import Approximation
from esep.language.units import rates, units
from esep.messages import Message, messages_of
from esep.periods import WrongPeriod, parse_period
from esep.places import places
from esep.reading.instruction import InstructionType, Recurrence
from esep.reading.statement import Kind, Relation

_, _n = messages_of("esep.reading")

_ONE_OF: Mapping[str, Collection[str]] = {
    "kind": get_args(Kind),
    "type": get_args(InstructionType),
    "recurrence": get_args(Recurrence),
    "relation": get_args(Relation),
    "approximation": get_args(Approximation),
}
_NUMBERS = ("value", "low", "high")
PERIODS = ("calendar_period", "due")
"""Values that are days or periods of the calendar."""
IN_TEXT = ("period", "programme", "speaker")
"""Values that are words of the document."""


def fault_of(name: str, value: Any) -> Message | None:
    """What is wrong with ``value`` of the field ``name``; None when it can be, as null always can."""
    if value is None:
        return None
    known = _ONE_OF.get(name)
    if known is not None:
        return None if value in known else _not_of(value, known)
    if name in _NUMBERS:
        return None if _is_number(value) else _("“{value}” is no number.", value=value)
    if name == "is_change":
        return None if isinstance(value, bool) else _not_of(value, ("true", "false"))
    if not isinstance(value, str):
        return _("“{value}” is no text.", value=value)
    if name == "unit":
        return (
            None if _is_unit(value) else _("There is no unit “{value}” in the table of units.", value=value)
        )
    if name == "place":
        return _fault_of_place(value)
    if name in PERIODS:
        return None if _is_period(value) else _("“{value}” is no period such as 2026-Q1.", value=value)
    return None


def fault_in_text(name: str, value: Any, text: str) -> Message | None:
    """What is wrong with a value that must be words of the document; None when they stand in it."""
    if name not in IN_TEXT or not isinstance(value, str):
        return None
    if _plain(value) in _plain(text):
        return None
    return _("The document does not say “{quote}”.", quote=value)


def _fault_of_place(code: str) -> Message | None:
    try:
        places().get(code)
    except NotFound as error:
        return error.message
    return None


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _not_of(value: Any, known: Collection[str]) -> Message:
    return _("“{value}” is none of: {known}.", value=value, known=", ".join(known))


def _is_number(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def _is_unit(value: str) -> bool:
    code, _slash, period = value.partition("/")
    return value in units() or (code in units() and period in rates().__struct_fields__)


def _is_period(value: str) -> bool:
    """Whether every day or period of «2026-05-01/2026-05-31» or «2026-Q1» is one."""
    try:
        return all(parse_period(part) is not None for part in value.split("/"))
    except WrongPeriod:
        return False

"""The margins of a made-up region as a person reads them."""

from __future__ import annotations

from decimal import Decimal

from esep.language import format_number
from esep.messages import Message, current_language, messages_of
from esep.registers.synthesis.spec import MarginName

_, _n = messages_of(__package__)

NAMES: dict[MarginName, Message] = {
    "persons": _("persons"),
    "rural_persons": _("rural persons"),
    "rural_households": _("rural households"),
    "rural_settlements": _("rural settlements"),
    "rural_working_age": _("rural persons of working age"),
    "rural_without_steady_income": _("of them without steady income"),
    "urban_households": _("urban households"),
    "urban_working_age": _("urban persons of working age"),
    "urban_without_steady_income": _("of these without steady income"),
    "assistance_families": _("families on targeted assistance"),
    "assistance_persons": _("persons in them"),
    "rural_assistance_families": _("rural families on targeted assistance"),
    "rural_assistance_persons": _("persons in the rural ones"),
    "large_families": _("large families"),
    "money_income_per_head": _("money income per head, tenge a month"),
    "men_share": _("men, %"),
    "mean_age": _("mean age, years"),
    "below_minimum_share": _("persons below the subsistence minimum, %"),
    "mean_wage": _("mean wage, tenge"),
}
HUNDREDTHS: frozenset[MarginName] = frozenset({"men_share", "mean_age", "below_minimum_share"})
"""Margins kept in hundredths of what a person reads: of a per cent, of a year."""


def margin_value(name: MarginName, value: int) -> str:
    """A margin with the separators of the language."""
    return format_number(Decimal(value) / 100 if name in HUNDREDTHS else value, current_language())

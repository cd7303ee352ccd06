"""Quantities, units, numerals and case endings of Kazakh and Russian, both ways."""

from esep.language.approximators import begins_approximator, phrase_after
from esep.language.endings import (
    Analysis,
    Case,
    add_case,
    add_plural,
    add_possessive,
    analyses,
    decline,
    fold,
    forms,
    is_front,
    read_ending,
    russian_key,
    stems,
)
from esep.language.formatting import (
    ending_of_number,
    format_number,
    format_quantity,
    number_in_words,
    ordinal_in_words,
)
from esep.language.interval import Interval, Number, exact
from esep.language.lexicon import TextLanguage
from esep.language.quantities import (
    PlacedQuantity,
    placed_quantities,
    quantities_of,
    quantity_beginnings,
    quantity_openers,
    read_quantities,
)
from esep.language.quantity import Approximation, Flag, Quantity
from esep.language.tokens import Token, tokenize
from esep.language.units import UnitMatch, is_measure, match_unit, rate_openers, rate_period, unit_name

__all__ = [
    "Analysis",
    "Approximation",
    "Case",
    "Flag",
    "Interval",
    "Number",
    "PlacedQuantity",
    "Quantity",
    "TextLanguage",
    "Token",
    "UnitMatch",
    "add_case",
    "add_plural",
    "add_possessive",
    "analyses",
    "begins_approximator",
    "decline",
    "ending_of_number",
    "exact",
    "fold",
    "format_number",
    "format_quantity",
    "forms",
    "is_front",
    "is_measure",
    "match_unit",
    "number_in_words",
    "ordinal_in_words",
    "phrase_after",
    "placed_quantities",
    "quantities_of",
    "quantity_beginnings",
    "quantity_openers",
    "rate_openers",
    "rate_period",
    "read_ending",
    "read_quantities",
    "russian_key",
    "stems",
    "tokenize",
    "unit_name",
]

"""Quantities, units, numerals and case endings of Kazakh and Russian, both ways."""

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
    russian_key,
    stems,
)
from esep.language.interval import Interval, Number, exact
from esep.language.quantity import Approximation, Flag, Quantity

__all__ = [
    "Analysis",
    "Approximation",
    "Case",
    "Flag",
    "Interval",
    "Number",
    "Quantity",
    "add_case",
    "add_plural",
    "add_possessive",
    "analyses",
    "decline",
    "exact",
    "fold",
    "forms",
    "is_front",
    "russian_key",
    "stems",
]

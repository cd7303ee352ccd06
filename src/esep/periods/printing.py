"""Periods in words, in Kazakh, Russian and English."""

from __future__ import annotations

import datetime

from esep.messages import Language
from esep.periods.words import period_words

_ROMAN = ("I", "II", "III", "IV")


def printed_unit(kind: str, year: int, number: int, language: Language) -> str:
    """A month, quarter, half-year or year: «2020 жылғы желтоқсан»."""
    words = period_words()
    form = {"Month": "month", "Quarter": "quarter", "HalfYear": "half", "Year": "year"}[kind]
    ordinals = words["printed"]["ordinal"][language]
    return str(words["printed"][form][language]).format(
        y=year,
        m=_month(number, language, 0) if form == "month" else "",
        r=_ROMAN[min(number, 4) - 1],
        n=ordinals[min(number, len(ordinals)) - 1],
    )


def printed_span(first: datetime.date, last: datetime.date, language: Language) -> str:
    """A span of days, by whole years or months where it consists of several of them."""
    values = {
        "y": first.year,
        "y2": last.year,
        "d": first.day,
        "d2": last.day,
        "m": _month(first.month, language, 0),
        "m2": _month(last.month, language, 0),
        "g": _month(first.month, language, 1),
        "g2": _month(last.month, language, 1),
    }
    return str(period_words()["printed"][_form(first, last)][language]).format(**values)


def _form(first: datetime.date, last: datetime.date) -> str:
    """Which of the printed forms says exactly these days."""
    if first == last:
        return "day"
    whole_months = first.day == 1 and (last + datetime.timedelta(days=1)).day == 1
    one_month = (first.year, first.month) == (last.year, last.month)
    if whole_months and not one_month:
        if first.year == last.year:
            return "months"
        return "years" if (first.month, last.month) == (1, 12) else "months_of_years"
    if one_month:
        return "days"
    return "days_of_months" if first.year == last.year else "days_of_years"


def _month(number: int, language: Language, case: int) -> str:
    """A month's name: 0 nominative, 1 genitive (Russian)."""
    forms = period_words()[language]["months"][number - 1]
    return str(forms if isinstance(forms, str) else forms[min(case, len(forms) - 1)])

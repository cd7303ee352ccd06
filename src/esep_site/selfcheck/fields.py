"""Sums and days as people type them, alike in all three languages; what could mean two things is refused."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from esep_site.selfcheck.widgets import Line

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff'’]+")
_TENGE = re.compile(r"(?:₸|тг\.?|тенге|теңге|kzt)$", re.IGNORECASE)
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<sign>[.,])\d{3})(?:(?P=sign)\d{3})*(?:[.,]\d{1,2})?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./\- ]+(\d{1,2})[./\- ]+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")

WRONG_NUMBER = _("This is not a number. Write it as 45 000 or 12,5.")
AMBIGUOUS = _("This can be read in two ways. Write it without a comma or dot, for example 45 000.")
WRONG_DAY = _("This is not a day. Write day, month and year: 08.03.2026.")


def number_of(text: str, language: str = "kk") -> Decimal:
    """«1 200 000», «12,5», «12.5», «1.200.000,50»; ValidationError for what is no number or could be two.

    One comma or dot before three digits («45.000») could be a fraction: only English has the comma there.
    """
    bare = _TENGE.sub("", _SPACES.sub("", text))
    if _PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    grouped = _GROUPED.fullmatch(bare)
    if not grouped:
        raise ValidationError(WRONG_NUMBER)
    sign = grouped["sign"]
    if len(re.findall(r"[.,]", bare)) == 1 and (language, sign) != ("en", ","):
        raise ValidationError(AMBIGUOUS)
    whole, rest = bare, ""
    last = max(bare.rfind("."), bare.rfind(","))
    if bare[last] != sign:
        whole, rest = bare[:last], "." + bare[last + 1 :]
    elif len(bare) - last - 1 != 3:
        raise ValidationError(WRONG_NUMBER)
    return Decimal(whole.replace(sign, "") + rest)


def day_of(text: str) -> datetime.date:
    """«8.03.2026», «08/03/2026», «08 03 2026», «08032026», «2026-03-08»; the day stands before the month."""
    bare = text.strip()
    if found := _YEAR_FIRST.fullmatch(bare):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(bare) or _DIGITS.fullmatch(bare):
        day, month, year = found.groups()
    else:
        raise ValidationError(WRONG_DAY)
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise ValidationError(WRONG_DAY) from None


class _Typed(forms.Field):
    """One line of text; what was typed is shown again as it was."""

    inputmode = "text"

    def __init__(self, *, size: int = 12, **options: Any) -> None:
        marks = {"inputmode": self.inputmode, "autocomplete": "off", "maxlength": 40, "size": size}
        super().__init__(**{"required": False, "widget": Line(marks), **options})


class NumberField(_Typed):
    """A number of hundredths at most, as Decimal; nothing typed is None."""

    inputmode = "decimal"

    def __init__(self, *, most: int = 999_999_999, **options: Any) -> None:
        self.most = most
        super().__init__(**options)

    def to_python(self, value: str | None) -> Decimal | None:
        """The number typed."""
        text = (value or "").strip()
        if not text:
            return None
        number = number_of(text, (get_language() or "kk")[:2])
        if number > self.most:
            raise ValidationError(
                _("This is more than can be right. The most is %(most)s."), params={"most": self.most}
            )
        return number


class SumField(NumberField):
    """A sum in whole tenge: tiyn are rounded, half a tenge upwards. Nothing typed is None."""

    def to_python(self, value: str | None) -> int | None:  # type: ignore[override]
        """The sum typed."""
        number = super().to_python(value)
        return None if number is None else int(number.quantize(Decimal(1), ROUND_HALF_UP))


class CountField(NumberField):
    """A whole number."""

    inputmode = "numeric"

    def to_python(self, value: str | None) -> int | None:  # type: ignore[override]
        """The number typed."""
        number = super().to_python(value)
        if number is not None and number != int(number):
            raise ValidationError(_("Write a whole number."))
        return None if number is None else int(number)


class DayField(_Typed):
    """A day; nothing typed is None."""

    def to_python(self, value: str | None) -> datetime.date | None:
        """The day typed."""
        text = (value or "").strip()
        return day_of(text) if text else None

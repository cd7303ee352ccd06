"""A number with any decimals, typed as the site shows it or plainly, in each language."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language

from esep_site.selfcheck.fields import number_of

_PLAIN = re.compile(r"[0-9]+|[0-9]+[.,][0-9]{1,2}|[0-9]+[.,][0-9]{4,}|(?:0|[0-9]{4,})[.,][0-9]+")
_GROUPED_BY_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")


class TypedDecimalField(forms.DecimalField):
    """A Decimal; comma or point before the decimals, any spaces between thousands.

    One comma or point before three digits may be a thousand or a thousandth: it is refused, except where the
    language of the page settles it. «12,5» is never 125.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"localize": True, **options})

    def to_python(self, value: Any) -> Decimal | None:
        """The number typed."""
        if not isinstance(value, str):
            return super().to_python(value)
        bare = "".join(value.split())
        sign = -1 if bare[:1] in {"-", "−"} else 1
        bare = bare.removeprefix("-").removeprefix("−")
        if not bare and sign > 0:
            return None
        if _PLAIN.fullmatch(bare):
            return sign * Decimal(bare.replace(",", "."))
        if _GROUPED_BY_COMMAS.fullmatch(bare):
            return sign * Decimal(bare.replace(",", ""))
        return sign * number_of(bare if bare.isascii() else "?", (get_language() or "kk")[:2])

"""A place in a form: written by name or code, one of those that the person may choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from esep.messages import Language
from esep.places import Place, places

AT_MOST = 8
"""Places of one name that a refusal lists."""


class PlaceField(forms.CharField):
    """Gives the code of nine digits. ``stems`` are set by the form: what the allowed codes begin with."""

    stems: Sequence[str] = ("",)

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"max_length": 200, "help_text": _("Its name, or its code of nine digits."), **options}
        )

    def clean(self, value: Any) -> str:
        """The code of the one place that was meant."""
        text = super().clean(value)
        if not text:
            return ""
        found = self._meant(text)
        if not found:
            raise ValidationError(_("No place of this name or code lies within your place."))
        if len(found) > 1:
            names = "; ".join(f"{_path(place)} – {place.code}" for place in found[:AT_MOST])
            raise ValidationError(
                _("Several places have this name. Write the code of one: %(names)s."),
                params={"names": names},
            )
        return found[0].code

    def _meant(self, text: str) -> list[Place]:
        known = places()
        found = [known.get(text)] if text in known else known.find(text)
        within = [place for place in found if place.code.startswith(tuple(self.stems))]
        exact = [place for place in within if text.casefold() in _names(place)]
        return exact or within


def _names(place: Place) -> set[str]:
    return {name.casefold() for name in (place.names.kk, place.names.ru, place.names.en)}


def _path(place: Place) -> str:
    language = cast(Language, (get_language() or "kk")[:2])
    above = place.parent.names.in_language(language) if place.parent else ""
    return ", ".join(part for part in (place.names.in_language(language), above) if part)

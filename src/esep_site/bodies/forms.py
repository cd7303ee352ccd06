"""Forms of the register of bodies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from esep_site.bodies.models import CODE, NUMBER, Body, BodyKind
from esep_site.editing import version_field
from esep_site.people.places_field import PlaceField
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope


class LinesField(forms.CharField):
    """Several values, one to a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> list[str]:
        """The lines that are not empty, spaces at their ends cut off."""
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """As it is shown in the form."""
        return "\n".join(value) if isinstance(value, list) else value


class BodyForm(forms.Form):
    """A new body. ``parent`` is a code of the register."""

    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        validators=[CODE],
        help_text=_("Small Latin letters and digits with hyphens between."),
    )
    kind = forms.ChoiceField(label=_("Kind of body"), choices=BodyKind.choices)
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=300)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    aliases_kk = LinesField(
        label=_("Other names in Kazakh"),
        required=False,
        help_text=_("One to a line: what texts call it, in short or of old. The reader finds it by them."),
    )
    aliases_ru = LinesField(label=_("Other names in Russian"), required=False, help_text=_("One to a line."))
    number = forms.CharField(
        label=_("Business identification number"), max_length=12, required=False, validators=[NUMBER]
    )
    place = PlaceField(label=_("Place"))
    parent = forms.CharField(
        label=_("Part of"), required=False, help_text=_("The code of a body of the register.")
    )
    valid_from = forms.DateField(label=_("From"), required=False)
    valid_to = forms.DateField(label=_("To"), required=False)

    def __init__(self, scope: Scope, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["place"].stems = scope.stems(Permission.KEEP_BODIES)  # type: ignore[attr-defined]

    def clean_parent(self) -> Body | None:
        """The body with this code."""
        code = self.cleaned_data["parent"].strip()
        found = Body.objects.filter(code=code).first() if code else None
        if code and found is None:
            raise forms.ValidationError(_("The register has no body with this code."))
        return found


class ChangeBodyForm(BodyForm):
    """Other values of a body; its code stays."""

    version = version_field()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        del self.fields["code"]

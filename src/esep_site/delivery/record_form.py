"""A record as a form: what every kind has, and the kind's own fields made from the catalogue."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from esep_site.delivery.catalogue import FieldOf, FieldType, Kind
from esep_site.delivery.entries import Entry
from esep_site.delivery.field_values import is_required
from esep_site.delivery.models import Light, Record
from esep_site.delivery.queries import programmes_of
from esep_site.editing import version_field
from esep_site.people.places_field import PlaceField
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope
from esep_site.typed_numbers import TypedDecimalField

SAID = lazy(str, str)
OWN = "own_"
YES_NO = (("", "–"), ("1", _("yes")), ("0", _("no")))


class RecordForm(forms.Form):
    """A new record of a kind. The kind's own fields begin with ``own_``."""

    code = forms.CharField(label=_("Code"), max_length=80, help_text=_("Unique within the region; it stays."))
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=300)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=300)
    place = PlaceField(label=_("Place"))
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    parent = forms.CharField(
        label=_("Part of"), required=False, max_length=80, help_text=_("The code of a record of the region.")
    )
    start = forms.DateField(label=_("Start"), required=False)
    end = forms.DateField(label=_("Ends on"), required=False)
    declared = forms.ChoiceField(
        label=_("Declared colour"), required=False, choices=[("", "–"), *Light.choices[:3]]
    )

    def __init__(self, kind: Kind, stage: str, scope: Scope, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.kind, self.stage = kind, stage
        stems = scope.stems(Permission.EDIT_RECORDS)
        known: dict[str, Any] = self.fields
        known["place"].stems = stems
        rows = programmes_of(stems[0][:2]) if stems and kind.kind != "programme" else []
        known["programme"].choices = [("", "–"), *((row.code, row.name) for row in rows)]
        if not rows:
            del self.fields["programme"]
        for field in kind.fields:
            self.fields[OWN + field.code] = _form_field(field, required=is_required(kind, field, stage))

    def entry(self) -> Entry:
        """What was typed, as an entry."""
        given = dict(self.cleaned_data)
        given.pop("version", None)
        own = {name.removeprefix(OWN): given.pop(name) for name in list(given) if name.startswith(OWN)}
        return Entry(kind=self.kind.kind, stage=self.stage, fields=own, **given)

    def take(self, refused: ValidationError) -> None:
        """Say what an action refused beside the fields that it is about."""
        for name, errors in refused.message_dict.items():
            for where in (name, OWN + name):
                if where in self.fields:
                    self.add_error(where, errors)
                    break
            else:
                self.add_error(None, errors)


class ChangeRecordForm(RecordForm):
    """Other values of a record; its code stays."""

    version = version_field()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        del self.fields["code"]

    def changes(self) -> dict[str, Any]:
        """What was typed, as :func:`~esep_site.delivery.actions.change_record` takes it."""
        given = dict(self.cleaned_data)
        own = {name.removeprefix(OWN): given.pop(name) for name in list(given) if name.startswith(OWN)}
        return {**given, "fields": own}


def stored(record: Record) -> dict[str, Any]:
    """What stands now, by the names of the form's fields."""
    names = ("name_kk", "name_ru", "place", "start", "end", "declared", "version")
    values = {name: getattr(record, name) for name in names}
    values["programme"] = record.programme.code if record.programme else ""
    values["parent"] = record.parent.code if record.parent else ""
    own = {
        OWN + field.code: _typed(field, record.fields.get(field.code)) for field in record.kind_entry.fields
    }
    return {**values, **own}


def _typed(field: FieldOf, value: Any) -> Any:
    """A value of the ledger as the form's field holds it."""
    if value is None:
        return "" if field.type is FieldType.YES_NO else None
    if field.type is FieldType.DAY:
        return datetime.date.fromisoformat(value)
    if field.type in (FieldType.DECIMAL, FieldType.SHARE):
        return Decimal(value)
    if field.type is FieldType.YES_NO:
        return "1" if value else "0"
    return value


def _form_field(field: FieldOf, *, required: bool) -> forms.Field:
    unit = f", {field.unit}" if field.unit else ""
    label = lazy(lambda: f"{field.names}{unit}", str)()
    told: dict[str, Any] = {"label": label, "required": required}
    if field.hint:
        told["help_text"] = SAID(field.hint)
    match field.type:
        case FieldType.NUMBER | FieldType.MONEY | FieldType.YEAR:
            return TypedDecimalField(
                **told, decimal_places=0, max_digits=16, min_value=field.at_least, max_value=field.at_most
            )
        case FieldType.DECIMAL | FieldType.SHARE:
            return TypedDecimalField(
                **told, decimal_places=field.decimals, max_digits=20, min_value=field.at_least,
                max_value=field.at_most,
            )  # fmt: skip
        case FieldType.DAY:
            return forms.DateField(**told)
        case FieldType.CHOICE:
            choices = [("", "–"), *((code, SAID(names)) for code, names in field.choices.items())]
            return forms.ChoiceField(**told, choices=choices)
        case FieldType.YES_NO:
            return forms.ChoiceField(**told, choices=YES_NO)
        case FieldType.PLACE:
            return PlaceField(**told)
    return forms.CharField(**told, max_length=2000)

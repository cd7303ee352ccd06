"""The named values of a record as expressions of the database, NULL where they are not known: what
:func:`esep_site.delivery.checking.facts` says of one record in Python, for many at once."""

from __future__ import annotations

import datetime

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    DateField,
    DecimalField,
    F,
    Func,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from esep_site.delivery.catalogue import SUMMED, SUMMED_TYPES, FieldOf, FieldType, Kind
from esep_site.delivery.checking import part_of

NUMBER = r"^-?[0-9]+(?:[.][0-9]+)?$"
WRITTEN_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
EXACT: DecimalField[object, object] = DecimalField(max_digits=40, decimal_places=9)
"""Wide enough for the sum of what every record of a country could hold."""


class _Number(Func):
    """A text as a number of as many digits as it has; to ask PostgreSQL for a width costs a tenth."""

    template = "(%(expressions)s)::numeric"


def known(kind: Kind, name: str, today: datetime.date) -> Combinable:
    """A value of a record of a kind by the name that checks call it by."""
    if name in kind.by_code:
        return of_field(kind.by_code[name])
    if name == "today":
        return Value(today, DateField())
    if name in SUMMED:
        return summed(name)
    return F(name)  # start, end, stage, category


def of_field(field: FieldOf) -> Combinable:
    """A field of a kind. What an older version of the kind wrote otherwise is not known."""
    if field.type in (*SUMMED_TYPES, FieldType.SHARE, FieldType.YEAR):
        return _Number(_fitting(field, NUMBER), output_field=EXACT)
    if field.type is FieldType.DAY:
        return Cast(_fitting(field, WRITTEN_DAY), DateField())
    if field.type is FieldType.YES_NO:
        return Cast(_fitting(field, "^(?:true|false)$"), BooleanField())
    return KeyTextTransform(field.code, "fields")


def summed(name: str) -> Combinable:
    """A sum that stands beside each record, known as :func:`~esep_site.delivery.checking.known_sums` says."""
    part = part_of(name)
    if part == "faults":
        return F(SUMMED[name])
    nought = {column: 0 for other, column in SUMMED.items() if part_of(other) == part}
    return Case(When(**nought, then=Value(None)), default=F(SUMMED[name]), output_field=BigIntegerField())


def _fitting(field: FieldOf, pattern: str) -> Func:
    """The text of a field where it is of the form, else NULL."""
    text = KeyTextTransform(field.code, "fields")
    return Func(text, Value(pattern), function="substring", output_field=TextField())

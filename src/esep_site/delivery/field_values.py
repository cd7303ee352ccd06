"""A kind's own fields as they are typed, sent or imported → as they stand in the ledger, or what is wrong.
Pure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from esep.places import places
from esep_site.delivery.catalogue import FieldOf, FieldType, Kind
from esep_site.delivery.expressions import Value

LARGEST = 10**15
"""A thousand million million: no sum or number of a region is larger."""
LONGEST = 2000
_WRITTEN_DAY = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")


class NotSo(Exception):
    """A value cannot stand in a field; the sentence is in the language of the page."""


def plain_value(field: FieldOf, value: Any, bodies: Container[str] = ()) -> Any:
    """The value as it stands in the ledger's JSON; None for nothing; NotSo with the reason.

    Takes what forms, JSON and workbooks give: text, int, Decimal, date, bool. ``bodies`` are the codes of the
    register of bodies.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        value = value.strip()
    return _READERS[field.type](field, value, bodies)


def _text(_field: FieldOf, value: Any, _bodies: Container[str]) -> str:
    text = str(value).replace("\0", "")
    if len(text) > LONGEST:
        raise NotSo(_("At most %(most)s letters.") % {"most": LONGEST})
    return text


def _number(field: FieldOf, value: Any, _bodies: Container[str]) -> int:
    exact = _exact(value)
    if exact != exact.to_integral_value():
        raise NotSo(_("A whole number."))
    return int(_within(field, exact))


def _decimal(field: FieldOf, value: Any, _bodies: Container[str]) -> str:
    exact = _within(field, _exact(value))
    if exact != round(exact, field.decimals):
        raise NotSo(_("At most %(most)s decimals.") % {"most": field.decimals})
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _exact(value: Any) -> Decimal:
    if isinstance(value, bool):
        raise NotSo(_("A number."))
    text = repr(value) if isinstance(value, float) else str(value)
    try:
        exact = Decimal(text) if not isinstance(value, str) or _DECIMAL.fullmatch(text) else None
    except InvalidOperation:
        exact = None
    if exact is None or not exact.is_finite() or abs(exact) > LARGEST:
        raise NotSo(_("A number."))
    return exact


def _within(field: FieldOf, exact: Decimal) -> Decimal:
    if field.at_least is not None and exact < field.at_least:
        raise NotSo(_("At least %(least)s.") % {"least": field.at_least})
    if field.at_most is not None and exact > field.at_most:
        raise NotSo(_("At most %(most)s.") % {"most": field.at_most})
    return exact


def _day(_field: FieldOf, value: Any, _bodies: Container[str]) -> str:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    written = str(value)
    if _WRITTEN_DAY.fullmatch(written):
        written = "-".join(reversed(written.split(".")))
    try:
        return datetime.date.fromisoformat(written).isoformat()
    except ValueError:
        raise NotSo(_("A day, as 31.12.2026.")) from None


def _choice(field: FieldOf, value: Any, _bodies: Container[str]) -> str:
    """The code of a choice, or its name in any language."""
    text = str(value)
    if text in field.choices:
        return text
    folded = text.casefold()
    for code, names in field.choices.items():
        if folded in (names.kk.casefold(), names.ru.casefold(), names.en.casefold()):
            return code
    raise NotSo(
        _("One of: %(choices)s.") % {"choices": "; ".join(str(each) for each in field.choices.values())}
    )


YES = frozenset({"1", "true", "yes", "иә", "да", "on"})
NO = frozenset({"0", "false", "no", "жоқ", "нет"})


def _yes_no(_field: FieldOf, value: Any, _bodies: Container[str]) -> bool:
    folded = str(value).casefold()
    if folded in YES | NO:
        return folded in YES
    raise NotSo(_("Yes or no."))


def _body(_field: FieldOf, value: Any, bodies: Container[str]) -> str:
    if str(value) not in bodies:
        raise NotSo(_("The register has no body with this code."))
    return str(value)


def _place(_field: FieldOf, value: Any, _bodies: Container[str]) -> str:
    if str(value) not in places():
        raise NotSo(_("The classifier has no place with this code."))
    return str(value)


_READERS = {
    FieldType.TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _number,
    FieldType.YEAR: _number,
    FieldType.DECIMAL: _decimal,
    FieldType.SHARE: _decimal,
    FieldType.DAY: _day,
    FieldType.CHOICE: _choice,
    FieldType.YES_NO: _yes_no,
    FieldType.BODY: _body,
    FieldType.PLACE: _place,
}


def plain_fields(
    kind: Kind, stage: str, values: Mapping[str, Any], bodies: Container[str] = ()
) -> tuple[dict[str, Any], dict[str, str]]:
    """All fields of a record of a kind at a stage: as they stand in the ledger, and the faults by field.

    A field that is required at the stage and not given is a fault, and so is one that the kind does not have.
    """
    plain: dict[str, Any] = {}
    faults = {name: _("The kind has no such field.") for name in values if name not in kind.by_code}
    for field in kind.fields:
        try:
            value = plain_value(field, values.get(field.code), bodies)
        except NotSo as fault:
            faults[field.code] = str(fault)
            continue
        if value is not None:
            plain[field.code] = value
        elif is_required(kind, field, stage):
            faults[field.code] = _("It must be filled at this stage.")
    return plain, faults


def is_required(kind: Kind, field: FieldOf, stage: str) -> bool:
    """Whether a field must be filled at a stage."""
    if field.required_from in ("", "always"):
        return field.required_from == "always"
    return kind.has_reached(stage, field.required_from)


def known_values(kind: Kind, fields: Mapping[str, Any]) -> dict[str, Value]:
    """The fields of the ledger as the checks compare them: days as days, decimals as Decimal."""
    known: dict[str, Value] = {}
    for code, value in fields.items():
        field = kind.by_code.get(code)
        if field is None or value is None:
            continue
        if field.type is FieldType.DAY:
            known[code] = datetime.date.fromisoformat(value)
        elif field.type in (FieldType.DECIMAL, FieldType.SHARE):
            known[code] = Decimal(value)
        else:
            known[code] = value
    return known

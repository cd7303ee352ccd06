"""One family looked through field by field: every fault with its JSON pointer. The reference of the form.

It is slow and complete. :mod:`esep.familymap.answering.columns` tells quickly whether there is any fault;
only families of a portion that has one are walked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from esep.familymap.answering.form import (
    ID,
    LONGEST_ID,
    PLACE,
    REGION,
    Days,
    Field,
    ThingForm,
    is_known_code,
)
from esep.law import FAMILY
from esep.messages import Message, messages_of

_, _n = messages_of("esep.familymap")

Found = tuple[str, Message]
_DAYS = Days()
_LONGEST = 60


def faults_of(thing: Any, form: ThingForm, pointer: str) -> Iterator[Found]:
    """Every fault of an object and of all beneath it: JSON pointer and sentence."""
    if not isinstance(thing, dict):
        yield (
            pointer,
            _("This is {value}; an object with the fields of {entity} is expected.", **_told(thing, form)),
        )
        return
    for name in thing:
        if name not in form.names:
            yield (
                _at(pointer, name),
                _(
                    "There is no field {name} here; the fields are {known}.",
                    name=_short(name),
                    known=", ".join(sorted(form.names)),
                ),
            )
    for field in form.fields:
        message = _wrong(thing[field.name], field) if field.name in thing else _silent(field)
        if message is not None:
            yield _at(pointer, field.name), message
    if form.entity == FAMILY and PLACE not in thing and REGION not in thing:
        yield _at(pointer, PLACE), _("The family states neither its place nor its region.")
    for name, part in form.parts.items():
        yield from _faults_of_parts(thing.get(name, []), part, _at(pointer, name))


def _faults_of_parts(parts: Any, form: ThingForm, pointer: str) -> Iterator[Found]:
    if not isinstance(parts, list):
        yield pointer, _("This is {value}; a list is expected.", value=_short(parts))
        return
    if len(parts) > form.most:
        yield (
            pointer,
            _("The list has {n} entries; at most {most} are allowed.", n=len(parts), most=form.most),
        )
    ids: set[tuple[type, Any]] = set()
    for number, part in enumerate(parts):
        yield from faults_of(part, form, f"{pointer}/{number}")
        if form.has_id and isinstance(part, dict) and ID in part:
            given = part[ID]
            message = wrong_id(given)
            if message is None and (type(given), given) in ids:
                message = _("The id {value} stands twice in one family.", value=_short(given))
            if message is not None:
                yield f"{pointer}/{number}/{ID}", message
            else:
                ids.add((type(given), given))


def wrong_id(given: Any) -> Message | None:
    """What is wrong with an id; None when nothing is."""
    fits = isinstance(given, str) and 0 < len(given) <= LONGEST_ID
    if fits or (type(given) is int and -(2**63) <= given < 2**63):
        return None
    return _(
        "The id is {value}; a text of 1 to {longest} characters or a whole number is expected.",
        value=_short(given),
        longest=LONGEST_ID,
    )


def _silent(field: Field) -> Message | None:
    return _("The field is missing, and the law assumes nothing in its place.") if field.required else None


def _wrong(value: Any, field: Field) -> Message | None:
    """What is wrong with the value of a field; None when nothing is."""
    if value is None:
        return None if field.nullable else _("The field is null; leave it out or state its value.")
    shown = _short(value)
    match field.sort:
        case "flag":
            return (
                None
                if isinstance(value, bool)
                else _("This is {value}; true or false is expected.", value=shown)
            )
        case "number":
            return _wrong_number(value, field, shown)
        case "date":
            return _wrong_day(value, shown)
    if not isinstance(value, str):
        return _("This is {value}; a text is expected.", value=shown)
    if field.sort == "word" and value not in field.words:
        known = ", ".join(field.declared.values)
        return _("The word {value} is not known here; the words are {known}.", value=shown, known=known)
    if field.sort == "code" and not is_known_code(field, value):
        return _("{value} is no code of the classifier of places that fits here.", value=shown)
    return None


def _wrong_number(value: Any, field: Field, shown: str) -> Message | None:
    if type(value) is not int:
        return _("This is {value}; a whole number is expected.", value=shown)
    if not field.least <= value <= field.most:
        return _("{value} is outside {least} to {most}.", value=value, least=field.least, most=field.most)
    return None


def _wrong_day(value: Any, shown: str) -> Message | None:
    try:
        _DAYS[value]
    except (ValueError, TypeError):
        return _("This is {value}; a day written as 2026-10-01 is expected.", value=shown)
    return None


def _told(thing: Any, form: ThingForm) -> dict[str, Any]:
    return {"value": _short(thing), "entity": form.declared.title}


def _short(value: Any) -> str:
    """A value as it stands in a message: as JSON writes it, never a page of text."""
    match value:
        case None:
            text = "null"
        case bool():
            text = str(value).lower()
        case dict():
            text = "{…}"
        case list():
            text = "[…]"
        case _:
            text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _at(pointer: str, name: str) -> str:
    """The JSON pointer (RFC 6901) of a field."""
    return f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"

"""Checks of the values that a reform gives to parameters: kind, unit, words and places that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from esep.errors import LawError
from esep.familymap.whatif.words import nearest
from esep.law import Law, Parameter
from esep.law.nodes import Column, OneOf, walk
from esep.law.parameters import Band
from esep.messages import Message, messages_of
from esep.places import places

_, _n = messages_of("esep.familymap")

_KINDS: Mapping[str, Message] = {
    "value": _("one value"),
    "list": _("a list, as in {example}", example="[wage, pension]"),
    "bands": _("bands, as in {example}", example="[{below: 4, value: 0}, {value: 1603}]"),
    "table": _("a table, as in {example}", example='{"310000000": 54979}'),
}


def changed_parameter(
    parameter: Parameter, content: Any, first_day: date, law: Law
) -> tuple[Parameter | None, list[Message]]:
    """The parameter with the value of a reform, or None and every reason why it cannot have it."""
    wanted, given = kind_of(_latest(parameter)) or "value", kind_of(content)
    if given is None:
        return None, [
            _("{value} is no value of the law; needed is {kind}.", value=repr(content), kind=_KINDS[wanted])
        ]
    if given != wanted:
        return None, [
            _(
                "This is {given}, but the parameter is {wanted}.",
                given=_KINDS[given],
                wanted=_KINDS[wanted],
            )
        ]
    try:
        changed = parameter.changed(content, first_day)
    except LawError as error:
        return None, list(_reasons(error))
    return changed, [*_wrong_words(parameter, content, law), *_wrong_keys(parameter, content)]


def kind_of(content: object) -> str | None:
    """value, list, bands or table; None for what cannot be the value of a parameter."""
    match content:
        case bool() | int() | str() | date():
            return "value"
        case dict() if content and all(
            isinstance(key, str) and type(value) in (int, str) for key, value in content.items()
        ):
            return "table"
        case list() | tuple() if content:
            if all(isinstance(entry, Band | dict) for entry in content):
                return "bands"
            kinds = {type(entry) for entry in content}
            return "list" if kinds in ({int}, {str}) else None
    return None


def _latest(parameter: Parameter) -> object:
    return next(entry.value for entry in reversed(parameter.values) if entry.value is not None)


def _reasons(error: LawError) -> Iterator[Message]:
    cause = error.__cause__
    if not isinstance(cause, ValidationError):
        yield error.message
        return
    for fault in cause.errors():
        own = fault.get("ctx", {}).get("error")
        yield _("It cannot be used: {reason}", reason=str(own or fault["msg"]))


def _wrong_words(parameter: Parameter, content: Any, law: Law) -> Iterator[Message]:
    """Words of a list that the registers never hold, so that nobody would ever be meant."""
    if not isinstance(content, list | tuple):
        return
    for words in {
        found for provision in law.provisions for found in _words_beside(parameter, provision.body)
    }:
        for word in content:
            if isinstance(word, str) and word not in words:
                near = nearest(word, words)
                yield _("The registers never hold {word}. Like it: {near}.", word=repr(word), near=near)


def _words_beside(parameter: Parameter, body: Any) -> Iterator[tuple[str, ...]]:
    for node in walk(body):
        if isinstance(node, OneOf) and node.parameter == parameter.name and isinstance(node.value, Column):
            yield node.value.declared.values


def _wrong_keys(parameter: Parameter, content: Any) -> Iterator[Message]:
    """Keys of a table under which nothing would ever be looked up."""
    known = _latest(parameter)
    if not isinstance(content, dict) or not isinstance(known, dict):
        return
    by_place = all(len(key) == 9 and key.isdigit() for key in known)
    regions = {place.code for place in places().regions} if by_place else set()
    for key in content:
        if key not in known and key not in regions:
            near = nearest(key, regions | set(known))
            yield _("Nothing is looked up under {key}. Like it: {near}.", key=repr(key), near=near)

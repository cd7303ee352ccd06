"""Word lists: what a YAML file of the package says, held against a class that tells its form.

pydantic could do it, and in the tests it judges this module; but to import it and to build its models takes
a tenth of a second before the first text is read, and word lists are plain: texts, numbers, lists, tables.
Files that people of a region write are still read by pydantic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Faults = list[str]
_Read = Callable[[Any, str, Faults], Any]
"""Reads a value that stands at a place of the file, and adds what is wrong with it to the faults."""


class WrongWordList(ValueError):
    """A word list of the package is not of its form; every fault is named with its place."""


class WordList:
    """Content of a word list: a class of this has a field for each of its annotations.

    A field with a default may be left out; a field without an annotation may not be there. Raises
    WrongWordList with every fault. Lists are read once and shared, so nobody may change one.
    """

    def __init__(self, **content: object) -> None:
        faults: Faults = []
        _fill(self, content, "", faults)
        if faults:
            raise WrongWordList("\n".join([f"{type(self).__qualname__}:", *faults]))


def _fill(made: WordList, content: dict[str, Any], place: str, faults: Faults) -> None:
    kind: Any = type(made)
    known = _fields(kind)
    faults += [f"{place}{name}: no such field." for name in content if name not in known]
    for name, read in known.items():
        if name in content:
            setattr(made, name, read(content[name], place + name, faults))
        elif not hasattr(kind, name):
            faults.append(f"{place}{name}: missing.")


@cache
def _fields(kind: Any) -> dict[str, _Read]:
    """What reads each field of a class of word lists."""
    return {name: _reader(form) for name, form in get_type_hints(kind).items()}


@cache
def _reader(form: Any) -> _Read:
    """What reads values of the form of an annotation."""
    origin, parts = get_origin(form), get_args(form)
    if origin is Literal:
        return partial(_one_of, parts)
    if origin in (Union, UnionType) and len(parts) == 2 and type(None) in parts:
        return partial(_maybe, _reader(next(part for part in parts if part is not type(None))))
    if origin in (dict, Mapping):
        return partial(_table, _reader(parts[0]), _reader(parts[1]))
    if origin in (list, frozenset) or parts[1:] == (...,):
        return partial(_many, origin, parts[0], _reader(parts[0]))
    if origin is tuple:
        return partial(_row, tuple(map(_reader, parts)))
    if form is Decimal:
        return _decimal
    return partial(_nested if issubclass(form, WordList) else _plain, form)


def _plain(form: type, value: Any, place: str, faults: Faults) -> Any:
    if type(value) is not form:
        faults.append(f"{place}: {value!r} is no {form.__name__}.")
    return value


def _decimal(value: Any, place: str, faults: Faults) -> Decimal:
    try:
        return Decimal(value if isinstance(value, str) else "")
    except InvalidOperation:
        faults.append(f"{place}: {value!r} is no decimal number in quotes.")
        return Decimal()


def _one_of(known: tuple[object, ...], value: Any, place: str, faults: Faults) -> Any:
    if value not in known:
        faults.append(f"{place}: {value!r} is none of {', '.join(map(repr, known))}.")
    return value


def _maybe(read: _Read, value: Any, place: str, faults: Faults) -> Any:
    return None if value is None else read(value, place, faults)


def _nested(kind: type[WordList], value: Any, place: str, faults: Faults) -> WordList:
    made = kind.__new__(kind)
    if _is_a(dict, value, place, faults):
        _fill(made, value, f"{place}.", faults)
    return made


def _table(key: _Read, read: _Read, value: Any, place: str, faults: Faults) -> dict[Any, Any]:
    if not _is_a(dict, value, place, faults):
        return {}
    return {key(name, place, faults): read(inner, f"{place}.{name}", faults) for name, inner in value.items()}


def _many(
    made: Callable[[Iterable[Any]], Any], form: Any, read: _Read, value: Any, place: str, faults: Faults
) -> Any:
    if not _is_a(list, value, place, faults):
        return made(())
    if form is str and set(map(type, value)) == {str}:  # most lists
        return made(value)
    before = len(faults)
    rows = [read(inner, f"{place}.{number}", faults) for number, inner in enumerate(value)]
    return made(rows if len(faults) == before else ())  # no set can be made of wrong ones


def _row(readers: tuple[_Read, ...], value: Any, place: str, faults: Faults) -> Any:
    if not _is_a(list, value, place, faults):
        return ()
    if len(value) != len(readers):
        faults.append(f"{place}: {len(value)} values, not {len(readers)}.")
    return tuple(
        read(inner, f"{place}.{number}", faults)
        for number, (read, inner) in enumerate(zip(readers, value, strict=False))
    )


def _is_a(form: type, value: Any, place: str, faults: Faults) -> bool:
    if not isinstance(value, form):
        faults.append(f"{place}: {value!r} is no {'table' if form is dict else 'list'}.")
    return isinstance(value, form)

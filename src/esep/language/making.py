"""Make a frozen dataclass at once, for what is made for every figure of every text."""

from __future__ import annotations

from typing import TypeVar

Made = TypeVar("Made")


def made(kind: type[Made], /, **fields: object) -> Made:
    """An item of a frozen dataclass with all of its ``fields``; nothing is checked, no default is filled in.

    A frozen dataclass sets each field through a call of its own, which for twenty fields costs more than to
    read a number. This sets them all in one.
    """
    new = object.__new__(kind)
    new.__dict__.update(fields)
    return new


def remade(item: Made, /, **fields: object) -> Made:
    """As :func:`dataclasses.replace`, at a tenth of its cost; nothing is checked."""
    new = object.__new__(type(item))
    new.__dict__.update(item.__dict__)
    new.__dict__.update(fields)
    return new

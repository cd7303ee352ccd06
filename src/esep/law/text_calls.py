"""The calls that an expression kept as text may hold, beside those over parts: choices, bounds, divisions.

======================================  =====================================================================
``choose(when, then, ..., otherwise)``  the value of the first condition that holds
``at_least(a, b)``, ``at_most(a, b)``   the larger, the smaller of two
``share_of(amount, share, 'half up')``  a share of an amount
``whole(number, 'up')``                 a scaled number in whole units
``divided(a, b, 'down', 0)``            a quotient; the last is the answer where ``b`` is zero
``bands(table, number)``                the entry of a parameter that is a list of bands
``look_up(table, key, otherwise)``      the entry of a parameter that is a table
``value(3, 'month')``                   a written number with its unit
======================================  =====================================================================

A rounding is one of the words ``'down'``, ``'half up'``, ``'up'``, and must be said.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from esep.errors import LawError
from esep.law.expressions import Expression
from esep.law.nodes import Rounding
from esep.law.writing import at_least, at_most, bands, choose, divided, look_up, share_of, value, whole
from esep.messages import messages_of

_, _n = messages_of(__package__)

Read = Callable[[ast.expr], Expression]

_ARGUMENTS = {
    "at_least": 2,
    "at_most": 2,
    "share_of": 3,
    "whole": 2,
    "divided": 4,
    "bands": 2,
    "look_up": 3,
    "value": 2,
}
CALLS = ("choose", *_ARGUMENTS)
"""The words of the calls."""


def called(word: str, arguments: Sequence[ast.expr], read: Read) -> Expression | None:
    """What a call means; None when there is no such call, or not with so many arguments."""
    if word == "choose" and len(arguments) >= 3 and len(arguments) % 2:
        *cases, otherwise = [read(argument) for argument in arguments]
        return choose(*zip(cases[::2], cases[1::2], strict=True), otherwise=otherwise)
    if _ARGUMENTS.get(word) != len(arguments):
        return None
    match word:
        case "at_least" | "at_most":
            left, right = (read(argument) for argument in arguments)
            return (at_least if word == "at_least" else at_most)(left, right)
        case "share_of":
            return share_of(read(arguments[0]), read(arguments[1]), rounding=_rounding(arguments[2]))
        case "whole":
            return whole(read(arguments[0]), rounding=_rounding(arguments[1]))
        case "divided":
            above, below, rounding, zero = arguments
            return divided(read(above), read(below), rounding=_rounding(rounding), when_zero=read(zero))
        case "bands":
            return bands(read(arguments[0]), read(arguments[1]))
        case "look_up":
            table, key, otherwise = (read(argument) for argument in arguments)
            return look_up(table, key, otherwise=otherwise)
    return _value(*arguments)


def _rounding(tree: ast.expr) -> Rounding:
    if isinstance(tree, ast.Constant) and tree.value in {rounding.value for rounding in Rounding}:
        return Rounding(tree.value)
    raise LawError(
        _(
            "{given} is no rounding. Say one of these: {known}.",
            given=ast.unparse(tree),
            known=", ".join(repr(rounding.value) for rounding in Rounding),
        )
    )


def _value(number: ast.expr, unit: ast.expr) -> Expression:
    match number, unit:
        case ast.Constant(value=int(content)), ast.Constant(value=str(words)) if not isinstance(
            content, bool
        ):
            return value(content, words)
    raise LawError(_("value takes a whole number and its unit, as in value(3, 'month')."))

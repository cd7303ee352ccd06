"""The language of conditions: short texts in a catalogue that become conditions of the law.

A condition names provisions and columns of its family or person, compares them with numbers, quoted words
or one another, and joins them by ``and``, ``or``, ``not``. ``any_of(members, ...)``, ``all_of`` and
``count_of`` look at the parts; ``of_family(...)`` asks a person's family, and is false without a family.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

from esep.errors import LawError
from esep.law import (
    FAMILY,
    PERSON,
    Entity,
    Expression,
    Law,
    Parts,
    Record,
    all_of,
    any_of,
    count_of,
    of_family,
)
from esep.messages import messages_of

_, _n = messages_of("esep.kazakhstan")

_SIGNS: dict[type[ast.cmpop], Callable[[Any, Any], object]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_OVER_PARTS: dict[str, Callable[[Parts, Expression], Expression]] = {
    "any_of": any_of,
    "all_of": all_of,
    "count_of": count_of,
}


def condition(text: str, entity: Entity, law: Law) -> Expression:
    """The condition that a text means for a family or a person; LawError says what cannot be understood."""
    try:
        tree = ast.parse(" ".join(text.split()), mode="eval").body
    except SyntaxError as error:
        raise LawError(_("The condition {text} cannot be read.", text=repr(text))) from error
    meant = _Reader(text, law).read(tree, entity)
    if not isinstance(meant, Expression) or meant.node.unit.type != "bool":
        raise LawError(_("The condition {text} is neither true nor false.", text=repr(text)))
    return meant


class _Reader:
    """Reads the parts of one text, each for the entity that it speaks of."""

    def __init__(self, text: str, law: Law) -> None:
        self._text = text
        self._law = law

    def read(self, tree: ast.expr, entity: Entity) -> object:
        match tree:
            case ast.BoolOp(op=word, values=values):
                join = operator.and_ if isinstance(word, ast.And) else operator.or_
                return reduce(join, [self._truth(value, entity) for value in values])
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return ~self._truth(operand, entity)
            case ast.Compare(left=left, ops=[sign], comparators=[right]) if type(sign) in _SIGNS:
                return _SIGNS[type(sign)](self.read(left, entity), self.read(right, entity))
            case ast.Constant(value=bool() | int() | str() as value):
                return value
            case ast.Name(id=name):
                return self._named(name, entity)
            case ast.Call(func=ast.Name(id="of_family"), args=[inner], keywords=[]) if entity == PERSON:
                return of_family(Record(PERSON), self._truth(inner, FAMILY), without=False)
            case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=relation), inner], keywords=[]) if (
                word in _OVER_PARTS
            ):
                parts = getattr(Record(entity), relation)
                if isinstance(parts, Parts):
                    return _OVER_PARTS[word](parts, self._truth(inner, parts.of))
        raise LawError(
            _(
                "The condition {text} has the part {part}, which is not understood for {entity}. Use provisions, "
                "columns, comparisons, and, or, not, any_of, all_of, count_of and of_family.",
                text=repr(self._text),
                part=repr(ast.unparse(tree)),
                entity=entity.name,
            )
        )

    def _truth(self, tree: ast.expr, entity: Entity) -> Expression:
        meant = self.read(tree, entity)
        if isinstance(meant, Expression):
            return meant
        raise LawError(
            _(
                "The condition {text} needs a condition at {part}.",
                text=repr(self._text),
                part=repr(ast.unparse(tree)),
            )
        )

    def _named(self, name: str, entity: Entity) -> Expression:
        record = Record(entity)
        if name in self._law.names:
            return self._law.versions(name)[0](record)
        column: Expression = getattr(record, name)
        return column

"""Expressions kept as text in a catalogue, read into the law's own trees.

The text is a Python expression of a few kinds: names of provisions, columns and parameters, whole numbers,
quoted words, ``True`` and ``False``; ``+ - *``, comparisons, ``and or not``, ``in`` a list of words; and the
calls ``sum_of(parts, value, where)``, ``count_of``, ``any_of``, ``all_of``, ``of_family(value)`` (False or 0
without family), ``age()`` in years on the date of the law, and those of :mod:`esep.law.text_calls`.
``family:`` or ``person:`` may stand in front.
Nothing is executed: the text is parsed, and whatever is not listed here is refused with its position.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from datetime import date
from functools import reduce
from typing import Any

from esep.errors import LawError
from esep.law.acts import Act
from esep.law.expressions import Expression, Parts, Record, as_node
from esep.law.law import Law
from esep.law.moments import moment
from esep.law.provisions import InForce, Provision, make_provision
from esep.law.text_calls import CALLS, called
from esep.law.vocabulary import FAMILY, PERSON, Entity
from esep.law.writing import age, all_of, any_of, count_of, of_family, sum_of
from esep.messages import Name, messages_of

_, _n = messages_of(__package__)

_SIGNS: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.And: operator.and_,
    ast.Or: operator.or_,
}
_OVER_PARTS: dict[str, Callable[..., Expression]] = {
    "any_of": any_of,
    "all_of": all_of,
    "count_of": count_of,
    "sum_of": sum_of,
}
_ENTITIES = {"family": FAMILY, "person": PERSON}


def expression(text: str, entity: Entity, law: Law) -> Expression:
    """What a text means for a family or a person; LawError with the position of what is not understood."""
    in_front, colon, rest = text.partition(":")
    if colon and in_front.strip() in _ENTITIES:
        entity, text = _ENTITIES[in_front.strip()], rest
    line = " ".join(text.split())
    try:
        return _Reader(line, law).read(ast.parse(line, mode="eval").body, entity)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise LawError(
            _(
                "The expression {text} cannot be read at position {position}: {reason}.",
                text=repr(line),
                position=getattr(error, "offset", None) or 1,
                reason=getattr(error, "msg", None) or str(error),
            )
        ) from error


def condition(
    name: str,
    text: str,
    *,
    entity: Entity,
    law: Law,
    title: Name,
    act: Act,
    article: str,
    in_force: InForce,
) -> Provision:
    """A provision of unit ``bool`` from a text, to be planned with ``law.including(...)``."""
    body = expression(text, entity, law).node
    return make_provision(
        name,
        body,
        entity=entity,
        unit="bool",
        act=act,
        article=article,
        in_force=in_force,
        title=title,
        formula=" ".join(text.split()),
    )


class _Located(LawError):
    """An error that already says at which position."""


class _Reader:
    """Reads the branches of one text, each for the entity that it speaks of."""

    def __init__(self, text: str, law: Law) -> None:
        self._text = text
        self._law = law

    def read(self, tree: ast.expr, entity: Entity) -> Expression:
        try:
            return self._read(tree, entity)
        except _Located:
            raise
        except LawError as error:
            raise _Located(
                _(
                    "The expression {text}, at position {position}: {reason}",
                    text=repr(self._text),
                    position=tree.col_offset + 1,
                    reason=error.message,
                )
            ) from error

    def _read(self, tree: ast.expr, entity: Entity) -> Expression:
        match tree:
            case ast.Constant(value=bool() | int() | str() as value):
                return Expression(as_node(value))
            case ast.Name(id=name):
                return self._named(name, entity)
            case ast.BoolOp(op=word, values=values):
                return reduce(_SIGNS[type(word)], [self.read(value, entity) for value in values])
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return ~self.read(operand, entity)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self.read(operand, entity)
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _SIGNS:
                return self._joined(sign, left, right, entity)
            case ast.Compare(left=left, ops=[sign], comparators=[right]) if type(sign) in _SIGNS:
                return self._joined(sign, left, right, entity)
            case ast.Compare(left=left, ops=[ast.In() | ast.NotIn() as sign], comparators=[options]):
                found = self.read(left, entity).one_of(*self._options(options, entity))
                return found if isinstance(sign, ast.In) else ~found
            case ast.Call(func=ast.Name(id=word), args=arguments, keywords=[]):
                return self._called(word, arguments, entity)
        raise self._not_understood(tree, entity)

    def _joined(self, sign: ast.AST, left: ast.expr, right: ast.expr, entity: Entity) -> Expression:
        result: Expression = _SIGNS[type(sign)](self.read(left, entity), self.read(right, entity))
        return result

    def _named(self, name: str, entity: Entity) -> Expression:
        """A provision of the entity, else its column, else a parameter."""
        rule = self._law.versions(name)[0] if name in self._law.names else None
        if rule is not None and (rule.entity == entity or name not in entity.declared.columns):
            return rule(Record(entity))
        if name in self._law.parameters:
            return Expression(as_node(self._law.parameters[name]))
        if name in entity.declared.parts:
            raise LawError(_("{name} are parts: count them by count_of({name}) or ask any_of.", name=name))
        column: Expression = getattr(Record(entity), name)
        return column

    def _options(self, tree: ast.expr, entity: Entity) -> list[Any]:
        match tree:
            case ast.Tuple(elts=entries) | ast.List(elts=entries):
                values = [entry.value for entry in entries if isinstance(entry, ast.Constant)]
                if len(values) == len(entries) and all(
                    isinstance(v, bool | int | str | date) for v in values
                ):
                    return values
            case ast.Name(id=name) if name in self._law.parameters:
                return [Expression(as_node(self._law.parameters[name]))]
        raise self._not_understood(tree, entity)

    def _called(self, word: str, arguments: list[ast.expr], entity: Entity) -> Expression:
        match word, arguments:
            case "age", []:
                return age(Record(entity).birth_date, at=moment.law_date)
            case "of_family", [inner] if entity == PERSON:
                meant = self.read(inner, FAMILY)
                without = False if meant.node.unit.type == "bool" else 0
                return of_family(Record(PERSON), meant, without=without)
            case ("count_of", [ast.Name(id=relation), *over]) if len(over) <= 1:
                return self._over(word, relation, over, entity)
            case ("any_of" | "all_of" | "sum_of", [ast.Name(id=relation), *over]) if 1 <= len(over) <= 2:
                return self._over(word, relation, over, entity)
        found = called(word, arguments, lambda argument: self.read(argument, entity))
        if found is not None:
            return found
        raise LawError(
            _(
                "{call} is not a call that an expression may hold. Use sum_of, count_of, any_of, all_of "
                "with parts of {entity}, of_family (of a person), age(), or one of these: {calls}.",
                call=f"{word}({', '.join(ast.unparse(argument) for argument in arguments)})",
                entity=entity.name,
                calls=", ".join(CALLS),
            )
        )

    def _over(self, word: str, relation: str, over: list[ast.expr], entity: Entity) -> Expression:
        parts = getattr(Record(entity), relation)
        if not isinstance(parts, Parts):
            raise LawError(
                _("{name} is a column of {entity}, not parts of it.", name=relation, entity=entity.name)
            )
        return _OVER_PARTS[word](parts, *(self.read(tree, parts.of) for tree in over))

    def _not_understood(self, tree: ast.expr, entity: Entity) -> LawError:
        return LawError(
            _(
                "{part} is not understood for {entity}. Use names of provisions, columns and parameters, "
                "whole numbers, quoted words, + - *, comparisons, in, and, or, not.",
                part=repr(ast.unparse(tree)),
                entity=entity.name,
            )
        )

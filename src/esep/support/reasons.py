"""Why a measure is proposed: its condition in a person's words, with the titles of the law.

The condition ``below_poverty_line and not draws_targeted_assistance`` reads «Below the poverty line: yes;
Draws targeted assistance: no»: a form that is right in each of the three languages.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from esep.kazakhstan import Measure
from esep.law import FAMILY, PERSON, Entity, Law
from esep.messages import Language, Message, messages_of
from esep.registers import TABLES
from esep.support.offering import groups_meant_for

_, _n = messages_of(__package__)

_SIGNS: dict[type[ast.AST], str] = {
    ast.Eq: "=",
    ast.NotEq: "≠",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.In: "=",
    ast.NotIn: "≠",
    ast.Add: "+",
    ast.Sub: "−",
    ast.Mult: "×",
}
_GATHERED: dict[str, Message] = {
    "any_of": _("somebody in the family"),
    "all_of": _("everybody in the family"),
    "count_of": _("members"),
}


def reason(measure: Measure, law: Law, language: Language) -> str:
    """Why a measure is offered: to whom its group is meant for, then its own condition, in words."""
    words = _Words(law, language, measure.right)
    tree = ast.parse(" ".join(measure.condition.split()), mode="eval").body
    meant = groups_meant_for().get(measure.group)
    first = [words.of(ast.Name(meant), FAMILY)] if meant else []
    return "; ".join([*first, words.of(tree, measure.entity)])


class _Words:
    def __init__(self, law: Law, language: Language, right: str | None) -> None:
        self._law = law
        self._language = language
        self._right = right

    def of(self, tree: ast.expr, entity: Entity, *, holds: bool = True) -> str:
        """The words of a condition that holds, or does not."""
        match tree:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.of(operand, entity, holds=not holds)
            case ast.BoolOp(op=ast.And(), values=values) if holds:
                return self._listed(values, entity)
            case ast.BoolOp(op=word, values=values):
                listed = f"({self._listed(values, entity)})"
                if isinstance(word, ast.Or):
                    listed = self._said(_("at least one of these")) + " " + listed
                return _capital(listed) if holds else f"{_capital(listed)}: {self._answer(holds)}"
            case ast.Compare(left=ast.Name(id=name), ops=[ast.Gt()], comparators=[ast.Constant(value=0)]) if (
                name == self._right
            ):
                claim = _("there is a right") if holds else _("there is no right")
                return f"{_capital(self._title(name, entity))}: {self._said(claim)}"
            case ast.Compare(left=left, ops=[sign], comparators=[right]):
                words = self._compared(left, sign, right, entity)
                return words if holds else f"({words}): {self._answer(holds)}"
            case ast.Call(func=ast.Name(id="of_family"), args=[inner]):
                return self.of(inner, FAMILY, holds=holds)
            case ast.Call(func=ast.Name(id="any_of" | "all_of")) if holds:
                return self._term(tree, entity)
        return f"{self._term(tree, entity)}: {self._answer(holds)}"

    def _listed(self, values: Sequence[ast.expr], entity: Entity) -> str:
        return "; ".join(self.of(value, entity) for value in values)

    def _compared(self, left: ast.expr, sign: ast.AST, right: ast.expr, entity: Entity) -> str:
        column = left.id if isinstance(left, ast.Name) else ""
        options = right.elts if isinstance(right, ast.Tuple | ast.List) else [right]
        told = " / ".join(self._value(option, column, entity) for option in options)
        are_words = all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in options)
        joined = ":" if are_words and isinstance(sign, ast.Eq | ast.In) else f" {_SIGNS[type(sign)]}"
        return f"{self._term(left, entity)}{joined} {told}"

    def _value(self, tree: ast.expr, column: str, entity: Entity) -> str:
        """A word of a register in the register's own words, anything else as a term."""
        if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
            tables = [table for name, table in TABLES.items() if name == entity.declared.table]
            for declared in (declared for table in tables for declared in table.columns):
                if declared.name == column and tree.value in declared.values:
                    return declared.values[tree.value].in_language(self._language)
        return self._term(tree, entity)

    def _term(self, tree: ast.expr, entity: Entity) -> str:
        """The title of a provision, column or parameter, or a number or word as it is."""
        match tree:
            case ast.Constant(value=value):
                return str(value)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return f"−{self._term(operand, entity)}"
            case ast.Name(id=name):
                return _capital(self._title(name, entity))
            case ast.BinOp(left=left, op=sign, right=right):
                return f"{self._term(left, entity)} {_SIGNS[type(sign)]} {self._term(right, entity)}"
            case ast.Call(func=ast.Name(id="of_family"), args=[inner]):
                return self._term(inner, FAMILY)
            case ast.Call(func=ast.Name(id="age")):
                return _capital(self._title("age_in_years", PERSON))
            case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=relation), *over]):
                parts = Entity(entity.declared.parts[relation])
                gathered = self._said(_GATHERED[word]) if parts == PERSON and word in _GATHERED else ""
                name = _capital(gathered or parts.declared.title.in_language(self._language))
                told = (
                    self._term(one, parts) if word == "sum_of" and one is over[0] else self.of(one, parts)
                    for one in over
                )
                return f"{name} ({'; '.join(told)})" if over else name
        return f"({self.of(tree, entity)})"

    def _title(self, name: str, entity: Entity) -> str:
        """As the law reads a name: a provision of the entity, else a parameter, else a column."""
        if name in self._law.names:
            rule = self._law.versions(name)[-1]
            if rule.entity == entity or name not in entity.declared.columns:
                return rule.title.in_language(self._language)
        if name in self._law.parameters:
            return self._law.parameters[name].title.in_language(self._language)
        return entity.column(name).title.in_language(self._language)

    def _answer(self, holds: bool) -> str:
        return self._said(_("yes") if holds else _("no"))

    def _said(self, message: Message) -> str:
        return message.in_language(self._language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Why a measure is proposed: its condition in a person's words, with the titles of the law.

The condition ``below_poverty_line and not draws_targeted_assistance`` reads «Below the poverty line: yes;
Draws targeted assistance: no»: a form that is right in each of the three languages.
"""

from __future__ import annotations

import ast

from esep.kazakhstan import Measure
from esep.law import FAMILY, Entity, Law
from esep.messages import Language, Message, messages_of

_, _n = messages_of(__package__)

_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "=",
    ast.NotEq: "≠",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
}
_GATHERED: dict[str, Message] = {
    "any_of": _("somebody in the family"),
    "all_of": _("everybody in the family"),
    "count_of": _("members"),
}


def reason(measure: Measure, law: Law, language: Language) -> str:
    """The condition of a measure in words."""
    tree = ast.parse(" ".join(measure.condition.split()), mode="eval").body
    return _Words(law, language).of(tree, measure.entity)


class _Words:
    def __init__(self, law: Law, language: Language) -> None:
        self._law = law
        self._language = language

    def of(self, tree: ast.expr, entity: Entity, *, holds: bool = True) -> str:
        """The words of a condition that holds, or does not."""
        match tree:
            case ast.BoolOp(op=ast.And(), values=values) if holds:
                return "; ".join(self.of(value, entity) for value in values)
            case ast.BoolOp(op=ast.Or(), values=values) if holds:
                either = _("or").in_language(self._language)
                return "(" + f" {either} ".join(self.of(value, entity) for value in values) + ")"
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.of(operand, entity, holds=not holds)
            case ast.Compare(left=left, ops=[sign], comparators=[right]):
                words = f"{self._term(left, entity)} {_SIGNS[type(sign)]} {self._term(right, entity)}"
                return words if holds else f"{_('not').in_language(self._language)} ({words})"
            case ast.Call(func=ast.Name(id="of_family"), args=[inner]):
                return self.of(inner, FAMILY, holds=holds)
            case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=relation), inner]) if word in _GATHERED:
                told = self.of(inner, Entity(entity.declared.parts[relation]))
                words = f"{_GATHERED[word].in_language(self._language)} ({told})"
                return words if holds else f"{words}: {self._answer(holds)}"
        return f"{self._term(tree, entity)}: {self._answer(holds)}"

    def _answer(self, holds: bool) -> str:
        return (_("yes") if holds else _("no")).in_language(self._language)

    def _term(self, tree: ast.expr, entity: Entity) -> str:
        """The title of a provision or column, or a number or word as it is."""
        match tree:
            case ast.Constant(value=value):
                return str(value)
            case ast.Name(id=name) if name in self._law.names:
                return self._law.versions(name)[-1].title.in_language(self._language)
            case ast.Name(id=name):
                return entity.column(name).title.in_language(self._language)
        return self.of(tree, entity)

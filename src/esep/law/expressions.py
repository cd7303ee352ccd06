"""How a provision is written: symbolic families and persons, and the operators on their values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from esep.errors import LawError
from esep.law.moments import MomentOfLaw
from esep.law.nodes import (
    Arithmetic,
    ArithmeticSign,
    Column,
    Comparison,
    ComparisonSign,
    Literally,
    Logic,
    Moment,
    Node,
    OneOf,
    ParameterValue,
    unit_of_value,
)
from esep.law.parameters import Parameter
from esep.law.units import BARE
from esep.law.vocabulary import PERSON, Entity, Value
from esep.messages import messages_of

_, _n = messages_of(__package__)


class Expression:
    """A value in a provision that is being written; wraps the node that says what it means."""

    __slots__ = ("node",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, node: Node) -> None:
        self.node = node

    def __add__(self, other: object) -> Expression:
        return self._with("+", other)

    def __radd__(self, other: object) -> Expression:
        return Expression(as_node(other))._with("+", self)

    def __sub__(self, other: object) -> Expression:
        return self._with("-", other)

    def __rsub__(self, other: object) -> Expression:
        return Expression(as_node(other))._with("-", self)

    def __mul__(self, other: object) -> Expression:
        return self._with("*", other)

    def __rmul__(self, other: object) -> Expression:
        return Expression(as_node(other))._with("*", self)

    def __neg__(self) -> Expression:
        return Expression(Literally(0, BARE))._with("-", self)

    def __truediv__(self, other: object) -> Expression:
        raise LawError(
            _(
                "A division must say how it is rounded: divided(a, b, rounding=Rounding.DOWN, when_zero=0), "
                "not a / b."
            )
        )

    __floordiv__ = __truediv__
    __rtruediv__ = __truediv__
    __rfloordiv__ = __truediv__

    def __eq__(self, other: object) -> Expression:  # type: ignore[override]
        return self._against("==", other)

    def __ne__(self, other: object) -> Expression:  # type: ignore[override]
        return self._against("!=", other)

    def __lt__(self, other: object) -> Expression:
        return self._against("<", other)

    def __le__(self, other: object) -> Expression:
        return self._against("<=", other)

    def __gt__(self, other: object) -> Expression:
        return self._against(">", other)

    def __ge__(self, other: object) -> Expression:
        return self._against(">=", other)

    def __and__(self, other: object) -> Expression:
        return Expression(Logic("and", (self.node, as_node(other))))

    def __rand__(self, other: object) -> Expression:
        return Expression(Logic("and", (as_node(other), self.node)))

    def __or__(self, other: object) -> Expression:
        return Expression(Logic("or", (self.node, as_node(other))))

    def __ror__(self, other: object) -> Expression:
        return Expression(Logic("or", (as_node(other), self.node)))

    def __invert__(self) -> Expression:
        return Expression(Logic("not", (self.node,)))

    def __bool__(self) -> bool:
        raise LawError(
            _(
                "A condition of a provision has no truth while the provision is written. Use & | ~ instead "
                "of and, or, not; choose(...) instead of if; and (a <= x) & (x <= b) instead of a <= x <= b."
            )
        )

    def one_of(self, *options: Value | Expression) -> Expression:
        """Whether the value is among the options, or in one parameter that is a dated list."""
        if len(options) == 1 and isinstance(options[0], Expression):
            dated = options[0].node
            if not isinstance(dated, ParameterValue):
                raise LawError(_("one_of takes written values or one parameter that is a dated list."))
            return Expression(OneOf(self.node, parameter=dated.name))
        written: list[Value] = []
        for option in options:
            if isinstance(option, Expression):
                raise LawError(_("one_of takes written values or one parameter that is a dated list."))
            written.append(option)
        return Expression(OneOf(self.node, options=tuple(written)))

    def _with(self, sign: ArithmeticSign, other: object) -> Expression:
        return Expression(Arithmetic(sign, self.node, as_node(other)))

    def _against(self, sign: ComparisonSign, other: object) -> Expression:
        return Expression(Comparison(sign, self.node, as_node(other)))


@dataclass(frozen=True)
class Parts:
    """The parts of a record: ``family.members``, ``person.incomes`` and so on."""

    owner: Entity
    relation: str
    of: Entity


class Record:
    """A symbolic family, person or part: its attributes are the columns and parts of its entity."""

    __slots__ = ("_entity",)

    def __init__(self, entity: Entity) -> None:
        self._entity = entity

    @property
    def family(self) -> Expression:
        """Not a value: a family's value comes to a person through of_family."""
        if self._entity == PERSON:
            raise LawError(
                _("Write of_family(person, provision, without=...) to take a value of the family.")
            )
        raise LawError(_("Only a person has a family."))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        part = self._entity.declared.parts.get(name)
        if part is not None:
            return Parts(self._entity, name, Entity(part))
        self._entity.column(name)
        return Expression(Column(self._entity, name))


def as_node(value: object) -> Node:
    """The node of anything that may stand in a provision: an expression, a moment, a parameter, a value."""
    match value:
        case Expression():
            return value.node
        case Node():
            return value
        case MomentOfLaw():
            return Moment(value)
        case Parameter():
            return ParameterValue(value.name, value.measure)
        case bool() | int() | str() | date():
            return Literally(value, unit_of_value(value))
    raise LawError(
        _(
            "{value} cannot stand in a provision. Use whole numbers, texts, dates, truths, columns, "
            "parameters and other provisions called with the record.",
            value=repr(value),
        )
    )

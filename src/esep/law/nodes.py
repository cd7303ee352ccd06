"""The meaning of a provision: a tree of frozen nodes. An impossible tree cannot be built.

Each node knows its ``unit`` and its ``entity`` (None for what holds for everybody: a value, a parameter).
Nodes are equal when they mean the same, so a plan holds what is shared once. Empty values never appear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Literal, TypeVar, dataclass_transform

from esep.errors import LawError
from esep.law.checks import common_entity, common_unit, require_type, require_words
from esep.law.moments import MomentOfLaw
from esep.law.units import BARE, BOOL, DATE, NUMBER, TEXT, Unit, unit
from esep.law.vocabulary import FAMILY, PERSON, ColumnDeclaration, Entity, Value
from esep.messages import messages_of

_, _n = messages_of(__package__)

ArithmeticSign = Literal["+", "-", "*"]
ComparisonSign = Literal["==", "!=", "<", "<=", ">", ">="]
LogicWord = Literal["and", "or", "not"]
AggregateKind = Literal["sum", "count", "any", "all", "largest", "smallest"]


N = TypeVar("N", bound="Node")


class Rounding(Enum):
    """How a division becomes a whole number; the same for negative numbers on every engine."""

    DOWN = "down"
    """To the next whole number below (towards minus infinity)."""
    HALF_UP = "half up"
    """To the nearest whole number, a half upwards."""
    UP = "up"
    """To the next whole number above."""

    def quotient(self, above: int, below: int) -> int:
        """``above / below`` as a whole number; ``below`` is not zero."""
        if self is Rounding.DOWN:
            return above // below
        if self is Rounding.UP:
            return -(-above // below)
        return (2 * above + below) // (2 * below)


class Node:
    """Base of all nodes."""

    unit: Unit
    entity: Entity | None

    def _means(self, of_unit: Unit, of_entity: Entity | None) -> None:
        object.__setattr__(self, "unit", of_unit)
        object.__setattr__(self, "entity", of_entity)

    @cached_property
    def inputs(self) -> tuple[Node, ...]:
        """The nodes directly beneath this one, in the order of its fields."""
        return tuple(_nodes_in(getattr(self, entry.name) for entry in fields(self)))  # type: ignore[arg-type]

    def __reduce__(self) -> tuple[type[Node], tuple[object, ...]]:
        """A node travels to another process as its fields: the hash of a text is another one there."""
        return type(self), tuple(getattr(self, entry.name) for entry in fields(self))  # type: ignore[arg-type]


def _nodes_in(values: Iterator[object]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from _nodes_in(iter(value))


@dataclass_transform(frozen_default=True)
def _node(kind: type[N]) -> type[N]:
    """A frozen dataclass that computes its hash once, when it is built: trees are looked up often."""
    made = dataclass(frozen=True)(kind)
    structural = made.__hash__

    def kept(self: Node) -> int:
        found: int | None = self.__dict__.get("_hash")
        if found is None:
            found = structural(self)
            object.__setattr__(self, "_hash", found)
        return found

    made.__hash__ = kept  # type: ignore[method-assign, assignment]
    return made


@_node
class Literally(Node):
    """A value written in the provision itself."""

    value: Value
    of_unit: Unit = BARE

    def __post_init__(self) -> None:
        self._means(self.of_unit, None)


@_node
class Column(Node):
    """A declared column of an entity."""

    of: Entity
    name: str

    def __post_init__(self) -> None:
        self._means(unit(self.declared.unit), self.of)

    @property
    def declared(self) -> ColumnDeclaration:
        """Bounds, words and title of the column."""
        return self.of.column(self.name)


@_node
class ParameterValue(Node):
    """The value of a parameter on the date of the law: an int, a date, a text or a bool."""

    name: str
    of_unit: Unit

    def __post_init__(self) -> None:
        self._means(self.of_unit, None)


@_node
class Moment(Node):
    """A date counted from the date of the law."""

    at: MomentOfLaw

    def __post_init__(self) -> None:
        self._means(DATE, None)


@_node
class Arithmetic(Node):
    """Sum, difference or product of two whole numbers."""

    sign: ArithmeticSign
    left: Node
    right: Node

    def __post_init__(self) -> None:
        require_type("int", self.left, self.right)
        product = self.sign == "*"
        result = self.left.unit * self.right.unit if product else common_unit(self.left, self.right)
        self._means(result, common_entity(self.left, self.right))


@_node
class Division(Node):
    """``numerator * factor / denominator`` as a whole number, rounded by a declared rule.

    ``of_unit`` is the unit of the result, its bases those of the quotient. ``when_zero`` is the answer where
    the denominator is zero; None only where the denominator is a value that is never zero.
    """

    numerator: Node
    factor: Node
    denominator: Node
    rounding: Rounding
    when_zero: Node | None
    of_unit: Unit

    def __post_init__(self) -> None:
        require_type("int", self.numerator, self.factor, self.denominator)
        quotient = self.numerator.unit * self.factor.unit / self.denominator.unit
        if quotient.bases != self.of_unit.bases:
            raise LawError(
                _(
                    "The quotient comes out in {given}, which is not {wanted}.",
                    given=quotient,
                    wanted=self.of_unit,
                )
            )
        zero = () if self.when_zero is None else (self.when_zero,)
        require_type("int", *zero)
        for answer in zero:
            common_unit(Literally(0, self.of_unit), answer)
        self._means(self.of_unit, common_entity(self.numerator, self.factor, self.denominator, *zero))


@_node
class Comparison(Node):
    """Two values compared; texts and truths only by ``==`` and ``!=``."""

    sign: ComparisonSign
    left: Node
    right: Node

    def __post_init__(self) -> None:
        side = common_unit(self.left, self.right)
        if side.type in ("text", "bool") and self.sign not in ("==", "!="):
            raise LawError(
                _(
                    "Values of {unit} are compared only by == and !=, not by {sign}.",
                    unit=side,
                    sign=self.sign,
                )
            )
        require_words(self.left, self.right)
        require_words(self.right, self.left)
        self._means(BOOL, common_entity(self.left, self.right))


@_node
class Logic(Node):
    """All of, one of, or the contrary of conditions."""

    word: LogicWord
    conditions: tuple[Node, ...]

    def __post_init__(self) -> None:
        require_type("bool", *self.conditions)
        self._means(BOOL, common_entity(*self.conditions))


@_node
class Choose(Node):
    """The value of the first case whose condition holds, else ``otherwise``."""

    cases: tuple[tuple[Node, Node], ...]
    otherwise: Node

    def __post_init__(self) -> None:
        conditions = [condition for condition, _value in self.cases]
        values = [value for _condition, value in self.cases]
        require_type("bool", *conditions)
        self._means(common_unit(*values, self.otherwise), common_entity(*conditions, *values, self.otherwise))


@_node
class Clip(Node):
    """A number or date kept at or above ``lower`` and at or below ``upper``."""

    value: Node
    lower: Node | None
    upper: Node | None

    def __post_init__(self) -> None:
        present = self.inputs
        if self.value.unit.type not in ("int", "date"):
            require_type("int", *present)
        self._means(common_unit(*present), common_entity(*present))


@_node
class OneOf(Node):
    """Whether a value is among written options, or in a parameter that is a dated list."""

    value: Node
    options: tuple[Value, ...] = ()
    parameter: str | None = None

    def __post_init__(self) -> None:
        for option in self.options:
            literal = Literally(option, unit_of_value(option))
            common_unit(self.value, literal)
            require_words(self.value, literal)
        self._means(BOOL, self.value.entity)


@_node
class Age(Node):
    """Whole years (or months) from a date of birth to a moment; negative before birth.

    A year is full on the day with the same month and day. Born on 29 February, a year is full on 1 March
    where the year has no such day: a term of years from that day runs out with 28 February, the last day of
    the month (Law No. 107-II of 27.11.2000, article 12-1, paragraph 2, as read at pavlodar.com; that it is
    applied to ages is derived, no act that says so was found). A month is full on the first day that is not
    before the same day of the month; where a month has no such day, on the first of the month after it.
    """

    birth: Node
    at: Node
    counted_in: Literal["year", "month"] = "year"

    def __post_init__(self) -> None:
        require_type("date", self.birth, self.at)
        if self.at.entity is not None:
            raise LawError(
                _("An age is taken at a moment of the law (moment.law_date ...), not at a column.")
            )
        self._means(unit(self.counted_in), self.birth.entity)


@_node
class LookUp(Node):
    """The entry of a dated table under a text key, else ``otherwise``."""

    table: str
    key: Node
    otherwise: Node
    of_unit: Unit

    def __post_init__(self) -> None:
        require_type("text", self.key)
        common_unit(Literally(0, self.of_unit), self.otherwise)
        self._means(self.of_unit, common_entity(self.key, self.otherwise))


@_node
class Bands(Node):
    """The entry of a dated list of bands into which a number falls."""

    table: str
    value: Node
    of_unit: Unit

    def __post_init__(self) -> None:
        require_type("int", self.value)
        self._means(self.of_unit, self.value.entity)


@_node
class Aggregate(Node):
    """Sum, count, any, all, largest or smallest over the parts of an owner.

    Over no parts: sum and count are 0, any is False, all is True, largest and smallest are ``empty``.
    """

    kind: AggregateKind
    owner: Entity
    relation: str
    of: Entity
    value: Node
    where: Node
    empty: Node | None = None

    def __post_init__(self) -> None:
        require_type("bool", self.where)
        if self.kind in ("any", "all"):
            require_type("bool", self.value)
        elif self.kind in ("sum", "count") or self.value.unit.type != "date":
            require_type("int", self.value)
        for node in (self.value, self.where):
            if node.entity not in (None, self.of):
                raise LawError(
                    _(
                        "Over the parts {relation} only values of {of} can be counted, not of {other}. "
                        "Bring a family's value to the person with of_family(person, ..., without=...).",
                        relation=self.relation,
                        of=self.of,
                        other=node.entity,
                    )
                )
        result = self.of.counted_in if self.kind == "count" else self.value.unit
        if self.empty is not None:
            result = common_unit(self.value, self.empty)
            if self.empty.entity is not None:
                raise LawError(_("The value over no parts must be the same for everybody, not a column."))
        self._means(result, self.owner)


@_node
class OfFamily(Node):
    """A person's family's value; ``without`` for a person who has no family."""

    value: Node
    without: Node

    def __post_init__(self) -> None:
        if self.value.entity not in (None, FAMILY):
            raise LawError(
                _(
                    "of_family brings a value of a family to a person; this is of {entity}.",
                    entity=self.value.entity,
                )
            )
        if self.without.entity not in (None, PERSON):
            common_entity(self.without, Column(PERSON, "role"))
        self._means(common_unit(self.value, self.without), PERSON)


@_node
class Call(Node):
    """Another provision of the same entity, by name: the version in force on the date of the law."""

    name: str
    of: Entity
    of_unit: Unit

    def __post_init__(self) -> None:
        self._means(self.of_unit, self.of)


def unit_of_value(value: Value) -> Unit:
    """The unit of a written value; a number is bare."""
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, date):
        return DATE
    return BARE if isinstance(value, int) else TEXT


TRUE = Literally(True, BOOL)
ONE = Literally(1, NUMBER)


def walk(node: Node) -> Iterator[Node]:
    """The node and all beneath it, inputs first."""
    seen: set[Node] = set()

    def descend(current: Node) -> Iterator[Node]:
        if current in seen:
            return
        for below in current.inputs:
            yield from descend(below)
        if current not in seen:
            seen.add(current)
            yield current

    yield from descend(node)


__all__ = [
    "ONE",
    "TRUE",
    "Age",
    "Aggregate",
    "Arithmetic",
    "Bands",
    "Call",
    "Choose",
    "Clip",
    "Column",
    "Comparison",
    "Division",
    "Literally",
    "Logic",
    "LookUp",
    "Moment",
    "Node",
    "OfFamily",
    "OneOf",
    "ParameterValue",
    "Rounding",
    "unit_of_value",
    "walk",
]

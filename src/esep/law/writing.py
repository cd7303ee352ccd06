"""The words in which provisions are written, beside the operators: sums over parts, choices, divisions."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

from esep.errors import LawError
from esep.law.expressions import Expression, Parts, Record, as_node
from esep.law.moments import MomentOfLaw
from esep.law.nodes import (
    ONE,
    TRUE,
    Age,
    Aggregate,
    AggregateKind,
    Arithmetic,
    Bands,
    Choose,
    Clip,
    Comparison,
    Division,
    Literally,
    Logic,
    LookUp,
    Node,
    OfFamily,
    ParameterValue,
    Rounding,
)
from esep.law.parameters import Parameter, find_parameter
from esep.law.provisions import Provision
from esep.law.units import NUMBER, Unit, unit
from esep.law.vocabulary import FAMILY, PERSON, Value
from esep.messages import messages_of

_, _n = messages_of(__package__)

Written = Expression | Value | MomentOfLaw
Over = Callable[[Record], Expression] | Provision | Expression | Value


def parameter(name: str | Parameter) -> Expression:
    """The dated value of a parameter, looked up in the ``parameters.yaml`` beside the calling module.

    When it is not there, the folders beside that folder and the one above are searched. A dated table or list
    is taken the same way and given to look_up, bands or one_of.
    """
    if isinstance(name, Parameter):
        return Expression(as_node(name))
    folder = Path(sys._getframe(1).f_globals["__file__"]).parent
    return Expression(as_node(find_parameter(name, folder)))


table = parameter
"""A parameter that is a dated table or list of bands; the same look-up under a clearer word."""


def value(content: Value, in_unit: str = "1") -> Expression:
    """A written value with its unit: ``value(3, "month")``."""
    if isinstance(content, int) and not isinstance(content, bool):
        return Expression(Literally(content, unit(in_unit)))
    return Expression(as_node(content))


def choose(*cases: tuple[Expression, Written], otherwise: Written) -> Expression:
    """The value of the first case whose condition holds, else ``otherwise``."""
    pairs = tuple((as_node(condition), as_node(chosen)) for condition, chosen in cases)
    return Expression(Choose(pairs, as_node(otherwise)))


def at_least(number: Written, lowest: Written) -> Expression:
    """The larger of the two."""
    return Expression(Clip(as_node(number), as_node(lowest), None))


def at_most(number: Written, highest: Written) -> Expression:
    """The smaller of the two."""
    return Expression(Clip(as_node(number), None, as_node(highest)))


def at_least_zero(number: Written) -> Expression:
    """The number, or nothing when it is negative."""
    return at_least(number, 0)


def clip(number: Written, lowest: Written, highest: Written) -> Expression:
    """The number kept between two others; where they cross, ``highest`` wins."""
    return Expression(Clip(as_node(number), as_node(lowest), as_node(highest)))


def divided(
    numerator: Written,
    denominator: Written,
    *,
    rounding: Rounding = Rounding.DOWN,
    when_zero: Written | None = None,
    to: str | None = None,
) -> Expression:
    """A quotient as a whole number of its unit, or of the scaled unit ``to`` (``"share"``: ten-thousandths).

    ``when_zero`` is the answer where the denominator is zero, and is needed unless the denominator is a
    written number or a parameter.
    """
    above, below = as_node(numerator), as_node(denominator)
    if when_zero is None and not isinstance(below, Literally | ParameterValue):
        raise LawError(_("A division by what may be zero must say when_zero=..., the answer in that case."))
    bases = above.unit / below.unit
    result = unit(to) if to else bases
    if result.bases != bases.bases:
        raise LawError(
            _(
                "The quotient comes out in {given}, which is not {wanted}.",
                given=str(bases),
                wanted=str(result),
            )
        )
    factor = Literally(below.unit.per * result.per, NUMBER)
    scaled = below if above.unit.per == 1 else Arithmetic("*", below, Literally(above.unit.per, NUMBER))
    zero = None if when_zero is None else as_node(when_zero)
    return Expression(Division(above, factor, scaled, rounding, zero, result))


def share_of(amount: Written, share: Written, *, rounding: Rounding = Rounding.DOWN) -> Expression:
    """A share (in ten-thousandths, or any number without bases) of an amount, in the amount's unit."""
    whole_amount, part = as_node(amount), as_node(share)
    if part.unit.bases:
        raise LawError(_("A share has no unit of its own; this is in {unit}.", unit=str(part.unit)))
    divisor = Literally(part.unit.per, NUMBER)
    return Expression(Division(whole_amount, part, divisor, rounding, None, whole_amount.unit))


def whole(number: Written, *, rounding: Rounding = Rounding.DOWN) -> Expression:
    """A scaled number in whole units: ``KZT/100`` becomes ``KZT``."""
    scaled = as_node(number)
    result = Unit(bases=scaled.unit.bases)
    return Expression(Division(scaled, ONE, Literally(scaled.unit.per, NUMBER), rounding, None, result))


def age(birth: Written, *, at: Written, counted_in: Literal["year", "month"] = "year") -> Expression:
    """Whole years (or months) from a date of birth to a moment of the law."""
    return Expression(Age(as_node(birth), as_node(at), counted_in))


def months_before(moment: MomentOfLaw, count: int) -> MomentOfLaw:
    """A moment ``count`` months earlier."""
    return moment.months_before(count)


def valid_on(record: Record, day: Written) -> Expression:
    """Whether a benefit or work record holds on a day (from its first to its last day, both included)."""
    first, last, on = as_node(record.valid_from), as_node(record.valid_to), as_node(day)
    return Expression(Logic("and", (Comparison("<=", first, on), Comparison("<=", on, last))))


def look_up(dated_table: Expression, key: Written, *, otherwise: Written) -> Expression:
    """The entry of a dated table under a text key, else ``otherwise``."""
    found = _dated(dated_table)
    return Expression(LookUp(found.name, as_node(key), as_node(otherwise), found.of_unit))


def bands(dated_table: Expression, number: Written) -> Expression:
    """The entry of a dated list of bands into which a number falls."""
    found = _dated(dated_table)
    return Expression(Bands(found.name, as_node(number), found.of_unit))


def sum_of(parts: Parts, value: Over, where: Over = True) -> Expression:
    """The sum of a value over the parts for which ``where`` holds; 0 over none."""
    return _aggregate("sum", parts, value, where)


def count_of(parts: Parts, where: Over = True) -> Expression:
    """How many parts there are for which ``where`` holds."""
    return _aggregate("count", parts, 1, where)


def any_of(parts: Parts, condition: Over, where: Over = True) -> Expression:
    """Whether the condition holds for some part; False over none."""
    return _aggregate("any", parts, condition, where)


def all_of(parts: Parts, condition: Over, where: Over = True) -> Expression:
    """Whether the condition holds for every part; True over none."""
    return _aggregate("all", parts, condition, where)


def largest_of(parts: Parts, value: Over, where: Over = True, *, empty: Written) -> Expression:
    """The largest value (number or date) over the parts; ``empty`` over none."""
    return _aggregate("largest", parts, value, where, empty)


def smallest_of(parts: Parts, value: Over, where: Over = True, *, empty: Written) -> Expression:
    """The smallest value (number or date) over the parts; ``empty`` over none."""
    return _aggregate("smallest", parts, value, where, empty)


def of_family(person: Record, value: Over, *, without: Written) -> Expression:
    """The value of a person's family; ``without`` for a person who has none."""
    if not isinstance(person, Record) or person._entity != PERSON:
        raise LawError(_("of_family takes a person first: of_family(person, provision, without=...)."))
    return Expression(OfFamily(_over(value, Record(FAMILY)), as_node(without)))


def _aggregate(
    kind: AggregateKind, parts: Parts, value: Over, where: Over, empty: Written | None = None
) -> Expression:
    if not isinstance(parts, Parts):
        raise LawError(_("Parts are needed here, such as family.members or person.incomes."))
    record = Record(parts.of)
    condition = TRUE if where is True else _over(where, record)
    zero = None if empty is None else as_node(empty)
    node = Aggregate(kind, parts.owner, parts.relation, parts.of, _over(value, record), condition, zero)
    return Expression(node)


def _over(value: Over, record: Record) -> Node:
    if isinstance(value, bool | int | str | date | Expression):
        return as_node(value)
    return as_node(value(record))


def _dated(expression: Expression) -> ParameterValue:
    node = as_node(expression)
    if not isinstance(node, ParameterValue):
        raise LawError(_("A dated table is a parameter: give parameter(name) first."))
    return node

"""A provision: one rule of an act, as a tree of nodes with its unit, its entity and its time in force."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from esep.errors import LawError
from esep.law.acts import Act
from esep.law.checks import common_unit
from esep.law.expressions import Expression, Record, as_node
from esep.law.nodes import Call, Literally, Node
from esep.law.units import Unit, unit
from esep.law.vocabulary import FAMILY, FAR_DATE, PERSON, Entity
from esep.messages import Name, messages_of

_, _n = messages_of(__package__)

InForce = str | tuple[str | None, str | None]


@dataclass(frozen=True)
class Provision:
    """One version of a rule. Calling it with a family or a person uses it in another provision.

    ``module`` is the Python module in which it is written; empty for one that was made of a text.
    """

    name: str
    entity: Entity
    unit: Unit
    act: Act
    article: str
    first_day: date
    last_day: date
    title: Name
    formula: str
    body: Node = field(repr=False)
    module: str = field(default="", repr=False, compare=False)

    def __call__(self, record: Record) -> Expression:
        """The value of this provision for a record, in the version in force on the date of the law."""
        if not isinstance(record, Record) or record._entity != self.entity:
            raise LawError(
                _(
                    "The provision {provision} is of {entity}; it was called with {other}. "
                    "Bring a family's value to a person with of_family(person, {provision}, without=...).",
                    provision=self.name,
                    entity=self.entity,
                    other=str(getattr(record, "_entity", type(record).__name__)),
                )
            )
        return Expression(Call(self.name, self.entity, self.unit))

    def is_in_force(self, day: date) -> bool:
        """Whether this version holds on a day."""
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        end = "" if self.last_day == FAR_DATE else self.last_day.isoformat()
        return f"{self.name} ({self.first_day}/{end})"


def provision(
    *,
    entity: Entity,
    unit: str,
    act: Act,
    article: str,
    in_force: InForce,
    title: Name,
    name: str | None = None,
) -> Callable[[Callable[[Record], object]], Provision]:
    """Make a provision of a function over a symbolic family or person.

    The function is called once; its docstring is the formula in words. ``in_force`` is the first and the last
    day (``("2019-04-01", "2023-06-30")``, None for open) or the first day alone. Versions of one rule are
    several functions with one ``name``. LawError names the provision and what is wrong with it.
    """

    def make(function: Callable[[Record], object]) -> Provision:
        rule = name or function.__name__
        previous = function.__globals__.get(function.__name__)
        if isinstance(previous, Provision):
            raise LawError(
                _(
                    "Two functions are called {function} in {file}. Give each version a function name of "
                    "its own and the common name by name=.",
                    function=function.__name__,
                    file=Path(function.__code__.co_filename).name,
                )
            )
        formula = inspect.cleandoc(function.__doc__ or "")
        if not formula:
            raise LawError(_("The provision {name} has no formula in words: write a docstring.", name=rule))
        try:
            result = as_node(function(Record(entity)))
        except LawError as error:
            raise LawError(_("The provision {name}: {reason}", name=rule, reason=error.message)) from error
        return make_provision(
            rule,
            result,
            entity=entity,
            unit=unit,
            act=act,
            article=article,
            in_force=in_force,
            title=title,
            formula=formula,
            module=function.__module__,
        )

    return make


def make_provision(
    name: str,
    body: Node,
    *,
    entity: Entity,
    unit: str,
    act: Act,
    article: str,
    in_force: InForce,
    title: Name,
    formula: str,
    module: str = "",
) -> Provision:
    """Make a provision of a tree; LawError when it is of another entity or unit than declared."""
    if not name.isidentifier() or name in (FAMILY.declared.key, PERSON.declared.key):
        raise LawError(
            _("A provision cannot be called {name}: use a word that is no entity.", name=repr(name))
        )
    measure = _unit_named(unit, name)
    if body.entity not in (None, entity):
        raise LawError(
            _(
                "The provision {name} is declared of {declared}, but its tree is of {given}.",
                name=name,
                declared=entity,
                given=body.entity,
            )
        )
    try:
        common_unit(Literally(0, measure), body)
    except LawError as error:
        raise LawError(
            _(
                "The provision {name} is declared in {declared}, but its tree comes out in {given}. "
                "Correct the declared unit, or bring the tree to it with divided, share_of or whole.",
                name=name,
                declared=str(measure),
                given=str(body.unit),
            )
        ) from error
    first, last = _period(in_force, name)
    return Provision(name, entity, measure, act, article, first, last, title, formula, body, module)


def _unit_named(text: str, name: str) -> Unit:
    try:
        return unit(text)
    except LawError as error:
        raise LawError(_("The provision {name}: {reason}", name=name, reason=error.message)) from error


def _period(in_force: InForce, name: str) -> tuple[date, date]:
    first, last = (in_force, None) if isinstance(in_force, str) else in_force
    try:
        days = (
            date.fromisoformat(first) if first else date.min,
            date.fromisoformat(last) if last else FAR_DATE,
        )
    except ValueError as error:
        raise LawError(
            _(
                "The provision {name} is in force in {period}, which are not dates.",
                name=name,
                period=repr(in_force),
            )
        ) from error
    if days[0] > days[1]:
        raise LawError(
            _("The provision {name} ends before it begins: {period}.", name=name, period=repr(in_force))
        )
    return days

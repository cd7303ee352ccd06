"""Which records fail a check of their kind, asked of the database: the closed set of expressions in SQL.

The answers are those of :func:`esep_site.delivery.expressions.holds`, whose None is SQL's NULL.
"""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.lookups import Exact, IsNull, LessThan, LessThanOrEqual

from esep_site.delivery.catalogue import Kind, kinds
from esep_site.delivery.expressions import Expression
from esep_site.delivery.field_sql import EXACT, known
from esep_site.delivery.models import Attachment, Partner, Record

_COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "at_most": LessThanOrEqual,
    "below": LessThan,
    "equal": Exact,
}
_RECKONED: Mapping[str, Callable[[Any, Any], Any]] = {
    "sum": operator.add,
    "difference": operator.sub,
    "times": operator.mul,
}


class _IsIn(Func):
    """Whether the first is one of the second, an array: ``first = ANY (second)``."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY ("
    output_field = BooleanField()


def fails(kind: Kind, today: datetime.date) -> Q:
    """Records of a kind of which at least one check does not hold; one that cannot be told holds."""
    wrong = [~condition(kind, check.holds, today) for check in kind.checks]
    return Q(kind=kind.kind) & reduce(operator.or_, wrong) if wrong else Q(pk__in=[])


def failing_rows(rows: QuerySet[Record], today: datetime.date, only: str = "") -> QuerySet[Record]:
    """Those of the records that fail a check, of all kinds or of one, with what
    :func:`has_rows` adds."""
    asked = [kind for kind in kinds().values() if kind.checks and only in ("", kind.kind)]
    return has_rows(rows.filter(reduce(operator.or_, [fails(kind, today) for kind in asked], Q(pk__in=[]))))


def has_rows(rows: QuerySet[Record]) -> QuerySet[Record]:
    """Records with the ``roles`` of their partners and the ``documents`` attached."""
    return rows.annotate(roles=_roles(), documents=_documents())


def among(numbers: Sequence[int]) -> Q:
    """Records with these numbers, which reach the database as one value."""
    given = Value(list(numbers), output_field=ArrayField(BigIntegerField()))
    return Q(_IsIn(F("pk"), given))


def _roles() -> ArraySubquery:
    return ArraySubquery(Partner.objects.filter(record=OuterRef("pk")).order_by().values("role"))


def _documents() -> ArraySubquery:
    return ArraySubquery(
        Attachment.objects.filter(record=OuterRef("pk")).exclude(document="").order_by().values("document")
    )


def condition(kind: Kind, asked: Expression, today: datetime.date) -> Q:
    """A condition of the closed set as one of the database: true, false or NULL."""
    if set(asked) == {"if", "then"}:
        premise, consequence = (condition(kind, asked[word], today) for word in ("if", "then"))
        return ~premise | (premise & consequence)  # not known where the premise is not
    ((word, rest),) = asked.items()
    if word in _COMPARED:
        return Q(_COMPARED[word](*(_value(kind, each, today) for each in rest)))
    if word == "is":
        return Q(Exact(known(kind, rest[0], today), Value(rest[1])))
    if word == "given":
        return Q(IsNull(known(kind, rest, today), False))
    if word == "has":
        # Arrays of one record each: of EXISTS PostgreSQL makes a walk through the partners of all records
        return Q(_IsIn(Value(rest), _roles())) | Q(_IsIn(Value(rest), _documents()))
    if word == "not":
        return ~condition(kind, rest, today)
    join = operator.and_ if word == "all" else operator.or_
    return reduce(join, (condition(kind, each, today) for each in rest))


def _value(kind: Kind, value: Expression, today: datetime.date) -> Combinable:
    if isinstance(value, str):
        return known(kind, value, today)
    if not isinstance(value, dict):
        return Value(value)
    ((word, parts),) = value.items()
    reckon = _RECKONED[word]
    values = [ExpressionWrapper(_value(kind, each, today), output_field=EXACT) for each in parts]
    return reduce(lambda one, other: ExpressionWrapper(reckon(one, other), output_field=EXACT), values)

"""The indicators of kinds: summed over many records by the database, told of one record on its card.

A record is counted by an indicator when its stage has one of the categories and what is summed is known.
Sums are exact: whole tenge and numbers, decimals as they were typed. A share is rounded once, halves up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from esep_site.delivery.catalogue import SUMMED, IndicatorOf, Kind, Names
from esep_site.delivery.checking import sums_of
from esep_site.delivery.field_sql import EXACT, of_field, summed
from esep_site.delivery.field_values import known_values
from esep_site.delivery.models import Record


@dataclass(frozen=True)
class Figure:
    """An indicator over records: the exact sum (None where nothing is known to be summed), how many of them
    are counted, and of which indicator it is which share in per cent (None where that one is nought, or where
    it is a share of none)."""

    kind: Kind
    indicator: IndicatorOf
    value: Decimal | None
    records: int
    share: Decimal | None
    whole: IndicatorOf | None


@dataclass(frozen=True)
class OwnFigure:
    """An indicator of one record: what it brings to the sum. ``value`` None is not known; a record whose
    stage is of another category is not counted, whatever it holds."""

    indicator: IndicatorOf
    value: Decimal | None
    is_counted: bool
    share: Decimal | None
    whole: IndicatorOf | None


def counted(kind: Kind, indicator: IndicatorOf) -> Q:
    """The records that an indicator is counted from."""
    return _within(kind, indicator) & Q(IsNull(_amount(kind, indicator), False))


def figures(rows: QuerySet[Record], kinds: Sequence[Kind]) -> list[Figure]:
    """The indicators of kinds over records, in the order of the catalogue; one query."""
    asked = [(kind, each) for kind in kinds for each in kind.indicators]
    sums = {}
    for at, (kind, each) in enumerate(asked):
        amount, within = _amount(kind, each), _within(kind, each)
        sums |= {f"sum_{at}": Sum(amount, filter=within), f"records_{at}": Count(amount, filter=within)}
    found = rows.order_by().aggregate(**sums) if sums else {}
    values = {(kind.kind, each.code): _sum(each, found[f"sum_{at}"]) for at, (kind, each) in enumerate(asked)}
    return [
        Figure(
            kind,
            each,
            values[kind.kind, each.code],
            found[f"records_{at}"],
            _share(each, values[kind.kind, each.code], values.get((kind.kind, each.share_of))),
            kind.indicator_by_code.get(each.share_of),
        )
        for at, (kind, each) in enumerate(asked)
    ]


def of_record(record: Record) -> list[OwnFigure]:
    """What a record brings to each indicator of its kind."""
    kind = record.kind_entry
    known = {**sums_of(record), **known_values(kind, record.fields)}
    values: dict[str, Decimal | None] = {}
    for each in kind.indicators:
        value = 1 if each.of == "count" else known.get(each.of, each.otherwise)
        values[each.code] = None if value is None else _plain(value)  # type: ignore[arg-type]
    own = []
    for each in kind.indicators:
        value = values[each.code]
        counts = value is not None and (not each.categories or record.category in each.categories)
        share = _share(each, value, values.get(each.share_of)) if counts else None
        own.append(OwnFigure(each, value, counts, share, kind.indicator_by_code.get(each.share_of)))
    return own


def unit_of(kind: Kind, indicator: IndicatorOf) -> Names | None:
    """The unit of an indicator: its own, or that of the field that it sums."""
    field = kind.by_code.get(indicator.of)
    return indicator.unit or (field.unit if field else None)


def told(figure: Figure) -> dict[str, Any]:
    """A figure for other programs: codes, and exact numbers as digits with a point."""
    unit = unit_of(figure.kind, figure.indicator)
    return {
        "kind": figure.kind.kind,
        "indicator": figure.indicator.code,
        "name": str(figure.indicator.names),
        "unit": str(unit) if unit else "",
        "value": None if figure.value is None else str(figure.value),
        "records": figure.records,
        "share": None if figure.share is None else str(figure.share),
        "share_of": figure.indicator.share_of,
    }


def _within(kind: Kind, indicator: IndicatorOf) -> Q:
    within = Q(kind=kind.kind)
    return within & Q(category__in=indicator.categories) if indicator.categories else within


def _amount(kind: Kind, indicator: IndicatorOf) -> Combinable:
    """What one record brings, NULL where it is not known."""
    if indicator.of == "count":
        return Value(1)
    amount = summed(indicator.of) if indicator.of in SUMMED else of_field(kind.by_code[indicator.of])
    if indicator.otherwise is None:
        return amount
    return Coalesce(amount, Value(indicator.otherwise), output_field=EXACT)


def _sum(indicator: IndicatorOf, found: Decimal | int | None) -> Decimal | None:
    """Of no records there are none, but what they hold is not known."""
    if found is None:
        return Decimal(0) if indicator.of == "count" else None
    return _plain(found)


def _share(indicator: IndicatorOf, value: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if not indicator.share_of or value is None or not whole:
        return None
    return (100 * value / whole).quantize(Decimal(1).scaleb(-indicator.share_decimals), ROUND_HALF_UP)


def _plain(value: Decimal | int) -> Decimal:
    """Without noughts behind the point and without an exponent; by its digits, since arithmetic rounds."""
    text = f"{Decimal(value):f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)

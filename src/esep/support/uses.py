"""Where a value of the law is used: in provisions, measures, offers, and the columns of the family map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from esep.familymap import FAMILY_PROVISIONS, PERSON_PROVISIONS
from esep.kazakhstan import all_measures, measure_provisions
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import Kind, Law
from esep.messages import Name
from esep.support.offering import groups_meant_for

UseKind = Literal["provision", "measure", "column", "offer"]
MAP_COLUMNS = (*FAMILY_PROVISIONS, *PERSON_PROVISIONS)


@dataclass(frozen=True)
class Use:
    """Something that uses a provision or parameter, itself or through others.

    A ``measure`` uses it in its condition or as its amount; a ``column`` of the family map shows the
    provision or what rests on it; an ``offer`` is a group of measures meant for those for whom it holds.
    """

    kind: UseKind
    name: str
    title: Name | None
    itself: bool


def uses_of(name: str, kind: Kind | None = None) -> tuple[Use, ...]:
    """All uses of a provision or parameter of the law; LawError when there is none of this name.

    ``kind`` says which is meant where both have the name; None means both.
    """
    law = _law_with_measures()
    near, far = set(law.used_by(name, kind)), set(law.depends_on(name, kind))
    itself = name if kind != "parameter" and name in law.names else None
    return (
        *_provisions(near, far),
        *_measures(itself, near, far),
        *_columns(itself, far),
        *_offers(itself, far),
    )


def _provisions(near: set[str], far: set[str]) -> Iterator[Use]:
    law = law_of_kazakhstan()
    for name in law.names:
        if name in far:
            yield Use("provision", name, law.versions(name)[0].title, name in near)


def _measures(itself: str | None, near: set[str], far: set[str]) -> Iterator[Use]:
    for measure in all_measures():
        own = {measure.fits, measure.comes_first}
        paid = {measure.right, measure.amount}
        if own & far or paid & {itself, *far} - {None}:
            yield Use(
                "measure",
                measure.id,
                measure.name,
                bool(own & near) or (itself is not None and itself in paid),
            )


def _columns(itself: str | None, far: set[str]) -> Iterator[Use]:
    law = law_of_kazakhstan()
    for column in MAP_COLUMNS:
        if column == itself or column in far:
            yield Use("column", column, law.versions(column)[0].title, column == itself)


def _offers(itself: str | None, far: set[str]) -> Iterator[Use]:
    for group, meant in groups_meant_for().items():
        if meant == itself or meant in far:
            yield Use("offer", group, None, meant == itself)


@cache
def _law_with_measures() -> Law:
    law = law_of_kazakhstan()
    return law.including(*measure_provisions(all_measures(), law))

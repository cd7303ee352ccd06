"""A household as somebody tells of it at the door, without register, number or name; its rows for the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from esep.errors import Fault, InputRefused
from esep.law import FAMILY, PERSON, Entity, moment
from esep.law.moments import shifted
from esep.messages import messages_of
from esep.places import places, settlement_status

_, _n = messages_of(__package__)

FAMILY_ID = 1
MOST_PEOPLE = 20
"""More members than this are not asked for at the door."""
HALF_A_YEAR = timedelta(days=182)
MONTHS_OF_A_QUARTER = 3

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Receipt:
    """Money of one kind (``incomes.kind``) received in a month (its first day), in whole tenge."""

    month: date
    kind: str
    amount: int


@dataclass(frozen=True)
class Drawn:
    """A payment drawn now (``benefits.kind``), in tenge a month; ``since`` None when not told."""

    kind: str
    amount: int
    since: date | None = None


@dataclass(frozen=True)
class Member:
    """One person of a household; words as the registers have them, sums in whole tenge.

    ``birth_date`` or ``age`` (full years) is told. ``work`` is a status of work, empty where there is none.
    """

    role: str
    birth_date: date | None = None
    age: int | None = None
    sex: str = "female"
    disability: str = "none"
    education: str = "none"
    full_time_student: bool = False
    work: str = ""
    pension_contributions: bool = False
    mother_award: str = "none"
    breadwinner_lost: str = "none"
    job_lost_on: date | None = None
    insured_income: int = 0
    contribution_months: int = 0
    incomes: tuple[Receipt, ...] = ()
    benefits: tuple[Drawn, ...] = ()

    def born(self, on: date) -> date:
        """The birth date; who tells an age is taken to have had the birthday half a year before."""
        if self.birth_date is not None:
            return self.birth_date
        return shifted(on - HALF_A_YEAR, -12 * (self.age or 0))


@dataclass(frozen=True)
class Home:
    """Where the household lives: area in hundredths of a square metre, costs in tenge a month."""

    kind: str = "house"
    owned: bool = True
    area: int = 0
    utility_costs: int = 0


@dataclass(frozen=True)
class Household:
    """Who lives and keeps house together. ``place`` is a code of the classifier; ``rural`` None as there."""

    place: str
    members: tuple[Member, ...]
    rural: bool | None = None
    home: Home | None = None
    has_contract: bool = False
    expecting: bool = False


def months_asked(on: date) -> tuple[date, ...]:
    """The first days of the three months whose money counts: the quarter before that of the day."""
    first = moment.previous_quarter_first.at(on)
    return tuple(shifted(first, ahead) for ahead in range(MONTHS_OF_A_QUARTER))


def rows_of_household(household: Household, on: date) -> Rows:
    """The household in the tables of a snapshot, family 1 and persons from 1 in the order told.

    NotFound for a place that the classifier does not have; InputRefused with every fault of the words.
    """
    faults: list[Fault] = []
    where = _where(household)
    rows: Rows = {entity.declared.table: [] for entity in (*_entities(FAMILY), *_entities(PERSON))}
    rows["families"] = [_row(FAMILY, FAMILY_ID, where, faults)]
    rows["memberships"] = []
    if household.home is not None:
        rows["dwellings"] = [_row(Entity("dwelling"), FAMILY_ID, vars(household.home), faults)]
    if household.has_contract:
        rows["social_contracts"] = [_row(Entity("social_contract"), FAMILY_ID, {}, faults)]
    for number, member in enumerate(household.members, start=1):
        _add_member(rows, number, member, where, on, faults)
    if not 0 < len(household.members) <= MOST_PEOPLE:
        message = _("A household has from 1 to {most} members here, not {given}.", most=MOST_PEOPLE,
                    given=len(household.members))  # fmt: skip
        faults.append(Fault("members", 0, "", message))
    if faults:
        raise InputRefused(
            _n(
                "The household has {n} fault. Nothing was answered.",
                "The household has {n} faults. Nothing was answered.",
                len(faults),
            ),
            faults,
        )
    return rows


def _add_member(
    rows: Rows, number: int, member: Member, where: Mapping[str, Any], on: date, faults: list[Fault]
) -> None:
    born = member.born(on)
    if born > on or born.year < 1900 or (member.birth_date is None and member.age is None):
        faults.append(
            Fault("members", number, "birth_date", _("The birth date or the age is missing or wrong."))
        )
    lived = {name: where[name] for name in ("place", "region", "district")}
    told = {name: value for name, value in vars(member).items() if name in PERSON.declared.columns}
    rows["persons"].append(_row(PERSON, number, {**told, **lived, "birth_date": born}, faults))
    rows["memberships"].append(
        {
            "person": number,
            "family": FAMILY_ID,
            "role": member.role,
            "valid_from": date.min,
            "valid_to": None,
        }
    )
    for receipt in member.incomes:
        rows["incomes"].append(_row(Entity("income"), number, vars(receipt), faults))
    for drawn in member.benefits:
        since = drawn.since or moment.previous_quarter_first.at(on)
        told = {"kind": drawn.kind, "amount": drawn.amount, "valid_from": since}
        rows["benefits"].append(_row(Entity("benefit"), number, told, faults))
    if member.work:
        told = {"status": member.work, "pension_contributions": member.pension_contributions}
        rows["work"].append(_row(Entity("work"), number, told, faults))


def _where(household: Household) -> dict[str, Any]:
    place = places().get(household.place)
    rural = place.rural if household.rural is None else household.rural
    status = settlement_status(place)
    return {
        "place": place.code,
        "region": place.region.code,
        "district": (place.district or place.region).code,
        "rural": rural,
        "settlement_status": "village" if rural and status == "unregistered" else status,
    }


def _entities(entity: Entity) -> Iterator[Entity]:
    yield entity
    yield from (Entity(name) for name in entity.declared.parts.values() if name != PERSON.name)


def _row(entity: Entity, key: int, told: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any]:
    declared = entity.declared
    row: dict[str, Any] = {declared.key: key}
    for name, column in declared.columns.items():
        value = told.get(name, column.default)
        if column.values and value not in column.values:
            faults.append(_wrong_word(entity, key, name, value))
        elif column.most is not None and not (column.least or 0) <= value <= column.most:
            message = _("The number {value} is outside of {least} to {most}.", value=value,
                        least=column.least or 0, most=column.most)  # fmt: skip
            faults.append(Fault(declared.table, key, name, message))
        row[name] = value
    return row


def _wrong_word(entity: Entity, key: int, name: str, value: object) -> Fault:
    words = ", ".join(entity.column(name).values)
    message = _("The word {value} is not one of: {words}.", value=repr(value), words=words)
    return Fault(entity.declared.table, key, name, message)

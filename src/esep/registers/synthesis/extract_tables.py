"""The nine tables of a batch in the form of register extracts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import polars as pl

from esep.registers.schema import TABLES, TableName
from esep.registers.synthesis.circumstances import State
from esep.registers.synthesis.employment import NO_STATUS, Employment
from esep.registers.synthesis.incomes import Streams
from esep.registers.synthesis.kin import Role
from esep.registers.synthesis.membership import Deceased, Memberships
from esep.registers.synthesis.names import Names
from esep.registers.synthesis.payments import Benefits
from esep.registers.synthesis.people import People
from esep.registers.synthesis.property import Dwellings, Holdings, Vehicles
from esep.registers.synthesis.protection import Contracts, Insurance
from esep.registers.synthesis.templates import Flags, Ints

FAMILY_DIGITS = 10
_STATE_COLUMNS = {"award": "mother_award"}
_CHOICES = {"disability", "education", "mother_award"}
_LOST_WITH_LIFE = (
    "loans",
    "overdue_loan",
    "full_time_student",
    "identity_document",
    "absent_from_school",
)


@dataclass(frozen=True)
class Content:
    """Everything that was drawn for a batch. ``income_rows``: stream, month's first day, tenge."""

    people: People
    codes: tuple[str, ...]
    iin: pl.Series
    names: Names
    state: State
    work: Employment
    memberships: Memberships
    deceased: Deceased
    deceased_iin: pl.Series
    streams: Streams
    income_rows: tuple[Ints, Ints, Ints]
    benefits: Benefits
    vehicles: Vehicles
    dwellings: Dwellings
    holdings: Holdings
    breadwinner_lost: Ints
    absent_from_school: Flags
    insurance: Insurance
    utility_costs: Ints
    contracts: Contracts
    addresses: pl.Series
    empty_places: Ints
    first_family: int


def tables_of(content: Content) -> Mapping[TableName, pl.DataFrame]:
    """The tables of the batch, with the columns that an extract has."""
    family = _family_numbers(content)
    return {
        "persons": _persons(content),
        "families": _families(content, family),
        "memberships": _memberships(content, family),
        "dwellings": _dwellings(content, family),
        "incomes": _incomes(content),
        "benefits": _benefits(content),
        "work": _work(content),
        "holdings": _holdings(content.holdings, family),
        "social_contracts": _social_contracts(content.contracts, family),
    }


def _family_numbers(content: Content) -> pl.Series:
    """A number for each household and, after them, for each family without members."""
    count = content.people.size.size + content.empty_places.size
    numbers = np.arange(content.first_family, content.first_family + count)
    return pl.Series("family_number", numbers).cast(pl.String).str.zfill(FAMILY_DIGITS)


def _choice(table: TableName, column: str, codes: Ints) -> pl.Series:
    return pl.Series(column, codes.astype(np.uint8)).cat.to(TABLES[table].column(column).dtype)


def _days(name: str, days: Ints, missing: int | None = None) -> pl.Series:
    series = pl.Series(name, days.astype(np.int32))
    if missing is not None:
        series = series.set(series == missing, None)
    return series.cast(pl.Date)


def _persons(content: Content) -> pl.DataFrame:
    people, state, names = content.people, content.state, content.names
    columns = {
        "iin": content.iin,
        "place": pl.Series(content.codes).gather(people.place[people.household]),
        "surname": names.surname,
        "given_name": names.given_name,
        "patronymic": names.patronymic,
        "birth_date": _days("birth_date", people.birth),
        "sex": _choice("persons", "sex", (~people.male).astype(np.int64)),
    }
    for field in fields(state):
        name = _STATE_COLUMNS.get(field.name, field.name)
        values = getattr(state, field.name)
        columns[name] = _choice("persons", name, values) if name in _CHOICES else pl.Series(name, values)
    columns["business"] = _choice("persons", "business", content.work.business)
    columns["absent_from_school"] = pl.Series("absent_from_school", content.absent_from_school)
    columns["breadwinner_lost"] = _choice("persons", "breadwinner_lost", content.breadwinner_lost)
    columns["insured_income"] = pl.Series("insured_income", content.insurance.income)
    columns["contribution_months"] = pl.Series("contribution_months", content.insurance.months)
    columns["job_lost_on"] = _days("job_lost_on", content.insurance.job_lost_on, missing=-1)
    columns["death_date"] = pl.Series("death_date", [None], dtype=pl.Date).new_from_index(0, people.age.size)
    living = pl.DataFrame(columns)
    return pl.concat([living, _deceased(content, living)])


def _deceased(content: Content, living: pl.DataFrame) -> pl.DataFrame:
    """The persons who died: the name of a brother or sister, a given name of their own."""
    gone = content.deceased
    state = {name: pl.lit(False) for name in _LOST_WITH_LIFE}
    none = {
        name: pl.lit("none", dtype=TABLES["persons"].column(name).dtype)
        for name in (*_CHOICES, "business", "breadwinner_lost")
    }
    return living[gone.kin].with_columns(
        content.deceased_iin.alias("iin"),
        content.names.given_name.gather(gone.namesake).alias("given_name"),
        _days("birth_date", gone.birth),
        _days("death_date", gone.death),
        **state,
        **none,
        insured_income=pl.lit(0, dtype=pl.Int64),
        contribution_months=pl.lit(0, dtype=pl.Int64),
        job_lost_on=pl.lit(None, dtype=pl.Date),
    )


def _families(content: Content, family: pl.Series) -> pl.DataFrame:
    people, owned = content.people, content.vehicles
    households = pl.DataFrame(
        {
            "family_number": family[: people.size.size],
            "place": pl.Series(content.codes).gather(people.place),
            "cars": owned.cars,
            "commercial_vehicles": owned.commercial_vehicles,
            "farm_machinery": owned.farm_machinery.astype(np.int64),
            "commercial_property": owned.commercial_property,
            "address": content.addresses,
        }
    ).filter(pl.Series(people.family))
    empty = pl.DataFrame(
        {
            "family_number": family[people.size.size :],
            "place": pl.Series(content.codes).gather(content.empty_places),
        }
    )
    return pl.concat([households, empty], how="diagonal").with_columns(
        pl.col("cars", "commercial_vehicles", "farm_machinery").fill_null(0),
        pl.col("commercial_property").fill_null(value=False),
    )


def _memberships(content: Content, family: pl.Series) -> pl.DataFrame:
    terms, gone = content.memberships, content.deceased
    of_living = {
        "iin": content.iin.gather(terms.person),
        "family_number": family.gather(terms.household),
        "role": _choice("memberships", "role", terms.role),
        "valid_from": _days("valid_from", terms.since),
        "valid_to": _days("valid_to", terms.until, missing=-1),
    }
    of_deceased = {
        "iin": content.deceased_iin,
        "family_number": family.gather(gone.household),
        "role": _choice("memberships", "role", np.full(gone.kin.size, int(Role.OTHER))),
        "valid_from": _days("valid_from", gone.birth),
        "valid_to": _days("valid_to", gone.death),
    }
    return pl.concat([pl.DataFrame(of_living), pl.DataFrame(of_deceased)])


def _dwellings(content: Content, family: pl.Series) -> pl.DataFrame:
    rows = content.dwellings
    return pl.DataFrame(
        {
            "family_number": family.gather(rows.household),
            "kind": _choice("dwellings", "kind", rows.kind),
            "area": rows.area,
            "owned": rows.owned,
            "utility_costs": content.utility_costs,
        }
    )


def _incomes(content: Content) -> pl.DataFrame:
    stream, month, amount = content.income_rows
    return pl.DataFrame(
        {
            "iin": content.iin.gather(content.streams.person[stream]),
            "month": _days("month", month),
            "kind": _choice("incomes", "kind", content.streams.kind[stream]),
            "amount": amount,
        }
    )


def _benefits(content: Content) -> pl.DataFrame:
    rows = content.benefits
    return pl.DataFrame(
        {
            "iin": content.iin.gather(rows.person),
            "kind": _choice("benefits", "kind", rows.kind),
            "amount": rows.amount,
            "valid_from": _days("valid_from", rows.since),
            "valid_to": _days("valid_to", rows.until, missing=-1),
        }
    )


def _work(content: Content) -> pl.DataFrame:
    work = content.work
    rows = np.flatnonzero(work.status != NO_STATUS)
    return pl.DataFrame(
        {
            "iin": content.iin.gather(rows),
            "status": _choice("work", "status", work.status[rows]),
            "pension_contributions": work.contributions[rows],
            "valid_from": _days("valid_from", work.since[rows]),
            "valid_to": pl.Series("valid_to", [None], dtype=pl.Date).new_from_index(0, rows.size),
        }
    )


def _holdings(rows: Holdings, family: pl.Series) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "family_number": family.gather(rows.household),
            "kind": _choice("holdings", "kind", rows.kind),
            "quantity": rows.quantity,
            "value": rows.value,
        }
    )


def _social_contracts(rows: Contracts, family: pl.Series) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "family_number": family.gather(rows.household),
            "valid_from": _days("valid_from", rows.since),
            "valid_to": _days("valid_to", rows.until),
            "broken_on": _days("broken_on", rows.broken, missing=-1),
        }
    )

"""Draw everything about one batch of households, each matter from a stream of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from esep.registers.schema import TableName
from esep.registers.synthesis.circumstances import circumstances
from esep.registers.synthesis.employment import employment
from esep.registers.synthesis.extract_tables import Content, tables_of
from esep.registers.synthesis.identity_numbers import IdentityNumbers
from esep.registers.synthesis.incomes import Streams, by_month, draw_streams, fit_incomes, fit_mean
from esep.registers.synthesis.kin import Role
from esep.registers.synthesis.membership import deceased, memberships
from esep.registers.synthesis.names import addresses, name_people, older
from esep.registers.synthesis.payments import (
    COUNTED,
    KINDS,
    Benefits,
    assistance,
    housing_aid,
    joined,
    ordinary,
)
from esep.registers.synthesis.people import People, expand
from esep.registers.synthesis.property import dwellings, holdings, vehicles
from esep.registers.synthesis.protection import (
    absences,
    breadwinners,
    insurance,
    social_contracts,
    utility_costs,
)
from esep.registers.synthesis.spec import RegionSpec
from esep.registers.synthesis.spreading import Batch
from esep.registers.synthesis.templates import Flags, Floats, Ints, Pool, of_working_age

MATTERS = (
    "people", "state", "work", "payments", "incomes", "months",
    "assistance", "names", "family", "property", "empty", "protection",
)  # fmt: skip


@dataclass
class Purse:
    """Money income still owed to the mean per head, carried from batch to batch (tenge a month)."""

    carried: float = 0.0


class Draughtsman:
    """Draws batch after batch of one region; holds what must be remembered between batches."""

    def __init__(self, spec: RegionSpec, pool: Pool, mean_income: Mapping[tuple[str, bool], float]) -> None:
        self._spec = spec
        self._assumed = spec.assumptions
        self._pool = pool
        self._mean_income = mean_income
        self._date = int(np.datetime64(spec.date, "D").astype(np.int64))
        self._months = month_starts(spec)
        self._quarter = quarter_days(spec)
        self._numbers = IdentityNumbers()
        self._purse = Purse()
        self._families = 1

    def draw(self, batch: Batch) -> Mapping[TableName, pl.DataFrame]:
        """The tables of one batch."""
        rng = {
            name: np.random.default_rng(seed)
            for name, seed in zip(MATTERS, batch.seed.spawn(len(MATTERS)), strict=True)
        }
        assumed, date = self._assumed, self._date
        people = expand(batch, self._pool, np.datetime64(self._spec.date, "D"), rng["people"])
        working = of_working_age(assumed.population, people.age, people.male)
        retired = ~working & (people.age > assumed.population.working_age.first)
        state = circumstances(people, retired, assumed.circumstances, rng["state"])
        work = employment(people, date, assumed.activity, rng["work"])
        widowed = _widowed(people, assumed.circumstances.widowed_parent, rng["payments"])
        benefits = ordinary(people, state, work, widowed, date, assumed.payments, rng["payments"])
        streams = draw_streams(people, work, state, retired, assumed.incomes, rng["incomes"])
        mean = self._mean_income[batch.district, batch.urban]
        streams, benefits = self._fitted(people, streams, benefits, mean, rng)
        stream, month, amount = by_month(streams, self._spec.months, rng["months"])
        owned = vehicles(people, assumed.property, rng["property"])
        homes = dwellings(people, assumed.property, rng["property"])
        cover, guarded = assumed.protection, rng["protection"]
        gone = deceased(people, date, assumed.memberships, rng["family"])
        area = "urban" if people.urban else "rural"
        year = people.birth.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
        content = Content(
            people=people,
            codes=batch.codes,
            iin=self._numbers.issue(people.birth, people.male),
            names=name_people(people, assumed.names.russian_share[area], older(year), rng["names"]),
            state=state,
            work=work,
            memberships=memberships(people, date, assumed.memberships, rng["family"]),
            deceased=gone,
            deceased_iin=self._numbers.issue(gone.birth, gone.male),
            streams=streams,
            income_rows=(stream, self._months[month], amount),
            benefits=benefits,
            vehicles=owned,
            dwellings=homes,
            holdings=holdings(people, assumed.property, rng["property"]),
            breadwinner_lost=breadwinners(people, state, widowed, cover, guarded),
            absent_from_school=absences(state, cover, guarded),
            insurance=insurance(work, streams, benefits, date, cover, guarded),
            utility_costs=utility_costs(homes, cover, guarded),
            contracts=social_contracts(people, self._quarter, working, cover, guarded),
            addresses=addresses(people.size.size, rng["names"]),
            empty_places=_empty(people, assumed.memberships.empty_families, rng["empty"]),
            first_family=self._families,
        )
        self._families += people.size.size + content.empty_places.size
        return tables_of(content)

    def _fitted(
        self,
        people: People,
        streams: Streams,
        benefits: Benefits,
        mean: float,
        rng: Mapping[str, np.random.Generator],
    ) -> tuple[Streams, Benefits]:
        """Incomes under the line where they belong, assistance by them, and the mean per head."""
        assumed = self._assumed.incomes
        counted = benefits.monthly(people, COUNTED)
        streams, settled = fit_incomes(people, streams, counted, assumed, rng["incomes"])
        income = streams.of_households(people, np.ones(streams.person.size, dtype=bool))
        line = float(assumed.poverty_line)
        child = self._assumed.payments.assistance_child
        granted = assistance(people, income + counted, line, self._quarter, child, rng["assistance"])
        poor = income + counted < 1.6 * line * people.size
        aid = housing_aid(people, poor, self._date, self._assumed.payments, rng["assistance"])
        benefits = joined(granted, benefits, aid)
        total = mean * people.age.size + self._purse.carried
        wanted = total - self._drawn(people, benefits)
        streams = fit_mean(people, streams, settled, wanted, assumed, rng["incomes"])
        self._purse.carried = wanted - float(streams.amount.sum())
        return streams, benefits

    def _drawn(self, people: People, benefits: Benefits) -> float:
        """Benefits a month; the grant for a birth, paid once, is spread over the quarter."""
        every = tuple(kind for kind in KINDS if kind != "birth")
        monthly = benefits.monthly(people, every).sum() + benefits.monthly(people, ("birth",)).sum() / 3
        return float(monthly)


def month_starts(spec: RegionSpec) -> Ints:
    """The first days of the months of incomes, which end with the quarter before the spec's date.

    The law counts the income of that quarter, however far the quarter of the date has gone.
    """
    months = _quarter(spec) - np.arange(spec.months, 0, -1)
    return months.astype("datetime64[D]").astype(np.int64)


def quarter_days(spec: RegionSpec) -> tuple[int, int]:
    """First and last day of the quarter that the spec's date lies in."""
    first = _quarter(spec)
    starts = np.array([first, first + 3]).astype("datetime64[D]").astype(np.int64)
    return int(starts[0]), int(starts[1]) - 1


def _quarter(spec: RegionSpec) -> np.datetime64:
    """The first month of the quarter that the spec's date lies in."""
    return np.datetime64(spec.date, "M") - (spec.date.month - 1) % 3


def _widowed(people: People, share: float, rng: np.random.Generator) -> Flags:
    alone = people.count(people.role == Role.SPOUSE) == 0
    chance: Floats = rng.random(alone.size)
    widowed: Flags = alone & (chance < share)
    return widowed


def _empty(people: People, share: float, rng: np.random.Generator) -> Ints:
    """Places of families without members."""
    number = int(people.size.size * share + rng.random())
    return people.place[rng.integers(0, people.size.size, number)]

"""Incomes: streams of money drawn for each person, fitted to assistance and to the mean income per head."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from esep.registers.synthesis.assumptions import Incomes, Spread
from esep.registers.synthesis.circumstances import COLLEGE, State
from esep.registers.synthesis.employment import SOLE_TRADER, STATUSES, Employment
from esep.registers.synthesis.kin import Role
from esep.registers.synthesis.people import People, by_household
from esep.registers.synthesis.templates import Flags, Floats, Ints

KINDS = (
    "wage",
    "self_employment",
    "business",
    "pension",
    "scholarship",
    "alimony",
    "household_plot",
    "livestock",
    "rent",
    "property_sale",
    "benefit",
    "other",
)
UNCOUNTED = ("scholarship",)
FIXED = ("pension", "scholarship", "alimony", "rent", "property_sale")
REGULAR, UNEVEN, SEASONAL, ONCE = range(4)


@dataclass(frozen=True)
class Streams:
    """Money that flows: who gets it, its kind (index), tenge a month on average, and in what rhythm."""

    person: Ints
    kind: Ints
    amount: Floats
    rhythm: Ints

    def of_households(self, people: People, chosen: Flags) -> Floats:
        """The sum of the ``chosen`` streams by household."""
        household = people.household[self.person[chosen]]
        return by_household(people, household, self.amount[chosen])

    @property
    def counted(self) -> Flags:
        """The fixed streams that count as income where assistance is decided."""
        return self.fixed & ~np.isin(self.kind, [KINDS.index(kind) for kind in UNCOUNTED])

    @property
    def fixed(self) -> Flags:
        """The streams whose amount the fit leaves as it was drawn."""
        return np.isin(self.kind, [KINDS.index(kind) for kind in FIXED])


def draw_streams(
    people: People, work: Employment, state: State, retired: Flags, assumed: Incomes, rng: np.random.Generator
) -> Streams:
    """Draw who receives what, before the fit."""
    persons = people.age.size
    chance, shares = rng.random((2, persons)), assumed.shares
    status = {name: work.status == index for index, name in enumerate(STATUSES)}
    own_business = work.business >= SOLE_TRADER
    better_off = ~people.assistance[people.household]
    head = people.role == Role.HEAD
    keeps = head & people.family[people.household] & (not people.urban)
    alone = (people.count(people.role == Role.SPOUSE) == 0) & (people.count(people.age < 18) > 0)
    single = head & ~people.male & alone[people.household]
    studying = state.full_time_student & (state.education >= COLLEGE)
    earning = np.where(status["unemployed"], shares["unemployed_earning"], shares["inactive_earning"])
    rows = [
        ("wage", status["employee"], REGULAR, "wage"),
        ("self_employment", status["self_employed"], UNEVEN, "self_employment"),
        ("self_employment", status["seasonal"], SEASONAL, "seasonal"),
        (
            "self_employment",
            (status["unemployed"] | status["inactive"]) & (chance[0] < earning),
            SEASONAL,
            "other",
        ),
        ("business", own_business & ~status["employee"] & ~status["self_employed"], UNEVEN, "business"),
        ("scholarship", studying & (chance[0] < shares["scholarship"]), REGULAR, "scholarship"),
        ("alimony", single & (chance[0] < shares["alimony"]), REGULAR, "alimony"),
        ("household_plot", keeps & (chance[0] < shares["household_plot"]), UNEVEN, "household_plot"),
        ("livestock", keeps & (chance[1] < shares["livestock"]), ONCE, "livestock"),
        ("rent", head & better_off & (chance[1] < shares["rent"]), REGULAR, "rent"),
        (
            "property_sale",
            head & better_off & (chance[1] > 1 - shares["property_sale"]),
            ONCE,
            "property_sale",
        ),
    ]
    parts = [
        _stream(kind, np.flatnonzero(who), rhythm, assumed.amounts[amount], rng)
        for kind, who, rhythm, amount in rows
    ]
    parts.append(_stream("pension", np.flatnonzero(retired), REGULAR, assumed.pension, rng))
    return _joined(parts)


def fit_incomes(
    people: People, streams: Streams, counted: Floats, assumed: Incomes, rng: np.random.Generator
) -> tuple[Streams, Flags]:
    """Set the incomes of families on assistance, and of those with an unused right to it, under the line.

    ``counted``: benefits a month that may count as income. Returns the streams and the households that were
    set; the others keep what was drawn until :func:`fit_mean`.
    """
    line = (assumed.poverty_line * people.size).astype(np.float64)
    fixed = streams.of_households(people, streams.counted)
    free = streams.of_households(people, ~streams.fixed)
    eligible = _eligible(people, free, fixed + counted, line, assumed, rng)
    low, high = assumed.assistance_ratio
    ratio = rng.uniform(low, high, line.size)
    passed = people.assistance & (rng.random(line.size) < assumed.assistance_above_line)
    ratio[passed] = rng.uniform(1.0, 1.2, int(passed.sum()))
    wanted = np.maximum(ratio * line - fixed - counted, 0)
    wanted = np.where(passed, wanted, np.minimum(wanted, free))
    chosen = people.assistance | eligible
    return _with_free(people, streams, np.where(chosen, wanted, free)), chosen


def fit_mean(
    people: People, streams: Streams, settled: Flags, total: float, assumed: Incomes, rng: np.random.Generator
) -> Streams:
    """Scale the incomes of households that are not ``settled`` so that all streams add to ``total`` a month.

    None of them falls to the poverty line: each stands at its own least above it.
    """
    streams = _with_other_income(people, streams, settled, assumed, rng)
    line = (assumed.poverty_line * people.size).astype(np.float64)
    fixed = streams.of_households(people, streams.fixed)
    free = streams.of_households(people, ~streams.fixed)
    near = rng.random(line.size) < assumed.near_line
    least = np.where(
        near,
        rng.uniform(assumed.least_above_line, assumed.clear_of_line, line.size),
        assumed.clear_of_line * (1 + rng.exponential(0.15, line.size)),
    )
    counted = streams.of_households(people, streams.counted)
    bottom = np.maximum(least * line - counted, 0)
    given = float(fixed.sum() + free[settled].sum())
    factor = _factor(free[~settled], bottom[~settled], total - given)
    wanted = np.where(settled, free, np.maximum(factor * free, bottom))
    return _with_free(people, streams, wanted)


def by_month(streams: Streams, months: int, rng: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    """Rows of the incomes' table: stream, month (0 the earliest) and tenge; no row where nothing came."""
    count = streams.person.size
    weight = np.ones((count, months))
    uneven = streams.rhythm == UNEVEN
    weight[uneven] = rng.uniform(0.8, 1.2, (int(uneven.sum()), months))
    seasonal = streams.rhythm == SEASONAL
    drawn = rng.random((int(seasonal.sum()), months))
    weight[seasonal] = np.where(drawn < np.max(drawn, axis=1, keepdims=True) - 0.45, 0.0, drawn)
    once = np.flatnonzero(streams.rhythm == ONCE)
    weight[once] = 0.0
    weight[once, rng.integers(0, months, once.size)] = 1.0
    sums = streams.amount * months / weight.sum(axis=1)
    amount = np.floor(weight * sums[:, None]).astype(np.int64)
    stream, month = np.nonzero(amount)
    return stream, month, amount[stream, month]


def _stream(kind: str, person: Ints, rhythm: int, rule: Spread, rng: np.random.Generator) -> Streams:
    amount = np.maximum(rule.median * np.exp(rng.normal(0, rule.spread, person.size)), rule.least)
    return Streams(person, np.full(person.size, KINDS.index(kind)), amount, np.full(person.size, rhythm))


def _joined(parts: list[Streams]) -> Streams:
    person, kind, amount, rhythm = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("person", "kind", "amount", "rhythm")
    )
    order = np.argsort(person, kind="stable")
    return Streams(person[order], kind[order], amount[order], rhythm[order])


def _eligible(
    people: People, free: Floats, given: Floats, line: Floats, assumed: Incomes, rng: np.random.Generator
) -> Flags:
    """The families with a right that they do not use: the poorest of the others, with some chance in it."""
    others = ~people.assistance & people.family
    candidates = np.flatnonzero(others & (given < 0.9 * line))
    number = int(others.sum() * assumed.eligible_without_assistance + rng.random())
    need = (free + given)[candidates] / line[candidates] + rng.normal(0, 0.8, candidates.size)
    result = np.zeros(line.size, dtype=bool)
    result[candidates[np.argsort(need, kind="stable")[:number]]] = True
    return result


def _with_free(people: People, streams: Streams, wanted: Floats) -> Streams:
    """The streams with those that may be changed scaled to add to ``wanted`` by household."""
    free = streams.of_households(people, ~streams.fixed)
    factor = np.divide(wanted, free, out=np.ones_like(free), where=free > 0)
    scale = np.where(streams.fixed, 1.0, factor[people.household[streams.person]])
    return replace(streams, amount=streams.amount * scale)


def _with_other_income(
    people: People, streams: Streams, settled: Flags, assumed: Incomes, rng: np.random.Generator
) -> Streams:
    """Households that would have to live on nothing they may change get livestock or other money."""
    free = streams.of_households(people, ~streams.fixed)
    fixed = streams.of_households(people, streams.fixed)
    lacking = np.flatnonzero(
        ~settled & (free == 0) & (fixed < assumed.clear_of_line * assumed.poverty_line * people.size)
    )
    animals = (rng.random(lacking.size) < 0.5) & (not people.urban)
    heads = people.first[lacking]
    return _joined(
        [
            streams,
            _stream("livestock", heads[animals], ONCE, assumed.amounts["livestock"], rng),
            _stream("other", heads[~animals], REGULAR, assumed.amounts["other"], rng),
        ]
    )


def _factor(free: Floats, bottom: Floats, wanted: float) -> float:
    """The factor with which ``max(factor * free, bottom)`` adds to ``wanted``; by halving an interval."""
    low, high = 0.05, 20.0
    for _step in range(60):
        middle = (low + high) / 2
        if np.maximum(middle * free, bottom).sum() < wanted:
            low = middle
        else:
            high = middle
    return high

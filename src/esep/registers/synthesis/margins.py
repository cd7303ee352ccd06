"""From a region's settings to the rows that the fit must meet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from esep.errors import WrongSettings
from esep.messages import messages_of
from esep.registers.synthesis.assumptions import Assumptions
from esep.registers.synthesis.spec import Figure, MarginName, RegionSpec
from esep.registers.synthesis.templates import AREAS, Doing, Flags, Floats, Ints, Pool, of_working_age

_, _n = messages_of("esep.registers")

LARGE_FAMILY = 4
ADULT = 18
LEAST_SLACK = 5


@dataclass(frozen=True)
class Control:
    """One row of the fit: what one household of each template adds, the target, how far off is allowed."""

    name: str
    row: Ints
    target: int
    slack: int = 0


def completed(spec: RegionSpec) -> dict[MarginName, Figure]:
    """The spec's margins, the missing counts derived from the assumptions.

    Raises WrongSettings when more persons are rural than there are.
    """
    population = spec.assumptions.population
    given = dict(spec.margins)

    def derive(name: MarginName, value: float) -> int:
        if name not in given:
            given[name] = Figure(value=round(value), source="assumption")
        return given[name].value

    persons = given["persons"].value
    rural = derive("rural_persons", persons * population.rural_share)
    if rural > persons:
        raise WrongSettings(
            _(
                "The margins cannot be met together: {rural} rural persons are more than {persons} persons.",
                rural=rural,
                persons=persons,
            )
        )
    people = {"rural": rural, "urban": persons - rural}
    sizes = {"rural": population.rural_household_size, "urban": population.urban_household_size}
    households = 0
    for area in AREAS:
        kept = 1 - population.without_family_share[area]
        households += derive(_named(area, "households"), people[area] * kept / sizes[area])
        working = derive(_named(area, "working_age"), people[area] * population.working_age_share[area])
        derive(_named(area, "without_steady_income"), working * population.without_steady_income_share[area])
    families = derive("assistance_families", households * population.assistance_family_share)
    helped = derive("assistance_persons", families * population.assistance_family_size)
    share = population.assistance_rural_share if persons > rural else 1.0
    share = share if rural else 0.0
    derive("rural_assistance_families", families * share)
    derive("rural_assistance_persons", helped * share)
    derive("large_families", households * population.large_family_share)
    return given


def controls(figures: dict[MarginName, Figure], assumptions: Assumptions, pool: Pool) -> list[Control]:
    """All rows of the fit: the margins exactly, the assumed structure of ages within a thousandth."""
    fit = _Rows(pool, assumptions)
    persons = {"rural": figures["rural_persons"].value}
    persons["urban"] = figures["persons"].value - persons["rural"]
    result: list[Control] = []
    for area in AREAS:
        result += _of_area(area, persons[area], figures, fit)
    result += _of_assistance(figures, fit)
    large = fit.totals(fit.age < ADULT) >= LARGE_FAMILY
    result.append(Control("large_families", large.astype(np.int64), figures["large_families"].value))
    return result


def _named(area: str, what: str) -> MarginName:
    return f"{area}_{what}"  # type: ignore[return-value]


class _Rows:
    """Counts of the pool's members and households in the terms of the margins."""

    def __init__(self, pool: Pool, assumptions: Assumptions) -> None:
        self.pool = pool
        self.population = assumptions.population
        self.age = pool.age
        self.working = of_working_age(self.population, pool.age, pool.male)
        self.child = pool.age < self.population.working_age.first
        self.groups = {"children": self.child, "working_age": self.working}
        self.groups["elders"] = ~self.child & ~self.working

    def totals(self, members: Flags) -> Ints:
        return self.pool.total(members)

    def here(self, area: str) -> Flags:
        here: Flags = self.pool.urban == (area == "urban")
        return here


def _of_area(area: str, persons: int, figures: dict[MarginName, Figure], fit: _Rows) -> list[Control]:
    population = fit.population
    here = fit.here(area)

    def row(members: Flags) -> Ints:
        return fit.totals(members) * here

    working = figures[_named(area, "working_age")].value
    elders = round(persons * population.elder_share[area])
    without = figures[_named(area, "without_steady_income")].value
    counts = {"children": max(0, persons - working - elders), "working_age": working, "elders": elders}
    everyone = np.ones_like(fit.child)
    result = [
        Control(f"{area}_households", (here & fit.pool.family).astype(np.int64), _count(area, figures)),
        Control(f"{area}_persons", row(everyone), persons),
        Control(f"{area}_working_age", row(fit.working), working),
        Control(f"{area}_without_steady_income", row(fit.pool.doing == Doing.UNSTEADY), without),
        _assumed(f"{area}_elders", row(fit.groups["elders"]), elders),
        _assumed(
            f"{area}_students",
            row(fit.pool.doing == Doing.STUDENT),
            max(0, min(working - without, round(working * population.student_share[area]))),
        ),
        _assumed(
            f"{area}_without_family",
            (here & ~fit.pool.family).astype(np.int64),
            round(persons * population.without_family_share[area]),
        ),
    ]
    for group, members in fit.groups.items():
        men = round(counts[group] * population.men_share[group])
        result.append(_assumed(f"{area}_{group}_men", row(members & fit.pool.male), men))
        bands = population.ages[group]
        for (first, share), (last, _share) in pairwise(bands):
            inside = members & (fit.age < last) & ((fit.age >= first) | (first == bands[0][0]))
            result.append(_assumed(f"{area}_{group}_{first}", row(inside), round(counts[group] * share)))
    return result


def _count(area: str, figures: dict[MarginName, Figure]) -> int:
    return figures[_named(area, "households")].value


def _of_assistance(figures: dict[MarginName, Figure], fit: _Rows) -> list[Control]:
    helped = fit.pool.assistance
    rural = helped & fit.here("rural")
    persons = figures["assistance_persons"].value
    children = fit.totals(fit.age < ADULT) * helped
    return [
        Control("assistance_families", helped.astype(np.int64), figures["assistance_families"].value),
        Control("assistance_persons", fit.pool.size * helped, persons),
        Control(
            "rural_assistance_families", rural.astype(np.int64), figures["rural_assistance_families"].value
        ),
        Control("rural_assistance_persons", fit.pool.size * rural, figures["rural_assistance_persons"].value),
        _assumed("assistance_children", children, round(persons * fit.population.assistance_children_share)),
    ]


def _assumed(name: str, row: Ints, target: int) -> Control:
    return Control(name, row, target, slack=max(LEAST_SLACK, target // 1000))


def prior(pool: Pool, figures: dict[MarginName, Figure]) -> Floats:
    """How many households of each template stand before the fit."""
    households = np.where(pool.urban, _count("urban", figures), _count("rural", figures))
    return np.asarray(pool.weight * households, dtype=np.float64)

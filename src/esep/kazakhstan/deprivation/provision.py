"""The deprivation score of a family and whether it is poor by it: weights and cut-off are whole points.

Alkire and Foster (2011), "Counting and multidimensional poverty measurement", Journal of Public Economics 95.
A family is poor when its score reaches the cut-off; one exactly on it is poor, and no rounding can
decide otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from esep.kazakhstan.acts import SETTINGS
from esep.kazakhstan.deprivation import indicators as of_family
from esep.law import FAMILY, Expression, Provision, Record, choose, look_up, parameter, provision
from esep.messages import Name

WEIGHTS = "deprivation_weights"
"""The parameter with the points of each indicator, by the name of its provision."""
CUTOFF = "deprivation_cutoff"
"""The parameter with the least score of a poor family."""


@dataclass(frozen=True)
class Dimension:
    """A side of life: its name, and the provisions of the family that measure it."""

    id: str
    name: Name
    indicators: tuple[Provision, ...]


DIMENSIONS = (
    Dimension(
        "income_and_work",
        Name("Табыс пен жұмыс", "Доход и работа", "Income and work"),
        (of_family.deprived_of_income, of_family.deprived_of_steady_income, of_family.deprived_of_work),
    ),
    Dimension(
        "education",
        Name("Білім беру", "Образование", "Education"),
        (
            of_family.deprived_of_kindergarten,
            of_family.deprived_of_schooling,
            of_family.deprived_of_attendance,
            of_family.deprived_of_occupation,
        ),
    ),
    Dimension(
        "health",
        Name("Денсаулық", "Здоровье", "Health"),
        (of_family.deprived_of_clinic, of_family.deprived_of_insurance, of_family.deprived_of_monitoring),
    ),
    Dimension(
        "housing",
        Name("Тұрғын үй", "Жильё", "Housing"),
        (of_family.deprived_of_dwelling, of_family.deprived_of_space),
    ),
    Dimension(
        "social",
        Name("Әлеуметтік жағдай", "Социальное положение", "Social standing"),
        (of_family.deprived_of_documents, of_family.deprived_of_solvency, of_family.deprived_of_earners),
    ),
)
"""The five dimensions with their indicators, in the order in which they are shown."""

INDICATORS = tuple(indicator.name for dimension in DIMENSIONS for indicator in dimension.indicators)
"""The names of all indicators, in the order of their dimensions."""


def _points(indicator: Provision, family: Record) -> Expression:
    weight = look_up(parameter(WEIGHTS), indicator.name, otherwise=0)
    return choose((indicator(family), weight), otherwise=0)


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Тапшылық балы", "Балл лишений", "Deprivation score"),
)
def deprivation_score(family: Record) -> Expression:
    """The sum of the weights of all that the family is deprived of; whole points, at most 60."""
    points = [_points(indicator, family) for dimension in DIMENSIONS for indicator in dimension.indicators]
    return reduce(Expression.__add__, points)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Көпөлшемді кедей", "Многомерно бедная", "Multidimensionally poor"),
)
def multidimensionally_poor(family: Record) -> Expression:
    """The deprivation score is at or above the cut-off."""
    return deprivation_score(family) >= parameter(CUTOFF)


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Кедейлердің тапшылық балы", "Балл лишений бедных", "Censored deprivation score"),
)
def censored_deprivation_score(family: Record) -> Expression:
    """The deprivation score of a family that is poor by it; 0 for any other."""
    return choose((multidimensionally_poor(family), deprivation_score(family)), otherwise=0)

"""Social wellbeing of a family: the sum of the eight spheres, and the level A to E (order No. 267).

The points rest on one unofficial source: see ``parameters.yaml``. Whole numbers only.
"""

from __future__ import annotations

from esep.kazakhstan.acts import WELLBEING_ORDER
from esep.kazakhstan.family_composition.provision import family_size
from esep.kazakhstan.wellbeing.spheres import (
    agriculture_points,
    education_points,
    employment_points,
    health_points,
    housing_points,
    income_and_loan_points,
    movable_property_points,
    social_protection_points,
)
from esep.law import FAMILY, Expression, Record, choose, look_up, parameter, provision
from esep.messages import Name


@provision(
    entity=FAMILY,
    unit="point",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2023-06-29",
    title=Name("Әлеуметтік саламаттылық балы", "Балл социального благополучия", "Score of social wellbeing"),
)
def wellbeing_score(family: Record) -> Expression:
    """The sum of the points of the eight spheres; 0 for a family without members."""
    points = (
        income_and_loan_points(family)
        + movable_property_points(family)
        + employment_points(family)
        + social_protection_points(family)
        + health_points(family)
        + education_points(family)
        + housing_points(family)
        + agriculture_points(family)
    )
    return choose((family_size(family) == 0, 0), otherwise=points)


@provision(
    entity=FAMILY,
    unit="level",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2023-06-29",
    title=Name(
        "Әлеуметтік саламаттылық деңгейі", "Уровень социального благополучия", "Level of social wellbeing"
    ),
)
def level(family: Record) -> Expression:
    """A from 1800 points, B from 730, C from -30, D from -458, else E; none for a family without members."""
    score = wellbeing_score(family)
    least = parameter("level_least")
    return choose(
        (family_size(family) == 0, "none"),
        (score >= look_up(least, "A", otherwise=0), "A"),
        (score >= look_up(least, "B", otherwise=0), "B"),
        (score >= look_up(least, "C", otherwise=0), "C"),
        (score >= look_up(least, "D", otherwise=0), "D"),
        otherwise="E",
    )

"""The assumptions that fill what nobody published, declared and checked; values in ``assumptions.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from esep.yaml_texts import read_yaml

Share = Annotated[float, Field(ge=0, le=1)]
ByArea = Mapping[str, float]
Shares = Mapping[str, Share]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WorkingAge(_Part):
    """First and last years of age, inclusive, that count as working age."""

    first: int
    last_male: int
    last_female: int
    source: str


class Population(_Part):
    """How many and how old; keys of mappings are ``rural`` and ``urban`` unless named otherwise."""

    working_age: WorkingAge
    rural_share: Share
    rural_household_size: float
    urban_household_size: float
    working_age_share: Shares
    without_steady_income_share: Shares
    elder_share: Shares
    student_share: Shares
    without_family_share: Shares
    large_family_share: Share
    assistance_family_share: Share
    assistance_family_size: float
    assistance_rural_share: Share
    assistance_children_share: Share
    men_share: Shares
    ages: Mapping[str, tuple[tuple[int, Share], ...]]


class Normal(_Part):
    """A normal number of years, cut at its bounds."""

    mean: float
    spread: float
    least: int = -99
    most: int = 99


class Brothers(_Part):
    """Other kin in a family: the share of men, and how many years younger than the husband."""

    share: Share
    younger: tuple[int, int]


class Kin(_Part):
    """Who is how old in a family."""

    boys: Share
    man_heads: Shares
    mother_at_first_birth: Normal
    husband_older: Normal
    years_between_children: Mapping[int, float]
    grandmother_older: tuple[int, int]
    grandfather_older: tuple[int, int]
    lone_grandfathers: Share
    brothers: Brothers


class Shape(_Part):
    """One shape of family: who lives in it, how often before the fit, how often on assistance."""

    rural: float
    urban: float
    partners: int
    children: Mapping[int, float] = {0: 1.0}
    parents: Mapping[int, float] = {0: 1.0}
    others: Share = 0.0
    first_child: tuple[int, int] = (0, 0)
    head: tuple[int, int] = (18, 60)
    assistance: Share = 0.0
    family: bool = True


class Activity(_Part):
    """Who studies and who earns, before the fit."""

    student: Mapping[int, Share]
    steady: Shares
    steady_status: Shares
    unsteady_status: Shares
    carer_of_small_child: Share
    founder: Share


class Spread(_Part):
    """A lognormal amount: its median, the spread of its logarithm, and the least it may be."""

    median: float
    spread: float
    least: float = 0


class Pension(Spread):
    """The pension, with the base pension that is part of it."""

    base: int


class Incomes(_Part):
    """Where incomes lie; ratios are to the poverty line per head."""

    poverty_line: int
    subsistence_minimum: int
    urban_to_rural: float
    district_spread: float
    amounts: Mapping[str, Spread]
    pension: Pension
    shares: Shares
    assistance_ratio: tuple[float, float]
    assistance_above_line: Share
    eligible_without_assistance: Share
    least_above_line: float
    near_line: Share
    clear_of_line: float


class Payment(_Part):
    """A payment: its amounts by the number of children, or one amount, and the share who draw it."""

    amounts: Mapping[int, int] = {}
    amount: int = 0
    each_from_eight: int = 0
    drawn: Share


class AwardPayment(_Part):
    """The allowance of awarded mothers."""

    kumis_alka: int
    altyn_alka: int
    drawn: Share


class BirthPayment(_Part):
    """The grant for a birth."""

    first_three: int
    others: int
    drawn: Share


class DisabilityPayment(_Part):
    """The disability benefit by group."""

    child: int
    group_1: int
    group_2: int
    group_3: int
    drawn: Share


class Payments(_Part):
    """The payments of the year, tenge a month."""

    source: str
    large_family: Payment
    mother_award: AwardPayment
    birth: BirthPayment
    child_care: Payment
    disability: DisabilityPayment
    survivor: Payment
    job_loss: Payment
    housing_aid: Payment
    assistance_child: int


class DisabilityShares(_Part):
    """How many persons have a disability, and adults by group."""

    child: Share
    adult: Share
    elder: Share
    groups: tuple[Share, Share, Share]


class Circumstances(_Part):
    """Health, education, loans and documents."""

    disability: DisabilityShares
    on_assistance_disability: float
    widowed_parent: Share
    award: Shares
    preschool: Mapping[int, Share]
    school: Share
    school_at_sixteen: Share
    university: Share
    medical_attachment: Share
    health_insurance: Shares
    chronic_illness: Shares
    dispensary_record: Shares
    loans: Shares
    overdue_loan: Share
    identity_document: Share


class Holding(_Part):
    """Land or livestock of one kind: how many families have it, how much, and what one unit is worth."""

    rural: Share
    urban: Share
    on_assistance: float
    median: float
    spread: float
    value: int


class Property(_Part):
    """Dwellings, vehicles, land and livestock."""

    dwellings: Shares
    kinds: Mapping[str, Shares]
    area: Mapping[str, tuple[float, float]]
    cars: ByArea
    commercial_vehicles: Shares
    farm_machinery: Shares
    commercial_property: Share
    holdings: Mapping[str, Holding]


class Protection(_Part):
    """Social contracts, orphans, lost jobs and the cost of dwellings."""

    contract_kept: Share
    contract_broken: Share
    contract_broken_before: Share
    full_orphan: Share
    absent: Share
    job_lost: Share
    former_income: Spread
    utility_costs: Mapping[str, float]
    utility_spread: float


class MembershipShares(_Part):
    """How often the awkward cases of a real register occur."""

    moved_share: Share
    empty_families: Share
    formerly_in_family: Share
    deceased: Share


class NameShares(_Part):
    """Which share of families has Russian names."""

    russian_share: Shares


class SettlementSizes(_Part):
    """How unequal settlements are."""

    spread: float
    centre: float
    district_centre: float


class Assumptions(_Part):
    """Everything that is assumed of a made-up region."""

    population: Population
    kin: Kin
    shapes: Mapping[str, Shape]
    activity: Activity
    incomes: Incomes
    payments: Payments
    circumstances: Circumstances
    property: Property
    protection: Protection
    memberships: MembershipShares
    names: NameShares
    settlements: SettlementSizes


@cache
def default_assumptions() -> Assumptions:
    """The assumptions that stand in ``assumptions.yaml``."""
    text = files(__package__).joinpath("assumptions.yaml").read_text(encoding="utf-8")
    return Assumptions.model_validate(read_yaml(text))

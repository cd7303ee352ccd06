"""The thirty answers of the family map written once more by hand, in NumPy; nothing of Esep is used.

The rules and figures are those of 1 April 2026, from the acts. Ages are compared as dates of birth: younger
than 18 on the day is born after 1 April 2008. Whole columns are held at once; rows of one table find those
of another by binary search among sorted numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Dates = NDArray[np.datetime64]
Answers = dict[str, NDArray[np.generic]]

DAY = np.datetime64("2026-04-01")
FAR = date(9999, 12, 31)
MONTHS = np.array(["2026-01-01", "2026-02-01", "2026-03-01"], dtype="datetime64[D]")

BORN_AFTER = {
    age: np.datetime64(day)
    for age, day in {
        "18 months": "2024-10-01",
        "1": "2025-04-01",
        "3": "2023-04-01",
        "7": "2019-04-01",
        "16": "2010-04-01",
        "18": "2008-04-01",
        "23": "2003-04-01",
        "61": "1965-04-01",
        "63": "1963-04-01",
    }.items()
}
"""Who is younger than this on the day is born after that date."""

MONTHLY_INDEX = 4_325
BUDGET_MINIMUM = 50_851
STATISTICAL_MINIMUM = 59_708
REGION_RATIO = {
    "100000000": 10_230, "110000000": 9_975, "150000000": 9_166, "190000000": 10_597, "270000000": 9_015,
    "310000000": 9_208, "330000000": 9_572, "350000000": 9_675, "390000000": 9_514, "430000000": 9_299,
    "470000000": 11_861, "550000000": 9_822, "590000000": 10_002, "610000000": 8_970, "620000000": 10_201,
    "630000000": 10_731, "710000000": 10_623, "750000000": 10_569, "790000000": 9_882,
}  # fmt: skip
"""Region to country in ten-thousandths; 1 to 1 where it is not named. No median income was published."""

NOT_INCOME = ("scholarship", "benefit")
BENEFITS = ("large_family", "mother_award", "child_care", "disability", "survivor", "job_loss", "other")
BENEFITS_OF_DISABLED_CHILDREN = ("survivor", "other")
WORKING = ("employee", "self_employed", "sole_trader", "seasonal")
SETTLEMENTS = {
    "capital": 70,
    "district_city": -30,
    "rural_district": -50,
    "village": -70,
    "unregistered": -100,
}


def write_answers(snapshot: str, target: str) -> None:
    """Answer for every family of a snapshot's folder and write it as Parquet."""
    pl.DataFrame(answers_of_families(Path(snapshot))).write_parquet(target)


def answers_of_families(snapshot: Path) -> Answers:
    """``family`` and the thirty answers of every family, in the order of the families."""
    families = _read(
        snapshot,
        "families",
        "family region settlement_status cars commercial_vehicles farm_machinery commercial_property",
    )
    keys = Keys(families["family"].to_numpy())
    members = _members(snapshot, keys)
    sizes = _composition(members)
    money = _money(members, sizes, families["region"])
    points = _points_of_members(members, sizes, money["family_income"])
    points |= _points_of_property(snapshot, keys, families, sizes["family_size"])
    score = np.where(
        sizes["family_size"] == 0, 0, sum(points.values(), np.zeros(len(keys.numbers), np.int64))
    )
    level = np.array(["E", "D", "C", "B", "A"])[np.searchsorted([-458, -30, 730, 1800], score, side="right")]
    return {
        "family": keys.numbers,
        **sizes,
        **money,
        **points,
        "wellbeing_score": score,
        "level": np.where(sizes["family_size"] == 0, "none", level),
    }


class Keys:
    """Numbers in any order, each once, among which others are found."""

    def __init__(self, numbers: Ints) -> None:
        self.numbers = numbers
        self._order = np.argsort(numbers)
        self._sorted = numbers[self._order]

    def find(self, wanted: Ints) -> tuple[Ints, Flags]:
        """Where each of ``wanted`` stands, and whether it is there at all.

        Sorted first: a search for neighbours one after the other stays in the processor's cache.
        """
        if not len(self.numbers):
            return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
        order = np.argsort(wanted)
        at = np.empty(len(wanted), np.int64)
        at[order] = np.searchsorted(self._sorted, wanted[order])
        found = self._order[np.minimum(at, len(self.numbers) - 1)]
        return found, self.numbers[found] == wanted


@dataclass(frozen=True)
class Members:
    """Who lives in a family on the day: a row for each, and where the family stands among ``families``."""

    families: int
    home: Ints
    role: pl.Series
    persons: pl.DataFrame
    birth: Dates
    income: Ints
    at_work: Flags
    cares: Flags
    draws_assistance: Flags
    draws_large_family: Flags

    def count(self, which: Flags) -> Ints:
        """In each family, how many of the members."""
        return np.bincount(self.home[which], minlength=self.families)

    def any(self, which: Flags) -> Flags:
        """In each family, whether there is such a member."""
        found = np.zeros(self.families, np.bool_)
        found[self.home[which]] = True
        return found

    def younger(self, age: str) -> Flags:
        """Not yet of that age on the day."""
        return self.birth > BORN_AFTER[age]

    def flag(self, column: str) -> Flags:
        """A column of yes and no."""
        return self.persons[column].to_numpy()


def _members(snapshot: Path, families: Keys) -> Members:
    persons = _read(
        snapshot,
        "persons",
        "person birth_date sex disability full_time_student education medical_attachment health_insurance "
        "chronic_illness dispensary_record business loans overdue_loan death_date",
    )
    keys = Keys(persons["person"].to_numpy())
    terms = _read(snapshot, "memberships", "person family role valid_from valid_to")
    terms = terms.filter(pl.Series(_holds(terms)))
    at, known = keys.find(terms["person"].to_numpy())
    home, there = families.find(terms["family"].to_numpy())
    living = (persons["death_date"].fill_null(FAR).to_numpy() > DAY)[at] & known & there
    at = at[living]
    of_person = _receipts(snapshot, keys)
    counted, draws_assistance, draws_large_family = _benefits(
        snapshot, keys, _is(persons["disability"], "child")
    )
    at_work, cares = _work(snapshot, keys)
    taken = persons.drop("person", "death_date")[at]
    return Members(
        families=len(families.numbers),
        home=home[living],
        role=terms["role"].filter(pl.Series(living)),
        persons=taken,
        birth=taken["birth_date"].to_numpy(),
        income=(of_person + counted)[at],
        at_work=at_work[at],
        cares=cares[at],
        draws_assistance=draws_assistance[at],
        draws_large_family=draws_large_family[at],
    )


def _receipts(snapshot: Path, persons: Keys) -> Ints:
    """What each person received in the quarter."""
    rows = _read(snapshot, "incomes", "person month kind amount")
    month = rows["month"].to_numpy()
    counts = (month >= MONTHS[0]) & (month <= MONTHS[-1]) & ~_is(rows["kind"], *NOT_INCOME)
    return _added(rows["person"].to_numpy()[counts], rows["amount"].to_numpy()[counts], persons)


def _benefits(snapshot: Path, persons: Keys, disabled_child: Flags) -> tuple[Ints, Flags, Flags]:
    """Of each person: benefits of the quarter that count, and whether two kinds are drawn on the day."""
    rows = _read(snapshot, "benefits", "person kind amount valid_from valid_to")
    months = sum((_holds(rows, month).astype(np.int64) for month in MONTHS), np.zeros(len(rows), np.int64))
    at, known = persons.find(rows["person"].to_numpy())
    kind = rows["kind"]
    counts = np.where(disabled_child[at], _is(kind, *BENEFITS_OF_DISABLED_CHILDREN), _is(kind, *BENEFITS))
    sums = np.zeros(len(persons.numbers), np.int64)
    np.add.at(sums, at[known & counts], (rows["amount"].to_numpy() * months)[known & counts])
    draws = known & _holds(rows)
    return (
        sums,
        _marked(at[draws & _is(kind, "targeted_assistance")], persons),
        _marked(at[draws & _is(kind, "large_family")], persons),
    )


def _work(snapshot: Path, persons: Keys) -> tuple[Flags, Flags]:
    """Of each person: whether at work, and whether recorded as a carer."""
    rows = _read(snapshot, "work", "person status valid_from valid_to")
    at, known = persons.find(rows["person"].to_numpy())
    holds = known & _holds(rows)
    status = rows["status"]
    return _marked(at[holds & _is(status, *WORKING)], persons), _marked(
        at[holds & _is(status, "carer")], persons
    )


def _composition(members: Members) -> dict[str, NDArray[np.generic]]:
    minor, student = members.younger("18"), members.flag("full_time_student")
    dependent = _is(members.role, "child", "other") & (minor | (student & members.younger("23")))
    men = _is(members.persons["sex"], "male")
    pension_age = np.where(men, ~members.younger("63"), ~members.younger("61"))
    able = ~members.younger("16") & ~pension_age & ~student
    able &= _is(members.persons["disability"], "none", "group_3")
    size, children = members.count(np.ones(len(minor), np.bool_)), members.count(dependent)
    parents = members.count(_is(members.role, "head", "spouse") & ~minor)
    kind = np.select(
        [
            size == 0,
            children >= 4,
            (parents == 1) & (children > 0),
            children > 0,
            ~members.any(~pension_age),
            size == 1,
        ],
        ["empty", "large", "single_parent", "couple_with_children", "elderly", "lone"],
        "other",
    )
    small = members.any(dependent & members.younger("18 months"))
    care = np.array([576, 681, 785, 890])[np.clip(children, 1, 4) - 1]
    several = np.array([0, 1603, 2004, 2405, 2806])[np.clip(children - 3, 0, 4)]
    return {
        "family_size": size,
        "dependent_children": children,
        "minors": members.count(minor),
        "young_children": members.count(members.younger("7") & ~members.younger("1")),
        "able_bodied_members": members.count(able),
        "family_kind": kind,
        "large_family_allowance": _up(np.where(children >= 8, children * 400, several) * MONTHLY_INDEX, 100),
        "child_care_allowance": np.where(small, _up(care * MONTHLY_INDEX, 100), 0),
        "draws_targeted_assistance": members.any(members.draws_assistance),
        "draws_large_family_allowance": members.any(members.draws_large_family),
        "_can_take_up_work": members.any(able & ~members.at_work & ~members.cares),
    }


def _money(members: Members, sizes: dict[str, NDArray[np.generic]], region: pl.Series) -> Answers:
    size: Ints = sizes["family_size"]
    can_take_up_work = sizes.pop("_can_take_up_work")
    income = np.zeros(members.families, np.int64)
    np.add.at(income, members.home, members.income)
    ratio = region.replace_strict(REGION_RATIO, default=10_000, return_dtype=pl.Int64).to_numpy()
    minimum = _nearest(STATISTICAL_MINIMUM * ratio, 10_000)
    line = _nearest(minimum * 7_000, 10_000)
    lacking = np.maximum(line * size * 3 - income, 0)
    below = lacking > 0
    heads = np.maximum(size, 1) * 3
    share = np.minimum(income, 10**12) * 10_000 // (line * heads)
    supplement = _nearest(sizes["young_children"] * 150 * MONTHLY_INDEX, 100)
    return {
        "family_income": income,
        "income_per_head": np.where(size == 0, 0, income // heads),
        "regional_minimum": minimum,
        "poverty_line": line,
        "ratio_to_line": np.where(size == 0, 0, share),
        "below_subsistence": income < minimum * size * 3,
        "below_poverty_line": below,
        "targeted_assistance": _nearest(lacking, 3),
        "assistance_kind": np.select([~below, can_take_up_work], ["none", "conditional"], "unconditional"),
        "child_supplement": np.where(below, supplement, 0),
    }


def _points_of_members(members: Members, sizes: Answers, income: Ints) -> dict[str, Ints]:
    minor, persons = members.younger("18"), members.persons
    quarters = income * 4 // (BUDGET_MINIMUM * np.maximum(sizes["family_size"], 1) * 3)
    of_income = np.array([40, 100, 170, 280, 400, 620])[
        np.searchsorted([1, 4, 8, 12, 16], quarters, side="right")
    ]
    overdue, adults = members.count(~minor & members.flag("overdue_loan")), members.count(~minor)
    sole = members.any(_is(persons["business"], "sole_trader", "both"))
    founder = members.any(_is(persons["business"], "founder", "both"))
    severe = members.any(_is(persons["disability"], "group_1", "group_2"))
    third = members.any(_is(persons["disability"], "group_3"))
    attached = _is(persons["education"], "school", "college", "university")
    nowhere = _is(persons["education"], "none")
    no_preschool = members.any(members.younger("7") & ~members.younger("3") & nowhere)
    no_school = members.any(minor & ~members.younger("7") & ~attached)
    return {
        "income_and_loan_points": np.where(income > 0, of_income, 0)
        + 50 * members.any(members.flag("loans"))
        + np.select([overdue == 0, overdue == adults], [0, -500], -250),
        "employment_points": -100 * (sizes["able_bodied_members"] == 0)
        + 150 * np.minimum(members.count(members.at_work), 2)
        + 100 * founder
        + 50 * sole,
        "social_protection_points": 50 * np.minimum(sizes["dependent_children"], 4)
        + np.select([severe, third], [-250, -100], 0)
        - 150 * members.any(_is(persons["disability"], "child")),
        "health_points": -20 * members.any(~members.flag("medical_attachment"))
        - 20 * ~members.any(members.flag("health_insurance"))
        - 80 * members.any(members.flag("chronic_illness"))
        - 50 * members.any(members.flag("dispensary_record")),
        "education_points": -50 * no_preschool - 100 * no_school,
    }


def _points_of_property(snapshot: Path, keys: Keys, families: pl.DataFrame, size: Ints) -> dict[str, Ints]:
    cars, lorries, machines = (
        families[name].to_numpy() for name in ("cars", "commercial_vehicles", "farm_machinery")
    )
    homes = _read(snapshot, "dwellings", "family kind area owned")
    at, known = keys.find(homes["family"].to_numpy())
    owns = known & homes["owned"].to_numpy() & ~_is(homes["kind"], "dormitory")
    owned = np.bincount(at[owns], minlength=len(size))
    area = _added(homes["family"].to_numpy(), homes["area"].to_numpy(), keys)
    farms = _read(snapshot, "holdings", "family kind quantity value")
    whose = farms["family"].to_numpy()
    ours = ~_is(farms["kind"], "land")
    value = _added(whose[ours], farms["value"].to_numpy()[ours], keys)
    land = _is(farms["kind"], "household_plot", "land") & (farms["quantity"].to_numpy() > 0)
    at, known = keys.find(whose)
    status = families["settlement_status"].cast(pl.String)
    of_place = status.replace_strict(SETTLEMENTS, default=0, return_dtype=pl.Int64).to_numpy()
    of_homes = np.select(
        [owned == 0, owned >= 12, owned >= 7, owned >= 4, owned >= 2, area < 1800 * size],
        [-200, 2000, 1000, 400, 100, -80],
        50,
    )
    of_farm = np.select(
        [value < 1, value < 500_000, value <= 1_000_000, value <= 2_000_000], [0, 50, 150, 350], 600
    )
    return {
        "movable_property_points": np.array([-50, 0, 50, 100])[np.minimum(cars, 3)]
        + 80 * (lorries > 0)
        + 100 * np.minimum(machines, 2),
        "housing_points": of_homes + 80 * families["commercial_property"].to_numpy() + of_place,
        "agriculture_points": of_farm + 150 * _marked(at[known & land], keys),
    }


def _read(snapshot: Path, table: str, columns: str) -> pl.DataFrame:
    return pl.read_parquet(snapshot / f"{table}.parquet", columns=columns.split())


def _is(column: pl.Series, *words: str) -> Flags:
    """Whether a column has one of the words."""
    found = (column == words[0]).to_numpy()
    for word in words[1:]:
        found = found | (column == word).to_numpy()
    return found


def _holds(terms: pl.DataFrame, day: np.datetime64 = DAY) -> Flags:
    """Whether terms hold on a day; both ends are inside."""
    return (terms["valid_from"].to_numpy() <= day) & (terms["valid_to"].fill_null(FAR).to_numpy() >= day)


def _added(whose: Ints, amounts: Ints, owners: Keys) -> Ints:
    """The sum of the amounts of each owner."""
    at, known = owners.find(whose)
    sums = np.zeros(len(owners.numbers), np.int64)
    np.add.at(sums, at[known], amounts[known])
    return sums


def _marked(at: Ints, owners: Keys) -> Flags:
    marks = np.zeros(len(owners.numbers), np.bool_)
    marks[at] = True
    return marks


def _nearest(numerator: Ints, denominator: int) -> Ints:
    """Divided, to the nearest whole number, a half upwards."""
    return (2 * numerator + denominator) // (2 * denominator)


def _up(numerator: Ints, denominator: int) -> Ints:
    return -(-numerator // denominator)

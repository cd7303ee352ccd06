"""Whole numbers at the edges of 64 bits on every engine; DuckDB judges, which raises where they are left."""

from datetime import date
from itertools import product

import duckdb
import pytest
from every_node import rule

from esep.engines import ENGINES
from esep.errors import InputRefused, LawError
from esep.law import (
    FAMILY,
    PERSON,
    Entity,
    Law,
    Provision,
    Rounding,
    age,
    at_least,
    choose,
    count_of,
    divided,
    largest_of,
    moment,
    share_of,
    sum_of,
    value,
)

ON = date(2026, 4, 1)
STEP, MOST = 9_000, 999_999_999_999
"""A number is put together of rows of at most MOST tenge, times STEP, and of cars."""
PER_CAR = value(1, "KZT/vehicle")
LARGEST = 2**63 - 1

engines = pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))


@rule(FAMILY, "KZT")
def number(family):
    """Any whole number to nine quintillions, below zero too."""
    land = sum_of(family.holdings, lambda h: h.value, where=lambda h: h.kind == "land")
    cattle = sum_of(family.holdings, lambda h: h.value, where=lambda h: h.kind == "cattle")
    return (land - cattle) * STEP + family.cars * PER_CAR


@rule(FAMILY, "vehicle")
def divisor(family):
    """From -9,999 to 9,999."""
    return family.commercial_vehicles - family.farm_machinery


@rule(FAMILY, "KZT/vehicle")
def down(family):
    """The quotient rounded down."""
    return divided(number(family), divisor(family), when_zero=-77)


@rule(FAMILY, "KZT/vehicle")
def half_up(family):
    """The nearest whole quotient, a half upwards."""
    return divided(number(family), divisor(family), rounding=Rounding.HALF_UP, when_zero=-78)


@rule(FAMILY, "KZT/vehicle")
def up(family):
    """The quotient rounded up; by nothing, the quotient by one."""
    one = divided(number(family), value(1, "vehicle"))
    return divided(number(family), divisor(family), rounding=Rounding.UP, when_zero=one)


@rule(FAMILY, "KZT")
def part(family):
    """6,999 ten-thousandths."""
    return share_of(number(family), value(6_999, "share"), rounding=Rounding.HALF_UP)


@rule(FAMILY, "KZT")
def one_less(family):
    """The number before."""
    return number(family) - 1


@rule(FAMILY, "bool")
def beyond_doubles(family):
    """Above 2 to the 53rd, from where floats skip every other number."""
    return number(family) > 2**53


@rule(FAMILY, "KZT")
def at_least_2_62(family):
    """Not below 2 to the 62nd."""
    return at_least(number(family), 2**62)


OURS = tuple(item for item in globals().values() if isinstance(item, Provision))
NAMES = [provision.name for provision in OURS]
# Written from the meaning of each rounding: DuckDB's // goes towards zero.
QUERY = """
WITH parts AS (
  SELECT id, n, d, CASE WHEN d <> 0 THEN n // d END AS q, CASE WHEN d <> 0 THEN n % d END AS r FROM given
),
floors AS (
  SELECT *, q - CASE WHEN r <> 0 AND (r < 0) <> (d < 0) THEN 1 ELSE 0 END AS below,
    CASE WHEN r <> 0 AND (r < 0) <> (d < 0) THEN r + d ELSE r END AS rest,
    CAST(n AS HUGEINT) * 6999 AS wide FROM parts
)
SELECT n AS number, d AS divisor,
  coalesce(below, -77) AS down,
  coalesce(below + CASE WHEN 2 * abs(rest) >= abs(d) THEN 1 ELSE 0 END, -78) AS half_up,
  coalesce(below + CASE WHEN rest <> 0 THEN 1 ELSE 0 END, n) AS up,
  wide // 10000 + CASE WHEN wide % 10000 >= 5000 THEN 1 WHEN wide % 10000 < -5000 THEN -1 ELSE 0 END AS part,
  n - 1 AS one_less, n > 9007199254740992 AS beyond_doubles, greatest(n, 4611686018427387904) AS at_least_2_62
FROM floors ORDER BY id
"""
EDGES = [0, 1, 2, 7, 4_999, 2**31, 2**53 - 1, 2**53, 2**53 + 1, 2**62 - 1, 2**62, 2**62 + 1]
LEAST = -STEP * 1_000 * MOST
FARTHEST = -LEAST + 9_999
DIVISORS = [0, 1, 2, 3, 7, 9_998, 9_999]


def row(entity, **cells):
    columns = {name: c.default for name, c in entity.declared.columns.items() if name != "role"}
    return columns | cells


def tables_of(pairs):
    """A family for each pair of number and divisor."""
    families, holdings = [], []
    for id, (whole, by) in enumerate(pairs):
        times, cars = divmod(whole, STEP)
        if times > 1_000 * MOST:
            times, cars = times - 1, cars + STEP
        families.append(
            row(FAMILY, family=id, cars=cars, commercial_vehicles=max(by, 0), farm_machinery=max(-by, 0))
        )
        kind, left = "land" if times > 0 else "cattle", abs(times)
        while left:
            holdings.append(row(Entity("holding"), family=id, kind=kind, value=min(left, MOST)))
            left -= min(left, MOST)
    return {"families": families, "persons": [], "memberships": [], "holdings": holdings}


def law_of(*provisions):
    return Law(tuple(provisions), {})


def answers(engine, names, tables, law=None):
    return engine((law or law_of(*OURS)).plan(names, on=ON), tables)


@pytest.fixture(scope="module")
def pairs():
    small, large = EDGES[:9], [2**62 - 1, 2**62, 2**62 + 1, FARTHEST - 1, FARTHEST]
    signed = [(n * sign, d * other) for n, d, sign, other in product(small, DIVISORS, (1, -1), (1, -1))]
    far = [(n, d) for n, d in product([*large, LEAST, LEAST + 1, -(2**62)], (0, -7, 9_999))]
    return list(dict.fromkeys(signed + far))


@engines
def test_every_rounding_is_that_of_duckdb(engine, pairs):
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE given (id BIGINT, n BIGINT, d BIGINT)")
        connection.executemany("INSERT INTO given VALUES (?, ?, ?)", [(i, *p) for i, p in enumerate(pairs)])
        asked = connection.execute(QUERY)
        columns = [column[0] for column in asked.description]
        expected = [dict(zip(columns, found, strict=True)) for found in asked.fetchall()]
    found = [{name: row[name] for name in NAMES} for row in answers(engine, NAMES, tables_of(pairs))[FAMILY]]
    assert sorted(columns) == sorted(NAMES)
    assert [(e, f) for e, f in zip(expected, found, strict=True) if e != f] == []


@engines
def test_a_long_sum_of_the_largest_cells_keeps_every_tenge(engine):
    """300 members of 1,000 rows: 2.99 x 10^17, which no double holds."""

    @rule(FAMILY, "KZT")
    def all_receipts(family):
        """Receipts of every member."""
        return sum_of(family.members, lambda p: sum_of(p.incomes, lambda i: i.amount))

    month = date(2026, 1, 1)
    one = row(Entity("income"), month=month, kind="wage", amount=MOST)
    tables = {
        "families": [row(FAMILY, family=1)],
        "persons": [row(PERSON, person=id) for id in range(300)],
        "memberships": [membership(id) for id in range(300)],
        "incomes": [one | {"person": id} for id in (0, 1, 299) for _ in range(1_000)] + [one | {"person": 7}],
    }
    found = answers(engine, ["all_receipts"], tables, law_of(all_receipts))[FAMILY]
    assert found == [{"family": 1, "all_receipts": 3_001 * MOST}]


def membership(person, family=1):
    days = {"valid_from": date(2020, 1, 1), "valid_to": None}
    return {"person": person, "family": family, "role": "child", **days}


@rule(FAMILY, "person")
def size(family):
    """Members."""
    return count_of(family.members)


@engines
@pytest.mark.parametrize(("members", "is_refused"), [(300, False), (301, True)])
def test_more_members_than_the_proof_allows_are_refused(engine, members, is_refused):
    tables = {
        "families": [row(FAMILY, family=1)],
        "persons": [row(PERSON, person=id) for id in range(members)],
        "memberships": [membership(id) for id in range(members)],
    }
    if is_refused:
        with pytest.raises(InputRefused) as refused:
            answers(engine, ["size"], tables, law_of(size))
        assert [(fault.file, fault.column) for fault in refused.value.faults] == [("memberships", "family")]
    else:
        assert answers(engine, ["size"], tables, law_of(size))[FAMILY] == [{"family": 1, "size": 300}]


def of_cars(body):
    """A provision in tenge of a family; ``edge`` is the largest of int64 with a car, else its contrary."""

    @rule(FAMILY, "KZT")
    def edge(family):
        """The edge."""
        return choose((family.cars > 0, value(LARGEST, "KZT")), otherwise=value(-LARGEST, "KZT"))

    @rule(FAMILY, "KZT")
    def asked(family):
        """What is asked of it."""
        return body(family, edge(family))

    return law_of(edge, asked)


BEYOND = {
    "one more": lambda family, edge: edge + 1,
    "one less": lambda family, edge: edge - 1,
    "twice": lambda family, edge: edge * 2,
    "less a car": lambda family, edge: edge - family.cars * PER_CAR,
    "a difference": lambda family, edge: edge - edge,
    "a share above one": lambda family, edge: share_of(edge, value(10_001, "share")),
    "a sum of parts": lambda family, edge: sum_of(family.holdings, lambda h: h.value * 10_000),
}


@pytest.mark.parametrize("body", BEYOND.values(), ids=list(BEYOND))
def test_a_plan_that_could_leave_int64_is_refused_when_it_is_built(body):
    with pytest.raises(LawError, match="beyond int64"):
        of_cars(body).plan(["asked"], on=ON)


@pytest.mark.parametrize("expression", ["n + 1", "-n - 2", "n * 2"])
def test_duckdb_raises_at_such_a_number(expression):
    with duckdb.connect() as connection, pytest.raises(duckdb.OutOfRangeException):
        connection.execute(f"SELECT {expression} FROM (SELECT {LARGEST} AS n)").fetchall()


WITHIN = {
    "itself": (lambda family, edge: edge, LARGEST, -LARGEST),
    "a whole share": (lambda family, edge: share_of(edge, value(10_000, "share")), LARGEST, -LARGEST),
    # 9,223,372,036,854,775,807 = 2 x 4,611,686,018,427,387,903 + 1
    "a half, rounded down": (lambda family, edge: divided(edge, 2), 2**62 - 1, -(2**62)),
    "a half, rounded up": (lambda family, edge: divided(edge, 2, rounding=Rounding.UP), 2**62, 1 - 2**62),
    "a half to the nearest": (
        lambda family, edge: divided(edge, 2, rounding=Rounding.HALF_UP),
        2**62,
        1 - 2**62,
    ),
    # A third of 2^63 - 1 is 3,074,457,345,618,258,602.33...; 70 % of it is 6,456,360,425,798,343,064.9.
    "a third": (lambda family, edge: divided(edge, 3), 3_074_457_345_618_258_602, -3_074_457_345_618_258_603),
    "70 %": (
        lambda family, edge: share_of(edge, value(7_000, "share"), rounding=Rounding.HALF_UP),
        6_456_360_425_798_343_065,
        -6_456_360_425_798_343_065,
    ),
}


@engines
@pytest.mark.parametrize(("body", "above", "below"), WITHIN.values(), ids=list(WITHIN))
def test_the_largest_numbers_are_divided_exactly(engine, body, above, below):
    tables = {"families": [row(FAMILY, family=1, cars=1), row(FAMILY, family=2)], "persons": []}
    found = answers(engine, ["asked"], tables, of_cars(body))[FAMILY]
    assert found == [{"family": 1, "asked": above}, {"family": 2, "asked": below}]


@engines
@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2004, 1, 30), -1),
        (date(2004, 1, 31), 0),
        (date(2004, 2, 29), 0),
        (date(2004, 3, 1), 1),
        (date(2004, 3, 30), 1),
        (date(2004, 3, 31), 2),
        (date(2004, 4, 30), 2),
        (date(2004, 5, 1), 3),
        (date(2005, 1, 30), 11),
        (date(2005, 1, 31), 12),
    ],
)
def test_months_of_who_was_born_on_the_31st(engine, on, months):
    @rule(PERSON, "month")
    def lived(person):
        """Full months on the date."""
        return age(person.birth_date, at=moment.law_date, counted_in="month")

    @rule(PERSON, "bool")
    def a_month_old(person):
        """The same as a comparison."""
        return age(person.birth_date, at=moment.law_date, counted_in="month") >= 1

    tables = {"families": [], "persons": [row(PERSON, person=7, birth_date=date(2004, 1, 31))]}
    law = law_of(lived, a_month_old)
    found = engine(law.plan(["lived", "a_month_old"], on=on), {**tables, "memberships": []})[PERSON]
    assert found == [{"person": 7, "lived": months, "a_month_old": months >= 1}]


@engines
@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (1896, date(2000, 2, 28), 103),
        (1896, date(2000, 2, 29), 104),
        (1896, date(2025, 2, 28), 128),
        (1896, date(2025, 3, 1), 129),
        (2096, date(2100, 2, 28), 3),
        (2096, date(2100, 3, 1), 4),
        (2096, date(2104, 2, 29), 8),
    ],
)
def test_born_on_29_february_over_a_century_that_has_none(engine, born, on, years):
    """2000 was a leap year, 1900 was not and 2100 will not be."""

    @rule(PERSON, "year")
    def lived(person):
        """Full years on the date."""
        return age(person.birth_date, at=moment.law_date)

    @rule(FAMILY, "year")
    def eldest(family):
        """Of the family."""
        return largest_of(family.members, lived, empty=0)

    tables = {
        "families": [row(FAMILY, family=1)],
        "persons": [row(PERSON, person=7, birth_date=date(born, 2, 29))],
        "memberships": [membership(7) | {"valid_from": date(born, 2, 29)}],
    }
    plan = law_of(lived, eldest).plan(["eldest"], on=on)
    assert engine(plan, tables)[FAMILY] == [{"family": 1, "eldest": years}]

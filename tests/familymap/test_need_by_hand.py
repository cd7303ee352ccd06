"""Deprivation, the scoring pilot and the flags of inclusion of the small region, worked out by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hand_region import CITY_DISTRICT, DISTRICT, ON, OTHER_DISTRICT, named

from esep.engines.polars_engine import run
from esep.errors import WrongSettings
from esep.familymap import QUERIES, Assessment, need
from esep.familymap.multidimensional import measure_groups
from esep.kazakhstan import law
from esep.kazakhstan.deprivation import CUTOFF, INDICATORS, WEIGHTS
from esep.law import FAMILY, PERSON, Law
from esep.registers import Snapshot

OF_FAMILY = (
    *INDICATORS,
    *need.FAMILY_FLAGS,
    "deprivation_score",
    "multidimensionally_poor",
    "scoring_pilot_score",
    "scoring_pilot_category",
    "scoring_pilot_excluded",
)


@dataclass(frozen=True)
class Held(Assessment):
    """An assessment whose rows are given, so that these tables are tested under any law."""

    of_families: pl.DataFrame
    of_persons: pl.DataFrame

    @property
    def families(self) -> pl.LazyFrame:
        return self.of_families.lazy()

    @property
    def persons(self) -> pl.LazyFrame:
        return self.of_persons.lazy()


@pytest.fixture(scope="module")
def held(assessed: Assessment, hand_made: Snapshot) -> Callable[[Law], Held]:
    def under(of_law: Law) -> Held:
        answers = run(of_law.plan([*OF_FAMILY, *need.PERSON_FLAGS], on=ON), hand_made)
        parts = {}
        for entity, known in ((FAMILY, assessed.families), (PERSON, assessed.persons)):
            key, found = entity.declared.key, answers[entity]
            kept = known.collect().drop([name for name in found.columns if name != key], strict=False)
            parts[entity] = kept.join(found, on=key)
        return Held(assessed.folder, assessed.manifest, parts[FAMILY], parts[PERSON])

    return under


@pytest.fixture(scope="module")
def mapped(held: Callable[[Law], Held]) -> Held:
    return held(law())


def values(assessment: Assessment, column: str) -> dict[str, Any]:
    families = named(assessment.families.collect().to_dicts(), "family")
    return {name[0]: row[column] for name, row in sorted(families.items())}


def test_each_family_has_its_score_of_deprivation(mapped: Held) -> None:
    # A: income 4, kindergarten 3, 15 m2 each 6. B: clinic 4, monitoring 4, dwelling 6. C: income, steady
    # income and work 12, occupation of the mother 3, dwelling 6, papers, debt and earners 12. D: occupation
    # of Gaukhar 3. F: income, steady income and work 12, no earner 4.
    assert values(mapped, "deprivation_score") == {"A": 13, "B": 14, "C": 33, "D": 3, "E": 0, "F": 16}
    poor = values(mapped, "multidimensionally_poor")
    assert [name for name, is_poor in poor.items() if is_poor] == ["C"]


def test_the_region_has_its_incidence_intensity_and_adjusted_head_count(mapped: Held) -> None:
    found = need.measured(mapped)
    assert found is not None
    [whole] = found.values()
    assert (whole.head_count, whole.intensity) == (Fraction(5, 14), Fraction(33, 60))
    assert whole.adjusted_head_count == Fraction(5 * 33, 14 * 60)
    [row] = need.deprivation_overview(mapped).to_dicts()
    assert list(row.values()) == [14, 5, 3_571, 5_500, 1_964, 3_636, 909, 0, 1_818, 3_636]


def test_each_district_has_its_measures_and_nothing_where_nobody_is_poor(mapped: Held) -> None:
    nothing = [None] * 5
    assert [list(row) for row in need.deprivation(mapped).rows()] == [
        [CITY_DISTRICT, 3, 0, 0, None, 0, *nothing],
        [DISTRICT, 6, 0, 0, None, 0, *nothing],
        [OTHER_DISTRICT, 5, 5, 10_000, 5_500, 5_500, 3_636, 909, 0, 1_818, 3_636],
    ]


def test_each_indicator_has_its_persons_and_its_contribution(mapped: Held) -> None:
    rows = {
        indicator.removeprefix("deprived_of_"): rest
        for _dimension, indicator, *rest in need.deprivation_by_indicator(mapped).rows()
    }
    assert rows == {
        "income": [4, 10, 5, 1_212],
        "steady_income": [4, 6, 5, 1_212],
        "work": [4, 6, 5, 1_212],
        "kindergarten": [3, 4, 0, 0],
        "schooling": [3, 0, 0, 0],
        "attendance": [3, 0, 0, 0],
        "occupation": [3, 7, 5, 909],
        "clinic": [4, 2, 0, 0],
        "insurance": [4, 0, 0, 0],
        "monitoring": [4, 2, 0, 0],
        "dwelling": [6, 7, 5, 1_818],
        "space": [6, 4, 0, 0],
        "documents": [4, 5, 5, 1_212],
        "solvency": [4, 5, 5, 1_212],
        "earners": [4, 6, 5, 1_212],
    }


def test_another_cut_off_needs_the_law_that_it_stands_in(held: Callable[[Law], Held]) -> None:
    lower = law().changed({"deprivation_cutoff": 13})  # A stands exactly on it
    changed = held(lower)
    with pytest.raises(WrongSettings, match="other weights or another cut-off"):
        need.deprivation(changed)
    found = need.measured(changed, law=lower)
    assert found is not None
    assert found[()].head_count == Fraction(4 + 2 + 5 + 1, 14)
    assert found[()].adjusted_head_count == Fraction(4 * 13 + 2 * 14 + 5 * 33 + 16, 14 * 60)
    districts = need.measured(changed, "district", law=lower)
    assert districts is not None
    first, *others = districts.values()
    assert sum(others, start=first) == found[()]


def test_the_table_and_the_plain_measure_count_the_same(mapped: Held) -> None:
    rows = mapped.of_families.filter(pl.col("family_size") > 0)
    weights = law().parameters[WEIGHTS].on(ON).value
    cutoff = law().parameters[CUTOFF].on(ON).value
    found = need.measured(mapped, "district")
    assert found is not None
    assert {district: each for (district,), each in found.items()} == measure_groups(
        rows["district"].to_list(),
        rows.select(INDICATORS).to_numpy(),
        [weights[name] for name in INDICATORS],
        cutoff,
        rows["family_size"].to_numpy(),
    )


def test_a_region_outside_the_pilot_has_no_categories(mapped: Held) -> None:
    assert need.by_scoring_category(mapped).is_empty()


def test_were_the_region_in_the_pilot_each_family_would_have_its_category(
    held: Callable[[Law], Held],
) -> None:
    pilot = held(law().changed({"scoring_pilot_regions": ["310000000"]}))
    # A: 5 + 5 + 0 + 2 + 2 + 1 + 3 + 2 + 3, health and school 9, load and both parents 2, one of two works 2.
    # B: 12 + 2 + 3, 4, 1. C: a car 3, 10. D: 24 + 8 + 4 + 2 + 6 + 6 + 4 + 2 + 3, 10, 5, 4.
    # F: 5 + 5 + 4 + 2 + 3 + 2 + 3, 10, 1.
    assert values(pilot, "scoring_pilot_score") == {"A": 36, "B": 22, "C": 13, "D": 78, "E": 0, "F": 35}
    assert need.by_scoring_category(pilot).rows() == [
        (1, 1, 5, 0),
        (2, 1, 2, 0),
        (3, 2, 5, 0),
        (4, 0, 0, 0),
        (5, 0, 0, 0),
        (6, 1, 2, 1),
    ]


def test_who_is_left_out_is_counted_by_district(mapped: Held) -> None:
    found = need.inclusion(mapped)
    assert len(found) == 3 * (len(need.PERSON_FLAGS) + len(need.FAMILY_FLAGS))
    counted = {(flag, district): number for district, flag, _of, number in found.rows() if number}
    assert counted == {
        ("self_employed_uninsured", DISTRICT): 1,  # Hamit, who has no family
        ("without_steady_income", CITY_DISTRICT): 2,
        ("without_steady_income", DISTRICT): 2,
        ("without_steady_income", OTHER_DISTRICT): 1,
        ("neither_works_nor_studies", CITY_DISTRICT): 1,
        ("neither_works_nor_studies", DISTRICT): 1,
        ("neither_works_nor_studies", OTHER_DISTRICT): 1,
        ("has_disability", DISTRICT): 1,
        ("in_arrears", OTHER_DISTRICT): 1,
        ("large_family", OTHER_DISTRICT): 1,
        ("single_parent", OTHER_DISTRICT): 1,
        ("has_member_with_disability", DISTRICT): 1,
        ("has_overdue_loan", OTHER_DISTRICT): 1,
    }


@pytest.mark.parametrize(
    "query", [name for name, table in QUERIES.items() if table.__module__ == need.__name__]
)
def test_a_table_has_its_columns_and_no_rows_where_nothing_is_stored(mapped: Held, query: str) -> None:
    without = Held(
        mapped.folder,
        mapped.manifest,
        mapped.of_families.drop(OF_FAMILY),
        mapped.of_persons.drop(need.PERSON_FLAGS),
    )
    bare, full = QUERIES[query](without), QUERIES[query](mapped)
    assert bare.is_empty()
    assert bare.schema == full.schema

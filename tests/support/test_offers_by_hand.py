"""What each family of the small region is offered, worked out by hand (the region: tests/fixtures)."""

from typing import Any

import polars as pl
import pytest
from hand_region import (
    CITY_DISTRICT,
    DISTRICT,
    OTHER_DISTRICT,
    OTHER_VILLAGE,
    VILLAGE,
    family,
    person,
)

from esep.support import QUERIES, Proposals, offers_to_family

MCI = 4_325

OFFERS = {
    # The bill of 15,207 for 60 square metres, within 4 x 18, less ten per cent of 120,000 a month.
    # Below the line and drawing nothing; assigned for a quarter, 33,940 and 6,488 a month. Nobody can take up
    # work: the father works, the mother is a carer, so the kindergarten does not come first.
    "A-1": [
        ("targeted_assistance", None, True, 33_940, 101_820),
        ("child_supplement", None, False, 6_488, 19_464),
        ("housing_aid", None, False, 3_207, 12 * 3_207),
        ("kindergarten_place", "Asan", False, None, None),
        ("bastau_business", "Aigul", True, None, None),
        ("auyl_amanaty", "Aigul", False, None, 2_500 * MCI),
        ("household_plot_project", None, True, None, 1_496_774),
        ("livestock_project", None, True, None, 1_496_774),
    ],
    # Well above the line; no home and a disability, no clinic. A pensioner gets no disability allowance.
    "B-1": [
        ("medical_attachment", "Bibi", False, None, 0),
        ("housing_queue", None, False, None, 0),
    ],
    # The large-family allowance is drawn. No child of 1 to 6. Four children: 63 MCI at birth, 38,493 for
    # care. The overdue loan bars the microcredit; without land there is no household project.
    "C-1": [
        ("targeted_assistance", None, False, 78_095, 3 * 78_095),
        ("birth_allowance", None, False, 63 * MCI, 63 * MCI),
        ("child_care_allowance", None, False, 38_493, 12 * 38_493),
        ("job_loss_payment", "Sholpan", False, 67_500, 6 * 67_500),  # 45 % of 150,000
        ("identity_document", "Sanzhar", False, None, 865),  # 0.2 MCI
        ("vacancy", "Sholpan", True, None, 0),
        ("youth_practice", "Sholpan", False, None, 12 * 30 * MCI),
        ("subsidised_job", "Sholpan", True, None, 12 * 20 * MCI),
        ("vocational_course", "Sholpan", False, None, None),
        ("bastau_business", "Sholpan", True, None, None),
        ("new_business_grant", "Sholpan", False, None, 400 * MCI),
        ("housing_queue", None, False, None, 0),
    ],
    # Gaukhar neither works nor studies, but her family is well above the subsistence minimum.
    "D-1": [],
    "E-1": [],
    # Between the poverty line and the subsistence minimum: no right, but work; it does not come first.
    "F-1": [
        ("vacancy", "Farida", False, None, 0),
        ("bastau_business", "Farida", False, None, None),
    ],
}
"""Family → measure, person, whether it comes first, amount, cost in all; in the order of the offers."""


@pytest.mark.parametrize("number", list(OFFERS))
def test_a_family_is_offered_its_rights_and_what_fits_it(number: str, proposed: Proposals) -> None:
    offers = offers_to_family(proposed, family(number))
    expected = [
        (measure, None if name is None else person(name), *more)
        for measure, name, *more in OFFERS[number]  # type: ignore[misc]
    ]
    found = [(o.measure.id, o.person, o.comes_first, o.amount, o.cost) for o in offers]
    assert found == expected


def test_a_person_without_family_is_offered_what_is_for_everybody(proposed: Proposals) -> None:
    alone = proposed.rows.filter(pl.col("family").is_null()).collect().to_dicts()
    assert alone == [
        {
            "family": None,
            "person": person("Hamit"),
            "place": VILLAGE,
            "district": DISTRICT,
            "measure": "health_insurance",
            "order": 22,
            "is_right": False,
            "comes_first": False,
            "amount": None,
            "cost": 12 * 4_250,
        }
    ]


def test_the_dead_are_offered_nothing(proposed: Proposals) -> None:
    offered = proposed.rows.select("person").collect()["person"].to_list()
    assert not {person("Zhan"), person("Bolat")} & set(offered)


def test_an_offer_stands_at_the_place_where_the_family_lives(proposed: Proposals) -> None:
    rows = proposed.of_family(family("C-1"))
    assert set(rows["place"]) == {OTHER_VILLAGE}
    assert set(rows["district"]) == {OTHER_DISTRICT}
    assert len(proposed.of_district(OTHER_DISTRICT)) == len(OFFERS["C-1"])


def test_an_officer_sees_what_is_still_needed_and_who_gives_it(proposed: Proposals) -> None:
    [card] = [o for o in offers_to_family(proposed, family("C-1")) if o.measure.id == "identity_document"]
    assert card.needs("ru") == ("Свидетельство о рождении или прежнее удостоверение",)
    assert card.needs("en") == ("A birth certificate or the former card",)
    assert card.reason("en") == "Without an identity document: yes"


def test_a_family_that_is_not_there_has_no_offers(proposed: Proposals) -> None:
    assert offers_to_family(proposed, 12) == []


COLUMNS = ("measure", "is_right", "families_proposed", "proposals", "cost")
BY_MEASURE: list[tuple[Any, ...]] = [
    ("targeted_assistance", True, 2, 2, 101_820 + 234_285),
    ("child_supplement", True, 1, 1, 19_464),
    ("birth_allowance", True, 1, 1, 272_475),
    ("child_care_allowance", True, 1, 1, 461_916),
    ("job_loss_payment", True, 1, 1, 405_000),
    ("housing_aid", False, 1, 1, 38_484),
    ("identity_document", False, 1, 1, 865),
    ("medical_attachment", False, 1, 1, 0),
    ("health_insurance", False, 0, 1, 51_000),  # Hamit has no family
    ("kindergarten_place", False, 1, 1, None),
    ("vacancy", False, 2, 2, 0),
    ("youth_practice", False, 1, 1, 1_557_000),
    ("subsidised_job", False, 1, 1, 1_038_000),
    ("vocational_course", False, 1, 1, None),
    ("bastau_business", False, 3, 3, None),
    ("new_business_grant", False, 1, 1, 1_730_000),
    ("auyl_amanaty", False, 1, 1, 10_812_500),
    ("household_plot_project", False, 1, 1, 1_496_774),
    ("livestock_project", False, 1, 1, 1_496_774),
    ("housing_queue", False, 2, 2, 0),
]


def test_the_measures_are_counted_with_their_cost(proposed: Proposals) -> None:
    table = QUERIES["support.by_measure"](proposed)
    assert table.columns == list(COLUMNS)
    assert table.rows() == BY_MEASURE


def test_the_districts_are_counted_with_the_cost_of_undrawn_rights(proposed: Proposals) -> None:
    # A: 101,820 + 19,464. C: 234,285 + 272,475 + 461,916 + 405,000.
    assert QUERIES["support.by_district"](proposed).rows() == [
        (CITY_DISTRICT, 1, 0, 0),
        (DISTRICT, 2, 1, 121_284),
        (OTHER_DISTRICT, 1, 1, 1_373_676),
    ]
    assert QUERIES["support.overview"](proposed).rows() == [(4, 2, 121_284 + 1_373_676)]

"""The computed colour: by hand at its borders, and the database's own agrees with the program's."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from esep_site.delivery.catalogue import kinds
from esep_site.delivery.lights import Standing, light, lit
from esep_site.delivery.models import Light, Record

from ..conftest import DISTRICT

TODAY = datetime.date(2026, 9, 1)


def day(after: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=after)


FINE = Standing("under_way", 45, day(-45), day(100), day(15), day(100), None, 4)


@pytest.mark.parametrize(
    ("values", "colour"),
    [
        ({}, "green"),
        ({"category": "done"}, None),
        ({"category": "stopped", "fault_due": day(-9)}, None),
        ({"reported_on": day(-46)}, "grey"),
        ({"reported_on": None, "next_due": day(-9)}, "grey"),
        ({"next_due": day(14)}, "amber"),
        ({"next_due": TODAY}, "amber"),
        ({"next_due": day(-1)}, "red"),
        ({"last_forecast": day(101)}, "amber"),
        ({"last_forecast": day(130)}, "amber"),
        ({"last_forecast": day(131)}, "red"),
        ({"risk_level": 6}, "amber"),
        ({"fault_due": day(-1)}, "red"),
        ({"fault_due": TODAY}, "green"),
        ({"end": day(-1), "last_forecast": None}, "red"),
        ({"end": None, "last_forecast": day(900)}, "green"),
    ],
)
def test_a_colour_by_what_is_known(values: dict[str, object], colour: str | None) -> None:
    assert light(replace(FINE, **values), TODAY) == colour  # type: ignore[arg-type]


DAY = st.none() | st.integers(-60, 60).map(day)


class InTheDatabase(TestCase):
    """Any record gets the same colour by either way."""

    @settings(max_examples=60)
    @given(
        st.sampled_from(["planned", "under_way", "done", "stopped"]),
        st.sampled_from(list(kinds())), DAY, DAY, DAY, DAY, DAY, st.integers(0, 9),
    )  # fmt: skip
    def test_a_colour(self, category: str, kind: str, reported: object, end: object, due: object,
                      forecast: object, fault: object, risk: int) -> None:  # fmt: skip
        row = Record.objects.create(
            region="31", code="x", kind=kind, kind_version=1, name_kk="x", name_ru="x", place=DISTRICT,
            district=DISTRICT, stage="x", category=category, words="x", reported_on=reported, end=end,
            next_due=due, last_forecast=forecast, fault_due=fault, risk_level=risk,
        )  # fmt: skip
        standing = Standing(category, kinds()[kind].fresh_days, reported, end, due, forecast, fault, risk)  # type: ignore[arg-type]
        (colour,) = Record.objects.annotate(colour=lit(TODAY)).values_list("colour", flat=True)
        row.delete()
        expected = light(standing, TODAY)
        assert (Light(colour) if colour else None) == expected

"""Units of numbers: how they are read, multiplied and shown."""

import pytest

from esep.errors import LawError
from esep.law.units import BARE, common, unit


@pytest.mark.parametrize(
    ("left", "right", "product"),
    [
        ("KZT/month/person", "person", "KZT/month"),
        ("MCI/100", "KZT/month/MCI", "KZT/month/100"),
        ("KZT/month", "month", "KZT"),
        ("share", "KZT", "KZT/10000"),
        ("1", "point", "point"),
        ("m2/100", "1/person", "m2/person/100"),
    ],
)
def test_units_multiply(left, right, product):
    assert unit(left) * unit(right) == unit(product)


def test_the_order_of_bases_does_not_matter():
    assert unit("KZT/person/month") == unit("KZT/month/person")


@pytest.mark.parametrize(
    "text", ["KZT", "KZT/month/person", "MCI/100", "share", "1", "1/person", "bool", "level", "date"]
)
def test_a_unit_is_written_as_it_is_read(text):
    assert str(unit(text)) == text


def test_a_bare_number_takes_the_unit_that_it_meets():
    assert common(BARE, unit("KZT")) == unit("KZT")
    assert common(unit("KZT"), unit("person")) is None
    assert common(unit("share"), unit("1")) is None


def test_an_unknown_base_is_refused_by_name():
    with pytest.raises(LawError, match="'monht'"):
        unit("KZT/monht")


def test_units_have_names_in_each_language():
    assert unit("KZT/month").in_language("kk") == "теңге/ай"
    assert unit("KZT/month/person").in_language("ru") == "тенге/мес./чел."

"""A figure stands on its rows and can be walked back to them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from esep.errors import NotFound, WrongSettings
from esep.figures import (
    Calculation,
    Figure,
    FigureTable,
    Records,
    Stated,
    indicator,
    indicators,
    rows_hash,
    share,
    walk,
)

TABLE = FigureTable(
    "families_by_district",
    "abc",
    "310000000",
    "2026-10-01",
    ("district",),
    ("families", "families_below_subsistence"),
    ("family", "family"),
    (("311000000", 300, 21), ("315400000", 70, 0)),
)


def test_a_cell_is_a_figure_with_its_rows_as_basis() -> None:
    figure = TABLE.figure("families", "315400000")
    assert (figure.value, figure.breakdown) == (70, (("district", "315400000"),))
    assert figure.basis == Records("families_by_district", "abc", TABLE.basis.rows_hash)
    assert len(list(TABLE.figures())) == 4


def test_a_figure_is_walked_to_its_row() -> None:
    figure = TABLE.figure("families", "315400000")
    assert walk(figure, [TABLE]) == (("families_by_district", ("315400000", 70, 0)),)


def test_a_share_is_walked_to_the_rows_of_both_its_figures() -> None:
    part = share(
        TABLE.figure("families_below_subsistence", "311000000"),
        TABLE.figure("families", "311000000"),
        "share_below_subsistence",
    )
    assert part.value == 700
    assert isinstance(part.basis, Calculation)
    assert [query for query, _row in walk(part, [TABLE])] == ["families_by_district"] * 2


def test_a_share_of_nothing_has_no_value() -> None:
    none = replace(TABLE.figure("families", "311000000"), value=0)
    assert share(none, none, "share_of_families").value is None


def test_other_rows_than_those_it_was_made_from_are_refused() -> None:
    figure = TABLE.figure("families", "315400000")
    changed = replace(TABLE, rows=(("311000000", 300, 21), ("315400000", 71, 0)))
    with pytest.raises(WrongSettings, match="families_by_district"):
        walk(figure, [changed])
    with pytest.raises(NotFound, match="families_by_district"):
        walk(figure, [])


def test_the_checksum_of_rows_is_that_of_their_json_lines() -> None:
    # printf '["district","gini"]\n["A",1]\n["Ә","0.5"]\n' | sha256sum
    expected = "288312f70a6f5d37a748f0577d9bb2eeba9658d446107c1fd4e50025967300fd"
    assert rows_hash(("district", "gini"), (("A", 1), ("Ә", Decimal("0.5")))) == expected


def test_a_stated_figure_rests_on_its_span() -> None:
    figure = Figure("families", "310000000", "2026", "stated", 5, "family", Stated("a.txt", 3, 9))
    assert walk(figure, [TABLE]) == ()


def test_a_binary_fraction_is_no_value_of_a_figure() -> None:
    with pytest.raises(TypeError, match="not float"):
        Figure("gini", "310000000", "2026", "fact", 0.3, "index", TABLE.basis)  # type: ignore[arg-type]


def test_a_table_with_a_short_row_or_a_key_twice_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="3 cells"):
        replace(TABLE, rows=(("311000000", 300),))
    with pytest.raises(ValueError, match="same keys"):
        replace(TABLE, rows=(("311000000", 300, 21), ("311000000", 1, 1)))


def test_the_catalogue_names_and_defines_each_indicator() -> None:
    assert len(indicators()) >= 20
    assert indicator("gini").name.kk == "Джини коэффициенті"
    with pytest.raises(NotFound, match="wealth"):
        indicator("wealth")

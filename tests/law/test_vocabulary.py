"""What the law speaks of is what a snapshot holds."""

import polars as pl
import pytest

from esep.law import vocabulary
from esep.law.units import unit
from esep.registers import TABLES

KEPT_TO_REGISTERS = {"surname", "given_name", "patronymic", "address"}
TYPES = {"int": pl.Int64, "bool": pl.Boolean, "date": pl.Date}


@pytest.mark.parametrize("entity", vocabulary())
def test_the_columns_are_those_of_the_snapshot(entity):
    declared = vocabulary()[entity]
    held = {column.name: column for column in TABLES[declared.table].columns}
    spoken_of = {name: column for name, column in declared.columns.items() if name != "role"}
    assert set(held) - KEPT_TO_REGISTERS == {declared.key, *spoken_of}
    for name, column in spoken_of.items():
        kind = unit(column.unit).type
        if kind == "text":
            assert set(held[name].values) == set(column.values), name
        else:
            assert held[name].dtype == TYPES[kind], name


@pytest.mark.parametrize("entity", vocabulary())
def test_a_number_that_a_snapshot_may_hold_is_within_the_bounds_of_the_law(entity):
    declared = vocabulary()[entity]
    for column in TABLES[declared.table].columns:
        spoken_of = declared.columns.get(column.name)
        if spoken_of is not None and spoken_of.most is not None:
            assert column.minimum is not None, column.name
            assert column.minimum >= spoken_of.least, column.name
            assert column.maximum is not None, column.name
            assert column.maximum <= spoken_of.most, column.name


def test_a_role_is_none_or_that_of_a_membership():
    held = {column.name: column for column in TABLES["memberships"].columns}
    assert set(vocabulary()["person"].columns["role"].values) == {"none", *held["role"].values}

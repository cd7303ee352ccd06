"""Dated values: what a file may hold, which value is in force."""

from datetime import date

import pytest

from esep.errors import LawError
from esep.law import read_parameters

HEAD = """
minimum:
  title: {kk: ең төмен, ru: минимум, en: minimum}
  unit: KZT/month
  values:
"""


def read(folder, lines, head=HEAD):
    path = folder / "parameters.yaml"
    path.write_text(head + "".join(f"    - {line}\n" for line in lines), "utf-8")
    return read_parameters(path).parameters["minimum"]


def test_the_value_in_force_is_that_of_the_latest_first_day(tmp_path):
    minimum = read(tmp_path, ["{from: 2020-01-01, value: 10}", "{from: 2020-04-01, value: 20}"])
    assert minimum.on(date(2020, 3, 31)).value == 10
    assert minimum.on(date(2020, 4, 1)).value == 20


def test_before_the_first_value_and_where_it_is_null_there_is_none(tmp_path):
    minimum = read(
        tmp_path, ["{from: 2020-01-01, value: 10}", "{from: 2021-01-01, value: null, note: repealed}"]
    )
    for day in (date(2019, 12, 31), date(2021, 6, 1)):
        with pytest.raises(LawError, match=f"minimum has no value on {day}"):
            minimum.on(day)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["{from: 2020-01-01, to: 2020-03-01, value: 1}", "{from: 2020-04-01, value: 2}"],
            "No value holds between",
        ),
        (["{from: 2020-01-01, to: 2020-05-01, value: 1}", "{from: 2020-04-01, value: 2}"], "overlaps"),
        (["{from: 2020-04-01, value: 1}", "{from: 2020-04-01, value: 2}"], "stands after"),
        (["{from: 2020-04-01, value: 1.5}"], "value"),
        (["{from: 2020-04-01, value: many}"], "'many' from 2020-04-01 is not a value in KZT/month"),
        (["{from: 2020-04-01, valeu: 1, value: 2}"], "valeu"),
        (
            ["{from: 2020-04-01, value: [{below: 5, value: 1}, {below: 3, value: 2}, {value: 1}]}"],
            "must rise",
        ),
        (
            ["{from: 2020-04-01, value: [{below: 0, value: 1}, {below: 0, value: 2}, {value: 1}]}"],
            "must rise",
        ),
        (["{from: 2020-04-01, value: [{below: 5, value: 1}]}"], "The last band"),
        (["{from: 2020-04-01, value: 1}", "{from: 2021-04-01, value: {a: 1}}"], "different kinds"),
        (["{from: 2020-04-01, value: 1, confidence: sure}"], "confidence"),
    ],
)
def test_a_wrong_series_is_refused_with_the_reason(tmp_path, lines, said):
    with pytest.raises(LawError, match=said):
        read(tmp_path, lines)


def test_a_parameter_without_unit_is_refused(tmp_path):
    head = "minimum:\n  title: {kk: а, ru: б, en: c}\n  values:\n"
    with pytest.raises(LawError, match="unit"):
        read(tmp_path, ["{from: 2020-04-01, value: 1}"], head)


@pytest.mark.parametrize("last_day", ["", "to: 2021-12-31, ", "to: 2026-02-28, "])
def test_a_value_changed_from_a_day_leaves_what_held_before(tmp_path, last_day):
    lines = ["{from: 2020-01-01, value: 10}", f"{{from: 2021-01-01, {last_day}value: 20}}"]
    minimum = read(tmp_path, lines)
    changed = minimum.changed(30, date(2025, 7, 1))
    assert [changed.on(day).value for day in (date(2020, 5, 1), date(2021, 5, 1))] == [10, 20]
    assert changed.on(date(2025, 7, 1)).value == changed.on(date(2030, 1, 1)).value == 30
    if "2021" in last_day:
        with pytest.raises(LawError, match="has no value on 2025-06-30"):
            changed.on(date(2025, 6, 30))
    else:
        assert changed.on(date(2025, 6, 30)).value == 20
    assert minimum.changed(30).on(date(1990, 1, 1)).value == 30

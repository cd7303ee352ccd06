"""How exactly the reader reads the open annotated texts; that the scorer counts right, worked by hand."""

from collections import Counter
from typing import Any

import pytest
from benchmarks.reader_accuracy import (
    LEAST,
    MEASURES,
    found_in_nothing,
    interval,
    leave_one_out,
    scores_of,
    total,
)
from benchmarks.reader_scoring import Score, score


def figure(number: int, start: int, value: float, **other: Any) -> dict[str, Any]:
    item = {"id": number, "quote": "", "start": start, "end": start + 10, "value": value, "value_low": None}
    item |= {"value_high": None, "approx_type": None, "unit": "person", "kind": "fact", "part_of": None}
    return item | {"constructs": ["number-words"]} | other


def statement(start: int, value: float | None, **other: Any) -> dict[str, Any]:
    item = {"quote": "", "number_start": start, "value": value, "low": None, "high": None, "unit": "person"}
    return item | {"kind": "fact", "approximation": None, "part_of": None} | other


def task(start: int, end: int, **other: Any) -> dict[str, Any]:
    item = {"quote": "", "start": start, "end": end, "addressee": None, "deadline": None}
    return item | {"constructs": ["order-list"]} | other


def scored(figures: list[Any], statements: list[Any], tasks: list[Any] = (), read: list[Any] = ()) -> Score:
    annotation = {
        "doc": "x_kk",
        "lang": "kk",
        "figures": figures,
        "instructions": tasks,
        "hard_negatives": [],
    }
    return score(annotation, {"statements": statements, "instructions": read})


def test_a_figure_is_found_by_place_and_value() -> None:
    told = scored(
        [figure(0, 0, 5), figure(1, 20, 7), figure(2, 40, 9)],
        [statement(3, 5), statement(20, 8), statement(50, 9)],
    )
    assert told.counts == Counter(
        figures=3, statements=3, found=1, unit=1, kind=1, approximation=1, part_of=1, strict=1
    )
    assert told.constructs == {"number-words": (1, 3)}
    assert MEASURES["found F1"](told.counts) == pytest.approx(1 / 3)


def test_a_range_is_found_by_both_ends() -> None:
    gold = figure(0, 0, 0) | {"value": None, "value_low": 20, "value_high": 25}
    assert scored([gold], [statement(0, None, low=20, high=25)]).counts["found"] == 1
    assert scored([gold], [statement(0, None, low=20, high=26)]).counts["found"] == 0
    assert scored([gold], [statement(0, 20)]).counts["found"] == 0


def test_a_unit_outside_the_named_ones_must_only_not_be_named() -> None:
    gold = figure(0, 0, 3, unit="museum")
    assert scored([gold], [statement(0, 3, unit=None)]).counts["strict"] == 1
    assert scored([gold], [statement(0, 3, unit="place")]).counts["strict"] == 1
    assert scored([gold], [statement(0, 3, unit="job")]).counts["strict"] == 0


def test_a_part_must_point_at_the_statement_of_its_whole() -> None:
    gold = [figure(0, 0, 5), figure(1, 20, 2, part_of=0)]
    assert scored(gold, [statement(0, 5), statement(20, 2, part_of=0)]).counts["parts_right"] == 1
    assert scored(gold, [statement(0, 5), statement(20, 2)]).counts["parts_right"] == 0
    other = scored(gold, [statement(0, 5, part_of=1), statement(20, 2, part_of=0)])
    assert (other.counts["parts_right"], other.counts["false_parts"]) == (1, 1)


def test_optional_items_count_neither_for_nor_against() -> None:
    gold = [figure(0, 0, 5, optional=True), figure(1, 20, 2)]
    for statements in (
        [statement(20, 2)],
        [statement(0, 5), statement(20, 2)],
        [statement(0, 6), statement(20, 2)],
    ):
        told = scored(gold, statements)
        assert (told.counts["figures"], told.counts["found"], told.counts["statements"]) == (1, 1, 1)


def test_instructions_share_half_of_both_spans() -> None:
    gold = [
        task(0, 100, addressee="аудан әкімі"),
        task(200, 300, deadline="до 1 мая"),
        task(400, 500, optional=True),
    ]
    read = [
        task(40, 120, addressee="аудан әкіміне"),
        task(190, 400, deadline="до 1 мая"),
        task(410, 500),
        task(600, 700),
    ]
    told = scored([], [], gold, read)
    assert told.counts == Counter(instructions=2, tasks_found=1, addressee=1, deadline=1, tasks_read=3)
    assert MEASURES["instructions F1"](told.counts) == pytest.approx(2 / 5)


def test_what_hangs_on_single_texts() -> None:
    right = [scored([figure(0, 0, 5)], [statement(0, 5)]) for _ in range(9)]
    wrong = scored([figure(0, 0, 5)], [])
    wrong.document = "y_kk"
    error, document, moved = leave_one_out([*right, wrong], MEASURES["found recall"])
    assert document == "y_kk"
    assert moved == pytest.approx(0.1)
    assert error == pytest.approx((0.9 * (9 * (8 / 9 - 0.9) ** 2 + (1 - 0.9) ** 2)) ** 0.5)
    low, high = interval([*right, wrong], MEASURES["found recall"])
    assert 0.5 < low < 0.9 < high == 1.0


@pytest.fixture(scope="module")
def open_texts() -> list[Score]:
    return scores_of("open")


@pytest.mark.parametrize(("measure", "least"), list(LEAST.items()))
def test_open_texts_are_read_as_exactly_as_is_promised(
    open_texts: list[Score], measure: str, least: float
) -> None:
    assert (MEASURES[measure](total(open_texts)) or 0) >= least


def test_nothing_is_read_where_there_is_nothing() -> None:
    assert [line for line in found_in_nothing() if line[1:] != (0, 0)] == []

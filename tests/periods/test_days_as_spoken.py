"""Days and ends of months as they are said: «қыркүйектің 1-іне дейін», «до конца июня»."""

from __future__ import annotations

import datetime

import pytest

from esep.messages import Language
from esep.periods import find_periods

_DAY = datetime.date(2024, 5, 21)


@pytest.mark.parametrize(
    ("text", "language", "last"),
    [
        ("қыркүйектің 1-іне дейін", "kk", "2024-09-01"),
        ("маусымның 20-сына дейін", "kk", "2024-06-20"),
        ("2025 жылғы наурыз айының 25-іне дейін", "kk", "2025-03-25"),
        ("шілде айының соңына дейін", "kk", "2024-07-31"),
        ("до конца июня", "ru", "2024-06-30"),
        ("к концу августа", "ru", "2024-08-31"),
    ],
)
def test_a_term_is_dated_by_the_day_of_the_text(text: str, language: Language, last: str) -> None:
    (found,) = find_periods(text, language, _DAY)
    assert (found.start, found.end, found.role) == (0, len(text), "deadline")
    assert found.period is not None
    assert found.period.last.isoformat() == last


def test_a_number_behind_a_month_is_no_day_of_it() -> None:
    found = find_periods("Қыркүйекте 5-іне жөндеу жасалды", "kk", _DAY)
    assert all(one.end <= len("Қыркүйекте") for one in found)


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("За последнюю неделю 12 аварий", "ru", "последнюю неделю"),
        ("За сутки поступило 312 вызовов", "ru", "сутки"),
        ("Рост с предыдущей неделей", "ru", "предыдущей неделей"),
        ("Өткен аптада 12 апат", "kk", "Өткен аптада"),
        ("Соңғы тәулікте 3 апат", "kk", "Соңғы тәулікте"),
    ],
)
def test_weeks_are_periods_of_no_certain_days(text: str, language: Language, said: str) -> None:
    (found,) = find_periods(text, language, _DAY)
    assert (text[found.start : found.end], found.role, found.period) == (said, "span", None)


def test_a_week_that_tells_no_time_is_none() -> None:
    assert not find_periods("Неделя моды и круглые сутки без света", "ru", _DAY)


def test_a_month_alone_can_be_a_term_in_kazakh() -> None:
    (found,) = find_periods("Қарашаға дейін 5 көше", "kk", _DAY)
    assert (found.role, str(found.period)) == ("deadline", "2024-11")
    assert not find_periods("Қарашаға арналған шара", "kk", _DAY)


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("С 2020 по 2024 год", "ru", "span"),
        ("на начало года", "ru", "as_of"),
        ("жыл басында", "kk", "as_of"),
    ],
)
def test_spans_and_beginnings_of_years(text: str, language: Language, role: str) -> None:
    (found,) = find_periods(text, language, _DAY)
    assert (found.start, found.end, found.role) == (0, len(text), role)


def test_a_year_may_be_written_without_its_full_stop() -> None:
    (found,) = find_periods("жұмыссыздар (2013ж -98 адам)", "kk")
    assert str(found.period) == "2013"
    assert not find_periods("2013жж", "kk")

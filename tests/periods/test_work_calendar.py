"""Working days against published balances of working time, and terms counted by hand on a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.errors import InputRefused, NotFound
from esep.periods import Month, WorkCalendar, work_calendar

DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))


def working_days(month):
    days = [month.first + timedelta(days=n) for n in range(month.days)]
    return sum(work_calendar().is_working(day) for day in days)


def test_months_of_2024_agree_with_the_published_balance_of_working_time():
    # help.inbuh.kz/6801, five-day week. It was drawn up with 17 June off; the ministry announced in June that
    # Kurban Ait fell on Sunday 16 June and the 17th was worked (alau.kz), so June has 20 days and not 19.
    published = [21, 21, 17, 22, 20, 20, 22, 21, 21, 22, 21, 21]
    assert [working_days(Month(2024, number)) for number in range(1, 13)] == published


def test_single_months_agree_with_the_press():
    assert working_days(Month(2022, 7)) == 20  # egov.kz by nur.kz
    assert working_days(Month(2026, 1)) == 19  # alau.kz
    assert working_days(Month(2025, 11)) == 20  # baq.kz


def test_moved_days_are_off_and_their_saturdays_are_worked():
    calendar = work_calendar()
    assert not calendar.is_working(date(2023, 7, 7))
    assert calendar.is_working(date(2023, 7, 1))
    assert not calendar.is_working(date(2022, 10, 24))
    assert calendar.is_working(date(2022, 10, 22))


def test_a_term_of_fifteen_working_days_steps_over_nauryz():
    # From Friday 14 March 2025: 17 18 19 20 (4), 26 27 28 (7), 31 1 2 3 4 (12), 7 8 9 (15);
    # 21 to 25 March are off.
    assert work_calendar().add_working_days(date(2025, 3, 14), 15) == date(2025, 4, 9)


def test_zero_working_days_end_on_a_working_day():
    assert work_calendar().add_working_days(date(2025, 3, 22), 0) == date(2025, 3, 26)
    assert work_calendar().add_working_days(date(2025, 3, 20), 0) == date(2025, 3, 20)


@given(DAYS, st.integers(1, 60))
def test_adding_and_counting_agree_and_going_back_undoes_going_forward(day, number):
    calendar = work_calendar()
    end = calendar.add_working_days(day, number)
    assert calendar.is_working(end)
    assert calendar.working_days_between(day, end) == number
    start = calendar.add_working_days(day, 0)
    assert calendar.add_working_days(calendar.add_working_days(start, number), -number) == start


def test_an_office_lays_its_own_table_over_the_packaged_one(tmp_path):
    table = tmp_path / "calendar.yaml"
    table.write_text(
        "moved:\n  - {day_off: 2026-05-08, worked: 2026-05-16, act: made up, source: made up}\n", "utf-8"
    )
    calendar = WorkCalendar.load(table)
    assert not calendar.is_working(date(2026, 5, 8))
    assert calendar.is_working(date(2026, 5, 16))
    assert not calendar.is_working(date(2023, 7, 7))
    assert work_calendar().is_working(date(2026, 5, 8))


@pytest.mark.parametrize(
    "text",
    [
        "moved: [{day_off: 2026-02-30, act: a, source: b}]",
        "moved: [{day_off: 2026-05-08}]",
        "moved: [",
        "off: 1",
    ],
)
def test_a_wrong_table_is_refused_with_its_faults(tmp_path, text):
    table = tmp_path / "calendar.yaml"
    table.write_text(text, "utf-8")
    with pytest.raises(InputRefused) as caught:
        WorkCalendar.load(table)
    assert caught.value.faults


def test_a_missing_table_is_told(tmp_path):
    with pytest.raises(NotFound):
        WorkCalendar.load(tmp_path / "none.yaml")

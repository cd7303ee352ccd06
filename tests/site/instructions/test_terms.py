"""Terms, due days, reminders, ladder and colours: properties over holidays and moved days, cases by hand."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.periods import MovedDay, WorkCalendar, work_calendar
from esep_site.instructions.colours import Colour, Standing, computed, disagree
from esep_site.instructions.ladder import days_late, days_left, is_late, reminder, rungs_reached
from esep_site.instructions.rules import rules
from esep_site.instructions.states import State
from esep_site.instructions.terms import (
    Every,
    Kind,
    Term,
    WrongTerm,
    due_days,
    is_realistic,
    is_within,
    next_due,
    working_due,
)
from esep_site.instructions.turning import colour_on, turning
from esep_site.instructions.working import CountedCalendar

DAY = datetime.timedelta(days=1)
DATES = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31))
RULE = st.sampled_from(["next", "before", "same"])


def day(text: str) -> datetime.date:
    """«2026-03-08»."""
    return datetime.date.fromisoformat(text)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """The working days of Kazakhstan with some days moved by made-up decrees."""
    moved = []
    for off in draw(st.lists(DATES, max_size=6, unique=True)):
        worked = draw(st.none() | st.just(off + (5 - off.weekday()) * DAY if off.weekday() < 5 else None))
        moved.append(MovedDay(day_off=off, worked=worked, act="made up", source="made up"))
    return WorkCalendar(moved)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    kind = draw(st.sampled_from(Kind))
    first = draw(DATES)
    last = draw(st.dates(first, first + 400 * DAY))
    if kind == Kind.DAY:
        return Term.on(last)
    if kind == Kind.PERIOD:
        return Term(kind, first, last)
    if kind == Kind.UNTIL_DONE:
        return Term.until_done()
    return Term(kind, first, draw(st.none() | st.just(last)), draw(st.sampled_from(Every)))


@pytest.mark.parametrize(
    ("kind", "first", "last", "every"),
    [
        (Kind.DAY, None, None, None),
        (Kind.PERIOD, None, "2026-01-31", None),
        (Kind.PERIOD, "2026-02-01", "2026-01-31", None),
        (Kind.RECURRING, "2026-02-01", None, None),
        (Kind.RECURRING, None, None, Every.WEEKLY),
        (Kind.DAY, None, "2026-02-01", Every.WEEKLY),
        (Kind.UNTIL_DONE, None, "2026-02-01", None),
    ],
)
def test_a_term_that_cannot_be_is_not_made(kind, first, last, every) -> None:
    with pytest.raises(WrongTerm):
        Term(kind, first and day(first), last and day(last), every)


def test_a_term_on_a_day_off_is_due_on_the_next_working_day() -> None:
    """8 March 2026 is a Sunday, and Monday the 9th is free for it."""
    working = work_calendar()
    assert working_due(day("2026-03-07"), working) == day("2026-03-10")
    assert working_due(day("2026-03-07"), working, "before") == day("2026-03-06")
    assert working_due(day("2026-03-07"), working, "same") == day("2026-03-07")


def test_weekly_is_due_on_the_weekday_of_its_first_day() -> None:
    """Fridays of 2026; New Year 2027 is a Friday and Saturday, whose second day moves to Monday."""
    weekly = Term(Kind.RECURRING, day("2026-12-18"), None, Every.WEEKLY)
    working = work_calendar()
    assert next_due(weekly, None, working) == day("2026-12-18")
    assert next_due(weekly, day("2026-12-18"), working) == day("2026-12-25")
    assert next_due(weekly, day("2026-12-24"), working) == day("2026-12-25")
    after = next_due(weekly, day("2026-12-25"), working)
    assert after is not None
    assert after > day("2027-01-02")
    assert working.is_working(after)


def test_monthly_on_the_31st_is_due_on_the_last_day_of_a_short_month() -> None:
    monthly = Term(Kind.RECURRING, day("2026-08-31"), day("2027-03-31"), Every.MONTHLY)
    assert [str(each) for each in monthly.said_days()] == [
        "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28",
        "2027-03-31",
    ]  # fmt: skip


def test_daily_is_due_on_working_days_only() -> None:
    daily = Term(Kind.RECURRING, day("2026-11-20"), day("2026-11-24"), Every.DAILY)
    assert list(due_days(daily, work_calendar())) == [day("2026-11-20"), day("2026-11-23"), day("2026-11-24")]


@given(terms(), DATES, calendars(), RULE)
def test_the_next_due_day_is_the_first_of_all_due_days_after_a_day(
    term: Term, after: datetime.date, working: WorkCalendar, rule: str
) -> None:
    found = next_due(term, after, working, rule)
    walked = None
    for due in due_days(term, working, rule):
        if due > after:
            walked = due
            break
    assert found == walked


@given(terms(), calendars())
def test_due_days_grow_and_are_worked(term: Term, working: WorkCalendar) -> None:
    before = None
    for number, due in enumerate(due_days(term, working)):
        assert working.is_working(due)
        assert before is None or due > before
        before = due
        if number == 40:
            break


@given(terms(), terms(), terms())
def test_a_part_of_a_part_ends_within_the_whole(whole: Term, part: Term, piece: Term) -> None:
    assert is_within(whole, whole)
    if is_within(part, whole) and is_within(piece, part):
        assert whole.last is None or (piece.last is not None and piece.last <= whole.last)


@given(terms(), terms())
def test_whatever_a_part_falls_due_on_lies_before_the_end_of_the_whole(whole: Term, part: Term) -> None:
    if not is_within(part, whole) or whole.last is None:
        return
    for number, said in enumerate(part.said_days()):
        assert said <= whole.last
        if number == 40:
            break


def test_a_part_must_fall_due_as_often_as_the_whole() -> None:
    weekly, monthly = (
        Term(Kind.RECURRING, day("2026-11-27"), None, every) for every in (Every.WEEKLY, Every.MONTHLY)
    )
    assert is_within(weekly, monthly)
    assert not is_within(monthly, weekly)
    assert not is_within(Term.until_done(), Term.on(day("2026-12-01")))
    assert is_within(Term.on(day("2026-12-01")), Term.until_done())


def test_two_working_days_at_least() -> None:
    """Issued on Thursday 19 November 2026: Friday is one working day, Monday the second."""
    issued, working = day("2026-11-19"), work_calendar()
    assert not is_realistic(Term.on(day("2026-11-20")), issued, 2, working)
    assert is_realistic(Term.on(day("2026-11-21")), issued, 2, working), "a Saturday: due on Monday"
    assert not is_realistic(Term.on(day("2026-11-21")), issued, 2, working, "before")
    assert is_realistic(Term.on(day("2026-11-23")), issued, 2, working)
    assert is_realistic(Term.until_done(), issued, 2, working)


@given(DATES, calendars(), st.integers(1, 15))
def test_a_rung_is_reached_on_its_working_day_and_not_before(
    said: datetime.date, working: WorkCalendar, late: int
) -> None:
    due = working_due(said, working)
    reached = working.add_working_days(due, late)
    assert days_late(due, reached, working) == late
    assert days_late(due, reached - DAY, working) == late - 1
    rungs = rules().ladder.rungs
    before, then = (rungs_reached(due, each, rungs, working) for each in (reached - DAY, reached))
    assert [rung.late for rung in then if rung not in before] == [
        each.late for each in rungs if each.late == late
    ]


@given(DATES, st.integers(0, 40), calendars())
def test_nobody_climbs_down_and_days_off_never_make_anybody_later(
    due: datetime.date, passed: int, working: WorkCalendar
) -> None:
    today = due + passed * DAY
    rungs = rules().ladder.rungs
    here = rungs_reached(due, today, rungs, working)
    assert set(here) <= set(rungs_reached(due, today + DAY, rungs, working))
    free = today + DAY
    more_off = WorkCalendar((*working.moved, MovedDay(day_off=free, act="made up", source="made up")))
    assert days_late(due, free, more_off) <= days_late(due, free, working)
    if not working.is_working(free):
        assert days_late(due, free, working) == days_late(due, today, working)


def test_who_is_late_on_a_day_off_is_told_when_work_begins() -> None:
    """Due on Friday 20 November 2026."""
    due, working = day("2026-11-20"), work_calendar()
    assert [is_late(due, day(f"2026-11-{number}"), working) for number in (20, 21, 22, 23)] == [
        False, False, False, True,
    ]  # fmt: skip


def test_reminders_come_five_and_two_working_days_before_and_on_the_day() -> None:
    """Due on Friday 20 November 2026; Friday the 13th is five working days before."""
    due, working = day("2026-11-20"), work_calendar()
    told = {number: reminder(due, day(f"2026-11-{number}"), (5, 2, 0), working) for number in range(11, 23)}
    assert told == {
        11: None, 12: None, 13: 5, 14: 5, 15: 5, 16: 5, 17: 5, 18: 2, 19: 2, 20: 0, 21: None, 22: None,
    }  # fmt: skip
    assert reminder(None, day("2026-11-20"), (5, 2, 0), working) is None


@given(DATES, DATES, calendars())
def test_days_left_and_days_late_are_one_count(
    due: datetime.date, today: datetime.date, working: WorkCalendar
) -> None:
    left = days_left(due, today, working)
    assert left is not None
    if today > due:
        assert days_late(due, today, working) == working.working_days_between(due, today)
    else:
        assert left >= 0
        assert days_late(due, today, working) == 0


TODAY = day("2026-11-20")


@pytest.mark.parametrize(
    ("state", "due", "reported", "progress", "colour"),
    [
        (State.ISSUED, "2026-12-30", None, None, Colour.GREY),
        (State.UNDER_WAY, "2026-12-30", "2026-11-18", None, Colour.GREEN),
        (State.UNDER_WAY, None, "2026-11-18", None, Colour.GREEN),
        (State.UNDER_WAY, "2026-12-30", "2026-10-30", None, Colour.GREY),
        (State.UNDER_WAY, "2026-11-25", "2026-11-18", None, Colour.AMBER),
        (State.UNDER_WAY, "2026-11-25", None, None, Colour.GREY),
        (State.UNDER_WAY, "2026-11-19", "2026-11-18", None, Colour.RED),
        (State.UNDER_WAY, "2026-11-20", "2026-11-18", None, Colour.AMBER),
        (State.LAPSED, "2026-11-19", None, None, Colour.RED),
        (State.LAPSED, None, "2026-11-19", None, Colour.RED),
        (State.REPORT_SUBMITTED, "2026-11-19", "2026-11-19", None, Colour.GREEN),
        (State.REPORT_SUBMITTED, "2026-11-19", "2026-10-19", None, Colour.GREY),
        (State.UNDER_WAY, "2026-12-30", "2026-11-18", Fraction(1, 10), Colour.AMBER),
        (State.UNDER_WAY, "2026-12-30", "2026-11-18", Fraction(4, 5), Colour.GREEN),
        (State.DONE, "2026-11-19", "2026-10-01", None, None),
        (State.WITHDRAWN, "2026-11-19", None, None, None),
    ],
)
def test_colours_by_hand(state, due, reported, progress, colour) -> None:
    standing = Standing(state, due and day(due), day("2026-10-01"), reported and day(reported), progress)
    assert computed(standing, TODAY, rules(), work_calendar()) == colour


@given(
    st.sampled_from(State),
    st.none() | DATES,
    DATES,
    st.none() | st.fractions(0, 2),
    DATES,
    calendars(),
)
def test_without_a_fresh_report_nothing_is_green(state, due, begun, progress, today, working) -> None:
    fresh = rules().fresh.value
    for reported in (None, working.add_working_days(today, -fresh - 2)):
        colour = computed(Standing(state, due, begun, reported, progress), today, rules(), working)
        assert colour in (Colour.GREY, Colour.RED, None)


def test_disagreement_needs_two_colours() -> None:
    assert disagree(Colour.GREEN, Colour.GREY)
    assert not disagree(Colour.RED, Colour.RED)
    assert not disagree(None, Colour.RED)
    assert not disagree(Colour.GREEN, None)


@given(
    st.sampled_from(State),
    st.none() | DATES,
    DATES,
    st.none() | DATES,
    st.none() | st.fractions(0, 2, max_denominator=10_000),
    st.lists(DATES, min_size=1, max_size=5),
    calendars(),
)
def test_the_days_of_turning_give_the_colour_of_every_day(
    state, due, begun, reported, progress, days, working
) -> None:
    due = due and working_due(due, working)
    standing = Standing(state, due, begun, reported, progress)
    turned = turning(standing, rules(), working)
    near = [d + n * DAY for d in (due, reported, turned.behind_from) if d for n in (-8, -1, 0, 1, 16)]
    for today in [*days, *near]:
        assert colour_on(state, turned, today) == computed(standing, today, rules(), working), today


@given(DATES, st.integers(-900, 900), calendars())
def test_counting_year_by_year_counts_the_same_days(
    start: datetime.date, passed: int, working: WorkCalendar
) -> None:
    counted, end = CountedCalendar(working.moved), start + passed * DAY
    assert counted.working_days_between(start, end) == working.working_days_between(start, end)
    old = datetime.date(1999, 12, 20)
    assert counted.working_days_between(old, old + 30 * DAY) == working.working_days_between(
        old, old + 30 * DAY
    )

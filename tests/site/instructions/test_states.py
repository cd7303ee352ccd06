"""States and moves, the checks of issue, likeness of texts: what may never happen, and cases by hand."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.periods import work_calendar
from esep_site.instructions.alike import keys_of, likeness
from esep_site.instructions.checks import Draft, Lack, Who, lacks, may_tell
from esep_site.instructions.rules import rules
from esep_site.instructions.states import (
    FINISHED,
    MOVES,
    PARTY,
    Move,
    Party,
    State,
    WrongMove,
    after,
    possible,
)
from esep_site.instructions.terms import Term

BY_HAND = {
    State.ISSUED: {Move.ACCEPT, Move.EXTEND, Move.LAPSE, Move.WITHDRAW},
    State.ACCEPTED: {Move.BEGIN, Move.SUBMIT_REPORT, Move.EXTEND, Move.LAPSE, Move.WITHDRAW},
    State.UNDER_WAY: {Move.SUBMIT_REPORT, Move.EXTEND, Move.LAPSE, Move.WITHDRAW},
    State.EXTENDED: {Move.BEGIN, Move.SUBMIT_REPORT, Move.EXTEND, Move.LAPSE, Move.WITHDRAW},
    State.LAPSED: {Move.SUBMIT_REPORT, Move.EXTEND, Move.WITHDRAW},
    State.REPORT_SUBMITTED: {Move.ACCEPT_REPORT, Move.RETURN_REPORT, Move.WITHDRAW},
    State.DONE: set(),
    State.WITHDRAWN: set(),
}


def test_what_can_be_done_in_each_state_is_the_table_written_by_hand() -> None:
    assert {state: set(possible(state)) for state in State} == BY_HAND


def test_every_move_has_its_party_and_the_issuer_alone_extends_and_withdraws() -> None:
    assert set(PARTY) == set(Move) == set(MOVES)
    assert {move for move, party in PARTY.items() if party == Party.ISSUER} == {Move.EXTEND, Move.WITHDRAW}
    assert PARTY[Move.ACCEPT_REPORT] == PARTY[Move.RETURN_REPORT] == Party.CONTROL


@given(st.lists(st.tuples(st.sampled_from(Move), st.booleans()), max_size=30), st.booleans())
def test_no_way_leads_out_of_the_end_and_none_to_done_without_a_report(steps, recurs) -> None:
    state, reported = State.ISSUED, False
    for move, is_last in steps:
        try:
            state_after = after(state, move, recurs=recurs, is_last=is_last)
        except WrongMove:
            assert move not in possible(state, recurs=recurs)
            continue
        assert state not in FINISHED
        reported |= move == Move.SUBMIT_REPORT
        if state_after == State.DONE:
            assert reported or (recurs and move == Move.CLOSE)
        state = state_after


def test_a_standing_task_goes_on_after_its_report_until_the_last() -> None:
    reported = State.REPORT_SUBMITTED
    assert after(reported, Move.ACCEPT_REPORT) == State.DONE
    assert after(reported, Move.ACCEPT_REPORT, recurs=True) == State.UNDER_WAY
    assert after(reported, Move.ACCEPT_REPORT, recurs=True, is_last=True) == State.DONE
    assert after(State.UNDER_WAY, Move.CLOSE, recurs=True) == State.DONE
    with pytest.raises(WrongMove):
        after(State.UNDER_WAY, Move.CLOSE)


def test_what_is_late_can_still_be_reported_on_and_extended() -> None:
    assert after(State.LAPSED, Move.SUBMIT_REPORT) == State.REPORT_SUBMITTED
    assert after(State.LAPSED, Move.EXTEND) == State.EXTENDED


REGION = Who("zhambyl", "31")
DEPARTMENT = Who("zhambyl-roads", "31", above=("zhambyl",))
DISTRICT = Who("baizak", "3136", above=("zhambyl",))
OKRUG = Who("baizak-okrug", "313633", above=("baizak", "zhambyl"))
OTHER = Who("merke", "3154")


def draft(**given: object) -> Draft:
    """One that lacks nothing, issued on Thursday 19 November 2026."""
    values = {
        "text": "Repair the road to the school.",
        "end_result": "Five kilometres are open to traffic.",
        "term": Term.on(datetime.date(2026, 12, 15)),
        "issued": datetime.date(2026, 11, 19),
        "issuer": REGION,
        "responsible": DISTRICT,
        "place": "313600000",
        **given,
    }
    return Draft(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, []),
        ({"responsible": DEPARTMENT}, []),
        ({"responsible": OKRUG}, [Lack.BODY_ELSEWHERE]),
        ({"responsible": OKRUG, "place": "313633100"}, []),
        ({"end_result": " "}, [Lack.END_RESULT]),
        ({"end_result": "repair  the road to the SCHOOL."}, [Lack.END_RESULT_IS_TEXT]),
        ({"text": "?"}, [Lack.TEXT]),
        ({"term": Term.on(datetime.date(2026, 11, 20))}, [Lack.TERM_TOO_SHORT]),
        ({"term": Term.on(datetime.date(2026, 11, 18))}, [Lack.TERM_IN_THE_PAST]),
        ({"parent": Term.on(datetime.date(2026, 12, 14))}, [Lack.TERM_BEYOND_PARENT]),
        ({"parent": Term.on(datetime.date(2026, 12, 15))}, []),
        ({"issuer": DISTRICT, "responsible": REGION}, [Lack.BODY_ABOVE_ISSUER]),
        ({"issuer": OTHER}, [Lack.BODY_ABOVE_ISSUER]),
        ({"issuer": DEPARTMENT, "responsible": DEPARTMENT}, [Lack.BODY_TOLD_ITSELF]),
        ({"issuer": DEPARTMENT, "responsible": DEPARTMENT, "has_person": True}, []),
        ({"issuer": DEPARTMENT, "responsible": DISTRICT}, []),
        ({"responsible": Who("old", "3136", ("zhambyl",), is_there=False)}, [Lack.BODY_NOT_THERE]),
        ({"helping": (DEPARTMENT,)}, []),
        ({"helping": (DEPARTMENT, Who("old", "3136", is_there=False))}, [Lack.HELPING_NOT_THERE]),
        ({"place": "315400000"}, [Lack.BODY_ELSEWHERE]),
    ],
)
def test_what_an_instruction_lacks_by_hand(given, expected) -> None:
    assert lacks(draft(**given), rules(), work_calendar()) == expected


def test_everything_that_is_lacking_is_told_at_once() -> None:
    found = lacks(
        draft(end_result="", term=Term.on(datetime.date(2026, 11, 20)), issuer=OTHER),
        rules(),
        work_calendar(),
    )
    assert found == [Lack.END_RESULT, Lack.TERM_TOO_SHORT, Lack.BODY_ABOVE_ISSUER]


def test_departments_of_one_akimat_do_not_tell_one_another() -> None:
    other = Who("zhambyl-schools", "31", above=("zhambyl",))
    assert not may_tell(DEPARTMENT, other)
    assert not may_tell(DEPARTMENT, REGION)
    assert may_tell(REGION, DEPARTMENT)


def test_texts_in_other_cases_and_order_are_alike_and_other_tasks_are_not() -> None:
    one = keys_of("Акиму Байзакского района завершить ремонт дороги до 1 декабря")
    same = keys_of("До 1 декабря завершить ремонт дорог, аким Байзакского района")
    other = keys_of("Управлению образования открыть пять школ к 1 сентября")
    assert likeness(one, same) > rules().alike.share
    assert likeness(one, other) < Fraction(1, 4)
    kazakh = keys_of("Аудан әкімі жолдарды жөндеуді аяқтасын")
    again = keys_of("Аудан әкімдері жолды жөндеуді аяқтасын")
    assert likeness(kazakh, again) >= rules().alike.share


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_between_nothing_and_one_and_goes_both_ways(one: str, other: str) -> None:
    first, second = keys_of(one), keys_of(other)
    found = likeness(first, second)
    assert 0 <= found <= 1
    assert found == likeness(second, first)
    assert likeness(first, first) == (1 if first else 0)

"""A job is counted once though several claim it: worked examples, and properties on made-up claims."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from esep_site.delivery.job_links import Claim, counted

D = datetime.date
A, B, C = 1, 2, 3
"""Programmes."""


def claim(key: int, claimant: int, number: int = 1, **values: object) -> Claim:
    given = {
        "aspect": "created", "term": "permanent", "district": "314000000", "employer": 7, "person": "",
        "starts": D(2026, 3, 1), "ends": D(2026, 12, 31), "month": D(2026, 3, 1),
    }  # fmt: skip
    return Claim(key=key, claimant=claimant, number=number, **{**given, **values})  # type: ignore[arg-type]


def test_a_person_at_an_employer_has_one_job_though_two_programmes_claim_it() -> None:
    assert counted([claim(1, A, person="x"), claim(2, B, person="x"), claim(3, B, person="y")]) == {
        1: 1,
        2: 0,
        3: 1,
    }


def test_contract_periods_of_a_person_that_do_not_meet_are_two_jobs() -> None:
    spring = claim(1, A, person="x", starts=D(2026, 3, 1), ends=D(2026, 5, 31))
    autumn = claim(2, B, person="x", starts=D(2026, 9, 1), ends=None)
    winter = claim(3, B, person="x", starts=D(2026, 12, 1), ends=D(2027, 1, 31))
    assert counted([spring, autumn, winter]) == {1: 1, 2: 1, 3: 0}


def test_of_one_contract_period_there_are_as_many_jobs_as_the_most_that_a_programme_claims() -> None:
    assert counted([claim(1, A, 5), claim(2, B, 8), claim(3, C, 6)]) == {1: 5, 2: 3, 3: 0}
    assert counted([claim(1, A, 5), claim(2, A, 8)]) == {1: 5, 2: 8}, "one programme counts its own jobs once"


def test_unnamed_jobs_may_be_those_that_another_programme_names() -> None:
    named = [claim(key, A, person=f"person {key}") for key in (1, 2, 3)]
    assert counted([*named, claim(4, B, 3)]) == {1: 1, 2: 1, 3: 1, 4: 0}
    assert counted([*named, claim(4, B, 5)])[4] == 2
    assert counted([*named, claim(4, A, 5)])[4] == 5, "what A names it does not mean by its unnamed ones"


def test_what_differs_or_is_not_known_is_linked_to_nothing() -> None:
    for other in (
        {"employer": None}, {"starts": None}, {"employer": 8}, {"term": "temporary"}, {"term": "not_told"},
        {"aspect": "planned"}, {"district": "316200000"}, {"ends": None},
    ):  # fmt: skip
        assert counted([claim(1, A, 4), claim(2, B, 4, **other)]) == {1: 4, 2: 4}, other


def made_up(
    claimant: int,
    person: str,
    number: int,
    starts: D | None,
    length: int | None,
    employer: int,
    district: str,
) -> Claim:
    ends = starts + datetime.timedelta(days=length) if starts and length else None
    several = 1 if person else number
    return claim(
        0, claimant, several, person=person, starts=starts, ends=ends, employer=employer, district=district
    )


def numbered(claims: list[Claim], first: int = 0) -> list[Claim]:
    return [replace(each, key=first + at) for at, each in enumerate(claims)]


CLAIMS = st.lists(
    st.builds(
        made_up,
        st.sampled_from((A, B, C)),
        st.sampled_from(("", "", "x", "y")),
        st.integers(1, 5),
        st.none() | st.sampled_from((D(2026, 1, 1), D(2026, 2, 1), D(2026, 3, 1))),
        st.none() | st.just(40),
        st.sampled_from((7, 8)),
        st.sampled_from(("314000000", "316200000")),
    ),
    max_size=14,
).map(numbered)


@given(CLAIMS)
def test_no_claim_counts_more_than_it_has_and_each_is_answered(claims: list[Claim]) -> None:
    answer = counted(claims)
    assert answer.keys() == {each.key for each in claims}
    assert all(0 <= answer[each.key] <= each.number for each in claims)


@given(CLAIMS)
def test_all_that_one_programme_claims_of_an_employer_is_counted(claims: list[Claim]) -> None:
    """Of each programme and unnamed period at least its own number is counted in all."""
    answer = counted(claims)
    for programme in (A, B, C):
        own = [each for each in claims if each.claimant == programme and not each.person]
        by_period: dict[object, int] = defaultdict(int)
        for each in own:
            by_period[each.employer, each.district, each.starts, each.ends] += each.number
        for (employer, district, starts, ends), number in by_period.items():
            period = (district, starts, ends)
            there = sum(
                answer[each.key]
                for each in claims
                if each.employer == employer
                and (each.person or (each.district, each.starts, each.ends) == period)
            )
            assert there >= number


@given(CLAIMS)
def test_a_programme_that_repeats_anothers_claims_adds_nothing(claims: list[Claim]) -> None:
    of_a = [each for each in claims if each.claimant == A and each.starts]
    again = numbered([replace(each, claimant=B) for each in of_a], first=100)
    assert sum(counted([*of_a, *again]).values()) == sum(counted(of_a).values())


@given(CLAIMS, st.randoms())
def test_the_total_does_not_depend_on_who_was_first(claims: list[Claim], chance: object) -> None:
    keys = [each.key for each in claims]
    chance.shuffle(keys)  # type: ignore[attr-defined]
    shuffled = [replace(each, key=key) for key, each in zip(keys, claims, strict=True)]
    named_agree = all(
        (one.starts, one.ends, one.district) == (two.starts, two.ends, two.district)
        for one, two in combinations([each for each in claims if each.person], 2)
        if (one.person, one.employer) == (two.person, two.employer)
    )
    if named_agree:  # else the period to which a named job belongs is that of its first claim
        assert sum(counted(shuffled).values()) == sum(counted(claims).values())

"""What a citizen is told at the door, held against the cases worked by hand beside the provisions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import esep.kazakhstan
from esep.errors import InputRefused, NotFound
from esep.law.cases import Case, read_cases
from esep.messages import LANGUAGES
from esep.support.households import Drawn, Home, Household, Member, Receipt, months_asked, rows_of_household
from esep.support.plain_reasons import first_step, why, why_not
from esep.support.self_check import FIRST_DAY, Help, last_day, self_check, weak_footing

TOPICS = (
    "targeted_assistance",
    "large_family_allowance",
    "child_allowances",
    "mother_award",
    "disability_allowance",
    "survivor_allowance",
    "job_loss",
    "housing_aid",
)
MEMBER = set(Member.__dataclass_fields__)
JAMBYL = "310000000"
ON = date(2026, 4, 1)


def told(case: Case, topic: str) -> Household | None:
    """The case as somebody would tell it; None where the form asks for less than the case has."""
    # Where no region was named, none decides, but for what follows from the line of the region.
    anywhere = {} if topic in ("targeted_assistance", "housing_aid") else {"region": JAMBYL}
    family = anywhere | (case.family or {})
    known = set(family) <= {"region", "rural"} and len(case.dwellings) <= 1 and not case.social_contracts
    if not known or "region" not in family or not case.persons or case.holdings:
        return None
    members = []
    for person in case.persons:
        parts = {name: person.get(name, []) for name in ("incomes", "benefits", "work")}
        if not set(person) - set(parts) <= MEMBER or len(parts["work"]) > 1:
            return None
        if any(set(drawn) - {"kind", "amount", "valid_from"} for drawn in parts["benefits"]):
            return None
        own = {name: value for name, value in person.items() if name not in parts}
        own.setdefault("role", "other")
        own.setdefault("birth_date", date(1990, 1, 1))
        members.append(
            Member(
                **own,
                work=parts["work"][0]["status"] if parts["work"] else "",
                incomes=tuple(
                    Receipt(each["month"], each.get("kind", "wage"), each["amount"])
                    for each in parts["incomes"]
                ),
                benefits=tuple(
                    Drawn(each["kind"], each.get("amount", 0), each.get("valid_from", date(1900, 1, 1)))
                    for each in parts["benefits"]
                ),
            )
        )
    home = None
    if case.dwellings:
        home = Home(**case.dwellings[0])
    return Household(family["region"], tuple(members), rural=family.get("rural"), home=home)


def worked() -> Iterator[tuple[str, Case, Household]]:
    """Every case of the payments that can be told at the door."""
    for topic in TOPICS:
        for case in read_cases(Path(esep.kazakhstan.__file__).parent / topic / "cases.yaml"):
            household = told(case, topic)
            if household is not None and case.on >= FIRST_DAY:
                yield f"{topic}: {case.name}", case, household


WORKED = list(worked())


def granted(found: Help) -> dict[str, list[int]]:
    """Right → the amounts granted, drawn or not."""
    amounts: dict[str, list[int]] = {}
    for payment in (*found.due, *found.drawn):
        amounts.setdefault(payment.right, []).append(payment.amount)
    return amounts


def test_there_are_cases_to_hold_the_answers_against() -> None:
    assert len(WORKED) >= 15


@pytest.mark.parametrize(
    ("case", "household"), [each[1:] for each in WORKED], ids=[each[0] for each in WORKED]
)
def test_the_amounts_are_those_of_the_cases_worked_by_hand(case: Case, household: Household) -> None:
    found = self_check(household, case.on)
    rights = {payment.right for payment in (*found.due, *found.drawn)} | {
        each.right for each in found.not_due
    }
    for name, expected in case.expect.items():
        if name in rights:
            wanted = [value for value in (expected if isinstance(expected, list) else [expected]) if value]
            assert granted(found).get(name, []) == wanted, name


MOTHER = Member("head", date(1990, 3, 1))
FOUR = tuple(Member("child", date(*day)) for day in ((2025, 4, 2), (2025, 4, 1), (2019, 4, 2), (2019, 4, 1)))
FAMILY = Household(JAMBYL, (MOTHER, *FOUR))


def test_a_mother_of_four_without_income_gets_five_payments_and_needs_a_contract() -> None:
    found = self_check(FAMILY, ON)
    # 54,979 x 70 % = 38,485 x 5; two of 1 to 6: 2 x 1.5 x 4,325; 16.03 MCI; 63 MCI; 8.90 MCI, up to a tenge.
    assert {payment.right: payment.amount for payment in found.due} == {
        "targeted_assistance": 192_425,
        "child_supplement": 12_975,
        "large_family_allowance": 69_330,
        "birth_allowance": 272_475,
        "child_care_allowance": 38_493,
    }
    assert found.monthly == 192_425 + 12_975 + 69_330 + 38_493
    assert found.once == 272_475
    assert found.needs_contract
    until = {payment.right: payment.until for payment in found.due}
    assert until["birth_allowance"] == date(2026, 4, 2)  # the younger twin is a year old
    assert until["child_care_allowance"] == date(2026, 10, 2)  # and a year and a half


def test_what_is_drawn_already_is_not_offered_again() -> None:
    drawing = replace(MOTHER, benefits=(Drawn("large_family", 69_330),))
    found = self_check(replace(FAMILY, members=(drawing, *FOUR)), ON)
    assert [payment.right for payment in found.drawn] == ["large_family_allowance"]
    assert "large_family_allowance" not in {payment.right for payment in found.due}
    # From 2020 the allowance counts as income: 577,275 of the line less 3 x 69,330 = 369,285 in the quarter.
    assert next(p.amount for p in found.due if p.right == "targeted_assistance") == 123_095


def test_one_child_fewer_is_told_as_the_nearest_change() -> None:
    found = self_check(replace(FAMILY, members=(MOTHER, *FOUR[:3])), ON)
    refused = next(each for each in found.not_due if each.right == "large_family_allowance")
    children = refused.refusal.change("children")
    assert children is not None
    assert [(each.count, each.role) for each in children.found] == [(1, "child")]  # type: ignore[union-attr]


def test_a_child_expected_tells_what_the_birth_brings() -> None:
    found = self_check(replace(FAMILY, members=(MOTHER,), expecting=True), ON)
    after = {payment.right: payment.amount for payment in found.after_birth}
    # 38 MCI, 5.76 MCI up to a tenge, and the line for two instead of one.
    assert after == {
        "targeted_assistance": 76_970,
        "birth_allowance": 164_350,
        "child_care_allowance": 24_912,
    }


def test_an_age_stands_for_a_birth_date_and_is_said_to() -> None:
    found = self_check(replace(FAMILY, members=(MOTHER, Member("child", age=3))), ON)
    assert granted(found)["child_supplement"] == [6_488]
    assert any("Person 2" in assumed.in_language("en") for assumed in found.assumed)


def test_the_months_asked_are_those_of_the_quarter_before() -> None:
    assert months_asked(date(2026, 1, 1)) == (date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_its_reason_in_every_language(language: str) -> None:
    bereaved = replace(FOUR[2], breadwinner_lost="one")
    mother = replace(
        MOTHER, mother_award="altyn_alka", disability="group_2", work="unemployed",
        job_lost_on=date(2026, 1, 10), contribution_months=30, insured_income=150_000,
    )  # fmt: skip
    home = Home(utility_costs=30_000, area=6_000)
    rich = replace(
        FAMILY, members=(replace(MOTHER, incomes=(Receipt(date(2026, 1, 1), "wage", 9_000_000),)),)
    )
    for household in (replace(FAMILY, members=(mother, bereaved, *FOUR[:3]), home=home), rich):
        found = self_check(household, ON)
        for payment in found.due:
            assert why(found, payment, language), payment.right  # type: ignore[arg-type]
            first_step(payment, found, language)  # type: ignore[arg-type]
            assert list(weak_footing(payment.explained)) or payment.right
        for refused in found.not_due:
            assert why_not(found, refused, language), refused.right  # type: ignore[arg-type]
    assert {payment.right for payment in found.due} == set()


def test_wrong_words_and_places_are_refused_with_every_fault() -> None:
    wrong = Household(JAMBYL, (Member("queen", date(1990, 1, 1)), Member("child", disability="bad")))
    with pytest.raises(InputRefused) as refused:
        rows_of_household(wrong, ON)
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [
        (2, "birth_date"), (1, "role"), (2, "disability"),
    ]  # fmt: skip
    with pytest.raises(InputRefused):
        rows_of_household(Household(JAMBYL, ()), ON)
    with pytest.raises(NotFound):
        rows_of_household(Household("319999999", (MOTHER,)), ON)


def test_the_law_is_known_to_the_end_of_the_year_of_its_last_figures() -> None:
    assert last_day() == date(2026, 12, 31)
    later = self_check(FAMILY, date(2027, 3, 1))
    assert any("2026" in assumed.in_language("en") for assumed in later.assumed)

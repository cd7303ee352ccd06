"""Who may not see families learns of no family by subtracting what-ifs that hardly differ."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from esep.familymap import open_assessment
from esep_site.families.models import LoadedSnapshot, Scenario
from esep_site.families.nearness import APART
from esep_site.families.reform_result import ReformResult
from esep_site.families.rounding import rounded, rounded_money, step_of
from esep_site.folder import folder
from esep_site.people.models import AuditEvent
from esep_site.people.roles import Role

from ..conftest import DISTRICT, REGION
from .conftest import SignIn
from .test_reform_pages import ask, computed

TOO_NEAR = "by fewer than 10 families"


@given(st.integers(0, 10**7))
def test_counts_are_in_fives_and_off_by_two_at_most(count: int) -> None:
    assert rounded(count) % 5 == 0
    assert abs(rounded(count) - count) <= 2


@pytest.mark.parametrize(
    ("moved", "families", "step"),
    [(0, 0, 1), (5, 5, 5), (100_000, 10, 50_000), (100_010, 10, 100_000), (7, 5, 10), (1, 5, 1), (30, 9, 20)],
)
def test_money_is_rounded_to_what_five_families_gain(moved: int, families: int, step: int) -> None:
    assert step_of(moved, families) == step
    assert step >= 5 * moved / max(families, 1) > step / 10 or moved <= 1


@given(st.integers(-(10**12), 10**12), st.integers(0, 10**12), st.integers(0, 10**6))
def test_rounded_money_is_a_multiple_and_near(value: int, moved: int, families: int) -> None:
    step = step_of(moved, families)
    assert rounded_money(value, moved, families) % step == 0
    assert abs(rounded_money(value, moved, families) - value) <= step / 2


def treated(scenario: Scenario, assessment: str, within: str) -> dict[object, tuple[object, ...]]:
    """Level, lines and all help of each family and lone person, row by row of an assessment."""
    found = open_assessment(folder().assessments / scenario.snapshot.folder / assessment)
    payments = list(scenario.result["payments"])
    told: dict[object, list[object]] = {}
    for row in found.families.collect().to_dicts():
        if row["place"].startswith(within) and row["family_size"]:
            help_ = sum(row.get(name) or 0 for name in payments)
            told[row["family"]] = [row["level"], row["below_subsistence"], row["below_poverty_line"], help_]
    for row in found.persons.collect().to_dicts():
        who = row["family"] if row["family"] is not None else ("lone", row["person"])
        if row["place"].startswith(within) or who in told:
            told.setdefault(who, [None, None, None, 0])[3] += sum(row.get(name) or 0 for name in payments)
    return {who: tuple(answers) for who, answers in told.items()}


def by_hand(one: Scenario, other: Scenario, within: str = "31") -> int:
    """How many the two treat differently; where none, how many get another amount."""
    before = treated(one, one.snapshot.assessment.rpartition("/")[2], within)
    here, there = (treated(each, each.result["assessment"], within) for each in (one, other))

    def sign(now: tuple[object, ...], was: tuple[object, ...]) -> int:
        return (now[3] > was[3]) - (now[3] < was[3])  # type: ignore[operator]

    differing = [
        who
        for who, was in before.items()
        if here[who][:3] != there[who][:3] or sign(here[who], was) != sign(there[who], was)
    ]
    return len(differing) or sum(here[who][3] != there[who][3] for who in before)


def shown(client: Client, scenario: Scenario) -> str:
    answer = client.get(f"/en/families/reforms/{scenario.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


SHARES = ("80", "80.05", "80.4", "83", "83.1", "90")


@pytest.fixture
def scan(region: LoadedSnapshot, sign_in: SignIn) -> tuple[Client, list[Scenario]]:
    """A programme officer moves the poverty line by little steps."""
    client = sign_in(Role.PROGRAMME_OFFICER)
    asked = [computed(ask(client, **{"poverty_share-0": share})) for share in SHARES]
    return client, asked


def test_a_scan_tells_nothing_of_a_few_families(scan: tuple[Client, list[Scenario]], sign_in: SignIn) -> None:
    client, asked = scan
    pages = {each.pk: shown(client, each) for each in asked}
    told = [each for each in asked if TOO_NEAR not in pages[each.pk]]
    apart = {(a.pk, b.pk): by_hand(a, b) for a, b in combinations(asked, 2)}
    assert any(0 < number < APART for number in apart.values()), "the steps must be small to tell anything"
    assert 1 < len(told) < len(asked)
    for one, other in combinations(told, 2):
        assert apart[one.pk, other.pk] == 0 or apart[one.pk, other.pk] >= APART
    for each in told:
        result = ReformResult(each.result, REGION, "en", whole=False)
        counts = [row.gaining for row in [*result.districts(), *result.kinds(), *result.payments()]]
        counts += [row.losing for row in [*result.districts(), *result.kinds(), *result.payments()]]
        counts += [cell.text for _level, cells in result.levels() for cell in cells]
        counts += [count for _line, cells in result.crossings()[1] for _head, count in cells]
        numbers = [int(re.sub(r"\D", "", count)) for count in counts if count != "∗"]
        assert len(numbers) > 20
        assert not [number for number in numbers if number % 5]
        total = each.result["by_provision"][-1]
        step = step_of(total["gained"] + total["lost"], total["gaining_families"] + total["losing_families"])
        assert step >= 5 * total["gained"] / total["gaining_families"]
        change = next(int(re.sub(r"[^\d]", "", row.change)) for row in result.payments() if row.is_total)
        assert change % step == 0
        assert change != total["change"]
    withheld = next(each for each in asked if each not in told)
    for word in (str(withheld.result["by_provision"][-1]["change"]), "By district", "Payments"):
        assert word not in pages[withheld.pk]
    assert TOO_NEAR not in shown(client, told[-1]), "what was told once stays told"
    whole = shown(sign_in_owner(withheld, sign_in), withheld)
    assert TOO_NEAR not in whole
    events = AuditEvent.objects.filter(action="reform told")
    assert {event.subject for event in events} == {f"reform {each.pk}" for each in told}


def sign_in_owner(scenario: Scenario, sign_in: SignIn) -> Client:
    """Somebody who sees the families, to whom the what-if is shared."""
    Scenario.objects.filter(pk=scenario.pk).update(shared=True)
    return sign_in(Role.ANALYST)


def test_neither_deleting_nor_another_account_nor_a_smaller_place_nor_the_api_goes_round_it(
    region: LoadedSnapshot, sign_in: SignIn
) -> None:
    first, second = sign_in(Role.PROGRAMME_OFFICER), sign_in(Role.PROGRAMME_OFFICER)
    district = sign_in(Role.PROGRAMME_OFFICER, DISTRICT)
    one = computed(ask(first, **{"poverty_share-0": "80"}))
    assert TOO_NEAR not in shown(first, one)
    first.post(f"/en/families/reforms/{one.pk}/change/", {"delete": "1"})
    assert first.get(f"/en/families/reforms/{one.pk}/").status_code == 404
    assert f"reforms/{one.pk}/" not in first.get("/en/families/reforms/").content.decode()
    for client, place in ((second, REGION), (district, DISTRICT)):
        near = computed(ask(client, place, **{"poverty_share-0": "90"}))
        assert near.near == [one.pk] or place == DISTRICT
        assert 0 < by_hand(one, near, "3140" if place == DISTRICT else "31") < APART
        assert TOO_NEAR in shown(client, near)
        answer = client.get(f"/api/v1/places/{place}/what-ifs/{near.pk}").json()
        assert answer["gains"] == []
        assert TOO_NEAR in answer["reason"]
    same = computed(ask(second, **{"poverty_share-0": "80"}))
    assert TOO_NEAR not in shown(second, same), "the same numbers once more tell nothing new"


def test_who_sees_families_compares_what_hardly_differs(region: LoadedSnapshot, sign_in: SignIn) -> None:
    analyst = sign_in(Role.ANALYST)
    asked = [computed(ask(analyst, **{"poverty_share-0": share})) for share in ("80", "90")]
    assert asked[1].near == [asked[0].pk]
    for each in asked:
        assert TOO_NEAR not in shown(analyst, each)
    assert Scenario.objects.filter(told_at__isnull=False).count() == 0
    analyst.post(f"/en/families/reforms/{asked[0].pk}/change/", {"delete": "1"})
    assert not Scenario.objects.filter(pk=asked[0].pk).exists()


def test_what_can_no_longer_be_compared_is_taken_for_near(region: LoadedSnapshot, sign_in: SignIn) -> None:
    """Its answers are gone; only when the totals tell the two apart are both told."""
    client = sign_in(Role.PROGRAMME_OFFICER)
    old = computed(ask(client, **{"poverty_share-0": "80"}))
    Scenario.objects.filter(pk=old.pk).update(result={**old.result, "assessment": "gone"})
    alike = computed(ask(client, **{"poverty_share-0": "80.05"}))
    other = computed(ask(client, **{"poverty_share-0": "110"}))
    assert (old.pk in alike.near, old.pk in other.near) == (True, False)

"""What-ifs: the form, the worker, the result, who sees it."""

from __future__ import annotations

import re

import polars as pl
import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils.translation import override

from esep.familymap.whatif import Reform
from esep_site.families import reform_running
from esep_site.families.models import LoadedSnapshot, Scenario, ScenarioState
from esep_site.families.reform_form import reform_of
from esep_site.families.reform_pages import KeepForm
from esep_site.families.reform_result import ReformResult
from esep_site.families.small_counts import LEAST
from esep_site.people.models import AuditEvent, RoleHolding
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION
from .conftest import DATE, MadeUp, SignIn

NEW = "/en/families/reforms/new/"
ONE_TENGE_MORE = """\
name: {kk: Бір теңге, ru: Один тенге, en: One tenge}
provisions:
  targeted_assistance:
    rule: >-
      choose(targeted_assistance_now > 0, targeted_assistance_now + value(1, 'KZT/month'),
      value(0, 'KZT/month'))
"""


def ask(client: Client, place: str = REGION, **given: object) -> Scenario | str:
    """The what-if that was asked, or the page with its faults."""
    answer = client.post(NEW, {"title": "A reform", "place": place, **given})
    if answer.status_code == 200:
        return answer.content.decode()
    return Scenario.objects.get(pk=int(answer["Location"].rstrip("/").rpartition("/")[2]))


def computed(scenario: Scenario | str) -> Scenario:
    assert isinstance(scenario, Scenario), re.findall(r'role="alert">([^<]*)', scenario)
    reform_running.run(scenario.pk)
    scenario.refresh_from_db()
    assert scenario.state == ScenarioState.DONE, scenario.reason
    return scenario


def test_the_form_writes_the_file_of_the_reform(region: LoadedSnapshot, sign_in: SignIn) -> None:
    client = sign_in(Role.ANALYST)
    typed = {"poverty_share-0": "80", "large_family_multiples-1": "18.5", "award_multiples-0": "7"}
    scenario = ask(client, **typed)
    assert isinstance(scenario, Scenario)
    written = yaml.safe_load(scenario.reform["text"])
    assert written["parameters"] == {
        "poverty_share": {"value": 8000},
        "large_family_multiples": {
            "value": [
                {"below": 4, "value": 0}, {"below": 5, "value": 1850}, {"below": 6, "value": 2004},
                {"below": 7, "value": 2405}, {"value": 2806},
            ]
        },
        "award_multiples": {"value": {"kumis_alka": 700, "altyn_alka": 740}},
    }  # fmt: skip
    reform: Reform = reform_of(scenario.reform["text"], DATE)
    assert set(reform.parameters) == set(written["parameters"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Change at least one value"),
        ({"poverty_share-0": "70"}, "changes no answer"),
        ({"poverty_share-0": "70.0015"}, "no smaller parts"),
        ({"file": "name: [", "poverty_share-0": ""}, "not YAML"),
        ({"file": "a: &a 1\nb: *a"}, "aliases"),
        ({"file": "name: {kk: a, ru: b, en: c}\nparameters: {poverty_sharr: {value: 1}}"}, "poverty_share"),
    ],
)
def test_what_is_no_reform_is_refused_with_its_faults(
    region: LoadedSnapshot, sign_in: SignIn, given: dict[str, str], said: str
) -> None:
    if "file" in given:
        given = {**given, "file": SimpleUploadedFile("reform.yaml", given["file"].encode())}  # type: ignore[dict-item]
    page = ask(sign_in(Role.ANALYST), **given)
    assert isinstance(page, str)
    assert any(said in fault for fault in re.findall(r'role="alert">([^<]*)', page))
    assert not Scenario.objects.exists()


def test_a_tenge_more_for_each_is_counted_by_hand(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn
) -> None:
    client = sign_in(Role.ANALYST)
    scenario = computed(ask(client, file=SimpleUploadedFile("a.yaml", ONE_TENGE_MORE.encode())))
    paid = made_up.families.filter((pl.col("members") > 0) & (pl.col("assistance") > 0))
    total = scenario.result["by_provision"][-1]
    assert (total["gaining_families"], total["losing_families"]) == (len(paid), 0)
    assert total["gaining_persons"] == paid["members"].sum()
    assert total["change"] == len(paid)
    by_district = {row["district"]: row["gaining_families"] for row in scenario.result["by_district"]}
    expected = dict(paid.group_by("district").len().rows())
    assert {code: count for code, count in by_district.items() if count} == expected
    html = client.get(f"/en/families/reforms/{scenario.pk}/").content.decode()
    cards = html[html.index('class="cards') : html.index("</ul>", html.index('class="cards'))]
    first = re.search(r'class="number">([^<]*)', cards)
    assert first
    assert int(re.sub(r"\D", "", first[1])) == len(paid)
    assert "targeted_assistance_now" in html
    assert AuditEvent.objects.filter(action="reform compared", subject=f"reform {scenario.pk}").exists()


def test_of_a_district_only_its_families_are_counted(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn
) -> None:
    client = sign_in(Role.ANALYST, DISTRICT)
    page = client.get(NEW).content.decode()
    assert f'value="{REGION}"' not in page
    answer = ask(client, REGION, **{"poverty_share-0": "90"})
    assert isinstance(answer, str)
    scenario = computed(ask(client, DISTRICT, **{"poverty_share-0": "90"}))
    assert {row["district"] for row in scenario.result["by_district"]} == {DISTRICT}
    members = made_up.families.filter((pl.col("members") > 0) & (pl.col("district") == DISTRICT))
    assert scenario.result["by_provision"][-1]["families"] == len(members)
    assert {row["group"] for row in scenario.result["poverty"] if row["by"] == "district"} == {DISTRICT}


def test_who_sees_no_families_gets_no_small_counts_and_no_rules(
    region: LoadedSnapshot, sign_in: SignIn
) -> None:
    client = sign_in(Role.PROGRAMME_OFFICER)
    page = ask(client, file=SimpleUploadedFile("a.yaml", ONE_TENGE_MORE.encode()))
    assert isinstance(page, str)
    assert "not its rules" in page
    scenario = computed(ask(client, **{"poverty_share-0": "71"}))
    small = [row for row in scenario.result["by_district"] if 0 < row["gaining_families"] < LEAST]
    assert small
    html = client.get(f"/en/families/reforms/{scenario.pk}/").content.decode()
    content = html[html.index('class="cards') :]
    changes = content.index("What changes")
    shown = re.findall(
        r'class="number"[^>]*>\s*(\d+)\s*<', content[:changes] + content[content.index("Payments") :]
    )
    assert not {"1", "2", "3", "4"} & set(shown)
    whole = ReformResult(scenario.result, REGION, "en", whole=True)
    assert [row.gaining for row in whole.districts()] != [
        row.gaining for row in ReformResult(scenario.result, REGION, "en", whole=False).districts()
    ]


def test_a_shared_reform_is_seen_by_those_of_the_place_and_changed_by_its_owner(
    region: LoadedSnapshot, sign_in: SignIn
) -> None:
    owner, other, elsewhere = (
        sign_in(Role.ANALYST, DISTRICT),
        sign_in(Role.PROGRAMME_OFFICER, DISTRICT),
        sign_in(Role.ANALYST, OTHER_DISTRICT),
    )
    scenario = ask(owner, DISTRICT, **{"poverty_share-0": "90"})
    assert isinstance(scenario, Scenario)
    address = f"/en/families/reforms/{scenario.pk}/"
    assert other.get(address).status_code == 404
    owner.post(f"{address}change/", {"title": "Ninety", "shared": "on", "version": 1})
    assert owner.post(f"{address}change/", {"title": "Mine", "version": 1}).status_code == 409
    assert "Ninety" in other.get("/en/families/reforms/").content.decode()
    assert other.get(address).status_code == 200
    assert other.post(f"{address}change/", {"title": "x", "version": 2})["Location"] == address
    assert elsewhere.get(address).status_code == 404
    assert elsewhere.get(f"{address}progress/").status_code == 404
    assert "Ninety" not in elsewhere.get("/en/families/reforms/").content.decode()
    owner.post(f"{address}change/", {"delete": "1"})
    assert not Scenario.objects.exists()


def test_a_job_of_somebody_whose_role_has_ended_computes_nothing(
    region: LoadedSnapshot, sign_in: SignIn
) -> None:
    client = sign_in(Role.ANALYST)
    scenario = ask(client, **{"poverty_share-0": "90"})
    assert isinstance(scenario, Scenario)
    RoleHolding.objects.filter(account=client.account).update(valid_from="2020-01-01", valid_to="2020-12-31")
    reform_running.run(scenario.pk)
    scenario.refresh_from_db()
    assert (scenario.state, scenario.result) == (ScenarioState.FAILED, {})
    assert "no longer" in scenario.reason["en"]


def test_what_was_interrupted_can_be_computed_again(region: LoadedSnapshot, sign_in: SignIn) -> None:
    client = sign_in(Role.ANALYST)
    scenario = ask(client, **{"poverty_share-0": "90"})
    assert isinstance(scenario, Scenario)
    address = f"/en/families/reforms/{scenario.pk}/"
    assert 'hx-trigger="every 2s"' in client.get(address).content.decode()
    Scenario.objects.update(state=ScenarioState.RUNNING)
    html = client.get(address).content.decode()
    assert "interrupted" in html
    assert "hx-trigger" not in html
    client.post(f"{address}again/")
    scenario.refresh_from_db()
    assert scenario.state == ScenarioState.WAITING
    computed(scenario)
    assert client.get(f"{address}progress/")["HX-Refresh"] == "true"


def test_a_kept_what_if_says_who_sees_it_and_has_no_column_that_nothing_fills() -> None:
    """Whoever only sees counts sees no shared what-if: the words of the column must not say so."""
    with override("en"):
        columns = {each.name: str(each.verbose_name) for each in Scenario._meta.fields}
        label = str(KeepForm.base_fields["shared"].label)
    assert "folder" not in columns
    assert "may try reforms" in columns["shared"]
    assert "may try reforms" in label


@pytest.mark.django_db
def test_every_change_of_the_tables_has_its_migration() -> None:
    call_command("makemigrations", "families", check=True, dry_run=True, verbosity=0)

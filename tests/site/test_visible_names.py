"""No name of a column, a rule or an input, as the program writes it, is read by people on a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import polars as pl
import pytest
from django.test import Client

from esep_site.families import reform_running
from esep_site.families.models import LoadedSnapshot, Scenario
from esep_site.people import audit
from esep_site.people.roles import Role

from .conftest import DISTRICT, REGION
from .families.conftest import *  # noqa: F403 - the fixtures of a loaded region
from .families.conftest import MadeUp, SignIn

LANGUAGES = ("kk", "ru")
TECHNICAL = re.compile(r"\b[a-z]+[0-9]*(?:_[a-z0-9]+)+\b")
UNSEEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
SAID_BY_ATTRIBUTES = re.compile(r'\b(?:aria-label|placeholder|title|alt|data-head)="([^"]*)"')


def technical(page: str) -> set[str]:
    """Words with underscores among what a page shows or says."""
    seen = UNSEEN.sub(" ", page)
    said = " ".join(SAID_BY_ATTRIBUTES.findall(seen))
    return set(TECHNICAL.findall(html.unescape(re.sub(r"<[^>]+>", " ", seen) + said)))


def test_the_judge_sees_them() -> None:
    page = (
        '<p title="law_date">күні (x_1)</p><script>a_b</script><pre>single_parent</pre><a href="c_d">да</a>'
    )
    assert technical(page) == {"law_date", "x_1", "single_parent"}


@pytest.fixture
def families(made_up: MadeUp) -> list[int]:
    """Families that differ: the largest, one with many rights, one of each kind."""
    rows = made_up.families.filter(pl.col("district") == DISTRICT, pl.col("members") > 0)
    found = [rows.sort("members")["family"][-1], rows.sort(pl.col("rights").str.len_chars())["family"][-1]]
    return [*found, *rows.group_by("kind").first().sort("kind")["family"]]


def pages(sign_in: SignIn, families: list[int]) -> Iterator[tuple[Client, str]]:
    officer, analyst = sign_in(Role.OFFICER, DISTRICT), sign_in(Role.ANALYST)
    auditor, programmes = sign_in(Role.AUDITOR), sign_in(Role.PROGRAMME_OFFICER)
    for family in families:
        officer.post(f"/kk/families/family/{family}/reason/", {"reason": "visit"})
        yield officer, f"families/family/{family}/"
        yield officer, f"families/family/{family}/why/wellbeing_score/"
        yield officer, f"families/family/{family}/refusals/"
    officer.post(f"/kk/families/family/{families[0]}/offer/", {"measure": "social_contract"})
    analyst.post(
        "/kk/families/reforms/new/",
        {"title": "x", "place": REGION, "poverty_share-0": "80", "large_family_multiples-1": "18,5"},
    )
    reform = Scenario.objects.get()
    with audit.recording():
        reform_running.run(reform.pk)
    analyst.post(f"/kk/families/reforms/{reform.pk}/change/", {"title": "x", "shared": "on", "version": 1})
    for who in (analyst, programmes):
        yield who, f"families/reforms/{reform.pk}/"
        yield who, "families/reforms/new/"
        yield who, f"families/places/{REGION}/"
    yield officer, f"families/list/{DISTRICT}/"
    yield officer, f"families/list/{DISTRICT}/?flags=single_parent&rights=housing_aid&kinds=couple"
    yield officer, "people/own/"
    yield officer, "people/keys/"
    yield analyst, f"families/snapshots/{REGION}/"
    yield analyst, f"families/snapshots/{REGION}/{LoadedSnapshot.objects.get(in_force=True).pk}/"
    yield auditor, "people/audit/"


def test_no_technical_name_is_read_on_a_page(
    region: LoadedSnapshot, families: list[int], sign_in: SignIn
) -> None:
    found: dict[str, str] = {}
    for client, path in pages(sign_in, families):
        for language in LANGUAGES:
            answer = client.get(f"/{language}/{path}")
            assert answer.status_code == 200, path
            for word in technical(answer.content.decode()):
                found.setdefault(word, f"/{language}/{path}")
    assert not found, "\n".join(f"{word}: {path}" for word, path in sorted(found.items()))

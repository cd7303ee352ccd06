"""The checks of kinds, asked of the database, fail for the very records for which they fail in Python."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pytest
from django.utils import timezone

from esep_site.bodies.models import Body
from esep_site.delivery.catalogue import FieldType, Kind, kinds
from esep_site.delivery.checking import facts, failing
from esep_site.delivery.expressions import holds
from esep_site.delivery.failing_sql import condition, failing_rows
from esep_site.delivery.models import Attachment, Partner, Record

from ..conftest import DISTRICT

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NUMBERS = (FieldType.NUMBER, FieldType.MONEY, FieldType.YEAR)
EACH = 30
"""Records of each kind."""


def drawn(kind: Kind, at: int, chance: random.Random) -> Record:
    """A record with any values: some known, some not, many on the edge of what checks allow."""
    stage = chance.choice(kind.stages)
    fields: dict[str, Any] = {}
    for each in kind.fields:
        if chance.random() < 0.25:
            continue
        number = chance.randint(0, 3)
        if each.type in NUMBERS:
            fields[each.code] = number
        elif each.type in (FieldType.DECIMAL, FieldType.SHARE):
            fields[each.code] = chance.choice((str(number), f"{number}.5"))
        elif each.type is FieldType.DAY:
            fields[each.code] = (TODAY + datetime.timedelta(days=number - 1)).isoformat()
        elif each.type is FieldType.CHOICE:
            fields[each.code] = chance.choice(list(each.choices))
        elif each.type is FieldType.YES_NO:
            fields[each.code] = chance.random() < 0.5
    start = chance.choice((None, TODAY, TODAY + datetime.timedelta(days=1)))
    return Record(
        region="31", code=f"{kind.kind}-{at}", kind=kind.kind, kind_version=kind.version, place=DISTRICT,
        district=DISTRICT, stage=stage.code, category=stage.category.value, fields=fields, words="",
        name_kk="r", name_ru="r", start=start, end=None if start else TODAY,
        **{name: chance.randint(0, 2) for name in ("faults_open", "jobs_created", "money_planned")},
        **{name: chance.randint(0, 2) for name in ("money_contracted", "money_paid")},
    )  # fmt: skip


@pytest.fixture
def drawn_rows(bodies: dict[str, Body]) -> dict[int, set[str]]:
    """Records of every kind with some partners and documents: what each has."""
    chance = random.Random(7)
    rows = [drawn(kind, at, chance) for kind in kinds().values() for at in range(EACH)]
    Record.objects.bulk_create(rows)
    partners, files = [], []
    has: dict[int, set[str]] = {row.pk: set() for row in rows}
    for row in rows:
        kind = kinds()[row.kind]
        for role in kind.partners:
            if chance.random() < 0.7:
                partners.append(Partner(record=row, place=DISTRICT, body=bodies["zauyt"], role=role))
                has[row.pk].add(role)
        for document in kind.documents:
            if chance.random() < 0.5:
                own = {"title": "x", "sha256": "0" * 64, "media_type": "image/png", "size": 1}
                files.append(Attachment(record=row, place=DISTRICT, document=document.code, **own))
                has[row.pk].add(document.code)
    Partner.objects.bulk_create(partners)
    Attachment.objects.bulk_create(files)
    return has


def test_the_database_finds_the_records_that_fail_and_no_others(drawn_rows: dict[int, set[str]]) -> None:
    wanted = {
        row.pk
        for row in Record.objects.all()
        if failing(kinds()[row.kind], facts(row, drawn_rows[row.pk], TODAY))
    }
    assert 0 < len(wanted) < len(drawn_rows)
    assert set(failing_rows(Record.objects.all(), TODAY).values_list("pk", flat=True)) == wanted
    for row in failing_rows(Record.objects.all(), TODAY):
        assert {*row.roles, *row.documents} == drawn_rows[row.pk]
    of_roads = failing_rows(Record.objects.all(), TODAY, "road_section")
    assert {row.pk for row in of_roads} == {
        row.pk for row in Record.objects.filter(pk__in=wanted, kind="road_section")
    }


CONDITIONS = (
    {"at_most": ["length_done", "length"]},
    {"below": ["length_done", {"difference": ["length", 1]}]},
    {"equal": [{"times": ["service_points", 2]}, {"sum": ["warranty_years", "faults.open"]}]},
    {"equal": ["accepted_on", "today"]},
    {"below": ["contract_day", "end"]},
    {"is": ["owner", "regional"]},
    {"given": "conclusion"},
    {"given": "start"},
    {"has": "contract"},
    {"not": {"at_most": ["km_from", "km_to"]}},
    {"not": {"all": [{"at_most": ["km_from", "km_to"]}, {"has": "lab"}]}},
    {"any": [{"below": ["money.paid", "money.planned"]}, {"not": {"given": "length"}}]},
    {"if": {"below": ["km_from", "km_to"]}, "then": {"at_most": ["length", "length_done"]}},
    {"not": {"if": {"below": ["km_from", "km_to"]}, "then": {"at_most": ["length", "length_done"]}}},
    {"at_most": ["jobs.created", "money.contracted"]},
)


@pytest.mark.parametrize("asked", CONDITIONS, ids=lambda each: next(iter(each)))
def test_a_condition_is_true_false_or_not_known_alike(
    drawn_rows: dict[int, set[str]], asked: dict[str, Any]
) -> None:
    kind = kinds()["road_section"]
    rows = Record.objects.filter(kind=kind.kind)
    told = {row.pk: holds(asked, facts(row, drawn_rows[row.pk], TODAY)) for row in rows}
    for answer, found in (
        (True, rows.filter(condition(kind, asked, TODAY))),
        (False, rows.filter(~condition(kind, asked, TODAY))),
    ):
        assert {row.pk for row in found} == {number for number, each in told.items() if each is answer}
    assert len(set(told.values())) > 1

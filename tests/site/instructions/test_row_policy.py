"""No query by anybody shows an instruction, or what hangs on it, that concerns no place of the scope."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from esep_site.instructions import extension_actions, report_actions
from esep_site.instructions.clock import everywhere
from esep_site.instructions.models import Instruction, Report, Source, Stocktake
from esep_site.instructions.report_actions import Said
from esep_site.instructions.row_policy import stems_of
from esep_site.people.scope import enforced, scope_of, stem

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION
from .conftest import TODAY, Region

TABLES = (
    "instruction", "source", "stocktake", "proposal", "evidence", "assignment", "report", "extension",
    "change", "reminder",
)  # fmt: skip


def covers(held: str, place: str) -> bool:
    """Written a second time: a code lies in another that it begins with, zeros at the end left out."""
    significant = next(held[:digits] for digits in (2, 4, 6, 9) if not held[digits:].strip("0"))
    return place.startswith(significant)


PLACES = st.sampled_from(
    ("310000000", "311000000", "314000000", "314030000", "314030100", "316200000", "316230100", "710000000")
)


@given(PLACES, st.lists(PLACES, min_size=1, max_size=3))
def test_stems_reach_what_a_scope_covers_and_nothing_else(held: str, concerned: Iterable[str]) -> None:
    assert (stem(held) in stems_of(concerned)) == any(covers(held, place) for place in concerned)


@pytest.mark.django_db
def test_each_sees_what_concerns_the_own_place(region: Region) -> None:
    mine = region.issue()
    theirs = region.issue(responsible=region["other-district"], place=OTHER_DISTRICT)
    both = region.issue(helping=[region["other-district"]])
    whole = region.issue(responsible=region["roads"], place=REGION)
    region.do(report_actions.accept, "officer", mine)
    region.do(report_actions.submit_report, "officer", mine, said=Said("дайын"))
    region.do(extension_actions.ask, "other", theirs, wanted=datetime.date(2026, 12, 20), reason="x")
    for place in (REGION, DISTRICT):
        Source.objects.create(kind="meeting", title="x", day=TODAY, place=place, issuer=region["akimat"])
        Stocktake.objects.create(title="x", day=TODAY, until=TODAY, place=place, pack={})
    expected = {
        "control": {mine.pk, theirs.pk, both.pk, whole.pk},
        "roads-officer": {mine.pk, theirs.pk, both.pk, whole.pk},
        "officer": {mine.pk, both.pk},
        "other": {theirs.pk, both.pk},
    }
    for name, keys in expected.items():
        with enforced(scope_of(region[name])), connection.cursor() as cursor:
            assert set(Instruction.objects.values_list("pk", flat=True)) == keys
            assert Report.objects.exists() == (mine.pk in keys)
            for table in ("change", "assignment", "report", "extension"):
                cursor.execute(f"SELECT DISTINCT instruction_id FROM instructions_{table}")
                assert {key for (key,) in cursor.fetchall()} <= keys
            assert (
                Source.objects.count()
                == Stocktake.objects.count()
                == (2 if whole.pk in keys else name == "officer")
            )
    with enforced(everywhere()):
        assert Instruction.objects.count() == 4


@pytest.mark.django_db
def test_nobody_sees_or_writes_without_a_scope(region: Region) -> None:
    row = region.issue()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE esep_site")
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM instructions_{table}")
            assert cursor.fetchone() == (0,), table
        cursor.execute("UPDATE instructions_instruction SET text = 'x'")
        assert cursor.rowcount == 0
        cursor.execute("RESET ROLE")
    with enforced(scope_of(region["other"])):
        copy = Instruction.objects.model(**{
            each.attname: getattr(row, each.attname) for each in Instruction._meta.fields if each.name != "id"
        })  # fmt: skip
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            copy.save()

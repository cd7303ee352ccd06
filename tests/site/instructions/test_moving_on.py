"""Days pass in a made-up region, and in no other site."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from django.utils import timezone

from esep.cli import main
from esep_site import site_clock
from esep_site.folder import folder
from esep_site.instructions.models import Change, Reminder
from esep_site.instructions.terms import Term
from esep_site.instructions.working import working_days

from .conftest import Region

_DAY = datetime.timedelta(days=1)


@pytest.fixture
def real_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of a site that has no made-up region, whatever the tests before have made."""
    clock = folder().root / "days-ahead"
    before = clock.read_text() if clock.is_file() else None
    clock.unlink(missing_ok=True)
    yield
    clock.unlink(missing_ok=True)
    if before is not None:
        clock.write_text(before)


@pytest.mark.django_db
def test_a_real_site_is_not_moved(real_clock: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", "move-on", "--language", "en"]) != 0
    assert "keeps the real time" in capsys.readouterr().err
    assert site_clock.today() == timezone.localdate()


@pytest.mark.django_db(transaction=True)
def test_day_after_day_the_ladder_is_climbed(
    real_clock: None, region: Region, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Due in four working days; five later three rungs were climbed, each on its day."""
    for name in ("models", "actions", "writing"):
        monkeypatch.setattr(f"esep_site.instructions.{name}.today", site_clock.today)
    working, first = working_days(), timezone.localdate()
    due = working.add_working_days(first, 4)
    row = region.issue(term=Term.on(due))
    site_clock.make_movable()
    last = working.add_working_days(due, 5)
    assert main(["site", "move-on", str((last - first).days), "--language", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{first + _DAY}: lapsed 0")
    assert lines[-1] == f"It is {last} now."
    assert site_clock.today() == last
    row.refresh_from_db()
    assert (row.state, row.rung) == ("lapsed", 5)
    climbed = Reminder.objects.filter(late=True).order_by("day").values_list("told", "day")
    days = [working.add_working_days(due, late) for late in (1, 3, 5)]
    assert list(climbed) == list(zip(("responsible", "control", "issuer"), days, strict=True))
    noted = [timezone.localdate(each.at) for each in Change.objects.filter(what="escalate").order_by("id")]
    assert noted == days

"""The page of a programme or zone for any day, with all that is under it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from esep_site.delivery.bulk import write_entries
from esep_site.delivery.models import Record
from esep_site.people.roles import Role

from ..conftest import REGION, MakeAccount
from .conftest import D, programme, road


@pytest.mark.django_db
def test_what_is_due_is_told_for_the_day_that_is_asked_and_every_record_is_reached(
    client: Client, make_account: MakeAccount, recording: list[Any], bodies: Any
) -> None:
    """Of 53 records 13 are done, 6 end in 2020 and 34 in 2021; a page lists fifty."""
    ends = [D(2020, 12, 20)] * 6 + [D(2021, 6, 1)] * 34 + [D(2020, 3, 1)] * 13
    rows = [
        road(f"r{at:02}", programme="nurly-zhol", start=D(2019, 1, 1), end=end, milestones=[])
        for at, end in enumerate(ends)
    ]
    assert not write_entries(by=None, entries=[programme(), *rows]).faults
    done = Record.objects.filter(code__gte="r40", code__startswith="r")
    assert done.update(stage="accepted", category="done") == 13
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    path = f"/kk/delivery/programmes/{Record.objects.get(code='nurly-zhol').pk}/"
    for asked in ("2020-12-01", "01.12.2020"):
        page = client.get(path, {"day": asked})
        due = page.context["due"]
        assert (due.number, due.done, due.due) == (53, 13, 6)
        assert 'value="01.12.2020"' in page.content.decode()
    assert client.get(path, {"day": "01.02.2021"}).context["due"].due == 34, "six are late, not due"
    assert client.get(path, {"day": "no day"}).status_code == 200
    listed: list[str] = []
    query = "day=2020-12-01"
    while query:
        shown = client.get(f"{path}?{query}").context
        listed += [row["record"].code for row in shown["rows"]]
        query = shown["further"]
    assert sorted(listed) == sorted(row.code for row in rows)

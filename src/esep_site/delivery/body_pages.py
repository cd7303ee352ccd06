"""Pages of what is gathered: a programme with all under it, a body with all that it does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from esep_site.bodies.models import Body
from esep_site.delivery import queries
from esep_site.delivery.card import Card
from esep_site.delivery.models import Light, Record
from esep_site.delivery.page_parts import day_asked, row_of
from esep_site.delivery.portfolio_pages import lights_of, named_groups
from esep_site.delivery.record_pages import of_record
from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission


@of_record(Permission.SEE_RECORDS)
def programme(request: HttpRequest, record: Record) -> HttpResponse:
    """A programme (or anything with parts): what is under it, as far as one may see, on a day."""
    today = day_asked(request)
    rows = queries.under(record, today)
    grouped = queries.groups(rows, "kind")
    whole = queries.together(grouped)
    late = rows.filter(light=Light.RED)
    context = {
        "record": record,
        "card": Card(record, today),
        "whole": whole,
        "lights": lights_of(whole),
        "kinds": named_groups(request, grouped, "kind"),
        "districts": named_groups(request, queries.groups(rows, "district"), "district"),
        "late": [row_of(row) for row in queries.in_order(late, "due", descending=False)[: queries.SHOWN]],
        "rows": [row_of(row) for row in queries.in_order(rows, "money", descending=True)[: queries.SHOWN]],
        "due": queries.due_in(rows, today),
        "jobs": queries.jobs_claimed(record),
    }
    return render(request, "delivery/programme.html", context)


@allowed(Permission.SEE_RECORDS)
def work(request: HttpRequest, body: str) -> HttpResponse:
    """All that one body does: its records and their delays, its faults, its jobs."""
    found = get_object_or_404(Body.objects.select_related("parent"), code=body)
    today = timezone.localdate()
    shown = queries.work_of(found, today)
    context = {
        "body": found,
        "whole": shown.whole,
        "lights": lights_of(shown.whole),
        "rows": [row_of(row) for row in shown.records],
        "late": [row_of(row) for row in shown.late],
        "faults": shown.faults,
        "summary": shown.summary,
        "jobs": shown.jobs,
        "today": today,
    }
    return render(request, "delivery/work.html", context)

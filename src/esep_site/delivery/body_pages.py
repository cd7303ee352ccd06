"""Pages of what is gathered: a programme with all under it, a body with all that it does."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from esep_site import site_clock
from esep_site.bodies.models import Body
from esep_site.delivery import indicators, queries
from esep_site.delivery.card import Card
from esep_site.delivery.catalogue import Names, kinds
from esep_site.delivery.models import Light, Record
from esep_site.delivery.page_parts import day_asked, page_asked, row_of
from esep_site.delivery.portfolio_pages import lights_of, named_groups, query_with, said_figure
from esep_site.delivery.record_pages import of_record
from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission


@of_record(Permission.SEE_RECORDS)
def programme(request: HttpRequest, record: Record) -> HttpResponse:
    """A programme (or anything with parts): what is under it, as far as one may see, on a day."""
    today, day_form = day_asked(request)
    rows = queries.under(record, today)
    grouped = queries.groups(rows, "kind")
    whole = queries.together(grouped)
    late = rows.filter(light=Light.RED)
    present = [kind for code, kind in kinds().items() if code in {group.key for group in grouped}]
    counted, chosen = _chosen(request, rows)
    page = page_asked(request)
    shown = queries.in_order(counted, "money", descending=True, page=page)
    context = {
        "record": record,
        "day_form": day_form,
        "card": Card(record, today),
        "whole": whole,
        "lights": lights_of(whole),
        "kinds": named_groups(request, grouped, "kind"),
        "districts": named_groups(request, queries.groups(rows, "district"), "district"),
        "late": [row_of(row) for row in queries.in_order(late, "due", descending=False)[: queries.SHOWN]],
        "figures": [
            {**said_figure(each), "query": _question(request, each)}
            for each in indicators.figures(rows, present)
        ],
        "all": query_with(request, kind="", indicator=""),
        "rows": [row_of(row) for row in shown[: queries.SHOWN]],
        "chosen": chosen,
        "before": query_with(request, page=str(page - 1)) if page > 1 else "",
        "further": query_with(request, page=str(page + 1)) if len(shown) > queries.SHOWN else "",
        "due": queries.due_in(rows, today),
        "jobs": queries.jobs_claimed(record),
    }
    return render(request, "delivery/programme.html", context)


def _question(request: HttpRequest, figure: indicators.Figure) -> str:
    return query_with(request, kind=figure.kind.kind, indicator=figure.indicator.code)


def _chosen(request: HttpRequest, rows: QuerySet[Record]) -> tuple[QuerySet[Record], list[Names]]:
    """Those of a kind, or that one of its indicators counts, where the address asks for them; and what it
    asks for in words."""
    kind = kinds().get(request.GET.get("kind", ""))
    if kind is None:
        return rows, []
    indicator = kind.indicator_by_code.get(request.GET.get("indicator", ""))
    if indicator is None:
        return rows.filter(kind=kind.kind), [kind.plural]
    return rows.filter(indicators.counted(kind, indicator)), [kind.plural, indicator.names]


@allowed(Permission.SEE_RECORDS)
def work(request: HttpRequest, body: str) -> HttpResponse:
    """All that one body does: its records and their delays, its faults page by page, its jobs."""
    found = get_object_or_404(Body.objects.select_related("parent"), code=body)
    today, page = site_clock.today(), page_asked(request)
    shown = queries.work_of(found, today, page)
    context = {
        "body": found,
        "whole": shown.whole,
        "lights": lights_of(shown.whole),
        "rows": [row_of(row) for row in shown.records[: queries.SHOWN]],
        "late": [row_of(row) for row in shown.late[: queries.SHOWN]],
        "more": len(shown.records) > queries.SHOWN,
        "more_late": len(shown.late) > queries.SHOWN,
        "faults": shown.faults[: queries.SHOWN],
        "before": query_with(request, page=str(page - 1)) if page > 1 else "",
        "further": query_with(request, page=str(page + 1)) if len(shown.faults) > queries.SHOWN else "",
        "summary": shown.summary,
        "jobs": shown.jobs,
        "today": today,
    }
    return render(request, "delivery/work.html", context)

"""Pages of days: the agenda of a person, stocktakes, the work plan of a year, the feed of terms; seats."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dates import MONTHS_3
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from esep_site.editing import Conflict, conflict_page
from esep_site.instructions import queries, seat_actions, stocktakes
from esep_site.instructions.agenda import agenda_of
from esep_site.instructions.doing_pages import own_bodies, people_in
from esep_site.instructions.duplicates import warning_of
from esep_site.instructions.forms import (
    EndSeatForm,
    InstructionForm,
    SeatForm,
    StocktakeForm,
    bodies_below,
    tell,
)
from esep_site.instructions.icalendar_feed import Event, calendar
from esep_site.instructions.models import Agenda, FeedKey, Instruction, Seat, Stocktake, today
from esep_site.instructions.pages import public_bodies
from esep_site.instructions.plan import Task, gantt
from esep_site.instructions.words import REASON_WORDS
from esep_site.people.permissions import allowed, public
from esep_site.people.queries import kept
from esep_site.people.roles import Permission
from esep_site.people.scope import enforced, scope_of

MOST_BARS = 150
MOST_EVENTS = 2_000


@allowed(Permission.SEE_INSTRUCTIONS)
def agenda(request: HttpRequest) -> HttpResponse:
    """What concerns the person today: the page of the message that is sent in the morning."""
    found = agenda_of(request.scope.account, request.scope, today())
    parts = [(REASON_WORDS[reason], lines) for reason, lines in found.by_reason()]
    seats = Seat.objects.filter(account=request.scope.account).select_related("body")
    context = {
        "agenda": found,
        "parts": parts,
        "seats": [seat for seat in seats if seat.valid_to is None or seat.valid_to >= today()],
        "message": Agenda.objects.filter(account=request.scope.account, day=today()).first(),
        "feed": FeedKey.objects.filter(account=request.scope.account).first(),
        "address": request.session.pop("calendar address", ""),
    }
    return render(request, "instructions/agenda.html", context)


@allowed(Permission.SEE_INSTRUCTIONS)
def stocktakes_page(request: HttpRequest) -> HttpResponse:
    """The packs of meetings, the latest first."""
    return render(
        request, "instructions/stocktakes.html", {"stocktakes": Stocktake.objects.defer("pack")[:100]}
    )


@allowed(Permission.CONTROL)
def freeze(request: HttpRequest) -> HttpResponse:
    """A pack is prepared and frozen."""
    stems = request.scope.stems(Permission.CONTROL)
    on = today()
    place, month = request.scope.places[Permission.CONTROL][0], datetime.timedelta(days=30)
    initial = {"place": place, "day": on, "until": on + month}
    form = StocktakeForm(stems, request.POST or None, initial=initial)
    if form.is_valid():
        made = stocktakes.freeze(by=request.scope.account, **form.cleaned_data)
        messages.success(request, _("The pack is frozen."))
        return redirect("instructions:stocktake", stocktake=made.pk)
    return render(request, "instructions/freeze.html", {"form": form}, status=400 if form.errors else 200)


@allowed(Permission.SEE_INSTRUCTIONS)
def stocktake(request: HttpRequest, stocktake: int) -> HttpResponse:
    """A pack as it was frozen, and what the meeting decided."""
    found = get_object_or_404(Stocktake.objects.select_related("frozen_by", "source"), pk=stocktake)
    decided = []
    if found.source_id:
        rows = Instruction.objects.filter(source=found.source_id)
        decided = list(queries.with_bodies(rows).annotate(colour=queries.colour(today())))
    titles = {
        "late": _("Late"),
        "risk": _("At risk"),
        "due": _("Due by the day of the pack"),
        "grey": _("Without a fresh report"),
        "differ": _("Declared otherwise than computed"),
        "extended": _("Extended since the last pack"),
        "done": _("Done since the last pack"),
    }
    pack = found.pack
    parts = [name for name in stocktakes.PARTS if name in pack]
    context = {
        "stocktake": found,
        "pack": pack,
        "on": datetime.date.fromisoformat(pack["on"]),
        "since": datetime.date.fromisoformat(pack.get("since", pack["on"])),
        "parts": [(titles[name], pack[name], pack["totals"][name]) for name in parts],
        "decided": decided,
        "whole": stocktakes.hash_of(pack) == found.sha256,
        "decides": own_bodies(request).exists(),
        "russian": (get_language() or "kk")[:2] == "ru",
    }
    return render(request, "instructions/stocktake.html", context)


@allowed(Permission.ISSUE_INSTRUCTIONS)
def decide(request: HttpRequest, stocktake: int) -> HttpResponse:
    """A decision of the meeting becomes an instruction."""
    found = get_object_or_404(Stocktake, pk=stocktake)
    issuers = list(own_bodies(request))
    if not issuers:
        return render(request, "instructions/no_seat.html")
    code = request.POST.get("issuer") or request.GET.get("issuer")
    issuer = next((body for body in issuers if body.code == code), issuers[0])
    stems = request.scope.stems(Permission.ISSUE_INSTRUCTIONS)
    initial = {"place": issuer.place}
    people = people_in({issuer.pk})
    form = InstructionForm(bodies_below(issuer), people, stems, request.POST or None, initial=initial)
    if form.is_valid():
        try:
            told = form.told()
            row = stocktakes.decide(by=request.scope.account, stocktake=found, issuer=issuer, told=told)
        except ValidationError as refused:
            form.tell(refused)
        else:
            messages.success(request, _("The decision is issued as № %(number)s.") % {"number": row.pk})
            if warning := warning_of([row]):
                messages.warning(request, warning)
            return redirect("instructions:stocktake", stocktake=found.pk)
    title = _("Decision: %(title)s") % {"title": found.title}
    context = {"form": form, "issuer": issuer, "issuers": issuers, "title": title}
    return render(request, "instructions/issue.html", context, status=400 if form.errors else 200)


@allowed(Permission.SEE_INSTRUCTIONS)
def own_plan(request: HttpRequest) -> HttpResponse:
    """To the plan of this year."""
    return redirect("instructions:plan", year=today().year)


@allowed(Permission.SEE_INSTRUCTIONS)
def plan(request: HttpRequest, year: int) -> HttpResponse:
    """The year's work plan as bars and as a list: of all bodies, or of one."""
    if not 2000 <= year <= 2100:
        raise Http404
    bodies = list(public_bodies(request.scope))
    body = next((each for each in bodies if each.code == request.GET.get("body")), None)
    asked = queries.Asked(finished=True, body=body.code if body else "")
    found = queries.listed(asked, today()).exclude(state="withdrawn")
    first = datetime.date(year, 1, 1)
    # What was due before the year and is still open is work of the year; in a year to come, nobody knows.
    found = (
        found.filter(issued_on__lte=datetime.date(year, 12, 31))
        .exclude(finished_on__lt=first)
        .exclude(due__lt=first, due__gte=today())
    )
    rows = list(found.values_list("pk", flat=True)[: MOST_BARS + 1])
    shown = queries.rows_of(rows[:MOST_BARS], today())
    picture = gantt((_task(row) for row in shown), year, today())
    context = {
        "year": year,
        "gantt": picture,
        "months": [(MONTHS_3[month], line, middle) for month, line, middle in picture.months],
        "rows": shown,
        "more": len(rows) > MOST_BARS,
        "bodies": bodies,
        "body": body,
    }
    return render(request, "instructions/plan.html", context)


def _task(row: Instruction) -> Task:
    first = row.term_first if row.term_first and row.term_first > row.issued_on else row.issued_on
    last = row.finished_on or row.term_last
    return Task(
        f"№ {row.pk} {row.text}",
        min(first, last) if last else first,
        last,
        row.colour or "done",
        reverse("instructions:instruction", kwargs={"instruction": row.pk}),
        is_part=row.parent_id is not None,
    )


@require_POST
@allowed(Permission.SEE_INSTRUCTIONS)
def calendar_key(request: HttpRequest) -> HttpResponse:
    """A new address of the feed of the own terms, or an end of the one there is."""
    if "end" in request.POST:
        seat_actions.end_feed_key(by=request.scope.account)
        messages.success(request, _("The address of the calendar is closed."))
    else:
        key = seat_actions.make_feed_key(by=request.scope.account)
        path = reverse("instructions:terms", kwargs={"key": key})
        request.session["calendar address"] = (
            f"{settings.SITE_ADDRESS}{path}" if settings.SITE_ADDRESS else request.build_absolute_uri(path)
        )
    return redirect("instructions:agenda")


@public
def terms(request: HttpRequest, key: str) -> HttpResponse:
    """The feed of somebody's terms, for calendar programs; the key in the address says whose."""
    found = FeedKey.objects.select_related("account").filter(hash=seat_actions.hash_of(key)).first()
    if found is None or not found.account.is_active:
        raise Http404
    account = found.account
    scope = scope_of(account)
    with enforced(scope):
        own = queries.bodies_of(account)
        found_rows = Instruction.objects.filter(queries.concerns(account, own), due__isnull=False)
        rows = queries.with_bodies(found_rows).order_by("-due", "id")[:MOST_EVENTS]
        events = [_event(request, row) for row in rows]
        written = calendar(_("Terms of instructions"), events, (get_language() or "kk")[:2])
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")


def _event(request: HttpRequest, row: Instruction) -> Event:
    path = reverse("instructions:instruction", kwargs={"instruction": row.pk})
    url = f"{settings.SITE_ADDRESS}{path}" if settings.SITE_ADDRESS else request.build_absolute_uri(path)
    assert row.due is not None
    state = row.get_state_display()  # type: ignore[attr-defined]
    about = f"{row.text}\n{_('Responsible')}: {row.responsible.name}\n{_('State')}: {state}\n{url}"
    moment = datetime.datetime.combine(row.reported_on or row.issued_on, datetime.time(), datetime.UTC)
    return Event(
        uid=f"instruction-{row.pk}@esep",
        day=row.due,
        summary=f"№ {row.pk} {row.text[:120]}",
        description=about,
        url=url,
        changed=moment,
        sequence=row.version - 1,
        is_cancelled=row.state == "withdrawn",
    )


@allowed(Permission.MANAGE_ACCOUNTS)
def seats(request: HttpRequest) -> HttpResponse:
    """Who works for which body within the place, and a form for another."""
    scope = request.scope
    bodies = public_bodies(scope, Permission.MANAGE_ACCOUNTS)
    accounts = kept(scope).exclude(pk=scope.account.pk).order_by("name")
    form = SeatForm(accounts, bodies, request.POST or None, initial={"valid_from": today()})
    if form.is_valid():
        try:
            seat_actions.give_seat(by=scope.account, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("instructions:seats")
    rows = Seat.objects.filter(body__in=bodies).select_related("account", "body")
    context = {"form": form, "rows": rows.order_by("body__name_kk", "account__name"), "today": today()}
    return render(request, "instructions/seats.html", context, status=400 if form.errors else 200)


@allowed(Permission.MANAGE_ACCOUNTS)
def end_seat(request: HttpRequest, seat: int) -> HttpResponse:
    """A seat ends on a day."""
    found = get_object_or_404(Seat.objects.select_related("account", "body"), pk=seat)
    if not request.scope.may(Permission.MANAGE_ACCOUNTS, found.body.place):
        raise PermissionDenied
    form = EndSeatForm(request.POST or None, initial={"last_day": today(), "version": found.version})
    if form.is_valid():
        try:
            seat_actions.end_seat(by=request.scope.account, seat=found, **form.cleaned_data)
        except Conflict as conflict:
            stored = {"last_day": conflict.now.valid_to}  # type: ignore[attr-defined]
            return conflict_page(request, form, conflict, stored, reverse("instructions:seats"))
        messages.success(request, _("Saved."))
        return redirect("instructions:seats")
    return render(request, "instructions/end_seat.html", {"form": form, "seat": found})

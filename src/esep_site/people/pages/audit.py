"""The audit log for auditors: what was done and seen, by whom, and whether the chain is whole."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from esep_site.editing import whole_number
from esep_site.people.audit import record, verify
from esep_site.people.events import NAMES, reason_text
from esep_site.people.forms import AuditForm
from esep_site.people.models import AuditEvent
from esep_site.people.permissions import allowed
from esep_site.people.queries import Asked, events, in_portions, page_of
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope
from esep_site.people.subjects import Told, told
from esep_site.spreadsheets import harmless

VERIFIED_AT_ONCE = 100_000
"""Events that the button verifies; a longer log is verified whole by ``esep site verify-audit``."""


@allowed(Permission.READ_AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    """The events, the latest first.

    What is typed is sent in the body: a name stands in no address, neither in the history of the browser nor
    in the log of a proxy. Links lead to the events of one thing by its number.
    """
    form, asked = _asked(request)
    before = whole_number(form.data.get("before", ""))
    found, older = page_of(events(request.scope, asked), before)
    context = {"form": form, "rows": _rows(found, request.scope), "older": older}
    return render(request, "people/audit.html", context)


def _rows(found: Sequence[AuditEvent], scope: Scope) -> list[tuple[AuditEvent, object, Told | None, str]]:
    """Each event with its name, its subject and its reason as a person reads them."""
    subjects = told(found, scope)
    return [
        (event, NAMES.get(event.action, event.action), subjects.get(event.pk), reason_text(event.reason))
        for event in found
    ]


@allowed(Permission.READ_AUDIT)
def audit_csv(request: HttpRequest) -> FileResponse:
    """The same events as a CSV file; taking it is an event, too."""
    _form, asked = _asked(request)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(["number", "at", "person", "action", "subject", "place", "reason", "hash"])
    written = 0
    for portion in in_portions(events(request.scope, asked)):
        written += len(portion)
        writer.writerows([harmless(cell) for cell in _row(event)] for event in portion)
    text.flush()
    text.detach()
    file.seek(0)
    record("audit log exported", by=request.scope.account, details={"events": written})
    name = f"audit-{timezone.localdate()}.csv"
    return FileResponse(file, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")


@require_POST
def _verify_audit(request: HttpRequest) -> HttpResponse:
    last = AuditEvent.objects.aggregate(last=Max("id"))["last"] or 0
    start = max(0, last - VERIFIED_AT_ONCE)
    found = verify(start)
    record("audit log verified", by=request.scope.account, details={"from": start, "broken": found.broken})
    if found.broken is not None:
        messages.error(request, _("The chain is broken at event %(number)s.") % {"number": found.broken})
    elif start:
        messages.success(
            request,
            _("The chain is whole from event %(start)s to %(last)s. A whole check: esep site verify-audit.")
            % {"start": start, "last": found.last},
        )
    else:
        messages.success(request, _("The chain is whole: %(number)s events.") % {"number": found.events})
    return redirect("people:audit")


verify_audit = allowed(Permission.READ_AUDIT)(_verify_audit)


def _asked(request: HttpRequest) -> tuple[AuditForm, Asked]:
    """The form as it was filled in, and what of it is valid; no person is looked for by an address."""
    form = AuditForm(request.POST or {name: value for name, value in request.GET.items() if name != "person"})
    form.is_valid()
    known = ("person", "action", "subject", "first", "last")
    return form, Asked(**{name: form.cleaned_data.get(name) or Asked.__dict__[name] for name in known})


def _row(event: AuditEvent) -> list[Any]:
    moment = timezone.localtime(event.at).isoformat(timespec="seconds")
    person = event.account.name if event.account else ""
    return [event.pk, moment, person, event.action, event.subject, event.place, event.reason, event.hash]

"""The frozen pack of a stocktake: what is due, late, at risk, what was done since the last, and figures."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from esep_site.bodies.models import Body
from esep_site.instructions import actions, queries
from esep_site.instructions.actions import Told
from esep_site.instructions.ladder import days_late
from esep_site.instructions.models import (
    Change,
    Extension,
    ExtensionState,
    Instruction,
    Report,
    ReportState,
    Source,
    SourceKind,
    Stocktake,
    today,
)
from esep_site.instructions.states import State
from esep_site.instructions.stocktake_records import works_of
from esep_site.instructions.working import working_days
from esep_site.people.audit import record, whole
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of

MOST = 500
"""Rows of each part of a pack."""
PARTS = ("late", "risk", "due", "grey", "differ", "extended", "done")
FIRST = datetime.timedelta(days=30)
"""The first pack of a place tells what was done in so many days."""


@whole()
def freeze(*, by: Account, title: str, day: datetime.date, until: datetime.date, place: str) -> Stocktake:
    """Prepare the pack of a meeting; what it says never changes afterwards."""
    if not scope_of(by).may(Permission.CONTROL, place):
        raise PermissionDenied
    if until < day:
        raise ValidationError({"until": _("Terms are looked at up to the day of the meeting at least.")})
    pack = pack_of(place, today(), until)
    made = Stocktake.objects.create(
        place=place, title=title, day=day, until=until, pack=pack, sha256=hash_of(pack), frozen_by=by
    )
    record(
        "stocktake frozen", by=by, subject=f"stocktake {made.pk}", place=place, details={"hash": made.sha256}
    )
    return made


def hash_of(pack: Mapping[str, Any]) -> str:
    """The SHA-256 of a pack: who has the paper can tell whether the page still says the same."""
    return sha256(json.dumps(pack, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def pack_of(place: str, on: datetime.date, until: datetime.date) -> dict[str, Any]:
    """What stands on a day: figures, bodies, and the rows of each part with what is told of them.

    What was extended, done, inspected, repaired and accepted is told since the last pack of the place.
    """
    within, since = queries.in_places([queries.stem(place)]), _since(place, on)
    rows = Instruction.objects.filter(within)
    late = queries.is_late(on)
    parts = {
        "late": rows.filter(late),
        "risk": rows.filter(queries.is_at_risk(on)),
        "due": rows.filter(queries.OPEN & ~late, due__gte=on, due__lte=until),
        "grey": rows.filter(queries.is_stale(on)),
        "differ": rows.annotate(colour=queries.colour(on))
        .filter(queries.OPEN)
        .exclude(declared="")
        .exclude(declared=queries.F("colour")),
        "extended": rows.filter(pk__in=_extended(since)),
        "done": rows.filter(state=State.DONE, finished_on__gte=since),
    }
    return {
        "on": str(on),
        "since": str(since),
        "counts": dict(queries.counts(rows, on)) | {"done": rows.filter(state=State.DONE).count()},
        "totals": {name: found.count() for name, found in parts.items()},
        "bodies": [
            {"name_kk": each["body"].name_kk, "name_ru": each["body"].name_ru}
            | {name: each[name] for name in ("all", "red", "amber", "grey", "green")}
            for each in queries.by_body(rows, on)
        ],
        **{name: _written(found, on) for name, found in parts.items()},
        "works": works_of(queries.stem(place), on, since),
    }


def _since(place: str, on: datetime.date) -> datetime.date:
    """The day on which the last pack of the place was prepared."""
    last = Stocktake.objects.filter(place=place).order_by("-frozen_at").first()
    return datetime.date.fromisoformat(last.pack["on"]) if last else on - FIRST


def _extended(since: datetime.date) -> Any:
    granted = Extension.objects.filter(state=ExtensionState.GRANTED, decided_at__date__gte=since)
    return granted.values("instruction")


def _written(found: QuerySet[Instruction], on: datetime.date) -> list[dict[str, Any]]:
    """The rows of a part as JSON keeps them, with the figures of the last report."""
    rows = list(queries.with_bodies(found).annotate(colour=queries.colour(on)).order_by("due", "id")[:MOST])
    last: dict[int, Report] = {}
    waits_or_stands = Q(state__in=(ReportState.SUBMITTED, ReportState.ACCEPTED))
    for report in Report.objects.filter(waits_or_stands, instruction__in=rows).order_by("id"):
        last[report.instruction_id] = report
    brought = dict(
        Change.objects.filter(what="escalate", instruction__in=rows)
        .order_by("id")
        .values_list("instruction", "note")
    )
    terms = {
        each.instruction_id: [str(each.before or ""), str(each.wanted)]
        for each in Extension.objects.filter(state=ExtensionState.GRANTED, instruction__in=rows).order_by(
            "id"
        )
    }
    return [
        {
            "number": row.pk,
            "text": row.text,
            "language": row.language,
            "body_kk": row.responsible.name_kk,
            "body_ru": row.responsible.name_ru,
            "due": str(row.due or ""),
            "state": row.state,
            "colour": row.colour or "",
            "declared": row.declared,
            "extended": row.extended,
            "longer": terms.get(row.pk, []),
            "brought_to": brought.get(row.pk, ""),
            "days_late": days_late(row.due, row.finished_on or on, working_days()),
            "finished": str(row.finished_on or ""),
            "report": last[row.pk].text if row.pk in last else "",
            "figures": last[row.pk].figures if row.pk in last else [],
        }
        for row in rows
    ]


@whole()
def decide(*, by: Account, stocktake: Stocktake, issuer: Body, told: Told) -> Instruction:
    """A decision of the meeting becomes an instruction; the meeting is its source, one for all decisions."""
    stocktake = Stocktake.objects.select_for_update(of=("self",)).get(pk=stocktake.pk)
    source = stocktake.source
    if source is None:
        source = Source.objects.create(
            kind=SourceKind.MEETING,
            title=stocktake.title,
            day=stocktake.day,
            place=stocktake.place,
            issuer=issuer,
            entered_by=by,
        )
        Stocktake.objects.filter(pk=stocktake.pk).update(source=source)
    row = actions.issue(by=by, issuer=issuer, told=told, source=source)
    record(
        "decision taken",
        by=by,
        subject=f"stocktake {stocktake.pk}",
        place=stocktake.place,
        details={"instruction": row.pk},
    )
    return row

"""What the history calls the parts and fields that were changed, as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

PART_NAMES: Mapping[str, object] = {
    "money": _("money"),
    "partners": _("partner"),
    "milestones": _("milestone"),
    "risks": _("risk"),
    "jobs": _("jobs"),
    "inspection": _("inspection"),
    "fault": _("fault of the works"),
    "inspections": _("inspection"),
    "faults": _("fault of the works"),
    "files": _("file"),
}
FIELD_NAMES: Mapping[str, object] = {
    "entered": _("entered"),
    "line": _("line"),
    "lines": _("number of jobs"),
    "name_kk": _("name in Kazakh"),
    "name_ru": _("name in Russian"),
    "place": _("place"),
    "stage": _("stage"),
    "start": _("start"),
    "end": _("end"),
    "declared": _("declared"),
    "source": _("source"),
    "source_span": _("place in the text"),
    "reported_on": _("last report"),
    "parent": _("part of"),
    "programme": _("programme"),
    "result": _("result"),
    "day": _("day"),
    "notes": _("notes"),
    "samples": _("samples"),
    "inspector": _("who inspected"),
    "contractor": _("contractor"),
    "under_warranty": _("under warranty"),
    "mended_on": _("mended on"),
    "term": _("to be mended by"),
    "plan": _("plan"),
    "forecast": _("forecast"),
    "fact": _("fact"),
    "planned": _("planned"),
    "contracted": _("contracted"),
    "paid": _("paid"),
    "contract": _("contract"),
    "signed_on": _("signed on"),
    "sum": _("sum"),
    "likelihood": _("likelihood"),
    "impact": _("impact"),
    "measures": _("what is done about it"),
    "closed_on": _("closed on"),
    "file": _("photo or other file"),
}

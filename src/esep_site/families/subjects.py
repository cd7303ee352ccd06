"""What the audit log calls families, snapshots and what-ifs, and why cards were opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from esep_site.families.models import LoadedSnapshot, Scenario
from esep_site.people.subjects import Kind
from esep_site.templatetags.shown import day, place


def _snapshots(numbers: Collection[int]) -> Mapping[int, str]:
    rows = LoadedSnapshot.objects.filter(pk__in=numbers).values_list("pk", "region", "date")
    return {number: f"{place(region)}, {day(date)}" for number, region, date in rows}


def _what_ifs(numbers: Collection[int]) -> Mapping[int, str]:
    return dict(Scenario.objects.filter(pk__in=numbers).values_list("pk", "title"))


KINDS = {
    "family": Kind(_("family")),  # whoever reads the log sees no families, nor their names
    "snapshot": Kind(_("snapshot"), _snapshots),
    "reform": Kind(_("what-if"), _what_ifs),
    "list": Kind(_("saved list")),  # its name is its owner's
}
REASONS: dict[str, object] = {
    "visit": _("visit to the family"),
    "application": _("application of the family"),
    "complaint": _("complaint"),
    "check": _("check of data"),
    "other": _("other"),
    "offer": _("work with an offer"),
    "case": _("work with a case"),
}
"""Why a card is opened: what is offered, and what the pages of offers and cases stand for."""

"""The family map for programs: counts of places, and why the law answers for one family as it does."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router
from pydantic import Field

from esep.familymap import explain_family, refusals_of_family
from esep.familymap.telling import explanation_json
from esep_site.api_rules import CODE, Day, Said, Told, problems, who
from esep_site.families import case_actions, list_queries, queries
from esep_site.families.models import LoadedSnapshot
from esep_site.families.shown_counts import BREAKDOWNS, LEVELS, PLAIN, shown
from esep_site.people.roles import Permission
from esep_site.people.scope import stem
from esep_site.places_api import known

router = Router(tags=["family map"])
PlaceInPath = Annotated[str, Path(pattern=CODE, description="A code of the classifier of places (KATO).")]


class CountSaid(Said):
    """One count; `value` is null where few families would be pointed at."""

    measure: str
    breakdown: str = Field(description="A level, a right, or nothing.")
    value: int | None


class CountsSaid(Said):
    """The counts of a place in the snapshot in force."""

    place: str
    snapshot: int
    date: Day = Field(description="The date of the registers.")
    law_date: Day
    counts: list[CountSaid]


class OpeningTold(Told):
    """Why the family is looked at; it is recorded with the account."""

    reason: Annotated[str, Field(min_length=3, max_length=300)]


class ExplanationSaid(Said):
    """Why the law answers for a family as it does."""

    family: int
    place: str
    snapshot: int
    explanation: dict[str, Any] = Field(
        description="In the form `esep-explanation/1`, as `esep explain --json` writes it."
    )


@router.get(
    "/{place}/counts",
    response={200: CountsSaid, **problems(401, 403, 404, 422)},
    auth=who(Permission.SEE_COUNTS),
    url_name="counts",
    operation_id="counts",
)
def counts(request: HttpRequest, place: PlaceInPath) -> CountsSaid:
    """How many families there are in a place, below which line, on which level, with which rights."""
    snapshot = _in_force(place)
    found = queries.counts_of(snapshot, [place]).get(place, queries.Counts(place))
    told = shown(snapshot, found, request.scope)
    rows = [CountSaid(measure=measure, breakdown="", value=told(measure)) for measure in PLAIN]
    for measure in BREAKDOWNS:
        parts = LEVELS if measure == "level" else sorted(found.by.get(measure, {}))
        rows += [CountSaid(measure=measure, breakdown=part, value=told(measure, part)) for part in parts]
    return CountsSaid(
        place=place, snapshot=snapshot.pk, date=snapshot.date, law_date=snapshot.law_date, counts=rows
    )


@router.post(
    "/{place}/families/{family}/explanation",
    response={200: ExplanationSaid, **problems(401, 403, 404, 415, 422)},
    auth=who(Permission.SEE_FAMILIES),
    url_name="explanation",
    operation_id="explanation",
)
def explanation(
    request: HttpRequest,
    place: PlaceInPath,
    family: Annotated[int, Path(ge=0, lt=2**63, description="The family's number on its card.")],
    opening: OpeningTold,
) -> ExplanationSaid:
    """Every answer of the law for one family of the place, down to registers and articles.

    Looking is an event of the audit log, with the reason that is sent.
    """
    snapshot = _in_force(place)
    line = list_queries.family_line(snapshot, family)
    if line is None or not line.place.startswith(stem(place)):
        raise Http404(_("The place has no family with this number."))
    case_actions.open_card(by=request.scope.account, line=line, reason=opening.reason)
    registers = queries.registers_of(snapshot)
    tree = explain_family(registers, family, on=snapshot.law_date)
    refusals = refusals_of_family(registers, family, on=snapshot.law_date)
    return ExplanationSaid(
        family=family,
        place=line.place,
        snapshot=snapshot.pk,
        explanation=orjson.loads(explanation_json(tree, refusals)),
    )


def _in_force(place: str) -> LoadedSnapshot:
    known(place)
    snapshot = queries.in_force(place)
    if snapshot is None:
        raise Http404(_("No snapshot of this region is in force."))
    return snapshot

"""What-ifs for programs: ask for a comparison of laws, see how far it is, read its numbers."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Path, Router, Status
from ninja.errors import ValidationError
from pydantic import Field

from esep_site.api_rules import CODE, Day, Said, Told, problems, who
from esep_site.families import nearness, queries, reform_actions
from esep_site.families.list_form import language
from esep_site.families.models import Scenario, ScenarioState
from esep_site.families.reform_form import ReformForm
from esep_site.families.reform_result import GAINS, ReformResult, Row
from esep_site.people.queries import within
from esep_site.people.roles import Permission
from esep_site.people.scope import stem
from esep_site.places_api import known

router = Router(tags=["what-ifs"])
PlaceInPath = Annotated[str, Path(pattern=CODE, description="A code of the classifier of places (KATO).")]
MOST_LISTED = 200
_TOO_NEAR = gettext_lazy(
    "These numbers differ from those of another comparison by fewer than %(least)s families. Subtracted from "
    "one another they would speak of single families, so only the first of the two is told."
)


class WhatIfTold(Told):
    """What to compare with the law as it is."""

    title: Annotated[str, Field(min_length=1, max_length=120)]
    reform: Annotated[
        str, Field(min_length=1, max_length=100_000, description="The text of a reform's file (YAML).")
    ]


class WhatIfSaid(Said):
    """A what-if and how far it is."""

    id: int
    place: str
    title: str
    law_date: Day
    state: str = Field(description="waiting, running, done or failed.")
    done: int
    total: int
    reason: str = Field(description="Why it failed, or why its numbers are not told.")
    shared: bool
    own: bool


class GainsSaid(Said):
    """Who gains and loses in the place, a district or a kind of family; null where few would be shown."""

    of: str = Field(description="all, district or kind.")
    group: str = Field(description="The code of the district, or the kind.")
    families: int | None
    gaining_families: int | None
    losing_families: int | None
    change: int | None = Field(description="Tenge a month.")


class WhatIfResultSaid(WhatIfSaid):
    """A what-if with its numbers, once it is done."""

    gains: list[GainsSaid]


class WhatIfsSaid(Said):
    """What-ifs, the latest first."""

    what_ifs: list[WhatIfSaid]


@router.get(
    "/{place}/what-ifs",
    response={200: WhatIfsSaid, **problems(401, 403, 404, 422)},
    auth=who(Permission.TRY_REFORMS),
    url_name="what-ifs",
    operation_id="what_ifs",
)
def what_ifs(request: HttpRequest, place: PlaceInPath) -> WhatIfsSaid:
    """One's own what-ifs for the place and what lies in it, and those that were shared."""
    known(place)
    rows = _seen(request, place).order_by("-asked_at")[:MOST_LISTED]
    return WhatIfsSaid(what_ifs=[WhatIfSaid(**_said(request, row)) for row in rows])


@router.post(
    "/{place}/what-ifs",
    response={202: WhatIfSaid, **problems(401, 403, 404, 415, 422)},
    auth=who(Permission.TRY_REFORMS),
    url_name="what-ifs",
    operation_id="ask_what_if",
)
def ask_what_if(request: HttpRequest, place: PlaceInPath, asked: WhatIfTold) -> Status[WhatIfSaid]:
    """Let a reform be compared with the law as it is, on the snapshot in force; the worker does it."""
    known(place)
    snapshot = queries.in_force(place)
    if snapshot is None:
        raise Http404(_("No snapshot of this region is in force."))
    form = ReformForm(
        [place],
        snapshot.law_date,
        {"title": asked.title, "place": place},
        {"file": SimpleUploadedFile("reform.yaml", asked.reform.encode())},
        rules=request.scope.may(Permission.SEE_FAMILIES, place),
    )
    if not form.is_valid():
        faults = [
            {"where": "/title" if name == "title" else "/reform", "fault": str(message)}
            for name, messages in form.errors.items()
            for message in messages
        ]
        raise ValidationError(faults)
    row = reform_actions.ask(
        by=request.scope.account, snapshot=snapshot, place=place, title=asked.title, text=form.text
    )
    return Status(202, WhatIfSaid(**_said(request, row)))


@router.get(
    "/{place}/what-ifs/{scenario}",
    response={200: WhatIfResultSaid, **problems(401, 403, 404, 422)},
    auth=who(Permission.TRY_REFORMS),
    url_name="what-if",
    operation_id="what_if",
)
def what_if(
    request: HttpRequest, place: PlaceInPath, scenario: Annotated[int, Path(ge=0, lt=2**63)]
) -> WhatIfResultSaid:
    """How far a what-if is, and once it is done who gains and loses."""
    known(place)
    row = _seen(request, place).filter(pk=scenario).first()
    if row is None:
        raise Http404(_("The place has no what-if with this number."))
    gains: list[GainsSaid] = []
    if row.state == ScenarioState.DONE:
        whole = request.scope.may(Permission.SEE_FAMILIES, row.place)
        if not whole and nearness.tell(row, by=request.scope.account) is not None:
            said = {**_said(request, row), "reason": _TOO_NEAR % {"least": nearness.APART}}
            return WhatIfResultSaid(**said, gains=[])
        gains = _Numbers(row.result, row.place, language(), whole=whole).gains()
    return WhatIfResultSaid(**_said(request, row), gains=gains)


class _Numbers(ReformResult):
    """The numbers of a result, hidden where its page hides them."""

    def gains(self) -> list[GainsSaid]:
        """The whole, the districts, the kinds of family."""
        return [
            self._gain("all", "", self._total),
            *(self._gain("district", row["district"], row) for row in self._result["by_district"]),
            *(self._gain("kind", row["family_kind"], row) for row in self._result["by_kind"]),
        ]

    def _gain(self, of: str, group: str, row: Row) -> GainsSaid:
        counts: dict[str, Any] = {
            name: self._count((of, group), name, row) for name in ("families", *GAINS[:2]) if name in row
        }
        change = None if self._amount_is_hidden((of, group)) else self._change(row)
        return GainsSaid(of=of, group=group, change=change, **{"families": None, **counts})


def _seen(request: HttpRequest, place: str) -> Any:
    """As the pages show them: one's own and the shared ones, of places where one may try reforms."""
    own = Q(account=request.scope.account) | Q(shared=True)
    places = within("place", request.scope.stems(Permission.TRY_REFORMS))
    return Scenario.objects.filter(places, own, place__startswith=stem(place), removed=False)


def _said(request: HttpRequest, row: Scenario) -> dict[str, Any]:
    return {
        "id": row.pk,
        "place": row.place,
        "title": row.title,
        "law_date": row.law_date,
        "state": row.state,
        "done": row.done,
        "total": row.total,
        "reason": row.reason.get(language(), ""),
        "shared": row.shared,
        "own": row.account_id == request.scope.account.pk,
    }

"""Instructions for programs: those within a place, by the filters of the page."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import Field

from esep_site.api_rules import CODE, Said, problems, who
from esep_site.bodies.models import Body
from esep_site.instructions import queries
from esep_site.instructions.colours import Colour
from esep_site.instructions.models import WHOLE, Instruction, today
from esep_site.instructions.queries import Asked
from esep_site.instructions.states import State
from esep_site.instructions.terms import Every, Kind
from esep_site.people.roles import Permission
from esep_site.places_api import known

router = Router(tags=["instructions"])
AT_ONCE = 200
"""Instructions of one answer."""
WORD = r"^[^\x00]*$"
Word = Annotated[str, Query(max_length=60, pattern=WORD)]


class TermSaid(Said):
    """By when it is to be done."""

    kind: Kind
    first: datetime.date | None
    last: datetime.date | None
    every: Every | None = Field(description="Of a term that recurs.")


class InstructionSaid(Said):
    """An instruction; bodies and the record are told by their codes."""

    number: int
    text: str
    language: str
    end_result: str
    issuer: str
    responsible: str
    helping: list[str]
    theme: str
    place: str
    term: TermSaid
    issued_on: datetime.date
    due: datetime.date | None = Field(description="The next working day on which it falls due.")
    state: State
    colour: Colour | None = Field(description="The computed one; null of what is finished.")
    declared: str = Field(description="The colour that the last report declares.")
    progress: Decimal | None = Field(description="The share done that the last report tells; 1 is all.")
    reported_on: datetime.date | None
    finished_on: datetime.date | None
    extended: int
    document: str
    point: str
    indicator: str = Field(
        description="A code of the catalogue; what was typed before there were codes stays as it is."
    )
    record: str
    part_of: int | None
    same_as: int | None
    version: int


class InstructionsSaid(Said):
    """Instructions within a place, in the order of their numbers."""

    instructions: list[InstructionSaid]
    next: int | None = Field(description="What to send as `after` for the instructions that follow.")


@router.get(
    "/{place}/instructions",
    response={200: InstructionsSaid, **problems(401, 403, 404, 422)},
    auth=who(Permission.SEE_INSTRUCTIONS),
    url_name="instructions",
    operation_id="instructions",
)
def instructions(
    request: HttpRequest,
    place: Annotated[str, Path(pattern=CODE, description="A code of the classifier of places (KATO).")],
    q: Annotated[str, Query(max_length=100, pattern=WORD, description="Words or a number.")] = "",
    state: State | None = None,
    colour: Colour | None = None,
    theme: Word = "",
    body: Annotated[
        str, Query(max_length=60, pattern=r"^[^\x00]*$", description="Responsible or helping.")
    ] = "",
    due_from: datetime.date | None = None,
    due_to: datetime.date | None = None,
    disagree: Annotated[bool, Query(description="Declared and computed colour differ.")] = False,
    finished: Annotated[bool, Query(description="Finished ones, too.")] = False,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
) -> InstructionsSaid:
    """The instructions within a place, at most 200 at once; the open ones unless more is asked."""
    if body and not Body.objects.filter(code=body).exists():
        raise Http404(_("The register has no body with this code."))
    asked = Asked(
        q=q, place=known(place).code, state=state or "", colour=colour or "", theme=theme, body=body,
        due_from=due_from, due_to=due_to, disagree=disagree, finished=finished,
    )  # fmt: skip
    on = today()
    found = queries.listed(asked, on).filter(pk__gt=after).order_by("pk")
    numbers = list(found.values_list("pk", flat=True)[: AT_ONCE + 1])
    rows = queries.listed(Asked(finished=True), on).filter(pk__in=numbers[:AT_ONCE]).order_by("pk")
    rows = rows.select_related("issuer", "responsible", "source", "record").defer("seen", "keys", "marks")
    return InstructionsSaid(
        instructions=[_said(row) for row in rows.prefetch_related("assignments__body")],
        next=numbers[AT_ONCE - 1] if len(numbers) > AT_ONCE else None,
    )


PLAIN = (
    "text", "language", "end_result", "theme", "place", "issued_on", "due", "state", "colour", "declared",
    "reported_on", "finished_on", "extended", "point", "indicator", "version",
)  # fmt: skip


def _said(row: Instruction) -> InstructionSaid:
    told: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    term = row.term
    return InstructionSaid(
        **told,
        number=row.pk,
        issuer=row.issuer.code,
        responsible=row.responsible.code,
        helping=[each.body.code for each in row.assignments.all()],
        term=TermSaid(kind=term.kind, first=term.first, last=term.last, every=term.every),
        progress=None if row.progress is None else Decimal(row.progress) / WHOLE,
        document=row.source.title if row.source else "",
        record=row.record.code if row.record else "",
        part_of=row.parent_id,
        same_as=row.duplicate_of_id,
    )

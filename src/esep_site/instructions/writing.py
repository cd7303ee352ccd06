"""How an instruction is written: a move at a time, with history, audit event and the days of its colour."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from esep_site.bodies.models import Body
from esep_site.editing import Conflict, write
from esep_site.instructions.checks import Who
from esep_site.instructions.colours import Standing
from esep_site.instructions.models import WHOLE, Change, Instruction, today
from esep_site.instructions.queries import above, bodies_of
from esep_site.instructions.rules import rules
from esep_site.instructions.states import PARTY, Move, Party, State, WrongMove, after
from esep_site.instructions.terms import Term
from esep_site.instructions.turning import turning
from esep_site.instructions.working import working_days
from esep_site.people.audit import record
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of, stem


def subject(instruction: Instruction) -> str:
    """How the audit log names an instruction."""
    return f"instruction {instruction.pk}"


def parties(by: Account, instruction: Instruction) -> frozenset[Party]:
    """Of which parties to an instruction somebody is: by a seat in a body and by a role for its place.

    Control is of the place of the issuer: a district's control officer does not look at what the region told.
    """
    scope, own = scope_of(by), bodies_of(by)
    issuer, responsible = instruction.issuer, instruction.responsible
    found = set()
    if issuer.pk in own and scope.may(Permission.ISSUE_INSTRUCTIONS, issuer.place):
        found.add(Party.ISSUER)
    if (responsible.pk in own or instruction.person_id == by.pk) and scope.may(
        Permission.REPORT_ON_INSTRUCTIONS, responsible.place
    ):
        found.add(Party.RESPONSIBLE)
    if scope.may(Permission.CONTROL, issuer.place):
        found.add(Party.CONTROL)
    return frozenset(found)


def check(by: Account, instruction: Instruction, party: Party) -> None:
    """PermissionDenied to who is not of the party."""
    if party not in parties(by, instruction):
        raise PermissionDenied


def who(body: Body, on: datetime.date) -> Who:
    """A body as the checks of issue see it."""
    return Who(body.code, stem(body.place), above(body), body.exists_on(on))


def standing_of(instruction: Instruction, state: State, changed: Mapping[str, Any]) -> Standing:
    """What the colour is computed from, with some columns changed."""

    def now(name: str) -> Any:
        return changed.get(name, getattr(instruction, name))

    progress = now("progress")
    share = None if progress is None else Fraction(progress, WHOLE)
    return Standing(state, now("due"), instruction.issued_on, now("reported_on"), share)


def turns(standing: Standing) -> dict[str, datetime.date | None]:
    """The columns with the days on which the colour turns."""
    found = turning(standing, rules(), working_days())
    return {name: getattr(found, name) for name in ("late_from", "stale_from", "near_from", "behind_from")}


def term_columns(term: Term) -> dict[str, Any]:
    """The columns of a term."""
    return {
        "term_kind": str(term.kind),
        "term_first": term.first,
        "term_last": term.last,
        "term_every": str(term.every or ""),
    }


def move(
    instruction: Instruction,
    version: int,
    step: Move,
    *,
    by: Account | None,
    event: str,
    note: str = "",
    is_last: bool = False,
    details: dict[str, Any] | None = None,
    **values: Any,
) -> None:
    """Do a move: whose it is, from which state, what it changes; Conflict when somebody else was quicker.

    ValidationError where the state does not allow it. ``by`` None is the clock.
    """
    party = PARTY[step]
    if by is None:
        if party != Party.CLOCK:
            raise PermissionDenied
    else:
        check(by, instruction, party)
    if instruction.version != version:
        raise Conflict(instruction)
    before = State(instruction.state)
    try:
        state = after(before, step, recurs=instruction.term.recurs, is_last=is_last)
    except WrongMove as wrong:
        raise ValidationError(_("This cannot be done with an instruction in this state.")) from wrong
    if state in (State.DONE, State.WITHDRAWN):
        values["finished_on"] = today()
    standing = standing_of(instruction, state, values)
    write(instruction, version, state=str(state), **turns(standing), **values)
    note_change(instruction, step, by=by, before=before, after=state, note=note)
    record(
        event,
        by=by,
        subject=subject(instruction),
        place=instruction.place,
        details={"from": str(before), "to": str(state), **(details or {})},
    )


def note_change(
    instruction: Instruction,
    what: str,
    *,
    by: Account | None,
    before: str = "",
    after: str = "",
    note: str = "",
) -> None:
    """A line of the history."""
    Change.objects.create(
        instruction=instruction, by=by, what=str(what), before=str(before), after=str(after), note=note
    )

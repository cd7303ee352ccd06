"""A longer term is asked by who must act, and given by the issuer alone."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from esep_site.editing import write
from esep_site.instructions.checks import Lack
from esep_site.instructions.models import Extension, ExtensionState, Instruction, today
from esep_site.instructions.rules import rules
from esep_site.instructions.states import FINISHED, Move, Party, State
from esep_site.instructions.terms import Kind, Term, is_realistic, is_within, next_due
from esep_site.instructions.words import LACKS
from esep_site.instructions.working import working_days
from esep_site.instructions.writing import check, move, note_change, subject
from esep_site.people.audit import record, whole
from esep_site.people.models import Account
from esep_site.site_clock import now


@whole()
def ask(*, by: Account, instruction: Instruction, wanted: datetime.date, reason: str) -> Extension:
    """The responsible body asks for a later last day, and says why; of two who ask at once one is refused."""
    check(by, instruction, Party.RESPONSIBLE)
    instruction = Instruction.objects.select_for_update(of=("self",)).get(pk=instruction.pk)
    if State(instruction.state) in {*FINISHED, State.REPORT_SUBMITTED}:
        raise ValidationError(_("This cannot be done with an instruction in this state."))
    if instruction.extensions.filter(state=ExtensionState.ASKED).exists():
        raise ValidationError(_("A longer term is asked already; the issuer has not answered yet."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say on what ground.")})
    _longer(instruction, wanted)
    asked = Extension.objects.create(
        instruction=instruction, before=instruction.term_last, wanted=wanted, reason=reason, asked_by=by
    )
    note_change(instruction, "ask_extension", by=by, note=f"{_said(wanted)}: {reason}")
    record(
        "extension asked",
        by=by,
        subject=subject(instruction),
        place=instruction.place,
        details={"to": str(wanted)},
    )
    return asked


@whole()
def extend(*, by: Account, instruction: Instruction, version: int, last: datetime.date, reason: str) -> None:
    """The issuer gives a later last day, asked or not; what was asked is answered with it."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say on what ground.")})
    check(by, instruction, Party.ISSUER)
    term = _longer(instruction, last)
    due = next_due(term, today() if term.recurs else None, working_days(), rules().due_on_day_off.value)
    before = instruction.term_last
    move(
        instruction,
        version,
        Move.EXTEND,
        by=by,
        event="instruction extended",
        note=f"{_said(before)} → {_said(last)}: {reason}",
        details={"before": str(before or ""), "last": str(last)},
        due=due,
        term_last=last,
        extended=instruction.extended + 1,
        rung=0,
    )
    given: dict[str, Any] = {
        "state": ExtensionState.GRANTED,
        "decided_by": by,
        "decided_at": now(),
        "answer": reason,
    }
    asked = instruction.extensions.filter(state=ExtensionState.ASKED)
    if not asked.update(**given):
        Extension.objects.create(
            instruction=instruction, before=before, wanted=last, reason=reason, asked_by=by, **given
        )


@whole()
def refuse(*, by: Account, instruction: Instruction, version: int, reason: str) -> None:
    """The issuer lets the term stand."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say on what ground.")})
    check(by, instruction, Party.ISSUER)
    asked = instruction.extensions.filter(state=ExtensionState.ASKED)
    write(instruction, version)
    if not asked.update(state=ExtensionState.REFUSED, decided_by=by, decided_at=now(), answer=reason):
        raise ValidationError(_("No longer term is asked."))
    note_change(instruction, "refuse_extension", by=by, note=reason)
    record("extension refused", by=by, subject=subject(instruction), place=instruction.place)


def _longer(instruction: Instruction, last: datetime.date) -> Term:
    """The same term up to ``last``; ValidationError where that is no longer term, or beyond the whole's."""
    if instruction.term_kind == Kind.UNTIL_DONE or instruction.term_last is None:
        raise ValidationError({"last": _("This term has no last day that could be moved.")})
    if last <= instruction.term_last:
        raise ValidationError({"last": _("A longer term ends after the one that stands.")})
    was = instruction.term
    term = Term(was.kind, was.first, last, was.every)
    day_off = rules().due_on_day_off.value
    if not is_realistic(Term.on(last), today(), rules().least_term.value, working_days(), day_off):
        raise ValidationError({"last": LACKS[Lack.TERM_TOO_SHORT][1]})
    whole = Instruction.objects.filter(pk=instruction.parent_id).first()
    if whole is not None and not is_within(term, whole.term):
        raise ValidationError({"last": LACKS[Lack.TERM_BEYOND_PARENT][1]})
    return term


def _said(day: datetime.date | None) -> str:
    """A day in the history, as the pages write it in every language."""
    return f"{day:%d.%m.%Y}" if day else "–"

"""Instructions are issued, broken down, changed and linked: each in one transaction, permitted, recorded."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from esep.language import TextLanguage
from esep.places import places
from esep_site.bodies.models import Body
from esep_site.delivery.models import Record
from esep_site.editing import write
from esep_site.instructions.across import marks_of
from esep_site.instructions.alike import keys_of
from esep_site.instructions.checks import Draft, Lack, lacks
from esep_site.instructions.indicators import served
from esep_site.instructions.models import Assignment, Instruction, Source, today
from esep_site.instructions.queries import bodies_of
from esep_site.instructions.row_policy import stems_of
from esep_site.instructions.rules import rules
from esep_site.instructions.states import FINISHED, Party, State
from esep_site.instructions.terms import Term, next_due
from esep_site.instructions.words import LACKS
from esep_site.instructions.working import working_days
from esep_site.instructions.writing import (
    check,
    note_change,
    standing_of,
    subject,
    term_columns,
    turns,
    who,
)
from esep_site.people.audit import record, whole
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of

TYPED = {"text", "end_result", "theme", "indicator", "point", "language"}
"""Columns that people type; the others are worked out."""


@dataclass(frozen=True)
class Told:
    """What an instruction says. ``helping`` are the bodies after the first-named; ``issued`` the day, today
    when none is given."""

    text: str
    end_result: str
    term: Term
    responsible: Body
    place: str
    helping: Sequence[Body] = ()
    person: Account | None = None
    theme: str = ""
    language: str = "kk"
    indicator: str = ""
    record: Record | None = None
    point: str = ""
    issued: datetime.date | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    """Further columns: start and end of the span in the source."""


@whole()
def issue(*, by: Account, issuer: Body, told: Told, source: Source | None = None) -> Instruction:
    """A new instruction of a body that ``by`` sits in; ValidationError names what it lacks, by field."""
    _check_issuer(by, issuer)
    return _issue(by, issuer, told, source, None)


@whole()
def break_down(*, by: Account, parent: Instruction, told: Told) -> Instruction:
    """A part of an instruction, told by the body that answers for the whole, its term inside the whole's."""
    check(by, parent, Party.RESPONSIBLE)
    _check_issuer(by, parent.responsible)
    parent = Instruction.objects.select_for_update(of=("self",)).get(pk=parent.pk)
    if parent.state in FINISHED:
        raise ValidationError(_("A finished instruction is not broken down."))
    part = _issue(by, parent.responsible, told, parent.source, parent)
    note_change(parent, "break_down", by=by, note=f"№ {part.pk}")
    return part


def _check_issuer(by: Account, issuer: Body) -> None:
    if not scope_of(by).may(Permission.ISSUE_INSTRUCTIONS, issuer.place) or issuer.pk not in bodies_of(by):
        raise PermissionDenied


def _issue(
    by: Account, issuer: Body, told: Told, source: Source | None, parent: Instruction | None
) -> Instruction:
    issued = told.issued or today()
    draft = Draft(
        text=told.text,
        end_result=told.end_result,
        term=told.term,
        issued=issued,
        issuer=who(issuer, issued),
        responsible=who(told.responsible, issued),
        place=told.place,
        has_person=told.person is not None,
        parent=parent.term if parent else None,
        helping=tuple(who(body, issued) for body in told.helping),
    )
    faults = _told_by_field(lacks(draft, rules(), working_days()))
    if told.place not in places():
        faults.setdefault("place", []).append(_("The classifier has no place with this code."))
    if told.person is not None and told.responsible.pk not in bodies_of(told.person, issued):
        faults.setdefault("person", []).append(_("This person has no seat in the responsible body."))
    if told.indicator and told.indicator not in served():
        faults.setdefault("indicator", []).append(_("There is no such indicator."))
    if faults:
        raise ValidationError(faults)
    instruction = _row(by, issuer, told, issued, source, parent)
    instruction.clean_fields(exclude={each.name for each in Instruction._meta.fields} - TYPED)
    instruction.save()
    _assign(instruction, told)
    note_change(instruction, "issue", by=by, after=State.ISSUED)
    record(
        "instruction issued",
        by=by,
        subject=subject(instruction),
        place=told.place,
        details={"responsible": told.responsible.code, "parent": parent.pk if parent else None},
    )
    return instruction


def _row(
    by: Account,
    issuer: Body,
    told: Told,
    issued: datetime.date,
    source: Source | None,
    parent: Instruction | None,
) -> Instruction:
    due = next_due(told.term, None, working_days(), rules().due_on_day_off.value)
    concerned = [told.place, told.responsible.place, *(body.place for body in told.helping)]
    row = Instruction(
        source=source,
        document_title=source.title if source else "",
        document_number=source.number if source else "",
        document_day=source.day if source else None,
        point=told.point,
        parent=parent,
        issuer=issuer,
        text=told.text,
        language=told.language,
        responsible=told.responsible,
        person=told.person,
        theme=told.theme,
        place=told.place,
        end_result=told.end_result,
        indicator=told.indicator,
        record=told.record,
        issued_on=issued,
        issued_by=by,
        due=due,
        first_due=due,
        seen=stems_of(concerned),
        keys=keys_of(told.text),
        marks=[str(mark) for mark in marks_of(told.text, _language(told.language), issued)],
        **term_columns(told.term),
        **told.more,
    )
    for name, value in turns(standing_of(row, State.ISSUED, {})).items():
        setattr(row, name, value)
    return row


def _language(said: str) -> TextLanguage:
    return "ru" if said == "ru" else "kk"


def _assign(instruction: Instruction, told: Told) -> None:
    helping = [body for body in dict.fromkeys(told.helping) if body != told.responsible]
    Assignment.objects.bulk_create(
        Assignment(instruction=instruction, body=body, order=order) for order, body in enumerate(helping)
    )


def _told_by_field(found: Sequence[Lack]) -> dict[str, list[Any]]:
    faults: dict[str, list[Any]] = {}
    for lack in found:
        name, sentence = LACKS[lack]
        faults.setdefault(name, []).append(sentence)
    return faults


@whole()
def change(
    *,
    by: Account,
    instruction: Instruction,
    version: int,
    end_result: str,
    theme: str,
    indicator: str,
    person: Account | None,
    record_served: Record | None = None,
) -> None:
    """Details that the issuer may set right; the text, the body and the term stay as they were told."""
    check(by, instruction, Party.ISSUER)
    if len(end_result.split()) == 0:
        raise ValidationError({"end_result": LACKS[Lack.END_RESULT][1]})
    if indicator not in ("", instruction.indicator) and indicator not in served():
        raise ValidationError({"indicator": _("There is no such indicator.")})
    if person is not None and instruction.responsible_id not in bodies_of(person):
        raise ValidationError({"person": _("This person has no seat in the responsible body.")})
    write(
        instruction,
        version,
        end_result=end_result,
        theme=theme,
        indicator=indicator,
        person=person,
        record=record_served,
    )
    note_change(instruction, "change", by=by)
    record("instruction changed", by=by, subject=subject(instruction), place=instruction.place)


@whole()
def link(*, by: Account, instruction: Instruction, version: int, same_as: Instruction) -> None:
    """Say that an instruction tells the same as an earlier one; it keeps a term and reports of its own."""
    _check_linking(by, instruction)
    first = same_as.duplicate_of or same_as
    if first.pk == instruction.pk:
        raise ValidationError(_("An instruction is not the same as itself."))
    write(instruction, version, duplicate_of=first)
    Instruction.objects.filter(duplicate_of=instruction).update(duplicate_of=first)
    note_change(instruction, "link", by=by, note=f"№ {first.pk}")
    record(
        "instruction linked",
        by=by,
        subject=subject(instruction),
        place=instruction.place,
        details={"same_as": first.pk},
    )


@whole()
def unlink(*, by: Account, instruction: Instruction, version: int) -> None:
    """Say that they are two after all."""
    _check_linking(by, instruction)
    write(instruction, version, duplicate_of=None)
    note_change(instruction, "unlink", by=by)
    record("instruction unlinked", by=by, subject=subject(instruction), place=instruction.place)


def _check_linking(by: Account, instruction: Instruction) -> None:
    scope = scope_of(by)
    if not any(
        scope.may(permission, instruction.issuer.place)
        for permission in (Permission.CONTROL, Permission.ISSUE_INSTRUCTIONS)
    ):
        raise PermissionDenied

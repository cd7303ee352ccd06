"""What is done with an instruction after its issue: taken on, reported, accepted, withdrawn, closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from esep_site.bodies.models import Body
from esep_site.instructions.models import WHOLE, Evidence, Instruction, Report, ReportState, today
from esep_site.instructions.queries import OPEN, bodies_of
from esep_site.instructions.rules import rules
from esep_site.instructions.states import Move, Party, State
from esep_site.instructions.terms import next_due
from esep_site.instructions.working import working_days
from esep_site.instructions.writing import check, move, note_change, subject
from esep_site.people.audit import record, whole
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of
from esep_site.site_clock import now

MOST_FILES = 10
LARGEST_FILE = 10 * 1024 * 1024
ENDINGS = {"pdf", "jpg", "jpeg", "png", "docx", "xlsx", "odt", "ods", "txt", "csv", "zip", "mp4"}


@dataclass(frozen=True)
class Said:
    """What a report says. A figure has a name, a unit, a plan and a fact; the plan may be missing."""

    text: str
    declared: str = ""
    figures: Sequence[dict[str, Any]] = ()
    files: Sequence[UploadedFile] = ()


@whole()
def accept(*, by: Account, instruction: Instruction, version: int) -> None:
    """The responsible body takes it on."""
    move(instruction, version, Move.ACCEPT, by=by, event="instruction accepted")


@whole()
def begin(*, by: Account, instruction: Instruction, version: int) -> None:
    """The work begins."""
    move(instruction, version, Move.BEGIN, by=by, event="instruction begun")


@whole()
def submit_report(*, by: Account, instruction: Instruction, version: int, said: Said) -> Report:
    """What the responsible body did; it waits for the control officer, and the clock stands meanwhile."""
    if not said.text.strip():
        raise ValidationError({"text": _("Say what was done.")})
    files = _read_files(said.files)
    report = _report(by, instruction, instruction.responsible, said)
    move(
        instruction,
        version,
        Move.SUBMIT_REPORT,
        by=by,
        event="report submitted",
        reported_on=today(),
        declared=said.declared,
        progress=report.progress,
    )
    report.save()
    _keep_files(report, files)
    return report


@whole()
def contribute(*, by: Account, instruction: Instruction, body: Body, said: Said) -> Report:
    """What a helping body did: noted for the one that coordinates; no state and no colour follows."""
    own = bodies_of(by)
    helps = instruction.assignments.filter(body=body).exists()
    if not (helps and body.pk in own and scope_of(by).may(Permission.REPORT_ON_INSTRUCTIONS, body.place)):
        raise PermissionDenied
    if not said.text.strip():
        raise ValidationError({"text": _("Say what was done.")})
    files = _read_files(said.files)
    report = _report(by, instruction, body, said)
    report.state = ReportState.NOTED
    report.save()
    _keep_files(report, files)
    note_change(instruction, "contribute", by=by, note=body.name_kk)
    record("report submitted", by=by, subject=subject(instruction), place=instruction.place)
    return report


def _report(by: Account, instruction: Instruction, body: Body, said: Said) -> Report:
    return Report(
        instruction=instruction,
        body=body,
        text=said.text,
        declared=said.declared,
        figures=[dict(figure) for figure in said.figures],
        progress=progress_of(said.figures),
        due=instruction.due,
        day=today(),
        by=by,
    )


def progress_of(figures: Sequence[dict[str, Any]]) -> int | None:
    """The least share of its plan that any figure has reached, in ten-thousandths, at most twice the plan.

    None where no figure has a plan: how much is done is never counted from tasks.
    """
    shares = []
    for figure in figures:
        plan, fact = (Decimal(str(figure.get(name) or 0)) for name in ("plan", "fact"))
        if plan > 0:
            shares.append(min(int(fact * WHOLE / plan), 2 * WHOLE))
    return max(min(shares), 0) if shares else None


def _read_files(files: Sequence[UploadedFile]) -> list[tuple[str, bytes]]:
    """Names and contents; refused before anything is written."""
    if len(files) > MOST_FILES:
        raise ValidationError({"files": _("Ten files at most.")})
    read = []
    for file in files:
        name = str(file.name or "")[-200:]
        if "." not in name or name.rpartition(".")[2].lower() not in ENDINGS:
            raise ValidationError({"files": _("Only PDF, pictures and office files are taken.")})
        content = file.read(LARGEST_FILE + 1)
        if not 0 < len(content) <= LARGEST_FILE:
            raise ValidationError({"files": _("A file must have between one byte and ten megabytes.")})
        read.append((name, content))
    return read


def _keep_files(report: Report, files: Sequence[tuple[str, bytes]]) -> None:
    for name, content in files:
        Evidence.objects.create(
            report=report,
            name=name,
            size=len(content),
            sha256=sha256(content).hexdigest(),
            content=content,
        )


@whole()
def accept_report(
    *, by: Account, instruction: Instruction, version: int, note: str = "", is_last: bool = False
) -> None:
    """The report is good: the instruction is done, or a standing one goes on to its next due day.

    The row is held meanwhile, so that nobody breaks down what is being finished.

    Nobody accepts the own report. What has open parts is not done.
    """
    check(by, instruction, Party.CONTROL)
    list(Instruction.objects.select_for_update(of=("self",)).filter(pk=instruction.pk))
    report = _waiting(instruction)
    _check_other(by, report)
    values: dict[str, Any] = {}
    term = instruction.term
    if term.recurs and not is_last:
        after = max(filter(None, (instruction.due, report.day)), default=None)
        values["due"] = next_due(term, after, working_days(), rules().due_on_day_off.value)
        values["rung"] = 0
        is_last = values["due"] is None
    if not term.recurs or is_last:
        values.pop("due", None)
        if Instruction.objects.filter(OPEN, parent=instruction).exists():
            raise ValidationError(_("Parts of it are not finished. Accept or withdraw them first."))
    move(
        instruction,
        version,
        Move.ACCEPT_REPORT,
        by=by,
        event="report accepted",
        note=note,
        is_last=is_last,
        **values,
    )
    _decide(report, ReportState.ACCEPTED, by, note)


@whole()
def return_report(*, by: Account, instruction: Instruction, version: int, reason: str) -> None:
    """The report is not good enough, and why; the work goes on. The clock has not stood still."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is missing.")})
    check(by, instruction, Party.CONTROL)
    report = _waiting(instruction)
    _check_other(by, report)
    move(instruction, version, Move.RETURN_REPORT, by=by, event="report returned", note=reason)
    _decide(report, ReportState.RETURNED, by, reason)


def _waiting(instruction: Instruction) -> Report:
    report = instruction.reports.filter(state=ReportState.SUBMITTED).first()
    if report is None:
        raise ValidationError(_("No report waits to be looked at."))
    return report


def _check_other(by: Account, report: Report) -> None:
    if report.by_id == by.pk:
        raise ValidationError(_("Nobody accepts or returns the own report."))


def _decide(report: Report, state: ReportState, by: Account, reason: str) -> None:
    report.state, report.decided_by, report.decided_at = state, by, now()
    report.reason = reason
    report.save(update_fields=["state", "decided_by", "decided_at", "reason"])


@whole()
def withdraw(*, by: Account, instruction: Instruction, version: int, reason: str) -> None:
    """The issuer takes it back, and with it every part of it that is open."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say on what ground.")})
    check(by, instruction, Party.ISSUER)
    _withdraw_parts(instruction, by, reason)
    move(instruction, version, Move.WITHDRAW, by=by, event="instruction withdrawn", note=reason)


def _withdraw_parts(instruction: Instruction, by: Account, reason: str) -> None:
    """Parts go with the whole, whoever told them."""
    for part in Instruction.objects.filter(OPEN, parent=instruction):
        _withdraw_parts(part, by, reason)
        before = part.state
        Instruction.objects.filter(pk=part.pk).update(
            state=State.WITHDRAWN, finished_on=today(), version=part.version + 1
        )
        note_change(part, Move.WITHDRAW, by=by, before=before, after=State.WITHDRAWN, note=reason)
        record("instruction withdrawn", by=by, subject=subject(part), place=part.place)


@whole()
def close(*, by: Account, instruction: Instruction, version: int, reason: str) -> None:
    """A standing task ends."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say on what ground.")})
    if Instruction.objects.filter(OPEN, parent=instruction).exists():
        raise ValidationError(_("Parts of it are not finished. Accept or withdraw them first."))
    move(instruction, version, Move.CLOSE, by=by, event="instruction closed", note=reason)
    instruction.reports.filter(state=ReportState.SUBMITTED).update(state=ReportState.NOTED)


def record_evidence(*, by: Account, instruction: Instruction, evidence: Evidence) -> None:
    """Somebody opened a file of a report."""
    record(
        "evidence opened",
        by=by,
        subject=subject(instruction),
        place=instruction.place,
        details={"file": evidence.sha256[:16]},
    )

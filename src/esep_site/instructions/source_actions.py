"""Documents with instructions are entered and read; a person confirms, corrects or rejects what was read."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from esep_site.bodies.models import Body
from esep_site.bodies.queries import register
from esep_site.editing import write
from esep_site.instructions import actions
from esep_site.instructions.actions import Told
from esep_site.instructions.models import Instruction, Proposal, Source, Verdict, today
from esep_site.instructions.queries import bodies_of
from esep_site.instructions.suggesting import Unreadable, corrected, document_of, suggestions
from esep_site.people.audit import record, whole
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of
from esep_site.site_clock import now

LONGEST = 300_000
"""Letters of a text that is read while somebody waits."""


def subject(source: Source) -> str:
    """How the audit log names a document."""
    return f"source {source.pk}"


@whole()
def enter_source(
    *,
    by: Account,
    kind: str,
    title: str,
    day: datetime.date,
    issuer: Body,
    number: str = "",
    text: str = "",
    file_name: str = "",
    content: bytes = b"",
) -> Source:
    """Keep a document and what the reader proposes; ValidationError where it cannot be read."""
    _check(by, issuer)
    if not text.strip() and not file_name:
        raise ValidationError({"text": _("Paste a text, or choose a file.")})
    if day > today():
        raise ValidationError({"day": _("This day is yet to come.")})
    try:
        document = document_of(text, file_name, content)
    except Unreadable as refused:
        raise ValidationError({"file" if file_name else "text": str(refused.reason)}) from refused
    if len(document.text) > LONGEST:
        raise ValidationError({"text": _("The text is too long. Divide it.")})
    reading, found = suggestions(document, day, register())
    source = Source.objects.create(
        kind=kind,
        title=title,
        number=number,
        day=day,
        place=issuer.place,
        issuer=issuer,
        text=document.text,
        language=reading.language,
        file=file_name[-200:],
        lexicon=reading.lexicon[:80],
        entered_by=by,
    )
    Proposal.objects.bulk_create(
        Proposal(
            source=source, start=each.start, end=each.end, quote=each.quote,
            said=each.said, suggested=each.suggested,
        )
        for each in found
    )  # fmt: skip
    record(
        "source entered", by=by, subject=subject(source), place=source.place, details={"found": len(found)}
    )
    return source


@whole()
def confirm(
    *,
    by: Account,
    proposal: Proposal,
    version: int,
    told: Told,
    each: bool = False,
    words: str = "",
) -> list[Instruction]:
    """Issue what was proposed, as it was read or as a person set it right.

    ``words`` are the words of the document that say what is to be done. ``each``: every helping body gets an
    instruction of its own instead of helping.
    """
    source = proposal.source
    _check_open(by, proposal)
    bodies = [told.responsible, *told.helping]
    right = corrected(
        proposal.said,
        proposal.suggested,
        term=told.term,
        bodies=[(body.code, body.name_ru if source.language == "ru" else body.name_kk) for body in bodies],
        place=told.place,
        action=words,
        text=source.text,
    )
    verdict = Verdict.CORRECTED if right or proposal.said is None else Verdict.CONFIRMED
    told = replace(told, language=source.language, more={"start": proposal.start, "end": proposal.end})
    tellings = [replace(told, responsible=body, helping=()) for body in bodies] if each else [told]
    issued = [actions.issue(by=by, issuer=source.issuer, told=one, source=source) for one in tellings]
    _decide(proposal, version, by, verdict, right=right, instruction=issued[0])
    _record(f"proposal {verdict}", by, proposal)
    return issued


@whole()
def reject(*, by: Account, proposal: Proposal, version: int) -> None:
    """What the reader took for an instruction is none."""
    _check_open(by, proposal)
    if proposal.said is None:
        source = proposal.source
        proposal.delete()
        record("proposal rejected", by=by, subject=subject(source), place=source.place)
        return
    _decide(proposal, version, by, Verdict.REJECTED)
    _record("proposal rejected", by, proposal)


@whole()
def overlooked(*, by: Account, source: Source, quote: str) -> Proposal:
    """An instruction that the reader did not see, by its words in the document."""
    _check(by, source.issuer)
    words = quote.replace("\r\n", "\n").strip()
    start = source.text.find(words) if words else -1
    if start < 0:
        raise ValidationError({"quote": _("The document does not say this. Copy the words from it.")})
    return Proposal.objects.create(source=source, start=start, end=start + len(words), quote=words)


def _check(by: Account, issuer: Body) -> None:
    if not scope_of(by).may(Permission.ISSUE_INSTRUCTIONS, issuer.place) or issuer.pk not in bodies_of(by):
        raise PermissionDenied


def _check_open(by: Account, proposal: Proposal) -> None:
    """The row is held from here on: of two who decide at once the second finds it decided."""
    _check(by, proposal.source.issuer)
    now = Proposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if now is None or now.verdict != Verdict.WAITING:
        raise ValidationError(_("Somebody has decided on this already."))


def _decide(proposal: Proposal, version: int, by: Account, verdict: Verdict, **values: Any) -> None:
    write(proposal, version, verdict=verdict, decided_by=by, decided_at=now(), **values)


def _record(event: str, by: Account, proposal: Proposal) -> None:
    source = proposal.source
    details = {"proposal": proposal.pk}
    record(event, by=by, subject=subject(source), place=source.place, details=details)


def correction_rows(proposals: Sequence[Proposal], document: str) -> list[dict[str, Any]]:
    """What people decided, in the form of the library's file of corrections (``esep read --corrections``).

    ``document`` is the name of the file with the text beside it. What nobody looked at is left out.
    """
    rows = []
    for each in proposals:
        if each.verdict == Verdict.WAITING:
            continue
        rejected = each.verdict == Verdict.REJECTED
        rows.append(
            {
                "document": document,
                "start": each.start,
                "end": each.end,
                "quote": each.quote,
                "verdict": "no instruction" if rejected else "instruction",
                "right": {} if rejected else dict(each.right),
                "said": each.said,
            }
        )
    return rows

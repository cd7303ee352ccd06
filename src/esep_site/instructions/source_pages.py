"""Pages of documents: entered, read, and decided on proposal by proposal, with the words highlighted."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from esep_site.bodies.models import Body
from esep_site.editing import Conflict
from esep_site.instructions import source_actions
from esep_site.instructions.doing_pages import own_bodies, people_in
from esep_site.instructions.duplicates import warning_of
from esep_site.instructions.forms import (
    OverlookedForm,
    ProposalForm,
    SourceForm,
    VersionForm,
    bodies_below,
    tell,
)
from esep_site.instructions.models import Instruction, Proposal, Source, Verdict, today
from esep_site.instructions.queries import bodies_of, rows_of
from esep_site.people.permissions import allowed, takes_files
from esep_site.people.roles import Permission

AT_ONCE = 50
AROUND = 300
"""Letters of the document that are shown before and after the words of a proposal."""
MOST_POINTS = 500
"""Instructions of a document that its page lists; a national plan has some hundreds of points."""
POINT = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3})*)[.)](?!\d)")
"""The number with which the line of a point begins: «12.», «3.1)»."""


@allowed(Permission.SEE_INSTRUCTIONS)
def sources(request: HttpRequest) -> HttpResponse:
    """Documents, the latest first, with how much of each is decided."""
    found = Source.objects.select_related("issuer").defer("text")
    found = found.annotate(
        proposed=Count("proposals"),
        waiting=Count("proposals", filter=Q(proposals__verdict=Verdict.WAITING)),
    ).order_by("-day", "-pk")
    page = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "instructions/sources.html", {"page": page})


@takes_files
@allowed(Permission.ISSUE_INSTRUCTIONS)
def enter_source(request: HttpRequest) -> HttpResponse:
    """A document is pasted or uploaded, and read."""
    issuers = own_bodies(request)
    if not issuers.exists():
        return render(request, "instructions/no_seat.html")
    form = SourceForm(
        issuers, request.POST or None, request.FILES or None, initial={"issuer": issuers.first()}
    )
    if form.is_valid():
        given = dict(form.cleaned_data)
        file = given.pop("file")
        if file:
            given |= {"file_name": str(file.name), "content": file.read(), "text": ""}
        try:
            source = source_actions.enter_source(by=request.scope.account, **given)
        except ValidationError as refused:
            tell(form, refused)
        else:
            return redirect("instructions:source", source=source.pk)
    return render(
        request, "instructions/enter_source.html", {"form": form}, status=400 if form.errors else 200
    )


@dataclass(frozen=True)
class Piece:
    """A stretch of the text and the proposals that cover it; ``opens`` are those that begin here."""

    text: str
    covers: tuple[Proposal, ...]
    opens: tuple[Proposal, ...]

    @property
    def verdict(self) -> str:
        """How the piece is coloured: something waits, or everything is decided."""
        verdicts = {each.verdict for each in self.covers}
        return next((str(each) for each in Verdict if each in verdicts), "")


def pieces(text: str, proposals: Sequence[Proposal]) -> Iterator[Piece]:
    """The text between the borders of proposals, in order; put together it is the text."""
    borders = {0, len(text)} | {border for each in proposals for border in (each.start, each.end)}
    ordered = sorted(border for border in borders if border <= len(text))
    for start, end in pairwise(ordered):
        covers = tuple(each for each in proposals if each.start <= start < each.end)
        yield Piece(text[start:end], covers, tuple(each for each in covers if each.start == start))


def _decides(request: HttpRequest, source: Source) -> bool:
    scope = request.scope
    return scope.may(Permission.ISSUE_INSTRUCTIONS, source.place) and source.issuer_id in bodies_of(
        scope.account
    )


@allowed(Permission.SEE_INSTRUCTIONS)
def source(request: HttpRequest, source: int) -> HttpResponse:
    """A document with the words of its instructions highlighted, and what was decided on each."""
    found = get_object_or_404(Source.objects.select_related("issuer"), pk=source)
    return _shown(request, found, OverlookedForm())


def _shown(request: HttpRequest, found: Source, form: OverlookedForm, status: int = 200) -> HttpResponse:
    proposals = list(found.proposals.select_related("decided_by"))
    context = {
        "source": found,
        "proposals": proposals,
        "pieces": list(pieces(found.text, proposals)),
        "waiting": sum(each.verdict == Verdict.WAITING for each in proposals),
        "issued": by_points(found),
        "decides": _decides(request, found),
        "form": form,
    }
    return render(request, "instructions/source.html", context, status=status)


def by_points(source: Source) -> list[Instruction]:
    """What was issued of a document and of its points, in the order of the points."""
    keys = Instruction.objects.filter(source=source, parent=None).values_list("pk", "point")[:MOST_POINTS]
    ordered = sorted(keys, key=lambda row: ([int(part) for part in re.findall(r"\d+", row[1])], row[0]))
    return rows_of([key for key, _point in ordered], today())


def _of_source(request: HttpRequest, proposal: int) -> Proposal:
    """A proposal on which the person may decide."""
    found = get_object_or_404(Proposal.objects.select_related("source__issuer"), pk=proposal)
    if not _decides(request, found.source):
        raise PermissionDenied
    return found


@allowed(Permission.ISSUE_INSTRUCTIONS)
def proposal(request: HttpRequest, proposal: int) -> HttpResponse:
    """One proposal: issue it as it was read, or set it right first."""
    found = _of_source(request, proposal)
    source = found.source
    if found.verdict != Verdict.WAITING:
        return redirect("instructions:source", source=source.pk)
    bodies = bodies_below(source.issuer)
    stems = request.scope.stems(Permission.ISSUE_INSTRUCTIONS)
    form = ProposalForm(
        bodies, people_in({source.issuer_id}), stems, request.POST or None, initial=_initial(found, bodies)
    )
    changed = None
    if form.is_valid():
        given = form.cleaned_data
        try:
            issued = source_actions.confirm(
                by=request.scope.account,
                proposal=found,
                version=given["version"],
                told=form.told(),
                each=given["each"],
                words=given["words"],
            )
        except ValidationError as refused:
            form.tell(refused)
        except Conflict as conflict:
            changed = conflict.now
        else:
            messages.success(
                request, _("Issued: %(numbers)s.") % {"numbers": ", ".join(str(row) for row in issued)}
            )
            if warning := warning_of(issued):
                messages.warning(request, warning)
            return redirect(_next(source))
    context = {
        "proposal": found,
        "source": source,
        "form": form,
        "changed": changed,
        "before": source.text[max(0, found.start - AROUND) : found.start],
        "after": source.text[found.end : found.end + AROUND],
        "said": _said(found),
    }
    status = 409 if changed else 400 if form.errors else 200
    return render(request, "instructions/proposal.html", context, status=status)


def _next(source: Source) -> Any:
    waiting = source.proposals.filter(verdict=Verdict.WAITING).first()
    if waiting is None:
        return source_address(source)
    return proposal_address(waiting)


def source_address(source: Source) -> str:
    """Where a document is."""
    return reverse("instructions:source", kwargs={"source": source.pk})


def proposal_address(proposal: Proposal) -> str:
    """Where a proposal is decided on."""
    return reverse("instructions:proposal", kwargs={"proposal": proposal.pk})


def _initial(found: Proposal, bodies: Any) -> dict[str, Any]:
    said, suggested = found.said or {}, found.suggested or {}
    known: dict[str, Body] = {body.code: body for body in bodies.filter(code__in=suggested.get("bodies", []))}
    named = [known[code].pk for code in suggested.get("bodies", []) if code in known]
    term = suggested.get("term") or {}
    words = said.get("action") or found.quote
    line = found.source.text[: found.start].rsplit("\n", 1)[-1]
    point = POINT.match(line + found.quote)
    return {
        "point": point[1] if point else "",
        "text": words[:1].upper() + words[1:],
        "words": words,
        "responsible": named[0] if named else None,
        "helping": named[1:],
        "place": suggested.get("place") or found.source.place,
        "term_kind": term.get("kind", "day"),
        "term_first": day_of(term.get("first")),
        "term_last": day_of(term.get("last")),
        "term_every": term.get("every", ""),
        "version": found.version,
    }


def day_of(written: str | None) -> datetime.date | None:
    """A day as JSON keeps it."""
    return datetime.date.fromisoformat(written) if written else None


def _said(found: Proposal) -> list[tuple[str, str]]:
    """What the reader said, for a person to compare with the words."""
    said = found.said or {}
    lines = (
        (_("Issuer"), said.get("issuer")),
        (_("Addressee"), said.get("addressee")),
        (_("Term as written"), said.get("deadline")),
        (_("Due"), said.get("due")),
    )
    return [(name, str(value)) for name, value in lines if value]


@require_POST
@allowed(Permission.ISSUE_INSTRUCTIONS)
def reject(request: HttpRequest, proposal: int) -> HttpResponse:
    """It is no instruction."""
    found = _of_source(request, proposal)
    source = found.source
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise PermissionDenied
    try:
        source_actions.reject(by=request.scope.account, proposal=found, version=form.cleaned_data["version"])
    except (ValidationError, Conflict):
        messages.error(request, _("Somebody has decided on this already."))
    else:
        messages.success(request, _("It is kept that this is no instruction."))
    return redirect(source_address(source))


@require_POST
@allowed(Permission.ISSUE_INSTRUCTIONS)
def overlooked(request: HttpRequest, source: int) -> HttpResponse:
    """An instruction that the reader did not see."""
    found = get_object_or_404(Source.objects.select_related("issuer"), pk=source)
    if not _decides(request, found):
        raise PermissionDenied
    form = OverlookedForm(request.POST)
    if form.is_valid():
        try:
            made = source_actions.overlooked(
                by=request.scope.account, source=found, quote=form.cleaned_data["quote"]
            )
        except ValidationError as refused:
            tell(form, refused)
        else:
            return redirect(proposal_address(made))
    return _shown(request, found, form, status=400)


@allowed(Permission.ISSUE_INSTRUCTIONS)
def corrections(request: HttpRequest, source: int) -> HttpResponse:
    """What people decided, as a folder for ``esep read --corrections``: the text and the corrections."""
    found = get_object_or_404(Source, pk=source)
    if not request.scope.may(Permission.ISSUE_INSTRUCTIONS, found.place):
        raise PermissionDenied
    rows = source_actions.correction_rows(list(found.proposals.all()), "text.txt")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("text.txt", found.text)
        folder.writestr(
            "corrections.yaml", yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=110)
        )
    return HttpResponse(
        packed.getvalue(),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="corrections-{found.pk}.zip"'},
    )

"""Pages on which something is done with an instruction: issue, parts, reports, longer terms, withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from esep_site.bodies.models import Body
from esep_site.editing import Conflict, conflict_page
from esep_site.instructions import actions, extension_actions, queries, report_actions
from esep_site.instructions.forms import (
    AcceptReportForm,
    ContributionForm,
    DetailsForm,
    ExtensionForm,
    InstructionForm,
    LinkForm,
    ReasonForm,
    ReportForm,
    VersionForm,
    bodies_below,
    tell,
)
from esep_site.instructions.models import Evidence, Instruction
from esep_site.instructions.pages import found_or_404
from esep_site.instructions.states import Party
from esep_site.instructions.writing import parties
from esep_site.people.models import Account
from esep_site.people.permissions import allowed, takes_files
from esep_site.people.roles import Permission

Page = Callable[..., HttpResponse]


def people_in(bodies: set[int]) -> list[Account]:
    """Who sits in one of the bodies today, by name."""
    keys = {key for keys in queries.people_of(bodies).values() for key in keys}
    return list(Account.objects.filter(pk__in=keys).order_by("name"))


def own_bodies(request: HttpRequest) -> Any:
    """The bodies for which the person may issue instructions."""
    stems = request.scope.stems(Permission.ISSUE_INSTRUCTIONS)
    keys = queries.bodies_of(request.scope.account)
    return Body.objects.filter(queries.in_places(stems), pk__in=keys).order_by("name_kk", "pk")


def _of(party: Party, permission: Permission) -> Callable[[Page], Page]:
    """For a page about one instruction: who is of the party, and nobody else; 404 outside the scope."""

    def decorate(page: Page) -> Page:
        @allowed(permission)
        @wraps(page)
        def found(request: HttpRequest, instruction: int) -> HttpResponse:
            row = found_or_404(instruction)
            if party not in parties(request.scope.account, row):
                raise PermissionDenied
            return page(request, row)

        return found

    return decorate


@dataclass(frozen=True)
class Doing:
    """A form and what it does: ``act`` gets the person, the row and the valid form.

    ``stored`` says what stands of the form's fields, where it edits what stands: who was slower sees both.
    """

    title: str
    button: str
    done: str
    act: Callable[[Account, Instruction, Any], Any]
    template: str = "instructions/do.html"
    is_danger: bool = False
    stored: Callable[[Instruction], dict[str, Any]] | None = None


def _do(request: HttpRequest, row: Instruction, form: forms.Form, doing: Doing) -> HttpResponse:
    """Show the form, do it, and show the card; say what stands now when somebody else was quicker."""
    context = {"row": row, "form": form, "doing": doing, "changed": None}
    if not form.is_valid():
        return render(request, doing.template, context, status=400 if form.is_bound else 200)
    try:
        doing.act(request.scope.account, row, form)
    except Conflict as conflict:
        if doing.stored:
            now = found_or_404(conflict.now.pk)
            return conflict_page(request, form, conflict, doing.stored(now), _card(row))
        form.data = form.data.copy()
        form.data["version"] = conflict.now.version  # type: ignore[attr-defined]
        return render(request, doing.template, {**context, "changed": conflict.now}, status=409)
    except ValidationError as refused:
        tell(form, refused)
        return render(request, doing.template, context, status=400)
    messages.success(request, doing.done)
    return redirect("instructions:instruction", instruction=row.pk)


def _card(row: Instruction) -> str:
    return reverse("instructions:instruction", kwargs={"instruction": row.pk})


def _at_once(request: HttpRequest, row: Instruction, act: Callable[..., None], done: str) -> HttpResponse:
    """Something that needs no form but the version that was looked at."""
    form = VersionForm(request.POST)
    back = redirect("instructions:instruction", instruction=row.pk)
    if not form.is_valid():
        raise PermissionDenied
    try:
        act(by=request.scope.account, instruction=row, version=form.cleaned_data["version"])
    except Conflict:
        messages.error(request, _("Somebody else has just changed it. Look at what stands now."))
        return back
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return back
    messages.success(request, done)
    return back


@allowed(Permission.ISSUE_INSTRUCTIONS)
def issue(request: HttpRequest) -> HttpResponse:
    """A new instruction of a body that the person sits in."""
    issuers = list(own_bodies(request))
    if not issuers:
        return render(request, "instructions/no_seat.html")
    code = request.POST.get("issuer") or request.GET.get("issuer")
    issuer = next((body for body in issuers if body.code == code), issuers[0])
    stems = request.scope.stems(Permission.ISSUE_INSTRUCTIONS)
    initial = {"place": issuer.place}
    people = people_in({issuer.pk})
    form = InstructionForm(bodies_below(issuer), people, stems, request.POST or None, initial=initial)
    if form.is_valid():
        try:
            row = actions.issue(by=request.scope.account, issuer=issuer, told=form.told())
        except ValidationError as refused:
            form.tell(refused)
        else:
            messages.success(request, _("The instruction is issued."))
            return redirect("instructions:instruction", instruction=row.pk)
    context = {"form": form, "issuer": issuer, "issuers": issuers, "title": _("New instruction")}
    return render(request, "instructions/issue.html", context, status=400 if form.errors else 200)


@_of(Party.RESPONSIBLE, Permission.REPORT_ON_INSTRUCTIONS)
def break_down(request: HttpRequest, row: Instruction) -> HttpResponse:
    """A part of an instruction, for a body below or a person of the own one."""
    issuer = row.responsible
    stems = request.scope.stems(Permission.ISSUE_INSTRUCTIONS)
    initial = {
        "text": row.text,
        "end_result": row.end_result,
        "place": row.place,
        "theme": row.theme,
        "record": row.record.code if row.record else "",
        "term_kind": row.term_kind,
        "term_first": row.term_first,
        "term_last": row.term_last,
        "term_every": row.term_every,
    }
    form = InstructionForm(
        bodies_below(issuer), people_in({issuer.pk}), stems, request.POST or None, initial=initial
    )
    if form.is_valid():
        try:
            part = actions.break_down(by=request.scope.account, parent=row, told=form.told())
        except ValidationError as refused:
            form.tell(refused)
        else:
            messages.success(request, _("The part is issued."))
            return redirect("instructions:instruction", instruction=part.pk)
    context = {"form": form, "issuer": issuer, "whole": row, "title": _("Part of an instruction")}
    return render(request, "instructions/issue.html", context, status=400 if form.errors else 200)


def _version(row: Instruction) -> dict[str, Any]:
    return {"version": row.version}


def _details(row: Instruction) -> dict[str, Any]:
    return {
        "end_result": row.end_result,
        "theme": row.theme,
        "indicator": row.indicator,
        "record": row.record.code if row.record else "",
        "person": row.person_id,
        **_version(row),
    }


@_of(Party.ISSUER, Permission.ISSUE_INSTRUCTIONS)
def change(request: HttpRequest, row: Instruction) -> HttpResponse:
    """Details that the issuer may set right."""
    form = DetailsForm(people_in({row.responsible_id}), request.POST or None, initial=_details(row))

    def act(by: Account, row: Instruction, form: DetailsForm) -> None:
        given = dict(form.cleaned_data)
        given["person"] = form.people.get(given["person"] or 0)
        given["record_served"] = given.pop("record")
        actions.change(by=by, instruction=row, **given)

    return _do(request, row, form, Doing(_("Details"), _("Save"), _("Saved."), act, stored=_details))


@require_POST
@_of(Party.RESPONSIBLE, Permission.REPORT_ON_INSTRUCTIONS)
def accept(request: HttpRequest, row: Instruction) -> HttpResponse:
    """Take it on."""
    return _at_once(request, row, report_actions.accept, _("The instruction is accepted for work."))


@require_POST
@_of(Party.RESPONSIBLE, Permission.REPORT_ON_INSTRUCTIONS)
def begin(request: HttpRequest, row: Instruction) -> HttpResponse:
    """The work begins."""
    return _at_once(request, row, report_actions.begin, _("The work has begun."))


REPORT = "instructions/report.html"


@takes_files
@_of(Party.RESPONSIBLE, Permission.REPORT_ON_INSTRUCTIONS)
def report(request: HttpRequest, row: Instruction) -> HttpResponse:
    """What was done."""
    form = ReportForm(request.POST or None, request.FILES or None, initial=_version(row))

    def act(by: Account, row: Instruction, form: ReportForm) -> None:
        version = form.cleaned_data["version"]
        report_actions.submit_report(by=by, instruction=row, version=version, said=form.said())

    doing = Doing(_("Report"), _("Submit the report"), _("The report is submitted."), act, REPORT)
    return _do(request, row, form, doing)


@takes_files
@allowed(Permission.REPORT_ON_INSTRUCTIONS)
def contribute(request: HttpRequest, instruction: int) -> HttpResponse:
    """What a helping body did."""
    row = found_or_404(instruction)
    own = queries.bodies_of(request.scope.account)
    helping = Body.objects.filter(pk__in=row.assignments.filter(body__in=own).values("body"))
    if not helping.exists():
        raise PermissionDenied
    initial = {"body": helping.first(), **_version(row)}
    form = ContributionForm(helping, request.POST or None, request.FILES or None, initial=initial)

    def act(by: Account, row: Instruction, form: ContributionForm) -> None:
        body = form.cleaned_data["body"]
        report_actions.contribute(by=by, instruction=row, body=body, said=form.said())

    doing = Doing(_("What the helping body did"), _("Send"), _("It is noted."), act, REPORT)
    return _do(request, row, form, doing)


@_of(Party.CONTROL, Permission.CONTROL)
def accept_report(request: HttpRequest, row: Instruction) -> HttpResponse:
    """The report is good."""
    form = AcceptReportForm(request.POST or None, initial=_version(row))
    if not row.term.recurs:
        del form.fields["is_last"]

    def act(by: Account, row: Instruction, form: AcceptReportForm) -> None:
        report_actions.accept_report(by=by, instruction=row, **form.cleaned_data)

    doing = Doing(_("Accept the report"), _("Accept the report"), _("The report is accepted."), act)
    return _do(request, row, form, doing)


@_of(Party.CONTROL, Permission.CONTROL)
def return_report(request: HttpRequest, row: Instruction) -> HttpResponse:
    """The report is not good enough."""
    form = ReasonForm(request.POST or None, initial=_version(row))
    form.fields["reason"].label = gettext_lazy("What is missing")

    def act(by: Account, row: Instruction, form: ReasonForm) -> None:
        report_actions.return_report(by=by, instruction=row, **form.cleaned_data)

    doing = Doing(_("Return the report"), _("Return the report"), _("The report is returned."), act)
    return _do(request, row, form, doing)


@_of(Party.RESPONSIBLE, Permission.REPORT_ON_INSTRUCTIONS)
def ask_extension(request: HttpRequest, row: Instruction) -> HttpResponse:
    """A longer term is asked."""
    form = ExtensionForm(request.POST or None, initial=_version(row))

    def act(by: Account, row: Instruction, form: ExtensionForm) -> None:
        given = form.cleaned_data
        extension_actions.ask(by=by, instruction=row, wanted=given["last"], reason=given["reason"])

    doing = Doing(_("Ask for a longer term"), _("Ask"), _("The issuer is asked for a longer term."), act)
    return _do(request, row, form, doing)


@_of(Party.ISSUER, Permission.ISSUE_INSTRUCTIONS)
def extend(request: HttpRequest, row: Instruction) -> HttpResponse:
    """A longer term is given, asked or not."""
    asked = row.extensions.filter(state="asked").first()
    initial = {"last": asked.wanted if asked else None, **_version(row)}
    form = ExtensionForm(request.POST or None, initial=initial)

    def act(by: Account, row: Instruction, form: ExtensionForm) -> None:
        extension_actions.extend(by=by, instruction=row, **form.cleaned_data)

    doing = Doing(_("Extend the term"), _("Extend the term"), _("The term is extended."), act)
    return _do(request, row, form, doing)


def _reasoned(
    request: HttpRequest, row: Instruction, action: Callable[..., None], *words: str
) -> HttpResponse:
    """Something that needs a reason; ``words``: title and button, and what is said afterwards."""
    form = ReasonForm(request.POST or None, initial=_version(row))

    def act(by: Account, row: Instruction, form: ReasonForm) -> None:
        action(by=by, instruction=row, **form.cleaned_data)

    title, done = words
    return _do(request, row, form, Doing(title, title, done, act, is_danger=True))


@_of(Party.ISSUER, Permission.ISSUE_INSTRUCTIONS)
def refuse_extension(request: HttpRequest, row: Instruction) -> HttpResponse:
    """The term stands."""
    return _reasoned(
        request, row, extension_actions.refuse, _("Refuse the longer term"), _("The term stands.")
    )


@_of(Party.ISSUER, Permission.ISSUE_INSTRUCTIONS)
def withdraw(request: HttpRequest, row: Instruction) -> HttpResponse:
    """The issuer takes it back."""
    return _reasoned(
        request,
        row,
        report_actions.withdraw,
        _("Withdraw the instruction"),
        _("The instruction is withdrawn."),
    )


@_of(Party.CONTROL, Permission.CONTROL)
def close(request: HttpRequest, row: Instruction) -> HttpResponse:
    """A standing task ends."""
    return _reasoned(
        request,
        row,
        report_actions.close,
        _("Close the standing instruction"),
        _("The instruction is closed."),
    )


@allowed(Permission.ISSUE_INSTRUCTIONS)
def link(request: HttpRequest, instruction: int) -> HttpResponse:
    """Say which instruction tells the same."""
    row = found_or_404(instruction)
    if not parties(request.scope.account, row) & {Party.ISSUER, Party.CONTROL}:
        raise PermissionDenied
    initial = {"same_as": request.GET.get("same_as", "")[:18], **_version(row)}
    form = LinkForm(request.POST or None, initial=initial)

    def act(by: Account, row: Instruction, form: LinkForm) -> None:
        first = Instruction.objects.filter(pk=form.cleaned_data["same_as"]).first()
        if first is None:
            raise ValidationError({"same_as": _("No instruction has this number.")})
        actions.link(by=by, instruction=row, version=form.cleaned_data["version"], same_as=first)

    return _do(request, row, form, Doing(_("Link as the same"), _("Link"), _("They are linked."), act))


@require_POST
@allowed(Permission.ISSUE_INSTRUCTIONS)
def unlink(request: HttpRequest, instruction: int) -> HttpResponse:
    """They are two after all."""
    row = found_or_404(instruction)
    return _at_once(request, row, actions.unlink, _("They are no longer linked."))


@allowed(Permission.SEE_INSTRUCTIONS)
def evidence(request: HttpRequest, evidence: int) -> HttpResponse:
    """A file of a report, as it came."""
    file = get_object_or_404(Evidence.objects.select_related("report__instruction"), pk=evidence)
    if file.report is None or file.report.instruction is None:
        raise Http404
    report_actions.record_evidence(
        by=request.scope.account, instruction=file.report.instruction, evidence=file
    )
    return HttpResponse(
        bytes(file.content),
        content_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"},
    )

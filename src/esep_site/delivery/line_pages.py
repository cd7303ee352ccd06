"""Pages where the lines of a record are kept: money, partners, milestones, risks, jobs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from esep_site.delivery import actions
from esep_site.delivery.bulk import lines_of
from esep_site.delivery.catalogue import ROLES_OF_PARTNERS
from esep_site.delivery.entries import JobsLine, MilestoneLine, MoneyLine, PartnerLine, RiskLine
from esep_site.delivery.models import Aspect, MoneySource, Record, Term
from esep_site.delivery.record_pages import of_record, record_address
from esep_site.delivery.role_names import ROLE_NAMES
from esep_site.editing import Conflict, whole_number
from esep_site.people.roles import Permission
from esep_site.typed_numbers import TypedDecimalField

EMPTY_LINES = 3
EMPTY = ("", "–")
"""Chosen in a line that is not filled."""
MOST_LINES = 500


def _whole(label: object, *, required: bool = False, most: int = 10**15) -> TypedDecimalField:
    return TypedDecimalField(
        label=label, required=required, decimal_places=0, max_digits=16, min_value=0, max_value=most
    )


def _text(label: object, length: int, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required)  # type: ignore[arg-type]


def _day(label: object, *, required: bool = False) -> forms.DateField:
    return forms.DateField(label=label, required=required)  # type: ignore[arg-type]


class LineForm(forms.Form):
    """One line; what is left empty has the line's own default."""

    WHOLE: Sequence[str] = ()

    def clean(self) -> dict[str, Any]:
        """Whole numbers as int, nothing as the line has it by default."""
        given = super().clean() or self.cleaned_data
        return {
            name: (int(value) if value is not None else 0) if name in self.WHOLE else value
            for name, value in given.items()
        }


class MoneyForm(LineForm):
    """Money of a year from a source."""

    WHOLE = ("year", "planned", "contracted", "paid")
    year = _whole(_("Year"), required=True, most=2100)
    source = forms.ChoiceField(label=_("Source"), choices=[EMPTY, *MoneySource.choices])
    planned = _whole(_("Planned, tenge"))
    contracted = _whole(_("Contracted, tenge"))
    paid = _whole(_("Paid, tenge"))


class PartnerForm(LineForm):
    """A body in a role."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[EMPTY, *((role, ROLE_NAMES[role]) for role in ROLES_OF_PARTNERS)]
    )
    body = _text(_("Code of the body"), 60)
    contract = _text(_("Contract"), 100, required=False)
    signed_on = _day(_("Signed on"))
    sum = _whole(_("Sum, tenge"))

    def clean(self) -> dict[str, Any]:
        """A sum that is not told stays so."""
        given = super().clean()
        return {**given, "sum": int(given["sum"]) if given.get("sum") is not None else None}


class MilestoneForm(LineForm):
    """A step with its days."""

    name_kk = _text(_("Name in Kazakh"), 200)
    name_ru = _text(_("Name in Russian"), 200)
    plan = _day(_("Plan"), required=True)
    forecast = _day(_("Forecast"))
    fact = _day(_("Fact"))


class RiskForm(LineForm):
    """What could go wrong."""

    WHOLE = ("likelihood", "impact")
    text = _text(_("Risk"), 500)
    likelihood = _whole(_("Likelihood, 1 to 3"), required=True, most=3)
    impact = _whole(_("Impact, 1 to 3"), required=True, most=3)
    measures = _text(_("What is done about it"), 500, required=False)
    closed_on = _day(_("Closed on"))


class JobsForm(LineForm):
    """Jobs of a month."""

    WHOLE = ("number", "youth", "women", "disability")
    month = _day(_("Month, its first day"), required=True)
    aspect = forms.ChoiceField(label=_("Planned or created"), choices=[EMPTY, *Aspect.choices])
    term = forms.ChoiceField(label=_("Permanent or temporary"), choices=[EMPTY, *Term.choices])
    number = _whole(_("Jobs"), required=True)
    youth = _whole(_("Young people"))
    women = _whole(_("Women"))
    disability = _whole(_("People with a disability"))
    employer = _text(_("Code of the employer"), 60, required=False)
    person = _text(_("Pseudonym of the person"), 64, required=False)
    starts = _day(_("Contract from"))
    ends = _day(_("Contract to"))
    place = _text(_("Code of the place, if another"), 9, required=False)

    def clean_month(self) -> datetime.date:
        """Any day stands for its month."""
        day: datetime.date = self.cleaned_data["month"]
        return day.replace(day=1)


@dataclass(frozen=True)
class Part:
    """A part of a record: its title, the form of a line, the line."""

    title: object
    form: type[LineForm]
    line: Any


PARTS = {
    "money": Part(_("Money by year and source"), MoneyForm, MoneyLine),
    "partners": Part(_("Partners"), PartnerForm, PartnerLine),
    "milestones": Part(_("Milestones"), MilestoneForm, MilestoneLine),
    "risks": Part(_("Risks"), RiskForm, RiskLine),
    "jobs": Part(_("Jobs"), JobsForm, JobsLine),
}


@of_record(Permission.EDIT_RECORDS)
def lines(request: HttpRequest, record: Record, part: str) -> HttpResponse:
    """All lines of a part of a record, three empty ones below; a line without content goes away."""
    if part not in PARTS:
        raise Http404
    shown = PARTS[part]
    stored = lines_of([record.pk])[record.pk][part]
    if len(stored) > MOST_LINES:
        messages.error(request, _("There are too many lines for this page. Use a workbook."))
        return redirect(record_address(record))
    make = formset_factory(shown.form, extra=EMPTY_LINES, can_delete=True, max_num=MOST_LINES + EMPTY_LINES)
    names = shown.line.__slots__
    initial = [{name: getattr(line, name) for name in names} for line in stored]
    formset = make(request.POST or None, initial=None if request.POST else initial)
    version = whole_number(request.POST.get("version", "")) or record.version
    context: dict[str, Any] = {"record": record, "part": shown, "formset": formset, "version": version}
    if request.method == "POST" and formset.is_valid():
        given = [
            shown.line(**{name: each.cleaned_data[name] for name in names})
            for each in formset
            if each.cleaned_data.get(names[0]) and not each.cleaned_data.get("DELETE")
        ]
        try:
            actions.change_record(by=request.scope.account, record=record, version=version, **{part: given})
        except Conflict as conflict:
            context |= {"conflict": True, "stored": initial, "version": conflict.now.version}  # type: ignore[attr-defined]
            return render(request, "delivery/lines.html", context, status=409)
        except ValidationError as refused:
            context["faults"] = refused.messages
        else:
            messages.success(request, _("Saved."))
            return redirect(record_address(record))
    return render(request, "delivery/lines.html", context)

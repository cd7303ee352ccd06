"""The page on which targets of the Regional Employment Map are set, with the points of the way to them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esep_site import site_clock
from esep_site.delivery.employment_pages import place_of_map
from esep_site.delivery.models import Target
from esep_site.delivery.targets import LARGEST, set_target, target_indicators
from esep_site.editing import Conflict, conflict_page, version_field
from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission

KEPT = ("indicator", "first_year", "last_year", "value", "points", "source")


class PointsField(forms.CharField):
    """Points of a way, one a line: «30.06.2026 4 500»; gives ``[["2026-06-30", 4500], …]``."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "short"})

    def prepare_value(self, value: Any) -> Any:
        """Points as they are typed."""
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{day:%d.%m.%Y} {number}" for day, number in in_order(value))

    def to_python(self, value: Any) -> list[list[Any]]:  # type: ignore[override]
        """The points, each line by itself."""
        lines = [line.strip() for line in str(super().to_python(value)).splitlines()]
        return [self._point(line) for line in lines if line]

    def _point(self, line: str) -> list[Any]:
        typed, _space, rest = line.partition(" ")
        digits = "".join(rest.split())
        try:
            day: datetime.date | None = forms.DateField().clean(typed)
        except ValidationError:
            day = None
        if day is None or not (digits.isascii() and digits.isdecimal()) or int(digits[:11]) > LARGEST:
            raise ValidationError(
                _("«%(line)s» is no day with a whole number. Write 30.06.2026 4500."), params={"line": line}
            )
        return [day.isoformat(), int(digits)]


class TargetForm(forms.Form):
    """A target of a place: of one indicator, for one or several years."""

    indicator = forms.ChoiceField(label=gettext_lazy("Indicator"))
    first_year = forms.IntegerField(label=gettext_lazy("From year"), min_value=1990, max_value=2100)
    last_year = forms.IntegerField(label=gettext_lazy("To year"), min_value=1990, max_value=2100)
    value = forms.IntegerField(label=gettext_lazy("Target"), min_value=0, max_value=LARGEST)
    points = PointsField(
        label=gettext_lazy("Points of the way"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy(
            "One a line: a day, and how much is to be reached by then, such as 30.06.2026 4500. "
            "Without points the way to the target is even."
        ),
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200, required=False)
    version = version_field()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["version"].required = False
        choices = [(code, str(each.names)) for code, each in target_indicators().items()]
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]


@allowed(Permission.RUN_PROGRAMMES)
def targets(request: HttpRequest, place: str) -> HttpResponse:
    """The targets of a place, and a form for a new one or another value."""
    found = place_of_map(place)
    rows = Target.objects.filter(place=place).order_by("-last_year", "first_year", "indicator")
    form = TargetForm(request.POST or None, initial=_initial(request, list(rows)))
    if form.is_valid():
        given = {**form.cleaned_data}
        given["version"] = given["version"] or None
        try:
            set_target(by=request.scope.account, place=place, **given)
        except Conflict as conflict:
            stored = {name: getattr(conflict.now, name) for name in KEPT}
            return conflict_page(request, form, conflict, stored, request.path)
        except ValidationError as refused:
            for name, errors in refused.error_dict.items():
                form.add_error(name if name in form.fields else None, errors)
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('delivery:employment', args=[place])}?year={given['last_year']}")
    named = [(row, target_indicators()[row.indicator].names, in_order(row.points)) for row in rows]
    return render(request, "delivery/targets.html", {"place": found, "rows": named, "form": form})


def in_order(points: Sequence[Sequence[Any]]) -> list[tuple[datetime.date, int]]:
    """The points by their days."""
    return sorted((datetime.date.fromisoformat(str(day)), int(value)) for day, value in points)


def _initial(request: HttpRequest, rows: list[Target]) -> dict[str, Any]:
    """Of the target that the address names; else of this year."""
    number_of = request.GET.get("target", "")
    row = next((row for row in rows if str(row.pk) == number_of), None)
    if row is None:
        return {"first_year": site_clock.today().year, "last_year": site_clock.today().year}
    return {name: getattr(row, name) for name in (*KEPT, "version")}

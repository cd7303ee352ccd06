"""The keys of the own account: made, shown once, ended."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from esep_site.people import actions
from esep_site.people.keys import LONGEST_DAYS, OFFERED
from esep_site.people.models import ApiKey
from esep_site.people.permissions import signed_in
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope

NAMES = {
    Permission.SEE_COUNTS: gettext_lazy("Read counts of places"),
    Permission.SEE_FAMILIES: gettext_lazy("Read why the law answers for a family as it does"),
    Permission.TRY_REFORMS: gettext_lazy("Ask for comparisons of laws and read them"),
    Permission.SEE_RECORDS: gettext_lazy("Read records of delivery"),
    Permission.EDIT_RECORDS: gettext_lazy("Enter and change records of delivery"),
    Permission.RUN_PROGRAMMES: gettext_lazy("Set targets of jobs"),
    Permission.SEE_INSTRUCTIONS: gettext_lazy("Read instructions"),
}


class KeyForm(forms.Form):
    """A new key."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, help_text=gettext_lazy("Which program uses it.")
    )
    permissions = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"), widget=forms.CheckboxSelectMultiple
    )
    valid_to = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"inputmode": "numeric", "placeholder": "31.12.2026"}),
        help_text=gettext_lazy("A year from now at most."),
    )

    def __init__(self, scope: Scope, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["permissions"].choices = [  # type: ignore[attr-defined]
            (each.value, NAMES[each]) for each in OFFERED if scope.may(each)
        ]

    def clean_valid_to(self) -> datetime.date:
        """Today or later, within a year."""
        day: datetime.date = self.cleaned_data["valid_to"]
        today = timezone.localdate()
        if not today <= day <= today + datetime.timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("A key lasts a year at most."))
        return day


@signed_in
@never_cache
def api_keys(request: HttpRequest) -> HttpResponse:
    """The keys, and the form for a new one; a new key is shown on this page and never again."""
    account, shown = request.scope.account, ""
    form = KeyForm(request.scope, request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        permissions = [Permission(each) for each in told["permissions"]]
        _made, shown = actions.make_api_key(
            by=account, name=told["name"], permissions=permissions, valid_to=told["valid_to"]
        )
        form = KeyForm(request.scope)
    rows = [
        (key, [NAMES[Permission(each)] for each in key.permissions])
        for key in ApiKey.objects.filter(account=account)
    ]
    return render(request, "people/api_keys.html", {"form": form, "keys": rows, "shown": shown})


@signed_in
@require_POST
def end_api_key(request: HttpRequest, key: int) -> HttpResponse:
    """End one of the own keys; another's is not there."""
    found = ApiKey.objects.filter(account=request.scope.account, pk=key).first()
    if found is not None:
        actions.end_api_key(by=request.scope.account, key=found)
        messages.success(request, _("The key has ended."))
    return redirect("people:api-keys")

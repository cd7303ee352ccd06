"""The own account: name, language, roles in sentences, last sign-ins, second factor."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_otp.plugins.otp_static.models import StaticToken

from esep_site.editing import Conflict, conflict_page
from esep_site.people import actions, recent
from esep_site.people.events import NAMES
from esep_site.people.forms import OwnForm
from esep_site.people.models import Account
from esep_site.people.permissions import signed_in
from esep_site.people.queries import sign_ins
from esep_site.people.roles import SENTENCES, Role
from esep_site.people.second_factor import has_second_factor, is_required


@signed_in
def own(request: HttpRequest) -> HttpResponse:
    """Who I am here, and what I may do."""
    account = Account.objects.get(pk=request.scope.account.pk)
    form = OwnForm(request.POST or None, initial=_stored(account))
    if form.is_valid():
        try:
            actions.change_own(by=account, **form.cleaned_data)
        except Conflict as conflict:
            stored = _stored(Account.objects.get(pk=account.pk))
            return conflict_page(request, form, conflict, stored, reverse("people:own"))
        return _saved(request, account)
    context = {
        "form": form,
        "roles": [(held, SENTENCES[Role(held.role)]) for held in account.holdings_on()],
        "sign_ins": [(event, NAMES[event.action]) for event in sign_ins(account)],
        "second_factor": has_second_factor(account),
        "second_factor_required": is_required(request.scope),
        "second_factor_on": settings.SECOND_FACTOR,
        "codes_left": StaticToken.objects.filter(device__user=account.pk).count(),
    }
    return render(request, "people/own.html", context)


@signed_in
def codes(request: HttpRequest) -> HttpResponse:
    """Ten new one-time codes in place of the old ones."""
    account = request.scope.account
    if not has_second_factor(account):
        return redirect("people:second-factor")
    if not recent.is_given(request):
        return recent.ask(reverse("people:codes"))
    if request.method == "POST":
        made = actions.make_new_codes(by=account)
        return render(request, "people/codes.html", {"codes": made, "next": reverse("people:own")})
    left = StaticToken.objects.filter(device__user=account.pk).count()
    return render(request, "people/new_codes.html", {"left": left})


def _saved(request: HttpRequest, account: Account) -> HttpResponse:
    with override(account.language):
        messages.success(request, _("Saved."))
        answer = redirect("people:own")
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, account.language, samesite="Lax", secure=settings.SECURE)
    return answer


def _stored(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "email": account.email,
        "language": account.language,
        "version": account.version,
    }

"""Accounts and roles that an administrator keeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from esep_site.editing import Conflict, conflict_page, whole_number
from esep_site.people import actions, recent
from esep_site.people.forms import AccountForm, EndForm, OpenForm, RoleForm
from esep_site.people.models import Account, RoleHolding
from esep_site.people.permissions import allowed
from esep_site.people.queries import kept, listed, roles_of, roles_today
from esep_site.people.roles import SENTENCES, Permission, Role
from esep_site.people.second_factor import has_second_factor

AT_ONCE = 50


@allowed(Permission.MANAGE_ACCOUNTS)
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody whom the administrator keeps, with the roles of today.

    Who is searched is sent in the body, and stands in no address.
    """
    search = request.POST.get("q", "")[:100].replace("\0", "")
    page = Paginator(listed(request.scope, search), AT_ONCE).get_page(request.POST.get("page"))
    held = roles_today(list(page.object_list))
    rows = [(account, held[account.pk]) for account in page.object_list]
    return render(request, "people/accounts.html", {"page": page, "rows": rows, "search": search})


@allowed(Permission.MANAGE_ACCOUNTS)
def open_account(request: HttpRequest) -> HttpResponse:
    """A new account; its one-time password is shown once."""
    form = OpenForm(request.scope, request.POST or None, initial={"language": "kk"})
    if form.is_valid():
        password = actions.one_time_password()
        account = actions.open_account(by=request.scope.account, password=password, **form.cleaned_data)
        return _shown_once(request, account, password)
    return render(request, "people/open_account.html", {"form": form})


def _of_account(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a page about one account: one that the administrator keeps, else it does not exist."""

    @allowed(Permission.MANAGE_ACCOUNTS)
    @wraps(page)
    def found(request: HttpRequest, account: int, **named: Any) -> HttpResponse:
        return page(request, get_object_or_404(kept(request.scope), pk=account), **named)

    return found


@_of_account
def account(request: HttpRequest, account: Account) -> HttpResponse:
    """One account: its roles, and what can be done."""
    context = {
        "account": account,
        "roles": roles_of(account),
        "sentences": [SENTENCES[Role(held.role)] for held in account.holdings_on()],
        "second_factor": has_second_factor(account),
        "own": account.pk == request.scope.account.pk,
    }
    return render(request, "people/account.html", context)


@_of_account
def change_account(request: HttpRequest, account: Account) -> HttpResponse:
    """Name, e-mail, place of work, language."""
    form = AccountForm(request.scope, request.POST or None, initial=_stored(account))
    if form.is_valid():
        try:
            actions.change_account(by=request.scope.account, account=account, **form.cleaned_data)
        except Conflict as conflict:
            now = _stored(Account.objects.get(pk=account.pk))
            return conflict_page(request, form, conflict, now, _address(account))
        messages.success(request, _("Saved."))
        return redirect(_address(account))
    return render(request, "people/change_account.html", {"account": account, "form": form})


@_of_account
def give_role(request: HttpRequest, account: Account) -> HttpResponse:
    """A role for a place and a period."""
    if account.pk == request.scope.account.pk:
        raise PermissionDenied
    initial = {"place": account.place}
    form = RoleForm(request.scope, request.POST or None, initial=initial)
    if form.is_valid():
        values = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        try:
            actions.give_role(by=request.scope.account, to=account, **values)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The role is given."))
            return redirect(_address(account))
    roles = [(role.label, SENTENCES[role]) for role in Role]
    return render(request, "people/give_role.html", {"account": account, "form": form, "roles": roles})


@_of_account
def end_role(request: HttpRequest, account: Account, holding: int) -> HttpResponse:
    """The last day of a role."""
    held = get_object_or_404(RoleHolding, pk=holding, account=account)
    if account.pk == request.scope.account.pk:
        raise PermissionDenied
    form = EndForm(request.POST or None, initial={"version": held.version})
    if form.is_valid():
        try:
            actions.end_role(by=request.scope.account, holding=held, **form.cleaned_data)
        except Conflict as conflict:
            stored = {"last_day": conflict.now.valid_to, "reason": conflict.now.reason}  # type: ignore[attr-defined]
            return conflict_page(request, form, conflict, stored, _address(account))
        messages.success(request, _("The end of the role is set."))
        return redirect(_address(account))
    return render(request, "people/end_role.html", {"account": account, "held": held, "form": form})


@_of_account
def block(request: HttpRequest, account: Account) -> HttpResponse:
    """Block the account, or let it sign in again."""
    if request.method != "POST":
        return redirect(_address(account))
    blocked = request.POST.get("blocked") == "1"
    try:
        actions.block(
            by=request.scope.account,
            account=account,
            version=whole_number(request.POST.get("version", "")) or 0,
            blocked=blocked,
        )
    except Conflict:
        messages.error(request, _("Somebody else changed the account in between. Look at it, and try again."))
    else:
        messages.success(request, _("The account is blocked.") if blocked else _("The account is unblocked."))
    return redirect(_address(account))


@_of_account
@require_POST
def new_password(request: HttpRequest, account: Account) -> HttpResponse:
    """A one-time password for somebody who forgot the own."""
    return _shown_once(request, account, actions.give_new_password(by=request.scope.account, account=account))


@_of_account
@require_POST
def reset_second_factor(request: HttpRequest, account: Account) -> HttpResponse:
    """The telephone was lost: a new one is set up at the next signing in."""
    if not recent.is_given(request):
        return recent.ask(_address(account))
    actions.reset_second_factor(by=request.scope.account, account=account)
    messages.success(request, _("The second factor is reset. A new one is set up at the next signing in."))
    return redirect(_address(account))


def _shown_once(request: HttpRequest, account: Account, password: str) -> HttpResponse:
    return render(request, "people/one_time_password.html", {"account": account, "password": password})


def _address(account: Account) -> str:
    return reverse("people:account", args=[account.pk])


def _stored(account: Account) -> dict[str, object]:
    names = ("name", "email", "place", "language", "version")
    return {name: getattr(account, name) for name in names}

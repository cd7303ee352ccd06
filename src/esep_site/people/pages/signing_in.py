"""Signing in: password, second factor, compulsory new password; and out."""

from __future__ import annotations

import datetime
from base64 import b32encode
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp import login as accept_device
from django_otp import verify_token

from esep_site.people import actions, recent
from esep_site.people.addresses import client_address
from esep_site.people.audit import record
from esep_site.people.forms import CodeForm, ConfirmForm, PasswordForm, SignInForm
from esep_site.people.models import Account, EncryptedCodes, EncryptedDevice
from esep_site.people.permissions import arriving, public
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope, scope_of
from esep_site.people.second_factor import has_second_factor, is_required


def landing(scope: Scope) -> str:
    """The first page of somebody who is signed in: the one that the roles are for."""
    if scope.may(Permission.SEE_COUNTS):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    return resolve_url("people:accounts" if scope.may(Permission.MANAGE_ACCOUNTS) else "people:own")


@public
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form for login and password."""
    if request.arriving and request.method == "GET":
        return redirect(_next(request, request.arriving))
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.get_user()
        login(request, account)
        request.session.set_expiry(timezone.now() + datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE))
        recent.given(request)
        _record(request, "signed in", account, account)
        answer = redirect(_next(request, account))
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, account.language, samesite="Lax", secure=settings.SECURE
        )
        return answer
    if request.method == "POST":
        _record_failure(request, form.cleaned_data.get("username", ""))
    return render(
        request,
        "people/sign_in.html",
        {"form": form, "next": _wanted(request), "second_factor": settings.SECOND_FACTOR},
    )


@require_POST
def _sign_out(request: HttpRequest) -> HttpResponse:
    record("signed out", by=request.arriving, subject=f"account {request.arriving.pk}")
    logout(request)
    answer = redirect(settings.LOGOUT_REDIRECT_URL)
    answer["Clear-Site-Data"] = '"storage"'  # what the browser keeps of inspections that were not sent
    return answer


sign_out = arriving(_sign_out)


def locked_out(request: HttpRequest, *_arguments: Any, **_named: Any) -> HttpResponse:
    """After too many failures: what happened and what to do."""
    minutes = round(60 * settings.AXES_COOLOFF_TIME)
    context = {"failures": settings.AXES_FAILURE_LIMIT, "minutes": minutes}
    return render(request, "people/locked_out.html", context, status=429)


@arriving
@sensitive_post_parameters("old", "new", "again")
def password(request: HttpRequest) -> HttpResponse:
    """Another password; compulsory in place of one that an administrator gave."""
    if request.step == "people:code":
        return redirect(request.step)
    account = Account.objects.get(pk=request.arriving.pk)
    form = PasswordForm(account, request.POST or None)
    if form.is_valid():
        actions.change_own_password(by=account, password=form.cleaned_data["new"])
        update_session_auth_hash(request, account)
        recent.given(request)
        return redirect(_next(request, account))
    context = {"form": form, "next": _wanted(request), "compulsory": account.must_change_password}
    return render(request, "people/password.html", context)


@arriving
@sensitive_post_parameters("password")
def confirm(request: HttpRequest) -> HttpResponse:
    """The password once more, before the account is opened to another device."""
    account = request.arriving
    if request.step == "people:code":
        return redirect(request.step)
    form = ConfirmForm(request, request.POST or None)
    if form.is_valid():
        recent.given(request)
        _record(request, "password confirmed", account, account)
        return redirect(_wanted(request) or "people:own")
    if request.method == "POST":
        _record(request, "password refused", account, account)
    return render(request, "people/confirm.html", {"form": form, "next": _wanted(request)})


@arriving
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """The code of the second factor, after the password."""
    account = request.arriving
    if request.user.is_verified() or not has_second_factor(account):
        return redirect(_next(request, account))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        device = _accepted(account, form.cleaned_data["code"])
        _record(request, "code accepted" if device else "code refused", account, account)
        if device:
            request.session.cycle_key()
            accept_device(request, device)
            return redirect(_next(request, account))
        form.add_error("code", _why_refused(account))
    return render(request, "people/code.html", {"form": form, "next": _wanted(request)})


@arriving
@sensitive_post_parameters("code")
def second_factor(request: HttpRequest) -> HttpResponse:
    """A new device: the QR code, and the first code as proof that it was read; after the password."""
    account = request.arriving
    if request.step == "people:code":
        return redirect(request.step)
    if not recent.is_given(request):
        return recent.ask(request.get_full_path())
    device = actions.begin_second_factor(by=account)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if verify_token(account, device.persistent_id, form.cleaned_data["code"]):
            device.refresh_from_db()
            codes = actions.confirm_second_factor(by=account, device=device)
            request.session.cycle_key()
            accept_device(request, device)
            return render(request, "people/codes.html", {"codes": codes, "next": _next(request, account)})
        form.add_error("code", _why_refused(account, device))
    context = {
        "form": form,
        "next": _wanted(request),
        "compulsory": is_required(scope_of(account)),
        "address": device.config_url,
        "key": " ".join(_in_fours(b32encode(device.bin_key).decode())),
        "picture": _picture(device.config_url),
    }
    return render(request, "people/second_factor.html", context)


def _accepted(account: Account, typed: str) -> EncryptedDevice | EncryptedCodes | None:
    kind = EncryptedDevice if typed.isdigit() and len(typed) == 6 else EncryptedCodes
    device = kind.objects.filter(user=account.pk, confirmed=True).first()
    if device is None or not getattr(device, "is_readable", True):
        return None
    return verify_token(account, device.persistent_id, typed)


def _why_refused(account: Account, device: EncryptedDevice | None = None) -> str:
    """The code is wrong, comes too soon after a wrong one, or cannot be held against anything."""
    device = device or EncryptedDevice.objects.filter(user=account.pk, confirmed=True).first()
    if device and not device.is_readable:
        return _(
            "Codes of your telephone cannot be checked: the site was started with another secret key. "
            "Turn to your administrator."
        )
    if device:
        device.refresh_from_db()
        allowed, why = device.verify_is_allowed()
        if not allowed and why and "locked_until" in why and device.throttling_failure_count > 2:
            seconds = max(1, round((why["locked_until"] - timezone.now()).total_seconds()))
            return _("The code was wrong. Wait %(seconds)s seconds before the next try.") % {
                "seconds": seconds
            }
    return _(
        "The code is wrong or was used before. Wait for the next one, and look at your telephone's clock."
    )


def _picture(address: str) -> str:
    """The QR code as SVG, without styles of its own."""
    picture = segno.make(address, error="m").svg_inline(
        scale=5, border=4, svgclass="qr", lineclass=None, light="#fff", dark="#000", title=_("QR code")
    )
    return mark_safe(picture)


def _in_fours(text: str) -> list[str]:
    return [text[at : at + 4] for at in range(0, len(text), 4)]


def _wanted(request: HttpRequest) -> str:
    """The address that was asked before signing in, if it is one of this site."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    fine = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if fine else ""


def _next(request: HttpRequest, account: Account) -> str:
    return _wanted(request) or landing(scope_of(account))


def _record_failure(request: HttpRequest, typed: str) -> None:
    """Without what was typed: a password may stand where the login belongs."""
    account = Account.objects.filter(login=typed).first()
    locked = getattr(request, "axes_locked_out", False)
    _record(request, "locked out" if locked else "sign-in failed", None, account)


def _record(request: HttpRequest, action: str, by: Account | None, about: Account | None) -> None:
    record(
        action,
        by=by,
        subject=f"account {about.pk}" if about else "",
        details={"address": client_address(request)},
    )

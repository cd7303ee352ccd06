"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from esep_site.people.permissions import public, signed_in


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form for login and password."""
    page = views.LoginView.as_view(
        template_name="people/sign_in.html",
        authentication_form=AuthenticationForm,
        redirect_authenticated_user=True,
    )
    return page(request)


@signed_in
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    return views.LogoutView.as_view()(request)


def locked_out(request: HttpRequest, *_arguments: Any, **_named: Any) -> HttpResponse:
    """After too many failures: what happened and when to try again."""
    return render(request, "people/locked_out.html", status=429)

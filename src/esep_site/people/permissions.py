"""Each address says who may open it. One that says nothing is refused, and a test fails."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from esep_site.people.roles import Permission

Page = Callable[..., HttpResponseBase]

RULE = "esep_rule"
"""The attribute of a page that holds its rule: a permission, PUBLIC, ARRIVING or SIGNED_IN."""
PUBLIC = "public"
ARRIVING = "arriving"
SIGNED_IN = "signed in"
Rule = Permission | str
TAKES_FILES = "esep_takes_files"
"""The attribute of a page to which larger bodies may be sent by those whom its rule lets in."""
DATABASE = "esep_database"
"""The attribute of a page that says how it asks the database when nobody is signed in: OWNER or NOTHING."""
OWNER, NOTHING = "owner", "nothing"


def public(page: Page) -> Page:
    """Anybody may open it; nothing of families may be on it."""
    setattr(page, RULE, PUBLIC)
    return page


def arriving(page: Page) -> Page:
    """Whose password was right may open it, also before the other steps of signing in are done."""

    @wraps(page)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not request.arriving:
            return _to_sign_in(request)
        return page(request, *arguments, **named)

    setattr(guarded, RULE, ARRIVING)
    return guarded


def signed_in(page: Page) -> Page:
    """Everybody with an account may open it."""
    return _guarded(page, SIGNED_IN, lambda _request, **_named: True)


def allowed(permission: Permission) -> Callable[[Page], Page]:
    """Who has the permission somewhere may open it; where the address names a place, for that place.

    The place is the keyword argument ``place`` of the page. A page about a family asks the row itself
    (the database shows no row outside the scope).
    """

    def decorate(page: Page) -> Page:
        return _guarded(
            page, permission, lambda request, **named: request.scope.may(permission, named.get("place"))
        )

    return decorate


def takes_files(page: Page) -> Page:
    """Extracts of registers are sent to it; elsewhere a large body is refused before it is read."""
    setattr(page, TAKES_FILES, True)
    return page


def asks_as_owner(page: Page) -> Page:
    """A public page that must answer before the database has the role of the pages."""
    setattr(page, DATABASE, OWNER)
    return page


def asks_nothing(page: Page) -> Page:
    """A public page that works without the database, and is refused it."""
    setattr(page, DATABASE, NOTHING)
    return page


def rule_of(page: Page) -> Rule | None:
    """The rule of a page, None where it has none."""
    return getattr(page, RULE, None)


def _guarded(page: Page, rule: Rule, may: Callable[..., bool]) -> Page:
    @wraps(page)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not request.scope.account:
            return _to_sign_in(request)
        if not may(request, **named):
            raise PermissionDenied
        return page(request, *arguments, **named)

    setattr(guarded, RULE, rule)
    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the step of signing in that comes next, and from there back to this address."""
    back = request.get_full_path() if request.method == "GET" else ""
    answer = redirect_to_login(back, login_url=request.step or None)
    return HttpResponseClientRedirect(answer.url) if request.headers.get("HX-Request") else answer

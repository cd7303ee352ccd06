"""Around every request: the language of the library's sentences, the scope, the audit log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.conf import settings
from django.db import connection, transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from esep.messages import Language, speaking
from esep_site.people import audit
from esep_site.people.addresses import client_address
from esep_site.people.keys import narrowed, opened_by
from esep_site.people.permissions import (
    DATABASE,
    NOTHING,
    OWNER,
    TAKES_FILES,
    Page,
    rule_of,
)
from esep_site.people.rates import caller_of_address, wait
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope, enforced, scope_of
from esep_site.people.second_factor import next_step
from esep_site.problems import API, TITLES, problem

Handler = Callable[[HttpRequest], HttpResponse]


def speaking_middleware(answer: Handler) -> Handler:
    """What the library says is in the language of the page."""

    def handle(request: HttpRequest) -> HttpResponse:
        with speaking(cast(Language, (get_language() or "kk")[:2])):
            return answer(request)

    return handle


def key_middleware(answer: Handler) -> Handler:
    """Below the address of the API: who the key stands for, and how often may be asked.

    ``request.key`` is the key, None without one. A key that opens nothing is refused at once; with a key no
    session counts.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        request.key = None
        if not request.path_info.startswith(API):
            return answer(request)
        scheme, _space, sent = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            request.key = opened_by(sent.strip())
            if request.key is None:
                address = caller_of_address(client_address(request))
                if wait(address, settings.API_REQUESTS_A_MINUTE["address"]):
                    return problem(429, _("Wait until the next minute."))
                return problem(401, _("This key is not known, has ended, or its account may not sign in."))
            request.user = request.key.account
        seconds = wait(*_caller(request))
        if seconds:
            return problem(429, _("Wait until the next minute."), headers={"Retry-After": str(seconds)})
        return answer(request)

    return handle


def _caller(request: HttpRequest) -> tuple[str, int]:
    rates = settings.API_REQUESTS_A_MINUTE
    if request.key:
        return f"key:{request.key.pk}", rates["key"]
    if request.user.is_authenticated:
        return f"account:{request.user.pk}", rates["account"]
    return caller_of_address(client_address(request)), rates["address"]


def scope_middleware(answer: Handler) -> Handler:
    """One transaction per request, within what the person may see; what was done is recorded at its end.

    Nobody's scope is empty, so a public page sees no family either; one that asks nothing of the database
    gets no transaction and no database. A page that fails leaves nothing behind, neither rows nor records of
    what was not done. Who has given the password but not yet the second factor has no scope:
    ``request.arriving`` is the account, ``request.step`` the address of the step that is missing.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        account = request.user if request.user.is_authenticated else None
        scope = scope_of(account) if account else Scope()
        key = getattr(request, "key", None)
        request.arriving = account
        request.step = next_step(request.user, scope) if account and not key else ""
        scope = narrowed(scope, key.permissions) if key else scope
        request.scope = Scope() if request.step else scope
        page = _page(request)
        if _is_too_large(request, page):
            return HttpResponse(str(TITLES[413]), status=413, content_type="text/plain; charset=utf-8")
        asks = getattr(page, DATABASE, "") if account is None else ""
        if asks == OWNER:
            return answer(request)
        if asks == NOTHING:
            with _without_database():
                return answer(request)
        with enforced(request.scope), audit.recording() as events:
            response = answer(request)
            if response.streaming and not isinstance(response, FileResponse):
                raise RuntimeError("A stream is read after the transaction, as the owner of the tables.")
            if response.status_code >= 500:
                transaction.set_rollback(True)
                events.clear()
            elif response.status_code == 403 and account:
                _record_refusal(request)
            return response

    return handle


def _record_refusal(request: HttpRequest) -> None:
    match = request.resolver_match
    audit.record(
        "refused",
        by=request.arriving,
        subject=match.view_name[:120] if match else "",
        place=str(match.kwargs.get("place", ""))[:9] if match else "",
    )


def _page(request: HttpRequest) -> Page | None:
    try:
        return resolve(request.path_info).func
    except Resolver404:
        return None


def _is_too_large(request: HttpRequest, page: Page | None) -> bool:
    """Told by the length, before anything of the body is read: else a stranger could fill the disk."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if length.isdecimal() and len(length) < 15 and int(length) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return False
    rule = rule_of(page) if page and getattr(page, TAKES_FILES, False) else None
    return not (isinstance(rule, Permission) and request.scope.may(rule))


@contextmanager
def _without_database() -> Iterator[None]:
    def refuse(*_arguments: Any) -> Any:
        raise RuntimeError("A page that asks nothing of the database asked it.")

    with connection.execute_wrapper(refuse):
        yield

"""Errors of the API as problem details (RFC 9457), in the language of the caller."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

API = "/api/"
PROBLEM = "application/problem+json"
JSON = "application/json"

TITLES: Mapping[int, object] = {
    400: _("The request cannot be read."),
    401: _("Sign in, or send a valid key."),
    403: _("You may not do this."),
    404: _("There is no such thing here."),
    405: _("This address does not know this method."),
    406: _("Answers are in JSON only."),
    409: _("Somebody else was quicker."),
    413: _("The request is too large."),
    415: _("Send JSON."),
    422: _("Something in the request is missing or wrong."),
    429: _("Too many requests in a minute."),
    500: _("The server failed."),
    503: _("The service is not ready."),
}
"""What each status says; ``detail`` may say more."""

Handler = Callable[[HttpRequest], HttpResponse]


def problem(
    status: int,
    detail: object = "",
    faults: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """One problem; ``faults`` lists what is wrong where (a JSON pointer and a sentence)."""
    title = str(TITLES.get(status, TITLES[500 if status >= 500 else 400]))
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": str(detail) or title,
    }
    if faults:
        told["faults"] = list(faults)
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), content_type=PROBLEM, status=status)
    for name, value in (headers or {}).items():
        answer[name] = value
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="esep"'
    return answer


def problem_middleware(answer: Handler) -> Handler:
    """Whatever goes wrong below the address of the API is answered as a problem, never as a page."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(API):
            return answer(request)
        if request.get_preferred_type([JSON, PROBLEM]) is None:
            return problem(406)
        if _has_other_body(request):
            return problem(415)
        response = answer(request)
        if response.status_code >= 400 and not response.get("Content-Type", "").startswith(PROBLEM):
            kept = {name: response[name] for name in ("Allow", "Retry-After") if name in response}
            return problem(response.status_code, headers=kept)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    return handle


def _has_other_body(request: HttpRequest) -> bool:
    if request.method not in ("POST", "PUT", "PATCH"):
        return False
    return bool(request.content_type or request.META.get("CONTENT_LENGTH") not in (None, "", "0")) and (
        request.content_type != JSON
    )

"""A line of the log for each request: what was asked of which page, by whom, and how long it took.

The page is told by the name of its route. Addresses, query strings, bodies, names and the addresses of
devices never stand in the log: a search for a name is part of an address, and a log is read by more people
than a family's card.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from secrets import token_hex

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("esep_site.request")

UNASKED = "accelerometer camera display-capture geolocation gyroscope microphone midi payment usb"
POLICY = ", ".join(f"{feature}=()" for feature in UNASKED.split())
"""What no page of the site asks of the browser."""


def request_log(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The outermost middleware: number of the request, its line, and headers that every answer carries."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(settings.STATIC_URL):
            return answer(request)
        number, began = token_hex(8), time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=number)
        response = answer(request)
        log.info(
            "request",
            method=request.method if request.method in KNOWN_METHODS else "?",
            route=route_of(request),
            status=response.status_code,
            ms=round(1000 * (time.perf_counter() - began), 1),
            account=getattr(getattr(request, "arriving", None), "pk", None),
        )
        return _with_headers(request, response, number)

    return handle


KNOWN_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def route_of(request: HttpRequest) -> str:
    """The name of the page, without the values in its address; "" where no page has the address."""
    match = getattr(request, "resolver_match", None)
    return (match.view_name or match.route) if match else ""


def _with_headers(request: HttpRequest, response: HttpResponse, number: str) -> HttpResponse:
    response["X-Request-Id"] = number
    response.setdefault("Permissions-Policy", POLICY)
    response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if getattr(request, "arriving", None):  # nothing of what somebody saw stays in the browser
        response.setdefault("Cache-Control", "no-store")
    return response

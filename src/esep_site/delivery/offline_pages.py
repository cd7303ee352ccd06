"""What a browser needs to open the page of an inspection without a connection; nothing in it is anybody's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from esep_site.people.permissions import asks_nothing, public

WORKER = Path(__file__).parents[1] / "static" / "esep" / "worker.js"


@cache
def _script() -> bytes:
    return WORKER.read_bytes()


@public
@asks_nothing
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers in place of the network; a browser takes it only from the root of its pages."""
    del request
    return HttpResponse(_script(), content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@public
@asks_nothing
def offline(request: HttpRequest) -> HttpResponse:
    """There is no connection: which inspections this browser keeps, listed by its own script."""
    return render(request, "delivery/offline.html")

"""What a person is told when a page cannot be shown; the pages of 403, 404 and 500 are templates alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent without its token: it stood open too long, or comes from another site."""
    return render(request, "expired.html", status=403)

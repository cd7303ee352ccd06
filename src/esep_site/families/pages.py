"""Pages of the family map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission


@allowed(Permission.SEE_COUNTS)
def overview(request: HttpRequest) -> HttpResponse:
    """The region at a glance."""
    return render(request, "families/overview.html")

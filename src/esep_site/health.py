"""Addresses that a watcher asks, and the front door."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from esep_site.people.permissions import public


@public
def health(request: HttpRequest) -> JsonResponse:
    """The program runs."""
    return JsonResponse({"status": "alive"})


@public
def ready(request: HttpRequest) -> JsonResponse:
    """The program can work: its database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ready"})


@public
def front(request: HttpRequest) -> HttpResponse:
    """The door for everybody; who is signed in goes to the family map."""
    if request.scope.account:
        return redirect("families:overview")
    return render(request, "front.html")

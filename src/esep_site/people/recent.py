"""Some things ask for the password once more, unless it was given a moment ago.

Who finds a session open must not be able to make it the own: to set up a device, make one-time codes, or
take somebody's device away.
"""

from __future__ import annotations

import time
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

GIVEN = "password given"
LASTS = 10 * 60
"""Seconds for which a password that was given stands."""


def given(request: HttpRequest) -> None:
    """The right password was typed in this session just now."""
    request.session[GIVEN] = int(time.time())


def is_given(request: HttpRequest) -> bool:
    """Whether the password was typed in this session a moment ago."""
    return bool(time.time() - request.session.get(GIVEN, 0) < LASTS)


def ask(back: str) -> HttpResponse:
    """To the page that asks for the password, and from there to the address ``back``."""
    return redirect(f"{reverse('people:confirm')}?{urlencode({'next': back})}")

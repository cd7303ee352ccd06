"""From which address a request comes, also behind proxies."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the browser: what the outermost of our own proxies (ESEP_PROXIES of them) saw.

    What stands further left in X-Forwarded-For anybody can write, so it is not believed.
    """
    if settings.PROXIES:
        seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if len(seen) >= settings.PROXIES and seen[-settings.PROXIES]:
            return str(seen[-settings.PROXIES])[:45]
    return str(request.META.get("REMOTE_ADDR", ""))


def typed_login(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The login as failures are counted by: in small letters, so that «Aida» and «aida» are one."""
    typed = (credentials or {}).get("username") or (request.POST.get("username", "") if request else "")
    return str(typed).strip().lower()[:255]

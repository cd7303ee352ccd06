"""What every template knows of the person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from esep_site.people.roles import Permission
from esep_site.people.scope import Scope


def scope(request: HttpRequest) -> dict[str, Any]:
    """``scope``: what the person may do; ``may``: which permissions are held somewhere."""
    held: Scope = getattr(request, "scope", Scope())
    return {"scope": held, "may": {each.name.lower(): held.may(each) for each in Permission}}

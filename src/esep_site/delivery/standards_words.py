"""How the standards write what every file of theirs has: moments, days, tenge, bodies."""

from __future__ import annotations

import datetime
from typing import Any

from esep_site.bodies.models import Body
from esep_site.delivery.standards_ledger import CURRENCY, name_of


def organisation(body: Body, language: str) -> dict[str, Any]:
    """A body with its business identification number, where it has one."""
    number = body.number
    identifier = {"scheme": "KZ-BIN", "id": number, "legalName": name_of(body, language)} if number else None
    return full({"id": body.code, "name": name_of(body, language), "identifier": identifier})


def reference(body: Body, language: str) -> dict[str, Any]:
    """A body as the standards refer to it."""
    return {"id": body.code, "name": name_of(body, language)}


def value(amount: int) -> dict[str, Any]:
    """Whole tenge."""
    return {"amount": amount, "currency": CURRENCY}


def day(found: datetime.date | None) -> str | None:
    """A day as a moment, as the standards want it."""
    return f"{found.isoformat()}T00:00:00Z" if found else None


def moment(at: datetime.datetime) -> str:
    """A moment of universal time, whole seconds."""
    return f"{at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"


def full(told: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known: the standards forbid empty values."""
    return {name: each for name, each in told.items() if each not in (None, "", [], {})}

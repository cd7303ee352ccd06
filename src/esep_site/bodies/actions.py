"""What is done with the register of bodies: each in one transaction, permitted, and recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from esep.places import places
from esep_site.bodies.models import Body
from esep_site.editing import write
from esep_site.people.audit import record
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of


@transaction.atomic
def enter_body(*, by: Account | None, **values: Any) -> Body:
    """A new body; ``by`` None is the installation itself. ValidationError names the fields at fault."""
    body = Body(**values)
    _check(by, body.place)
    _check_place(body)
    body.full_clean()
    body.save()
    record("body entered", by=by, subject=subject(body), place=body.place, details={"code": body.code})
    return body


@transaction.atomic
def change_body(*, by: Account, body: Body, version: int, **values: Any) -> None:
    """Other values of a body; Conflict when somebody else was quicker. The code stays for ever."""
    _check(by, body.place)
    values.pop("code", None)
    for name, value in values.items():
        setattr(body, name, value)
    _check(by, body.place)
    _check_place(body)
    body.full_clean()
    write(body, version, **values)
    record("body changed", by=by, subject=subject(body), place=body.place, details={"code": body.code})


@transaction.atomic
def enter_bodies(*, by: Account | None, rows: Iterable[Mapping[str, Any]]) -> dict[str, Body]:
    """Many bodies at once, by their codes; those that the register has already stay as they are.

    ``parent`` of a row is the code of a body of the register or of a row before it.
    """
    rows = list(rows)
    known = {body.code: body for body in Body.objects.filter(code__in=[row["code"] for row in rows])}
    parents = {str(row["parent"]) for row in rows if row.get("parent")} - known.keys()
    known |= {body.code: body for body in Body.objects.filter(code__in=parents)}
    may = scope_of(by) if by else None
    for row in rows:
        if row["code"] in known:
            continue
        above = row.get("parent")
        body = Body(**{**row, "parent": known[str(above)] if above else None})
        if may and not may.may(Permission.KEEP_BODIES, body.place):
            raise PermissionDenied
        _check_place(body)
        body.clean_fields()
        body.save(force_insert=True)
        known[body.code] = body
        record("body entered", by=by, subject=subject(body), place=body.place, details={"code": body.code})
    return known


def subject(body: Body) -> str:
    """How the audit log names a body."""
    return f"body {body.pk}"


def _check(by: Account | None, place: str) -> None:
    if by is not None and not scope_of(by).may(Permission.KEEP_BODIES, place):
        raise PermissionDenied


def _check_place(body: Body) -> None:
    if body.place not in places():
        raise ValidationError({"place": _("The classifier has no place with this code.")})

"""What is done with lists of families: kept by name, taken out as files. Each is permitted and recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from esep_site.editing import write
from esep_site.families.list_queries import Filters
from esep_site.families.models import LoadedSnapshot, SavedView
from esep_site.people.audit import record
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of

Query = Mapping[str, Sequence[str]]
MOST_VIEWS = 100


@transaction.atomic
def save_view(*, by: Account, name: str, place: str, query: Query) -> SavedView:
    """Keep a list with its filters and order under a name of one's own.

    Only the question is kept: who opens it sees what the roles of that day allow.
    """
    _check(by, Permission.SEE_FAMILIES, place)
    _check_name(by, name)
    if SavedView.objects.filter(account=by).count() >= MOST_VIEWS:
        raise ValidationError(_("You have a hundred lists. Delete one first."))
    view = SavedView.objects.create(
        account=by, name=name, place=place, query={key: list(values) for key, values in query.items()}
    )
    record("list saved", by=by, subject=f"list {view.pk}", place=place)
    return view


@transaction.atomic
def rename_view(*, by: Account, view: SavedView, version: int, name: str) -> None:
    """Another name; Conflict when it was renamed elsewhere meanwhile."""
    _check_owner(by, view)
    _check_name(by, name, but=view.pk)
    write(view, version, name=name)
    record("list renamed", by=by, subject=f"list {view.pk}", place=view.place)


@transaction.atomic
def delete_view(*, by: Account, view: SavedView) -> None:
    """Keep it no longer."""
    _check_owner(by, view)
    record("list deleted", by=by, subject=f"list {view.pk}", place=view.place)
    view.delete()


def record_search(*, by: Account, snapshot: LoadedSnapshot, place: str, filters: Filters, found: int) -> None:
    """Somebody looked for families by name or card number; neither stands in the log."""
    _check(by, Permission.SEE_FAMILIES, place)
    details = {"found": found, "filter": _asked(filters)}
    record("families searched", by=by, subject=f"snapshot {snapshot.pk}", place=place, details=details)


def record_listing(
    *, by: Account, snapshot: LoadedSnapshot, place: str, filters: Filters, shown: int, later: bool
) -> None:
    """Somebody was shown a page of a list with the names of heads: by which filters and how many.

    ``later``: it is not the first page.
    """
    _check(by, Permission.SEE_FAMILIES, place)
    details = {"shown": shown, "later": later, "filter": _asked(filters)}
    record("families listed", by=by, subject=f"snapshot {snapshot.pk}", place=place, details=details)


def record_export(
    *,
    by: Account,
    snapshot: LoadedSnapshot,
    place: str,
    filters: Filters,
    searched: bool,
    rows: int,
    form: str,
) -> None:
    """A list of families leaves as a file: by which filters, whether by name (not which), how many rows."""
    _check(by, Permission.EXPORT_FAMILIES, place)
    record(
        "families exported",
        by=by,
        subject=f"snapshot {snapshot.pk}",
        place=place,
        details={"rows": rows, "form": form, "filter": _asked(filters), "searched": searched},
    )


def _asked(filters: Filters) -> dict[str, object]:
    """The filters that ask for something."""
    nothing = asdict(Filters())
    return {name: value for name, value in asdict(filters).items() if value != nothing[name]}


def _check(by: Account, permission: Permission, place: str) -> None:
    if not scope_of(by).may(permission, place):
        raise PermissionDenied


def _check_owner(by: Account, view: SavedView) -> None:
    if view.account_id != by.pk:
        raise PermissionDenied


def _check_name(by: Account, name: str, but: int | None = None) -> None:
    if SavedView.objects.filter(account=by, name=name).exclude(pk=but).exists():
        raise ValidationError(_("You have a list of this name already. Choose another name."))

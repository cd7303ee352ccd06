"""Two people change one thing at once: the second is told, sees both, and loses nothing typed.

A model that people edit has ``version``. Its form carries the version that was read; an action writes with
:func:`write`, which raises :class:`Conflict` when somebody wrote in between; the page answers it with
:func:`conflict_page`, from which the person saves again, knowing what stands there now.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.forms import BaseForm, HiddenInput, IntegerField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.choices import flatten_choices
from django.utils.translation import gettext_lazy as _


class Conflict(Exception):
    """Somebody changed ``now`` (the row as it stands) after the person began to edit it."""

    def __init__(self, now: Model) -> None:
        super().__init__(type(now).__name__)
        self.now = now


def whole_number(sent: str) -> int | None:
    """A version or a number of a row that an address or a form carries; None where it can be none."""
    return int(sent) if sent.isdecimal() and len(sent) <= 18 else None


def version_field() -> IntegerField:
    """The hidden field ``version`` of a form that edits."""
    return IntegerField(widget=HiddenInput, min_value=1)


def write(row: Model, version: int, **values: Any) -> None:
    """Set fields of a row if its version is still ``version``; LookupError where the row is gone."""
    rows = row.__class__._default_manager.filter(pk=row.pk)
    if rows.filter(version=version).update(version=version + 1, **values):
        row.refresh_from_db()
        return
    now = rows.first()
    if now is None:
        raise LookupError(row.pk)
    raise Conflict(now)


def conflict_page(
    request: HttpRequest, form: BaseForm, conflict: Conflict, stored: dict[str, Any], back: str
) -> HttpResponse:
    """Both values beside one another, and the form as it was typed, ready to be saved over what stands.

    ``stored`` is what stands now by the names of the form's fields; ``back`` the address for who gives way.
    """
    form.data = form.data.copy()
    form.data["version"] = conflict.now.version  # type: ignore[attr-defined]
    rows = [
        {
            "label": field.label,
            "stored": _shown(field, stored[field.name]),
            "typed": _shown(field, field.value()),
        }
        for field in form.visible_fields()
        if field.name in stored
    ]
    for row in rows:
        row["differs"] = row["stored"] != row["typed"]
    return render(request, "conflict.html", {"form": form, "rows": rows, "back": back}, status=409)


def _shown(field: Any, value: Any) -> str:
    choices = {str(key): name for key, name in flatten_choices(getattr(field.field, "choices", ()))}
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    chosen = "" if value is None else str(value)
    if chosen in choices:
        return str(choices[chosen])
    shown = field.field.widget.format_value(field.field.prepare_value(value))
    return "" if shown is None else str(shown)

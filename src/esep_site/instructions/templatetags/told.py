"""Colours, terms and days of instructions as pages show them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import cast

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from esep.language import format_quantity
from esep.messages import Language
from esep_site.delivery.models import InspectionResult
from esep_site.instructions.across import Mark, words_of
from esep_site.instructions.indicators import name_of
from esep_site.instructions.ladder import days_late, days_left
from esep_site.instructions.models import Change, Instruction, today
from esep_site.instructions.states import FINISHED, State
from esep_site.instructions.terms import Kind
from esep_site.instructions.words import COLOURS, EVERY, TOLD, word
from esep_site.instructions.working import working_days
from esep_site.templatetags.shown import day, place

register = template.Library()


@register.filter
def colour(value: str | None) -> SafeString | str:
    """A colour with its word: nobody needs to see the colour to know it."""
    if not value:
        return "–"
    return format_html('<span class="light light-{}">{}</span>', value, word(COLOURS, str(value)))


@register.filter
def term(row: Instruction) -> str:
    """«by 15 December 2026», «every week, from …, to …», «until done»."""
    first, last = day(row.term_first), day(row.term_last)
    if row.term_kind == Kind.DAY:
        return _("by %(day)s") % {"day": last}
    if row.term_kind == Kind.PERIOD:
        return _("from %(first)s to %(last)s") % {"first": first, "last": last}
    if row.term_kind == Kind.UNTIL_DONE:
        return _("until done")
    every = word(EVERY, row.term_every)
    if row.term_last:
        return _("%(every)s, from %(first)s to %(last)s") % {"every": every, "first": first, "last": last}
    return _("%(every)s, from %(first)s") % {"every": every, "first": first}


@register.filter
def left(row: Instruction) -> str:
    """How many working days are left or have passed; nothing where no term runs."""
    if row.due is None or row.state in FINISHED or row.state == State.REPORT_SUBMITTED:
        return ""
    late = days_late(row.due, today(), working_days())
    if late:
        return lateness(late)
    days = max(days_left(row.due, today(), working_days()) or 0, 0)
    if days == 0:
        return _("due today") if row.due >= today() else _("due with the next working day")
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}


@register.filter
def lateness(days: int) -> str:
    """«3 working days late»."""
    return ngettext("%(days)s working day late", "%(days)s working days late", days) % {"days": days}


@register.filter
def brought_to(told: str) -> str:
    """Who a late instruction was brought to."""
    return word(list(TOLD.items()), told)


@register.filter
def said(mark: Mark) -> str:
    """What two tasks share, as a person says it: «12 km», «Sarysu district», «жол – дорога»."""
    if mark.kind == "figure":
        value, _space, unit = mark.value.partition(" ")
        return format_quantity(Decimal(value), unit or None, cast(Language, (get_language() or "kk")[:2]))
    if mark.kind == "day":
        every = dict(EVERY).get(mark.value)  # type: ignore[call-overload]
        return str(every or day(datetime.date.fromisoformat(mark.value)))
    if mark.kind == "place":
        return place(mark.value)
    if mark.kind in ("thing", "deed"):
        return " – ".join(words_of(mark))
    return _("the same project or record") if mark.kind == "record" else _("the same indicator")


@register.filter
def indicator(code: str) -> str:
    """The name of the indicator that an instruction serves."""
    return name_of(code)


@register.filter
def result(value: str) -> str:
    """The word for what an inspection found."""
    return word(InspectionResult.choices, value)


@register.filter
def short(value: datetime.date | None) -> str:
    """«15.12.2026»."""
    return "–" if value is None else value.strftime("%d.%m.%Y")


@register.filter
def written_day(value: str) -> str:
    """A day of a frozen pack, «2026-12-15» there."""
    return short(datetime.date.fromisoformat(value) if value else None)


@register.filter
def note(change: Change) -> str:
    """The remark of a line of the history; of an escalation who was told."""
    return word(list(TOLD.items()), change.note) if change.what == "escalate" else change.note


@register.filter
def unlocalized(value: float) -> str:
    """A coordinate of a picture, with a point in every language."""
    return f"{value:g}"

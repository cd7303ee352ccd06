"""The answer as a page shows it: every text made, so that the template only sets it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from html import escape
from typing import Any, cast

from babel.dates import format_skeleton
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from esep.engines.memory import Explained, standing_text, title_of, value_of
from esep.familymap.telling import refusal_lines
from esep.kazakhstan import Measure
from esep.language import format_number
from esep.language.dates import written_date
from esep.messages import Language
from esep.places import places
from esep.support import Help, months_asked
from esep.support.plain_reasons import account_of, first_step, why, why_not
from esep.support.self_check import NotDue, Payment, weak_footing
from esep_site.selfcheck.forms import ROLES

DEPTH = 3
"""So far down an answer is accounted for: right, what it follows from, what that follows from."""


def month_names(on: datetime.date, language: Language | None = None) -> list[str]:
    """The three months whose money is asked about, with their years."""
    spoken = language or page_language()
    return [format_skeleton("yMMMM", month, locale=spoken) for month in months_asked(on)]


def shown(found: Help, language: Language) -> dict[str, Any]:
    """The answer in texts."""
    place = places().get(found.household.place)
    region = place.region.names.in_language(language)
    name = place.names.in_language(language)
    months = month_names(found.on, language)
    return {
        "on": written_date(found.on, language),
        "place": name if name == region else f"{region}, {name}",
        "months": f"{months[0]} – {months[-1]}",
        "people": len(found.household.members),
        "monthly": _money(found.monthly, language),
        "once": _money(found.once, language) if found.once else "",
        "nothing": not found.due,
        "shrinks": found.shrinks,
        "due": [_payment(found, payment, language) for payment in found.due],
        "drawn": [_payment(found, payment, language) for payment in found.drawn],
        "after_birth": [_payment(found, payment, language) for payment in found.after_birth],
        "others": [
            {**_where(suggestion.measure, language), "whom": _whom(found, suggestion.person)}
            for suggestion in found.others
        ],
        "not_due": [_refused(found, refused, language) for refused in found.not_due],
        "assumed": [message.in_language(language) for message in found.assumed],
        "unsure": sorted(set(_unsure(found, language))),
    }


def _payment(found: Help, payment: Payment, language: Language) -> dict[str, Any]:
    return {
        **_where(payment.measure, language),
        "title": payment.explained.title.in_language(language),
        "whom": _whom(found, payment.person),
        "amount": _money(payment.amount, language),
        "once": payment.once,
        "reasons": why(found, payment, language),
        "step": first_step(payment, found, language),
        "until": written_date(payment.until, language) if payment.until else "",
        "quarter": payment.measure.cost.months == 3,
        "account": _account(payment.explained, language),
    }


def page_language() -> Language:
    """The language of the page or of the caller."""
    return cast(Language, (get_language() or "kk")[:2])


def conditions_of(refused: NotDue, language: Language) -> tuple[str, ...]:
    """The nearest changes that would turn a refusal, as sentences."""
    return refusal_lines(refused.refusal, language).conditions


def _refused(found: Help, refused: NotDue, language: Language) -> dict[str, Any]:
    person = refused.refusal.id if refused.refusal.entity == "person" else None
    return {
        "title": refused.refusal.title.in_language(language),
        "whom": _whom(found, person),
        "reasons": why_not(found, refused, language),
        "conditions": conditions_of(refused, language),
        "account": _account(refused.explained, language),
    }


def _where(measure: Measure, language: Language) -> dict[str, Any]:
    return {
        "name": measure.name.in_language(language),
        "needs": [need.in_language(language) for need in measure.needs],
        "provider": measure.provider.in_language(language),
    }


def _whom(found: Help, person: int | None) -> str:
    if person is None:
        return gettext("for the whole family")
    if person == 1:
        return gettext("for yourself")
    role = found.household.members[person - 1].role
    named = {word: str(name) for word, name in ROLES}[role]
    return gettext("person %(number)s: %(role)s") % {"number": person, "role": named[:1].lower() + named[1:]}


def _money(amount: int, language: Language) -> str:
    return f"{format_number(amount, language)}\u00a0₸"


def _account(explained: Explained, language: Language) -> SafeString:
    """How an answer was reckoned, as items of a list: a page has a hundred, and templates are slow."""
    lines = []
    for depth, told in account_of(explained, DEPTH):
        title, value = escape(title_of(told, language)), escape(value_of(told, language))
        footing = escape(standing_text(told.standing, language)) if told.standing else ""
        stands = f' <span class="quiet-text">{footing}</span>' if footing else ""
        lines.append(f'<li class="depth-{depth}">{title}: <strong>{value}</strong>{stands}</li>')
    return mark_safe("".join(lines))


def _unsure(found: Help, language: Language) -> Iterator[str]:
    for payment in found.due:
        for standing in weak_footing(payment.explained):
            yield standing_text(standing, language)

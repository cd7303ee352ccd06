"""Daily agendas leave as e-mail: one for each person who has something on it, once a day."""

from __future__ import annotations

import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from esep_site.instructions.agenda import agenda_of
from esep_site.instructions.models import Agenda, Seat
from esep_site.instructions.words import REASON_WORDS
from esep_site.instructions.working import working_days
from esep_site.people import audit
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import enforced, scope_of


def send(on: datetime.date) -> int:
    """Send the agendas of a working day; a day off, or a site without mail, sends nothing. How many left.

    Who has got one today gets no second one: the row of the agenda is written before the message leaves.
    """
    if not settings.SENDS_MAIL or not working_days().is_working(on):
        return 0
    people = Account.objects.filter(pk__in=Seat.objects.values("account"), is_active=True).exclude(email="")
    sent = 0
    for account in people.exclude(agenda__day=on).order_by("pk"):
        sent += _send_to(account, on)
    if sent:
        with transaction.atomic(), audit.recording():
            audit.record("agendas sent", by=None, details={"sent": sent, "day": str(on)})
    return sent


def message_for(account: Account, on: datetime.date) -> EmailMessage | None:
    """The message in the person's language; None where there is nothing to say."""
    scope = scope_of(account)
    if not scope.may(Permission.SEE_INSTRUCTIONS):
        return None
    with enforced(scope), override(account.language):
        agenda = agenda_of(account, scope, on)
        if not agenda.lines:
            return None
        parts = [(REASON_WORDS[reason], lines) for reason, lines in agenda.by_reason()]
        context = {"agenda": agenda, "parts": parts, "account": account, "site": settings.SITE_ADDRESS}
        return EmailMessage(
            subject=_("Your day: %(number)s instructions") % {"number": len(agenda.lines) + agenda.left_out},
            body=render_to_string("instructions/agenda.txt", context),
            to=[account.email],
        )


def _send_to(account: Account, on: datetime.date) -> bool:
    message = message_for(account, on)
    if message is None:
        return False
    with transaction.atomic():
        row, is_new = Agenda.objects.get_or_create(
            account=account, day=on, defaults={"lines": str(message.body).count("№")}
        )
    if not is_new:
        return False
    message.connection = get_connection()
    try:
        message.send()
    except (SMTPException, OSError):
        row.delete()  # the next run tries again
        return False
    Agenda.objects.filter(pk=row.pk).update(sent_at=timezone.now())
    return True

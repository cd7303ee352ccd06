"""Daily agendas leave as e-mail: one for each person who has something on it, once a day.

In the morning a row is written for everybody who gets a message; then the messages leave. Where the mail
server fails they wait, and are tried again until the evening. Nobody gets a message twice: before it is
handed over its row says so, and a message of which nobody knows whether it arrived is not sent again. The
page of the day shows the same in any case.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import suppress
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from esep_site.instructions.agenda import agenda_of
from esep_site.instructions.models import Agenda, MessageState, Seat
from esep_site.instructions.words import REASON_WORDS
from esep_site.instructions.working import working_days
from esep_site.people import audit
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import enforced, scope_of
from esep_site.site_clock import now

PERMANENT = 500
"""From this code on a mail server will refuse the message again."""
WAIT = datetime.timedelta(minutes=15)


def send(on: datetime.date) -> int:
    """Send what is to be sent of a working day; a day off, or a site without mail, sends nothing. How many
    left now: those that waited since the morning, too."""
    if not settings.SENDS_MAIL or not working_days().is_working(on):
        return 0
    if not Agenda.objects.filter(day=on).exists():
        _prepare(on)
    sent = sum(_leave(on))
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


def _prepare(on: datetime.date) -> None:
    """Write down who gets a message today, all at once: who has nothing in the morning gets none later."""
    people = Account.objects.filter(pk__in=Seat.objects.values("account"), is_active=True).exclude(email="")
    found = []
    for account in people.order_by("pk"):
        if message := message_for(account, on):
            lines = str(message.body).count("№")
            found.append(Agenda(account=account, day=on, lines=lines, next_try=now()))
    Agenda.objects.bulk_create(found, ignore_conflicts=True)


def _leave(on: datetime.date) -> Iterator[bool]:
    """Hand over what waits, one by one; whether each left. Ends where the server cannot be reached."""
    waiting = Agenda.objects.filter(day=on, state=MessageState.WAITING, next_try__lte=now())
    for row in waiting.select_related("account").order_by("pk"):
        message = message_for(row.account, on)
        if message is None:
            continue
        message.connection = get_connection()
        try:
            message.connection.open()
        except (SMTPException, OSError):
            return
        try:
            yield _hand_over(row, message)
        finally:
            with suppress(SMTPException, OSError):
                message.connection.close()


def _hand_over(row: Agenda, message: EmailMessage) -> bool:
    """Send a message unless another worker has it; it waits again where the server said that it took none.

    What happened to a message whose connection broke nobody knows: it stays as handed over.
    """
    rows = Agenda.objects.filter(pk=row.pk)
    claimed = {"state": MessageState.LEAVING, "tries": F("tries") + 1}
    if not rows.filter(state=MessageState.WAITING).update(**claimed):
        return False
    try:
        message.send()
    except (SMTPResponseException, SMTPRecipientsRefused) as refusal:
        if _is_for_ever(refusal):
            rows.update(state=MessageState.REFUSED)
        else:
            rows.update(state=MessageState.WAITING, next_try=now() + WAIT * (row.tries + 1))
        return False
    except (SMTPException, OSError):
        return False
    rows.update(state=MessageState.SENT, sent_at=now())
    return True


def _is_for_ever(refusal: SMTPResponseException | SMTPRecipientsRefused) -> bool:
    if isinstance(refusal, SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _reason in refusal.recipients.values())
    return refusal.smtp_code >= PERMANENT

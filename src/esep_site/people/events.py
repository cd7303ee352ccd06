"""What the audit log calls the things that are done, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

NAMES: dict[str, object] = {}
"""Action of an event → what a person reads."""


REASONS: dict[str, object] = {}
"""Reason that a page offers, as events keep it → what a person reads."""


def reason_text(reason: str) -> str:
    """A reason as a person reads it: the word that a page offers, in the language, and what was typed."""
    code, colon, typed = reason.partition(":")
    return f"{REASONS.get(code, code)}{colon}{typed}"


def name(names: Mapping[str, object]) -> None:
    """Let the audit page say what an app's events are; each app calls it when it is ready."""
    NAMES.update(names)


name(
    {
        "signed in": _("signed in"),
        "signed out": _("signed out"),
        "sign-in failed": _("sign-in failed"),
        "locked out": _("locked out after failures"),
        "code accepted": _("code of the second factor accepted"),
        "code refused": _("code of the second factor refused"),
        "refused": _("opened an address without permission"),
        "account opened": _("account opened"),
        "account changed": _("account changed"),
        "account blocked": _("account blocked"),
        "account unblocked": _("account unblocked"),
        "role given": _("role given"),
        "role ended": _("role ended"),
        "password confirmed": _("password given once more"),
        "password refused": _("password given once more was wrong"),
        "password changed": _("password changed"),
        "password reset": _("one-time password given"),
        "second factor set up": _("second factor set up"),
        "second factor reset": _("second factor reset"),
        "one-time codes made": _("one-time codes made"),
        "key made": _("key of the API made"),
        "key ended": _("key of the API ended"),
        "audit log exported": _("audit log exported"),
        "audit log verified": _("audit log verified"),
    }
)

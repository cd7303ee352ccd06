"""What is done with one family: its card is opened, help is offered, a case is kept; all recorded."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from esep_site.editing import write
from esep_site.families.list_queries import FamilyLine
from esep_site.families.models import Case, CaseState, Offer, OfferState
from esep_site.people.audit import record
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of


def open_card(*, by: Account, line: FamilyLine, reason: str) -> None:
    """Somebody looks at a card, for a reason."""
    _check(by, Permission.SEE_FAMILIES, line.place)
    if not reason:
        raise PermissionDenied
    record("family card opened", by=by, subject=subject(line.family), place=line.place, reason=reason)


@transaction.atomic
def offer_help(*, by: Account, line: FamilyLine, measure: str, notes: str = "") -> Offer:
    """A measure is offered to a family; a case is opened unless one is open."""
    _check(by, Permission.OFFER_HELP, line.place)
    if not Case.objects.filter(family=line.family).exclude(state=CaseState.CLOSED).exists():
        open_case(by=by, line=line)
    offer = Offer.objects.create(
        family=line.family, place=line.place, measure=measure, notes=notes, offered_by=by
    )
    record(
        "help offered", by=by, subject=subject(line.family), place=line.place, details={"measure": measure}
    )
    return offer


@transaction.atomic
def change_offer(*, by: Account, offer: Offer, version: int, state: OfferState, notes: str) -> None:
    """What became of an offer; Conflict when somebody else wrote meanwhile."""
    _check(by, Permission.OFFER_HELP, offer.place)
    was = offer.state
    write(offer, version, state=state, notes=notes, changed_by=by, changed_at=timezone.now())
    details = {"measure": offer.measure, "from": str(was), "to": str(state)}
    record("offer changed", by=by, subject=subject(offer.family), place=offer.place, details=details)


@transaction.atomic
def open_case(*, by: Account, line: FamilyLine, notes: str = "") -> Case:
    """The work with a family begins."""
    _check(by, Permission.OFFER_HELP, line.place)
    case = Case.objects.create(family=line.family, place=line.place, notes=notes, opened_by=by)
    record("case opened", by=by, subject=subject(line.family), place=line.place)
    return case


@transaction.atomic
def change_case(*, by: Account, case: Case, version: int, state: CaseState, notes: str) -> None:
    """Notes and state of the work with a family; Conflict when somebody else wrote meanwhile."""
    _check(by, Permission.OFFER_HELP, case.place)
    was = case.state
    write(case, version, state=state, notes=notes, changed_by=by, changed_at=timezone.now())
    details = {"from": str(was), "to": str(state)}
    record("case changed", by=by, subject=subject(case.family), place=case.place, details=details)


def subject(family: int) -> str:
    """How the audit log names a family."""
    return f"family {family}"


def _check(by: Account, permission: Permission, place: str) -> None:
    if not scope_of(by).may(permission, place):
        raise PermissionDenied

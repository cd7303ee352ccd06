"""What the audit log calls the things that events are about: by name, with a way to them.

An event keeps its subject as «kind number», which never changes; each app says here what its kinds are
called and what the things of a kind are called today. A thing that is no more keeps its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import get_resolver, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from esep_site.people.models import Account, ApiKey, AuditEvent
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope

Names = Callable[[Collection[int]], Mapping[int, str]]
_WRITTEN = re.compile(r"([a-z]+) (\d{1,19})")


@dataclass(frozen=True)
class Kind:
    """``word``: what one of the kind is called. ``names``: those of some of them, in one reading.

    ``page``: the address of one of them, whose only argument is its number; for who has ``permission``.
    """

    word: object
    names: Names = lambda _numbers: {}
    page: str = ""
    permission: Permission | None = None


KINDS: dict[str, Kind] = {
    "account": Kind(
        _("account"),
        lambda numbers: dict(Account.objects.filter(pk__in=numbers).values_list("pk", "name")),
        "people:account",
        Permission.MANAGE_ACCOUNTS,
    ),
    "key": Kind(
        _("key of the API"),
        lambda numbers: dict(ApiKey.objects.filter(pk__in=numbers).values_list("pk", "name")),
    ),
}


def kinds(more: Mapping[str, Kind]) -> None:
    """Let the audit page name an app's things; each app calls it when it is ready."""
    KINDS.update(more)


@dataclass(frozen=True)
class Told:
    """A subject on a page: text, address of the thing («» where there is none), query of its other events."""

    text: str
    address: str = ""
    others: str = ""


def told(events: Iterable[AuditEvent], scope: Scope) -> dict[int, Told]:
    """The subjects of some events by the number of the event; one reading for each kind."""
    parts = {event.pk: _WRITTEN.fullmatch(event.subject) for event in events}
    wanted: dict[str, set[int]] = {}
    for part in parts.values():
        if part and part[1] in KINDS:
            wanted.setdefault(part[1], set()).add(int(part[2]))
    names = {kind: KINDS[kind].names(numbers) for kind, numbers in wanted.items()}
    return {event.pk: _one(event.subject, parts[event.pk], names, scope) for event in events if event.subject}


def _one(
    subject: str, part: re.Match[str] | None, names: Mapping[str, Mapping[int, str]], scope: Scope
) -> Told:
    others = urlencode({"subject": subject})
    if part is None or part[1] not in KINDS:
        return Told(_path(subject), others=others)
    kind, number = KINDS[part[1]], int(part[2])
    name = names[part[1]].get(number, "")
    address = ""
    if name and kind.page and kind.permission and scope.may(kind.permission):
        address = reverse(kind.page, args=[number])
    return Told(f"{kind.word} «{name}»" if name else f"{kind.word} {number}", address, others)


def _path(page: str) -> str:
    """Of a page that was refused the path that people see in the browser: «/families/places/…/»."""
    space, _colon, name = page.rpartition(":")
    begin, resolver = get_resolver().namespace_dict.get(space, ("", get_resolver()))
    found = resolver.reverse_dict.getlist(name)
    if not found:
        return page
    route = re.sub(r"%\(\w+\)s", "…", found[0][0][0][0])
    return "/" + re.sub(r"^[a-z]{2}/", "", begin + route)


def meant(typed: str) -> str:
    """The subject that somebody means who types «отбасы 7» or «account 7»; what is none stays as it is."""
    word, _space, number = " ".join(typed.split()).rpartition(" ")
    for code, _name in settings.LANGUAGES:
        with override(code):
            for kind, known in KINDS.items():
                if word.casefold() in (kind, str(known.word).casefold()) and number.isdecimal():
                    return f"{kind} {number}"
    return typed

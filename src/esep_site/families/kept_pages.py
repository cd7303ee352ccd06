"""The middle of place pages, kept by each server process: counts of a snapshot that is loaded never change.

What is kept is kept for one reading of everything that it shows: the snapshots as their rows stand now, the
place, order and indicator, the language, and the places for which somebody may see counts and families. So
two people share it only where the pages are the same to the last letter, and a snapshot that is published,
put back or withdrawn is another key. Answers themselves stay out of browsers and proxies (``no-store``), so
they carry no ETag.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from esep_site.families.models import LoadedSnapshot
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope

MOST = 512
"""Pages of some tens of kilobytes each."""


class KeptPages:
    """The pages that were asked for last."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._pages: OrderedDict[Hashable, SafeString] = OrderedDict()
        self._lock = Lock()

    def page(self, key: Hashable, make: Callable[[], SafeString]) -> SafeString:
        """The page of a key; made where it is not here."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
                return found
        made = make()
        with self._lock:
            self._pages[key] = made
            if len(self._pages) > self._most:
                self._pages.popitem(last=False)
        return made


def key_of(scope: Scope, *snapshots: LoadedSnapshot | None) -> Hashable:
    """What a page of counts depends on besides its address."""
    rows = tuple(
        each and (each.pk, each.version, each.published_at, each.moved_at, str(each.stamp), str(each.flows))
        for each in snapshots
    )
    seen = tuple(scope.places.get(each, ()) for each in (Permission.SEE_COUNTS, Permission.SEE_FAMILIES))
    return rows, seen, get_language()

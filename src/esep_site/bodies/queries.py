"""What pages read of the register of bodies. The register itself is no secret: who signs in may read it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Count, Max, Q, QuerySet, Sum

from esep.reading import Bodies
from esep.reading import Body as RegisteredBody
from esep_site.bodies.models import Body
from esep_site.people.scope import stem


def within(place: str) -> Q:
    """At work within a place, by a range of codes, for which an index serves."""
    low = stem(place)
    return Q(place__gte=low, place__lt=low + ":") if low else Q()


def listed(search: str = "", kind: str = "", place: str = "") -> QuerySet[Body]:
    """Bodies by name or number, of a kind, within a place."""
    found = Body.objects.filter(within(place)) if place else Body.objects.all()
    if kind:
        found = found.filter(kind=kind)
    for word in search.split():
        found = found.filter(
            Q(name_kk__icontains=word) | Q(name_ru__icontains=word) | Q(code=word.lower()) | Q(number=word)
        )
    return found.order_by("name_kk", "pk")


def by_codes(codes: Iterable[str]) -> dict[str, Body]:
    """Bodies by their codes; codes that the register does not have are left out."""
    return {body.code: body for body in Body.objects.filter(code__in=set(codes))}


def register() -> Bodies:
    """The register as the library's reader takes it, to give an addressee its code. One query, or two."""
    stamp = Body.objects.aggregate(rows=Count("pk"), last=Max("pk"), versions=Sum("version"))
    return _register(stamp["rows"], stamp["last"], stamp["versions"])


@lru_cache(maxsize=2)
def _register(*_stamp: int | None) -> Bodies:
    rows = Body.objects.order_by("code").values_list("code", "name_kk", "name_ru", "aliases_kk", "aliases_ru")
    return Bodies(
        tuple(
            RegisteredBody(code, {"kk": (kk, *also_kk), "ru": (ru, *also_ru)})
            for code, kk, ru, also_kk, also_ru in rows
        )
    )

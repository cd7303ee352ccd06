"""The indicators that an instruction may serve: those of official texts, of the account, of kinds of records.

An instruction keeps a code: ``unemployment_rate``, or ``road_section.length_done`` of a kind. What people
typed before there were codes to choose stays as it was told, between quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from esep.figures.indicator import indicators
from esep.figures.stated_indicators import stated_indicators
from esep.messages import Language
from esep_site.delivery.catalogue import kinds


@cache
def served() -> Mapping[str, Any]:
    """The names of all indicators by code, in three languages: of texts, of the account, of kinds."""
    return {
        **{each.code: each.name for each in stated_indicators()},
        **{code: each.name for code, each in indicators().items()},
        **{f"{kind.kind}.{each.code}": each.names for kind in kinds().values() for each in kind.indicators},
    }


def name_of(code: str) -> str:
    """The name of an indicator in the language of the page, of one of a kind with that of the kind."""
    if code not in served():
        return f"«{code}»" if code else ""
    kind, point, _own = code.partition(".")
    name = str(served()[code].in_language(_page_language()))
    return f"{kinds()[kind].names}: {name}" if point else name


def choices(told: str = "") -> list[tuple[str, Any]]:
    """What a form offers: the catalogue in groups, and what an instruction was told to serve before."""
    kept = [(told, name_of(told))] if told and told not in served() else []
    return [("", "–"), *kept, *_groups()]


def _groups() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    stated = [each.code for each in stated_indicators()]
    others = [code for code in indicators() if code not in stated]
    for name, codes in ((_("Of official texts"), stated), (_("Of the account"), others)):
        yield name, [(code, name_of(code)) for code in codes]
    for kind in kinds().values():
        if kind.indicators:
            codes = [f"{kind.kind}.{each.code}" for each in kind.indicators]
            yield str(kind.names), [(code, name_of(code)) for code in codes]


def _page_language() -> Language:
    return cast(Language, (get_language() or "kk")[:2])

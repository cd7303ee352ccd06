"""Amounts of tenge and tiyn: «14 теңге 87 тиын» is one amount, 14.87."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from esep.language import Interval
from esep.language.making import remade
from esep.reading.sentences.passage import Draft

_TIYN = "тиын"
_HUNDRED = 100


def with_tiyn(drafts: Sequence[Draft]) -> list[Draft]:
    """The figures of a sentence, each amount of tiyn added to the tenge right before it."""
    kept: list[Draft] = []
    for draft in drafts:
        if kept and draft.unit is None and draft.noun.lower().startswith(_TIYN) and _goes_on(kept[-1], draft):
            kept[-1] = _joined(kept[-1], draft)
        else:
            kept.append(draft)
    return kept


def _goes_on(tenge: Draft, tiyn: Draft) -> bool:
    whole, part = tenge.quantity.value, tiyn.quantity.value
    if tenge.unit is None or not tenge.unit.startswith("KZT") or tenge.last != tiyn.first:
        return False
    return whole is not None and part is not None and whole == int(whole) and 0 < part < _HUNDRED


def _joined(tenge: Draft, tiyn: Draft) -> Draft:
    assert tenge.quantity.value is not None
    assert tiyn.quantity.value is not None
    value = tenge.quantity.value + tiyn.quantity.value / Decimal(_HUNDRED)
    tenge.quantity = remade(tenge.quantity, value=value, interval=Interval(value, value))
    tenge.last, tenge.end = tiyn.last, tiyn.end
    tenge.case = tiyn.case
    return tenge

"""What the card of a family asks: its row, its registers, how it stood before, what was done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from esep_site.families.list_queries import FamilyLine, family_line
from esep_site.families.models import Case, LoadedSnapshot, Offer, State
from esep_site.families.queries import registers_of


@dataclass(frozen=True)
class HistoryEntry:
    """How a family stood in one snapshot."""

    snapshot: int
    date: date
    level: str
    points: int
    members: int
    income_per_head: int
    payments: int


@dataclass(frozen=True)
class Card:
    """One family: its row, its rows of the registers, and how it stood in every snapshot, latest first."""

    snapshot: LoadedSnapshot
    line: FamilyLine
    registers: Mapping[str, Any]
    history: tuple[HistoryEntry, ...]


def card(snapshot: LoadedSnapshot, family: int) -> Card | None:
    """A family within the scope; None where there is none. ``registers`` are Polars frames by table."""
    line = family_line(snapshot, family)
    return card_of(snapshot, line) if line else None


def card_of(snapshot: LoadedSnapshot, line: FamilyLine, *, with_history: bool = True) -> Card:
    """The card of a family that was found within the scope."""
    registers = registers_of(snapshot).family(line.family)
    return Card(snapshot, line, registers, history(snapshot.region, line.family) if with_history else ())


def history(region: str, family: int) -> tuple[HistoryEntry, ...]:
    """How a family stood in the snapshots that were in force, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.id, s.date, r.level, r.points, r.members, r.income_per_head, r.payments "
            "FROM families_loadedsnapshot s JOIN families_familyrow r ON r.snapshot_id = s.id "
            "WHERE s.region = %s AND s.state = %s AND s.published_at IS NOT NULL AND r.family = %s "
            "ORDER BY s.date DESC, s.id DESC",
            [region, State.READY.value, family],
        )
        return tuple(HistoryEntry(*row) for row in cursor.fetchall())


def work_with(family: int) -> tuple[list[Offer], list[Case]]:
    """The offers to a family and its cases, the latest first; whether it has any is asked before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM families_offer WHERE family = %s), "
            "EXISTS (SELECT 1 FROM families_case WHERE family = %s)",
            [family, family],
        )
        offered, opened = cursor.fetchone()
    offers = Offer.objects.filter(family=family).select_related("offered_by", "changed_by") if offered else ()
    cases = Case.objects.filter(family=family).select_related("opened_by", "changed_by") if opened else ()
    return list(offers), list(cases)

"""What the first card of a server process would otherwise wait for: registers, and the plans of their law."""

from __future__ import annotations

from contextlib import suppress

from django.db import DatabaseError

from esep.engines.memory import explain
from esep.errors import EsepError
from esep_site.families import queries
from esep_site.families.card_content import plan_of_card
from esep_site.families.models import LoadedSnapshot
from esep_site.families.offering import offers_to


def warm_snapshots() -> None:
    """Open the snapshots in force and explain a family of each; without a database, nothing."""
    with suppress(DatabaseError):
        for snapshot in LoadedSnapshot.objects.filter(in_force=True):
            with suppress(EsepError, OSError):  # a card itself says what is wrong with its registers
                _explain_one(snapshot)


def _explain_one(snapshot: LoadedSnapshot) -> None:
    registers = queries.registers_of(snapshot)
    first = registers.scan("families").select("family").head(1).collect()
    for (family,) in first.iter_rows():
        rows = {name: frame.to_dicts() for name, frame in registers.family(family).items()}
        explain(plan_of_card(snapshot.law_date), rows, family)
        offers_to(rows, family, snapshot.law_date)

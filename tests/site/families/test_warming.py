"""What a server process makes ready before it answers."""

from __future__ import annotations

import pytest
from django.db import DatabaseError

from esep_site.families import card_content, queries, warming
from esep_site.families.models import LoadedSnapshot


def test_the_plans_of_the_law_in_force_are_made(region: LoadedSnapshot) -> None:
    card_content.plan_of_card.cache_clear()
    warming.warm_snapshots()
    assert card_content.plan_of_card.cache_info().currsize == 1
    card_content.plan_of_card(region.law_date)
    assert card_content.plan_of_card.cache_info().misses == 1


def test_a_server_starts_where_the_registers_or_the_database_are_gone(
    region: LoadedSnapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries._opened.cache_clear()
    LoadedSnapshot.objects.filter(pk=region.pk).update(folder="gone")
    warming.warm_snapshots()
    assert queries._opened.cache_info().currsize == 0

    def fail(**_named: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(LoadedSnapshot.objects, "filter", fail)
    warming.warm_snapshots()
    assert queries._opened.cache_info().currsize == 0

"""A process made ready to read texts has its word lists set aside, and reads as any other."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from esep.reading import read
from esep.reading.results.making_ready import make_ready

TEXT = "В районе создано 120 рабочих мест, до 1 марта 2027 года запустят ещё 3 цеха."


@pytest.fixture(autouse=True)
def _collector_as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_stays_in_memory_is_looked_through_no_more() -> None:
    expected = read(TEXT)
    held = gc.get_freeze_count()
    make_ready()
    assert gc.get_freeze_count() - held > 10_000
    assert gc.get_threshold()[0] > 10_000
    assert read(TEXT) == expected

"""What stands in memory as long as a process does, kept from the collector of garbage."""

from __future__ import annotations

import gc

COLLECTED_AFTER = (20_000, 20, 20)
"""New objects until the youngest are looked through for garbage, and rounds until the older ones are."""


def set_aside() -> None:
    """Set aside everything that is in memory now: call it when a process of our own is warm.

    A walk of the collector through the plans of the law takes a fifth of a second, in which a process of the
    site answers nobody; its walks through the word lists take a tenth of the time in which texts are read.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)

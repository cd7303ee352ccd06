"""What the first who asks would otherwise wait for: the plans of the law of today."""

from __future__ import annotations

from django.utils import timezone

from esep.support.self_check import warm


def warm_today() -> None:
    """Make the plans of today; called once by each server process before it answers."""
    warm(timezone.localdate())

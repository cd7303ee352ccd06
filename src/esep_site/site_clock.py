"""The day on the clock of the site. A made-up region can be moved on, to see what time does with it.

Where instructions and records are, every day comes from here. Accounts, roles and the audit log keep the
real time.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from django.utils import timezone

from esep_site.folder import folder


def now() -> datetime.datetime:
    """The moment on the clock of the site."""
    return timezone.now() + datetime.timedelta(days=days_ahead())


def today() -> datetime.date:
    """The day on the clock of the site."""
    return timezone.localdate(now())


def days_ahead() -> int:
    """How many days the made-up region is ahead of the real time; 0 of any other site."""
    try:
        return int(_file().read_text())
    except FileNotFoundError:
        return 0


def is_movable() -> bool:
    """Whether the site has a made-up region; no other may be moved on."""
    return _file().is_file()


def make_movable() -> None:
    """Give a made-up region a clock of its own; it shows the real time until it is moved on."""
    if not is_movable():
        _file().write_text("0")


def set_ahead(days: int) -> None:
    """Show this many days after the real time."""
    _file().write_text(str(days))


def _file() -> Path:
    return folder().root / "days-ahead"

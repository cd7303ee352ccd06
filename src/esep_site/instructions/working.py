"""The calendar of working days by which terms are reckoned: the packaged one, and the installation's table.

The table is ``work_calendar.yaml`` in the folder of the installation, of the form that
``docs/how-to/add-a-working-day.md`` tells; it is read again when it changes.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from esep.periods import WorkCalendar, work_calendar
from esep_site.folder import folder


def working_days() -> WorkCalendar:
    """The calendar in force."""
    table = folder().root / "work_calendar.yaml"
    return _with(table, table.stat().st_mtime_ns) if table.is_file() else work_calendar()


@lru_cache(maxsize=1)
def _with(table: Path, _changed: int) -> WorkCalendar:
    return WorkCalendar.load(table)

"""Until when the contractor mends what fails: the day of acceptance and the years of warranty of a record."""

from __future__ import annotations

import datetime

from esep_site.delivery.field_values import known_values
from esep_site.delivery.models import Record

LAST_YEAR = 9999


def warranty_until(record: Record) -> datetime.date | None:
    """The last day of the warranty; None where its kind has none, or the record was not accepted."""
    known = known_values(record.kind_entry, record.fields)
    accepted, years = known.get("accepted_on"), known.get("warranty_years")
    if not isinstance(accepted, datetime.date) or not isinstance(years, int) or not years:
        return None
    year = min(accepted.year + years, LAST_YEAR)
    try:
        return accepted.replace(year=year)
    except ValueError:  # 29 February
        return accepted.replace(year=year, day=28)

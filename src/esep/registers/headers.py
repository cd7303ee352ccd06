"""The header of an extract against the declared columns of its table."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from esep.messages import messages_of
from esep.registers.faults import Faults
from esep.registers.schema import Table

_, _n = messages_of("esep.registers")


def check_header(table: Table, file: str, header: Sequence[str], faults: Faults) -> bool:
    """Whether the header holds each required column, none twice and none that is not declared."""
    before = faults.count
    known = table.input_columns
    for place, name in enumerate(header):
        if name in header[:place]:
            faults.add(file, _("The column stands twice in the header."), row=1, column=name)
        elif name not in known:
            _add_unknown(table, file, name, header, faults)
    for name, column in known.items():
        if column.required and name not in header:
            message = _("The column is missing; it must hold: {title}.", title=column.title)
            faults.add(file, message, row=1, column=name)
    return faults.count == before


def _add_unknown(table: Table, file: str, name: str, header: Sequence[str], faults: Faults) -> None:
    missing = [known for known in table.input_columns if known not in header]
    nearest = get_close_matches(name.lower(), missing, n=1)
    if nearest:
        message = _("The table has no such column. Is {nearest} meant?", nearest=nearest[0])
    else:
        known_columns = ", ".join(table.input_columns)
        message = _("The table has no such column. It has: {columns}.", columns=known_columns)
    faults.add(file, message, row=1, column=name)

"""The header of an extract against the declared columns of its table."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import polars as pl

from esep.messages import messages_of
from esep.registers.faults import ROW, Faults, shown
from esep.registers.schema import Table

_, _n = messages_of("esep.registers")

IDENTIFYING = ("iin", "family_number")


def header_names(header: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names of the columns in small letters, and made-up names for the nameless columns at the end."""
    names = [name.strip().lower() for name in header]
    while names and not names[-1]:
        names.pop()
    return names, [f"_unnamed_{place}" for place in range(len(names) + 1, len(header) + 1)]


def check_unnamed(file: str, cells: pl.LazyFrame, unnamed: Sequence[str], faults: Faults) -> pl.LazyFrame:
    """The cells without the nameless columns at the end; a fault for each row that fills one of them."""
    if unnamed:
        texts = (pl.col(name).str.strip_chars() for name in unnamed)
        first = pl.coalesce(pl.when(text != "").then(text) for text in texts)
        filled = cells.select(ROW, first=first).drop_nulls().collect()
        faults.add_rows(
            file,
            "",
            filled[ROW],
            filled["first"],
            lambda value: _(
                "“{value}” stands in a column without a name. Name the column or empty it.", value=value
            ),
        )
    return cells.drop(unnamed)


def check_header(table: Table, file: str, header: Sequence[str], faults: Faults) -> bool:
    """Blame each column that is missing, twice there or not declared; whether the rows can be checked still.

    They cannot where a name stands twice, or the numbers that tell persons or families apart are missing.
    """
    known = table.input_columns
    for place, name in enumerate(header):
        if name in header[:place]:
            faults.add(file, _("The column stands twice in the header."), row=1, column=shown(name))
        elif name not in known:
            _add_unknown(table, file, name, header, faults)
    for name, column in known.items():
        if column.required and name not in header:
            message = _("The column is missing; it must hold: {title}.", title=column.title)
            faults.add(file, message, row=1, column=name)
    told_apart = all(name in header for name in IDENTIFYING if name in known)
    return told_apart and len(set(header)) == len(header)


def _add_unknown(table: Table, file: str, name: str, header: Sequence[str], faults: Faults) -> None:
    missing = [known for known in table.input_columns if known not in header]
    nearest = get_close_matches(name, missing, n=1)
    if nearest:
        message = _("The table has no such column. Is {nearest} meant?", nearest=nearest[0])
    else:
        known_columns = ", ".join(table.input_columns)
        message = _("The table has no such column. It has: {columns}.", columns=known_columns)
    faults.add(file, message, row=1, column=shown(name))

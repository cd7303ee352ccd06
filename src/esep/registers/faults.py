"""The faults found so far, counted exactly and held within a limit.

Each kind of fault (file, column, wording) is listed up to ``LISTED_PER_KIND`` times; one more fault, at the
next row, says how many further rows have it. So a file with a million bad cells cannot fill the memory,
and no kind of fault hides another.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from esep.errors import Fault, InputRefused
from esep.messages import Message, messages_of

_, _n = messages_of("esep.registers")

LISTED_PER_KIND = 500
ROW = "_row"


class Faults:
    """Collects faults; :meth:`refuse_if_any` ends the run when there are some."""

    def __init__(self) -> None:
        self.count = 0
        self._listed: list[Fault] = []

    def __bool__(self) -> bool:
        return self.count > 0

    def add(self, file: str, message: Message, *, row: int = 0, column: str = "") -> None:
        """Add one fault; row 0 means the whole file."""
        self.count += 1
        self._listed.append(Fault(file, row, column, message))

    def add_rows(
        self, file: str, column: str, rows: pl.Series, values: pl.Series, wording: Callable[[str], Message]
    ) -> None:
        """Add one fault for each of ``rows``; ``wording`` makes its message from the value of that row."""
        self.count += len(rows)
        for row, value in zip(rows.head(LISTED_PER_KIND), values.head(LISTED_PER_KIND), strict=True):
            self._listed.append(Fault(file, row, column, wording(shown(value))))
        further = len(rows) - LISTED_PER_KIND
        if further > 0:
            message = _n("The same fault in {n} further row.", "The same fault in {n} further rows.", further)
            self._listed.append(Fault(file, rows[LISTED_PER_KIND], column, message))

    def refuse_if_any(self) -> None:
        """InputRefused with all faults listed, unless there is none."""
        if self.count:
            message = _n(
                "The extracts have {n} fault. Nothing was written; mend it and run again.",
                "The extracts have {n} faults. Nothing was written; mend them and run again.",
                self.count,
            )
            raise InputRefused(message, self._listed)


def shown(value: object) -> str:
    """A cell's value as it stands in a message: short, in quotes' reach, never a page of text."""
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else text[:59] + "…"

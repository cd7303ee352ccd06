"""Documents read one after another, or every fault of those that cannot be read."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from esep.cli.screen import Stages
from esep.errors import EsepError, Fault, InputRefused
from esep.messages import messages_of
from esep.reading import Document, Reading, read, read_document
from esep.reading.documents.document import read_pasted
from esep.reading.instructions.bodies import Bodies
from esep.reading.results.linking import Link, Linker, link_statements
from esep.reading.results.plain_form import reading_row

_, _n = messages_of(__package__)

PASTED = "-"
"""Stands for a text on standard input."""


@dataclass(frozen=True)
class ReadText:
    """A document that was read; ``indicators`` has the link of each statement, or None."""

    name: str
    document: Document
    reading: Reading
    indicators: Sequence[Link | None]

    @property
    def row(self) -> dict[str, Any]:
        """The plain form, each statement with the code of its indicator."""
        row = reading_row(self.name, self.reading)
        for statement, link in zip(row["statements"], self.indicators, strict=True):
            statement["indicator"] = None if link is None else link.entry.code
        return row


def read_texts(
    files: Sequence[Path],
    progress: Stages,
    linker: Linker | None = None,
    day: datetime.date | None = None,
    bodies: Bodies | None = None,
) -> list[ReadText]:
    """Read each file; InputRefused names every one that cannot be read.

    ``day`` is the day of the texts. Without a linker no figure is linked; without a register of bodies no
    addressee has a code.
    """
    stage, found, faults = _("Reading texts"), [], []
    for done, path in enumerate(files):
        progress(stage, done, len(files))
        try:
            found.append(_read(path, linker, day, bodies))
        except EsepError as error:
            if len(files) == 1:
                raise
            faults.append(Fault(str(path), 0, "", error.message))
    progress(stage, len(files), len(files))
    if faults:
        count = len(faults)
        raise InputRefused(_n("{n} file cannot be read.", "{n} files cannot be read.", count), faults)
    return found


def _read(path: Path, linker: Linker | None, day: datetime.date | None, bodies: Bodies | None) -> ReadText:
    is_pasted = str(path) == PASTED
    document = read_pasted(sys.stdin.buffer.read(), PASTED) if is_pasted else read_document(path)
    reading = read(document.text, day, document.tables, bodies, document.published)
    links: list[Link | None]
    links = (
        [None] * len(reading.statements)
        if linker is None
        else link_statements(linker, document.text, reading)
    )
    return ReadText(str(path), document, reading, links)

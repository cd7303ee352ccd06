"""Readings as one CSV table: a row for each figure, instruction and doubt."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

COLUMNS = (
    "document", "item", "number", "start", "end", "quote", "language", "value", "low", "high",
    "approximation", "unit", "noun", "qualifiers", "kind", "is_change", "part_of", "relation", "related_to",
    "place", "programme", "period", "calendar_period", "base", "calendar_base", "speaker", "indicator",
    "type", "issuer", "addressee", "action", "deadline", "due", "reason", "rule", "issuer_code",
    "addressee_codes", "candidates", "day", "lexicon",
)  # fmt: skip
"""The columns, in their order. Numbers are written as JSON writes them; lists are joined by ``; ``."""

_ITEMS = {"statements": "figure", "instructions": "instruction", "doubts": "doubt"}


def csv_text(rows: Iterable[Mapping[str, Any]], *, head: bool = True) -> str:
    """Readings as CSV with a head row; :func:`esep.reading.results.plain_form.reading_row` makes them.

    ``part_of`` and ``related_to`` are the ``number`` of another figure of the document, from 0.
    """
    content = io.StringIO()
    table = csv.writer(content, lineterminator="\n")
    if head:
        table.writerow(COLUMNS)
    for row in rows:
        for name, item in _ITEMS.items():
            for number, found in enumerate(row[name]):
                cells = {name: row[name] for name in ("document", "day", "lexicon")}
                cells |= {"item": item, "number": number, **found}
                cells["addressee_codes"] = [one["code"] for one in found.get("addressees", ()) if one["code"]]
                table.writerow([_cell(column, cells.get(column)) for column in COLUMNS])
    return content.getvalue()


def _cell(column: str, value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return " ".join(value.split()) if isinstance(value, str) and column != "quote" else value

"""Writes the workbooks of this folder, and the page of the documentation that lists them, from ledger.yaml.

Run it by ``make docs`` or by itself after a change: ``python examples/ledger/compile.py``.
"""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "explanation" / "ledger.md"
LANGUAGE = "ru"
HEADS = "| letters | record | kind | jobs | money, tenge | said of it |"

if __name__ == "__main__":
    os.environ.setdefault("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing")
    os.environ.setdefault("ESEP_SITE_FOLDER", tempfile.mkdtemp())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esep_site.settings")
    import django

    django.setup()

from esep.yaml_texts import read_yaml  # noqa: E402
from esep_site.delivery.catalogue import kinds  # noqa: E402
from esep_site.delivery.entries import Entry, JobsLine, MoneyLine, PartnerLine  # noqa: E402
from esep_site.delivery.workbook_writing import write_workbook  # noqa: E402

MADE_ON = datetime.datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook has no zone
"""Said in every workbook, so that the same ledger makes the same bytes."""


def rows_of(name: str) -> list[dict[str, Any]]:
    """What stands in a file of the folder."""
    return list(read_yaml((HERE / f"{name}.yaml").read_text("utf-8")))


def entry(row: Mapping[str, Any]) -> Entry:
    """A row of the ledger as an entry; the text and what we say of it stand as its source."""
    note = row.get("note", "")
    return Entry(
        code=row["code"],
        kind=row["kind"],
        name_kk=row["name_kk"],
        name_ru=row["name_ru"],
        place=row["place"],
        stage=row["stage"],
        parent=row.get("parent", ""),
        programme=row.get("programme", ""),
        start=_day(row.get("start")),
        end=_day(row.get("end")),
        fields=row.get("fields", {}),
        source=f"{row['text']}: {note}" if note else row["text"],
        source_span=row["span"],
        money=[MoneyLine(**line) for line in row.get("money", ())],
        partners=[PartnerLine(**line) for line in row.get("partners", ())],
        milestones=[],
        risks=[],
        jobs=[JobsLine(**{**line, "month": _day(line["month"])}) for line in row.get("jobs", ())],
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def entries() -> dict[str, list[Entry]]:
    """The entries of the ledger by kind, programmes and zones first, for others stand under them."""
    by_kind: dict[str, list[Entry]] = {}
    for row in rows_of("ledger"):
        by_kind.setdefault(row["kind"], []).append(entry(row))
    first = ("programme", "zone")
    return {kind: by_kind[kind] for kind in sorted(by_kind, key=lambda kind: (kind not in first, kind))}


def workbooks() -> dict[str, list[Entry]]:
    """The names of the workbooks in the order in which they are entered."""
    return {f"{at:02}-{kind}.xlsx": rows for at, (kind, rows) in enumerate(entries().items(), start=1)}


def page() -> str:
    """The page of the documentation: each place of each text about delivery, with its record."""
    lines = [
        "# The ledger of five texts",
        "",
        "Written by `examples/ledger/compile.py`; do not edit by hand.",
        "",
        "Five public texts of Kazakhstan's regions (2018 to 2022) say what was promised and done. Each place",
        "in them that speaks of delivery has a record, entered from the workbooks in `examples/ledger`. The",
        "texts are not copied: a place is told by its letters from and to. Money and jobs are those of the",
        "text; where it tells only a sum, the last column says how it was shared out and what is open.",
        "",
        "`esep site enter examples/ledger` enters them into an installation.",
    ]
    rows = rows_of("ledger")
    for text in sorted({row["text"] for row in rows}):
        lines += ["", f"## Text {text}", "", HEADS, "|---|---|---|---|---|---|"]
        lines += [_line(row) for row in rows if row["text"] == text]
    lines += ["", "## Targets", "", "| text | place | indicator | years | value |", "|---|---|---|---|---|"]
    for row in rows_of("targets"):
        years = f"{row['first_year']}–{row['last_year']}"
        lines.append(
            f"| {row['source']} | {row['place']} | {row['indicator']} | {years} | {row['value']:,} |"
        )
    return "\n".join(lines) + "\n"


def _line(row: Mapping[str, Any]) -> str:
    jobs = "; ".join(f"{line['number']:,} {line['aspect']}, {line['term']}" for line in row.get("jobs", ()))
    money = "; ".join(
        f"{line[name]:,} {name}"
        for line in row.get("money", ())
        for name in ("planned", "paid")
        if line.get(name)
    )
    first, last = row["span"]
    kind = kinds()[row["kind"]].names.en
    record = f"`{row['code']}` {row['name_ru']}"
    return f"| {first}–{last} | {record} | {kind} | {jobs} | {money} | {row.get('note', '')} |"


def compile_into(folder: Path) -> None:
    """Write every workbook into a folder."""
    for name, rows in workbooks().items():
        with (folder / name).open("wb") as file:
            write_workbook(file, kinds()[rows[0].kind], rows, LANGUAGE, made_on=MADE_ON, with_names=False)


if __name__ == "__main__":
    compile_into(HERE)
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{len(workbooks())} workbooks, {PAGE}\n")

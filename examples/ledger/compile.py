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
HEADS = "| letters | record | kind | what the record says | jobs | money, tenge | said of it |"
WHY = {
    "context": "where, when and of what was spoken, or how things stand: nothing is to be done or was done",
    "said_again": "told again where it has its record",
    "families": "families, their incomes and homesteads, which the part of the site on families follows",
    "instructions": "an order or plan whose points are entered as instructions",
    "appeals": "what residents ask and complain of",
}
"""Why something that a text says has no record."""

if __name__ == "__main__":
    os.environ.setdefault("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing")
    os.environ.setdefault("ESEP_SITE_FOLDER", tempfile.mkdtemp())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esep_site.settings")
    import django

    django.setup()

from django.utils.translation import override  # noqa: E402

from esep.yaml_texts import read_yaml  # noqa: E402
from esep_site.delivery.catalogue import FieldOf, FieldType, kinds  # noqa: E402
from esep_site.delivery.entries import Entry, JobsLine, MoneyLine, PartnerLine  # noqa: E402
from esep_site.delivery.models import Term  # noqa: E402
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
        "text; where it tells only a sum, the last column says how it was shared out and what is open. What",
        "a text does not tell is *not told* there, too: above all, whether jobs are permanent. What has no",
        "record is listed below the records of its text, with the reason.",
        "",
        "`esep site enter examples/ledger` enters them into an installation. Look then at:",
        "",
        "- `/en/delivery/employment/350000000/?year=2022`: 122 thousand jobs in five years, 38 thousand of",
        "  them permanent, 32 thousand in 2022, half of them created, and that their term is not told;",
        "- `/en/delivery/employment/750000000/?year=2020`: 77,314 of the 77.6 thousand jobs of text 001;",
        "- the zone `ala-zone` (portfolio, Almaty, kind *Zones*), *Programme*, with `?day=2020-12-01` added",
        "  to the address: 53 projects, 13 done, 6 due by the end of that year.",
    ]
    rows = rows_of("ledger")
    for text in sorted({row["text"] for row in rows}):
        lines += ["", f"## Text {text}", "", HEADS, "|---" * HEADS.count("| ") + "|"]
        lines += [_line(row) for row in rows if row["text"] == text]
        lines += ["", "Without a record:", "", "| letters | what stands there | why |", "|---|---|---|"]
        lines += [_left_out(row) for row in rows_of("left_out") if row["text"] == text]
    lines += ["", "## Targets", "", "| text | place | indicator | years | value |", "|---|---|---|---|---|"]
    for row in rows_of("targets"):
        years = f"{row['first_year']}–{row['last_year']}"
        lines.append(
            f"| {row['source']} | {row['place']} | {row['indicator']} | {years} | {row['value']:,} |"
        )
    return "\n".join(lines) + "\n"


def _line(row: Mapping[str, Any]) -> str:
    kind = kinds()[row["kind"]]
    jobs = "; ".join(
        f"{line['number']:,} {line['aspect']}, {_words(Term(line['term']).label)}"
        for line in row.get("jobs", ())
    )
    money = "; ".join(
        f"{line[name]:,} {name}"
        for line in row.get("money", ())
        for name in ("planned", "paid")
        if line.get(name)
    )
    cells = (
        _letters(row),
        f"`{row['code']}` {row['name_ru']}",
        kind.names.en,
        "; ".join(
            f"{kind.by_code[code].names.en}: {_told(kind.by_code[code], value)}"
            for code, value in row.get("fields", {}).items()
        ),
        jobs,
        money,
        row.get("note", ""),
    )
    return f"| {' | '.join(cells)} |"


def _told(field: FieldOf, value: Any) -> str:
    """A value of a field as a person reads it."""
    if field.type is FieldType.CHOICE:
        return field.choices[value].en
    if field.type is FieldType.YES_NO:
        return "yes" if value else "no"
    number = f"{value:,}" if isinstance(value, int) and field.type is not FieldType.YEAR else str(value)
    unit = {FieldType.MONEY: "tenge", FieldType.SHARE: "per cent"}.get(field.type, "")
    return f"{number} {field.unit.en if field.unit else unit}".rstrip()


def _words(label: Any) -> str:
    with override("en"):
        return str(label)


def _left_out(row: Mapping[str, Any]) -> str:
    return f"| {_letters(row)} | {row['said']} | {WHY[row['why']]} |"


def _letters(row: Mapping[str, Any]) -> str:
    first, last = row["span"]
    return f"{first}–{last}"


def compile_into(folder: Path) -> None:
    """Write every workbook into a folder."""
    for name, rows in workbooks().items():
        with (folder / name).open("wb") as file:
            write_workbook(file, kinds()[rows[0].kind], rows, LANGUAGE, made_on=MADE_ON, with_names=False)


if __name__ == "__main__":
    compile_into(HERE)
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{len(workbooks())} workbooks, {PAGE}\n")

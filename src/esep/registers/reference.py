"""The reference page of the tables, written from their declarations.

``python -m esep.registers.reference > docs/reference/registers.md`` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from esep.registers.schema import TABLES, Column, Table

_INTRODUCTION = """\
# Tables of the registers

This page is written from the declarations in `src/esep/registers/tables/` by
`python -m esep.registers.reference`; do not edit it by hand.

An extract is a file `<table>.csv`, `<table>.xlsx` or `<table>.parquet`. A person is known there by `iin`
(twelve digits) and a family by `family_number` (text); in a snapshot keyed pseudonyms stand for both, under
the names `person` and `family`. Dates are dates or text such as `2026-03-31`. Flags are `true` or `false`.
A column marked *required* must be there and filled in every row; any other may be missing or empty, and then
holds its default. *Derived* columns are computed and do not stand in an extract.

The control digit of an `iin` is checked, and the date of birth and sex in it are compared with their columns:
the digit alone is weak evidence, 9.9 % of random numbers pass it. A seventh digit of 0 (categories of holders
without century and sex) is no fault."""


def reference_page() -> str:
    """The page in Markdown: one section for each table, one row for each column."""
    sections = (line for table in TABLES.values() for line in _section(table))
    return "\n".join([_INTRODUCTION, *sections]) + "\n"


def _section(table: Table) -> Iterator[str]:
    need = "The file is required." if table.required else "Without the file the table is empty."
    yield ""
    yield f"## {table.name}"
    yield ""
    yield f"{table.title.kk} · {table.title.ru} · {table.title.en}."
    yield f"One row is {table.row.en} ({table.row.kk}; {table.row.ru}). {need}"
    yield ""
    yield "| column | in an extract | type | what may stand there | meaning |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        cells = (f"`{column.name}`", _origin(column), column.type, _content(column), _meaning(column))
        yield f"| {' | '.join(cells)} |"
    for column in table.columns:
        if column.values:
            yield ""
            yield f"`{column.name}`:"
            yield ""
            for value, name in column.values.items():
                yield f"- `{value}`: {name.kk} · {name.ru} · {name.en}"


def _origin(column: Column) -> str:
    if column.derived:
        return "derived"
    if column.required:
        return f"`{column.input_name}`, required"
    default = "empty" if column.default is None else f"`{str(column.default).lower()}`"
    return f"`{column.input_name}`, default {default}"


def _content(column: Column) -> str:
    parts = []
    if column.values:
        parts.append("one of the values below")
    if column.minimum is not None or column.maximum is not None:
        parts.append(f"{column.minimum} to {column.maximum}")
    if column.unit:
        parts.append(f"unit {column.unit}")
    if column.type == "month":
        parts.append("first day of a month")
    if column.earliest:
        parts.append(f"not before {column.earliest.isoformat()}")
    if column.past:
        parts.append("not after the snapshot's date")
    if column.not_before:
        parts.append(f"not before `{column.not_before}`")
    return ", ".join(parts)


def _meaning(column: Column) -> str:
    return f"{column.title.kk} · {column.title.ru} · {column.title.en}"


if __name__ == "__main__":
    print(reference_page(), end="")

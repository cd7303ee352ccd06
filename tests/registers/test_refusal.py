"""Faults in the content: all of them at once, each with its file, row and column, and nothing written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from esep.errors import Fault, InputRefused
from esep.registers import build_snapshot

ON = date(2026, 3, 31)
KEY = bytes(range(32))
FATHER, WIDOWER = "900101300126", "551122300041"
Written = Callable[..., Path]
Spoil = Callable[[Any], None]


def refused(source: Path) -> InputRefused:
    target = source.parent / "snapshot"
    with pytest.raises(InputRefused) as caught:
        build_snapshot(source, target, date=ON, key=KEY)
    assert not target.exists()
    assert [path.name for path in source.parent.iterdir()] == [source.name]
    return caught.value


def where(faults: Any) -> list[tuple[str, int, str]]:
    return [(fault.file, fault.row, fault.column) for fault in faults]


def set_cell(table: str, row: int, column: str, value: Any) -> Spoil:
    """Put a value into a cell; the row is numbered as in a spreadsheet."""

    def spoil(extract: Any) -> None:
        extract[table][row - 2][column] = value

    return spoil


def add_row(table: str, **changed: Any) -> Spoil:
    """Add a copy of the table's first row with some cells changed."""

    def spoil(extract: Any) -> None:
        extract[table].append({**extract[table][0], **changed})

    return spoil


CELLS: list[tuple[Spoil, str, int, str, str]] = [
    (set_cell("persons", 3, "iin", "850531400018"), "persons", 3, "iin", "control digit"),
    (set_cell("persons", 3, "iin", "85053140001"), "persons", 3, "iin", "twelve digits"),
    (set_cell("persons", 3, "iin", ""), "persons", 3, "iin", "The cell is empty"),
    (set_cell("persons", 2, "birth_date", "1990-01-02"), "persons", 2, "birth_date", "another date of birth"),
    (set_cell("persons", 2, "sex", "female"), "persons", 2, "sex", "the other sex"),
    (set_cell("persons", 2, "sex", "m"), "persons", 2, "sex", "“m” is not an allowed value"),
    (set_cell("persons", 2, "birth_date", "1.1.1990"), "persons", 2, "birth_date", "is not a date"),
    (set_cell("persons", 2, "birth_date", "1990-02-30"), "persons", 2, "birth_date", "is not a date"),
    (set_cell("persons", 2, "birth_date", "1890-01-01"), "persons", 2, "birth_date", "is before 1900-01-01"),
    (
        set_cell("persons", 2, "birth_date", "2026-04-01"),
        "persons",
        2,
        "birth_date",
        "after the snapshot's date",
    ),
    (set_cell("persons", 2, "death_date", "1989-12-31"), "persons", 2, "death_date", "before birth_date"),
    (
        set_cell("persons", 2, "death_date", "2026-04-01"),
        "persons",
        2,
        "death_date",
        "after the snapshot's date",
    ),
    (set_cell("persons", 2, "place", "999999999"), "persons", 2, "place", "no code 999999999"),
    (set_cell("persons", 2, "surname", f"Ким {WIDOWER}"), "persons", 2, "surname", "twelve digits"),
    (set_cell("persons", 2, "surname", "Ким\x07"), "persons", 2, "surname", "control character"),
    (set_cell("persons", 2, "loans", "perhaps"), "persons", 2, "loans", "neither true nor false"),
    (add_row("persons"), "persons", 9, "iin", "already in row 2"),
    (set_cell("families", 4, "cars", "-1"), "families", 4, "cars", "-1 is below 0"),
    (set_cell("families", 4, "cars", "two"), "families", 4, "cars", "not a whole number"),
    (set_cell("families", 4, "cars", "1.5"), "families", 4, "cars", "not a whole number"),
    (add_row("families", address=None), "families", 5, "family_number", "already in row 2"),
    (set_cell("memberships", 2, "valid_to", "2010-12-31"), "memberships", 2, "valid_to", "before valid_from"),
    (set_cell("memberships", 5, "valid_to", "2021-01-01"), "memberships", 6, "valid_from", "by row 5"),
    (set_cell("memberships", 2, "iin", "900101300215"), "memberships", 2, "iin", "has nobody"),
    (set_cell("memberships", 2, "family_number", "Z"), "memberships", 2, "family_number", "has no family Z"),
    (set_cell("incomes", 4, "amount", "-5"), "incomes", 4, "amount", "-5 is below 0"),
    (set_cell("incomes", 4, "amount", str(10**12)), "incomes", 4, "amount", "above 999999999999"),
    (set_cell("incomes", 4, "amount", "9" * 30), "incomes", 4, "amount", "not a whole number"),
    (set_cell("incomes", 4, "month", "2026-02-02"), "incomes", 4, "month", "not the first day"),
    (set_cell("incomes", 4, "month", "2026-04-01"), "incomes", 4, "month", "after the snapshot's date"),
    (set_cell("incomes", 4, "iin", "900101300215"), "incomes", 4, "iin", "has nobody"),
    (set_cell("benefits", 2, "iin", "900101300215"), "benefits", 2, "iin", "has nobody"),
    (set_cell("work", 2, "iin", "900101300215"), "work", 2, "iin", "has nobody"),
    (set_cell("dwellings", 2, "family_number", "Z"), "dwellings", 2, "family_number", "has no family Z"),
    (set_cell("holdings", 2, "family_number", "Z"), "holdings", 2, "family_number", "has no family Z"),
    (
        set_cell("social_contracts", 2, "broken_on", "2025-12-31"),
        "social_contracts",
        2,
        "broken_on",
        "before valid_from",
    ),
    (
        set_cell("social_contracts", 2, "family_number", "Z"),
        "social_contracts",
        2,
        "family_number",
        "has no family Z",
    ),
]


@pytest.mark.parametrize(
    ("spoil", "table", "row", "column", "wording"), CELLS, ids=[f"{c[1]}-{c[3]}-{c[4]}" for c in CELLS]
)
def test_one_bad_cell_is_named(
    spoil: Spoil, table: str, row: int, column: str, wording: str, extract: Any, written: Written
) -> None:
    spoil(extract)
    faults = refused(written(extract)).faults
    named = [
        fault for fault in faults if (fault.file, fault.row, fault.column) == (f"{table}.csv", row, column)
    ]
    assert any(wording in fault.message.in_language("en") for fault in named), faults


def test_all_faults_of_all_tables_are_listed_at_once(extract: Any, written: Written) -> None:
    # Tables that name one another are spoiled in cells of their own, so that no fault brings another with it.
    independent = [
        number for number, cell in enumerate(CELLS) if cell[1] in ("incomes", "families", "holdings")
    ]
    chosen = {(CELLS[n][1], CELLS[n][2], CELLS[n][3]): CELLS[n] for n in independent}
    for cell in chosen.values():
        cell[0](extract)
    error = refused(written(extract))
    assert where(error.faults) == sorted((f"{table}.csv", row, column) for table, row, column in chosen)
    assert f"have {len(chosen)} faults" in error.message.in_language("en")


def test_no_individual_number_is_printed(extract: Any, written: Written) -> None:
    for spoil, table, _row, column, _wording in CELLS:
        if column == "iin" and table != "persons":
            spoil(extract)
    extract["persons"][0]["iin"] = "900101300127"
    for fault in refused(written(extract)).faults:
        assert "9001013" not in str(fault)


def test_a_column_that_is_missing_or_unknown_is_named_with_the_nearest(
    extract: Any, written: Written
) -> None:
    for row in extract["persons"]:
        row["birthdate"] = row.pop("birth_date")
    for row in extract["incomes"]:
        row["remark"] = "x"
    faults = refused(written(extract)).faults
    assert where(faults) == [
        ("incomes.csv", 1, "remark"),
        ("persons.csv", 1, "birth_date"),
        ("persons.csv", 1, "birthdate"),
    ]
    texts = [fault.message.in_language("en") for fault in faults]
    assert "It has: iin, month, kind, amount" in texts[0]
    assert "missing; it must hold: date of birth" in texts[1]
    assert "Is birth_date meant?" in texts[2]


def test_a_header_may_not_repeat_a_column(tmp_path: Path, extract: Any, written: Written) -> None:
    source = written(extract)
    file = source / "dwellings.csv"
    file.write_text("family_number,kind,kind,area,owned\nA-1,house,house,1,true\n", encoding="utf-8")
    assert where(refused(source).faults) == [("dwellings.csv", 1, "kind")]


def test_a_number_of_no_category_is_no_fault(extract: Any, written: Written, tmp_path: Path) -> None:
    # 9+0+0+4+0+6+0+0+0+10+22 = 51 = 4*11 + 7: the seventh digit is 0, the control digit 7.
    for table in ("persons", "memberships", "incomes", "work"):
        for row in extract[table]:
            if row["iin"] == FATHER:
                row["iin"] = "900101000127"
    snapshot = build_snapshot(written(extract), tmp_path / "snapshot", date=ON, key=KEY)
    assert snapshot.scan("persons").collect().height == 7


def test_a_million_bad_cells_are_counted_exactly_and_listed_in_part(extract: Any, written: Written) -> None:
    first = extract["incomes"][0]
    extract["incomes"] = [{**first, "amount": "-1"} for _ in range(2_000)] + [{**first, "kind": "gift"}]
    error = refused(written(extract))
    assert "have 2001 faults" in error.message.in_language("en")
    by_column = [fault for fault in error.faults if fault.column == "amount"]
    assert [fault.row for fault in by_column] == list(range(2, 503))
    assert by_column[-1].message.in_language("en") == "The same fault in 1500 further rows."
    assert where(error.faults)[-1] == ("incomes.csv", 2002, "kind")


def test_missing_doubled_and_empty_files_are_faults(extract: Any, written: Written) -> None:
    del extract["memberships"]
    source = written(extract)
    (source / "persons.csv").write_text("")
    families = (source / "families.csv").read_text(encoding="utf-8")
    (source / "families.csv").write_text(families.splitlines()[0] + "\n")
    pl.DataFrame({"a": [1]}).write_parquet(source / "work.parquet")
    found: list[Fault] = list(refused(source).faults)
    assert [(fault.file, fault.message.in_language("en")) for fault in found] == [
        ("families.csv", "The file has no rows."),
        ("memberships.csv", "There is no such file, nor one in XLSX or Parquet."),
        ("persons.csv", "The file is empty: it has not even a header."),
        ("work.csv", "The table is also in work.parquet. Keep one file for one table."),
    ]

"""A wrong header does not hide the faults of the rows below it."""

from datetime import date
from pathlib import Path

import pytest

from esep.errors import InputRefused
from esep.registers import build_snapshot

PERSONS = """\
iin,birth_date,sex,surname,colour
123,2050-01-01,male,Сыдық,red
900101300017,1990-01-01,alien,Бек,blue
"""


def places_of_faults(folder: Path, persons: str) -> set[tuple[int, str]]:
    (folder / "registers").mkdir()
    (folder / "registers" / "persons.csv").write_text(persons, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        build_snapshot(folder / "registers", folder / "snapshot", date=date(2026, 10, 1), key=b"k" * 32)
    assert not (folder / "snapshot").exists()
    return {(fault.row, fault.column) for fault in refused.value.faults if fault.file == "persons.csv"}


def test_missing_and_unknown_columns_are_blamed_together_with_the_cells(tmp_path: Path) -> None:
    assert places_of_faults(tmp_path, PERSONS) == {
        (1, "colour"),
        (1, "given_name"),
        (1, "place"),
        (2, "birth_date"),
        (2, "iin"),
        (3, "sex"),
    }


def test_rows_are_not_judged_where_nothing_tells_the_persons_apart(tmp_path: Path) -> None:
    without_number = PERSONS.replace("iin,", "number,", 1)
    assert {row for row, _column in places_of_faults(tmp_path, without_number)} == {1}

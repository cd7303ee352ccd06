"""A long file read by two processes gives what one gives; whatever is wrong is told as one tells it."""

import json
from datetime import date
from pathlib import Path

import pytest

from esep.errors import InputRefused
from esep.familymap.answering import answer_families, halves, read_families

ON = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def every_file_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "LONG", 1)


def family(number: int) -> dict[str, object]:
    member = {
        "role": "head",
        "birth_date": "1990-03-01",
        "sex": "female",
        "incomes": [{"month": "2026-02-01", "kind": "wage", "amount": 1000 * number}],
    }
    child = {"role": "child", "birth_date": "2020-03-01", "sex": "male"}
    members = [member, *[child] * (number % 3)]
    return {"id": f"f{number}", "region": "310000000", "members": members}


def written(folder: Path, families: list[dict[str, object]]) -> Path:
    file = folder / "families.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in families))
    return file


def test_both_ways_give_the_same_tables(tmp_path: Path) -> None:
    file = written(tmp_path, [family(number) for number in range(1, 200)])
    whole, together = read_families(file), halves.read_long_file(file)
    assert together is not None
    assert together.silent == whole.silent
    for name, rows in whole.tables.items():
        assert together.tables[name].schema == rows.schema
        assert together.tables[name].equals(rows), name


def test_an_array_and_a_single_line_are_left_to_one_process(tmp_path: Path) -> None:
    array = tmp_path / "families.json"
    array.write_text(json.dumps([family(1), family(2)]))
    assert halves.read_long_file(array) is None
    assert halves.read_long_file(tmp_path / "absent.jsonl") is None


@pytest.mark.parametrize("at", [3, 190])
def test_a_fault_in_either_half_is_told_by_its_line_in_the_file(at: int, tmp_path: Path) -> None:
    families = [family(number) for number in range(1, 200)]
    families[at - 1]["region"] = 31
    with pytest.raises(InputRefused) as refused:
        answer_families(written(tmp_path, families), on=ON, provisions=["family_size"])
    assert [fault.row for fault in refused.value.faults] == [at]


def test_an_id_in_both_halves_is_refused(tmp_path: Path) -> None:
    families = [family(number) for number in range(1, 200)]
    families[195]["id"] = "f7"
    with pytest.raises(InputRefused) as refused:
        answer_families(written(tmp_path, families), on=ON, provisions=["family_size"])
    assert [fault.row for fault in refused.value.faults] == [196]


def test_families_without_ids_have_their_number_in_the_file(tmp_path: Path) -> None:
    families = [{**family(number), "id": None} for number in range(1, 60)]
    for one in families:
        del one["id"]
    answers = answer_families(written(tmp_path, families), on=ON, provisions=["family_size"])
    assert answers.families["id"].to_list() == [str(number) for number in range(1, 60)]

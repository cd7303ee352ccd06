"""The explanations of a district say the same as the explanation of each family by the reference engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest
from hand_region import DISTRICT, ON, family

from esep.engines.memory import Explained
from esep.errors import NotFound
from esep.familymap import explain_family
from esep.familymap.explanations import Explanations, explain_families
from esep.registers import Snapshot, build_snapshot
from esep.registers.synthesis import synthesize, zhambyl

FAR = "9999-12-31"


def below(told: Explained) -> Iterator[Explained]:
    yield told
    for each in told.inputs:
        yield from below(each)


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def line_of(folder: Path, number: int) -> dict[str, Any]:
    lines = (folder / "explanations.jsonl").read_bytes().splitlines()
    return next(told for line in lines if (told := orjson.loads(line))["family"] == number)


def compare(snapshot: Snapshot, made: Explanations, line: dict[str, Any], on: date) -> int:
    """How many values of one family's explanation stand in its line too; fails where one differs."""
    explanation = explain_family(snapshot, line["family"], on=on)
    members = {member["person"]: member for member in line["members"]}
    grounds, compared = made.grounds, 0
    for told in (each for value in explanation.values for each in below(value)):
        owner = line if told.entity == "family" else members.get(told.id)
        if told.kind == "provision":
            assert owner is not None
            assert owner["values"][told.name] == plain(told.value), told.name
        elif told.kind == "column" and told.entity in ("family", "person"):
            assert owner is not None
            facts = {**owner["facts"], "role": owner.get("role")}
            assert (FAR if facts[told.name] is None else facts[told.name]) == plain(told.value), told.name
        elif told.kind == "parameter":
            assert told.name in grounds["parameters"]
            value = grounds["parameters"][told.name]["value"]
            if not isinstance(value, list | dict):
                assert value == plain(told.value)
            assert told.standing is not None
            assert told.standing.article == grounds["parameters"][told.name]["article"]
        else:
            continue
        compared += 1
    assert members.keys() == {value.id for value in explanation.values if value.entity == "person"}
    return compared


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("explanations")
    spec = zhambyl().scaled(1500)
    synthesize(spec, folder / "registers", seed=3)
    return build_snapshot(folder / "registers", folder / "snapshot", date=spec.date, key=bytes(32))


def test_every_family_of_the_region_by_hand_has_all_values(hand_made: Snapshot, tmp_path: Path) -> None:
    made = explain_families(hand_made, on=ON)
    files = made.write(tmp_path)
    assert {path.name for path in files} >= {"grounds.json", "families.parquet", "explanations.jsonl"}
    for line in map(orjson.loads, (tmp_path / "explanations.jsonl").read_bytes().splitlines()):
        compare(hand_made, made, line, ON)
    arman = line_of(tmp_path, family("A-1"))
    assert arman["values"]["income_per_head"] == 30_000  # 360,000 by four persons and three months
    assert arman["values"]["quarter_shortfall"] == 4 * (3 * 38_485 - 90_000)
    assert len(arman["members"]) == 4
    assert arman["facts"]["cars"] == 1
    amounts = [row["amount"] for member in arman["members"] for row in member["facts"]["incomes"]]
    assert sorted(amounts) == [50_000, 120_000, 120_000, 120_000, 990_000]
    assert pl.read_parquet(tmp_path / "families.parquet").equals(made.families)


def test_every_family_of_a_made_up_region_has_all_values(made_up: Snapshot, tmp_path: Path) -> None:
    made = explain_families(made_up, on=made_up.date)
    made.write(tmp_path)
    lines = [orjson.loads(line) for line in (tmp_path / "explanations.jsonl").read_bytes().splitlines()]
    assert len(lines) == made_up.manifest.files["families.parquet"].rows
    compared = sum(compare(made_up, made, line, made_up.date) for line in lines[::7])
    assert compared > 5_000
    every = {step.name for step in made.plan.steps}
    assert every <= {*made.families.columns, *made.persons.columns}


def test_a_district_and_a_list_of_families_hold_only_these(hand_made: Snapshot) -> None:
    district = explain_families(hand_made, on=ON, district=DISTRICT)
    assert set(district.families["family"]) == {family("A-1"), family("B-1")}
    assert district.persons.height == 6
    one = explain_families(hand_made, on=ON, families=[family("C-1")], provisions=["level"])
    assert one.grounds["answers"] == ["level"]
    assert one.families.height == 1
    whole = explain_families(hand_made, on=ON)
    same = whole.families.filter(pl.col("family") == family("C-1"))
    assert one.families.equals(same.select(one.families.columns))


def test_families_that_are_not_there_are_refused(hand_made: Snapshot) -> None:
    with pytest.raises(NotFound, match="no family 5"):
        explain_families(hand_made, on=ON, families=[5])
    with pytest.raises(NotFound):
        explain_families(hand_made, on=ON, district="999999999")

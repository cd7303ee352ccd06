"""Families from JSON: answered as the reference engine does, refused with every fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import esep.kazakhstan
from esep.engines import memory
from esep.errors import InputRefused, NotFound, WrongSettings
from esep.familymap import FAMILY_PROVISIONS, PERSON_PROVISIONS
from esep.familymap.answering import answer_families, read_families
from esep.familymap.answering.form import ThingForm, family_form
from esep.familymap.answering.walking import faults_of
from esep.kazakhstan import law
from esep.law import FAMILY, PERSON
from esep.law.cases import Case, read_cases

CASES = [
    case
    for path in sorted(Path(esep.kazakhstan.__file__).parent.glob("*/cases.yaml"))
    for case in read_cases(path)
    if case.family is not None
]
ON = date(2026, 4, 1)
MOTHER = {"id": "mother", "role": "head", "sex": "female", "birth_date": "1990-03-01"}
FAMILY_OF_ONE = {"id": "A", "region": "310000000", "members": [MOTHER]}


def full(row: dict[str, Any], form: ThingForm) -> dict[str, Any]:
    """The row of a worked example with its silent columns, as JSON must state them."""
    columns = form.declared.columns
    found = {name: row.get(name, column.default) for name, column in columns.items()}
    found = {name: value for name, value in found.items() if value is not None}
    for name, part in form.parts.items():
        found[name] = [full(each, part) for each in row.get(name, ())]
    return found


def as_json(case: Case) -> dict[str, Any]:
    assert case.family is not None
    parts = {name: getattr(case, name) for name in family_form().parts if name != "members"}
    return full({**case.family, **parts, "members": case.persons}, family_form())


def known(case: Case) -> bool:
    """Worked examples may stand in regions that are none; JSON refuses these codes."""
    return not list(faults_of(orjson.loads(orjson.dumps(as_json(case))), family_form(), ""))


@pytest.mark.parametrize("case", [case for case in CASES if known(case)], ids=lambda case: case.name)
def test_a_worked_example_written_as_json_is_answered_as_it_was_worked(case: Case) -> None:
    answers = answer_families(orjson.dumps([as_json(case)]), on=case.on, provisions=case.expect)
    for name, expected in case.expect.items():
        of_family = name in answers.families.columns
        found = (answers.families if of_family else answers.persons)[name].to_list()
        assert (found[0] if of_family else found) == expected, name


def test_most_worked_examples_can_be_written_as_json() -> None:
    assert sum(map(known, CASES)) > len(CASES) * 0.9


def test_a_family_of_one_by_hand_in_every_form(tmp_path: Path) -> None:
    # 54,979 x 70 % = 38,485.3: the line of the region of Zhambyl, and nobody in the family has an income.
    lines = orjson.dumps(FAMILY_OF_ONE) + b"\n\n" + orjson.dumps({**FAMILY_OF_ONE, "id": 7}) + b"\n"
    for text in (lines, b"\xef\xbb\xbf[%b]" % lines.strip().replace(b"\n\n", b",")):
        answers = answer_families(text, on=ON)
        assert answers.families.select("id", "family_size", "targeted_assistance").rows() == [
            ("A", 1, 38485),
            ("7", 1, 38485),
        ]
        written = [orjson.loads(line) for line in answers.to_json_lines().splitlines()]
        whole = orjson.loads(answers.to_json())
        assert written == [{"grounds": whole["grounds"]}, *whole["families"]]
        for name, count in (("a.json", 1), ("a.jsonl", 1), ("a.parquet", 2)):
            assert len(answers.write(tmp_path / name)) == count
        assert pl.read_parquet(tmp_path / "a.parquet").equals(answers.families)
    pretty = orjson.dumps(FAMILY_OF_ONE, option=orjson.OPT_INDENT_2)
    assert answer_families(pretty, on=ON).families["id"].to_list() == ["A"]
    assert answer_families(b"[]", on=ON).families.height == 0


def test_what_was_silent_is_told_and_ids_may_be_left_out() -> None:
    silent = {"place": "313630100", "members": [{"sex": "male", "birth_date": "1990-01-01"}]}
    answers = answer_families(orjson.dumps([silent, silent]), on=ON, provisions=["able_bodied", "level"])
    assert answers.families["id"].to_list() == ["1", "2"]
    assert answers.persons.select("family", "id").rows() == [("1", "1"), ("2", "1")]
    assert answers.grounds["assumed"]["persons.disability"] == {"rows": 2, "value": "none"}
    assert "families.region" not in answers.grounds["assumed"]  # it follows from the place


def test_a_place_gives_what_the_registers_derive_from_it() -> None:
    stated = {"place": "313630100", "members": [MOTHER, {**MOTHER, "id": "b", "region": "110000000"}]}
    tables = read_families(orjson.dumps([stated])).tables
    derived = tables["families"].select("region", "district", "rural", "settlement_status").row(0)
    assert derived == ("310000000", "313600000", True, "village")
    assert tables["persons"]["place"].to_list() == ["313630100", "000000000"]
    assert tables["persons"]["region"].to_list() == ["310000000", "110000000"]


def test_the_grounds_tell_formula_article_value_and_source() -> None:
    grounds = answer_families(orjson.dumps([FAMILY_OF_ONE]), on=ON).grounds
    line = grounds["provisions"]["poverty_line"]
    assert set(line["formula"]) == {"kk", "ru", "en"}
    head = grounds["provisions"]["income_per_head"]["formula"]
    assert head["en"][0].startswith("«Income of the family» ÷ («Size of the family» × 3), rounded down")
    assert head["ru"][0].startswith("«Совокупный доход семьи» ÷ («Число членов семьи» × 3)")
    assert line["article"]
    assert set(line["title"]) == {"kk", "ru", "en"}
    assert grounds["parameters"]["poverty_share"]["value"] == 7000
    assert set(grounds["parameters"]["poverty_share"]) >= {"from", "source", "article", "confidence"}
    assert set(FAMILY_PROVISIONS) <= set(grounds["provisions"])


WRONG: list[tuple[Any, str]] = [
    ([{**FAMILY_OF_ONE, "colour": 1}], "/0/colour"),
    ([{**FAMILY_OF_ONE, "cars": "1"}], "/0/cars"),
    ([{**FAMILY_OF_ONE, "cars": True}], "/0/cars"),
    ([{**FAMILY_OF_ONE, "cars": 1.0}], "/0/cars"),
    ([{**FAMILY_OF_ONE, "cars": -1}], "/0/cars"),
    ([{**FAMILY_OF_ONE, "cars": 2**64 - 1}], "/0/cars"),
    ([{**FAMILY_OF_ONE, "cars": None}], "/0/cars"),
    ([{**FAMILY_OF_ONE, "rural": 1}], "/0/rural"),
    ([{**FAMILY_OF_ONE, "region": "313600000"}], "/0/region"),
    ([{**FAMILY_OF_ONE, "region": None}], "/0/region"),
    ([{"members": [MOTHER]}], "/0/place"),
    ([{**FAMILY_OF_ONE, "members": {}}], "/0/members"),
    ([{**FAMILY_OF_ONE, "members": [MOTHER, 5]}], "/0/members/1"),
    ([{**FAMILY_OF_ONE, "members": [MOTHER, MOTHER]}], "/0/members/1/id"),
    ([{**FAMILY_OF_ONE, "members": [{**MOTHER, "birth_date": "2026-02-30"}]}], "/0/members/0/birth_date"),
    ([{**FAMILY_OF_ONE, "members": [{**MOTHER, "birth_date": "20260201"}]}], "/0/members/0/birth_date"),
    ([{**FAMILY_OF_ONE, "members": [{**MOTHER, "birth_date": None}]}], "/0/members/0/birth_date"),
    ([{**FAMILY_OF_ONE, "members": [{**MOTHER, "role": ["head"]}]}], "/0/members/0/role"),
    (
        [{**FAMILY_OF_ONE, "members": [{**MOTHER, "benefits": [{"valid_from": "2025-01-01"}]}]}],
        "/0/members/0/benefits/0/kind",
    ),
    ([{**FAMILY_OF_ONE, "members": [MOTHER] * 301}], "/0/members"),
    ([{**FAMILY_OF_ONE, "id": ""}], "/0/id"),
    ([FAMILY_OF_ONE, FAMILY_OF_ONE], "/1/id"),
    ([FAMILY_OF_ONE, [1]], "/1"),
]


@pytest.mark.parametrize(("families", "pointer"), WRONG, ids=[f"{n}{at}" for n, (_, at) in enumerate(WRONG)])
def test_a_fault_is_told_by_its_pointer(families: list[Any], pointer: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_families(orjson.dumps(families))
    assert pointer in {fault.column for fault in refused.value.faults}


def test_every_fault_of_json_lines_is_told_by_line_and_pointer(tmp_path: Path) -> None:
    file = tmp_path / "families.jsonl"
    bad = orjson.dumps({**FAMILY_OF_ONE, "id": "B", "cars": -1, "members": [{"sex": "male"}]})
    file.write_bytes(b"\n".join([orjson.dumps(FAMILY_OF_ONE), bad, b"{oops", orjson.dumps(FAMILY_OF_ONE)]))
    with pytest.raises(InputRefused) as refused:
        read_families(file)
    told = [(fault.row, fault.column) for fault in refused.value.faults]
    assert told == [(2, "/cars"), (2, "/members/0/birth_date"), (3, ""), (4, "/id")]
    for text in (b"", b"  \n", b"nonsense", b"[{]"):
        with pytest.raises(InputRefused):
            read_families(text)
    with pytest.raises(NotFound):
        read_families(tmp_path / "absent.json")
    with pytest.raises(WrongSettings):
        answer_families(orjson.dumps([FAMILY_OF_ONE]), on=ON).write(tmp_path / "answers.xml")


JSON_VALUES = st.sampled_from(
    [
        None,
        True,
        0,
        1,
        -1,
        2**63,
        1.5,
        "",
        "none",
        "head",
        "house",
        "2026-01-01",
        "310000000",
        [],
        [{}],
        {},
        "000000000",
    ]
)


@st.composite
def spoiled(draw: Any) -> dict[str, Any]:
    """A family of which some field, somewhere, holds anything."""

    def thing(form: ThingForm, depth: int) -> dict[str, Any]:
        names = draw(st.lists(st.sampled_from(sorted(form.names)), max_size=3, unique=True))
        required = {field.name: _fitting(field) for field in form.fields if field.required}
        found: dict[str, Any] = {**required, **{name: draw(JSON_VALUES) for name in names}}
        for name, part in form.parts.items():
            if depth and draw(st.booleans()):
                found[name] = [thing(part, depth - 1) for _ in range(draw(st.integers(0, 2)))]
        return found

    return {"region": "310000000", **thing(family_form(), 2)}


def _fitting(field: Any) -> Any:
    return {"flag": True, "date": "2026-01-01", "number": 1}.get(field.sort) or sorted(field.words)[0]


@given(st.lists(spoiled(), max_size=3))
def test_the_quick_look_and_the_walk_agree_on_what_is_a_fault(families: list[dict[str, Any]]) -> None:
    for family in families:
        family.pop("id", None)
    walked = any(list(faults_of(family, family_form(), "")) for family in families)
    found = faults_in(families)
    assert bool(found) == walked
    assert not [message for message in found if "cannot be read" in message]


def faults_in(families: list[Any]) -> list[str]:
    try:
        read_families(orjson.dumps(families))
    except InputRefused as error:
        return [str(fault.message) for fault in error.faults]
    return []


def test_all_provisions_agree_with_the_reference_engine() -> None:
    families = [as_json(case) for case in CASES if known(case)]
    provisions = (*FAMILY_PROVISIONS, *PERSON_PROVISIONS)
    read = read_families(orjson.dumps(families))
    answers = answer_families(read, on=ON, provisions=provisions)
    tables = {name: rows.drop("id", strict=False).to_dicts() for name, rows in read.tables.items()}
    expected = memory.run(answers.plan, tables)
    for entity, found in ((FAMILY, answers.families), (PERSON, answers.persons)):
        names = list(answers.plan.asked_of(entity))
        assert found.select(names).to_dicts() == [{n: row[n] for n in names} for row in expected[entity]]


def test_the_law_is_that_of_kazakhstan_unless_another_is_given() -> None:
    answers = answer_families(
        orjson.dumps([FAMILY_OF_ONE]), on=ON, law=law().changed({"poverty_share": 10000})
    )
    assert answers.families["targeted_assistance"].to_list() == [54979]
    assert answers.grounds["changes"]

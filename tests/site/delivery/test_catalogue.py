"""The catalogue of kinds: all that the ledger follows, in three languages; a new kind needs no code."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep_site.delivery import catalogue
from esep_site.delivery.catalogue import Category, ImpossibleKind, Kind, kinds, read_kind
from esep_site.delivery.expressions import ImpossibleExpression, holds, names_in
from esep_site.delivery.field_values import NotSo, plain_fields, plain_value

EVERY_KIND = {
    "programme", "business_support", "grant", "training", "infrastructure_project", "investment_project",
    "zone", "site", "road_section", "housing_block", "memorandum", "employer_agreement", "settlement_budget",
    "digital_item", "openness_item",
}  # fmt: skip
"""The kinds that the texts of the five regions speak of, written by hand."""

WALRUS = """
kind: walrus
version: 1
names: {kk: Морж, ru: Морж, en: Walrus}
plural: {kk: Морждар, ru: Моржи, en: Walruses}
about: {kk: Жоқ., ru: Нет., en: None.}
fields:
  - {code: teeth, type: number, at_most: 2, names: {kk: Азу, ru: Клыки, en: Tusks}}
stages:
  - {code: calf, category: planned, moves: [grown], names: {kk: бала, ru: детёныш, en: calf}}
  - {code: grown, category: done, names: {kk: ересек, ru: взрослый, en: grown}}
"""
CHECK = "checks: [{code: a, holds: %s, text: {kk: а, ru: а, en: a}}]\nversion: 1"


def test_every_kind_that_the_texts_speak_of_is_there() -> None:
    assert set(kinds()) >= EVERY_KIND
    assert next(iter(kinds())) == "programme"


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.kind)
def test_the_stages_of_a_kind_lead_from_the_first_to_an_end(kind: Kind) -> None:
    reached, ahead = {kind.first_stage.code}, [kind.first_stage.code]
    while ahead:
        for move in kind.stage_by_code[ahead.pop()].moves:
            if move not in reached:
                reached.add(move)
                ahead.append(move)
    assert reached == set(kind.stage_by_code)
    ends = {stage.category for stage in kind.stages if not stage.moves}
    assert ends & {Category.DONE, Category.STOPPED}


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.kind)
def test_russian_names_hold_no_kazakh_letters_and_names_are_not_copies(kind: Kind) -> None:
    names = [kind.names, kind.plural, kind.about, *(check.text for check in kind.checks)]
    parts = (*kind.fields, *kind.stages, *kind.documents, *kind.indicators)
    names += [part.names for part in parts]
    names += [each for field in kind.fields for each in field.choices.values()]
    assert not [name.ru for name in names if set(name.ru.lower()) & set("әғқңөұүһі")]
    assert not [name.kk for name in names if len(name.kk.split()) > 3 and name.kk == name.ru]
    assert all(text.text.kk.endswith(".") for text in kind.checks)


def test_a_new_kind_needs_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / "walrus.yaml").write_text(WALRUS, encoding="utf-8")
    monkeypatch.setattr(catalogue, "folder", lambda: type("F", (), {"root": tmp_path}))
    found = kinds.__wrapped__()
    assert found["walrus"].fields[0].names.in_language("ru") == "Клыки"
    assert plain_fields(found["walrus"], "calf", {"teeth": "3"})[1].keys() == {"teeth"}


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("moves: [grown]", "moves: [flown]", "moves to flown"),
        ("type: number", "type: choice", "choices stand"),
        ("version: 1", CHECK % "{at_most: [teeth, tails]}", "asks tails"),
        ("version: 1", CHECK % "{exec: rm}", "no condition"),
        ("version: 1", "version: 1\nsecret: 1", "secret"),
        ("code: grown, category: done", "code: calf, category: done", "more than once"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_kind_is_refused_with_its_fault(
    tmp_path: Path, was: str, now: str, said: str
) -> None:
    path = tmp_path / "walrus.yaml"
    path.write_text(WALRUS.replace(was, now), encoding="utf-8")
    with pytest.raises(ImpossibleKind, match=said):
        read_kind(path)


KNOWN = {
    "a": 1,
    "b": 2,
    "day": datetime.date(2026, 5, 1),
    "later": datetime.date(2026, 6, 1),
    "has.contract": True,
}


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ({"at_most": ["a", "b"]}, True),
        ({"at_most": ["b", "a"]}, False),
        ({"below": ["a", "a"]}, False),
        ({"equal": [{"sum": ["a", "a"]}, "b"]}, True),
        ({"equal": [{"difference": ["b", "a", 1]}, 0]}, True),
        ({"equal": [{"times": ["b", "b"]}, 4]}, True),
        ({"at_most": ["day", "later"]}, True),
        ({"at_most": ["a", "nobody"]}, None),
        ({"has": "contract"}, True),
        ({"has": "union"}, False),
        ({"given": "nobody"}, False),
        ({"not": {"at_most": ["a", "nobody"]}}, None),
        ({"all": [{"at_most": ["a", "b"]}, {"at_most": ["a", "nobody"]}]}, None),
        ({"all": [{"at_most": ["b", "a"]}, {"at_most": ["a", "nobody"]}]}, False),
        ({"any": [{"at_most": ["a", "b"]}, {"at_most": ["a", "nobody"]}]}, True),
        ({"if": {"at_most": ["b", "a"]}, "then": {"equal": ["a", 5]}}, True),
        ({"if": {"at_most": ["a", "b"]}, "then": {"equal": ["a", 5]}}, False),
        ({"if": {"at_most": ["a", "nobody"]}, "then": {"equal": ["a", 5]}}, None),
    ],
)
def test_a_condition_holds_or_not_or_cannot_be_told(condition: object, answer: bool | None) -> None:
    names_in(condition)
    assert holds(condition, KNOWN) is answer


@given(
    st.recursive(st.text() | st.integers() | st.none(), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
)
def test_what_is_no_condition_is_refused_and_never_run(condition: object) -> None:
    with pytest.raises(ImpossibleExpression):
        names_in(condition)


ROAD = {"road": "А-343", "owner": "regional", "works": "middle", "length": "12,5"}


def test_fields_are_read_as_they_are_typed_or_sent() -> None:
    fields = kinds()["road_section"].by_code
    assert plain_value(fields["length"], 12.5) == "12.5"
    assert plain_value(fields["length"], "12.500") == "12.5"
    assert plain_value(fields["length"], "0.1") == "0.1"
    assert plain_value(fields["owner"], "Республикалық") == "national"
    assert plain_value(fields["contract_day"], "31.12.2026") == "2026-12-31"
    assert plain_value(fields["contract_day"], datetime.date(2026, 12, 31)) == "2026-12-31"
    assert plain_value(fields["warranty_years"], 3.0) == 3
    assert plain_value(kinds()["grant"].by_code["youth"], "иә") is True
    assert plain_value(fields["road"], "  ") is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("length", "many"), ("length", -1), ("length", 1e30), ("length", float("nan")), ("length", "1.23456"),
        ("length", "1e3"), ("owner", "moon"), ("contract_day", "2026-02-30"), ("contract_day", "03/08/2026"),
        ("warranty_years", 51), ("warranty_years", "2.5"), ("warranty_years", True), ("road", "я" * 3000),
    ],
)  # fmt: skip
def test_what_cannot_stand_in_a_field_is_refused(name: str, value: object) -> None:
    with pytest.raises(NotSo):
        plain_value(kinds()["road_section"].by_code[name], value)


def test_a_field_is_required_from_its_stage_on_and_not_of_what_was_stopped() -> None:
    kind = kinds()["road_section"]
    needed = {"warranty_years", "accepted_on", "conclusion"}
    values = {"road": "A", "owner": "street", "works": "new", "length": 1}
    for stage, missing in (("planned", set()), ("tender", set()), ("accepted", needed), ("stopped", set())):
        assert plain_fields(kind, stage, values)[1].keys() == missing, stage
    assert plain_fields(kind, "planned", {**values, "colour": "red"})[1].keys() == {"colour"}

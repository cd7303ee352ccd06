"""An explanation as text, HTML and JSON: what is said, in the grammar of each language."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hand_region import ON, family, person
from jsonschema import Draft202012Validator

from esep.engines.memory import Newcomers
from esep.familymap import Refusal, explain_family, refusals_of_family
from esep.familymap.nearest import Change, OtherIncome
from esep.familymap.telling import explanation_json, explanation_page, refusal_lines, told_text
from esep.familymap.telling.sentences import age_text, condition_texts
from esep.messages import LANGUAGES, Name

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "reference" / "explanation.schema.json"
NBSP = "\u00a0"
RULE = "Income of the quarter before, by members and by three months, in whole tenge."
FORMULA = {
    "kk": [
        "«Отбасының жиынтық табысы» ÷ («Отбасы мүшелерінің саны» × 3), төмен қарай дөңгелектенеді "
        "(нөлге бөлінсе: 0)"
    ],
    "ru": ["«Совокупный доход семьи» ÷ («Число членов семьи» × 3), с округлением вниз (при делении на 0: 0)"],
    "en": ["«Income of the family» ÷ («Size of the family» × 3), rounded down (0 when divided by 0)"],
}
"""The rule of income_per_head, in one line; the sentence is of its docstring."""
TITLE = Name("Көмек", "Помощь", "Help")


@pytest.fixture(scope="module")
def trader(hand_made):
    number = family("D-1")
    return explain_family(hand_made, number, on=ON), refusals_of_family(hand_made, number, on=ON)


def income(difference, onwards=True):
    return Change("income", OtherIncome(1_000_000, 1_000_000 + difference, onwards))


@pytest.mark.parametrize(
    ("change", "language", "said"),
    [
        (
            income(-3),
            "en",
            "if the counted income of the quarter were at least 3 tenge lower (1 tenge a month)",
        ),
        (
            income(-4),  # a third is 1.33: 1 a month would be 3 in the quarter, too little
            "kk",
            "тоқсанда есепке алынатын табыс кемінде 4 теңгеге аз болса (айына 2 теңге)",
        ),
        (
            income(-969_092),
            "ru",
            f"если бы учитываемый доход за квартал был ниже не менее чем на 969{NBSP}092 тенге "
            f"(323{NBSP}031 тенге в месяц)",
        ),
        (
            income(7),
            "en",
            "if the counted income of the quarter were at least 7 tenge higher (3 tenge a month)",
        ),
        (
            income(-7, onwards=False),
            "en",
            "if the counted income of the quarter were exactly 7 tenge lower",
        ),
        (
            Change("children", (Newcomers(1, "child", 12, 83),)),
            "en",
            "with 1 more child (1–6 years)",
        ),
        (
            Change("children", (Newcomers(1, "child", 12, 83),)),
            "ru",
            "если бы в семье был ещё 1 ребёнок (возраст: 1–6 лет)",
        ),
        (
            Change("children", (Newcomers(2, "child", 0, 215),)),
            "ru",
            "если бы в семье было ещё 2 ребёнка (возраст: 0–17 лет)",
        ),
        (
            Change("children", (Newcomers(5, "child", 0, 17),)),
            "ru",
            "если бы в семье было ещё 5 детей (возраст: 0–17 месяцев)",
        ),
        (
            Change("children", (Newcomers(5, "child", 0, 17),)),
            "kk",
            "отбасында тағы 5 бала болса (жасы: 0–17 ай)",
        ),
        (
            Change("adults", (Newcomers(1, "other", 216, 1320),)),
            "ru",
            "если бы в семье был ещё 1 взрослый (возраст: 18 лет и старше)",
        ),
        (Change("fewer", ((12, 13),)), "en", "without 2 members (persons 12, 13)"),
        (Change("fewer", ((12,),)), "kk", "отбасы құрамында 1 мүше болмаса (12)"),
        (Change("later", date(2027, 3, 1)), "kk", "2027 жылғы 1 наурыз күні"),
        (Change("later", date(2027, 3, 1)), "ru", "1 марта 2027 года"),
        (Change("later", date(2027, 3, 1)), "en", "on 1 March 2027"),
    ],
)
def test_each_change_is_a_sentence_in_its_grammar(change, language, said):
    assert condition_texts(change, language) == [said]


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ((0, 11), "0 лет"),
        ((12, 23), "1 год"),
        ((12, 35), "1–2 года"),
        ((0, 0), "0 месяцев"),
        ((18, 40), "18–40 месяцев"),
        ((252, 1320), "21 год и старше"),
        ((217, 1320), "217 месяцев и старше"),
    ],
)
def test_a_range_of_ages_in_russian(months, said):
    assert age_text(*months, "ru") == said


def test_what_does_not_help_is_said_and_what_is_unknown_too():
    changes = (
        Change("later", None),
        Change("income", None, decided=False),
        Change("earlier", date(2025, 5, 31)),
    )
    told = refusal_lines(Refusal("help", TITLE, "person", 12, changes), "en")
    assert told.heading == "Help, person 12: refused."
    assert told.conditions == ()
    assert told.remarks == (
        "By the same rows it was last granted on 31 May 2025.",
        "Would not grant it, taken alone: any day of the next 24 months.",
        "Could not be decided: any other counted income of the quarter.",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_tells_the_tree_and_then_what_would_turn_it(trader, language):
    text = told_text(*trader, language)
    heading = {"kk": "Бас тарту қандай", "ru": "Что изменило бы отказ", "en": "What would turn a refusal"}
    assert heading[language] in text
    amount = "969,092" if language == "en" else f"969{NBSP}092"
    assert f"{amount} " in text[text.index(heading[language]) :]


def test_json_keeps_its_schema(trader):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    told = json.loads(explanation_json(*trader))
    Draft202012Validator(schema).validate(told)
    assert told["family"] == family("D-1")
    (assistance,) = (r for r in told["refusals"] if r["name"] == "targeted_assistance")
    found = {change["kind"]: change for change in assistance["changes"]}
    assert found["income"]["difference"] == -969_092
    assert found["income"]["difference_per_month"] == -323_031
    assert found["fewer"]["choices"] == [{"count": 1, "persons": [person("Darkhan")]}]
    assert found["later"] == {"kind": "later", "outcome": "none"}
    assert assistance["changes"][0]["text"]["en"][0].startswith("if the counted income")


def test_json_names_the_act_of_each_value(trader):
    told = json.loads(explanation_json(*trader))
    (assistance,) = (v for v in told["values"] if v["name"] == "targeted_assistance")
    assert assistance["standing"]["act_name"]["ru"] == "Социальный кодекс Республики Казахстан"


def test_json_has_the_formula_of_each_provision_told(trader):
    told = json.loads(explanation_json(*trader))
    named, values = set(), list(told["values"])
    while values:
        value = values.pop()
        values += value["inputs"]
        if value["kind"] == "provision":
            named.add(value["name"])
    assert set(told["formulas"]) == named
    assert told["formulas"]["income_per_head"] == FORMULA
    assert told["values"][0]["formula"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_a_rule_as_a_formula_in_its_language(trader, language):
    page = explanation_page(*trader, language)
    (line,) = FORMULA[language]
    word = "Formula" if language == "en" else "Формула"
    assert f'<p class="ground">{word}: {line}</p>' in page
    assert (RULE in page) is (language == "en")


def test_an_explanation_without_its_plan_tells_the_sentence_alone(trader):
    explanation, refusals = trader
    alone = replace(explanation, plan=None)
    assert alone == explanation
    assert f'Правило: <span lang="en">{RULE}' in explanation_page(alone, refusals, "ru")
    assert json.loads(explanation_json(alone))["formulas"] == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_alone_and_every_link_in_it_leads_somewhere(trader, language):
    page = explanation_page(*trader, language)
    assert f'<html lang="{language}">' in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#|data:)', page)
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


def test_a_made_up_region_is_said_to_be(trader):
    assert "вымышлены" in explanation_page(*trader, "ru", made_up=True)
    assert "вымышлены" not in explanation_page(*trader, "ru")


def test_what_a_text_holds_cannot_break_the_page(trader):
    explanation, refusals = trader
    spoiled = type(explanation)(
        explanation.family, explanation.date, explanation.values, changes=("<b>x</b> = 1",)
    )
    page = explanation_page(spoiled, refusals, "en")
    assert "&lt;b&gt;x&lt;/b&gt; = 1" in page

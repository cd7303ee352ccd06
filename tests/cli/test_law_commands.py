"""``esep law``: the law asked on the command line; what is expected was read in its YAML files."""

import json
import re

import pytest

from esep.cli import main


@pytest.fixture
def asked(esep):
    """Asks for JSON and reads it."""

    def ask(*words):
        ran = esep("law", *words, "--json")
        assert (ran.code, ran.err) == (0, "")
        return json.loads(ran.out)

    return ask


def lines(ran):
    return [" ".join(line.split()) for line in ran.out.splitlines()]


def test_the_list_names_provisions_parameters_and_acts(esep, asked):
    rows = {(row["kind"], row["name"]): row["title"] for row in asked("list")}
    assert rows["provision", "targeted_assistance"]["ru"] == "Адресная социальная помощь"
    assert rows["parameter", "mci"]["en"] == "Monthly calculation index (MCI)"
    assert rows["act", "267"]["en"].startswith("Order No. 267")
    assert {row["kind"] for row in asked("list", "--kind", "parameter")} == {"parameter"}
    assert "mci parameter Monthly calculation index (MCI)" in lines(esep("law", "list"))


def test_a_provision_is_shown_with_formula_act_and_ground(esep):
    shown = lines(esep("law", "show", "child_supplement", "--on", "2026-04-01"))
    assert shown[0] == "Supplement for children of 1 to 6 (child_supplement)"
    assert "Of: family" in shown
    assert "Unit: KZT/month" in shown
    assert "From 2023-01-01" in shown
    assert any(
        line.startswith("Social Code of the Republic of Kazakhstan, article not found.") for line in shown
    )
    assert "otherwise: 0" in shown
    assert "Rests on provisions: below_poverty_line, young_children" in shown
    assert "Used by: assistance_with_supplement" in shown
    assert "From 2015-01-01 to 2022-12-31" not in shown
    assert "From 2015-01-01 to 2022-12-31" in lines(esep("law", "show", "child_supplement"))


def test_a_provision_as_data_says_the_formula_in_three_languages(asked):
    told = asked("show", "targeted_assistance", "--on", "2026-04-01")
    (version,) = told["versions"]
    assert version["formula"]["en"] == ["«Shortfall of the quarter» ÷ 3, rounded to the nearest"]
    assert version["formula"]["ru"] == ["«Недостающая за квартал сумма» ÷ 3, с округлением до ближайшего"]
    assert (version["from"], version["to"], version["act"]) == ("2023-07-01", None, "224-VII")
    assert told["rests_on"]["provisions"] == ["quarter_shortfall"]
    assert len(asked("show", "targeted_assistance")["versions"]) == 4


def test_a_parameter_is_shown_value_by_value(esep, asked):
    shown = lines(esep("law", "show", "mci"))
    at = shown.index("From 2026-01-01")
    assert shown[at + 1 : at + 3] == [
        "4,325 KZT/MCI",
        "Law on the republican budget, article not found. "
        "Source: mgorod.kz; baq.kz; kaz.inform.kz (confirmed)",
    ]
    (value,) = asked("show", "mci", "--on", "2022-03-31")["values"]
    assert (value["value"], value["from"]) == (3063, "2022-01-01")


def test_an_act_is_shown_with_what_stands_on_it(esep, asked):
    told = asked("show", "63-III")
    assert (told["date"], told["confidence"]) == ("2005-06-28", "secondary")
    assert "mother_award_allowance" in told["standing_on_it"]
    assert "Date: 2005-06-28" in lines(esep("law", "show", "63-III"))


def test_uses_are_provisions_measures_columns_and_offers(esep, asked):
    uses = {(use["kind"], use["name"]): use["itself"] for use in asked("uses", "poverty_share")}
    assert uses["provision", "poverty_line"] is True
    assert uses["provision", "targeted_assistance"] is False
    assert uses["measure", "targeted_assistance"] is False
    assert uses["column", "poverty_line"] is False
    offers = {use["name"] for use in asked("uses", "below_subsistence") if use["kind"] == "offer"}
    assert offers == {"work", "training", "business", "household"}
    assert "poverty_line provision itself Poverty line" in lines(esep("law", "uses", "poverty_share"))


def test_changes_at_the_new_year(esep, asked):
    changes = {change["name"]: change for change in asked("changes", "2025-12-31", "2026-01-01")}
    assert changes["mci"]["entries"] == [{"entry": "", "old": 3932, "new": 4325, "unit": "KZT/MCI"}]
    assert changes["mci"]["new"]["act"] == "budget"
    assert changes["subsistence_minimum"]["entries"][0]["new"] == 50851
    assert "poverty_share" not in changes
    shown = lines(esep("law", "changes", "2025-12-31", "2026-01-01"))
    assert any(re.match(r"mci 3,932 .*4,325 .*2026-01-01", line) for line in shown)


def test_what_is_not_confirmed(esep, asked):
    rows = {(row["name"], row["from"]): row["confidence"] for row in asked("unconfirmed")}
    assert rows["mci", "2017-01-01"] == "derived"
    assert ("mci", "2026-01-01") not in rows
    shown = lines(esep("law", "unconfirmed"))
    assert any(line.startswith("mci parameter 2018-01-01 derived") for line in shown)


@pytest.mark.parametrize("command", ["show", "uses"])
def test_an_unknown_name_is_answered_with_near_ones(esep, command):
    ran = esep("law", command, "poverty_lin")
    assert (ran.code, ran.out) == (11, "")
    assert "The law has no 'poverty_lin'. Near it are: poverty_line" in ran.err
    far = esep("law", command, "qqqq")
    assert far.code == 11
    assert "'esep law list' lists what it has." in far.err


def test_a_day_without_the_provision_and_days_in_the_wrong_order_are_refused(esep):
    absent = esep("law", "show", "level", "--on", "2020-01-01")
    assert absent.code == 15
    assert "is not in force on 2020-01-01" in absent.err
    turned = esep("law", "changes", "2026-01-01", "2025-01-01")
    assert turned.code == 13
    assert "2025-01-01 is before 2026-01-01. Give the earlier day first." in turned.err
    assert esep("law", "changes", "2026", "2025-01-01").code == 2


@pytest.mark.parametrize(("language", "word"), [("kk", "Бірлігі: теңге/ай"), ("ru", "Единица: тенге/мес.")])
def test_the_answer_follows_the_language(capsys, language, word):
    assert main(["law", "show", "targeted_assistance", "--language", language]) == 0
    shown = capsys.readouterr().out
    assert word in shown
    assert "rounded" not in shown

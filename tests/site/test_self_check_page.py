"""The self-check as citizens meet it. There is no database here: a page that asks it for anything fails."""

import datetime
import logging
from decimal import Decimal
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from esep_site.logs import configure
from esep_site.selfcheck import pages
from esep_site.selfcheck.fields import CountField, DayField, NumberField, SumField
from esep_site.selfcheck.household import pressed

LANGUAGES = ("kk", "ru", "en")
ON = "01.04.2026"
MOTHER_OF_FOUR = {
    "months": "2026-01-01",
    "persons": "5",
    "place-region": "310000000",
    "place-district": "314000000",
    "place-settlement": "village",
    "place-on": ON,
    **{
        f"p{number}-{name}": value
        for number, born in enumerate(["1.03.1990", "2.04.2025", "1.04.2025", "2.04.2019", "1.04.2019"], 1)
        for name, value in {
            "role": "head" if number == 1 else "child",
            "birth_date": born,
            "sex": "female",
            "incomes": "1",
            "drawn": "1",
            "studies": "school" if number == 5 else "",
        }.items()
    },
}


def ask(client: Client, typed: dict[str, str], do: str = "answer", language: str = "en") -> tuple[int, str]:
    answer = client.post(f"/{language}/self-check/", {**typed, "do": do})
    return answer.status_code, answer.content.decode().replace("\u00a0", " ")


class Inputs(HTMLParser):
    """The values that stand in the fields of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "select":
            self.select = told["name"]
            self.values[self.select] = ""
        elif tag == "option" and "selected" in told:
            self.values[self.select] = told["value"]
        elif tag == "input" and (told.get("type") not in ("radio", "checkbox") or "checked" in told):
            self.values[told["name"]] = told.get("value", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sums_are_those_worked_by_hand(client: Client, language: str) -> None:
    status, page = ask(client, MOTHER_OF_FOUR, language=language)
    assert status == 200
    # Worked in tests/support/test_self_check.py; each month together, and the payment at birth.
    together = {"kk": ("313 223", "272 475"), "ru": ("313 223", "272 475"), "en": ("313,223", "272,475")}
    for sum_ in together[language]:
        assert f"{sum_} ₸" in page


def test_no_cookie_is_set_but_that_against_forged_forms(client: Client) -> None:
    client.get("/kk/")
    client.get("/kk/self-check/")
    ask(client, MOTHER_OF_FOUR)
    assert set(client.cookies) <= {"csrftoken"}


def test_no_copy_is_left_on_the_way(client: Client) -> None:
    answer = client.post("/ru/self-check/", {**MOTHER_OF_FOUR, "do": "answer"})
    assert "no-store" in answer["Cache-Control"]


def test_what_was_typed_reaches_no_log_even_when_the_page_fails(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("worn out")

    monkeypatch.setattr(pages, "self_check", fail)
    client.raise_request_exception = False
    before = logging.getLogger().handlers[:]
    written = StringIO()
    configure({"level": "DEBUG"})
    logging.getLogger().handlers[0].setStream(written)  # type: ignore[attr-defined]
    try:
        status, page = ask(client, {**MOTHER_OF_FOUR, "p2-birth_date": "13.11.2024"})
    finally:
        logging.getLogger().handlers[:] = before
        logging.getLogger().setLevel("ERROR")
    assert status == 500
    assert "error" in written.getvalue()
    assert "worn out" not in page
    for typed in ("13.11.2024", "2024, 11, 13", "314000000"):
        assert typed not in written.getvalue()


def test_a_person_is_added_and_taken_away_and_nothing_typed_is_lost(client: Client) -> None:
    _status, page = ask(client, {**MOTHER_OF_FOUR, "p1-i1-kind": "wage", "p1-i1-first": "no"}, "add-person")
    values = Inputs(page).values
    assert values["persons"] == "6"
    assert values["p1-i1-first"] == "no"
    assert values["p5-birth_date"] == "1.04.2019"
    _status, page = ask(client, MOTHER_OF_FOUR, "remove-person 2")
    values = Inputs(page).values
    assert values["persons"] == "4"
    assert [values[f"p{number}-birth_date"] for number in range(1, 5)] == [
        "1.03.1990",
        "1.04.2025",
        "2.04.2019",
        "1.04.2019",
    ]
    assert 'class="fault"' not in page


@pytest.mark.parametrize(
    ("button", "name", "value"),
    [
        ("add-income 2", "p2-incomes", "2"),
        ("add-drawn 1", "p1-drawn", "2"),
        ("remove-person 1", "persons", "5"),
        ("remove-person x", "persons", "5"),
        ("add-income ²", "p2-incomes", "1"),
        ("nonsense", "persons", "5"),
    ],
)
def test_a_button_changes_how_many_lines_there_are(button: str, name: str, value: str) -> None:
    assert pressed(MOTHER_OF_FOUR, button)[0][name] == value


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("place-district", ""),
        ("place-district", "316200001"),
        ("place-settlement", ""),
        ("place-on", "31.02.2026"),
        ("place-on", "1.1.2017"),
        ("p2-birth_date", "8.03.20"),
        ("p2-birth_date", ""),
        ("p2-birth_date", "2.04.2026"),
        ("p2-birth_date", "2.04.1826"),
        ("p3-sex", ""),
        ("p4-role", ""),
        ("p4-age", "seven"),
        ("p4-age", "130"),
        ("p1-i1-first", "45.000"),
        ("p1-i1-second", "-5"),
        ("p1-i1-kind", "treasure"),
        ("p1-d1-kind", "treasure"),
        ("p1-job_lost_on", "2.05.2026"),
        ("home-area", "12.555"),
        ("home-utility_costs", "many"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fault_stands_at_its_field_and_nothing_is_lost(
    client: Client, field: str, typed: str, language: str
) -> None:
    status, page = ask(client, {**MOTHER_OF_FOUR, field: typed}, language=language)
    assert status == 422
    assert f'id="id_{field}_error"' in page
    assert f'href="#id_{field}"' in page or f'href="#id_{field}_0"' in page
    values = Inputs(page).values
    for name, value in MOTHER_OF_FOUR.items():
        if name not in (field, "p3-sex") and not (name == "months" and field == "place-on"):
            assert values[name] == value, name
    if typed and not field.endswith(("kind", "district")):
        assert values[field] == typed


def test_money_without_its_kind_and_a_payment_without_its_sum_are_faults(client: Client) -> None:
    status, page = ask(client, {**MOTHER_OF_FOUR, "p1-i1-first": "100", "p1-d1-kind": "large_family"})
    assert status == 422
    assert 'id="id_p1-i1-kind_error"' in page
    assert 'id="id_p1-d1-amount_error"' in page


def test_another_day_asks_about_other_months_before_it_answers(client: Client) -> None:
    moved = {**MOTHER_OF_FOUR, "place-on": "01.07.2026"}
    status, page = ask(client, moved)
    assert status == 200
    assert "April 2026" in page
    again = Inputs(page).values
    assert again["months"] == "2026-04-01"
    _status, page = ask(client, again)
    assert "272,475" not in page  # the twins are a year old by then
    assert "Help that your family can get" in page


def test_the_answer_can_be_saved_as_one_file(client: Client) -> None:
    answer = client.post("/kk/self-check/", {**MOTHER_OF_FOUR, "do": "download"})
    assert answer["Content-Disposition"] == 'attachment; filename="esep.html"'
    page = answer.content.decode()
    assert "<style>" in page
    assert "<script" not in page
    assert "<form" not in page
    assert "http" not in page


def test_the_page_needs_no_script(client: Client) -> None:
    assert "<script" not in ask(client, MOTHER_OF_FOUR)[1]
    assert "<script" not in client.get("/kk/self-check/").content.decode()


NUMBERS = [
    ("12,5", "12.5"),
    ("12.5", "12.5"),
    ("12,50", "12.5"),
    ("0", "0"),
    ("1200000", "1200000"),
    *[(f"1{space}200{space}000", "1200000") for space in " \u00a0\u202f\u2009\u2007\u2002\u3000'’"],
    ("1 200 000,50 ₸", "1200000.5"),
    ("1.200.000", "1200000"),
    ("1,200,000.5", "1200000.5"),
    ("1.200.000,50", "1200000.5"),
    ("45 000 тенге", "45000"),
    ("45 000 тг.", "45000"),
    (" 7 ", "7"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("typed", "expected"), NUMBERS)
def test_numbers_are_read_alike_in_every_language(typed: str, expected: str, language: str) -> None:
    with override(language):
        assert NumberField().clean(typed) == Decimal(expected)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed", ["12,555,5", "1,2,3", "twelve", "1e5", "١٢x", "--5", "1..2", ",5", "45.000", "1,23.456"]
)
def test_what_is_no_number_or_could_be_two_is_refused(typed: str, language: str) -> None:
    with override(language), pytest.raises(ValidationError):
        NumberField().clean(typed)


def test_a_comma_before_three_digits_is_a_fraction_or_a_thousand_but_in_english() -> None:
    with override("en"):
        assert SumField().clean("45,000") == 45_000
    for language in ("kk", "ru"):
        with override(language), pytest.raises(ValidationError):
            SumField().clean("45,000")


def test_tiyn_are_rounded_and_counts_are_whole() -> None:
    assert SumField().clean("45 000,50") == 45_001
    assert SumField().clean("45 000,49") == 45_000
    assert SumField().clean("") is None
    assert CountField().clean("12") == 12
    with pytest.raises(ValidationError):
        CountField().clean("1,5")
    with pytest.raises(ValidationError):
        CountField(most=120).clean("121")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed",
    ["8.03.2026", "08.03.2026", "8.3.2026", "8/3/2026", "8-3-2026", "08 03 2026", "08032026", "2026-03-08"],
)
def test_a_day_is_read_alike_in_every_language_the_day_before_the_month(typed: str, language: str) -> None:
    with override(language):
        assert DayField().clean(typed) == datetime.date(2026, 3, 8)


@pytest.mark.parametrize("typed", ["8.03.26", "31.02.2026", "03.13.2026", "yesterday", "2026", "1.1.0000"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(typed)

"""Tables of two columns, and cells with more than a number: parts, rates, dates."""

from __future__ import annotations

import pytest

from esep.reading import Statement, read


def of_table(text: str) -> list[Statement]:
    return [one for one in read(text).statements if one.rule.startswith("table")]


@pytest.mark.parametrize(
    ("text", "noun", "qualifiers"),
    [
        (
            "Наименование | Молочный завод\nРабочие места | 120 постоянных, 40 новых\nЦена | 4 млрд тенге\n",
            "рабочее место",
            ("постоянный", "новый"),
        ),
        (
            "Атауы | Сүт зауыты\nЖұмыс орындары | 120 тұрақты және 40 уақытша\nҚұны | 4 млрд теңге\n",
            "жұмыс орны",
            ("тұрақты", "уақытша"),
        ),
    ],
)
def test_a_cell_tells_the_parts_of_what_its_row_names(
    text: str, noun: str, qualifiers: tuple[str, str]
) -> None:
    found = of_table(text)
    assert [(s.quantity.value, s.unit) for s in found] == [(120, "job"), (40, "job"), (4_000_000_000, "KZT")]
    assert [s.noun for s in found[:2]] == [noun, noun]
    assert [s.qualifiers[0] for s in found[:2]] == list(qualifiers)
    assert [text[s.start : s.end] for s in found] == [s.quote for s in found]


def test_one_number_with_an_adjective_narrows_what_its_row_names() -> None:
    (found,) = of_table("Показатель | Значение\nРабочие места | 120 постоянных\n")
    assert (found.unit, found.noun, found.qualifiers) == ("job", "рабочее место", ("постоянный",))


def test_numbers_with_nouns_of_their_own_are_read_as_words() -> None:
    found = read(
        "Показатель | Значение\nЗатраты, млн тенге | 5\nУчреждения | 12 школ, 3 больницы\n"
    ).statements
    assert [(s.quantity.value, s.unit, s.noun) for s in found][1:] == [
        (12, "facility", "школа"),
        (3, "facility", "больница"),
    ]


def test_a_power_is_a_rate() -> None:
    found = of_table("Стоимость | 4 млрд тенге\nМощность | 30 тыс. тонн в год\n")
    assert [(s.quantity.value, s.unit) for s in found][1:] == [(30_000, "tonne/year")]


@pytest.mark.parametrize("day", ["1 октября", "2 квартал", "1 қазан", "2 тоқсан"])
def test_days_and_quarters_are_no_numbers_of_a_table(day: str) -> None:
    found = of_table(f"Нысан | Құны, млн теңге | Іске қосу\nКлуб | 12 | {day}\nЖол | 15 | {day}\n")
    assert [s.quote for s in found] == ["12", "15"]

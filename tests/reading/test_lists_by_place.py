"""Lists of places with a number each: what they count stands above them, or behind the last."""

from __future__ import annotations

import pytest

from esep.reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Создано рабочих мест:\nИлийский район – 110;\nТалгарский район – 215;\nг. Конаев – 325.",
            [(110, "job", "рабочее место"), (215, "job", "рабочее место"), (325, "job", "рабочее место")],
        ),
        (
            "Создано рабочих мест по районам: Илийский – 110, Талгарский – 215.",
            [(110, "job", "рабочее место"), (215, "job", "рабочее место")],
        ),
        (
            "Құрылған жұмыс орындары:\nІле ауданы – 110;\nТалғар ауданы – 215.",
            [(110, "job", "жұмыс орны"), (215, "job", "жұмыс орны")],
        ),
        (
            "Мерке ауданында 284, Шу ауданында 377 жұмыс орны құрылды.",
            [(284, "job", "жұмыс орны"), (377, "job", "жұмыс орны")],
        ),
    ],
)
def test_each_number_counts_what_the_list_does(text: str, expected: list[tuple[int, str, str]]) -> None:
    reading = read(text)
    assert [(one.quantity.value, one.unit, one.noun) for one in reading.statements] == expected
    assert len({one.place for one in reading.statements}) == len(expected)
    assert {one.kind for one in reading.statements} == {"fact"}
    assert not reading.doubts


@pytest.mark.parametrize(
    ("text", "noun", "unit"),
    [
        ("Число преступлений снизилось на 14% (с 1 204 до 1 035).", "преступление", None),
        ("Число школ выросло на 5% (с 40 до 42).", "школа", "facility"),
    ],
)
def test_levels_in_brackets_count_what_changed(text: str, noun: str, unit: str | None) -> None:
    change, before, after = read(text).statements
    assert [(one.noun, one.unit) for one in (before, after)] == [(noun, unit)] * 2
    assert (change.kind, after.relation) == ("change", "change of")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Субсидияланатын жұмыс орындарының жоспары – 3 150, қаржысы – 2,1 млрд теңге.", ["job", "KZT"]),
        ("11 237 адам жұмысқа тұрды, оның ішінде 7 912-сі – тұрақты жұмыс орындарына.", ["person", "person"]),
        ("Талғар ауданында жоспары – 45, нақты – 38 жоба.", ["project", "project"]),
    ],
)
def test_a_number_counts_its_own_subject(text: str, units: list[str]) -> None:
    assert [one.unit for one in read(text).statements] == units

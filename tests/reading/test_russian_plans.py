"""What is planned in a Russian sentence, and what only stands beside a plan."""

from __future__ import annotations

import pytest

from esep.reading import read


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Уточнённый план доходов бюджета на 2024 год составляет 24,6 млрд тенге.", ["plan"]),
        ("Исполнение плана доходов составило 24,6 млрд тенге.", ["fact"]),
        (
            "До конца 2025 года будет проведена реконструкция 26 км сетей и построены 2 насосные станции.",
            ["plan", "plan"],
        ),
        ("Проведена реконструкция 26 км сетей и построены 2 насосные станции.", ["fact", "fact"]),
        (
            "Заменено 38,4 км сетей при плане 62 км. Общая стоимость ремонтов – 17,3 млрд тенге.",
            ["fact", "plan", "fact"],
        ),
        ("За 2021 год создано 13,2 тыс. рабочих мест, план 2022г. - 15 тыс.", ["fact", "plan"]),
        ("Ввод школы запланирован на IV квартал 2026 года, готовность – 37%.", ["fact"]),
    ],
)
def test_a_plan_reaches_what_it_tells_of(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in read(text).statements] == kinds


def test_a_year_with_its_letter_glued_ends_no_sentence_before_a_number() -> None:
    reading = read("Создано 13 тыс. рабочих мест, план 2022г. - 15 тыс.")
    assert len(reading.sentences) == 1
    last = reading.statements[-1]
    assert last.period is not None
    assert last.period.iso == "2022"

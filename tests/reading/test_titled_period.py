"""The period of a title, and the figures that are of it because they name none."""

from __future__ import annotations

import pytest

from esep.reading import read
from esep.reading.sentences.titled_period import _content, titled_period


@pytest.mark.parametrize("example", _content()["examples"], ids=lambda one: one["text"][:40])
def test_the_examples_of_titles(example: dict[str, object]) -> None:
    found = titled_period(str(example["text"]))
    told = example["period"]
    assert (None if found is None else str(found.period)) == (None if told is None else str(told))


RELEASE = """Социально-экономическое положение области
за январь–сентябрь 2025 года
Статистический бюллетень № 9, 15 октября 2025 года
Численность населения на 1 сентября 2025 года составила 2 148,6 тыс. человек.
Труд
Создано 48,9 тыс. рабочих мест. Число безработных во II квартале составило 41,3 тыс. человек.
Инвестиции – 702,5 млрд тенге, или 118,4% к январю–сентябрю 2024 года.
Индекс цен в сентябре 2025 года к декабрю 2024 года – 109,2%.
Раньше здесь было 40 школ.
До конца года будет открыто 5 школ.
"""


def periods_of(text: str) -> list[tuple[str, str | None]]:
    reading = read(text)
    return [(one.quote, one.period.iso if one.period is not None else None) for one in reading.statements]


def test_what_names_no_period_is_of_the_one_in_the_title() -> None:
    assert periods_of(RELEASE) == [
        ("2 148,6 тыс. человек", "2025-09-01"),
        ("48,9 тыс. рабочих мест", "2025-01-01/2025-09-30"),
        ("41,3 тыс. человек", "2025-Q2"),
        ("702,5 млрд тенге", "2025-01-01/2025-09-30"),
        ("118,4%", "2025-01-01/2025-09-30"),
        ("109,2%", "2025-09"),
        ("40 школ", None),
        ("5 школ", None),
    ]


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("Информация за 2023 год\nРабота идёт.\nОтрасль | млрд тенге\nТорговля | 288,1", ["2023"]),
        ("Информация за 2023 год\nРабота идёт.\nОтрасль | План, млрд тенге\nТорговля | 288,1", [None]),
        ("Новости области\nОтрасль | млрд тенге\nТорговля | 288,1", [None]),
        ("Сведения\nРайон | 2024 год, школ | 9 мес., факт\nАксу | 12 | 14", ["2024", None]),
        ("Район | 2025 | I квартал 2025 года\nАксу | 12 | 14", ["2025", "2025-Q1"]),
    ],
)
def test_tables_under_a_title_that_names_a_period(text: str, isos: list[str | None]) -> None:
    assert [iso for _quote, iso in periods_of(text)] == isos


def test_a_period_in_a_bracket_is_that_of_its_own_figure() -> None:
    text = "Есеп туралы ақпарат, 2025 жылғы III тоқсан\nТіркелгендер – 94 адам (былтыр 118)."
    assert periods_of(text) == [("94 адам", "2025-Q3"), ("118", None)]


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("Отчёт за 2024 год\nВ 2024 году создано 5 мест. Отремонтировано 3 школы.", ["2024", "2024"]),
        ("Отчёт за 2024 год\nВ 2023 году создано 5 мест. Отремонтировано 3 школы.", ["2023", "2023"]),
        (
            "Отчёт за август 2024 года\nРабота идёт.\nРайон | План на 2024 год | Факт за 8 мес. | %\n"
            "А | 5 | 4 | 80",
            ["2024", "2024-01-01/2024-08-31", None],
        ),
        (
            "Отчёт за 2024 год\nРабота идёт.\nРайон | 2023 | 2024 | Рост, %\nАксу | 5 | 4 | 80",
            ["2023", "2024", "2024"],
        ),
    ],
)
def test_what_stands_beside_another_period_is_not_of_the_title(text: str, isos: list[str | None]) -> None:
    assert [iso for _quote, iso in periods_of(text)] == isos


@pytest.mark.parametrize(
    ("title", "head", "iso"),
    [
        ("Информация об исполнении бюджета на 1 июля 2024 года", "План на год", "2024"),
        (
            "Информация об исполнении бюджета на 1 июля 2024 года",
            "План на 6 месяцев",
            "2024-01-01/2024-06-30",
        ),
        ("Информация об исполнении бюджета на 1 июля 2024 года", "Факт", "2024-07-01"),
        ("Информация об исполнении бюджета на 1 января 2025 года", "План на год", None),
        ("Информация за 9 месяцев 2024 года", "Годовой план", "2024"),
        ("Информация за 9 месяцев 2024 года", "Исполнение годового плана", "2024-01-01/2024-09-30"),
    ],
)
def test_plans_of_the_year_beside_what_was_done(title: str, head: str, iso: str | None) -> None:
    text = f"{title}\nРабота идёт.\nНаименование | {head}\nДоходы, млн тенге | 12,5"
    assert periods_of(text) == [("12,5", iso)]

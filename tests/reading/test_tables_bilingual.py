"""Tables that say everything in Kazakh and in Russian: each figure, task and body is told once."""

from __future__ import annotations

import pytest

from esep.reading import read

PLAN = (
    "№ | Іс-шара / Мероприятие | Мерзімі / Срок | Жауаптылар / Ответственные | "
    "Қаржы, млн теңге / Финансирование, млн тенге\n"
    "1 | 450 жұмыс орнын құру / Создать 450 рабочих мест | 2025 ж. 1 желтоқсан / 1 декабря 2025 г. | "
    "Кәсіпкерлік бөлімі / Отдел предпринимательства | 120,5\n"
    "2 | 5 км жол жөндеу Ремонт 5 км дороги | 2026 ж. III тоқсан / III квартал 2026 г. | "
    "Құрылыс бөлімі Отдел строительства | 310,0\n"
    "Барлығы / Итого | | | | 430,5\n"
)


def test_a_bilingual_plan_is_told_once() -> None:
    reading = read(PLAN)
    assert [(one.quote, one.unit, one.kind) for one in reading.statements] == [
        ("450 жұмыс орнын", "job", "plan"),
        ("120,5", "KZT", "plan"),
        ("5 км", "km", "plan"),
        ("310,0", "KZT", "plan"),
        ("430,5", "KZT", "plan"),
    ]
    assert [one.part_of for one in reading.statements] == [None, 4, None, 4, None]
    assert [(one.action, one.addressee, str(one.due)) for one in reading.instructions] == [
        ("450 жұмыс орнын құру", "Кәсіпкерлік бөлімі", "2025-12-01"),
        ("5 км жол жөндеу", "Құрылыс бөлімі", "2026-Q3"),
    ]


@pytest.mark.parametrize(
    ("cell", "quotes"),
    [
        ("Жаңа 5 мектеп салынды / Построено 5 школ", ["5 мектеп"]),
        ("Построено 5 школ / Жаңа 5 мектеп салынды", ["5 школ"]),
        ("Жаңа 5 мектеп салынды / Построено 3 школы", ["5 мектеп", "3 школы"]),
        ("Жаңа 5 мектеп салынды / Ескі 5 көпір салынды", ["5 мектеп", "5 көпір"]),
        ("Построено 5 школ / Построено 5 мостов", ["5 школ", "5 мостов"]),
    ],
)
def test_only_what_is_said_twice_in_two_languages_is_left_out(cell: str, quotes: list[str]) -> None:
    reading = read(f"Нысан | Барысы | Сомасы, млн теңге\nМерке | {cell} | 12,5\nШу | жүріп жатыр | 10,5")
    assert [one.quote for one in reading.statements] == [*quotes, "12,5", "10,5"]


def test_heads_in_one_language_each_keep_their_words() -> None:
    reading = read("Аудан | Жоспар / факт, млн теңге\nМерке ауданы / Шу ауданы | 12,5\nТалас ауданы | 10,5")
    assert [(one.quote, one.unit) for one in reading.statements] == [("12,5", "KZT"), ("10,5", "KZT")]


def test_what_follows_a_bilingual_table_is_read() -> None:
    text = "Нысан / Объект | Барысы / Ход работ | Саны\nЖол | Жаңа 5 мектеп салынды / Построено 5 школ | 7"
    text += "\n\nБиыл 3 көпір салынды."
    assert [one.quote for one in read(text).statements] == ["5 мектеп", "7", "3 көпір"]


def test_rows_of_a_bilingual_table_have_the_noun_of_one_language() -> None:
    text = (
        "Көрсеткіштер / Показатели | 2023 жыл / 2023 год | 2024 жыл / 2024 год\n"
        "Мектеп саны / Количество школ | 26 | 27\nХалық, мың адам / Население, тыс. чел. | 45,9 | 46,0"
    )
    assert [(s.noun, s.qualifiers, s.unit) for s in read(text).statements] == [
        ("мектеп", (), "facility"),
        ("мектеп", (), "facility"),
        ("халық", (), "person"),
        ("халық", (), "person"),
    ]

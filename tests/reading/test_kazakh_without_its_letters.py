"""Kazakh in Windows-1251 and in chats: its nine letters are typed as Russian ones."""

from __future__ import annotations

import pytest

from esep.reading import read

_TYPED = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


def _told(text: str) -> list[tuple[object, ...]]:
    return [
        (one.quantity.value, one.unit, one.noun, one.kind, one.part_of, one.start, one.end)
        for one in read(text).statements
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Облыста 11,6 мың жаңа жұмыс орны құрылды, оның ішінде 8,9 мыңы тұрақты.",
        "Биыл қалада 12 мың адам жұмыспен қамтылды, 3 млрд теңге бөлінді.",
        "Келесі жылы ауданда 5 мектеп пен 40 шақырым жол салу жоспарлануда.",
    ],
)
def test_it_is_read_as_if_it_had_them(text: str) -> None:
    assert _told(text.translate(_TYPED)) == _told(text)
    assert _told(text)


def test_the_quote_stays_as_typed() -> None:
    (one,) = read("Облыста 300 жана жумыс орны курылды.").statements
    assert one.quote == "300 жана жумыс орны"
    assert (one.unit, one.language) == ("job", "kk")


def test_a_kazakh_line_in_a_russian_text_is_read() -> None:
    reading = read(
        "Создано 12 тыс. рабочих мест.\nОблыста 11,6 мын жана жумыс орны курылды.\nВ области открыто 3 школы."
    )
    assert [(one.quantity.value, one.unit) for one in reading.statements] == [
        (12000, "job"),
        (11600, "job"),
        (3, "facility"),
    ]


def test_russian_that_names_a_kazakh_word_stays_russian() -> None:
    reading = read("По программе «Жана жол» на улице Орын в городе создано 40 рабочих мест.")
    assert [one.language for one in reading.statements] == ["ru"]

"""Plans of work laid out as tables become instructions; other tables do not."""

import datetime

from esep.periods import Span
from esep.reading import read
from esep.reading.tables import Cell, Table

RUSSIAN = """План подготовки к зиме

№ | Мероприятие | Срок исполнения | Ответственный
1 | Завершить ремонт 12 котельных | до 1 октября | Управление энергетики
2 | Создать запас угля | ежемесячно | акимы районов

Акимам районов держать вопрос на контроле.
"""
KAZAKH = """Іс-шаралар жоспары

Іс-шара\tЖауапты орындаушы\tМерзімі
Жолдарды жөндеу\tжолаушылар көлігі басқармасы\t2024 жылғы 1 шілдеге дейін
Мектептерді дайындау\tбілім басқармасы\tтұрақты
"""


def rows(text):
    return [
        (one.quote, one.addressee, one.deadline)
        for one in read(text, datetime.date(2024, 3, 1)).instructions
        if one.rule == "order_table_row"
    ]


def test_the_rows_of_a_russian_plan_are_orders():
    assert rows(RUSSIAN) == [
        ("Завершить ремонт 12 котельных", "Управление энергетики", "до 1 октября"),
        ("Создать запас угля", "акимы районов", "ежемесячно"),
    ]


def test_the_rows_of_a_kazakh_plan_are_orders_whatever_the_order_of_columns():
    assert rows(KAZAKH) == [
        ("Жолдарды жөндеу", "жолаушылар көлігі басқармасы", "2024 жылғы 1 шілдеге дейін"),
        ("Мектептерді дайындау", "білім басқармасы", "тұрақты"),
    ]


def test_a_row_has_its_term_as_days_and_exact_places():
    reading = read(RUSSIAN, datetime.date(2024, 3, 1))
    first = reading.instructions[0]
    day = datetime.date(2024, 10, 1)
    assert first.due == Span(day, day)
    assert first.type == "order"
    assert RUSSIAN[first.start : first.end] == first.quote
    assert [RUSSIAN[start:end] for start, end in first.deadline_spans] == ["до 1 октября"]
    assert RUSSIAN[first.addressees[0].start : first.addressees[0].end] == "Управление энергетики"


def test_what_stands_around_the_plan_is_read_as_before():
    last = read(RUSSIAN, datetime.date(2024, 3, 1)).instructions[-1]
    assert (last.rule, last.addressee) == ("order_infinitive", "Акимы районов")


def test_figures_in_a_plan_are_still_statements():
    assert [one.quote for one in read(RUSSIAN).statements] == ["12 котельных"]


def test_a_table_without_both_heads_gives_no_instruction():
    text = "Мероприятие | Сумма, млн тенге\nРемонт школ | 120\nРемонт дорог | 300\n"
    assert rows(text) == []
    assert rows(text.replace("Мероприятие", "Район").replace("Сумма, млн тенге", "Ответственный")) == []


def test_a_section_and_an_empty_activity_give_none():
    said = ["Мероприятие", "Ответственный", "Раздел 1", "Открыть центр", "отдел культуры", "отдел спорта"]
    text = "\n".join(said)
    starts = [text.index(word) for word in said]
    places = [(0, 0), (0, 1), (1, 0), (2, 0), (2, 1), (3, 1)]
    cells = tuple(
        Cell(start, start + len(word), *place)
        for start, word, place in zip(starts, said, places, strict=True)
    )
    found = read(text, tables=[Table(cells)]).instructions
    assert [(one.quote, one.addressee) for one in found] == [("Открыть центр", "отдел культуры")]

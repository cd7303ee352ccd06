"""Plans of work laid out as tables become instructions; other tables do not."""

import datetime

from esep.periods import Span
from esep.reading import read
from esep.reading.documents.tables import Cell, Table

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


NUMBERED = """Іс-шаралар жоспары
№ | Іс-шара | Мерзімі | Жауапты
1 | 120 отбасын көшіру | тамыз | Шу ауданының әкімі
2 | 5 мектеп салу | 2025 жылғы 1 желтоқсан | Құрылыс басқармасы
 | Барлығы | | 2 іс-шара
"""


def test_an_activity_may_begin_with_a_number_and_a_total_is_none():
    assert rows(NUMBERED) == [
        ("120 отбасын көшіру", "Шу ауданының әкімі", "тамыз"),
        ("5 мектеп салу", "Құрылыс басқармасы", "2025 жылғы 1 желтоқсан"),
    ]
    figures = [one for one in read(NUMBERED).statements if one.quote in ("120 отбасын", "5 мектеп")]
    assert [(one.unit, one.noun, one.kind) for one in figures] == [
        ("family", "отбасы", "plan"),
        ("facility", "мектеп", "plan"),
    ]


MONEY = """План мероприятий
№ | Мероприятие | Форма завершения | Срок | Ответственный | Сумма, млн тенге
Раздел 1. Тепло | | | | |
1 | Замена сетей с исполнением норм | акт | 2025 год | Аким города Тараз | 12,5
2 | Ремонт котельной | акт | 2026 год | Отдел ЖКХ | -
Раздел 2. Дома | | | | |
3 | Утепление домов | отчёт | август | Отдел ЖКХ | 7
 | Итого | | | | 19,5
"""


def test_money_of_a_plan_is_that_of_its_activity():
    figures = [one for one in read(MONEY).statements if one.rule == "table"]
    assert [(one.quantity.value, one.unit, one.noun, one.kind) for one in figures] == [
        (12_500_000, "KZT", "замена сетей с исполнением норм", "plan"),
        (7_000_000, "KZT", "утепление домов", "plan"),
        (19_500_000, "KZT", "", "plan"),
    ]
    # the section is that of the row, the total is over both; term, form and body say nothing of the money
    assert [one.qualifiers for one in figures] == [("раздел 1. Тепло",), ("раздел 2. Дома",), ()]
    assert [one.period for one in figures] == [None, None, None]
    assert [one.part_of for one in figures] == [2, 2, None]
    assert len(rows(MONEY)) == 3


PLAN = """План
№ | Поручение | Срок | Ответственный | Соисполнители | Статус
1 | Акимам районов принять меры по созданию 125 рабочих мест | август | МТСЗН | МНЭ, МСХ | начато
2 | Построить 2 школы | 01.09.2025 | Управление образования | | Исполнено: построена 1 школа на 300 мест
"""


def test_who_is_told_in_the_cell_answers_with_those_of_the_columns() -> None:
    first = read(PLAN, reference=datetime.date(2024, 6, 4)).instructions[0]
    assert [one.name for one in first.addressees] == ["Акимы районов", "МТСЗН", "МНЭ", "МСХ"]
    assert first.action == "принять меры по созданию 125 рабочих мест"


def test_a_month_is_the_next_from_the_day_of_the_document() -> None:
    dues = [read(PLAN, reference=datetime.date(2024, month, 4)).instructions[0].due for month in (6, 8, 9)]
    assert [str(due) for due in dues] == ["2024-08", "2024-08", "2025-08"]


def test_the_term_of_a_row_dates_its_task_and_not_what_was_done() -> None:
    found = read(PLAN, reference=datetime.date(2024, 6, 4)).statements
    said = [(one.quote, one.kind, one.period and one.period.iso) for one in found]
    assert said == [
        ("125 рабочих мест", "plan", "2024-08"),
        ("2 школы", "plan", "2025-09-01"),
        ("1 школа", "fact", None),
        ("300 мест", "fact", None),
    ]


def test_a_term_in_two_languages_is_no_figure() -> None:
    text = (
        "Жоспар\nІс-шара / Мероприятие | Мерзімі / Срок | Жауапты / Ответственный\n"
        "5 км жол жөндеу | 2025 ж. 1 қазан / 1 октября 2025 г. | Бөлім\n"
    )
    assert [one.quote for one in read(text).statements] == ["5 км"]

"""Numbers whose noun stands elsewhere, and words that are numbers: Russian figures that are easy to miss."""

import pytest

from esep.reading import read


def figures(text):
    """Value, unit and kind of each figure of ``text``."""
    return [(one.quantity.value, one.unit, one.kind) for one in read(text).statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Количество ДТП в 2018 году – 1 204.", [(1204, None, "fact")]),
        ("В 2016 году пожаров было 64, в 2017 году – 80.", [(64, None, "fact"), (80, None, "fact")]),
        ("84% (316) пожаров произошли ночью.", [(84, "percent", "fact"), (316, None, "fact")]),
        ("В районе работают 14 КБМ.", [(14, None, "fact")]),
        ("Очередников 11 460.", [(11460, "person", "fact")]),
        ("После ремонта примут ещё восьмерых.", [(8, "person", "plan")]),
        ("Выделен миллион тенге.", [(1_000_000, "KZT", "fact")]),
        ("Жалоб стало меньше: 64 против 93.", [(64, "complaint", "fact"), (93, "complaint", "fact")]),
        ("12 из 14 районов выполнили программу.", [(12, None, "fact"), (14, None, "fact")]),
        ("Произведено 120 тыс. Гкал тепла.", [(120_000, "Gcal", "fact")]),
        ("Проверено 64 юридическим лицам.", [(64, "enterprise", "fact")]),
        ("Смертность – 7,9 на тысячу родившихся.", [(pytest.approx(7.9), "case/1000", "fact")]),
        (
            "Обеспеченность врачами – 31,4 на 10 тысяч населения.",
            [(pytest.approx(31.4), "case/10000", "fact")],
        ),
        ("Доля достигла 92%, в прошлом году было 81.", [(92, "percent", "fact"), (81, "percent", "fact")]),
        ("Завершено 8 проектов из 12 запланированных.", [(8, "project", "fact"), (12, "project", "plan")]),
        (
            "Заработная плата выросла на 15 тыс. тенге и составила 180 тыс. тенге.",
            [(15_000, "KZT/month", "change"), (180_000, "KZT/month", "fact")],
        ),
        (
            "В Аксу – 45, в Шу – 32, в Мерке – 12 объектов.",
            [(45, "facility", "fact"), (32, "facility", "fact"), (12, "facility", "fact")],
        ),
        ("12 золотых, 8 серебряных и 15 бронзовых медалей.", [(n, None, "fact") for n in (12, 8, 15)]),
        ("Из 45 поручений исполнено 38.", [(45, None, "fact"), (38, None, "fact")]),
        (
            "Число субъектов бизнеса достигло 45 тысяч, в них занято 120 тысяч человек.",
            [(45_000, "enterprise", "fact"), (120_000, "person", "fact")],
        ),
        ("Доля выросла до 105,6% к 2017 году.", [(pytest.approx(105.6), "percent", "fact")]),
    ],
)
def test_what_is_counted_is_found(text, expected):
    assert [(v if v is None else float(v), u, k) for v, u, k in figures(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Помощь получили миллионы людей.",
        "Об этом сообщили в РК.",
    ],
)
def test_what_counts_nothing_is_not_found(text):
    assert figures(text) == []


def test_a_mean_is_about_the_figure_that_comes_next():
    text = "Семье в среднем выделят по 12 саженцев и 3 лопаты."
    assert [one.quantity.approximation for one in read(text).statements] == ["~", None]
    assert read(text).statements[0].quote == "12 саженцев"


def test_what_is_out_of_a_total_named_with_a_participle_is_its_part():
    text = "Из предусмотренных к вводу в 2014 году 164 проектов не завершены 13."
    parts = [one.part_of for one in read(text).statements]
    assert parts == [None, 0]


def test_small_numbers_that_add_up_by_chance_are_no_parts():
    text = "Вышли шестеро слесарей и двое электриков, завтра примут четверых."
    assert [one.part_of for one in read(text).statements] == [None, None, None]

"""Tables of pages keep the places of their cells: merged ones, captions, layouts, lost merges."""

from __future__ import annotations

import datetime
from pathlib import Path

from esep.reading import Document, Reading, read, read_document

SHU, MERKI = "316600000", "315400000"


def page(tmp_path: Path, body: str) -> Document:
    before = "<h1>Отчёт</h1><p>В районе ведётся работа по подготовке к зиме, об этом сообщили в акимате.</p>"
    after = "<p>Работа продолжается, итоги подведут позже, сообщили в акимате района.</p>"
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{before}{body}{after}</body></html>", encoding="utf-8")
    return read_document(path)


def reading(document: Document) -> Reading:
    return read(document.text, datetime.date(2024, 6, 4), document.tables)


PLAN = """<table><tr><td rowspan=2>№</td><td rowspan=2>Мероприятие</td><td rowspan=2>Объём</td>
<td colspan=2>Стоимость, тыс. тенге</td><td rowspan=2>Срок</td><td rowspan=2>Ответственный</td></tr>
<tr><td>бюджет</td><td>средства предприятия</td></tr>
<tr><td colspan=7>Раздел 1. Теплоснабжение</td></tr>
<tr><td>1</td><td>Замена тепловых сетей</td><td>6,4 км</td><td>812 400</td><td>150 000</td>
<td>1 октября 2024 г.</td><td rowspan=2>ТОО «РВК»</td></tr>
<tr><td>2</td><td>Ремонт котла № 3</td><td>-</td><td>-</td><td>640 500</td>
<td>до 15.09.2024</td></tr></table>"""


def test_a_plan_with_a_head_of_two_rows_keeps_its_columns(tmp_path: Path) -> None:
    found = reading(page(tmp_path, PLAN))
    assert [(one.action, one.addressee, one.deadline) for one in found.instructions] == [
        ("Замена тепловых сетей", "ТОО «РВК»", "1 октября 2024 г."),
        ("Ремонт котла № 3", "ТОО «РВК»", "до 15.09.2024"),
    ]
    assert [(one.quote, one.unit, one.quantity.value) for one in found.statements][1:] == [
        ("812 400", "KZT", 812_400_000),
        ("150 000", "KZT", 150_000_000),
        ("640 500", "KZT", 640_500_000),
    ]


def test_a_cell_that_reaches_down_names_the_rows_beside_it(tmp_path: Path) -> None:
    rows = """<table><tr><td>Район</td><td>Год</td><td>План, школ</td><td>Факт, школ</td></tr>
    <tr><td rowspan="0">Шуский</td><td>2023</td><td>5</td><td>4</td></tr>
    <tr><td>2024</td><td>8</td><td>9</td></tr>
    </table>"""
    found = reading(page(tmp_path, rows)).statements
    assert [(s.quote, s.kind, s.place, s.period.iso if s.period else None) for s in found] == [
        ("5", "plan", SHU, "2023"),
        ("4", "fact", SHU, "2023"),
        ("8", "plan", SHU, "2024"),
        ("9", "fact", SHU, "2024"),
    ]


def test_a_head_over_two_columns_reaches_both(tmp_path: Path) -> None:
    rows = """<table><thead><tr><th></th><th colspan="2">Построено школ</th></tr>
    <tr><th>Район</th><th>план</th><th>факт</th></tr></thead>
    <tbody><tr><td>Меркенский</td><td>7</td><td>6</td></tr></tbody></table>"""
    found = reading(page(tmp_path, rows)).statements
    assert [(s.quote, s.unit, s.noun, s.kind, s.place) for s in found] == [
        ("7", "facility", "школа", "plan", MERKI),
        ("6", "facility", "школа", "fact", MERKI),
    ]


def test_a_cell_over_more_columns_than_there_are_ends_with_the_table(tmp_path: Path) -> None:
    rows = """<table><caption>Расходы, млн тенге</caption><tr><td>Отрасль</td><td>2024</td></tr>
    <tr><td colspan="100">Социальный блок</td></tr><tr><td>Школы</td><td>12,5</td></tr></table>"""
    document = page(tmp_path, rows)
    (table,) = document.tables
    assert (table.height, table.width) == (4, 2)
    (found,) = reading(document).statements
    assert (found.quantity.value, found.unit, found.noun) == (12_500_000, "KZT", "школы")


def test_a_table_in_a_table_is_read_by_itself(tmp_path: Path) -> None:
    inner = "<table><tr><td>Район</td><td>Школы</td></tr><tr><td>Меркенский</td><td>3</td></tr></table>"
    document = page(tmp_path, f"<table><tr><td><p>Новости района</p></td><td>{inner}</td></tr></table>")
    found = [one for one in reading(document).statements if one.rule == "table"]
    assert [(one.quote, one.unit, one.place) for one in found] == [("3", "facility", MERKI)]


LOST = """№ | Мероприятие | Объём | Стоимость, тыс. тенге | Срок | Ответственный
бюджет | средства предприятия
1 | Замена тепловых сетей | 6,4 км | 812 400 | 150 000 | 1 октября 2024 г. | ТОО «РВК»
"""


def test_rows_longer_than_the_head_give_a_doubt_and_nothing_else() -> None:
    found = read(LOST)
    assert (found.statements, found.instructions) == ((), ())
    (doubt,) = found.doubts
    assert doubt.quote == LOST.split("\n")[0]


def test_a_term_or_a_sum_answers_for_nothing() -> None:
    rows = [
        "Ремонт котла | август | 1 октября 2024 г.",
        "Ремонт крыши | август | 120 500",
        "Отчёт | май | аким",
    ]
    found = read("\n".join(["Мероприятие | Срок | Ответственный", *rows])).instructions
    assert [one.addressee for one in found] == [None, None, "аким"]


def test_spans_beyond_any_table_are_left_out_in_little_time(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td rowspan=900 colspan=900>x{at}</td><td>{at}</td></tr>" for at in range(1000))
    (table,) = page(tmp_path, f"<table>{rows}</table>").tables
    assert (table.height, table.width) == (1000, 2)

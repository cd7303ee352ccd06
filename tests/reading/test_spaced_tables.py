"""Tables of plain texts whose columns are parted by runs of spaces."""

from __future__ import annotations

import pytest

from esep.reading import read
from esep.reading.documents.spaced_tables import spaced_tables_in

HERDS = """Сведения о животных, голов

Район                 КРС       Овцы и козы     Лошади
Аксуский              41 318    112 405         9 120
Ескельдинский         36 207    98 114          7 445
Кербулакский          52 118    -               15 208

По области пало 214 голов.
"""


def test_columns_of_spaces_make_a_table() -> None:
    (table,) = spaced_tables_in(HERDS)
    assert (table.height, table.width) == (4, 4)
    assert HERDS[table.grid[1, 2].start : table.grid[1, 2].end] == "112 405"
    found = read(HERDS).statements
    assert [one.quote for one in found[:3]] == ["41 318", "112 405", "9 120"]
    assert len(found) == 9
    assert {one.unit for one in found} == {"head"}
    assert all(HERDS[one.start : one.end] == one.quote for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Аким района        подпись        А. Омаров\nЗам. акима       подпись        Б. Серік\n",
        "Построено   3   школы.\nОтремонтировано   5   домов.\nОткрыто   2   клуба.\n",
        "Район      КРС     МРС\nАксу      12     14\nШу      11     12\n",
        "Тел.:        45-12-10\nФакс:        45-12-11\nИндекс:      040000\n",
        "одно слово за другим, и нигде нет таблицы",
    ],
)
def test_other_lines_with_wide_gaps_are_no_table(text: str) -> None:
    assert spaced_tables_in(text) == []

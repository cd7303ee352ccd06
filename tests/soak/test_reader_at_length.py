"""Megabytes of what a pattern could stumble over are read, and none of them hangs."""

import pytest
from counted_work import guarded

from esep.reading import read

LENGTH = 2_000_000
PIECES = [
    *[
        "12 ",
        "1 234 ",
        "15 мың адам, ",
        "1 2,3 4% 5 тыс. 6 млн тенге; ",
        "бір екі үш адам ",
        "2019 2020 2021 ",
    ],
    *[
        "a b ",
        "а. ",
        "– ",
        "« ",
        "( ",
        "и, ",
        "\n- ",
        "\n1) ",
        "до ",
        "по ",
        "к 1 ",
        "А. Б. ",
        "№ ",
        "1-",
        "x;\n",
    ],
]


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_megabytes_of_one_piece_are_read(piece):
    text = piece * (LENGTH // len(piece))
    with guarded():
        reading = read(text)
    assert all(text[one.start : one.end] == one.quote for one in reading.doubts)

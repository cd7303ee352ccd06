"""Names are sorted by the Kazakh alphabet in Python, in the columns of a load and in the database alike."""

from __future__ import annotations

import random

import polars as pl
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from esep_site.alphabet import column_in_order, in_order, sql_in_order

ALPHABET = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
"""The Kazakh Cyrillic alphabet of 42 letters, as the law on languages has it, written once more."""
NAMES = (
    "Абай Нұр", "Абайұлы", "Аса", "Әділ", "Әлия", "Байзақ", "Ғалым", "Дина", "Ерлан", "Ёлкина", "Жұмабек",
    "Ибраев", "Йолдаш", "Калиев", "Қалиев", "Лаура", "Нұрлан", "Ңаз", "Олжас", "Өмір", "Петров", "Тимур",
    "Ударцев", "Ұлан", "Үміт", "Фарида", "Хасен", "Һарун", "Цой", "Ысқақ", "Іле", "Эльдар", "Яна",
)  # fmt: skip
"""In order, by hand."""

names = st.text(st.sampled_from(ALPHABET + ALPHABET.lower() + " -"), max_size=8)


def by_letters(text: str) -> list[int]:
    """Another way to the same order: the number of each letter in the alphabet; other signs come first."""
    return [
        0x1000 + ALPHABET.index(letter.upper()) if letter.upper() in ALPHABET else ord(letter)
        for letter in text
    ]


def test_the_alphabet_is_whole() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 42


def test_names_are_in_order() -> None:
    mixed = random.Random(1).sample(NAMES, len(NAMES))
    assert sorted(mixed, key=in_order) == list(NAMES)
    assert sorted(mixed) != list(NAMES)


@given(st.lists(names, max_size=6))
def test_the_key_orders_as_the_letters_do(some: list[str]) -> None:
    assert sorted(some, key=in_order) == sorted(some, key=by_letters)
    assert in_order("".join(some)) == in_order("".join(some).upper())
    frame = pl.DataFrame({"name": some}, schema={"name": pl.String})
    assert frame.select(column_in_order(pl.col("name")))["name"].to_list() == [
        in_order(each) for each in some
    ]


@pytest.mark.django_db
def test_the_database_makes_the_same_key() -> None:
    texts = [*NAMES, *(name.upper() for name in NAMES), "Smith-ҚЫЗЫ", "O'Neil Ә"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql_in_order('name')} FROM unnest(%s::text[]) AS name", [texts])
        assert [row[0] for row in cursor.fetchall()] == [in_order(text) for text in texts]

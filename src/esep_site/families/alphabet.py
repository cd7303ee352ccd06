"""The order of Kazakh and Russian names: by the Kazakh alphabet, which holds the Russian one."""

from __future__ import annotations

LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_RANK = {letter: rank for rank, letter in enumerate(LETTERS, start=0x400)}


def in_order(text: str) -> list[int]:
    """A key to sort by: «Аса» before «Әулиеата» before «Байзақ»; small and capital letters alike."""
    return [_RANK.get(letter, ord(letter)) for letter in text.lower()]

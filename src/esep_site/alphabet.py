"""The order of Kazakh and Russian names: by the Kazakh alphabet, which holds the Russian one.

A text is written so that its order letter by letter is that of the alphabet: in small letters, and each
letter that Unicode keeps elsewhere as the letter before it with a mark that sorts after all letters. The
database then sorts by bytes, whatever collations it was built with (the embedded one has none of Kazakh),
and an index of such texts is in order.
"""

from __future__ import annotations

from string import ascii_lowercase

import polars as pl

LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
AFTER, AFTER_THAT = "\ue001", "\ue002"
"""Of the private use area: after every letter of every alphabet that names are written in."""
ELSEWHERE = {
    "ә": "а" + AFTER,
    "ғ": "г" + AFTER,
    "ё": "е" + AFTER,
    "қ": "к" + AFTER,
    "ң": "н" + AFTER,
    "ө": "о" + AFTER,
    "ұ": "у" + AFTER,
    "ү": "у" + AFTER_THAT,
    "һ": "х" + AFTER,
    "і": "ы" + AFTER,
}
"""Letters that Unicode keeps apart from the other Cyrillic ones → how they are written for the order."""
_TABLE = str.maketrans(ELSEWHERE)


def in_order(text: str) -> str:
    """A key to sort by: «Аса» before «Әулиеата» before «Байзақ»; small and capital letters alike."""
    return text.lower().translate(_TABLE)


def column_in_order(text: pl.Expr) -> pl.Expr:
    """The keys of a column of texts."""
    return text.str.to_lowercase().str.replace_many(list(ELSEWHERE), list(ELSEWHERE.values()))


def sql_in_order(column: str) -> str:
    """SQL: the key of a column, by its bytes; for a database that knows the letters of no alphabet, too."""
    known = LETTERS + ascii_lowercase
    sql = f"translate({column}, '{known.upper()}', '{known}')"
    for letter, written in ELSEWHERE.items():
        sql = f"replace({sql}, '{letter}', '{written}')"
    return f'({sql}) COLLATE "C"'

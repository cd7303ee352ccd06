"""Rows of words are found by their first word as by asking each of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.language.first_words import FirstWords, beginning_of
from esep.language.units import units
from esep.reading.statements.cues import content, entries

WORDS = "мест места рабочих проект инвестпроект займ койка теңге салынды салынбайды құрылды жоспар создано"


@pytest.mark.parametrize(
    ("expression", "beginning"),
    [
        ("тенге", "тенге"),
        ("рубл(ь|я|ей)", "рубл"),
        ("тонны?", "тонн"),
        ("дома*", "дом"),
        ("аб{2}", "а"),
        ("суб[ъь]ект", "суб"),
        ("(инвест|авто)?проект", ""),
        (r"\w+ған", ""),
        ("план|цель", ""),
        ("план(?:ов(?:ый|ая))?|цель", ""),
        (r"план\(|цель\)", ""),
        (".лан", ""),
    ],
)
def test_what_an_expression_begins_with(expression: str, beginning: str) -> None:
    assert beginning_of(expression) == beginning


@given(
    st.lists(st.from_regex(r"[аб]{1,3}[?*]?(\(в\|г?\))?(\|[аб])?", fullmatch=True)),
    st.text("абвг", max_size=5),
)
def test_the_rows_that_fit_are_found_in_their_order(expressions: list[str], word: str) -> None:
    rows = list(enumerate(expressions))
    fitting = [row for row in rows if re.fullmatch(row[1], word)]
    assert FirstWords(rows, lambda row: row[1]).of(word) == fitting


def test_in_the_lists_of_the_package_too() -> None:
    written = [words[0] for unit in units().values() for words in unit.read["ru"]]
    for language in ("kk", "ru"):
        groups = [entries(language, group) for group in ("verbs", "target", "future", "purpose")]
        written += [words.split(" ")[0] for group in groups for entry in group for words in entry.words]
        written += [words.split(" ")[0] for words in content(language)["change"]]
    known = FirstWords(written, str)
    for word in {*WORDS.split(), *(re.sub(r"[^\w-].*", "", expression) for expression in written)}:
        assert known.of(word) == [expression for expression in written if re.fullmatch(expression, word)]

"""One expression for many words: it matches those words and no other, and takes the longest that fits."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from esep.language.alternatives import one_of

WORDS = st.sets(st.text("абё -.", min_size=1, max_size=5), min_size=1, max_size=12)


def test_common_beginnings_and_endings_are_written_once() -> None:
    assert one_of(["қаңтар", "қаңтарда", "наурыз", "наурызда"]) == "(?:наурыз|қаңтар)(?:да)?"


@given(WORDS, st.text("абё -.", max_size=6))
def test_it_matches_those_words_and_no_other(words: set[str], other: str) -> None:
    expression = re.compile(one_of(words))
    for word in words | {other}:
        assert (expression.fullmatch(word) is not None) == (word in words)


@given(WORDS, st.text("абё -.", max_size=8))
def test_it_takes_the_longest_that_fits(words: set[str], text: str) -> None:
    found = re.match(one_of(words), text)
    fitting = [word for word in words if text.startswith(word)]
    assert (found.group() if found else None) == max(fitting, key=len, default=None)


@given(WORDS)
def test_the_order_of_the_words_changes_nothing(words: set[str]) -> None:
    assert one_of(sorted(words)) == one_of(sorted(words, reverse=True))

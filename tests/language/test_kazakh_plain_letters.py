"""Kazakh typed without its own letters gets them back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from esep.language.kazakh import with_own_letters

_TYPED = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_EXAMPLES = Path(__file__).parents[2] / "examples" / "annotated" / "open"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("жумыс", "жұмыс"),
        ("курылды", "құрылды"),
        ("мыннан", "мыңнан"),
        ("онын", "оның"),
        ("ишинде", "ішінде"),
        ("Каланын", "Қаланың"),
        ("ТЕНГЕ", "ТЕҢГЕ"),
        ("камтамасыз", "қамтамасыз"),
        ("бугинги", "бүгінгі"),
    ],
)
def test_the_word_that_is_meant_is_found(typed: str, meant: str) -> None:
    assert with_own_letters(typed) == meant


@pytest.mark.parametrize(
    "word", ["адам", "мектеп", "облысы", "салынды", "инвестиция", "жұмыс", "xyz", "қаладан"]
)
def test_a_word_that_needs_no_other_letters_stays(word: str) -> None:
    assert with_own_letters(word) == word


def test_most_words_of_texts_are_found_again() -> None:
    texts = [path.read_text("utf-8") for path in sorted(_EXAMPLES.glob("*_kk.txt"))]
    words = {
        word
        for text in texts
        for word in re.findall(r"[^\W\d_]+", text)
        if not re.search("[a-z]", word.lower())
    }
    changed = [word for word in words if word.translate(_TYPED) != word and len(word) > 2]
    found = [word for word in changed if with_own_letters(word.translate(_TYPED)) == word]
    assert len(changed) > 1000
    assert len(found) / len(changed) > 0.85

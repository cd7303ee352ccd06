"""What the grammar of Russian texts takes from its analyser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.language.russian import analyser
from esep.reading.grammar.russian_grammar import is_acronym

LETTERS = "абвгдежзиклмнопрстуюяёь-"


def said(word):
    return [(one.word, str(one.tag), one.normal_form, one.score) for one in analyser().parse(word)]


@pytest.mark.parametrize("word", ["акиму", "мвд", "По-нашему", "ил-76", "xiv", "Петров", "тоо"])
def test_the_analyser_says_the_same_of_a_word_in_any_case(word):
    assert said(word.upper()) == said(word.capitalize()) == said(word.lower())


@given(st.text(LETTERS + LETTERS.upper() + "IVXa.1", min_size=2, max_size=8))
def test_the_analyser_says_the_same_of_anything_in_small_letters(text):
    assert said(text) == said(text.lower())


def test_a_single_letter_is_an_initial_only_as_a_capital():
    assert said("Н") != said("н")


def test_a_word_in_capitals_is_no_acronym_because_of_them():
    assert is_acronym("МВД")
    assert not is_acronym("РЕШИЛ")

"""The words that must be there before a pattern of parts is tried let through all that the pattern finds."""

import dataclasses
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.reading.sentences.sentence import split_sentences
from esep.reading.statements import part_words
from esep.reading.statements.finding import find_statements
from esep.yaml_texts import read_yaml

OPEN = sorted((Path(__file__).parents[2] / "examples" / "annotated" / "open").glob("*.txt"))
WORDS = read_yaml(files("esep.reading.statements").joinpath("parts.yaml").read_text("utf-8"))
LETTERS = st.characters(codec="utf-8", categories=("Ll",))
AROUND = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)")
"""What stands around a pattern's words: a text made for the test has no need of it."""


def patterns(name):
    return [(language, pattern) for language in ("kk", "ru") for pattern in WORDS[language][name]]


def said(pattern):
    """Texts that the pattern finds, in small letters as sentences are folded."""
    return st.from_regex(
        re.compile(AROUND.sub("", pattern)), fullmatch=True, alphabet=LETTERS | st.sampled_from(" .-")
    )


def stated(text):
    """The statements of a text without its instructions and tables, which parts have no part in."""
    return find_statements(text, split_sentences(text))


@pytest.mark.parametrize(("language", "pattern"), patterns("inclusion"))
def test_a_sentence_with_a_word_of_inclusion_has_a_piece_of_one(language, pattern):
    @given(said(pattern))
    def holds(text):
        assert any(piece in text for piece in WORDS[language]["pieces_of_inclusion"])

    holds()


@pytest.mark.parametrize(("language", "pattern"), patterns("remainder"))
def test_a_word_of_the_rest_begins_as_they_all_do(language, pattern):
    @given(said(pattern))
    def holds(text):
        assert text.startswith(tuple(WORDS[language]["begin_rest"]))

    holds()


def test_each_gate_lets_something_through_alone():
    """A piece that no pattern needs would let sentences through for nothing."""
    for language in ("kk", "ru"):
        whole = " ".join(WORDS[language]["inclusion"]).replace("\\s", " ").replace("\\.", ".")
        assert all(piece in whole for piece in WORDS[language]["pieces_of_inclusion"])


@pytest.mark.skipif(not OPEN, reason="the annotated texts are not here")
def test_without_gates_the_annotated_texts_are_read_in_the_same_way(monkeypatch):
    texts = [path.read_text("utf-8") for path in OPEN]
    gated = [stated(text) for text in texts]
    known = part_words.patterns
    monkeypatch.setattr(part_words, "_may_include", lambda passage: True)
    monkeypatch.setattr(
        part_words, "patterns", lambda language: dataclasses.replace(known(language), begin_rest=("",))
    )
    assert [stated(text) for text in texts] == gated

"""The entries of cues.yaml against their own examples: what each decides, and what it leaves alone."""

import pytest

from esep.reading.sentences.sentence import split_sentences
from esep.reading.statements.cues import entries
from esep.reading.statements.finding import find_statements

GROUPS = ("verbs", "target", "future", "purpose")
CASES = [
    (language, entry, text, is_positive)
    for language in ("kk", "ru")
    for group in GROUPS
    for entry in entries(language, group)
    for is_positive, texts in ((True, entry.positive), (False, entry.negative))
    for text in texts
]


def kind_rules(text):
    """The kind and the rules of the first figure of ``text``."""
    first = find_statements(text, split_sentences(text))[0]
    return first.kind, first.rule.split(", ")


@pytest.mark.parametrize(
    ("language", "entry", "text", "is_positive"), CASES, ids=[f"{c[1].rule}: {c[2][:40]}" for c in CASES]
)
def test_an_entry_decides_its_positive_examples_and_no_negative_one(language, entry, text, is_positive):
    assert split_sentences(text)[0].language == language
    kind, rules = kind_rules(text)
    assert (entry.rule in rules) == is_positive
    if is_positive:
        assert kind == entry.kind


def test_every_entry_has_examples_of_both_sorts():
    for language in ("kk", "ru"):
        for group in GROUPS:
            for entry in entries(language, group):
                assert entry.positive, entry.rule
                assert entry.negative, entry.rule

"""The words by which a number without a noun finds what it counts."""

from __future__ import annotations

from functools import cache

from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml


class UnitWords(WordList):
    """``unit_words.yaml``, which says what each list is for."""

    prepositions: frozenset[str]
    number_of: frozenset[str]
    their_number: frozenset[str]
    between_two_numbers: frozenset[str]
    vacant: tuple[str, ...]
    alike: tuple[frozenset[str], ...]
    level_verbs: frozenset[str]
    more: frozenset[str]
    by_the_million: frozenset[str]
    not_counted: frozenset[str]
    against: frozenset[str]
    told_people: tuple[str, ...]
    of_adjectives: frozenset[str]


@cache
def unit_words() -> UnitWords:
    """The lists of ``unit_words.yaml``."""
    return word_list(UnitWords, packaged_yaml(__package__, "unit_words.yaml"))

"""The words around an instruction, loaded from YAML: who acts, who speaks, what opens and ends a task."""

from __future__ import annotations

from functools import cache
from typing import Any

from esep.reading.grammar.sentence_language import TextLanguage
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml


class Words(WordList, kw_only=True):
    """The words around an instruction in one language; explained in instruction_words.yaml."""

    actors: frozenset[str]
    openings: tuple[str, ...]
    speech: tuple[str, ...]
    told_too: tuple[str, ...]
    told_after: tuple[str, ...]
    told_words: frozenset[str] = frozenset()
    stamps: tuple[str, ...]
    breaks: tuple[str, ...]
    term_line: tuple[str, ...]
    responsible_line: tuple[str, ...]
    bare_term: tuple[str, ...]
    namely: tuple[str, ...]
    resolved: tuple[str, ...]
    chair_line: tuple[str, ...]
    clerks: frozenset[str]
    own_decision: tuple[str, ...]
    empty: frozenset[str]
    helped: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    undeclined: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()
    greetings: tuple[str, ...]
    of_a_time: frozenset[str] = frozenset()
    not_bodies: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    after_dative: frozenset[str] = frozenset()
    not_future: tuple[str, ...] = ()
    governing: frozenset[str] = frozenset()
    subordinate: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    persons: frozenset[str] = frozenset()
    told_first: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    postpositions: frozenset[str] = frozenset()
    outside: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    told_participles: tuple[str, ...] = ()


@cache
def words(language: TextLanguage) -> Words:
    """The words around an instruction in ``language``."""
    content: dict[str, Any] = packaged_yaml(__package__, "instruction_words.yaml")
    return word_list(Words, content[language])

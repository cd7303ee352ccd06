"""What a Russian word can be in a sentence, as far as figures need it; remembered word by word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from esep.reading.grammar.russian_grammar import is_a, is_likeliest


@dataclass(frozen=True, slots=True)
class RussianWord:
    """The parts of speech that a word form can have."""

    adjective: bool
    noun: bool
    animate: bool
    past: bool
    future: bool
    present: bool
    participle: bool
    genitive: bool

    @property
    def is_verb(self) -> bool:
        """Whether it can be a finite verb or a short participle."""
        return self.past or self.future or self.present


@lru_cache(maxsize=50_000)
def russian_word(word: str) -> RussianWord:
    """The parts of speech of a word form; unknown words are guessed from their endings."""
    noun = is_a(word, "NOUN") and not is_likeliest(word, "ADVB", "PRCL", "CONJ", "PREP")
    adjective = any(is_a(word, kind) for kind in ("ADJF", "PRTF"))
    return RussianWord(
        adjective=adjective,
        noun=noun,
        animate=is_a(word, "NOUN", "anim"),
        past=(is_a(word, "VERB", "past") and (not noun or is_likeliest(word, "VERB")))
        or (is_a(word, "PRTS") and not noun),
        future=is_a(word, "VERB", "futr") and not is_a(word, "ADJS"),
        present=is_a(word, "VERB", "pres") and not noun and not adjective,
        participle=is_a(word, "PRTF", "past", "pssv"),
        genitive=any(is_a(word, kind, "gent") for kind in ("NOUN", "ADJF", "PRTF")),
    )


@lru_cache(maxsize=50_000)
def names_people(word: str) -> bool:
    """Whether a participle can stand for people: «25 пострадавших», «10 опрошенных»."""
    return is_a(word, "PRTF", "plur", "gent") and not is_a(word, "NOUN", "inan")


@lru_cache(maxsize=50_000)
def is_people(word: str) -> bool:
    """Whether the word form names several living beings: «жителей»."""
    return is_a(word, "NOUN", "anim", "plur", "gent")

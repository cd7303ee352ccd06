"""Kazakh words: a lexicon of stems, an analyser of endings, and Kazakh in other letters than its own."""

from esep.language.kazakh.analysis import Candidate, analyse, decline, lemma
from esep.language.kazakh.latin import LatinAlphabet, alphabet_of, is_kazakh_line, to_cyrillic, to_latin
from esep.language.kazakh.plain_letters import with_own_letters
from esep.language.kazakh.stems import PartOfSpeech, Stem, stems

__all__ = [
    "Candidate",
    "LatinAlphabet",
    "PartOfSpeech",
    "Stem",
    "alphabet_of",
    "analyse",
    "decline",
    "is_kazakh_line",
    "lemma",
    "stems",
    "to_cyrillic",
    "to_latin",
    "with_own_letters",
]

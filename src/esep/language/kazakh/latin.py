"""Kazakh in Latin letters put into Cyrillic, with the place of every letter kept.

Five alphabets are in use (``latin.yaml``). Each spells several Cyrillic letters alike («и» and «й», «е» and
«э») and leaves others out («ь»), so what is left is looked up: a stem of the lexicon that its Latin spelling
would not give back letter by letter («ekonomıka») is found by that spelling.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice, product
from typing import Literal

from esep.language.endings import is_front
from esep.language.kazakh.stems import lexicon_words
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

LatinAlphabet = Literal["acute", "apostrophe", "diaeresis", "agency", "informal"]
"""Decree of 2018, decree of 2017, draft of 2021, the news agency's, informal."""

Spelling = tuple[str, tuple[int, ...]]
"""A word in Cyrillic, and for each of its letters the place in the Latin word where it begins."""

SHORTEST_STEM = 4
"""Letters of a Latin stem that is looked up; shorter ones are read letter by letter."""
LONGEST_WORD = 40
MOST_SPELLINGS = 16
LEAST_MARKED = 3
"""Marked words from which on a text is taken for Kazakh in Latin letters."""

_VOWELS = frozenset("аәеёиоөуұүыіэюя")
_SOFTENED = {"қ": "ғ", "к": "г", "п": "б"}
_SOFT_GLIDES = {"а": "я", "у": "ю"}


class _Alphabet(WordList):
    marks: tuple[str, ...]
    glide: str
    capital_i: str
    letters: dict[str, tuple[str, ...]]


class _Latin(WordList):
    alphabets: dict[LatinAlphabet, _Alphabet]
    exceptions: dict[str, str]
    foreign: frozenset[str]
    kazakh: frozenset[str]


@cache
def _latin() -> _Latin:
    return word_list(_Latin, packaged_yaml(__package__, "latin.yaml"))


@cache
def _graphemes(alphabet: LatinAlphabet) -> tuple[Mapping[str, str], int]:
    """Latin spellings of one Cyrillic letter each, and the length of the longest."""
    found: dict[str, str] = {}
    for cyrillic, spellings in _latin().alphabets[alphabet].letters.items():
        for spelling in spellings:
            if spelling and cyrillic not in "ёюящцэһ":
                found.setdefault(spelling, cyrillic)
    found.update(
        {"c": "ц", "w": found.get("w", "в"), "x": found.get("x", "кс"), "ç": "ч", "é": "э", "ә": "ә"}
    )
    if alphabet == "informal":
        found.update({"iy": "и", "i": "і", "ngh": "нғ"})
    if alphabet != "agency":
        found.update({"sh": "ш", "ch": "ч"})
    return found, max(map(len, found))


def small(word: str, alphabet: LatinAlphabet) -> str:
    """The word in small letters; which letter «I» is depends on the alphabet."""
    return word.replace("I", _latin().alphabets[alphabet].capital_i).replace("İ", "i").lower()


@lru_cache(maxsize=20_000)
def to_cyrillic(word: str, alphabet: LatinAlphabet) -> Spelling:
    """A Kazakh word in Latin letters put into Cyrillic, capital letters kept."""
    low = small(word, alphabet)
    if len(low) != len(word) or len(low) > LONGEST_WORD:
        return word, tuple(range(len(word)))
    taken = _length_of(low, alphabet)
    head, places = _looked_up(low[:taken], alphabet) if taken else ("", ())
    rest, rest_places = _letter_by_letter(low, alphabet, taken, head[-1:])
    spelled, at = head + rest, places + rest_places
    return _with_capitals(spelled, at, word), at


def _with_capitals(spelled: str, places: Sequence[int], word: str) -> str:
    if word.islower():
        return spelled
    return "".join(
        letter.upper() if place < len(word) and word[place].isupper() else letter
        for letter, place in zip(spelled, places, strict=True)
    )


def _letter_by_letter(low: str, alphabet: LatinAlphabet, start: int, before: str) -> Spelling:
    table, longest = _graphemes(alphabet)
    glide = _latin().alphabets[alphabet].glide
    letters: list[str] = []
    places: list[int] = []
    at = start
    while at < len(low):
        length, letter = next(
            ((n, table[low[at : at + n]]) for n in range(longest, 0, -1) if low[at : at + n] in table),
            (1, low[at]),
        )
        previous = letters[-1] if letters else before
        if glide and low.startswith(glide, at) and letter in "ийы":
            following = _following(low, at + len(glide), table, longest)
            length, letter = len(glide), _glide(previous, following, alphabet)
            if letter in "юя":
                length += _width(low, at + len(glide), table, longest)
        elif letter == "і" and alphabet == "informal" and previous in _VOWELS and previous:
            letter = "й"
        for part in letter:
            letters.append(part)
            places.append(at)
        at += length
    return "".join(letters), tuple(places)


def _following(low: str, at: int, table: Mapping[str, str], longest: int) -> str:
    return next((table[low[at : at + n]] for n in range(longest, 0, -1) if low[at : at + n] in table), "")


def _width(low: str, at: int, table: Mapping[str, str], longest: int) -> int:
    return next((n for n in range(longest, 0, -1) if low[at : at + n] in table), 1)


def _glide(previous: str, following: str, alphabet: LatinAlphabet) -> str:
    """What the letter for both «и» and «й» stands for between two letters."""
    after_vowel = previous in _VOWELS and bool(previous)
    if alphabet == "informal":
        joined = _SOFT_GLIDES.get(following, "")
        return joined or ("й" if after_vowel else "ы")
    if following == "у" or (following == "а" and (after_vowel or not previous)):
        return _SOFT_GLIDES[following]
    return "й" if after_vowel else "и"


@cache
def _spellings(alphabet: LatinAlphabet, first: str) -> Mapping[str, str]:
    """Latin spellings of the stems that letters alone would not give back: all that begin with ``first``."""
    letters = _latin().alphabets[alphabet].letters
    found: dict[str, str] = dict(_latin().exceptions)
    plain = _plain(alphabet)
    beginning = {letter for letter, ways in letters.items() if any(way[:1] in ("", first) for way in ways)}
    beginning |= {first, "и"} if alphabet == "acute" and first == "i" else {first}
    for stem in _stems():
        if stem[0] not in beginning or "-" in stem or plain.issuperset(stem):
            continue
        choices = [letters.get(letter, (letter,)) for letter in stem]
        for parts in islice(product(*choices), MOST_SPELLINGS):
            latin = "".join(parts)
            if len(latin) >= SHORTEST_STEM and _letter_by_letter(latin, alphabet, 0, "")[0] != stem:
                found.setdefault(latin, stem)
        if stem.startswith("и") and alphabet == "acute":
            found.setdefault("i" + "".join(part[0] for part in choices)[1:], stem)
    return found


@cache
def _stems() -> tuple[str, ...]:
    """The stems of the lexicon, and behind them those whose last letter a vowel softens."""
    softened = {stem[:-1] + _SOFTENED[stem[-1]] for stem in lexicon_words() if stem[-1] in _SOFTENED}
    return (*sorted(lexicon_words()), *sorted(softened))


def _plain(alphabet: LatinAlphabet) -> frozenset[str]:
    """Cyrillic letters that one Latin letter always gives back: a stem of such letters needs no spelling."""
    table, _longest = _graphemes(alphabet)
    shared = set(_latin().alphabets[alphabet].glide).union(
        *(written for written in table if len(written) > 1)
    )
    return frozenset(
        letter
        for letter, written in _latin().alphabets[alphabet].letters.items()
        if len(written) == 1 == len(written[0])
        and table.get(written[0]) == letter
        and written[0] not in shared
    )


def _length_of(low: str, alphabet: LatinAlphabet) -> int:
    """Letters of the Latin word that are a stem known by its spelling; zero when there is none."""
    known = _spellings(alphabet, low[:1])
    if low in known:
        return len(low)
    plain = _letter_by_letter(low, alphabet, 0, "")[0]
    if plain in lexicon_words():
        return 0
    return next(
        (
            n
            for n in range(len(low) - 1, SHORTEST_STEM - 1, -1)
            if low[:n] in known and _is_harmonic(known[low[:n]], plain[len(known[low[:n]]) :])
        ),
        0,
    )


def _is_harmonic(stem: str, ending: str) -> bool:
    """Whether the first vowel of an ending can follow the stem."""
    vowel = next((letter for letter in ending if letter in "аыеі"), "")
    return not vowel or (vowel in "еі") == is_front(stem)


def _looked_up(latin: str, alphabet: LatinAlphabet) -> Spelling:
    stem = _spellings(alphabet, latin[:1])[latin]
    last = max(len(stem) - 1, 1)
    return stem, tuple(place * (len(latin) - 1) // last for place in range(len(stem)))


def to_latin(text: str, alphabet: LatinAlphabet = "diaeresis") -> str:
    """Cyrillic Kazakh in a Latin alphabet, letter by letter."""
    letters = _latin().alphabets[alphabet].letters
    capital = _latin().alphabets[alphabet].capital_i

    def upper(spelled: str) -> str:
        first = "İ" if spelled[:1] == "i" and capital == "ı" else spelled[:1].upper()
        return first + spelled[1:]

    parts = []
    for letter in text:
        spelled = letters.get(letter.lower(), (letter,))[0]
        parts.append(upper(spelled) if letter.isupper() and letter.lower() in letters else spelled)
    return "".join(parts)


_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]*)*")


_LATIN = re.compile("[a-z]")


def alphabet_of(text: str) -> LatinAlphabet | None:
    """The Latin alphabet of a Kazakh text by its marked letters; None when too few words have any."""
    # Most texts have hardly a Latin letter, and no word crosses a line.
    lines = [line for line in text.split("\n") if _LATIN.search(line.lower())]
    words = [word.lower() for word in _WORD.findall("\n".join(lines)) if _is_latin(word)]
    marked: Counter[LatinAlphabet] = Counter()
    letters = Counter("".join(words))
    joined = " ".join(words)
    for name, alphabet in _latin().alphabets.items():
        marked[name] = sum(letters[mark] if len(mark) == 1 else joined.count(mark) for mark in alphabet.marks)
    marked["informal"] -= 4 * sum(letters[mark] for mark in "áǵńıäğşü")
    marked["apostrophe"] *= 2
    if letters["ū"]:
        marked["agency"] -= 100 * letters["ū"]
    elif letters["ï"] + letters["w"] == 0 or not any(letters[mark] for mark in "äğñöşüıï"):
        marked["agency"] = 0  # English has «w» and «x» too
    best = max(marked, key=lambda name: (marked[name], name == "acute"))
    return best if marked[best] >= LEAST_MARKED else None


def _is_latin(word: str) -> bool:
    return _LATIN.search(word.lower()) is not None


def is_kazakh_line(line: str, alphabet: LatinAlphabet) -> bool:
    """Whether a line of a text in ``alphabet`` is Kazakh in Latin letters: no English, no Cyrillic line."""
    words = _WORD.findall(line)
    latin = [word for word in words if _is_latin(word)]
    if len(latin) * 10 < len(words) * 6 or not latin:
        return False
    table = _latin()
    lowered = [small(word, alphabet) for word in latin]
    foreign = sum(word in table.foreign for word in lowered)
    own = sum(any(mark in word for mark in table.alphabets[alphabet].marks) for word in lowered)
    own += sum(to_cyrillic(word, alphabet)[0].lower() in table.kazakh for word in latin)
    return own > foreign or (not foreign and _sounds_kazakh(latin, alphabet))


def _sounds_kazakh(words: Sequence[str], alphabet: LatinAlphabet) -> bool:
    """Whether a line without a single mark can still be Kazakh: a stem of the lexicon stands in it."""
    known = lexicon_words()
    return any(to_cyrillic(word, alphabet)[0].lower() in known for word in words)

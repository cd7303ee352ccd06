"""Case endings: Kazakh words declined and taken apart by vowel harmony, Russian words cut to a key.

There is no dictionary here. :func:`decline` makes a form, :func:`analyses` lists every stem that a form can
come from, and a room that knows its own words picks among them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, get_args

from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

Case = Literal[
    "nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental", "attributive"
]
"""Kazakh cases; ``attributive`` is the adjective of place («Алматыдағы»)."""

CASES: tuple[Case, ...] = get_args(Case)


@dataclass(frozen=True, order=True)
class Analysis:
    """One way to take a Kazakh word apart: its stem and the endings after it."""

    stem: str
    case: Case = "nominative"
    possessive: bool = False
    plural: bool = False


class _Harmony(WordList):
    back: frozenset[str]
    front: frozenset[str]
    front_endings: tuple[str, ...]
    back_endings: tuple[str, ...]


class _Kazakh(WordList):
    back: str
    front: str
    neutral: str
    classes: dict[str, str]
    plural: dict[str, str]
    cases: dict[Case, dict[str, str]]
    possessed: dict[Case, str]
    possessive: dict[str, str]
    softened: dict[str, str]
    dropped_vowel: frozenset[str]
    dropped_in_compounds: frozenset[str]
    harmony: _Harmony


class _Russian(WordList):
    endings: tuple[str, ...]
    shortest_key: int


class _Endings(WordList):
    kk: _Kazakh
    ru: _Russian
    look_alikes: dict[str, str]


@cache
def _endings() -> _Endings:
    return word_list(_Endings, packaged_yaml(__package__, "endings.yaml"))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The word for comparison: small letters, «ё» as «е», Latin look-alikes in a Cyrillic word replaced."""
    small = unicodedata.normalize("NFC", word).lower().replace("\xad", "").replace("ё", "е")
    if small.isascii() or not any("a" <= letter <= "z" for letter in small):
        return small
    look_alikes = _endings().look_alikes
    return "".join(look_alikes.get(letter, letter) for letter in small)


@lru_cache(maxsize=50_000)
def is_front(word: str) -> bool:
    """Whether the endings of a Kazakh word take front vowels («мектеп», «есеп»), by its last vowel."""
    rules = _endings().kk
    small = word.lower()
    last_word = small.replace("-", " ").split()[-1] if small.strip() else small
    if last_word in rules.harmony.front or last_word in rules.harmony.back:
        return last_word in rules.harmony.front
    if last_word.endswith(rules.harmony.front_endings):
        return True
    if last_word.endswith(rules.harmony.back_endings):
        return False
    for place in range(len(small) - 1, -1, -1):
        letter = small[place]
        is_closed_u = letter == "у" and place < len(small) - 1 and not _is_vowel(small[place - 1 : place])
        if letter in rules.back or is_closed_u:  # «ресурс», «институт» are back, «келу» is not
            return False
        if letter in rules.front:
            return True
    return "и" in small


def _is_vowel(letter: str) -> bool:
    rules = _endings().kk
    return bool(letter) and letter in rules.back + rules.front + rules.neutral


def sound_class(word: str) -> str:
    """The class of the last letter that chooses among the forms of a Kazakh ending."""
    last = word[-1:].lower()
    if last == "ь":
        last = word[-2:-1].lower()
    return next((name for name, letters in _endings().kk.classes.items() if last in letters), "voiceless")


def _fill(pattern: str, front: bool) -> str:
    a, y, g, k = ("е", "і", "г", "к") if front else ("а", "ы", "ғ", "қ")
    return pattern.format(a=a, y=y, g=g, k=k)


def add_plural(word: str) -> str:
    """The Kazakh plural: «жоба», «жобалар»."""
    return word + _fill(_endings().kk.plural[sound_class(word)], is_front(word))


def add_possessive(word: str) -> str:
    """The third person's ending of possession: «жоба», «жобасы»; «орын», «орны»; «бөлік», «бөлігі»."""
    rules = _endings().kk
    front = is_front(word)
    if sound_class(word) == "vowel":
        return word + _fill(rules.possessive["vowel"], front)
    stem = _without_soft_sign(word)
    if word.lower().endswith(tuple(rules.dropped_vowel)) and _drops_vowel(word.lower()):
        stem = stem[:-2] + stem[-1]
    elif len(stem) > 1 and stem[-2].lower() in rules.back + rules.front + rules.neutral:
        stem = stem[:-1] + rules.softened.get(stem[-1], stem[-1])
    return stem + _fill(rules.possessive["consonant"], front)


def add_case(word: str, case: Case, *, possessed: bool = False) -> str:
    """The word in a Kazakh case; ``possessed`` when it ends with the third person's ending («облысы»)."""
    if case == "nominative":
        return word
    rules = _endings().kk
    if possessed:
        return word + _fill(rules.possessed[case], is_front(word))
    return word + _fill(rules.cases[case][sound_class(word)], is_front(word))


def _without_soft_sign(word: str) -> str:
    return word[:-1] if word.endswith("ь") else word


@lru_cache(maxsize=20_000)
def decline(word: str, case: Case = "nominative", *, possessive: bool = False, plural: bool = False) -> str:
    """A Kazakh form: the stem, then plural, possession of the third person and case, each when asked for."""
    form = add_plural(word) if plural else word
    if possessive:
        form = add_possessive(form)
    return add_case(form, case, possessed=possessive)


def forms(word: str) -> dict[str, Analysis]:
    """Every Kazakh form of a word with the analysis that made it; the plainest analysis wins."""
    made: dict[str, Analysis] = {}
    for plural in (False, True):
        for possessive in (False, True):
            for case in CASES:
                form = decline(word, case, possessive=possessive, plural=plural)
                made.setdefault(form, Analysis(word, case, possessive, plural))
    return made


@lru_cache(maxsize=50_000)
def analyses(word: str) -> tuple[Analysis, ...]:
    """Every way to take a Kazakh word apart, longest stem first; the word itself always comes first.

    Each analysis is proved: declining its stem gives the word back.
    """
    small = fold(word)
    table = _rows_by_ending()
    found = {
        Analysis(stem, case, possessive, plural)
        for length in range(1, min(len(small) - 2, _longest_ending()) + 1)
        for case, possessive, plural in table.get(small[-length:], ())
        for stem in _stems(small[:-length], possessive and not plural)
        if decline(stem, case, possessive=possessive, plural=plural) == small
    }
    found.discard(Analysis(small))
    ordered = sorted(found, key=lambda a: (-len(a.stem), a.stem, CASES.index(a.case), a.possessive, a.plural))
    return (Analysis(small), *ordered)


def stems(word: str) -> tuple[str, ...]:
    """The stems that a Kazakh word can come from, longest first, each once."""
    return tuple(dict.fromkeys(analysis.stem for analysis in analyses(word)))


def _stems(cut: str, possessive: bool) -> Iterator[str]:
    """The stems that stand behind what is left when an ending is cut off."""
    yield cut
    if not possessive:
        return
    yield cut + "ь"
    rules = _endings().kk
    for hard, soft in rules.softened.items():
        if cut.endswith(soft):
            yield cut[: -len(soft)] + hard
    for whole in rules.dropped_vowel:
        if cut.endswith(whole[:-2] + whole[-1]):
            grown = cut[: 1 - len(whole)] + whole
            if _drops_vowel(grown):
                yield grown


def _drops_vowel(word: str) -> bool:
    """Whether a word that ends like «орын» is that word or its compound («кәсіпорын»), not «торын»."""
    rules = _endings().kk
    return word in rules.dropped_vowel or any(word.endswith(whole) for whole in rules.dropped_in_compounds)


_OURS = re.compile(r"(.+[ыіаеуи])м[ыі]з(|д[ыі]ң|[ғг][ае]|д[ыі]|д[ае]н?)")
_OUR_CASES: tuple[tuple[str, Case], ...] = (
    ("ң", "genitive"),
    ("н", "ablative"),
    ("ы", "accusative"),
    ("і", "accusative"),
)


def without_ours(key: str) -> tuple[str, Case | None] | None:
    """A folded Kazakh noun without the ending of «our», and its case; None for any other word.

    «жобамызға» leaves «жоба», «мектебіміз» leaves «мектебі»: behind a consonant, what is left is the form of
    the third person.
    """
    found = _OURS.fullmatch(key) if "м" in key else None
    if found is None:
        return None
    told = next((case for last, case in _OUR_CASES if found[2].endswith(last)), None)
    if told is None and found[2]:
        told = "dative" if found[2][0] in "ғг" else "locative"
    return found[1], told


def read_ending(ending: str) -> tuple[Case, bool] | None:
    """Case and possession of a bare Kazakh ending, as after digits («-ден» of «400-ден»); else None."""
    return _bare_endings().get(fold(ending))


@cache
def _bare_endings() -> dict[str, tuple[Case, bool]]:
    bare: dict[str, tuple[Case, bool]] = {}
    for case, possessive, plural, chain in sorted(_ending_table(), key=lambda row: (row[2], row[1], row[0])):
        if not plural:
            bare.setdefault(chain, (case, possessive))
    return bare


@cache
def _ending_table() -> tuple[tuple[Case, bool, bool, str], ...]:
    """Every chain of endings that any stem can take, with what it means."""
    rules = _endings().kk
    table: set[tuple[Case, bool, bool, str]] = set()
    for front in (False, True):
        plurals = {""} | set(rules.plural.values())
        for plural in plurals:
            for possessive in ("", *rules.possessive.values()):
                for case in CASES:
                    for ending in _case_patterns(case, bool(possessive)):
                        chain = _fill(plural + possessive + ending, front)
                        if chain:
                            table.add((case, bool(possessive), bool(plural), chain))
    return tuple(sorted(table))


@cache
def _rows_by_ending() -> dict[str, list[tuple[Case, bool, bool]]]:
    rows: dict[str, list[tuple[Case, bool, bool]]] = {}
    for case, possessive, plural, ending in _ending_table():
        rows.setdefault(ending, []).append((case, possessive, plural))
    return rows


@cache
def _longest_ending() -> int:
    return max(map(len, _rows_by_ending()))


def _case_patterns(case: Case, possessed: bool) -> set[str]:
    rules = _endings().kk
    if case == "nominative":
        return {""}
    return {rules.possessed[case]} if possessed else set(rules.cases[case].values())


@lru_cache(maxsize=50_000)
def russian_key(word: str) -> str:
    """A Russian word without its ending, for comparing forms: «областью» and «области» share a key."""
    rules = _endings().ru
    small = fold(word)
    for ending in rules.endings:
        if small.endswith(ending) and len(small) - len(ending) >= rules.shortest_key:
            return small[: -len(ending)]
    return small

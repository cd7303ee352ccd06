"""The patterns of ``words.yaml``, compiled: what each reads, and the numbers behind its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from esep.language.endings import forms
from esep.messages import Language
from esep.periods.words import period_words

_WORD = re.compile(r"\w+")
_SPACE = r"[ \u00a0\u202f\t\n]+"
_DASH = r"[ \u00a0]?[-–—][ \u00a0]?"
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "І": 1, "ІІ": 2, "ІІІ": 3, "ІV": 4}


Role = Literal["span", "deadline", "as_of", "start", "duration", "clock"]


@dataclass(frozen=True)
class Pattern:
    """One way to write a period: what it reads (day, month, quarter ...) and its expression."""

    reads: str
    expression: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class Grammar:
    """The patterns of one language and its words' numbers."""

    patterns: tuple[Pattern, ...]
    relative: tuple[tuple[re.Pattern[str], str, Role], ...]
    """Expression, unit (day, month, quarter, year) and role of a period told relative to today."""
    before: Mapping[Role, re.Pattern[str]]
    after: Mapping[Role, re.Pattern[str]]
    durations: re.Pattern[str]
    clock: re.Pattern[str]
    relative_years: tuple[tuple[int, re.Pattern[str]], ...]
    months: Mapping[str, int]
    ordinals: Mapping[str, int]
    counts: Mapping[str, int]
    starters: frozenset[str]
    """The first letters, at most four, of every word that a pattern can begin with."""
    time_words: frozenset[str] | None
    """Words of which every pattern that begins with a number has one near its beginning: months and the words
    for a year, a quarter, an hour; None where years stand alone."""

    def starts(self, text: str) -> list[Start]:
        """The places of ``text`` where a pattern can begin."""
        found: list[Start] = []
        nearest = _FAR  # words from here to the next word of time
        for word in reversed(list(_WORD.finditer(text))):
            sort = _sort(word[0], self)
            nearest = 0 if sort.is_time else nearest + 1
            if sort.is_digit or sort.begins:
                is_near = nearest <= _REACH or self.time_words is None
                found.append(Start(word.start(), sort.is_digit, is_near))
        found.reverse()
        return found


class Start(NamedTuple):
    """A place where a pattern can begin: whether a digit stands there, and a word of time near it."""

    at: int
    is_digit: bool
    is_near: bool


class _Sort(NamedTuple):
    is_digit: bool
    begins: bool
    is_time: bool


_REACH, _FAR = 6, 1000
"""Words from the beginning of a pattern to its first word of time, «с 5 по 7 мая»; and of no such word."""


@lru_cache(maxsize=50_000)
def _sort(word: str, rules: Grammar) -> _Sort:
    """What a word can be to the patterns; remembered, because a text repeats its words."""
    if word[0].isdigit():
        return _Sort(True, False, not word.isdigit())  # «2021г»
    small = word.lower()
    known = rules.time_words or frozenset()
    is_time = small.replace("ё", "е") in known or small.startswith("час")  # «10.30 час.»
    return _Sort(False, word[:4].lower() in rules.starters, is_time)


@cache
def grammar(language: Language) -> Grammar:
    """The grammar of one language."""
    words = period_words()[language]
    months = _numbered(
        [list(forms(month)) if language == "kk" else month for month in words["months"]]
    )  # fmt: skip
    ordinals = _numbered(words["ordinals"]) | {str(n): n for n in range(1, 5)}
    ordinals |= {roman.lower(): number for roman, number in _ROMAN.items()}
    counts = {word.replace("ё", "е"): number for word, number in words["counts"].items()}
    fill = _Fill(language, months, ordinals, counts)
    return Grammar(
        tuple(
            Pattern(reads, fill.compiled(text))
            for entry in words["patterns"]
            for reads, text in entry.items()
        ),
        tuple((fill.compiled(entry["match"]), entry["unit"], entry["role"]) for entry in words["relative"]),
        {
            role: fill.compiled("(?:" + "|".join(texts) + ")[ ]?$", start=True)
            for role, texts in words["before"].items()
        },
        {
            role: fill.compiled("[ ]?(?:" + "|".join(texts) + ")", end=True)
            for role, texts in words["after"].items()
        },
        fill.compiled(words["durations"]),
        fill.compiled(words["clock"]),
        tuple((shift, fill.compiled(text)) for shift, text in words["relative_years"].items()),
        months,
        ordinals,
        counts,
        frozenset(word[:4] for word in (*months, *ordinals, *counts, *words["starters"])),
        _time_words(months, fill.nouns, words) if "{year_word}" in words["year"] else None,
    )


def _time_words(months: Iterable[str], nouns: Iterable[str], words: Any) -> frozenset[str]:
    """Months, nouns of time, and words that name a year alone: «биыл»."""
    years = (word for text in words["relative_years"].values() for word in _WORD.findall(text))
    named = _WORD.findall(" ".join([*months, *nouns]).replace("ё", "е"))
    return frozenset([*named, *(word for word in years if len(word) >= _LEAST_YEAR)])


_LEAST_YEAR = 4
"""Letters of the shortest word that names a year alone."""


@cache
def common_patterns() -> tuple[Pattern, ...]:
    """The patterns that are alike in every language: ISO dates, figures with full stops, clock times."""
    entries = period_words()["everywhere"]
    return tuple(Pattern(reads, re.compile(text)) for entry in entries for reads, text in entry.items())


@cache
def any_common() -> re.Pattern[str]:
    """All of the common patterns in one, to know with one attempt that none of them begins at a place."""
    return _either([pattern.expression for pattern in common_patterns()], 0)


@cache
def any_relative(rules: Grammar) -> re.Pattern[str]:
    """All that is told relative to the day of the text in one."""
    return _either([expression for expression, _unit, _role in rules.relative], re.IGNORECASE)


def _either(expressions: Sequence[re.Pattern[str]], flags: int) -> re.Pattern[str]:
    nameless = (re.sub(r"\(\?P<\w+>", "(?:", expression.pattern) for expression in expressions)
    return re.compile("|".join(f"(?:{text})" for text in nameless), flags)


class _Fill:
    """Puts the words of a language into the braces of its patterns."""

    def __init__(
        self,
        language: Language,
        months: Mapping[str, int],
        ordinals: Mapping[str, int],
        counts: Mapping[str, int],
    ) -> None:
        words = period_words()[language]
        nouns = {name: list(forms(noun)) for name, noun in words["nouns"].items()}
        for name, also in words["also"].items():
            nouns[name] = nouns.get(name, []) + also
        self.nouns = [form.lower().replace("ё", "е") for written in nouns.values() for form in written]
        self._parts = {name: _any_of(written) for name, written in nouns.items()}
        self._parts |= {"count_word": _any_of(counts)}
        for suffix in ("", "2"):
            self._parts[f"month{suffix}"] = f"(?P<month{suffix}>{_any_of(months)})"
            self._parts[f"day{suffix}"] = rf"(?P<day{suffix}>(?<![\d.,])\d{{1,2}}(?![\d.,]\d))"
            self._parts[f"year{suffix}"] = rf"(?P<year{suffix}>(?<![\d.,])(?:19|20|21)\d\d)"
        self._parts["number"] = f"(?P<number>{_any_of(ordinals)})"
        self._parts["count"] = rf"(?P<count>(?<![\d.,])1?\d|{_any_of(counts)})"
        relative = "|".join(f"(?:{text})" for text in words["relative_years"].values())
        for suffix in ("", "2"):
            year = words["year"].replace("{year}", f"{{year{suffix}}}")
            self._parts[f"Y{suffix}"] = f"(?:{year}|(?P<relative{suffix}>{relative}))"

    def compiled(self, text: str, *, start: bool = False, end: bool = False) -> re.Pattern[str]:
        """The expression: braces filled (twice, for {Y} holds others), spaces and dashes of every kind."""
        for _round in range(3):
            text = re.sub(r"\{([A-Za-z_]+2?)\}", lambda match: self._parts[match[1]], text)
        text = _unique_groups(text)
        text = text.replace(" ~ ", "~").replace("~", _DASH)
        text = re.sub(r"(?<!\[)(?<!\[-) (?!\])", lambda _: _SPACE, text)
        text = text.replace("[ ]", r"[ \u00a0\n]").replace("[- ]", r"[- \u00a0]").replace("ё", "[её]")
        ahead = "" if end else r"(?<!\w)"
        behind = "" if start else r"(?!\w)"
        return re.compile(f"{ahead}(?:{text}){behind}", re.IGNORECASE)


def _unique_groups(text: str) -> str:
    """Named groups may stand once in an expression: later ones of a name get a number, year_2."""
    seen: dict[str, int] = {}

    def renamed(match: re.Match[str]) -> str:
        name = match[1]
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}>" if seen[name] == 1 else f"(?P<{name}_{seen[name]}>"

    return re.sub(r"\(\?P<(\w+)>", renamed, text)


def _numbered(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    """Each written form (folded) and the number of its group, from 1."""
    return {
        form.lower().replace("ё", "е"): number for number, group in enumerate(groups, 1) for form in group
    }


def _any_of(written: Iterable[str]) -> str:
    """An expression of whole words, the longest first."""
    ordered = sorted(set(written), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered) + r")(?!\w)"

"""The patterns of ``words.yaml``, compiled: what each reads, and the numbers behind its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import accumulate
from typing import Any, Literal, NamedTuple

from esep.language.alternatives import one_of
from esep.language.endings import forms
from esep.language.remembered import Remembered, Sieve
from esep.messages import Language
from esep.periods.words import period_words

_WORD = re.compile(r"\w+")
_PIECES = re.compile(r"(\w+)")
_LETTERS = re.compile(r"[^\W\d]+")
_SPACE = r"[ \u00a0\u202f\t\n]+"
_DASH = r"[ \u00a0]?[-–—][ \u00a0]?"
_DASHES = re.compile("[-–—]")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "І": 1, "ІІ": 2, "ІІІ": 3, "ІV": 4}


Role = Literal["span", "deadline", "as_of", "start", "duration", "clock"]


@dataclass(frozen=True, eq=False)
class Pattern:
    """One way to write a period: what it reads (day, month, quarter ...), and how it is written.

    ``needs``: the sorts of words of time without which it cannot stand in a text, as bits of :data:`SORTS`,
    and another bit for a dash.
    """

    reads: str
    written: Callable[[], str]
    needs: int = 0
    flags: int = re.IGNORECASE

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Compiled when a text first has what it needs: most texts never do."""
        return re.compile(self.written(), self.flags)


@dataclass(frozen=True, eq=False)
class Grammar:
    """The patterns of one language and its words' numbers."""

    patterns: tuple[Pattern, ...]
    relative: tuple[tuple[Pattern, str, Role], ...]
    """Expression, unit (day, month, quarter, year) and role of a period told relative to today."""
    before: Mapping[Role, Pattern]
    after: Mapping[Role, Pattern]
    timeless: tuple[tuple[Pattern, int, Role], ...]
    """Durations and clock times, each with the words of time of which it needs one."""
    relative_years: tuple[tuple[int, Pattern], ...]
    months: Mapping[str, int]
    ordinals: Mapping[str, int]
    counts: Mapping[str, int]
    starters: frozenset[str]
    """The first letters, at most four, of every word that a pattern can begin with."""
    today: frozenset[str]
    """Words of which one stands in every period told relative to today without a word of time: «бүгінде»."""
    time_words: Mapping[str, int] | None
    """Words of which every pattern that begins with a number has one near its beginning, each with its sorts:
    months and the words for a year, a quarter, an hour; None where years stand alone."""

    def starts(self, text: str) -> tuple[list[Start], int]:
        """The places of ``text`` where a pattern can begin, and the bits of what patterns need that it has.

        Those are near before a word of time, or anywhere in a text that has a word of today or a shaped date.
        """
        kinds = _ANY if self.time_words is None else 0
        pieces = _PIECES.split(text)  # what stands between words, and words, in turn
        words, sorts = pieces[1::2], self._sorts
        timely: set[str] = set()
        for word in self._sieve.of(words):
            own = sorts[word].kinds
            kinds |= own
            if own & ~_TODAY:
                timely.add(word)
        is_shaped = _SHAPED.search(text) is not None
        if not kinds and not is_shaped:
            return [], 0
        is_all = is_shaped or kinds & _TODAY or self.time_words is None
        near: set[int] = set(range(len(words))) if self.time_words is None else set()
        for place in [place for place, word in enumerate(words) if word in timely]:
            near.update(range(max(0, place - _REACH), place + 1))
        ends = list(accumulate(map(len, pieces)))
        found: list[Start] = []
        for place in range(len(words)) if is_all else sorted(near):
            sort = sorts[words[place]]
            if sort.is_digit or sort.begins:
                found.append(Start(ends[2 * place], sort.is_digit, place in near))
        return found, kinds | (_DASHED if _DASHES.search(text) is not None else 0)

    def may_hold(self, keys: Iterable[str], text: str) -> bool:
        """Whether ``text`` can name a period; ``keys`` are its words and numbers in small letters."""
        return self.time_words is None or bool(self._keys.of(keys)) or _SHAPED.search(text) is not None

    @cached_property
    def _keys(self) -> Sieve:
        return Sieve(lambda key: any(self._sorts[word].kinds for word in _LETTERS.findall(key)))

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve(lambda word: self._sorts[word].kinds)

    @cached_property
    def _sorts(self) -> Remembered[_Sort]:
        """What each word can be to the patterns."""
        known = self.time_words or {}

        def sort(word: str) -> _Sort:
            if word[0].isdigit():
                return _NUMBER if word.isdigit() else _GLUED
            small = word.lower()
            kinds = known.get(small.replace("ё", "е"), 0)
            if small.startswith("час"):  # «10.30 час.»
                kinds |= SORTS["hour_word"]
            if small in self.today:
                kinds |= _TODAY
            return _Sort(False, word[:4].lower() in self.starters, kinds)

        return Remembered(sort)

    def fitting(self, kinds: int) -> tuple[Pattern, ...]:
        """The patterns that a text with these sorts of words of time can hold, in their order."""
        found = self._fitting.get(kinds)
        if found is None:
            found = tuple(pattern for pattern in self.patterns if not pattern.needs & ~kinds)
            self._fitting[kinds] = found
        return found

    @cached_property
    def _fitting(self) -> dict[int, tuple[Pattern, ...]]:
        return {}


class Start(NamedTuple):
    """A place where a pattern can begin: whether a digit stands there, and a word of time near it."""

    at: int
    is_digit: bool
    is_near: bool


class _Sort(NamedTuple):
    is_digit: bool
    begins: bool
    kinds: int


_NOUNS = ("year_word", "month_word", "quarter_word", "half_word", "week_word", "day_word", "hour_word")
_NAMES = ("month", *_NOUNS)
SORTS = {name: 1 << place for place, name in enumerate(_NAMES)}
"""The sorts of words of time: the names of months, and each noun."""
_TODAY = 1 << len(_NAMES)
_DASHED = _TODAY << 1
_ANY = _TODAY - 1
_DURATIONS = sum(SORTS[name] for name in _NOUNS if name not in ("quarter_word", "half_word"))
_NUMBER, _GLUED = _Sort(True, False, 0), _Sort(True, False, _ANY)
"""Digits; digits with letters, «2021г»."""
_REACH = 6
"""Words from the beginning of a pattern to its first word of time: «с 5 по 7 мая»."""
_SHAPED = re.compile(r"\d[-–./:][\dQH]")
"""What stands in every period that is written alike everywhere."""


@cache
def grammar(language: Language) -> Grammar:
    """The grammar of one language."""
    words = period_words()[language]
    months = _numbered(
        [_of_one(month) if language == "kk" else month for month in words["months"]]
    )  # fmt: skip
    ordinals = _numbered(words["ordinals"]) | {str(n): n for n in range(1, 5)}
    ordinals |= {roman.lower(): number for roman, number in _ROMAN.items()}
    counts = {word.replace("ё", "е"): number for word, number in words["counts"].items()}
    fill = _Fill(language, months, ordinals, counts)
    return Grammar(
        tuple(
            Pattern(reads, fill.later(text), _needs(text))
            for entry in words["patterns"]
            for reads, text in entry.items()
        ),
        tuple(
            (Pattern("relative", fill.later(entry["match"])), entry["unit"], entry["role"])
            for entry in words["relative"]
        ),
        {
            role: Pattern(role, fill.later("(?:" + "|".join(texts) + ")[ ]?$", start=True))
            for role, texts in words["before"].items()
        },
        {
            role: Pattern(role, fill.later("[ ]?(?:" + "|".join(texts) + ")", end=True))
            for role, texts in words["after"].items()
        },
        (
            (Pattern("duration", fill.later(words["durations"])), _DURATIONS, "duration"),
            (Pattern("clock", fill.later(words["clock"])), SORTS["hour_word"], "clock"),
        ),
        tuple(
            (shift, Pattern("year", fill.later(_relative_year([row]))))
            for shift, row in words["relative_years"].items()
        ),
        months,
        ordinals,
        counts,
        frozenset(word[:4] for word in (*months, *ordinals, *counts, *words["starters"])),
        frozenset(words["today"]),
        _time_words(months, fill.nouns, words) if "{year_word}" in words["year"] else None,
    )


def _needs(text: str) -> int:
    """The sorts of words of time, and a dash, that a pattern has in every one of its forms."""
    plain = _GROUP.sub("", _GROUP.sub("", _LOOK.sub("", text)))
    names = (_SORT_OF.get(name, name) for name in re.findall(r"\{([A-Za-z_]+)2?\}", plain))
    return sum({SORTS[name] for name in names if name in SORTS}) | (_DASHED if "~" in plain else 0)


_LOOK = re.compile(r"\(\?<?[!=][^()]*\)")
_GROUP = re.compile(r"\(\?:[^()]*\)\?|\(\?:[^()]*\|[^()]*\)")
"""What a pattern may do without: an optional group, and one that offers a choice."""
_SORT_OF = {"Y": "year_word"}


def _time_words(months: Iterable[str], nouns: Mapping[str, Iterable[str]], words: Any) -> dict[str, int]:
    """Months, nouns of time, and words that name a year alone: «биыл»; each with its sorts."""
    years = (word for row in words["relative_years"].values() for word in _WORD.findall("|".join(row)))
    written = {"month": months, **nouns}
    found = dict.fromkeys((word for word in years if len(word) >= _LEAST_YEAR), SORTS["year_word"])
    for name, forms_of in written.items():
        for word in _WORD.findall(" ".join(forms_of).lower().replace("ё", "е")):
            found[word] = found.get(word, 0) | SORTS[name]
    return found


_LEAST_YEAR = 4
"""Letters of the shortest word that names a year alone."""


@cache
def common_patterns() -> tuple[Pattern, ...]:
    """The patterns that are alike in every language: ISO dates, figures with full stops, clock times."""
    entries = period_words()["everywhere"]
    return tuple(
        Pattern(reads, partial(str, text), flags=0) for entry in entries for reads, text in entry.items()
    )


@cache
def any_common() -> re.Pattern[str]:
    """All of the common patterns in one, to know with one attempt that none of them begins at a place."""
    return _either([pattern.written() for pattern in common_patterns()], 0)


@cache
def any_relative(rules: Grammar) -> re.Pattern[str]:
    """All that is told relative to the day of the text in one."""
    return _either([pattern.written() for pattern, _unit, _role in rules.relative], re.IGNORECASE)


def _either(expressions: Iterable[str], flags: int) -> re.Pattern[str]:
    nameless = (re.sub(r"\(\?P<\w+>", "(?:", expression) for expression in expressions)
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
        self.nouns = nouns
        self._parts = {name: _any_of(written) for name, written in nouns.items()}
        self._parts |= {"count_word": _any_of(counts)}
        for suffix in ("", "2"):
            self._parts[f"month{suffix}"] = f"(?P<month{suffix}>{_any_of(months)})"
            self._parts[f"day{suffix}"] = rf"(?P<day{suffix}>(?<![\d.,])\d{{1,2}}(?![\d.,]\d))"
            self._parts[f"year{suffix}"] = rf"(?P<year{suffix}>(?<![\d.,])(?:19|20|21)\d\d)"
        self._parts["number"] = f"(?P<number>{_any_of(ordinals)})"
        self._parts["count"] = rf"(?P<count>(?<![\d.,])1?\d|{_any_of(counts)})"
        relative = _relative_year(words["relative_years"].values())
        for suffix in ("", "2"):
            year = words["year"].replace("{year}", f"{{year{suffix}}}")
            self._parts[f"Y{suffix}"] = f"(?:{year}|(?P<relative{suffix}>{relative}))"

    def later(self, text: str, *, start: bool = False, end: bool = False) -> Callable[[], str]:
        """What makes the source of the expression when it is asked for."""
        return partial(self._filled, text, start=start, end=end)

    def _filled(self, text: str, *, start: bool = False, end: bool = False) -> str:
        """The source: braces filled (twice, for {Y} holds others), spaces and dashes of every kind."""
        for _round in range(3):
            text = re.sub(r"\{([A-Za-z_]+2?)\}", lambda match: self._parts[match[1]], text)
        text = _unique_groups(text)
        text = text.replace(" ~ ", "~").replace("~", _DASH)
        text = re.sub(r"(?<!\[)(?<!\[-) (?!\])", lambda _: _SPACE, text)
        text = text.replace("[ ]", r"[ \u00a0\n]").replace("[- ]", r"[- \u00a0]").replace("ё", "[её]")
        ahead = "" if end else r"(?<!\w)"
        behind = "" if start else r"(?!\w)"
        return f"{ahead}(?:{text}){behind}"


def _relative_year(rows: Iterable[Sequence[str]]) -> str:
    """Years told relative to today: of each row the words before the word for a year, and those alone."""
    before, alone = ("|".join(filter(None, words)) for words in zip(*rows, strict=True))
    return "|".join(filter(None, [before and f"(?:{before}) {{year_word}}", alone]))


def _unique_groups(text: str) -> str:
    """Named groups may stand once in an expression: later ones of a name get a number, year_2."""
    seen: dict[str, int] = {}

    def renamed(match: re.Match[str]) -> str:
        name = match[1]
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}>" if seen[name] == 1 else f"(?P<{name}_{seen[name]}>"

    return re.sub(r"\(\?P<(\w+)>", renamed, text)


def _of_one(month: str) -> list[str]:
    """The Kazakh forms of a month; of two Januaries nobody writes."""
    return [form for form, ending in forms(month).items() if not ending.plural]


def _numbered(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    """Each written form (folded) and the number of its group, from 1."""
    return {
        form.lower().replace("ё", "е"): number for number, group in enumerate(groups, 1) for form in group
    }


def _any_of(written: Iterable[str]) -> str:
    """An expression of whole words, the longest first."""
    return f"(?:{one_of(written)})(?!\\w)"

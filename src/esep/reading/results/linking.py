"""From a stated figure to the indicator of a catalogue that it states, or to none."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from esep.language import TextLanguage, fold, is_measure, match_unit, russian_key, stems, tokenize
from esep.messages import Name
from esep.reading.reading import Reading
from esep.reading.statements.denied import DENIED
from esep.reading.statements.rule_names import rules_in
from esep.reading.tables.statements import OF_TABLE

LEAST_SCORE = 0.45
"""Below this no entry is close enough: the figure is not in the catalogue."""
LEAST_MARGIN = 0.04
"""Two entries closer to one another than this leave the figure unlinked: it may be either."""
LIKE_WORD = 0.5
"""Least likeness, by groups of three letters, of two words taken for one."""
UNIT_WORD = 0.3
"""What a word that only names the unit («человек», «теңге») counts for: every figure of the unit has it."""
CONTEXT = 0.85
"""What a word of the clause counts for, when it does not stand in the figure's own phrase."""
PHRASE = 0.35
"""How much of the score hangs on the words of the phrase that the entry does not know."""
SHORT_WORD = 3
"""A Kazakh word up to this length is taken whole: its last letter is no ending."""
_LANGUAGES: tuple[TextLanguage, ...] = ("kk", "ru")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORTEST_LIKE = 5
"""Letters of a word that can be taken for another by likeness; shorter ones must share a stem."""


@dataclass(frozen=True)
class CatalogueEntry:
    """An indicator as texts word it.

    ``units`` are the codes of units in which it is stated (None: no unit of the table), ``wordings`` Kazakh
    and Russian phrases, ``without`` beginnings of words beside which a figure states something else,
    ``needs`` beginnings of words of which one must stand beside it (none: the wordings are enough).
    """

    code: str
    name: Name
    units: frozenset[str | None]
    wordings: tuple[str, ...]
    without: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def has_what_it_needs(self, words: Sequence[str]) -> bool:
        """Whether one of the words (folded) that it needs stands there."""
        return not self.needs or any(word.startswith(self.needs) for word in words)


@dataclass(frozen=True)
class Link:
    """An entry found: ``score`` is 0 to 1, ``margin`` how far the next entry lies below it."""

    entry: CatalogueEntry
    score: float
    margin: float


@dataclass(frozen=True)
class _Wording:
    entry: int
    weights: Mapping[str, float]
    total: float


class Linker:
    """Links phrases to the entries of one catalogue; it can answer many."""

    def __init__(self, entries: Sequence[CatalogueEntry]) -> None:
        self.entries = tuple(entries)

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """The weight of each word of the catalogue: the fewer entries use it, the more it tells."""
        used: Counter[str] = Counter()
        for entry in self.entries:
            used.update({word for wording in entry.wordings for word in words_of(wording)})
        return {word: math.log(1 + len(self.entries) / count) for word, count in used.items()}

    @cached_property
    def _wordings(self) -> list[_Wording]:
        found = []
        for number, entry in enumerate(self.entries):
            for wording in entry.wordings:
                said = words_of(wording)
                plain = unit_words(wording)
                weights = {word: self._rarity[word] * (UNIT_WORD if word in plain else 1) for word in said}
                found.append(_Wording(number, weights, sum(weights.values())))
        return found

    @cached_property
    def _by_stem(self) -> Mapping[str, frozenset[str]]:
        known: dict[str, set[str]] = defaultdict(set)
        for word in self._rarity:
            for stem in _stems(word):
                known[stem].add(word)
        return {stem: frozenset(words) for stem, words in known.items()}

    @cached_property
    def _memory(self) -> dict[str, Mapping[str, float]]:
        return {}

    def _alike(self, word: str) -> Mapping[str, float]:
        """The words of the catalogue that ``word`` can be a form of, each with its likeness, 0 to 1."""
        found = self._memory.get(word)
        if found is None:
            exact = {known for stem in _stems(word) for known in self._by_stem.get(stem, ())}
            found = dict.fromkeys(exact, 1.0)
            if not exact and len(word) >= _SHORTEST_LIKE:
                found = {
                    known: likeness
                    for known in self._rarity
                    if len(known) >= _SHORTEST_LIKE and (likeness := _likeness(word, known)) >= LIKE_WORD
                }
            self._memory[word] = found
        return found

    def link(self, phrase: str, unit: str | None, context: str = "") -> Link | None:
        """The entry that a figure of ``unit`` with this phrase states; None when the catalogue has none.

        ``phrase`` is what the figure counts with the words that narrow it, ``context`` the clause around it.
        """
        said, around, plain = words_of(phrase), words_of(context), unit_words(phrase)
        base = unit.partition("/")[0] if unit is not None else None
        scores: dict[int, float] = {}
        present = self._present(said, around)
        for wording in self._wordings:
            entry = self.entries[wording.entry]
            if not entry.units & {unit, base} or any(w.startswith(entry.without) for w in (*said, *around)):
                continue
            score = self._score(wording, present, said, plain)
            scores[wording.entry] = max(score, scores.get(wording.entry, 0.0))
        ranked = sorted(((score, -number) for number, score in scores.items()), reverse=True)
        if not ranked or ranked[0][0] < LEAST_SCORE:
            return None
        margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
        entry = self.entries[-ranked[0][1]]
        # The nearest entry without the word it needs leaves the figure unlinked: the next is no better.
        is_sure = margin >= LEAST_MARGIN and entry.has_what_it_needs((*said, *around))
        return Link(entry, ranked[0][0], margin) if is_sure else None

    def _present(self, said: Iterable[str], around: Iterable[str]) -> dict[str, float]:
        """The catalogue's words that are there, each with how surely."""
        present: dict[str, float] = {}
        for words, weight in ((around, CONTEXT), (said, 1.0)):
            for word in words:
                for known, likeness in self._alike(word).items():
                    present[known] = max(present.get(known, 0.0), weight * likeness)
        return present

    def _score(
        self,
        wording: _Wording,
        present: Mapping[str, float],
        said: Sequence[str],
        plain: frozenset[str],
    ) -> float:
        covered = sum(weight * present.get(word, 0.0) for word, weight in wording.weights.items())
        usual = math.log(1 + len(self.entries))
        own = shared = 0.0
        for word in said:
            alike = self._alike(word)
            weight = max((self._rarity[known] for known in alike), default=usual)
            weight *= UNIT_WORD if word in plain else 1
            own += weight
            shared += weight * max((alike[known] for known in alike if known in wording.weights), default=0.0)
        precise = shared / own if own else 1.0
        return covered / wording.total * (1 - PHRASE + PHRASE * precise)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a phrase in small letters, each once, in their order."""
    return tuple(dict.fromkeys(fold(word) for word in _WORD.findall(text)))


@lru_cache(maxsize=20_000)
def unit_words(text: str) -> frozenset[str]:
    """The words of ``text`` that name a unit of the table of units."""
    tokens = tokenize(text)
    found: set[str] = set()
    for language in _LANGUAGES:
        at = 0
        while at < len(tokens):
            unit = match_unit(tokens, at, language)
            last = at + 1 if unit is None else unit.last
            found |= {fold(token.text) for token in tokens[at:last] if unit is not None}
            at = last
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _stems(word: str) -> frozenset[str]:
    found = [russian_key(word), *stems(word)] if len(word) > SHORT_WORD else [word, russian_key(word)]
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _groups(word: str) -> frozenset[str]:
    framed = f"^{word}$"
    return frozenset(framed[at : at + 3] for at in range(len(framed) - 2))


def _likeness(one: str, other: str) -> float:
    """Dice's measure over groups of three letters."""
    first, second = _groups(one), _groups(other)
    return 2 * len(first & second) / (len(first) + len(second))


def link_statements(linker: Linker, text: str, reading: Reading) -> list[Link | None]:
    """The link of each statement of a reading.

    What stands between a figure and its neighbours in the sentence is its context; that of a part is its
    total's too. What the text says was not done states no indicator.
    """
    contexts = _contexts(text, reading)
    denied = {doubt.start for doubt in reading.doubts if doubt.rule == DENIED}
    return [
        None
        if statement.start in denied
        else linker.link(
            "" if is_measure(statement.unit) else " ".join([*statement.qualifiers, statement.noun]),
            statement.unit,
            " ".join([context, *([contexts[statement.part_of]] if statement.part_of is not None else [])]),
        )
        for statement, context in zip(reading.statements, contexts, strict=True)
    ]


def _contexts(text: str, reading: Reading) -> list[str]:
    """For each statement its words, and the text of its sentence up to its neighbours there."""
    starts = [sentence.start for sentence in reading.sentences]
    statements = reading.statements
    found = []
    for number, statement in enumerate(statements):
        words = [*statement.qualifiers, statement.noun]
        at = bisect_right(starts, statement.start) - 1
        if at >= 0 and OF_TABLE not in rules_in(statement.rule):
            sentence = reading.sentences[at]
            before = max([sentence.start, *(s.end for s in statements[max(0, number - 1) : number])])
            after = min([sentence.end, *(s.start for s in statements[number + 1 : number + 2])])
            words += [text[before : statement.start], text[statement.end : after]]
        found.append(" ".join(words))
    return found

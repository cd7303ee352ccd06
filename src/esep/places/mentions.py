"""Where a text names places: exact spans, each with the places that it may mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from esep.messages import Language
from esep.places.edition import places
from esep.places.kinds import KindWord, kind_words
from esep.places.names import (
    NameIndex,
    Token,
    aliases,
    is_initial,
    kind_words_of,
    ordered,
    tokens_of,
    words_of,
)
from esep.places.place import Place

_LONGEST_NAME = 3
_ALONE = ("region", "city", "city_administration")
_QUOTES_BEFORE = "«“„\"'"
_QUOTES_AFTER = "»”“\"'"


@dataclass(frozen=True)
class Mention:
    """A place named in a text: characters ``start`` to ``end``, and the places it may mean, likeliest first.

    A mention with a kind («Тараз қаласында») lists places of that kind; one without lists cities before
    the region of the same name, for a region is hardly ever named without its kind.
    """

    start: int
    end: int
    candidates: tuple[Place, ...]
    has_kind: bool


def find_in_text(text: str, language: Language | None = None, within: Place | None = None) -> list[Mention]:
    """The regions, districts and cities that ``text`` names; other settlements only beside their kind.

    ``language`` leaves out the rules of the other language. ``within`` keeps the candidates inside one
    place wherever there are any. Offsets are characters of ``text``; mentions do not overlap.
    """
    return narrowed(find_wide(text, language), within)


def find_wide(
    text: str, language: Language | None = None, words: Sequence[str] | None = None
) -> list[Mention]:
    """As :func:`find_in_text`, with every place that each mention may mean, whatever stands beside it.

    ``words`` are those of the text as written, where they are known already.
    """
    index = places().index
    begins = index.sieve.of(words_of(text) if words is None else words)
    if not begins:
        return []
    scan = _Scan(text, language, index, begins)
    return sorted(scan.mentions(), key=lambda mention: mention.start)


def narrowed(mentions: Sequence[Mention], within: Place | None = None) -> list[Mention]:
    """The mentions of one text with fewer candidates, by what stands beside each and by ``within``."""
    return [_narrowed(mention, mentions, within) for mention in mentions]


def _narrowed(mention: Mention, mentions: Sequence[Mention], within: Place | None) -> Mention:
    """The mention with fewer candidates: those in the region named beside it, or within the given place."""
    if len(mention.candidates) == 1:
        return mention
    beside = [other.candidates[0] for other in mentions if _is_beside(other, mention)]
    for outer in [*beside, *([within] if within is not None else [])]:
        inside = tuple(place for place in mention.candidates if outer.contains(place))
        if inside:
            return Mention(mention.start, mention.end, inside, mention.has_kind)
    return mention


def _is_beside(other: Mention, mention: Mention) -> bool:
    """Whether ``other`` names one place and stands right before or after ``mention``."""
    gap = min(abs(other.end - mention.start), abs(mention.end - other.start))
    return other is not mention and len(other.candidates) == 1 and gap <= 2


class _Scan:
    """One pass over one text."""

    def __init__(
        self, text: str, language: Language | None, index: NameIndex, begins: Collection[str]
    ) -> None:
        self.text = text
        self.begins = begins
        """The words that can begin a name, as written."""
        self.language = language
        self.index = index
        self.tokens = tokens_of(text)
        self.used: set[int] = set()

    def mentions(self) -> Iterator[Mention]:
        kinds = kind_words()
        named = [
            (at, token)
            for at, token in enumerate(self.tokens)
            if token.folded in kinds or (token.dotted and token.folded + "." in kinds)
        ]
        for at, token in named:
            for word in kind_words_of(token):
                if self.language in (None, word.language):
                    yield from self._beside_kind(at, word)
        for at, token in enumerate(self.tokens):
            if token.capital and at not in self.used and self.text[token.start : token.end] in self.begins:
                yield from self._alone(at)

    def _mention(self, first: int, last: int, found: Sequence[Place], has_kind: bool) -> Mention:
        """The mention over tokens ``first`` to ``last``; they are spent."""
        self.used.update(range(first, last + 1))
        end = self.tokens[last].end
        dotted = (
            has_kind
            and self.tokens[last].dotted
            and any(w.abbreviation for w in kind_words_of(self.tokens[last]))
        )
        candidates = (
            ordered(found) if has_kind else sorted(ordered(found), key=lambda place: place.kind == "region")
        )
        return Mention(self.tokens[first].start, end + dotted, tuple(candidates), has_kind)

    def _beside_kind(self, at: int, word: KindWord) -> Iterator[Mention]:
        """Names beside the kind word at token ``at``: before it, after it in Russian, or several."""
        if at in self.used:
            return
        first = at
        if word.before is not None:
            if at == 0 or not self.tokens[at - 1].folded.startswith(word.before):
                return
            first = at - 1
        yield from self._before(first, at, word)
        if word.language == "ru" and at not in self.used:
            yield from self._russian_after(first, at, word)

    def _before(self, first: int, at: int, word: KindWord) -> Iterator[Mention]:
        """«Мерке ауданында», "Карагандинской и Павлодарской областях": each name is a mention."""
        token = self.tokens[at]
        if word.abbreviation and len(token.folded) == 1 and token.folded != "қ":
            return  # «Мерке с.» is rare, and one letter with a full stop is mostly an initial or a list mark.
        if token.capital and not self.text[token.start : token.end].isupper():
            return  # «Астана Қала Құрылысы» is a company.
        last, stop = at, first
        while True:
            if stop and self.tokens[stop - 1].folded in aliases()["skipped_before_kind"]:
                stop -= 1
            name, found = self._name_ending(stop, word)
            if not found:
                return
            yield self._mention(name, last, found, has_kind=True)
            if not (word.plural or word.language == "ru") or name < 2:
                return
            if self.tokens[name - 1].folded not in aliases()["conjunctions"]:
                return
            stop = name - 1
            last = stop - 1

    def _name_ending(self, stop: int, word: KindWord) -> tuple[int, list[Place]]:
        """The longest name that ends right before token ``stop``: its first token and its places."""
        if not stop or stop >= len(self.tokens) or not self._touch(stop - 1, stop):
            return stop, []
        for length in range(min(_LONGEST_NAME, stop), 0, -1):
            if not self.tokens[stop - length].capital:
                continue
            names = self.tokens[stop - length : stop]
            if not self._is_name(names):
                continue
            folded = [token.folded for token in names if not is_initial(token)]
            found = (
                self.index.named(folded, word.kind, word.language, adjective=word.language == "ru")
                if folded
                else []
            )
            if found:
                return stop - length, found
        return stop, []

    def _russian_after(self, first: int, at: int, word: KindWord) -> Iterator[Mention]:
        """«г. Алматы», «районе имени Габита Мусрепова», «в городах Павлодар, Экибастуз и Аксу»."""
        if word.abbreviation and first and self.tokens[first - 1].folded.isdigit():
            return
        start, begin = first, at + 1
        while begin < len(self.tokens):
            if self.tokens[begin].folded in aliases()["skipped_after_kind"]:
                begin += 1
            last, found = self._name_starting(begin, word)
            if not found:
                return
            yield self._mention(start, last, found, has_kind=True)
            following = last + 1
            if not word.plural:
                return
            if (
                following >= len(self.tokens)
                or self.tokens[following].folded not in aliases()["conjunctions"]
            ):
                return
            start = begin = following + 1

    def _name_starting(self, begin: int, word: KindWord) -> tuple[int, list[Place]]:
        """The longest name that begins at token ``begin``: its last token and its places."""
        if begin >= len(self.tokens) or not self.tokens[begin].capital:
            return begin, []
        for length in range(_LONGEST_NAME, 0, -1):
            names = self.tokens[begin : begin + length]
            if len(names) < length or not self._is_name(names):
                continue
            folded = [token.folded for token in names if not is_initial(token)]
            found = self.index.named(folded, word.kind, "ru") if folded else []
            if found:
                return begin + length - 1, found
        return begin, []

    def _is_name(self, names: Sequence[Token]) -> bool:
        """Whether the tokens can be one name: a capital first, nothing but spaces between."""
        if not names[0].capital:
            return False
        if len(names) == 1:
            return True  # a comma is no capital
        return all(token.folded != "," for token in names) and all(
            is_initial(one) or not self.text[one.end : other.start].strip() for one, other in pairwise(names)
        )

    def _touch(self, one: int, other: int) -> bool:
        """Whether nothing but spaces, or the full stop of «атын.», stands between two tokens."""
        return not self.text[self.tokens[one].end : self.tokens[other].start].strip(" .\u00a0\n")

    def _alone(self, at: int) -> Iterator[Mention]:
        """A region or city named without its kind, where the name cannot be an ordinary word or a person."""
        token = self.tokens[at]
        abbreviated = self.index.abbreviated(self.text[token.start : token.end])
        if abbreviated is not None:
            yield self._mention(at, at, [abbreviated], has_kind=False)
            return
        says_at = at > 0 and self.tokens[at - 1].folded in aliases()["at"]
        for length in (2, 1):
            names = self.tokens[at : at + length]
            # Names are looked up first: most words are none, and the rest need not be asked of them.
            found = (
                self._places_alone(tuple(name.folded for name in names), says_at)
                if len(names) == length and (length == 1 or self.index.opens(token.folded))
                else ()
            )
            if (
                found
                and not any(at + i in self.used for i in range(length))
                and self._is_name(names)
                and not self._is_part_of_other_name(at)
            ):
                yield self._mention(at, at + length - 1, found, has_kind=False)
                return

    def _places_alone(self, words: tuple[str, ...], says_at: bool) -> Sequence[Place]:
        """Regions and cities that the words name; a Kazakh name that says "at" may be a district's too."""
        return _places_alone(self.index, words, says_at, self.language)

    def _is_part_of_other_name(self, at: int) -> bool:
        """Whether the word is quoted, or a word or initial beside it makes it a street or a person."""
        token = self.tokens[at]
        before = self.text[max(0, token.start - 1) : token.start]
        after = self.text[token.end : token.end + 1]
        if (before and before in _QUOTES_BEFORE) or (after and after in _QUOTES_AFTER) or after == "-":
            return True
        if at and (is_initial(self.tokens[at - 1]) or self.tokens[at - 1].folded in aliases()["not_before"]):
            return True
        return at + 1 < len(self.tokens) and self.tokens[at + 1].folded in aliases()["not_after"]


@lru_cache(maxsize=65536)
def _places_alone(
    index: NameIndex, words: tuple[str, ...], says_at: bool, language: Language | None
) -> tuple[Place, ...]:
    """Remembered, because a text repeats its words; ``says_at``: a Russian preposition stands before them."""
    found: list[Place] = []
    if language != "ru":
        for name, inflected, group in index.kazakh(words, inflected=True):
            if _can_stand_alone(name, inflected, "kk"):
                districts = inflected and not any(place.kind in _ALONE for place in group)
                found += [place for place in group if place.kind in (("district",) if districts else _ALONE)]
    if language != "kk":
        for name, _, group in index.russian(words):
            if _can_stand_alone(name, says_at, "ru"):
                found += [place for place in group if place.kind in _ALONE]
    return tuple(found)


def _can_stand_alone(name: str, says_at: bool, language: Language) -> bool:
    """Whether a name without its kind is a place: not a word, and not a person unless the text says "at"."""
    if name in aliases()["never_alone"]:
        return False
    return says_at or name not in aliases()["alone_at"][language]

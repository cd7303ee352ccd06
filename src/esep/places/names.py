"""NameIndex: places by their names, in Kazakh and Russian and any case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple, Protocol

from esep.language.remembered import Remembered, Sieve
from esep.messages import Language
from esep.places.cases import fold, kazakh_names, russian_adjective, russian_letters, russian_nouns
from esep.places.kinds import Kind, KindWord, kind_words
from esep.places.place import LEVELS, Place
from esep.yaml_texts import packaged_yaml

# Letters with inner hyphens, numbers, the abbreviations of an okrug, and a comma (it joins a list of names).
_TOKEN = re.compile(r"([ас]\.\s?о\.|[^\W\d_]+(?:[-‑][^\W\d_]+)*|\d+|,)")

_WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")

# The kinds that a named kind admits, the first that is found counts.
_ADMITTED: Mapping[Kind, Sequence[frozenset[Kind]]] = {
    "city": (frozenset({"city"}), frozenset({"city_administration"})),
    "district": (frozenset({"district", "city_district"}),),
    "village": (frozenset({"village"}), frozenset({"station", "town"})),
}


class Token(NamedTuple):
    """A word, number or comma of a text; a tuple, because it is made for every word of every text.

    ``dotted``: a full stop follows at once.
    """

    folded: str
    start: int
    end: int
    capital: bool
    dotted: bool


def words_of(text: str) -> list[str]:
    """The words of ``text`` as they are written, without their places."""
    return _WORD.findall(text)


def tokens_of(text: str) -> list[Token]:
    """The words, numbers and commas of ``text``."""
    found: list[Token] = []
    pieces = _TOKEN.split(text)  # what stands between tokens, and tokens, in turn
    end = 0
    for at in range(1, len(pieces), 2):
        written = pieces[at]
        folded, capital = _KNOWN[written]
        start = end + len(pieces[at - 1])
        end = start + len(written)
        found.append(_new(Token, (folded, start, end, capital, pieces[at + 1].startswith("."))))
    return found


_new = tuple.__new__
"""Makes a token in half the time of its own constructor."""


def _known(written: str) -> tuple[str, bool]:
    """A word folded, and whether it begins with a capital."""
    return fold(written), written[0].isupper()


_KNOWN = Remembered(_known)


@cache
def aliases() -> Any:
    """Other names, former names and names that need a kind: ``aliases.yaml``."""
    entries = dict(packaged_yaml(__package__, "aliases.yaml"))
    for group in ("never_alone", "at", "not_before", "not_after", "conjunctions", "prepositions",
                  "skipped_before_kind", "skipped_after_kind"):  # fmt: skip
        entries[group] = frozenset(entries[group])
    return entries


def kind_words_of(token: Token) -> Sequence[KindWord]:
    """The kinds that a token may name, as a word or, with its full stop, as an abbreviation."""
    words = kind_words()
    found = words.get(token.folded, ())
    return (*words.get(token.folded + ".", ()), *found) if token.dotted else found


def is_initial(token: Token) -> bool:
    """Whether the token is an initial of a person's name: Т."""
    return token.capital and token.dotted and token.end - token.start == 1


class Known(Protocol):
    """The places of an edition, as :class:`esep.places.edition.Places` has them."""

    def __iter__(self) -> Iterator[Place]: ...

    def __contains__(self, code: object) -> bool: ...

    def get(self, code: str) -> Place:
        """The place that has ``code``."""
        ...


class Names(NamedTuple):
    """Codes of places (parted by spaces) by folded names without their kind, in the order of codes."""

    kazakh: dict[str, str]
    russian: dict[str, str]
    adjectives: dict[str, str]


class _Gathering:
    """Gathers the names of all places of an edition."""

    def __init__(self, places: Known) -> None:
        self._kazakh: dict[str, list[str]] = {}
        self._russian: dict[str, list[str]] = {}
        self._adjectives: dict[str, list[str]] = {}
        by_code = {place.code: place for place in places}
        for place in by_code.values():
            self._add(place, *place.bare_names)
        for code, names in aliases()["spellings"].items():
            for kk in names.get("kk", ()):
                self._add(by_code[code], kk, None) if code in by_code else None
            for ru in names.get("ru", ()):
                self._add(by_code[code], None, ru) if code in by_code else None
        for former in aliases()["historic"]:
            if former["code"] in by_code:
                self._add(by_code[former["code"]], former["kk"], former["ru"])

    def names(self) -> Names:
        """The names, each with its codes."""
        groups = (self._kazakh, self._russian, self._adjectives)
        return Names(*({name: " ".join(codes) for name, codes in group.items()} for group in groups))

    def _add(self, place: Place, kk: str | None, ru: str | None) -> None:
        if kk is not None:
            _append(self._kazakh, fold(kk), place)
        if ru is None:
            return
        key = russian_letters(fold(ru))
        _append(self._russian, key, place)
        stem = russian_adjective(key)
        if stem is not None:
            _append(self._adjectives, stem, place)
        elif place.kind in ("district", "region") and " " not in key:
            # «район Ақсуат» is called Аксуатский район too.
            _append(self._adjectives, key + "ск", place)


def names_of(places: Known) -> Names:
    """The names of all places of an edition, with other and former names; takes a third of a second."""
    return _Gathering(places).names()


class NameIndex:
    """Places by name; ``names`` are those of :func:`names_of`, found out where they are not given."""

    def __init__(self, places: Known, names: Names | None = None) -> None:
        self._places = places
        self.names = names_of(places) if names is None else names
        self._named = Remembered(lambda codes: tuple(places.get(code) for code in codes.split(" ")))

    @cached_property
    def _written(self) -> dict[str, list[Place]]:
        """Places by their whole names as the classifier writes them; no text is read by these."""
        found: dict[str, list[Place]] = {}
        for place in self._places:
            for written in place.written:
                found.setdefault(_compact(written), []).append(place)
        return found

    def kazakh(self, words: Sequence[str], inflected: bool) -> Iterator[tuple[str, bool, Sequence[Place]]]:
        """Places that Kazakh words name: name, whether its ending says "at", places; the whole word first."""
        forms = kazakh_names(words[-1]) if inflected else ((words[-1], False),)
        for form, locative in forms:
            name = " ".join((*words[:-1], form))
            codes = self.names.kazakh.get(name)
            if codes is not None:
                yield name, locative, self._named[codes]

    def russian(self, words: Sequence[str]) -> Iterator[tuple[str, bool, Sequence[Place]]]:
        """Places that Russian nouns name, in any case: name, False, places; the whole word first."""
        words = [russian_letters(word) for word in words]
        for form in russian_nouns(words[-1]):
            name = " ".join((*words[:-1], form))
            codes = self.names.russian.get(name)
            if codes is not None:
                yield name, False, self._named[codes]

    def opens(self, word: str) -> bool:
        """Whether a name of several words begins so."""
        return word in self._openers or russian_letters(word) in self._openers

    @cached_property
    def _openers(self) -> frozenset[str]:
        return frozenset(
            name.split(" ", 1)[0] for name in (*self.names.kazakh, *self.names.russian) if " " in name
        )

    def abbreviated(self, word: str) -> Place | None:
        """The region that an abbreviation names, with or without an ending after a hyphen: ШҚО-да."""
        code = aliases()["abbreviations"].get(word.partition("-")[0])
        return self._places.get(code) if code is not None and code in self._places else None

    @cached_property
    def sieve(self) -> Sieve:
        """Which words of a text can begin a name, or be an initial before one; most can do neither."""
        return Sieve(self._may_begin)

    def _may_begin(self, written: str) -> bool:
        folded, capital = _KNOWN[written]
        if not capital:
            return False
        if len(written) == 1 or self.abbreviated(written) is not None or self.opens(folded):
            return True
        named = next(self.kazakh((folded,), True), None) or next(self.russian((folded,)), None)
        return named is not None or bool(self.adjective(folded))

    def adjective(self, word: str) -> Sequence[Place]:
        """Places that a Russian adjective names: карагандинской."""
        stem = russian_adjective(russian_letters(word))
        codes = self.names.adjectives.get(stem) if stem is not None else None
        return self._named[codes] if codes is not None else ()

    def named(
        self, words: Sequence[str], kind: Kind, language: Language, *, adjective: bool = False
    ) -> list[Place]:
        """Places of ``kind`` that the words name: before a Kazakh kind word, around a Russian one."""
        if language == "kk":
            groups = [found for _, _, found in self.kazakh(words, inflected=False)]
        elif adjective:
            groups = [self.adjective(words[0])] if len(words) == 1 else []
        else:
            groups = [found for _, _, found in self.russian(words)]
        for found in groups:
            for admitted in _ADMITTED.get(kind, (frozenset({kind}),)):
                of_kind = [place for place in found if place.kind in admitted]
                if of_kind:
                    return of_kind
        return []

    def find(self, text: str) -> list[Place]:
        """Every place that the text may name; see :meth:`esep.places.edition.Places.find`."""
        written = self._written.get(_compact(text))
        if written:
            return ordered(written)
        tokens = [token for token in tokens_of(text) if token.folded != ","]
        while len(tokens) > 1 and tokens[0].folded in aliases()["prepositions"]:
            tokens = tokens[1:]
        if not tokens:
            return []
        abbreviated = self.abbreviated(text.strip())
        if abbreviated is not None:
            return [abbreviated]
        return ordered(self._with_kind(tokens) or self._alone([token.folded for token in tokens]))

    def _with_kind(self, tokens: Sequence[Token]) -> list[Place]:
        """Places named by a name and a kind word at either end."""
        skipped = aliases()["skipped_before_kind"] | aliases()["skipped_after_kind"]
        found: list[Place] = []
        for kind_at, others in ((len(tokens) - 1, tokens[:-1]), (0, tokens[1:])):
            for word in kind_words_of(tokens[kind_at]):
                names = [token.folded for token in others if not is_initial(token)]
                if word.before is not None:
                    names = [name for name in names if not name.startswith(word.before)]
                names = [name for name in names if name not in skipped]
                if not names or (word.language == "kk" and kind_at == 0):
                    continue
                found += self.named(
                    names, word.kind, word.language, adjective=word.language == "ru" and kind_at > 0
                )
                if word.language == "ru":
                    found += self.named(names, word.kind, "ru", adjective=kind_at == 0)
        return found

    def _alone(self, words: Sequence[str]) -> list[Place]:
        """Places named without a kind, in any case of either language."""
        found = [places for _, _, places in (*self.kazakh(words, True), *self.russian(words))]
        if len(words) == 1:
            found.append(self.adjective(words[0]))
        return [place for group in found for place in group]


def ordered(found: Sequence[Place]) -> list[Place]:
    """Each place once, the higher level first, a city before a region, then by code."""
    if len(found) == 1:
        return list(found)
    unique = {place.code: place for place in found}
    return sorted(
        unique.values(), key=lambda place: (LEVELS.index(place.level), place.kind == "region", place.code)
    )


def _append(index: dict[str, list[str]], key: str, place: Place) -> None:
    group = index.setdefault(key, [])
    if place.code not in group:
        group.append(place.code)


def _compact(written: str) -> str:
    """A written name without the spaces that the classifier sets or leaves out at will."""
    folded = fold(" ".join(written.split()))
    return folded.replace(". ", ".")

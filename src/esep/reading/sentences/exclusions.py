"""Hide from the reader of numbers whatever has digits and is no figure: dates, clocks, addresses, names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from typing import NamedTuple

from esep.language.remembered import Remembered, Sieve
from esep.reading.grammar.kazakh_verb_forms import form_of
from esep.reading.grammar.morphology import russian_word
from esep.reading.grammar.sentence_language import TextLanguage, hide_names
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml


class _Exclusions(WordList):
    parts: dict[str, str]
    needs: dict[str, tuple[str, ...]]
    shapes: dict[str, tuple[str, ...]]
    common: dict[str, str]
    kk: dict[str, str]
    ru: dict[str, str]
    examples: dict[str, dict[str, tuple[str, str]]]


class Exclusion(NamedTuple):
    """A hidden span (offsets in the sentence) and the name of the rule that hid it."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class _Rule:
    """A rule: its name and what it hides, an expression that is compiled when a sentence first needs it."""

    name: str
    source: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression of what it hides."""
        return re.compile(self.source)


@dataclass(frozen=True)
class _Rules:
    """The rules of a language, and which of them a sentence can need: sets of rules as bits.

    A rule can need two things of a sentence: a piece of a word, and a shape between two spaces. ``met`` are,
    of what stands between two spaces, the rules whose piece it has, and shifted by the number of rules, those
    whose shape it has. ``meeting`` takes what meets none out of a sentence. ``across`` are pieces with digits
    or a space in them, ``free`` what need not be met. Most rules have nothing to do in most sentences, and to
    know it by what is remembered costs a tenth of what trying them costs.
    """

    rules: tuple[_Rule, ...]
    free: int
    met: Remembered[int]
    meeting: Sieve
    across: tuple[tuple[str, int], ...]


@cache
def _content() -> _Exclusions:
    return word_list(_Exclusions, packaged_yaml(__package__, "exclusions.yaml"))


def exclusion_examples() -> dict[str, dict[str, tuple[str, str]]]:
    """By group and rule: a text in which the rule hides something, and one in which it does not."""
    return _content().examples


@cache
def _rules(language: TextLanguage) -> _Rules:
    content = _content()
    own = content.kk if language == "kk" else content.ru
    written = {**content.common, **own}
    bits = {name: 1 << place for place, name in enumerate(written)}
    pieces: dict[str, int] = {}
    for name, needed in content.needs.items():
        for piece in needed if name in bits else ():
            pieces[piece] = pieces.get(piece, 0) | bits[name]
    shapes = {shape: sum(bits.get(name, 0) for name in names) for shape, names in content.shapes.items()}
    free = sum(bit for name, bit in bits.items() if name not in content.needs)
    shaped = {name for names in content.shapes.values() for name in names}
    free |= sum(bit for name, bit in bits.items() if name not in shaped) << len(bits)
    across = {piece: rules for piece, rules in pieces.items() if _RUN.fullmatch(piece) is None}
    beginning = {piece[1:]: rules for piece, rules in pieces.items() if piece[0] == "^"}
    within = [row for row in pieces.items() if row[0] not in across and row[0][0] != "^"]
    met = Remembered(
        partial(
            _met,
            tuple(within),
            tuple(beginning.items()),
            tuple((re.compile(shape), rules << len(bits)) for shape, rules in shapes.items()),
        )
    )
    rules = tuple(_Rule(name, _filled(text, content.parts)) for name, text in written.items())
    return _Rules(rules, free, met, Sieve(met.__getitem__), tuple(across.items()))


_RUN = re.compile(r"[^\s\d]+")


Needed = tuple[tuple[str, int], ...]
"""Pieces of words, each with the rules that need it."""


def _met(
    within: Needed, beginning: Needed, shapes: tuple[tuple[re.Pattern[str], int], ...], words: str
) -> int:
    """The rules of which what stands between two spaces has the piece or, shifted, the shape."""
    found = 0
    for shape, rules in shapes:
        if shape.search(words) is not None:
            found |= rules
    for run in _RUN.findall(words):
        for piece, rules in within:
            if piece in run:
                found |= rules
        for piece, rules in beginning:
            if run.startswith(piece):
                found |= rules
    return found


@lru_cache(maxsize=4096)
def _chosen(mask: int, language: TextLanguage) -> tuple[_Rule, ...]:
    return tuple(rule for place, rule in enumerate(_rules(language).rules) if mask >> place & 1)


def _fitting(small: str, language: TextLanguage) -> tuple[_Rule, ...]:
    """The rules that can hide something in a sentence in small letters."""
    known = _rules(language)
    mask, met = known.free, known.met
    for words in known.meeting.of(small.split()):
        mask |= met[words]
    for piece, rules in known.across:
        if piece in small:
            mask |= rules
    return _chosen(mask & mask >> len(known.rules), language)


CASE_MATTERS = frozenset(
    [
        "letters with a number",
        "number with letters",
        "number plate",
        "roman act number",
        "classes of voltage",
        "number of a point",
    ]
)
"""Rules that tell a name by its capital letters."""


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern.replace("{{", "{").replace("}}", "}")


def exclusions(
    text: str, language: TextLanguage, names: Sequence[tuple[int, int]] | None = None
) -> list[Exclusion]:
    """The spans of the sentence ``text`` in which no figure begins, in order; they may overlap.

    ``names`` are its :func:`quoted_names` where they are known.
    """
    small = text.lower()
    if len(small) != len(text):
        small = text
    found = [
        Exclusion(*match.span(), rule.name)
        for rule in _fitting(small, language)
        for match in rule.pattern.finditer(text if rule.name in CASE_MATTERS else small)
    ]
    found += [Exclusion(*span, "quoted name") for span in (quoted_names(text) if names is None else names)]
    found.sort()
    return found


def quoted_names(text: str) -> list[tuple[int, int]]:
    """The spans of quoted names, quotation marks included; quoted speech is no name."""
    hidden = hide_names(text)
    if hidden == text:
        return []
    return [
        found.span()
        for found in _QUOTED.finditer(text)
        if _is_blank(hidden, found.span()) and not _is_speech(text, found)
    ]


def _is_speech(text: str, quoted: re.Match[str]) -> bool:
    """«Жөндедік 5 көлік», – деді басшы; аким: «Построим 3 школы»."""
    if _SAID.match(text, quoted.end()):
        return True
    if not text[: quoted.start()].rstrip().endswith(":"):
        return False
    words = re.findall(r"[^\W\d_]+", quoted.group())
    return len(words) >= _SPOKEN and any(
        russian_word(word).is_verb or form_of(word.lower()) for word in words
    )


_SPOKEN = 3
"""Words of the shortest speech behind a colon."""
_QUOTED = re.compile(r"[«\"“„][^\n]*?[»\"”]")
_SAID = re.compile(r",\s*[–—-]\s*[а-яәғқңөұүһі]")
"""«Жөндедік 5 көлік», – деді басшы: what stands before is speech, not a name."""


def _is_blank(hidden: str, span: tuple[int, int]) -> bool:
    return not hidden[span[0] : span[1]].strip()

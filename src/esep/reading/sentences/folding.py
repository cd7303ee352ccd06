"""Put a text into the one form that the rules read, and put what was read back onto the text as it stands.

Spaces, quotation marks and dashes get one form each; signs without width are dropped; Latin letters inside
Cyrillic words become Cyrillic; Kazakh in Latin letters is put into Cyrillic, and gets its own letters where
it was typed without them; a number is written once.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from esep.language.kazakh import LatinAlphabet, alphabet_of, is_kazakh_line, to_cyrillic, with_own_letters
from esep.reading.grammar.sentence_language import language_votes
from esep.reading.sentences.places_in_text import Edit, PlaceMap
from esep.reading.sentences.repeated_numbers import repeated_edits
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml


class _LookAlikes(WordList):
    small: dict[str, str]
    capital: dict[str, str]


class _Folds(WordList):
    spaces: tuple[str, ...]
    unseen: tuple[str, ...]
    hyphens: tuple[str, ...]
    dashes: tuple[str, ...]
    apostrophes: tuple[str, ...]
    fractions: dict[str, str]
    letters: dict[str, str]
    look_alikes: _LookAlikes
    whole_words: frozenset[str]
    first_words: frozenset[str]
    typed_plainly: frozenset[str]


@cache
def _folds() -> _Folds:
    return word_list(_Folds, packaged_yaml(__package__, "folding.yaml"))


def fold_text(text: str) -> tuple[str, PlaceMap]:
    """The text in the form that the rules read, and the map back onto ``text``."""
    unmarked, notes = _apply(text, _footnote_edits(text))
    quiet, noise = _apply(unmarked, _noise_edits(unmarked))
    marked, marks = _apply(quiet, _mark_edits(quiet))
    spaced, gaps = _apply(marked, _gap_edits(marked))
    lettered, letters = _apply(spaced, _letter_edits(spaced))
    spelled, spellings = _apply(lettered, _latin_edits(lettered))
    own = _with_own_letters(spelled)
    once, repeated = _apply(own, repeated_edits(own))
    passes = [edits for edits in (notes, noise, marks, gaps, letters, spellings, repeated) if edits]
    return once, PlaceMap(len(text), len(once), passes)


def _apply(text: str, edits: Iterator[Edit]) -> tuple[str, list[Edit]]:
    made = list(edits)
    if not made:
        return text, made
    parts: list[str] = []
    at = 0
    for edit in made:
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts), [edit for edit in made if not edit.keeps_places]


LONGEST_RUN, LONGEST_GAP = 400, 100
"""Signs without a space that can still be words, and spaces without a sign that can still be a layout."""

_BLANK = r"[^\S\r\n\v\f\x85\u2028\u2029]"
_NOISE = re.compile(rf"(?<!\S)\S{{{LONGEST_RUN},}}|{_BLANK}{{{LONGEST_GAP},}}")
_GAP = re.compile(rf"{_BLANK}{_BLANK}{{{LONGEST_GAP - 1},}}")


def _noise_edits(text: str) -> Iterator[Edit]:
    """Rows of signs and of spaces too long for any text are left out: encoded files, ruled lines."""
    if max(map(len, text.split()), default=0) < LONGEST_RUN and _GAP.search(text) is None:
        return
    for found in _NOISE.finditer(text):
        yield Edit(*found.span(), " " if found.group()[0].isspace() else "")


_FOOTNOTE = re.compile(
    r"(?<![¹²³⁰-⁹])(?:(?<=[^\W\d_])|(?<=[»”\")%]))(?<![мm])[¹²³⁰⁴-⁹]+"
    r"|(?<=[мm])[¹⁰⁴-⁹]+"
    r"|(?<=[а-яёәғқңөұүһі]{3})[1-9]\d?(?=[,;:)](?!\d)|\.(?!\d)|[^\S\n]*(?:\n|$))"
)
"""«құрады¹», «құрады1, оның»: the mark of a footnote behind a word, and no number; «км²» is a unit."""
_HIGH_DIGITS = re.compile("[¹²³⁰⁴-⁹]")
_GLUED_DIGITS = re.compile(r"[а-яәіөү][1-9]")


def _footnote_edits(text: str) -> Iterator[Edit]:
    """Marks of footnotes are left out."""
    if _HIGH_DIGITS.search(text) is None and _GLUED_DIGITS.search(text) is None:
        return
    for found in _FOOTNOTE.finditer(text):
        yield Edit(*found.span(), "")


_WIDE_GAP = re.compile(r"(?<=[^\s|])  +(?=[^\s|])")
_THOUSANDS_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}\Z")
_THOUSANDS_BEHIND = re.compile(r"\d{3}(?:  ?\d{3})*(?!\d)(?:\s*[^\W\d]|[-.,;:)]| +[–—(])")


def _gap_edits(text: str) -> Iterator[Edit]:
    """Several spaces between words of a line become one, as in texts set to both margins.

    Between digits they part columns, unless two stand within a number before a word or a mark: «3  418 га».
    """
    if "  " not in text:
        return
    for found in _WIDE_GAP.finditer(text):
        start, end = found.span()
        if text[start - 1].isdecimal() and text[end].isdecimal():
            before = _THOUSANDS_BEFORE.search(text, max(0, start - 4), start)
            if end - start > _WITHIN_NUMBER or before is None or not _THOUSANDS_BEHIND.match(text, end):
                continue
        yield Edit(start, end, " ")


_WITHIN_NUMBER = 2
_QUOTES = '"“”„‟″‹›'
_BROKEN_WORD = re.compile(r"\u00ad[ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_COMBINING = re.compile(r"[\u0300-\u036f]+")


@cache
def _marks() -> re.Pattern[str]:
    """Every sign that may have to change."""
    folds = _folds()
    single = (*folds.spaces, *folds.hyphens, *folds.dashes, *folds.apostrophes, *folds.letters, *folds.unseen)
    single += (*folds.fractions,)
    return re.compile(rf"[{re.escape(''.join(single) + _QUOTES + '<>-')}\u0300-\u036f]")


@cache
def _singles() -> dict[str, str]:
    folds = _folds()
    return {
        **dict.fromkeys(folds.spaces, " "),
        **dict.fromkeys(folds.hyphens, "-"),
        **dict.fromkeys(folds.dashes, "–"),
        **dict.fromkeys(folds.unseen, ""),
        **folds.letters,
    }


def _mark_edits(text: str) -> Iterator[Edit]:
    """Spaces, dashes, quotation marks, signs without width, letters written with a separate accent."""
    depth, done = 0, 0
    for found in _marks().finditer(text):
        at, sign = found.start(), found.group()
        if at < done:
            continue
        edit: Edit | None
        if sign in _QUOTES:
            is_opening = _opens(text, at, sign, depth)
            depth = max(0, depth + (1 if is_opening else -1))
            edit = Edit(at, at + 1, "«" if is_opening else "»")
        else:
            edit = _mark_edit(text, at, sign, done)
        if edit is not None:
            done = edit.end
            yield edit


def _mark_edit(text: str, at: int, sign: str, done: int) -> Edit | None:
    """What becomes of one sign that is no quotation mark; ``done`` is where the edit before it ended."""
    singles = _singles()
    if sign == "\u00ad" and (broken := _BROKEN_WORD.match(text, at)) is not None:
        return Edit(at, broken.end(), "")
    if sign in singles:
        return Edit(at, at + 1, singles[sign])
    if sign in _folds().fractions:
        whole = "" if at and text[at - 1].isdecimal() else "0"
        return Edit(at, at + 1, f"{whole},{_folds().fractions[sign]}")
    if sign in _folds().apostrophes:
        return Edit(at, at + 1, "'") if at and text[at - 1].isalpha() else None
    if sign == "-":
        is_dash = text[at - 1 : at] == " " == text[at + 1 : at + 2]
        return Edit(at, at + 1, "–") if is_dash else None
    if sign in "<>":
        return Edit(at, at + 2, "«" if sign == "<" else "»") if text[at + 1 : at + 2] == sign else None
    accents = _COMBINING.match(text, at)
    if accents is None or at - 1 < done or not text[at - 1].isalpha():
        return None
    composed = unicodedata.normalize("NFC", text[at - 1 : accents.end()])
    return Edit(at - 1, accents.end(), composed) if len(composed) < accents.end() - at + 1 else None


def _opens(text: str, at: int, sign: str, depth: int) -> bool:
    """Whether a quotation mark opens: by what stands around it, and where that does not tell, by its form."""
    if sign in "„‟‹":
        return True
    if sign == "›":
        return False
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if after.isalnum() != before.isalnum():
        return after.isalnum() and before not in ".!?,%…»"
    if not before or before.isspace() or before in "([«":
        return bool(after) and not after.isspace()
    return sign == "“" and depth == 0 and not after.isspace() and bool(after)


_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LATIN_RUN = re.compile(r"[\u0400-\u04ff]*[A-Za-z][A-Za-z\u0400-\u04ff]*")
_SENTENCE_START = re.compile(r"(?:\A|[\n.!?…»–]\s*)\Z")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*|\S+\.(?:kz|com|ru|org)\b\S*", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]*)*")
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVXLC]+")


def _letter_edits(text: str) -> Iterator[Edit]:
    """Letters of the other alphabet inside a word, and words typed in look-alikes alone."""
    if not _LATIN.search(text) or not _CYRILLIC.search(text):
        return
    for line in _LINE.finditer(text):
        within = line.group()
        if not (_LATIN.search(within) and _CYRILLIC.search(within)):
            continue
        latin, cyrillic = len(_LATIN.findall(within)), len(_CYRILLIC.findall(within))
        hidden = [found.span() for found in _ADDRESS.finditer(within)]
        for found in _LATIN_RUN.finditer(within):
            if _is_within(found.start(), hidden):
                continue
            folded = _one_alphabet(within, found, is_cyrillic=cyrillic > latin)
            if folded != found.group():
                yield Edit(line.start() + found.start(), line.start() + found.end(), folded)


@cache
def _to_cyrillic() -> dict[int, str]:
    alike = _folds().look_alikes
    return str.maketrans({**alike.small, **alike.capital})


@cache
def _to_latin() -> dict[int, str]:
    alike = _folds().look_alikes
    return str.maketrans({cyrillic: latin for latin, cyrillic in {**alike.small, **alike.capital}.items()})


def _one_alphabet(line: str, found: re.Match[str], *, is_cyrillic: bool) -> str:
    """The word in one alphabet, where its foreign letters are look-alikes; else as it is."""
    word = found.group()
    own = len(_CYRILLIC.findall(word))
    foreign = len(word) - own
    cyrillic = word.translate(_to_cyrillic())
    if own and (own > foreign or (own == foreign and is_cyrillic and not word.isupper()) or is_cyrillic):
        return cyrillic if not _LATIN.search(cyrillic) else word
    if own:
        latin = word.translate(_to_latin())
        return latin if not _CYRILLIC.search(latin) else word
    if not is_cyrillic or _LATIN.search(cyrillic):
        return word
    if word.islower() or cyrillic in _folds().whole_words:
        return cyrillic
    is_first = cyrillic in _folds().first_words and _starts_sentence(line, found)
    return cyrillic if is_first or (word[1:].islower() and len(word) > 1) else word


def _starts_sentence(line: str, found: re.Match[str]) -> bool:
    following = line[found.end() : found.end() + 2]
    is_short = following[:1] == " " and (following[1:].islower() or following[1:].isdigit())
    return is_short and _SENTENCE_START.search(line[max(0, found.start() - 3) : found.start()]) is not None


def _latin_edits(text: str) -> Iterator[Edit]:
    """Kazakh in Latin letters, line by line; brand names and foreign words in a Cyrillic line stay."""
    if not _LATIN.search(text):
        return
    alphabet = alphabet_of(text)
    if alphabet is None:
        return
    for line in _LINE.finditer(text):
        if not _LATIN.search(line.group()):
            continue
        own = alphabet_of(line.group()) or alphabet  # a digest joins texts of several alphabets
        if is_kazakh_line(line.group(), own):
            yield from _spelled(line.group(), line.start(), own)


LEAST_TYPED = 2
"""Words of Kazakh typed without its own letters that a text has before it is taken for such."""
_KAZAKH = re.compile(r"[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")


def _with_own_letters(text: str) -> str:
    """The text with the letters of Kazakh in lines that were typed without them, each in its place."""
    typed = _folds().typed_plainly.intersection(text.lower().split())
    if len(typed) < LEAST_TYPED or _KAZAKH.search(text):
        return text
    return _LINE.sub(_line_with_own_letters, text)


def _line_with_own_letters(found: re.Match[str]) -> str:
    line = _WORD.sub(lambda word: with_own_letters(word.group()), found.group())
    return line if language_votes(line) > 0 else found.group()


def _is_within(place: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a place is in one of the spans, which follow one another."""
    following = bisect_right(spans, (place, sys.maxsize))
    return following > 0 and place < spans[following - 1][1]


def _spelled(line: str, shift: int, alphabet: LatinAlphabet) -> Iterator[Edit]:
    hidden = [found.span() for found in _ADDRESS.finditer(line)]
    for found in _LATIN_WORD.finditer(line):
        word = found.group()
        if not _LATIN.search(word) or _ROMAN.fullmatch(word):
            continue
        if _is_within(found.start(), hidden):
            continue
        if alphabet != "apostrophe":
            word = word.rstrip("'")
        start = found.start() + shift
        yield Edit(start, start + len(word), *to_cyrillic(word, alphabet))

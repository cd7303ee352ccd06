"""Cut an official text into sentences, each with its place in the text and its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from esep.reading.grammar.language_choice import choose_languages
from esep.reading.grammar.sentence_language import TextLanguage
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml


@dataclass(frozen=True)
class Sentence:
    """One sentence: ``text`` is exactly the document's ``[start:end]``.

    The dash or bullet that opens a line of speech or a list item is not part of the sentence.
    """

    start: int
    end: int
    text: str
    language: TextLanguage


class _Abbreviations(WordList):
    within: frozenset[str]
    either: frozenset[str]
    after_number: frozenset[str]


@cache
def _abbreviations() -> _Abbreviations:
    return word_list(_Abbreviations, packaged_yaml(__package__, "abbreviations.yaml"))


LONGEST_SENTENCE = 2_000
"""Characters of a sentence; a longer one is a list, and is cut."""
LONG_LINE = 50
"""A line at least this long whose sentence goes on in the next line was wrapped, not ended."""

_CLOSERS = '»”"’)]'
_LINE_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]\s*")
_DATELINE = re.compile(
    r"[гсп]\.\s?[А-ЯЁӘҒҚҢӨҰҮІ][\w-]+(?:[, \t][^\n]*(?:19|20)\d\d[^\n]{0,20})?[ \t]*(?:\n|\Z)"
)
"""«г. Костанай 3 ноября 2025 года», below the title of minutes: a line of its own."""
_BLANKS = " \t\xa0"
_STOP = re.compile(rf"(?P<mark>[.!?…][.!?…]*)(?P<closers>[{re.escape(_CLOSERS)}]*)(?P<space>\s*)")
_OPENING = re.compile(r"[\s\u200b\ufeff]*(?:[–—•▪●*·\-](?=\s)[\s]*)*")
_NEXT = re.compile(r"[\s«“„\"(\[–—\-]*(?P<sign>.)", re.DOTALL)
_LIST_NUMBER = re.compile(r"\s*\d{1,3}(?:\.\d{1,3})*$")
_NUMBER_BEFORE = re.compile(r"\d\s*(?:(?:мың|млн|миллион|тыс)\b\.?\s*)?\w{1,3}$")
_INITIALS = re.compile(r"(?=.*[^\W\d_a-zа-яёәғқңөұүһі])(?:[^\W\d_]\.)*[^\W\d_]")
_LOOK_BACK = 30
_ACRONYM = re.compile(r"\.\s*(?:[^\W\d_a-zа-яёәғқңөұүһі]{2,}т?|Гкал|Мбит|Гбит)\b")
"""After «120 тыс.»: «АҚШ», «МВт», «Гкал»."""
"""«1,7 млрд. АҚШ доллары»: capitals that go on with the sentence."""


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of ``text`` in order, with exact character offsets; empty for a blank text.

    Abbreviations and initials do not end a sentence; a line break does, unless the line was wrapped.
    """
    paragraphs = [spans for start, end in _paragraphs(text) if (spans := list(_cut(text, start, end)))]
    languages = choose_languages([[text[a:b] for a, b in spans] for spans in paragraphs])
    return [
        Sentence(start, end, text[start:end], language)
        for spans, chosen in zip(paragraphs, languages, strict=True)
        for (start, end), language in zip(spans, chosen, strict=True)
    ]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = after = 0
    for found in _LINE_BREAK.finditer(text):
        end = after + len(text[after : found.start()].rstrip(_BLANKS))
        if not _was_wrapped(text, start, end, found):
            yield start, end
            start = found.end()
        after = found.end()
    yield start, len(text)


def _was_wrapped(text: str, start: int, end: int, found: re.Match[str]) -> bool:
    """Whether a line up to ``end`` breaks in the middle of a sentence: a long line, then a small letter."""
    line_start = max(start, text.rfind("\n", start, end) + 1)
    if end - line_start < LONG_LINE or found.group().count("\n") > 1:
        return False
    last, following = text[end - 1], text[found.end() : found.end() + 1]
    if _DATELINE.match(text, found.end()) is not None:
        return False
    return following.islower() and (last.isalnum() or last in ",-–—")


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for found in _STOP.finditer(text, start, end):
        if found.end() < end and _ends_sentence(text, begin, end, found):
            yield from _bounded(text, begin, found.end("closers"))
            begin = found.end()
    yield from _bounded(text, begin, end)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, in pieces where it is too long for one: at a semicolon, else at a space."""
    while end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        cut = text.rfind(";", start + LONGEST_SENTENCE // 2, limit)
        cut = cut if cut > start else text.rfind(" ", start, limit)
        cut = cut + 1 if cut > start else limit
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opening = _OPENING.match(text, start, end)
    first = opening.end() if opening is not None else start
    last = first + len(text[first:end].rstrip())
    if last > first:
        yield first, last


def _ends_sentence(text: str, begin: int, end: int, found: re.Match[str]) -> bool:
    following = _NEXT.match(text, found.end("closers"), end)
    if following is None:
        return False
    sign = following.group("sign")
    if sign.islower() or sign in ",;:.!?…)»":
        return False
    if found.group("mark") != ".":
        return bool(found.group("space"))
    if not found.group("space") and not _is_glued_end(text, found, following):
        return False
    if found.group("closers") and not sign.isdigit():
        return True
    return not _goes_on_after_point(text, begin, found.start(), sign)


def _is_glued_end(text: str, found: re.Match[str], following: re.Match[str]) -> bool:
    """Whether a full stop without a space after it ends a sentence: «... барды.Облыс орталығында ...»."""
    before = text[found.start() - 1]
    after = text[following.start("sign") : following.start("sign") + 2]
    is_capital = after[:1].isupper() and not after[:1].isascii()
    return is_capital and (before.islower() or before in _CLOSERS or bool(found.group("closers")))


def _goes_on_after_point(text: str, begin: int, point: int, sign: str) -> bool:
    """Whether the word before a full stop is an abbreviation, an initial or a list number."""
    if _LIST_NUMBER.fullmatch(text, begin, point):
        return True
    word = _word_before(text, max(begin, point - _LOOK_BACK), point)
    if not word:
        return False
    known = _abbreviations()
    if _INITIALS.fullmatch(word):
        return True
    small = word.lower().lstrip("0123456789") or word  # «2022г.»
    if small in known.after_number:
        has_number = _NUMBER_BEFORE.search(text, max(begin, point - _LOOK_BACK), point) is not None
        return sign.isdigit() or not has_number
    if small in known.either:
        return sign.isdigit() or _ACRONYM.match(text, point) is not None
    return small in known.within


def _word_before(text: str, begin: int, point: int) -> str:
    """The word or number that ends at ``point``, with letters and points glued before it: «т.ч», «А.Б»."""
    start = point
    while start > begin and text[start - 1].isalnum():
        start -= 1
    while start < point and start - 2 >= begin and text[start - 1] == "." and _is_letter(text[start - 2]):
        start -= 2
    return text[start:point]


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and not sign.isdecimal()

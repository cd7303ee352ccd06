"""Cut a sentence into what is said, who says it, and the clauses that may each hold an instruction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from esep.reading.instruction_patterns import words
from esep.reading.sentence_language import TextLanguage
from esep.reading.sentences import Sentence


@dataclass(frozen=True)
class Clause:
    """A piece of a sentence: its offsets in the document, its text, and who says it where told."""

    start: int
    end: int
    text: str
    speaker: str | None

    def part(self, start: int, end: int) -> Clause:
        """The piece of this clause between two offsets of its own text, without marks at its ends."""
        piece = self.text[start:end]
        left = len(piece) - len(piece.lstrip(_EDGES_LEFT))
        piece = piece.strip(_EDGES_LEFT)
        piece = _TRAILING.sub("", piece)
        first = self.start + start + left
        return Clause(first, first + len(piece), piece, self.speaker)


_EDGES_LEFT = " \t\n\xa0,–—-:"
_TRAILING = re.compile(r"(?:[\s,;:.!…–—-]|(?<=[.!?…,;])[»\"”])+$")
_BREAK = re.compile(r";\s+|,\s+(?:а|но)\s+(?!также\b)")
_MOST_WORDS_TO_VERB = 3
_MOST_WORDS_OF_SPEAKER = 8
_SPEAKER_END = re.compile(r"[,.;:»]|\s+(?:в|на|қорытынды|өз|что)\s")


@cache
def _speech(language: TextLanguage) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of the dash before «сказал аким», and of the verb itself."""
    verbs = "|".join(re.escape(verb) for verb in sorted(words(language).speech, key=len, reverse=True))
    verb = rf"\b(?:{verbs})(?:а|и|о)?\b" if language == "ru" else rf"\b(?:{verbs})\b"
    lead = rf"[,.!?]?[»\"”]?\s*,?\s*[–—-]\s*(?=(?:[\w.-]+\s+){{0,{_MOST_WORDS_TO_VERB}}}?{verb})"
    return re.compile(lead, re.IGNORECASE), re.compile(verb, re.IGNORECASE)


def clauses(sentence: Sentence) -> Iterator[Clause]:
    """The clauses of ``sentence`` in order: what is said, cut at «;» and «, а», then what follows."""
    dash, _verb = _speech(sentence.language)
    found = next(iter(dash.finditer(sentence.text)), None)
    said_end = found.start() if found else len(sentence.text)
    speaker = _speaker(sentence.text[found.end() :], sentence.language) if found else None
    yield from _pieces(Clause(sentence.start, sentence.end, sentence.text, speaker), 0, said_end)
    if found:
        tail = sentence.text.find(" что ", found.end())
        if tail >= 0:
            yield from _pieces(
                Clause(sentence.start, sentence.end, sentence.text, speaker), tail + 5, len(sentence.text)
            )


def _pieces(whole: Clause, start: int, end: int) -> Iterator[Clause]:
    for found in _BREAK.finditer(whole.text, start, end):
        yield whole.part(start, found.start())
        start = found.end()
    yield whole.part(start, end)


def _speaker(tail: str, language: TextLanguage) -> str | None:
    """Who says it, from «сказал аким области Женис Касымбек» or «деді А. Баталов қорытынды сөзінде»."""
    _dash, verb = _speech(language)
    found = verb.search(tail)
    if found is None:
        return None
    before = tail[: found.start()].strip(" ,")
    after = tail[found.end() :].lstrip()
    while (again := verb.match(after)) is not None:
        after = after[again.end() :].lstrip()
    cut = _SPEAKER_END.search(re.sub(r"\b([^\W\d_])\.", r"\1\0", after))
    name = (after[: cut.start()] if cut else after).strip(" .")
    return name or before or None


def speaker_before(sentence: Sentence) -> str | None:
    """Who says it, from «Асан Усенов заявил, что …»; None when the sentence does not begin so."""
    _dash, verb = _speech(sentence.language)
    found = verb.search(sentence.text)
    before = sentence.text[: found.start()].strip() if found else ""
    return before if before and len(before.split()) <= _MOST_WORDS_OF_SPEAKER else None


def without_opening(text: str, language: TextLanguage) -> int:
    """How many characters of ``text`` are an opening: «Кроме того,», «Сонымен қатар», «2.»."""
    position = 0
    while (found := _openings(language).match(text, position)) is not None:
        position = found.end()
    return position


@cache
def _openings(language: TextLanguage) -> re.Pattern[str]:
    known = sorted(words(language).openings, key=len, reverse=True)
    number = r"\d{1,3}(?:\.\d{1,3})*[.)]\s+"
    return re.compile(rf"[\s«\"–—-]*(?:{number}|(?:{'|'.join(known)})(?:,\s*|\s+))", re.IGNORECASE)


def end_of_instruction(text: str, language: TextLanguage, trigger: int) -> int:
    """Where the instruction ends within ``text``: before a reason, a condition or a result."""
    places = [
        found.start() for tail in words(language).tails if (found := re.compile(tail).search(text, trigger))
    ]
    return min(places, default=len(text))

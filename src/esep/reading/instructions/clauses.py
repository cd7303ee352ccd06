"""Cut a sentence into what is said, who says it, and the clauses that may each hold an instruction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.russian_grammar import begins_with_actor
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.sentences.sentence import Sentence


@dataclass(frozen=True)
class Speaker:
    """Who says something: the words of the document that name him, with their place."""

    start: int
    end: int
    text: str


class Clause(NamedTuple):
    """A piece of a sentence: its offsets in the document, its text, and who says it where told."""

    start: int
    end: int
    text: str
    speaker: Speaker | None

    def part(self, start: int, end: int) -> Clause:
        """The piece of this clause between two offsets of its own text, without marks at its ends."""
        piece = self.text[start:end]
        left = len(piece) - len(piece.lstrip(_EDGES_LEFT))
        piece = piece.strip(_EDGES_LEFT)
        if piece[:1] == "«" and ("»" not in piece or piece.count("«") > piece.count("»") + 1):
            piece = piece[1:].lstrip(_EDGES_LEFT)
            left = self.text[start:end].index(piece) if piece else left
        piece = _without_marks_behind(piece)
        first = self.start + start + left
        return Clause(first, first + len(piece), piece, self.speaker)


def _without_marks_behind(piece: str) -> str:
    """``piece`` without the marks at its end; a closing quotation mark goes only behind another mark."""
    while True:
        shorter = piece.rstrip().rstrip(_MARKS_BEHIND)
        if shorter.endswith(_CLOSERS) and shorter[:-1].endswith(_MARKS_BEFORE_CLOSER):
            shorter = shorter[:-1]
        if len(shorter) == len(piece):
            return piece
        piece = shorter


_EDGES_LEFT = " \t\n\xa0,–—-:"
_MARKS_BEHIND = ",;:.!…–—-"
_CLOSERS = ("»", '"', "”")
_MARKS_BEFORE_CLOSER = (".", "!", "?", "…", ",", ";")
_AFTER_VERB = re.compile(r"[»\"]?\s*,")
_VERB_BEFORE_LIST = re.compile(r"\b\w+(?:ть|ти|чь)(?:ся)?\s*:")
_INFINITIVE_NEXT = re.compile(r"(?:(?:а\s+)?также\s+|и\s+)?\w+(?:ть|ти|чь)(?:ся)?\b")
_PLEDGE = re.compile(r"\b(?:планиру(?:ет|ют|ем)|намерен\w*|обязу[ею]тся|предстоит|долж(?:ен|на|но|ны))\b")
_MOST_WORDS_TO_VERB = 3
_MOST_WORDS_OF_SPEAKER = 8
_SPEAKER_END = re.compile(r"[,.;:»]|\s+(?:в|на|и|әрі|қорытынды|өз|что)\s")
_NO_ONE: dict[TextLanguage, re.Pattern[str]] = {
    "kk": re.compile(
        r"^[^\W\d_]*(?:уда|уде|уте|ылған|ілген|ланған|ленген|[ае]ді|[ае]ды|отыр|тұр)$"
        r"|^[^\W\d_]*(?:ылған|ілген|ланған|ленген)\s"
        r"|^(?:хабарлай|жаза|таратады|жариялай)(?:ды|ді)?\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:пресс-служб|корреспондент|информагентств|портал|газет|сайт|редакци|телеканал)\w*|\bМ?ИА\b"
        r"|^[^а-яё]+$",
        re.IGNORECASE,
    ),
}
"""A bare verb behind «деп» («… деп жоспарлануда»), or who only passes the news on: they tell nobody."""
_PRONOUNS = frozenset(["он", "она", "они", "ол", "олар", "спикер"])
"""Behind a verb of speech they stand for the one who was named before."""
_PASSES_ON = frozenset(["сообщает", "сообщают", "передает", "передаёт"])
"""Said of offices and of newspapers: «сообщает Курьер»."""
_MEETINGS = (
    r"\b(?:отырыс|жиын|жиналыс|кеңес|мәжіліс|сессия|брифинг|алқа|форум|кездесу|сапар|сөз|сұхбат)"
    r"(?:[дт][ае]|с?[ыі](?:нд[ае])?)?\b"
)
_MEETING_BEHIND = re.compile(
    r"\s+(?:(?:үкімет|аппарат|штаб|актив|\w+(?:лық|лік|дық|дік|тық|тік|ған|ген|қан|кен|ның|нің|дың|дің|тың|тің|гі|ғы)"
    rf"|қорытынды|өз|арнайы|кезекті)\w*\s+){{0,4}}{_MEETINGS}(?:\s+(?:соңында|барысында|кезінде|қорытындысында))?$",
    re.IGNORECASE,
)
"""Where he spoke: «… Үкімет отырысында», «… өз сөзінде»."""
_MEETING_BEFORE = re.compile(
    rf"(?:\w+\s+){{0,3}}?{_MEETINGS}\s+(?:(?:соңында|барысында|кезінде|қорытындысында)\s+)?(?=\w)",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"\b([^\W\d_])\.")


@cache
def _break(language: TextLanguage) -> re.Pattern[str]:
    return re.compile("|".join(words(language).breaks), re.IGNORECASE)


@cache
def _speech(language: TextLanguage) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of the dash before «сказал аким», of the verb itself, and of what he told besides."""
    verbs = "|".join(re.escape(verb) for verb in sorted(words(language).speech, key=len, reverse=True))
    verb = rf"\b(?:{verbs})(?:а|и|о)?\b" if language == "ru" else rf"\b(?:{verbs})\b"
    dash = rf"(?:[,.!?»\"”]+\s*,?\s*|\s+)[–—-]\s*(?=(?:[\w.-]+\s+){{0,{_MOST_WORDS_TO_VERB}}}?{verb})"
    lead = "|".join((dash, *words(language).told_after))
    also = "|".join(words(language).told_too)
    return re.compile(lead, re.IGNORECASE), re.compile(verb, re.IGNORECASE), re.compile(also, re.IGNORECASE)


_MARK = re.compile(r"[,;:]")
_NEAR_VERB = 80
"""Characters from the dash to the verb of speech after it, and from the verb to the end of its phrase."""
_WORD = re.compile(r"[^\W\d_]+")


@cache
def speech_words(language: TextLanguage) -> frozenset[str]:
    """Every word that can stand first in a verb of speech, and words of ``told_after`` patterns."""
    first = {_WORD.findall(verb)[0] for verb in words(language).speech}
    endings = ("", "а", "и", "о") if language == "ru" else ("",)
    return frozenset(verb + ending for verb in first for ending in endings) | words(language).told_words


def _break_before_speaker(text: str, language: TextLanguage) -> re.Match[str] | None:
    """Where what is said ends and who said it is told; it stands near a verb of speech."""
    dash, _verb, _also = _speech(language)
    known = speech_words(language)
    small = text.lower()
    for word in _WORD.finditer(small):
        if word[0] in known:
            start, end = max(0, word.start() - _NEAR_VERB), word.end() + _NEAR_VERB
            found = dash.search(text, start, end)
            if found is not None:
                return found
    return None


def teller_of(sentence: Sentence) -> Speaker | None:
    """Who says it, told behind what is said: «…», сказал аким; None where the sentence does not end so."""
    found = _break_before_speaker(sentence.text, sentence.language)
    return _speaker(sentence, found.end()) if found else None


def clauses(sentence: Sentence, is_told: bool = True) -> list[Clause]:
    """The clauses of ``sentence`` in order: what is said, cut at «;» and «, а», then what follows.

    Of a sentence without any of the :func:`speech_words` the caller says that nobody ``is_told`` to speak.
    """
    text, language = sentence.text, sentence.language
    found = _break_before_speaker(text, language) if is_told else None
    if found is None:
        return list(_pieces(Clause(sentence.start, sentence.end, text, None), language, 0, len(text)))
    _dash, _verb, also = _speech(language)
    whole = Clause(sentence.start, sentence.end, text, _speaker(sentence, found.end()))
    made = list(_pieces(whole, language, 0, found.start()))
    tail = text.find(" что ", found.end())
    told = also.search(text, found.end()) if tail < 0 else None
    if tail >= 0:
        made += _pieces(whole, language, tail + len(" что "), len(text))
    elif told is not None:
        made += _pieces(whole, language, told.end(), len(text))
    return made


def _pieces(whole: Clause, language: TextLanguage, start: int, end: int) -> Iterator[Clause]:
    pattern = _break(language)
    for mark in _MARK.finditer(whole.text, start, end):
        found = pattern.match(whole.text, mark.start(), end)
        if found is None:
            continue
        if found.group().startswith(";") and _is_one_list(whole.text[start : found.start()], language):
            continue
        if language == "ru" and found.group().startswith(";") and _is_one_pledge(whole.text, start, found):
            continue
        yield whole.part(start, found.start())
        start = found.end()
    yield whole.part(start, end)


def _is_one_list(before: str, language: TextLanguage) -> bool:
    """Whether what a semicolon parts depends on one verb: «обеспечить: регистрацию; опубликование»."""
    return language == "ru" and _VERB_BEFORE_LIST.search(before) is not None


def _is_one_pledge(text: str, start: int, mark: re.Match[str]) -> bool:
    """«планирует решить вопрос; также увеличить поставки»: an infinitive goes on with what is pledged."""
    following = _INFINITIVE_NEXT.match(text, mark.end())
    return following is not None and _PLEDGE.search(text, start, mark.start()) is not None


def _speaker(sentence: Sentence, begin: int) -> Speaker | None:
    """Who says it, from «сказал аким области Женис Касымбек» or «деді А. Баталов қорытынды сөзінде»."""
    text = sentence.text
    _dash, verb, _also = _speech(sentence.language)
    found = verb.search(text, begin)
    if found is None:
        return None
    start = found.end()
    while (again := verb.match(text, start + len(text[start:]) - len(text[start:].lstrip()))) is not None:
        start = again.end()
    rest = text[start:]
    cut = _SPEAKER_END.search(_INITIAL.sub(r"\1\0", rest))
    named = _trimmed(sentence, start, start + cut.start() if cut else len(text))
    if named is None:
        return _trimmed(sentence, begin, found.start())
    if _NO_ONE[sentence.language].search(named.text) or named.text.lower() in _PRONOUNS:
        return None
    if found.group().lower() in _PASSES_ON and not begins_with_actor(named.text, "nomn"):
        return None
    return _without_meeting(named) if sentence.language == "kk" else named


def _without_meeting(named: Speaker) -> Speaker | None:
    """«облыс әкімі селекторлық жиында», «кеңес соңында облыс әкімі» without where and when he spoke."""
    before, behind = _MEETING_BEFORE.match(named.text), _MEETING_BEHIND.search(named.text)
    first = before.end() if before is not None else 0
    last = behind.start() if behind is not None else len(named.text)
    if first >= last:
        return None
    return Speaker(named.start + first, named.start + last, named.text[first:last])


def _trimmed(sentence: Sentence, start: int, end: int) -> Speaker | None:
    piece = sentence.text[start:end]
    start += len(piece) - len(piece.lstrip(" ,."))
    named = piece.strip(" ,.")
    first = sentence.start + start
    return Speaker(first, first + len(named), named) if named else None


@lru_cache(maxsize=16)
def speaker_before(sentence: Sentence) -> Speaker | None:
    """Who says it, from «Асан Усенов заявил, что …»; None when the sentence does not begin so."""
    if speech_words(sentence.language).isdisjoint(_WORD.findall(sentence.text.lower())):
        return None
    _dash, verb, _also = _speech(sentence.language)
    found = verb.search(sentence.text)
    if found is None or sentence.text[: found.start()].rstrip().endswith((",", "–", "—", "»")):
        return None  # who says it follows
    before = _trimmed(sentence, 0, found.start())
    return before if before and len(before.text.split()) <= _MOST_WORDS_OF_SPEAKER else None


_LONGEST_SPEECH = 3_000
_DASH_FIRST = ("–", "—", "-")


def speech_start(text: str, end: int) -> int:
    """Where the speech began that goes on at ``end`` in its paragraph: at a dash, or at a quotation mark.

    ``end`` itself where none goes on.
    """
    first = max(text.rfind("\n", 0, end) + 1, end - _LONGEST_SPEECH)
    if text[first:end].lstrip().startswith(_DASH_FIRST):
        return first
    opened = []
    for place in range(first, end):
        if text[place] in "«“":
            opened.append(place)
        elif text[place] in "»”" and opened:
            opened.pop()
    return opened[0] if opened else end


def without_opening(text: str, language: TextLanguage) -> int:
    """How many characters of ``text`` are an opening: «Кроме того,», «Сонымен қатар», «2.»."""
    position = 0
    while (found := _openings(language).match(text, position)) is not None:
        position = found.end()
    return position


PICTURES = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
"""Arrows, ticks and little pictures with which messages mark their points, in a class of an expression."""


_MEASURES = (
    r"(?:млн|млрд|трлн|тыс|мың|миллион|миллиард|тонн|км|га|гектар|м|м2|м3|кг|литр|пайыз|процент|есе|раз|шақырым|метр|кв|мвт"
    r"|гкал|центнер|теңге|тенге)\w{0,4}\b"
)
"""What a number at the beginning measures: «1.2 млн теңге бөлсін» is no point."""


@cache
def _openings(language: TextLanguage) -> re.Pattern[str]:
    known = sorted(words(language).openings, key=len, reverse=True)
    bare = rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}(?=\s+(?!{_MEASURES})«?[а-яёәғқңөұүһі])"
    number = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*[.)]|{bare}|[а-яa-zәғқңөұүһі]\))\s+"
    stamps = "|".join(words(language).stamps)
    task = r"(?:тапсырма|поручение)\s*(?:№\s*)?\d{0,3}\s*:\s*"
    opening = rf"[\s«\"–—-]*(?:{number}|{task}|[{PICTURES}]+\s*|{stamps}|(?:{'|'.join(known)})(?:,\s*|\s+))"
    return re.compile(opening, re.IGNORECASE)


@cache
def _tails(language: TextLanguage) -> re.Pattern[str] | None:
    tails = words(language).tails
    return re.compile("|".join(tails)) if tails else None


def end_of_instruction(text: str, language: TextLanguage, trigger: int) -> int:
    """Where the instruction ends within ``text``: before a reason, a condition or a result."""
    if language == "kk":
        after = _AFTER_VERB.match(text, trigger)
        return trigger if after is not None else len(text)
    tails = _tails(language)
    found = tails.search(text, trigger) if tails else None
    return found.start() if found else len(text)

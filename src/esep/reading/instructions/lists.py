"""Lists of tasks under a heading: «Акимам районов: 1) … 2) …», «… тапсырылды:», «РЕШИЛИ:»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.kazakh_grammar import object_phrase, told_phrase
from esep.reading.grammar.kazakh_predicates import has_future_end
from esep.reading.grammar.russian_grammar import (
    dative_phrase,
    first_finite_verb,
    has_future,
    infinitives,
    is_a,
    tokens,
)
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instruction import Addressee, InstructionType
from esep.reading.instructions.clauses import PICTURES, Speaker, without_opening
from esep.reading.sentences.sentence import Sentence

Mark = Literal["number", "deep", "bracket", "letter", "bullet"]
"""How a point is marked: «1.», «1.1.», «1)», «а)» or a dash."""
_FINER: dict[Mark, frozenset[Mark]] = {
    "deep": frozenset(["bracket", "letter"]),
    "bracket": frozenset(["letter"]),
}
"""The marks of points within a point that has another one, where no heading stands before them."""

_NUMBER = re.compile(
    r"\d{1,3}(?P<deep>(?:\.\d{1,3})+)?(?P<end>\.?\)?)\s|[а-яa-zәғқңөұүһі](?P<letter>\))\s", re.IGNORECASE
)
_INLINE = re.compile(r"(?<=[:;,.])\s*(?=(?:\d{1,2}|[а-я])\)\s)|(?<=:)\s+(?=\d{1,2}\.\s+[^\W\d_])")
_ENDS_IN_NUMBER = re.compile(r"\d\.")
_NEXT_NUMBER = re.compile(r"(?:^|(?<=[:.;])\s+)\d{1,2}\.$")
_SEMICOLON = re.compile(r"(?<=[:;])\s+")
_TASK_NUMBER = re.compile(r"(?:тапсырма|поручение)\s*(?:№\s*)?\d{1,3}\s*:", re.IGNORECASE)
_PICTURE = re.compile(f"[{PICTURES}]")
_BULLETS = "–—-•▪●*·"
_MOST_WORDS_TO_INFINITIVE = 10
_MOST_WORDS_TO_OBJECT = 4
_LONGEST_END = 60
_KAZAKH_TASK = re.compile(
    r"(?:\b\w{2,}(?:[уү](?:ды|ді|ын|ін)?|ю(?:ді|ды)?)|\b\w+(?:сын|сін))(?:\s*\([^()]*\))?[\s»\"”.;,!]*$|\b(?:керек|қажет|тиіс)[\s.;,!]*$"
)


_TOLD_TASKS = re.compile(
    r"\b(?:бірқатар|нақты|тиісті|мынадай|келесі)\s+(?:\w+\s+)?тапсырма(?:лар)?\s+бер(?:іл)?ді[\s.]*$"
)


@dataclass(frozen=True)
class Heading:
    """What the heading of a list says of its points.

    ``only_named``: the points decide («РЕШИЛИ:»), and are tasks only where someone is named for them.
    ``takes_objects``: the heading ends with what must be done, its points say to what («Акимам обеспечить:»).
    ``term`` is that of all its points, in the fields of an instruction; empty where it has none.
    """

    mark: Mark | None
    type: InstructionType
    addressee: str | None
    addressees: tuple[Addressee, ...]
    issuer: Speaker | None
    start: int
    end: int
    only_named: bool = False
    takes_objects: bool = False
    term: Mapping[str, Any] = field(default_factory=dict)


class Lists:
    """The headings that are open, the outermost first."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.opened: list[Heading] = []
        self.marks: list[Mark | None] = []
        """How the points of each are marked; None until the first point."""
        self.end = 0

    def open(self, heading: Heading) -> None:
        """Open a heading inside the one under which it stands."""
        self.opened.append(heading)
        self.marks.append(None)
        self.end = heading.end

    def under(self, sentence: Sentence, mark: Mark | None) -> Heading | None:
        """The heading under which ``sentence`` stands; those that it ends are closed."""
        begins_line = "\n" in self.text[self.end : sentence.start]
        while self.opened and not self._holds(mark, begins_line, sentence):
            self.opened.pop()
            self.marks.pop()
        self.end = sentence.end
        if not self.opened:
            return None
        if self.marks[-1] is None:
            self.marks[-1] = mark
        return self.opened[-1]

    def _holds(self, mark: Mark | None, begins_line: bool, sentence: Sentence) -> bool:
        heading, points = self.opened[-1], self.marks[-1]
        is_first = heading.end == self.end
        if mark is None:
            return not begins_line or (is_first and is_task(sentence)) or self.goes_on()
        if is_first:
            return mark != heading.mark or mark == "bullet"
        return points is None or mark == points or mark in _FINER.get(points, ())

    def goes_on(self) -> bool:
        """Whether the line before ended as one of several points without marks: with a semicolon."""
        end = self.end
        while end and self.text[end - 1].isspace():  # to cut the text here would copy it for every sentence
            end -= 1
        return self.text[end - 1 : end] == ";"


def mark_of(text: str, sentence: Sentence) -> Mark | None:
    """How ``sentence`` is marked as a point of a list; None when it is not."""
    found = _NUMBER.match(sentence.text)
    if found is not None and found["letter"]:
        return "letter"
    if found is not None and (found["deep"] or found["end"]):  # «- 12 мектепке …» has no number
        return "bracket" if ")" in found["end"] else "deep" if found["deep"] else "number"
    if _PICTURE.match(sentence.text) is not None or _TASK_NUMBER.match(sentence.text) is not None:
        return "bullet"
    before = text[max(0, sentence.start - 4) : sentence.start].rstrip(" \t\xa0")
    return "bullet" if before[-1:] and before[-1] in _BULLETS else None


def without_next_number(sentence: Sentence) -> tuple[Sentence, Mark | None]:
    """The sentence without the number of the point after it: «акимат ПОСТАНОВЛЯЕТ: 1.»."""
    found = _NEXT_NUMBER.search(sentence.text) if _ENDS_IN_NUMBER.match(sentence.text[-2:]) else None
    if found is None:
        return sentence, None
    return _piece(sentence, 0, found.start()), "number"


def pieces_of(sentence: Sentence) -> list[Sentence]:
    """The sentence cut before each point of a list within it: «Акимам: 1) …; 2) …»."""
    text = sentence.text
    if ":" not in text and ")" not in text:
        return [sentence]
    start = 0
    pieces: list[Sentence] = []
    for found in _cuts(sentence):
        if text[start : found.start()].strip():
            pieces.append(_piece(sentence, start, found.start()))
            start = found.end()
    return [*pieces, _piece(sentence, start, len(text))] if start else [sentence]


def _cuts(sentence: Sentence) -> Iterator[re.Match[str]]:
    """Where the points begin: by their numbers, or after a heading of a Kazakh list by semicolons."""
    yield from _INLINE.finditer(sentence.text)
    head = sentence.text.find(":")
    if (
        sentence.language == "kk"
        and head > 0
        and not _INLINE.search(sentence.text)
        and ";" in sentence.text[head:]
    ):
        yield from _SEMICOLON.finditer(sentence.text, head)


def _piece(sentence: Sentence, start: int, end: int) -> Sentence:
    return Sentence(sentence.start + start, sentence.start + end, sentence.text[start:end], sentence.language)


def is_task(sentence: Sentence) -> bool:
    """Whether the sentence has the form of a task that names nobody: it begins with an infinitive.

    In Kazakh: it ends with a verbal noun («ұсыну», «бақылауды»), an imperative («берсін») or «қажет».
    """
    if sentence.language == "kk":
        return _KAZAKH_TASK.search(sentence.text[-_LONGEST_END:]) is not None
    text = sentence.text.lower()  # A capital would hide that «Надо» is no name.
    begin = without_opening(text, "ru")
    first = next(iter(infinitives(text, begin)), None)
    if first is None or len(text[begin:first].split()) > _MOST_WORDS_TO_INFINITIVE:
        return False
    is_told = dative_phrase(text, begin, first) is not None
    return not is_told and first_finite_verb(text, begin, first) is None


def is_planned(sentence: Sentence) -> bool:
    """Whether a point tells what will be or is planned: «3 мектеп саламыз», «планируется создать парк»."""
    if _PLANNED[sentence.language].search(sentence.text) is not None:
        return True
    return has_future_end(sentence.text) if sentence.language == "kk" else has_future(sentence.text)


_PLANNED: dict[TextLanguage, re.Pattern[str]] = {
    "kk": re.compile(r"\b(?:жоспарлан|көздел|қарастырыл)(?:уда|ған|ген|ып\s+отыр|іп\s+отыр)[\s.;]*$"),
    "ru": re.compile(r"\b(?:планируется|запланирован\w*|намечен\w*|предусмотрен\w*)\b"),
}


def is_told_first(sentence: Sentence) -> bool:
    """Whether a Kazakh point begins with an office in the dative and ends with what it must do to something.

    «Басқармаға кестені бекіту»; not «әкімге ұсыныстар енгізу», who only gets something.
    """
    text, end = sentence.text, sentence.text[-_LONGEST_END:]
    if _KAZAKH_ACTION.search(end) is None:
        return False
    begin = without_opening(text, "kk")
    if named_and_set_off(text, begin) is not None:
        return True
    told = told_phrase(text, begin, len(text))
    if told is None or text[begin : told[0]].strip(" «–—-"):
        return False
    if _SET_OFF.match(text, told[1]) is not None:
        return True
    if _GIVING.search(end) is not None:
        return False
    return object_phrase(text, told[1], len(text)) is not None


def named_and_set_off(text: str, begin: int) -> tuple[int, int] | None:
    """The official with his name, set off from the task behind: «Бас маман Ә. Асанова – тізімді нақтылау»."""
    found = _OFFICIAL.match(text, begin)
    return found.span(1) if found is not None else None


_BIG = "[А-ЯЁӘҒҚҢӨҰҮҺІ]"
_INITIALS_FIRST = rf"(?:{_BIG}\.\s?){{1,2}}{_BIG}[\w-]+"
_INITIALS_LAST = rf"{_BIG}[\w-]+\s+{_BIG}\.(?:\s?{_BIG}\.)?"
_OFFICIAL = re.compile(
    rf"((?:[^\W\d]+\s+){{0,5}}?(?:{_INITIALS_FIRST}|{_INITIALS_LAST})(?:\s*\([^()]*\))?)\s*(?:\s[–—-]|:)\s"
)
_SET_OFF = re.compile(r"\s+[–—-]\s|\s*:\s")
_KAZAKH_ACTION = re.compile(r"\b\w{2,}(?:[уү]|ю)(?:\s*\([^()]*\))?[\s»\"”.;,!]*$")
_GIVING = re.compile(
    r"\b(?:енгізу|беру|ұсыну|жіберу|жолдау|хабарлау|баяндау|көрсету|табыстау|тапсыру|жеткізу|бөлу|жүктеу|жасау)[\s»\"”.;,!]*$"
)


def is_object(sentence: Sentence) -> bool:
    """Whether a Russian point names what the infinitive of its heading is done to: «ремонт 5 школ»."""
    text = sentence.text.lower()
    begin = without_opening(text, "ru")
    clause = text[begin:].partition(",")[0]
    first = [one.text for one in tokens(clause)[:_MOST_WORDS_TO_OBJECT]]
    return first_finite_verb(clause) is None and any(is_a(one, "NOUN", "accs") for one in first)


def is_telling(sentence: Sentence) -> bool:
    """Whether a Kazakh sentence tells that tasks were given, not which: «Әкім бірқатар тапсырма берді.»."""
    if sentence.language != "kk" or "тапсырма" not in sentence.text:
        return False
    return _TOLD_TASKS.search(sentence.text[-_LONGEST_END:]) is not None


_TAKEN_NOTE = re.compile(r"\bпринять к сведению\b", re.IGNORECASE)


@cache
def _own_decision(language: TextLanguage) -> re.Pattern[str]:
    known = "|".join(words(language).own_decision)
    return re.compile(rf"\b(?:{known})\w*[\s.;,]*$" if language == "kk" else rf"\b(?:{known})", re.IGNORECASE)


def is_own_decision(sentence: Sentence) -> bool:
    """Whether a point decides by itself and tells nobody: «Утвердить план», «ереже бекітілсін»."""
    found = _own_decision(sentence.language)
    if sentence.language == "kk":
        return found.search(sentence.text) is not None
    begins = found.match(sentence.text, without_opening(sentence.text, "ru")) is not None
    return begins or _TAKEN_NOTE.search(sentence.text) is not None

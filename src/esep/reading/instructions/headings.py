"""What the heading of a list says of its points: who is told, who tells, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from esep.language import tokenize
from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.kazakh_grammar import subject_phrases, told_phrases
from esep.reading.grammar.russian_grammar import (
    dative_phrase,
    first_finite_verb,
    is_infinitive,
    subject_phrase,
)
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instruction import Addressee
from esep.reading.instructions import kazakh_roles, russian_roles
from esep.reading.instructions.actions import BIG, is_name
from esep.reading.instructions.candidate import Candidate, Named
from esep.reading.instructions.clauses import Clause, Speaker, without_opening
from esep.reading.instructions.deadlines import Deadline
from esep.reading.instructions.lists import Heading, Mark
from esep.reading.instructions.making import LET_DO, Maker, term_fields
from esep.reading.instructions.signs import signs_of
from esep.reading.sentences.sentence import Sentence

_MOST_WORDS_BEFORE_TOLD = 8
_LONGEST_HEADING = 20
"""Words of a heading that is nothing but the names of those who must."""
_HOW = re.compile(r"(?:тәртіппен|тәртіпте|мерзімде|бірлесіп|бірге|жолымен|дейін)$")
"""Ends a heading that says who must, and how: «Қаржы басқармасы белгіленген тәртіппен:»."""
_BY_LAW = re.compile(r".*\b(?:тәртіппен|тәртіпте|мерзімде|сәйкес|мақсатында|негізінде),?\s+", re.IGNORECASE)
"""What stands before who must: «Заңнамада белгіленген тәртіппен Қаржы басқармасы:»."""
_BRACKET = re.compile(r"\([^()]*\)")
"""The name of who answers, behind a body: «білім басқармасы (Б. Асанов):»."""
_ENDS_IN_NAME = re.compile(rf"\b{BIG}[\w-]+[ \xa0]*:\s*$")
_SPEECH = re.compile(rf"\s*(?:[–—-]\s*)?[«“\"]|\s*[–—-]\s*{BIG}")


@cache
def _resolved(language: TextLanguage) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words(language).resolved)})\s*:?$", re.IGNORECASE)


def heading_of(maker: Maker, sentence: Sentence, mark: Mark | None, issuer: Speaker | None) -> Heading | None:
    """What a sentence that ends with a colon says of the list after it; None when it heads no tasks."""
    text, language = sentence.text.rstrip(" :!\n"), sentence.language
    clause = Clause(sentence.start, sentence.start + len(text), text, None)
    begin = without_opening(text, language)
    terms = maker.deadlines(text, language)
    for pattern in signs_of([token.key for token in tokenize(text)], language).patterns():
        is_heading = pattern.addressee == "dative" or language == "ru" or pattern.name == LET_DO
        trigger = pattern.trigger.search(text) if is_heading else None
        if (
            trigger is None
            or pattern.type == "commitment"
            or pattern.needs in ("told_infinitive", "named_infinitive", "imperative")
        ):
            continue
        roles = kazakh_roles if language == "kk" else russian_roles
        candidate = Candidate(pattern, trigger, clause, sentence)
        teller = maker.speaker(clause, roles.issuer(candidate, begin)) or issuer
        told = maker.told(clause, roles.addressee(candidate, begin), language)
        if pattern.name == LET_DO and not told["addressees"]:
            continue  # «1-тармақ жаңа редакцияда жазылсын:» is a task itself
        return Heading(
            mark,
            pattern.type,
            told["addressee"],
            told["addressees"],
            teller,
            sentence.start,
            sentence.end,
            term=_term_of_points(clause, terms, told["addressees"], begin),
        )
    if terms and all(one.is_ahead for one in terms) and not _blanked(text, terms)[begin:].strip(" ,"):
        term = term_fields(clause, terms)
        return Heading(mark, "commitment", None, (), issuer, sentence.start, sentence.end, term=term)
    resolved = _resolved(language).search(text)
    if resolved is not None:
        teller = _decides(maker, clause, resolved.start(), language) or issuer
        return Heading(mark, "order", None, (), teller, sentence.start, sentence.end, only_named=True)
    named = _told_by_heading(_blanked(text, terms), begin, language)
    if named is None or (named.case in ("nominative", "nomn") and _speaks(maker.text, sentence)):
        return None
    told = maker.told(clause, named, language)
    return Heading(
        mark,
        "order",
        told["addressee"],
        told["addressees"],
        issuer,
        sentence.start,
        sentence.end,
        takes_objects=language == "ru" and is_infinitive(text.rpartition(" ")[2].lower()),
        term=_term_of_points(clause, terms, told["addressees"], begin),
    )


def calls(text: str, sentence: Sentence) -> bool:
    """Whether a sentence only calls those who are told: «Барлық әкімдерге!», «ВСЕМ АКИМАМ» on a line."""
    said = sentence.text.strip()
    behind = text[sentence.end : sentence.end + 1]
    is_line = behind in ("", "\n") and text[sentence.start - 1 : sentence.start] in ("", "\n")
    is_call = said.endswith("!") or (is_line and _TO_ALL.match(said) is not None)
    is_before_point = _POINT_NEXT.match(text, sentence.end) is not None
    if not (is_call or is_before_point) or len(said.split()) > _LONGEST_CALL:
        return False
    if any(word in said.lower() for word in words(sentence.language).greetings):
        return False
    if is_before_point and _names_only(said, sentence.language):
        return True
    if not is_call:
        return False
    begin = without_opening(said, sentence.language)
    end = len(said.rstrip("! "))
    named = _told_by_heading(said[:end], begin, sentence.language)
    return named is not None and named.case in ("dative", "datv") and (named.start, named.end) == (begin, end)


def _names_only(said: str, language: TextLanguage) -> bool:
    """Whether a line is nothing but a body, as a heading in a list of tasks: «Отдел ЖКХ (Петров С.)»."""
    if said.endswith((".", ";", ":", ",")) and _ABBREVIATED.search(said) is None:
        return False
    named = _told_by_heading(said, 0, language)
    return named is not None and named.start == 0 and not said[named.end :].strip(" .")


_ABBREVIATED = re.compile(rf"{BIG}\.$")
_POINT_NEXT = re.compile(r"[ \t]*\n\s*(?:\d{1,2}[.)]|[–—•-])\s")
_LONGEST_CALL = 10
_TO_ALL = re.compile(r"(?:всем|барлық|барша)\b", re.IGNORECASE)


def _decides(maker: Maker, clause: Clause, end: int, language: TextLanguage) -> Speaker | None:
    """The body right before the verb that decides: «акимат ПОСТАНОВЛЯЕТ», «әкімдігі ҚАУЛЫ ЕТЕДІ»."""
    begin = clause.text.rfind(",", 0, end) + 1
    if language == "kk":
        place = next(reversed(subject_phrases(clause.text, begin, end)), None)
        is_next = place is not None and not clause.text[place[1] : end].strip()
        return maker.speaker(clause, Named(*place, "nominative")) if place is not None and is_next else None
    place = subject_phrase(clause.text, begin, end)
    if place is None or clause.text[place[1] : end].strip():
        return None
    return maker.speaker(clause, Named(*place, "nomn"))


def _speaks(text: str, heading: Sentence) -> bool:
    """Whether words of an official follow: «Облыс әкімі Асан Үсенов:», then «– Биыл …»."""
    is_person = _ENDS_IN_NAME.search(heading.text) is not None
    return is_person and _SPEECH.match(text, heading.end) is not None


def _blanked(text: str, terms: Sequence[Deadline]) -> str:
    """``text`` with blanks for its terms: «Акимам районов до 1 мая:»."""
    for one in terms:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _term_of_points(
    clause: Clause, terms: Sequence[Deadline], told: Sequence[Addressee], begin: int
) -> dict[str, Any]:
    """The term that a heading sets for its points: at its beginning, or behind who is told."""
    own = [one for one in terms if told and (one.start == begin or clause.start + one.start >= told[0].end)]
    return term_fields(clause, own) if own else {}


def _told_by_heading(text: str, begin: int, language: TextLanguage) -> Named | None:
    """Whom a heading without a verb names: «Акимам районов:», «Аудан әкімдері:»."""
    if language == "kk":
        whole = len(text.rstrip())
        text = _BRACKET.sub(lambda found: " " * len(found[0]), text)
        begin, end = begin + len(text[begin:]) - len(text[begin:].lstrip()), len(text.rstrip())
        told = [place for place in told_phrases(text, begin, end) if place[1] == end]
        if told:
            return Named(told[-1][0], whole, "dative")
        places = subject_phrases(text, begin, end)
        ends = bool(places) and is_name(text[places[-1][1] : end])
        by_law = _BY_LAW.match(text, begin, places[-1][0]) if ends else None
        begin = by_law.end() if by_law is not None else begin
        if ends and len(text[begin:].split()) <= _LONGEST_HEADING:
            return Named(begin, whole, "nominative")
        is_named = bool(places) and _HOW.search(text, places[0][1]) is not None
        return Named(*places[0], "nominative") if is_named else None
    if first_finite_verb(text, begin) is not None:
        return None
    place = dative_phrase(text, begin, len(text))
    if place is not None and len(text[begin : place[0]].split()) <= _MOST_WORDS_BEFORE_TOLD:
        return Named(*place, "datv")
    named = subject_phrase(text, begin, len(text))
    is_whole = named is not None and not text[begin : named[0]].strip() and not text[named[1] :].strip(" .")
    return Named(*named, "nomn") if named is not None and is_whole else None

"""Who is told, who tells and what is to be done, in a Russian instruction."""

from __future__ import annotations

import re
from functools import cache

from esep.reading.candidate import Candidate
from esep.reading.clauses import speaker_before, without_opening
from esep.reading.instruction_patterns import words
from esep.reading.russian_grammar import (
    accusative_phrase,
    dative_phrase,
    first_finite_verb,
    genitive_phrase,
    has_infinitive,
    in_nominative,
    is_a,
    is_imperative,
    subject_phrase,
    tokens,
)

_MOST_CLAUSES = 20
"""Clauses before an instruction in its sentence that are looked at."""
_FROM = re.compile(r"\s+от\s+", re.IGNORECASE)
_LAID_ON = "order_control"
_NAMED = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w.-]*(?:\s+[«\"]?[\w.-]+[»\"]?){0,3}$")


def is_instruction(candidate: Candidate) -> bool:
    """Whether the clause has what its pattern needs besides a term."""
    text, trigger = candidate.text, candidate.trigger
    match candidate.pattern.needs:
        case "infinitive":
            return has_infinitive(text)
        case "imperative":
            return is_imperative(text)
        case "told_infinitive":
            return _is_told_infinitive(candidate)
        case "task":
            return trigger.end() < len(text) or dative_phrase(text, 0, trigger.start()) is not None
    return True


def _is_told_infinitive(candidate: Candidate) -> bool:
    """Whether the clause is «Акимам районов обеспечить …»: a dative, then an infinitive, no verb between."""
    text = candidate.text
    place = dative_phrase(text, 0, len(text))
    if place is None or place[0] > candidate.trigger.end():
        return False
    infinitive = _first_infinitive(text, place[1])
    return infinitive < len(text) and first_finite_verb(text[:infinitive]) is None


def _first_infinitive(text: str, start: int) -> int:
    places = (token.start for token in tokens(text, start) if is_a(token.text, "INFN"))
    return next(places, len(text))


@cache
def _subordinate() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(words('ru').subordinate)})\b\s*", re.IGNORECASE)


def begin_of(candidate: Candidate) -> int:
    """Where the instruction begins in its clause: after an opening, and after a clause before its own."""
    text, end = candidate.text, candidate.trigger.start()
    begin = without_opening(text, "ru")
    verb = first_finite_verb(text[begin:end])
    if verb is None:
        return begin
    commas = [place for place in range(begin + verb, end) if text[place] == ","]
    for comma in reversed(commas[-_MOST_CLAUSES:]):
        subordinate = _subordinate().match(text, comma + 1)
        start = subordinate.end() if subordinate else comma + 1
        is_own = subordinate or not text[start:end].strip() or _names_actor(text, start, end)
        if is_own:
            return start
    return begin


def _names_actor(text: str, start: int, end: int) -> bool:
    return subject_phrase(text, start, end) is not None or dative_phrase(text, start, end) is not None


def addressee(candidate: Candidate, begin: int) -> str | None:
    """Who must do it, in the nominative; None where the clause does not say."""
    kind = candidate.pattern.addressee
    if kind == "none":
        return None
    return _told(candidate, begin) if kind == "dative" else _subject(candidate, begin)


def _told(candidate: Candidate, begin: int) -> str | None:
    text, trigger = candidate.text, candidate.trigger
    before = (begin, trigger.start())
    after = (trigger.end(), _first_infinitive(text, trigger.end()))
    rest = (trigger.end(), len(text))
    if candidate.pattern.needs == "told_infinitive":
        spans = [(begin, len(text))]
    elif candidate.pattern.type == "order":
        spans = [after, before, rest]
    else:
        spans = [before, after, rest]
    for start, end in spans:
        place = dative_phrase(text, start, end)
        if place is not None:
            return in_nominative(text[place[0] : place[1]])
    if candidate.pattern.name == _LAID_ON:
        return _laid_on(text, trigger.end())
    return _required_from(text, trigger.end()) if candidate.pattern.type == "order" else None


def _laid_on(text: str, start: int) -> str | None:
    """On whom it is laid: «возложить на заместителя акима»."""
    place = accusative_phrase(text, start, len(text))
    return in_nominative(text[place[0] : place[1]], "accs") if place else None


def _required_from(text: str, start: int) -> str | None:
    """Of whom it is required: «потребовал от администраторов программ»."""
    found = _FROM.match(text, start)
    place = genitive_phrase(text, found.end(), len(text)) if found else None
    return in_nominative(text[place[0] : place[1]], "gent") if place else None


def _subject(candidate: Candidate, begin: int) -> str | None:
    text, end = candidate.text, candidate.trigger.start()
    place = subject_phrase(text, begin, end)
    if place is not None:
        return text[place[0] : place[1]].strip()
    if candidate.pattern.type != "commitment":
        return None
    named = _NAMED.search(text, begin, max(end - 1, begin))
    return named.group() if named else speaker_before(candidate.sentence)


def issuer(candidate: Candidate, begin: int) -> str | None:
    """Who tells, when the clause itself says so: «Аким области поручил», «… поручил аким»."""
    if candidate.pattern.name not in ("order_verb", "order_set_as_priority"):
        return None
    text, trigger = candidate.text, candidate.trigger
    place = subject_phrase(text, begin, trigger.start()) or subject_phrase(text, trigger.start(), len(text))
    return text[place[0] : place[1]] if place else None


def action(candidate: Candidate, end: int) -> str:
    """What is to be done: from the infinitive on, or from the verb that pledges or obliges."""
    if candidate.pattern.addressee == "subject" or candidate.pattern.type == "commitment":
        return candidate.clause.part(candidate.trigger.start(), end).text
    if candidate.pattern.name == _LAID_ON:
        return candidate.clause.part(without_opening(candidate.text, "ru"), candidate.trigger.start()).text
    after = _first_infinitive(candidate.text, candidate.trigger.end())
    begin = after if after < end else min(_first_infinitive(candidate.text, 0), end)
    return candidate.clause.part(begin, end).text

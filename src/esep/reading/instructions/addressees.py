"""The bodies and posts of which an addressee consists, each with its place, name and code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from esep.language import Case
from esep.reading.grammar import kazakh_grammar, russian_grammar
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instruction import Addressee
from esep.reading.instructions import russian_nominative
from esep.reading.instructions.actions import BIG
from esep.reading.instructions.candidate import Named
from esep.reading.instructions.clauses import Clause
from esep.reading.instructions.shared_heads import sharers

if TYPE_CHECKING:
    from esep.reading.instructions.bodies import Bodies

_BETWEEN = re.compile(r"\s*(?:,?\s(?P<jointly>совместно\s+со?)\s|,|;|\s(?:и|және|мен|бен|пен|әрі)\s)\s*")
_BRACKET_LAST = re.compile(r"\s*\([^()]*\)$")
"""The name of who answers, behind a body: «білім басқармасы (Б. Асанов), …»."""
_INITIAL_LAST = re.compile(rf"(?:{BIG}\w[\w-]+\s|\s{BIG}\.\s?){BIG}$")
_WITH = ("мен", "бен", "пен", "және")
_POSSESSED = ("сы", "сі", "ы", "і")
"""Ends a body before «мен» that stands in no case: «қаржы басқармасы мен …»."""
_NEAR = 80
"""Characters after a comma within which the next body is named."""
_WE: dict[TextLanguage, str] = {"kk": "біз", "ru": "мы"}
"""Who acts when the verb alone says it: «ашамыз», «закроем»."""
_KAZAKH: dict[str, Case] = {
    "dative": "dative",
    "ablative": "ablative",
    "genitive": "genitive",
    "instrumental": "instrumental",
}
_JOINTLY = re.compile(r"\s+(?:бірлес(?:іп|е)|бірге)\b")
_FAR = 60
"""Characters from who is told to the body with which he acts."""


def name_of(text: str, named: Named, language: TextLanguage) -> str:
    """The words of ``named`` in the nominative; an initial keeps its full stop at the end of a sentence."""
    phrase = text[named.start : named.end].strip()
    if _INITIAL_LAST.search(phrase) is not None:
        phrase += "."
    if named.case == "we":
        return _WE[language]
    if named.case in ("nominative", "nomn"):
        return phrase
    if language == "kk":
        return kazakh_grammar.in_nominative(phrase, _KAZAKH[named.case])
    if phrase.isupper() and russian_grammar.begins_with_actor(phrase.lower(), named.case):
        phrase = phrase.lower()  # «ВСЕМ АКИМАМ»: a line in capitals, no acronym
    return russian_nominative.in_nominative(phrase, named.case)


def addressees_of(
    clause: Clause, named: Named, language: TextLanguage, bodies: Bodies | None
) -> tuple[Addressee, ...]:
    """Each body or post of ``named``: «акимам районов и управлению культуры» are two.

    With a Kazakh addressee stand those with whom he acts («әкімдікпен бірлесіп»), who are not in its name.
    """
    parts = [*_parts(clause.text, named, language)]
    if language == "kk" and (partner := _partner(clause.text, named)) is not None:
        parts += _parts(clause.text, partner, language)
    return _named_in(clause, parts, language, bodies)


def partners_of(clause: Clause, language: TextLanguage, bodies: Bodies | None) -> tuple[Addressee, ...]:
    """The bodies with which those act who are told by a heading: «әкімдікпен бірлесіп есеп ұсыну»."""
    partner = _partner(clause.text, None) if language == "kk" else None
    parts = [*_parts(clause.text, partner, language)] if partner is not None else []
    return _named_in(clause, parts, language, bodies)


def _named_in(
    clause: Clause, parts: Sequence[Named], language: TextLanguage, bodies: Bodies | None
) -> tuple[Addressee, ...]:
    made = []
    for part in parts:
        start, end = part.start, part.end
        name = name_of(clause.text, part, language)
        code = bodies.code_of(name, language) if bodies else None
        several = [
            _one(clause, *one, bodies.code_of(one.name, language) if bodies else None)
            for one in sharers(clause.text, part, language, name)
        ]
        is_one = code is not None and code not in [one.code for one in several]
        made += [_one(clause, start, end, name, code)] if is_one or not several else several
    return tuple(made)


def _partner(text: str, named: Named | None) -> Named | None:
    """The bodies with which those who are told act: «басқармаға әкімдікпен бірлесіп … ұсыну тапсырылды»."""
    found = _JOINTLY.search(text)
    if found is None:
        return None
    place = next(reversed(kazakh_grammar.told_phrases(text, 0, found.start(), "instrumental")), None)
    if place is None or place[1] != found.start():
        return None
    if named is None:
        return Named(*place, "instrumental")
    is_behind = named.end <= place[0] <= named.end + _FAR
    is_before = named.start >= found.end() and not text[found.end() : named.start].strip(" ,")
    return Named(*place, "instrumental") if is_behind or is_before else None


def acts_jointly(one: Addressee) -> bool:
    """Whether a Kazakh addressee is not told, but acts with the one who is: «әкімдікпен»."""
    return one.quote != one.name and one.quote.endswith(("мен", "бен", "пен"))


def _one(clause: Clause, start: int, end: int, name: str, code: str | None) -> Addressee:
    return Addressee(clause.start + start, clause.start + end, clause.text[start:end], name, code)


def _parts(text: str, named: Named, language: TextLanguage) -> Iterator[Named]:
    """The parts: cut where both sides of a comma or an «и» name someone by themselves.

    «X совместно с Y» are two, the second in the instrumental.
    """
    start, rest = named.start, named
    for found in _BETWEEN.finditer(text, named.start, named.end):
        jointly = found.group("jointly") is not None
        following = replace(rest, case="ablt") if jointly else rest
        if _is_cut(text, start, found, following, language):
            yield Named(start, found.start(), rest.case)
            start, rest = found.end(), following
    yield Named(start, named.end, rest.case)


def _is_cut(text: str, start: int, found: re.Match[str], named: Named, language: TextLanguage) -> bool:
    if text.count("(", start, found.start()) > text.count(")", start, found.start()):
        return False
    if language == "kk" and found["jointly"] is not None:
        return False
    if language == "kk":
        before = _BRACKET_LAST.sub("", text[start : found.start()])
        if found.group().strip() in _WITH and before.endswith(_POSSESSED):
            return kazakh_grammar.ends_with_actor(before, "nominative")
        return kazakh_grammar.ends_with_actor(before, named.case)
    following = text[found.end() : min(named.end, found.end() + _NEAR)]
    return russian_grammar.begins_with_actor(following, named.case)

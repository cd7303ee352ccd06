"""Who tells in minutes and orders: the one who chaired, named at their head, or the one who signed.

«Председательствовал: заместитель акима области Е. Омаров», «Төрағалық еткен: облыс әкімі Н. Қайратұлы»,
«Аким области  Н. Ногаев» below. Their points name nobody who tells; other texts are not asked. In transcripts
and chats it is the one whose label stands before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from esep.language.making import remade
from esep.reading.grammar import kazakh_grammar, russian_grammar
from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instruction import Instruction
from esep.reading.instructions import russian_nominative
from esep.reading.instructions.actions import BIG, is_name
from esep.reading.instructions.clauses import Speaker
from esep.reading.instructions.making import WE, Maker
from esep.reading.sentences.document_head import lines_of_head, names_of_acts, told_lines
from esep.reading.sentences.sentence import Sentence
from esep.reading.sentences.speech_labels import SpeechLabel, speech_labels

_LANGUAGES: tuple[TextLanguage, ...] = ("kk", "ru")
_LONGEST_TITLE = 8
"""Words of that line: «ХАТТАМА № 14»."""
_CHAIR_LINES = 40
"""Lines among which the one who chaired is named: those who came may be listed before."""
_LONGEST_SIGNATURE = 12
_EDGES = " \t\xa0.;,|"
_SIGNATURE = re.compile(rf"(?P<office>[^\d.;:()]{{4,90}}?)[\s|]+(?:{BIG}\.\s?){{1,2}}{BIG}[\w-]+")


def issued(text: str, instructions: Sequence[Instruction], maker: Maker) -> tuple[Instruction, ...]:
    """``instructions``, the orders of minutes and decisions that name nobody with their issuer."""
    if not any(one.type == "order" and one.issuer is None for one in instructions) or not _is_decision(text):
        return tuple(instructions)
    issuer = _chair(text) or _presiding(text) or _entitled(text) or _signer(text, instructions[0].start)
    if issuer is None:
        return tuple(instructions)
    return tuple(
        maker.issued(one, issuer) if one.type == "order" and one.issuer is None else one
        for one in instructions
    )


def spoken(
    text: str, sentences: Sequence[Sentence], instructions: Sequence[Instruction], maker: Maker
) -> tuple[Instruction, ...]:
    """``instructions``, those of transcripts and messages that name nobody, or «мы», told by their label."""
    labels = speech_labels(text, sentences)
    if not instructions or all(label is None or label.name is None for label in labels):
        return tuple(instructions)
    made: list[Instruction] = []
    for one in instructions:
        label = labels[bisect_right(sentences, one.start, key=lambda sentence: sentence.start) - 1]
        is_told = one.issuer is not None and one.issuer.lower() not in WE
        if not is_told and label is not None and label.name is not None:
            one = maker.said(one, Speaker(label.start, label.end, label.name))
        made.append(one if label is None else _without_label(text, one, label))
    return tuple(made)


def _without_label(text: str, one: Instruction, label: SpeechLabel) -> Instruction:
    """The instruction from what is said on: its label is no part of what is to be done."""
    begin = text.find(":", label.end) + 1
    begin += len(text[begin : one.end]) - len(text[begin : one.end].lstrip())
    if not one.start < begin < one.end:
        return one
    label_said = "" if one.action_span is None else text[one.action_span[0] : begin]
    if one.action_span is None or not label_said or not one.action.startswith(label_said):
        return remade(one, start=begin, quote=text[begin : one.end])
    return remade(
        one,
        start=begin,
        quote=text[begin : one.end],
        action=one.action[len(label_said) :],
        action_span=(begin, one.action_span[1]),
    )


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{names_of_acts()})\b", re.IGNORECASE)


@cache
def _chaired() -> re.Pattern[str]:
    labels = "|".join(label for language in _LANGUAGES for label in words(language).chair_line)
    return re.compile(rf"\s*(?:{labels})\s*[:–—-]\s*", re.IGNORECASE)


def _is_decision(text: str) -> bool:
    """Whether a line at the head says that the text is minutes, an order or a list of tasks."""
    return any(_is_title(line) for _start, line in lines_of_head(text)) or _entitled(text) is not None


def _is_title(line: str) -> bool:
    """«ПРОТОКОЛ № 5», «Облыс әкімінің ӨКІМІ»: in Kazakh the name of the act stands last."""
    begins = _title().match(line) is not None and len(line.split()) <= _LONGEST_TITLE
    return begins or (_KAZAKH_TITLE.search(line) is not None and len(line.split()) <= _LONGEST_KAZAKH_TITLE)


_KAZAKH_TITLE = re.compile(r"\b(?:хаттамасы|бұйрығы|өкімі|қаулысы)\s*(?:№\s*[\w/-]+\s*)?$", re.IGNORECASE)
_LONGEST_KAZAKH_TITLE = 14
_RUSSIAN_TASKS = re.compile(r"\bпоручения\s+", re.IGNORECASE)
_HELD_BY = re.compile(r"\bпо\s+итогам\s+(?:\w+\s+){1,3}у\s+", re.IGNORECASE)
"""«Поручения по итогам совещания у акима»."""
_KAZAKH_TASKS = re.compile(r"\bтапсырмалар(?:ы)?\b[^\w]*(?:\([^)]*\))?[\s:.]*$", re.IGNORECASE)
_LONGEST_OF_TASKS = 16


def _tasks_of(line: str) -> tuple[int, int, str] | None:
    """Whose tasks a line is the title of: «Поручения акима области …», «Қала әкімінің … тапсырмалары».

    The place of the office in the line, and its name.
    """
    if len(line.split()) > _LONGEST_OF_TASKS:
        return None
    title = _RUSSIAN_TASKS.search(line)
    if title is not None:
        by = _HELD_BY.search(line, title.end())
        begin = by.end() if by is not None else title.end()
        place = russian_grammar.genitive_phrase(line, begin, len(line))
        if place is None or place[0] != begin:
            return None
        return *place, _russian_name(line[slice(*place)])
    place = kazakh_grammar.genitive_phrase(line, 0, len(line)) if _KAZAKH_TASKS.search(line) else None
    if place is None or line[: place[0]].strip():
        return None
    return *place, _GENITIVE.sub("", line[slice(*place)])


def _russian_name(said: str) -> str:
    """An office in the genitive, with its holder, in the nominative."""
    # The two cases of a man are one, and surnames are known in the accusative.
    case = "accs" if russian_grammar.begins_with_actor(said, "accs") else "gent"
    return russian_nominative.in_nominative(said, case)


def _entitled(text: str) -> Speaker | None:
    """Whose tasks the text is by its title."""
    lines = list(lines_of_head(text))
    for (start, line), (below, following) in zip(lines, [*lines[1:], (len(text), "")], strict=True):
        # «ПОРУЧЕНИЯ / акима …», «Әкімнің … берген / ТАПСЫРМАЛАРЫ»: the title goes on with the line below
        is_open = line.rstrip().lower().endswith("поручения") or _KAZAKH_TASKS.match(following) is not None
        found = _tasks_of(text[start : below + len(following)] if is_open else line)
        if found is not None:
            return Speaker(start + found[0], start + found[1], found[2])
    return None


def _chair(text: str) -> Speaker | None:
    """Who is named behind «Председательствовал:» at the head."""
    for start, line in lines_of_head(text, _CHAIR_LINES):
        label = _chaired().match(line)
        if label is not None and line[label.end() :].strip(_EDGES):
            return _speaker(text, start + label.end(), start + len(line))
    return None


_PRESIDING = re.compile(r"\s+төрағалы(?:ғымен|ғындағы|ғында)\b|\bпод\s+председательством\s+", re.IGNORECASE)
_GENITIVE = re.compile(r"(?<=\w)[ндт][ыі]ң$", re.IGNORECASE)


def _presiding(text: str) -> Speaker | None:
    """Who presided by the title: «облыс әкімінің төрағалығымен өткен», «под председательством акима»."""
    for start, line in lines_of_head(text):
        found = _PRESIDING.search(line)
        if found is not None and found.group()[:1].isspace():
            return _presiding_in_kazakh(start, line[: found.start()])
        if found is not None:
            place = russian_grammar.genitive_phrase(line, found.end(), len(line))
            if place is not None and place[0] == found.end():
                named = _russian_name(line[place[0] : place[1]])
                return Speaker(start + place[0], start + place[1], named)
    return None


def _presiding_in_kazakh(start: int, before: str) -> Speaker | None:
    """The office at the end of ``before``, or the official whose name ends it: «… әкімі Д. Асановтың»."""
    offices = kazakh_grammar.subject_phrases(before, 0, len(before))
    place = kazakh_grammar.genitive_phrase(before, 0, len(before))
    if place is not None and place[1] == len(before):
        first = place[0]
    elif offices and is_name(before[offices[-1][1] :]):
        first = offices[-1][0]
    else:
        return None
    return Speaker(start + first, start + len(before), _GENITIVE.sub("", before[first:]))


def _signer(text: str, start: int) -> Speaker | None:
    """The first official who signed below the points that begin at ``start``."""
    for first, line in told_lines(text, start):
        found = _SIGNATURE.fullmatch(line.strip()) if len(line.split()) <= _LONGEST_SIGNATURE else None
        if found is not None and _signs(found["office"]):
            begin = first + len(line) - len(line.lstrip())
            is_cell = "|" in line
            return _speaker(text, begin, begin + (found.end("office") if is_cell else found.end()))
    return None


def _signs(office: str) -> bool:
    """Whether the office is of one who decides; a secretary writes down what others decided."""
    first = office.split()[0].casefold()
    if any(first in words(language).clerks for language in _LANGUAGES):
        return False
    return russian_grammar.begins_with_actor(office, "nomn") or kazakh_grammar.ends_with_actor(
        office.strip(), "nominative"
    )


def _speaker(text: str, start: int, end: int) -> Speaker:
    said = text[start:end]
    start += len(said) - len(said.lstrip(_EDGES))
    named = said.strip(_EDGES)
    return Speaker(start, start + len(named), named)

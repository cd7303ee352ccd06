"""Find the instructions of an official text: orders, obligations and commitments, with their places."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from esep.reading import kazakh_roles, russian_roles
from esep.reading.candidate import Candidate
from esep.reading.clauses import Clause, clauses, end_of_instruction
from esep.reading.deadlines import Deadline, as_written, due_period, find_deadlines, term_period
from esep.reading.instruction import Instruction
from esep.reading.instruction_patterns import patterns, words
from esep.reading.sentence_language import TextLanguage, hide_names
from esep.reading.sentences import Sentence

_TERM_MARKS = " :–—-.;"


def find_instructions(
    text: str, sentences: Sequence[Sentence], reference: datetime.date | None = None
) -> list[Instruction]:
    """The instructions of ``text``, in order; ``sentences`` are those of :func:`split_sentences`.

    One for each addressee and action. A line «Срок: …» gives its term to the instructions right before it.
    ``reference`` is the day of the text: it fixes the year of «до 1 декабря».
    """
    found: list[Instruction] = []
    issuer: str | None = None
    for number, sentence in enumerate(sentences):
        if _begins(sentence, "term_line"):
            _give_term(found, sentences, number, reference)
        elif found and found[-1].rule == "order_task_set" and _begins(sentence, "namely"):
            found[-1] = _longer(found[-1], text, sentence, reference)
        else:
            for clause in clauses(sentence):
                instruction = _instruction(clause, sentence, issuer, reference)
                issuer = clause.speaker or issuer
                if instruction is not None:
                    issuer = instruction.issuer or issuer
                    found.append(instruction)
    return found


@cache
def _beginning(language: TextLanguage, kind: Literal["term_line", "namely"]) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(getattr(words(language), kind))})\b\s*", re.IGNORECASE)


def _begins(sentence: Sentence, kind: Literal["term_line", "namely"]) -> re.Match[str] | None:
    """Whether the sentence begins with words of a kind."""
    return _beginning(sentence.language, kind).match(sentence.text)


def _give_term(
    found: list[Instruction], sentences: Sequence[Sentence], number: int, reference: datetime.date | None
) -> None:
    """Give the term of a line «Срок: до 1 декабря» to the instructions of the sentence before it."""
    sentence = sentences[number]
    term = _begins(sentence, "term_line")
    written = sentence.text[term.end() :].strip(_TERM_MARKS) if term else ""
    if not written or not number:
        return
    due = term_period(written, sentence.language, reference)
    for place, instruction in enumerate(found):
        if instruction.start >= sentences[number - 1].start and instruction.deadline is None:
            found[place] = replace(instruction, deadline=written, due=due)


def _longer(
    instruction: Instruction, text: str, sentence: Sentence, reference: datetime.date | None
) -> Instruction:
    """The instruction with the list «Атап айтқанда, …» that follows it."""
    tasks = sentence.text.rstrip(".!;")
    end = sentence.start + len(tasks)
    longer = replace(instruction, end=end, quote=text[instruction.start : end], action=tasks)
    if instruction.deadline is not None:
        return longer
    deadlines = find_deadlines(sentence.text, sentence.language, reference)
    return replace(longer, deadline=as_written(sentence.text, deadlines), due=due_period(deadlines))


def _instruction(
    clause: Clause, sentence: Sentence, issuer: str | None, reference: datetime.date | None
) -> Instruction | None:
    hidden = hide_names(clause.text)
    for pattern in patterns(sentence.language):
        trigger = pattern.find.search(hidden)
        if trigger is None or (pattern.unless is not None and pattern.unless.search(hidden)):
            continue
        deadlines = find_deadlines(clause.text, sentence.language, reference)
        candidate = Candidate(pattern, trigger, clause, sentence)
        lacks_term = pattern.needs == "deadline" and not deadlines
        if not lacks_term and (sentence.language == "kk" or russian_roles.is_instruction(candidate)):
            return _made(candidate, deadlines, issuer)
    return None


def _made(candidate: Candidate, deadlines: Sequence[Deadline], issuer: str | None) -> Instruction:
    language, clause, pattern = candidate.sentence.language, candidate.clause, candidate.pattern
    end = end_of_instruction(clause.text, language, candidate.trigger.end())
    if language == "kk":
        begin = kazakh_roles.begin_of(candidate)
        addressee = kazakh_roles.addressee(candidate, begin)
        told_by = kazakh_roles.issuer(candidate, begin)
        action = kazakh_roles.action(candidate, begin)
    else:
        begin = russian_roles.begin_of(candidate)
        addressee = russian_roles.addressee(candidate, begin)
        told_by = russian_roles.issuer(candidate, begin)
        action = russian_roles.action(candidate, end)
    told_by = told_by or clause.speaker or issuer
    piece = clause.part(begin, end)
    return Instruction(
        start=piece.start,
        end=piece.end,
        quote=piece.text,
        type=pattern.type,
        issuer=(addressee or told_by) if pattern.type == "commitment" else told_by,
        addressee=addressee,
        action=action or piece.text,
        deadline=as_written(clause.text, deadlines),
        language=language,
        rule=pattern.name,
        due=due_period(deadlines),
    )

"""Find the instructions of an official text: orders, obligations and commitments, with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from esep.reading import kazakh_grammar, russian_grammar
from esep.reading.clauses import Clause, clauses, end_of_instruction, speaker_before, without_opening
from esep.reading.deadlines import deadline_in
from esep.reading.instruction import Instruction
from esep.reading.instruction_patterns import Pattern, patterns, words
from esep.reading.sentence_language import TextLanguage, hide_names
from esep.reading.sentences import Sentence

_FROM = re.compile(r"\s+от\s+", re.IGNORECASE)
_TERM_MARKS = " :–—-.;"
_NAMED = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w.-]*(?:\s+[«\"]?[\w.-]+[»\"]?){0,3}$")


@cache
def _beginning(
    language: TextLanguage, kind: Literal["term_line", "namely", "subordinate"]
) -> re.Pattern[str]:
    """A pattern of the words of a kind where a line or clause begins."""
    return re.compile(rf"\s*(?:{'|'.join(getattr(words(language), kind))})\b\s*", re.IGNORECASE)


def find_instructions(text: str, sentences: Sequence[Sentence]) -> list[Instruction]:
    """The instructions of ``text``, in order; ``sentences`` are those of :func:`split_sentences`.

    One for each addressee and action. A line «Срок: …» gives its term to the instructions right before it.
    """
    found: list[Instruction] = []
    issuer: str | None = None
    for number, sentence in enumerate(sentences):
        if _beginning(sentence.language, "term_line").match(sentence.text):
            _give_term(found, sentences, number)
            continue
        is_list = _beginning(sentence.language, "namely").match(sentence.text)
        if is_list and found and found[-1].rule == "order_task_set":
            found[-1] = _longer(found[-1], text, sentence)
            continue
        for clause in clauses(sentence):
            instruction = _instruction(clause, sentence, issuer)
            issuer = clause.speaker or issuer
            if instruction is not None:
                issuer = instruction.issuer or issuer
                found.append(instruction)
    return found


def _give_term(found: list[Instruction], sentences: Sequence[Sentence], number: int) -> None:
    """Give the term of a line «Срок: до 1 декабря» to the instructions of the sentence before it."""
    sentence = sentences[number]
    term = _beginning(sentence.language, "term_line").match(sentence.text)
    deadline = sentence.text[term.end() :].strip(_TERM_MARKS) if term else ""
    before = sentences[number - 1] if number else None
    for place, instruction in enumerate(found):
        if deadline and before and instruction.start >= before.start and instruction.deadline is None:
            found[place] = replace(instruction, deadline=deadline)


def _longer(instruction: Instruction, text: str, sentence: Sentence) -> Instruction:
    """The instruction with the list «Атап айтқанда, …» that follows it."""
    end = sentence.start + len(sentence.text.rstrip(".!;"))
    quote = text[instruction.start : end]
    deadline = instruction.deadline or deadline_in(sentence.text, sentence.language)
    return replace(instruction, end=end, quote=quote, action=sentence.text.rstrip(".!;"), deadline=deadline)


def _instruction(clause: Clause, sentence: Sentence, issuer: str | None) -> Instruction | None:
    hidden = hide_names(clause.text)
    for pattern in patterns(sentence.language):
        trigger = pattern.find.search(hidden)
        if trigger is None or (pattern.unless is not None and pattern.unless.search(hidden)):
            continue
        deadline = deadline_in(clause.text, sentence.language)
        if _has_what_it_needs(pattern, clause.text, trigger, deadline):
            return _made(pattern, trigger, clause, sentence, deadline, issuer)
    return None


def _has_what_it_needs(pattern: Pattern, text: str, trigger: re.Match[str], deadline: str | None) -> bool:
    if pattern.needs == "deadline":
        return deadline is not None
    if pattern.needs == "infinitive":
        return russian_grammar.has_infinitive(text)
    if pattern.needs == "imperative":
        return russian_grammar.is_imperative(text)
    if pattern.needs == "told_infinitive":
        return _is_told_infinitive(text, trigger)
    if pattern.needs == "task":
        return (
            trigger.end() < len(text) or russian_grammar.dative_phrase(text, 0, trigger.start()) is not None
        )
    return True


def _is_told_infinitive(text: str, trigger: re.Match[str]) -> bool:
    """Whether the clause is «Акимам районов обеспечить …»: a dative, then an infinitive, no verb between."""
    place = russian_grammar.dative_phrase(text, 0, len(text))
    if place is None or place[0] > trigger.end():
        return False
    for token in russian_grammar.tokens(text, place[1]):
        if russian_grammar.is_a(token.text, "INFN"):
            return not russian_grammar.has_finite_verb(text[: token.start])
    return False


def _made(
    pattern: Pattern,
    trigger: re.Match[str],
    clause: Clause,
    sentence: Sentence,
    deadline: str | None,
    issuer: str | None,
) -> Instruction:
    language: TextLanguage = sentence.language
    begin = _begin(clause.text, trigger, language)
    end = end_of_instruction(clause.text, language, trigger.end())
    piece = clause.part(begin, end)
    addressee = _addressee(pattern, trigger, clause, sentence, begin)
    told_by = _issuer(pattern, trigger, clause, language, begin) or clause.speaker or issuer
    if pattern.type == "commitment":
        told_by = addressee or told_by
    return Instruction(
        start=piece.start,
        end=piece.end,
        quote=piece.text,
        type=pattern.type,
        issuer=told_by,
        addressee=addressee,
        action=_action(pattern, trigger, clause, end, language) or piece.text,
        deadline=deadline,
        language=language,
        rule=pattern.name,
    )


def _begin(text: str, trigger: re.Match[str], language: TextLanguage) -> int:
    """Where the instruction begins: after the opening, in Russian also after a clause before it."""
    begin = without_opening(text, language)
    if language == "kk":
        return begin
    for comma in reversed([place for place in range(begin, trigger.start()) if text[place] == ","]):
        subordinate = _beginning("ru", "subordinate").match(text, comma + 1)
        start = subordinate.end() if subordinate else comma + 1
        between = text[start : trigger.start()]
        is_own = russian_grammar.subject_phrase(
            text, start, trigger.start()
        ) or russian_grammar.dative_phrase(text, start, trigger.start())
        if (is_own or subordinate or not between.strip()) and russian_grammar.has_finite_verb(
            text[begin:comma]
        ):
            return start
    return begin


def _addressee(
    pattern: Pattern, trigger: re.Match[str], clause: Clause, sentence: Sentence, begin: int
) -> str | None:
    if pattern.addressee == "none":
        return None
    if sentence.language == "kk":
        return _kazakh_addressee(pattern, trigger, clause.text, begin)
    return _russian_addressee(pattern, trigger, clause, sentence, begin)


def _russian_addressee(
    pattern: Pattern, trigger: re.Match[str], clause: Clause, sentence: Sentence, begin: int
) -> str | None:
    text = clause.text
    if pattern.addressee == "dative":
        after = (trigger.end(), _first_infinitive(text, trigger.end()))
        before = (begin, trigger.start())
        order = {
            "order": (after, before, (begin, len(text))),
            "obligation": (before, after, (trigger.end(), len(text))),
        }
        first = (begin, len(text)) if pattern.needs == "told_infinitive" else None
        for start, end in (first,) if first else order.get(pattern.type, (before,)):
            place = russian_grammar.dative_phrase(text, start, end)
            if place is not None:
                return russian_grammar.in_nominative(text[place[0] : place[1]])
        return _required_from(text, trigger.end()) if pattern.type == "order" else None
    place = russian_grammar.subject_phrase(text, begin, trigger.start())
    if place is not None:
        return text[place[0] : place[1]].strip()
    if pattern.type == "commitment":
        named = _NAMED.search(text, begin, trigger.start() - 1) if trigger.start() else None
        return named.group() if named else speaker_before(sentence)
    return None


def _required_from(text: str, start: int) -> str | None:
    """Of whom it is required: «потребовал от администраторов программ»."""
    found = _FROM.match(text, start)
    place = russian_grammar.genitive_phrase(text, found.end(), len(text)) if found else None
    return russian_grammar.in_nominative(text[place[0] : place[1]], "gent") if place else None


def _first_infinitive(text: str, start: int) -> int:
    places = (
        token.start
        for token in russian_grammar.tokens(text, start)
        if russian_grammar.is_a(token.text, "INFN")
    )
    return next(places, len(text))


def _kazakh_addressee(pattern: Pattern, trigger: re.Match[str], text: str, begin: int) -> str | None:
    if pattern.addressee == "dative":
        place = kazakh_grammar.dative_phrase(text, begin, trigger.end())
        return kazakh_grammar.in_nominative(text[place[0] : place[1]]) if place else None
    places = kazakh_grammar.subject_phrases(text, begin, trigger.end())
    if pattern.name == "obligation_must_said":
        places = places[1:] or ([] if _is_teller(text, trigger) else places)
    return text[places[-1][0] : places[-1][1]] if places else None


def _is_teller(text: str, trigger: re.Match[str]) -> bool:
    """Whether a verb of telling follows, whose subject is the one who tells."""
    return bool(text[trigger.end() :].strip(" .,;»"))


def _issuer(
    pattern: Pattern, trigger: re.Match[str], clause: Clause, language: TextLanguage, begin: int
) -> str | None:
    """Who tells, when the clause itself says so."""
    text = clause.text
    if language == "kk":
        return _kazakh_issuer(pattern, trigger, text, begin)
    if pattern.name in ("order_verb", "order_set_as_priority"):
        place = russian_grammar.subject_phrase(
            text, begin, trigger.start()
        ) or russian_grammar.subject_phrase(text, trigger.start(), len(text))
        return text[place[0] : place[1]] if place else None
    return None


def _kazakh_issuer(pattern: Pattern, trigger: re.Match[str], text: str, begin: int) -> str | None:
    if pattern.name in ("order_verb", "order_task_set") and trigger.group().endswith(
        words("kk").told_participles
    ):
        place = kazakh_grammar.genitive_phrase(text, begin, trigger.start())
        if place is not None:
            return text[place[0] : place[1]]
    if pattern.name in ("order_verb", "order_task_set", "obligation_must_said"):
        places = kazakh_grammar.subject_phrases(text, begin, trigger.start())
        return text[places[0][0] : places[0][1]] if places else None
    return None


def _action(
    pattern: Pattern, trigger: re.Match[str], clause: Clause, end: int, language: TextLanguage
) -> str:
    """What is to be done: in Russian from the infinitive on, in Kazakh up to the word that tells."""
    text = clause.text
    if language == "kk":
        return _kazakh_action(pattern, trigger, clause)
    if pattern.addressee == "subject" or pattern.name.startswith("commitment"):
        return clause.part(trigger.start(), end).text
    return clause.part(min(_first_infinitive(text, 0), end), end).text


def _kazakh_action(pattern: Pattern, trigger: re.Match[str], clause: Clause) -> str:
    text, begin = clause.text, without_opening(clause.text, "kk")
    if pattern.addressee == "dative":
        place = kazakh_grammar.dative_phrase(text, begin, trigger.start())
    else:
        place = next(reversed(kazakh_grammar.subject_phrases(text, begin, trigger.start())), None)
    keeps_verb = pattern.name in ("order_let_do", "commitment_coming_period")
    after = clause.part(place[1] if place else begin, trigger.end() if keeps_verb else trigger.start()).text
    return after or (clause.part(begin, place[0]).text if place else "")

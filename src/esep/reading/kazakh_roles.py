"""Who is told, who tells and what is to be done, in a Kazakh instruction."""

from __future__ import annotations

from esep.language import Case
from esep.reading.candidate import Candidate
from esep.reading.clauses import without_opening
from esep.reading.instruction_patterns import words
from esep.reading.kazakh_grammar import genitive_phrase, in_nominative, subject_phrases, told_phrase

_TELLS = ("order_verb", "order_task_set")
_SAID = "obligation_must_said"
_KEEPS_VERB = ("order_let_do", "commitment_coming_period")


def begin_of(candidate: Candidate) -> int:
    """Where the instruction begins in its clause: after an opening, or after what is said of the teller.

    «Қарқынға көңілі толмаған облыс әкімі … тапсырды» begins with «облыс әкімі».
    """
    text = candidate.text
    begin = without_opening(text, "kk")
    if candidate.pattern.name not in _TELLS:
        return begin
    tellers = subject_phrases(text, begin, candidate.trigger.start())
    is_described = tellers and text[begin : tellers[0][0]].rstrip().endswith(words("kk").participles)
    return tellers[0][0] if is_described else begin


def addressee(candidate: Candidate, begin: int) -> str | None:
    """Who must do it, in the nominative; None where the clause does not say."""
    text, end = candidate.text, candidate.trigger.end()
    if candidate.pattern.addressee == "none":
        return None
    if candidate.pattern.addressee == "dative":
        place = _told(candidate, begin)
        return in_nominative(text[place[0] : place[1]], _case(candidate)) if place else None
    places = subject_phrases(text, begin, end)
    if candidate.pattern.name == _SAID:
        places = places[1:] or ([] if _is_told_by_someone(candidate) else places)
    return text[places[-1][0] : places[-1][1]] if places else None


def _case(candidate: Candidate) -> Case:
    """The case of the one who is told: «мердігерлерден талап етті», else «мердігерлерге тапсырды»."""
    return "ablative" if candidate.trigger.group().lower().startswith("талап") else "dative"


def _told(candidate: Candidate, begin: int) -> tuple[int, int] | None:
    return told_phrase(candidate.text, begin, candidate.trigger.start(), _case(candidate))


def _is_told_by_someone(candidate: Candidate) -> bool:
    """Whether a verb of telling follows («керектігін айтты»), whose subject is the one who tells."""
    return bool(candidate.text[candidate.trigger.end() :].strip(" .,;»"))


def issuer(candidate: Candidate, begin: int) -> str | None:
    """Who tells, when the clause itself says so: «облыс әкімі … тапсырды», «басшының … тапсырғанын»."""
    text, trigger, name = candidate.text, candidate.trigger, candidate.pattern.name
    if name in _TELLS and trigger.group().endswith(words("kk").told_participles):
        place = genitive_phrase(text, begin, trigger.start())
        if place is not None:
            return text[place[0] : place[1]]
    if name in (*_TELLS, _SAID):
        places = subject_phrases(text, begin, trigger.start())
        return text[places[0][0] : places[0][1]] if places else None
    return None


def action(candidate: Candidate, begin: int) -> str:
    """What is to be done: the words between who is told and the word that tells, or those before both."""
    text, trigger, clause = candidate.text, candidate.trigger, candidate.clause
    if candidate.pattern.addressee == "dative":
        place = _told(candidate, begin)
    else:
        place = next(reversed(subject_phrases(text, begin, trigger.start())), None)
    end = trigger.end() if candidate.pattern.name in _KEEPS_VERB else trigger.start()
    after = clause.part(place[1] if place else begin, end).text
    return after or (clause.part(begin, place[0]).text if place else "")

"""Who is told, who tells and what is to be done, in a Kazakh instruction."""

from __future__ import annotations

import re

from esep.language import Case
from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.kazakh_called import (
    body_at_start,
    called_by_name,
    named_behind,
    named_in_dative,
    named_teller,
    told_before_colon,
)
from esep.reading.grammar.kazakh_grammar import (
    ends_with_actor,
    genitive_phrase,
    object_phrase,
    subject_phrases,
    told_phrase,
    vocative,
)
from esep.reading.grammar.kazakh_people import people_at_start, plural_at_start
from esep.reading.grammar.kazakh_predicates import (
    end_of_future,
    ends_own_clause,
    first_person_plural,
    has_future_end,
    is_done_by_nobody,
    is_passive,
    is_passive_duty,
)
from esep.reading.instructions.candidate import Candidate, Named
from esep.reading.instructions.clauses import without_opening
from esep.reading.instructions.deadlines import find_deadlines

_OWN_CLAUSE = re.compile(
    r"(?:[ыі]лды|[ыі]лді|лынды|лінді|дық|дік|тық|тік|жатыр|отыр|(?<!ғана )емес|жоқ|болды|берді|етті)"
    r"[»\"]?\s*,\s+"
    r"|(?:болса|болмаса|берсе|етсе)(?:\s+да|\s+де)?,\s+"
)
"""Ends a clause before the one that tells: «Су таусылды, құбырды ауыстыру керек»."""
_COMMA = re.compile(r",\s+(?!деп\b)")
_CONTRAST = re.compile(r"\w(?<![мпб][ае])(?:са|се)$")
"""Ends a clause that is set against the next: «былтыр 40 үй салынса, биыл 60 үй салынады»."""
_CONVERB = re.compile(r"\w[ыіае]п$")
_SO = re.compile(r"(?:сондықтан|алайда|бірақ|дегенмен)\b", re.IGNORECASE)
"""Begins a clause of its own."""
_OF_WHICH = re.compile(r"(?:оның|соның)\s+ішінде\s+", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[»\"]?$")
_SHORTEST_CLAUSE = 2
"""Spaces in a clause that has a subject and a verb."""


def is_instruction(candidate: Candidate) -> bool:
    """Whether the clause has what its pattern needs besides a term."""
    text, trigger = candidate.text, candidate.trigger
    match candidate.pattern.needs:
        case "future":
            return has_future_end(text[: end_of_future(text, trigger.start())])
        case "will":
            return has_future_end(text) and first_person_plural(text, len(text)) is not None
        case "subject":
            is_nobodys = is_done_by_nobody(text, trigger.end())
            return not is_nobodys and bool(subject_phrases(text, 0, trigger.start()))
        case "task":
            return _has_task(candidate)
    return True


def _has_task(candidate: Candidate) -> bool:
    """Whether it is said what was told: a verbal noun («аяқтауды», «сақтау») or «… туралы» stands before.

    «Есеп беру жиынында тапсырма берді» says nothing of the task.
    """
    text, trigger = candidate.text, candidate.trigger
    before = _BRACKET_LAST.sub("", text[: trigger.start()])
    if _NOUN_OF_TASK.match(trigger.group()):
        is_summary = _TASKS.match(trigger.group()) is not None and _told(candidate, 0) is None
        known = _TASKS_OF_NOUN[:1] + _TASKS_OF_NOUN[2:] if is_summary else _TASKS_OF_NOUN
        return any(pattern.search(before) for pattern in known)
    return any((word.endswith(_VERBAL_NOUN) and len(word) > 2) or word in _TOLD for word in before.split())


_BRACKET_LAST = re.compile(r"\([^()]*\)\s*$")
_NOUN_OF_TASK = re.compile(r"(?:тапсырма|нұсқау|міндет(?!те)|бұйрық)", re.IGNORECASE)
_TASKS = re.compile(r"(?:тапсырма|нұсқау|міндет)лар|міндеттер", re.IGNORECASE)
"""«су қоймаларын салуға қатысты тапсырмалар берді» says only what they are about."""
_TASKS_OF_NOUN = (
    re.compile(r"(?:[уү](?:ды|ді|ға|ге)|юді|юды|юге|юға)\b"),
    re.compile(r"(?:[уү]|ю)(?:ы|і)?\s+(?:туралы|жөнінде|бойынша|қатысты)\b"),
    re.compile(r"(?:[уү]|ю)\s*$"),
    re.compile(r"\b(?:керек|қажет|тиіс)(?:тігін?|екенін)?\b"),
)


_VERBAL_NOUN = tuple(
    vowel + ending
    for vowel in "уүю"
    for ending in ("", "ды", "ді", "ын", "ін", "ға", "ге", "дың", "дің", "дан", "ден", ",", "ды,", "ді,")
)
_TOLD = frozenset(
    word + ending
    for word in ("керек", "қажет", "тиіс", "туралы", "жөнінде", "қатысты")
    for ending in ("", "тігін", "екенін", ",")
)


def begin_of(candidate: Candidate) -> int:
    """Where the instruction begins in its clause: after an opening, or after what is said of the teller.

    «Қарқынға көңілі толмаған облыс әкімі … тапсырды» begins with «облыс әкімі», what «министр … берілетінін
    айтты» promises begins behind the minister.
    """
    text = candidate.text
    begin = without_opening(text, "kk")
    if not candidate.pattern.tells:
        end = end_of(candidate) or candidate.trigger.start()
        for found in _OWN_CLAUSE.finditer(text, begin, end):
            begin = found.end()
        return _after_own_clauses(candidate, begin)
    tellers = subject_phrases(text, begin, candidate.trigger.start())
    if candidate.pattern.type == "commitment":
        return named_behind(text, tellers[0][1], candidate.trigger.start()) if tellers else begin
    is_described = tellers and text[begin : tellers[0][0]].rstrip().endswith(words("kk").participles)
    return tellers[0][0] if is_described else begin


def _after_own_clauses(candidate: Candidate, begin: int) -> int:
    """Past the clauses before that of the verb: «Алты пункт ескі үйде орналасқан, төртеуі көшеді»."""
    text = candidate.text
    end = candidate.trigger.start() if candidate.pattern.needs != "future" else end_of_future(text, begin)
    first = begin
    for comma in _COMMA.finditer(text, begin, end):
        if _SO.match(text, comma.end()):
            begin = comma.end()
            continue
        before = _WORD_BEFORE.search(text, begin, comma.start())
        if before is None:
            continue
        if not ends_own_clause(before.group(1).lower()):
            is_plan = candidate.pattern.type == "commitment"
            behind = _set_against(text, first, comma, before.group(1), end) if is_plan else None
            begin = begin if behind is None else behind
        elif (
            text.count(" ", begin, comma.start()) >= _SHORTEST_CLAUSE
            and text.count(" ", comma.end(), end) > 1
        ):
            begin = comma.end()
    return begin


def _set_against(text: str, first: int, comma: re.Match[str], word: str, end: int) -> int | None:
    """Where the clause begins, with its own term, that one with another time or figure stands before.

    «былтыр 40 үй салынса, биыл 60 үй салу жоспарланған», «12 нысан салынып, оның ішінде биыл 3-еуін беру …».
    """
    own = _OF_WHICH.match(text, comma.end(), end)
    begin = own.end() if own is not None else comma.end()
    is_against = _CONTRAST.search(word) is not None
    if not is_against and (
        _CONVERB.search(word) is None or _FIGURE.search(text, first, comma.start()) is None
    ):
        return None
    terms = find_deadlines(text, "kk", of_plan=True)
    if not any(one.start == begin for one in terms):
        return None
    is_shared = own is None and bool(subject_phrases(text, first, comma.start()))
    is_dated = any(first <= one.start < comma.start() for one in terms)
    return begin if is_against or not (is_shared or is_dated) else None


def end_of(candidate: Candidate) -> int | None:
    """Where the instruction ends when its verb is not what its pattern finds; None where it is."""
    if candidate.pattern.needs == "will":
        return len(candidate.text)
    if candidate.pattern.needs != "future":
        return None
    return end_of_future(candidate.text, candidate.trigger.start())


def addressee(candidate: Candidate, begin: int) -> Named | None:
    """Who must do it, with the name in brackets behind it; None where the clause does not say."""
    named = _addressee(candidate, begin)
    bracket = _NAME_IN_BRACKETS.match(candidate.text, named.end) if named is not None else None
    return named if named is None or bracket is None else Named(named.start, bracket.end(), named.case)


_BIG = "[А-ЯӘҒҚҢӨҰҮҺІ]"
_NAME_IN_BRACKETS = re.compile(
    rf"\s*\((?:(?:{_BIG}\.\s?){{1,2}}{_BIG}[\w-]+|{_BIG}[\w-]+(?:\s{_BIG}[\w.-]+){{0,2}})\)"
)
"""«басқармасы (А. Ахметов)»: who answers for the body."""


def _addressee(candidate: Candidate, begin: int) -> Named | None:
    text, pattern = candidate.text, candidate.pattern
    end = end_of(candidate) or candidate.trigger.end()
    if pattern.addressee == "none":
        if pattern.type != "order":
            return None
        till = candidate.trigger.start()
        called = vocative(text, begin, till) or called_by_name(text, begin, till)
        told = None if called else told_before_colon(text, begin, candidate.trigger.start())
        if told is not None:
            return Named(*told, "dative")
        return Named(*called, "nominative") if called else None
    if pattern.addressee == "we":
        return Named(candidate.trigger.start(), candidate.trigger.end(), "we")
    if pattern.addressee == "dative":
        place = _told(candidate, begin)
        if place is None and pattern.tells and _OWED.search(text, begin, candidate.trigger.start()):
            owing = subject_phrases(text, begin, candidate.trigger.start())[1:]
            return Named(*owing[0], "nominative") if owing else None
        if place is None:
            place = named_in_dative(text, begin, candidate.trigger.start())
        if place is None and not pattern.tells:
            called = called_by_name(text, begin, candidate.trigger.start())
            return Named(*called, "nominative") if called else None
        return Named(*place, _case(candidate)) if place else None
    return _subject(candidate, begin, end)


def _subject(candidate: Candidate, begin: int, end: int) -> Named | None:
    """Who must do it, where that stands in the nominative, or before a colon: «әкімге: … керек»."""
    text, pattern = candidate.text, candidate.pattern
    if candidate.trigger.group().lower() == _LET_BE_WARNED:
        told = told_phrase(text, begin, candidate.trigger.start(), "dative")
        return Named(*told, "dative") if told is not None else None
    if pattern.type == "commitment":
        own = first_person_plural(text, end)
        if own is not None:
            return Named(*own, "we")
    if pattern.type == "commitment" and is_passive(text, end):
        return None
    before = told_before_colon(text, begin, candidate.trigger.start())
    noted = _NOTED.search(text, begin, candidate.trigger.start())
    whose = told_phrase(text, begin, noted.start(), "genitive") if noted is not None else None
    if whose is not None:
        return Named(*whose, "genitive")
    if before is not None and pattern.type != "commitment":
        return Named(*before, "dative")
    called = called_by_name(text, begin, end) if pattern.name == "obligation_must" else None
    if called is not None:
        return Named(*called, "nominative")
    places = subject_phrases(text, begin, end)
    if pattern.name == "obligation_must_said":
        told = told_phrase(text, begin, candidate.trigger.start(), "dative")
        places = places[1:] or ([] if _is_told_by_someone(candidate) else places)
        if not places and told is not None:
            return Named(*told, "dative")
    if not places and pattern.type == "commitment":
        people = people_at_start(text, begin, end)
        return Named(*people, "nominative") if people else None
    if not places:
        body = body_at_start(text, begin, candidate.trigger) if pattern.name == "obligation_must" else None
        if body is not None:
            return Named(*body, "dative")
        plural = plural_at_start(text, begin, end)
        return Named(*plural, "nominative") if plural else None
    if not places or (pattern.type == "obligation" and is_passive_duty(candidate.trigger.group())):
        return None
    is_let = _LET_BE_DONE.search(candidate.trigger.group()) is not None
    if is_let and text[begin : places[-1][0]].strip():
        return None  # «аудан кәсіпорындары үшін квота белгіленсін» tells nobody, «басқармасы … етілсін» does
    if pattern.type == "order" and places[-1][0] > begin:
        return Named(_first_of_list(text, begin, places[-1][0]), places[-1][1], "nominative")
    return Named(*places[-1], "nominative")


def _first_of_list(text: str, begin: int, last: int) -> int:
    """Where the list begins of which the last offices begin at ``last``; itself where none stands before.

    Each part before a comma ends with an office: «әкімнің орынбасарлары, аппарат басшысы, … қызметкерлері».
    """
    parts = text[begin:last].split(",")[:-1]
    if not parts or not all(_is_office(part) for part in parts):
        return last
    return begin + len(text[begin:last]) - len(text[begin:last].lstrip())


def _is_office(part: str) -> bool:
    return ends_with_actor(part, "nominative") or part.strip().lower() in words("kk").plain


_OWED = re.compile(r"\b\w+(?:[уү]|ю)(?:ы|і)\s+(?:керек|қажет|тиіс)")
"""«әкім басқарма мәселені шешуі керек екенін жүктеді»: who is told stands in the nominative."""


_NOTED = re.compile(r"\s+назарына\s*:", re.IGNORECASE)
"""«Аудан әкімінің назарына: … қабылдасын»."""
_IMPERATIVE = "order_imperative"
_LET_BE_WARNED = "ескертілсін"
_LET_BE_DONE = re.compile(r"(?:[ыі]л|[ыі]н|л[ае]н|д[ае]л|т[ае]л)с[ыі]н$")


def _case(candidate: Candidate) -> Case:
    """The case of the one who is told: «мердігерлерден талап етті», else «мердігерлерге тапсырды»."""
    return "ablative" if candidate.trigger.group().lower().startswith("талап") else "dative"


def _told(candidate: Candidate, begin: int) -> tuple[int, int] | None:
    text, end = candidate.text, candidate.trigger.start()
    told = told_phrase(text, begin, end, _case(candidate))
    if told is not None and _is_recipient(text, begin, told, end):
        return None
    is_place = told is not None and _ONE_PLACE.search(text, *told) is not None
    return None if is_place and _GIVEN.search(text, begin, end) else told


def _is_recipient(text: str, begin: int, told: tuple[int, int], end: int) -> bool:
    """Whether a thing is given to the body: «тізімін орталыққа беру», not «басқармаға тізімін беру»."""
    return _HANDED.match(text, told[1], end) is not None and _THING.search(text, begin, told[0]) is not None


_HANDED = re.compile(r"\s+(?:беру|жолдау|ұсыну|енгізу|жіберу|жеткізу|өткізу)(?:ді)?\s")
_THING = re.compile(r"\w(?:ын|ін|ды|ді|ты|ті|ны|ні)\s+(?:[^\W\d]+\s+){0,3}$")
"""What is handed stands before the one who gets it, in the accusative."""
_ONE_PLACE = re.compile(r"(?:өңірге|өңіріне|облысқа|облысына)$", re.IGNORECASE)
_GIVEN = re.compile(r"\b(?:бөлу|беру|көрсету|жеткізу|жіберу|тарту)(?:ді)?\s*$")
"""«Торғай өңіріне қаражат бөлуді тапсырды»: the region gets it, and is not told."""


def ours(text: str) -> Named | None:
    """We, where the last verb says that we act: «3 мектеп саламыз»."""
    own = first_person_plural(text, len(text))
    return Named(*own, "we") if own is not None else None


def _is_told_by_someone(candidate: Candidate) -> bool:
    """Whether a verb of telling follows («керектігін айтты»), whose subject is the one who tells."""
    return bool(candidate.text[candidate.trigger.end() :].strip(" .,;»"))


def issuer(candidate: Candidate, begin: int) -> Named | None:
    """Who tells, when the clause itself says so: «облыс әкімі … тапсырды», «басшының … тапсырғанын»."""
    text, trigger, pattern = candidate.text, candidate.trigger, candidate.pattern
    if pattern.tells and trigger.group().endswith(words("kk").told_participles):
        place = genitive_phrase(text, begin, trigger.start())
        if place is not None:
            return Named(*place, "genitive")
    if pattern.name == _IMPERATIVE:
        told = told_before_colon(text, begin, trigger.start())
        teller = subject_phrases(text, begin, told[0])[:1] if told is not None else []
        if told is None or not teller:
            return None
        return Named(teller[0][0], named_behind(text, teller[0][1], told[0]), "nominative")
    if not pattern.tells:
        return None
    if pattern.type == "commitment":
        begin = without_opening(text, "kk")  # what he promises begins behind him
    places = subject_phrases(text, begin, trigger.start())
    named = named_teller(text, begin, trigger.start())
    if named is not None and (not places or named[1] <= places[0][0]):
        return Named(*named, "nominative")
    if not places:
        return None
    start, end = places[0]
    return Named(start, named_behind(text, end, trigger.start()), "nominative")


def action(candidate: Candidate, begin: int) -> tuple[int, int]:
    """What is to be done: the words between who is told and the word that tells, or those before both."""
    text, trigger = candidate.text, candidate.trigger
    if candidate.pattern.addressee == "we":
        return trigger.end(), len(text)
    if candidate.pattern.addressee == "dative":
        place = _told(candidate, begin)
    else:
        place = next(reversed(subject_phrases(text, begin, trigger.start())), None)
    end = trigger.end() if candidate.pattern.keeps_verb else trigger.start()
    end = end_of(candidate) or end
    start = place[1] if place else begin
    noted = _NOTED.search(text, begin, trigger.start())
    start = noted.end() if noted is not None else start
    told = told_before_colon(text, begin, trigger.start()) if candidate.pattern.name == _IMPERATIVE else None
    start = told[1] if told is not None else start  # «әкім басшыға «… бітіріңіз» деп ескертті»
    if _NOUN_OF_TASK.match(trigger.group()):
        about = _ABOUT.search(text, start, end)
        end = about.start() if about is not None else end
    if text[start:end].strip(" ,–—-:"):
        return start, end
    return (begin, place[0]) if place else (begin, begin)


_ABOUT = re.compile(
    r"\s+(?:(?:туралы|жөнінде|бойынша)\s+)?(?:(?:нақты|бірқатар|тиісті|жаңа|арнайы)\s+)*$", re.IGNORECASE
)
"""«беру жөнінде нақты (тапсырма берді)»: not part of what must be done."""


def object_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What is acted on: the noun in the accusative before the last verb of the action."""
    return object_phrase(text, start, end)

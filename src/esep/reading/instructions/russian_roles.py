"""Who is told, who tells and what is to be done, in a Russian instruction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.russian_grammar import (
    Token,
    accusative_phrase,
    dative_phrase,
    first_finite_verb,
    genitive_phrase,
    has_future,
    has_infinitive,
    infinitives,
    instrumental_phrase,
    is_a,
    is_acronym,
    is_future,
    is_imperative,
    is_infinitive,
    is_likeliest,
    own_future,
    subject_phrase,
    tokens,
)
from esep.reading.instructions.candidate import Candidate, Named
from esep.reading.instructions.clauses import without_opening
from esep.reading.instructions.deadlines import find_deadlines

_MOST_CLAUSES = 20
"""Clauses before an instruction in its sentence that are looked at."""
_MOST_WORDS_BEFORE_TOLD = 8
_FROM = re.compile(r"\s+(?:\w+\s+){0,2}?от\s+", re.IGNORECASE)
_BEFORE_WHOM = re.compile(r"\bперед\s+", re.IGNORECASE)
_ENDS = frozenset('.!?…;:»"”)')
_DONE_BY_SELF = ("займ", "возьм", "обрат", "встрет", "собер", "добь", "постара", "присоедин", "подключ")
_REQUIRES = "потребова"
_OWN_ORDER = "order_first_person"
_CALLED = re.compile(
    r"[«\"–— ]*([А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+\s+[А-ЯЁӘҒҚҢӨҰҮҺІ]\w+(?:вич|вна|ұлы|қызы|улы|кызы)),\s*$"
)
"""«Асан Усенович, поручаю Вам …»: who is spoken to by name and patronymic."""
_LAID_ON = "order_control"
_NAMED = re.compile(r"(?:[A-ZА-ЯЁ]{2,}[\w-]*|[A-Z][\w.&-]*)(?:\s+[«\"A-Z][\w.-]*[»\"]?){0,3}$")
_ABOUT = re.compile(
    r"\b(?:по|о|об|обо|чтобы|на|относительно|касательно|в части|связанн\w+|касающ\w+|направленн\w+)\s",
    re.IGNORECASE,
)
_ABOUT_WITHIN = 60
"""Characters after «дал поручения» within which «по …» says what about."""
_NOUN_OF_TASK = re.compile(r"\b(?:поручени|задани|указани|задач)\w*", re.IGNORECASE)


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
        case "named_infinitive":
            return _named_with_infinitive(candidate) is not None
        case "told":
            first = _first_infinitive(text, 0)
            return first < len(text) and dative_phrase(text, 0, first) is not None
        case "banned":
            return has_infinitive(text) and dative_phrase(text, 0, _last_infinitive(text)) is not None
        case "future":
            return has_future(text)
        case "statement":
            return text_ends(candidate.sentence.text) or bool(find_deadlines(text, "ru"))
        case "will":
            return own_future(text) is not None
        case "task":
            return _has_task(candidate)
        case "object":
            return trigger.end() < len(text) or dative_phrase(text, 0, trigger.start()) is not None
    return True


def text_ends(sentence: str) -> bool:
    """Whether a sentence ends with a mark; a heading does not: «Пункты пропуска будут реконструированы»."""
    return sentence.rstrip()[-1:] in _ENDS


def _has_task(candidate: Candidate) -> bool:
    """Whether it is said what was told: «дал поручение усилить контроль», not «дал ряд поручений»."""
    text, trigger = candidate.text, candidate.trigger
    if has_infinitive(text):
        return True
    if _NOUN_OF_TASK.search(trigger.group()):
        return _ABOUT.search(text, trigger.end(), trigger.end() + _ABOUT_WITHIN) is not None
    return trigger.end() < len(text)


def _is_told_infinitive(candidate: Candidate) -> bool:
    """Whether the clause is «Акимам районов обеспечить …»: a dative, then an infinitive, no verb between."""
    text = candidate.text
    found = infinitives(text)
    if not found:
        return False
    place = dative_phrase(text, 0, found[0])
    if place is None or len(text[: place[0]].split()) > _MOST_WORDS_BEFORE_TOLD:
        return False
    return first_finite_verb(text, 0, found[0]) is None


def _named_with_infinitive(candidate: Candidate) -> tuple[int, int] | None:
    """Who begins a sentence that has no verb but an infinitive: «Отдел ЖКХ – до пятницы вывезти мусор».

    Between both stand a term or how it is done, and a dash; a colon in a point with a number alone, for
    «Аким района: построить мост» is what he says.
    """
    text = candidate.text
    begin = without_opening(text, "ru")
    if candidate.clause.start != candidate.sentence.start:
        return None
    first = _first_infinitive(text, begin)
    named = subject_phrase(text, begin, first) if first < len(text) else None
    if named is None or text[begin : named[0]].strip() or first_finite_verb(text, begin, first) is not None:
        return None
    named = named[0], _end_of_list(text, named[1], first)
    between = _HOW.sub(" ", text[named[1] : first])
    for term in find_deadlines(between, "ru"):
        between = between[: term.start] + " " * (term.end - term.start) + between[term.end :]
    marks = "–—-:" if begin and text[:begin].strip()[:1].isdigit() else "–—-"
    return None if between.strip(f" {marks}") else named


def _end_of_list(text: str, end: int, limit: int) -> int:
    """Where a list of offices ends of which the first ends at ``end``; participles between are theirs.

    «заместитель акима, руководители органов, финансируемых из бюджета, сотрудники аппарата».
    """
    last = tokens(text, 0, end)[-1].text
    if is_a(last, "PRTF") and "," in text[end:limit]:
        end = text.index(",", end, limit)
    while (comma := _COMMA.match(text, end, limit)) is not None:
        other = subject_phrase(text, comma.end(), limit)
        word = next(iter(tokens(text, comma.end(), limit)), None)
        if other is not None and other[0] == comma.end():
            end = other[1]
        elif word is not None and is_a(word.text, "PRTF") and "," in text[comma.end() : limit]:
            end = text.index(",", comma.end(), limit)
        else:
            break
    return end


_COMMA = re.compile(r"\s*,\s*")


_HOW = re.compile(r"\bв\s+(?:\w+\s+){1,3}порядке\b|\bне\s*$|\([^()]*\)", re.IGNORECASE)


def _last_infinitive(text: str) -> int:
    return infinitives(text)[-1]


def _first_infinitive(text: str, start: int) -> int:
    return next(iter(infinitives(text, start)), len(text))


@cache
def _subordinate() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(words('ru').subordinate)})\b\s*", re.IGNORECASE)


def begin_of(candidate: Candidate) -> int:
    """Where the instruction begins in its clause: after an opening, and after a clause before its own."""
    text, end = candidate.text, candidate.trigger.start()
    begin = without_opening(text, "ru")
    if candidate.pattern.needs == "future":
        begin = _after_own_clauses(text, begin)
    verb = first_finite_verb(text, begin, end)
    if verb is None:
        return _after_gerund(text, begin, end) if candidate.pattern.tells else begin
    commas = [place for place in range(verb, end) if text[place] == ","]
    for comma in reversed(commas[-_MOST_CLAUSES:]):
        subordinate = _subordinate().match(text, comma + 1)
        start = subordinate.end() if subordinate else comma + 1
        is_need = candidate.pattern.needs == "infinitive" and first_finite_verb(text, start, end) is None
        if is_need or subordinate or not text[start:end].strip() or _stands_alone(text, start, end):
            return start
    return begin


def _after_gerund(text: str, begin: int, end: int) -> int:
    """Past «Заслушав доклад руководителя отдела Усеновой, (аким поручил …)»."""
    first = next(iter(tokens(text, begin, end)), None)
    if first is None or not is_likeliest(first.text.lower(), "GRND"):
        return begin
    for place in (place for place in range(begin, end) if text[place] == ","):
        subject = subject_phrase(text, place + 1, end)
        if subject is not None and not text[place + 1 : subject[0]].strip():
            return place + 1
    return begin


def _after_own_clauses(text: str, begin: int) -> int:
    """Past what is or was done, before what will be: «900 метров уложено, остальное дозаложат к пятнице»."""
    starts = [begin, *(mark.end() for mark in _BETWEEN_CLAUSES.finditer(text, begin))]
    terms = find_deadlines(text, "ru", of_plan=True)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        is_dated = any(start <= one.start < end for one in terms)
        if not is_dated or not any(is_future(one.text) for one in tokens(text, start, end)):
            continue
        is_own = first_finite_verb(text, begin, start) is not None
        return start if is_own and _DEPENDENT.search(text, begin, start) is None else begin
    return begin


_BETWEEN_CLAUSES = re.compile(r"[,:]\s+")
_DEPENDENT = re.compile(r"\b(?:котор\w+|если|когда|чтобы|как|что|где)\b", re.IGNORECASE)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what follows a comma is a clause of its own: it names who acts, or says when and no more."""
    if first_finite_verb(text, start, end) is not None:
        return False
    return _names_actor(text, start, end) or bool(find_deadlines(text[start:end], "ru"))


def _names_actor(text: str, start: int, end: int) -> bool:
    return subject_phrase(text, start, end) is not None or dative_phrase(text, start, end) is not None


def addressee(candidate: Candidate, begin: int) -> Named | None:
    """Who must do it; None where the clause does not say."""
    kind = candidate.pattern.addressee
    if kind == "accusative" or candidate.trigger.group().lower() == "прошу":
        first = _first_infinitive(candidate.text, candidate.trigger.end())
        return _named(accusative_phrase(candidate.text, candidate.trigger.end(), first), "accs")
    if kind == "none":
        return _agent(candidate, begin) if candidate.pattern.type == "commitment" else None
    if kind == "we":
        return Named(candidate.trigger.start(), candidate.trigger.end(), "we")
    return _told(candidate, begin) if kind == "dative" else _subject(candidate, begin)


def _agent(candidate: Candidate, begin: int) -> Named | None:
    """«Комитетом дорог планируется модернизация»: by whom it will be done."""
    place = instrumental_phrase(candidate.text, begin, len(candidate.text))
    head = (
        next((one for one in tokens(candidate.text, *place) if is_a(one.text, "NOUN")), None)
        if place
        else None
    )
    return None if head is not None and is_a(head.text, "nomn") else _named(place, "ablt")


def _named(place: tuple[int, int] | None, case: str) -> Named | None:
    return Named(*place, case) if place else None


def _told(candidate: Candidate, begin: int) -> Named | None:
    text, trigger = candidate.text, candidate.trigger
    before = (begin, trigger.start())
    after = (trigger.end(), _first_infinitive(text, trigger.end()))
    rest = (trigger.end(), len(text))
    if candidate.pattern.needs == "told_infinitive":
        spans = [(begin, len(text))]
    elif candidate.pattern.type == "order":
        spans = [after, before, rest] if after[1] == len(text) else [after, before]
    else:
        spans = [before, after]
    if candidate.pattern.name == _LAID_ON:
        return _named(accusative_phrase(text, trigger.end(), len(text)), "accs")
    if _NOUN_OF_TASK.search(trigger.group()):
        spans.insert(1, (trigger.start(), trigger.end()))
    required = _required_from(candidate) if trigger.group().lower().startswith(_REQUIRES) else None
    if required is not None:
        return required
    for start, end in spans:
        place = dative_phrase(text, start, end)
        if place is not None:
            return Named(*place, "datv")
    if trigger.group().lower().startswith("обяз"):
        return _named(accusative_phrase(text, *after), "accs")
    if candidate.pattern.name == _OWN_ORDER:
        called = _CALLED.match(text, begin, trigger.start())
        if called is not None:
            return Named(*called.span(1), "nomn")
    return _required_from(candidate) or _set_before(candidate) or _told_last(candidate, rest)


def _told_last(candidate: Candidate, rest: tuple[int, int]) -> Named | None:
    """«необходимо усилить работу администраторам программ»: a dative that the infinitive does not govern."""
    if candidate.pattern.type == "order":
        return None
    place = dative_phrase(candidate.text, *rest)
    if place is None or is_acronym(next(iter(tokens(candidate.text, *place))).text):
        return None  # An acronym has one form for all cases.
    if _GIVEN.search(candidate.text, rest[0], place[0]) is not None:
        return None
    return Named(*place, "datv")


_GIVEN = re.compile(
    r"\b(?:удел|оказ|помо[гч]|помог|содейств|способств|предостав|представ|дать|дава|выдел|переда|направ|отправ|сообщ|докла"
    r"|долож|подчин|предлож|верн|присво|соответств|следова|препятств|поруч|рекоменд|объясн|разъясн|выда|выпла|возме)\w*",
    re.IGNORECASE,
)
"""«уделить внимание региону»: verbs whose dative is given something, and told nothing."""


def _required_from(candidate: Candidate) -> Named | None:
    """Of whom it is required: «потребовал от администраторов программ»."""
    found = _FROM.match(candidate.text, candidate.trigger.end())
    return (
        _named(genitive_phrase(candidate.text, found.end(), len(candidate.text)), "gent") if found else None
    )


def _set_before(candidate: Candidate) -> Named | None:
    """Before whom a task is set: «перед акимами поставлена задача»."""
    found = _BEFORE_WHOM.search(candidate.text)
    end = len(candidate.text)
    return _named(instrumental_phrase(candidate.text, found.end(), end), "ablt") if found else None


def _subject(candidate: Candidate, begin: int) -> Named | None:
    text, end = candidate.text, candidate.trigger.start()
    if candidate.pattern.needs == "named_infinitive":
        place = _named_with_infinitive(candidate)
        is_undeclined = place is not None and text[place[0] : end].lower().startswith(_UNDECLINED)
        return _named(place, "datv" if is_undeclined else "nomn")
    if candidate.pattern.needs in ("future", "will"):
        own = own_future(text)
        if own is None and (_happens(text, begin) or _GETS.search(text, begin)):
            return None
        verb = first_finite_verb(text, begin)
        place = _who_acts(text, begin, verb) if verb is not None else None
        return Named(*own, "we") if own else _named(place, "nomn")
    place = _who_acts(text, begin, end)
    if place is not None or candidate.pattern.type != "commitment":
        return _named(place, "nomn")
    named = _NAMED.search(text, begin, max(end - 1, begin))
    return Named(named.start(), named.end(), "nomn") if named else None


_UNDECLINED = ("и.о", "врио", "вр.и.о")


def ours(text: str) -> Named | None:
    """We, where a verb says that we shall act: «построим 3 школы»."""
    return _named(own_future(text), "we")


def _who_acts(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """The first subject that is not set off by a colon: «Асан Усенов: к 2029 году сёла должны …» he says."""
    place = subject_phrase(text, begin, end)
    is_set_off = place is not None and text[place[1] :].lstrip().startswith(":")
    return subject_phrase(text, place[1], end) if place is not None and is_set_off else place


_GETS = re.compile(r"\bполуч(?:ит|ат)\b", re.IGNORECASE)
"""«каждый фермер получит компенсацию»: he who gets something does nothing."""


def _happens(text: str, begin: int) -> bool:
    """«школа откроется в сентябре»: a reflexive verb of what happens to a thing; somebody «займётся»."""
    verb = first_finite_verb(text, begin)
    word = next(iter(tokens(text, verb)), None) if verb is not None else None
    return word is not None and word.text.endswith("тся") and not word.text.startswith(_DONE_BY_SELF)


def issuer(candidate: Candidate, begin: int) -> Named | None:
    """Who tells, when the clause itself says so: «Аким области поручил», «… поручил аким»."""
    text, trigger = candidate.text, candidate.trigger
    if not candidate.pattern.tells or is_infinitive(trigger.group().lower()):
        return None  # «Рекомендовать ТОО «Жылу» …»: an order of nobody named
    place = subject_phrase(text, begin, trigger.start()) or named_alone(text, begin, trigger.start())
    if place is None and candidate.pattern.name != _LAID_ON:
        place = subject_phrase(text, trigger.start(), len(text))
    return _named(place, "nomn")


def named_alone(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of a name that is all that stands there: «Касым-Жомарт Усенов поручил …»."""
    found = _FULL_NAME.fullmatch(text, start, end)
    return found.span(1) if found is not None else None


_FULL_NAME = re.compile(
    r"\s*((?:[А-ЯЁӘҒҚҢӨҰҮҺІ](?:[\w-]+|\.)\s*){1,2}\s[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+)(?:\s+также)?\s*"
)


def action(candidate: Candidate, end: int) -> tuple[int, int]:
    """What is to be done: from the infinitive on, or from the verb that pledges or obliges."""
    text, trigger, pattern = candidate.text, candidate.trigger, candidate.pattern
    if pattern.needs in ("future", "will"):
        return without_opening(text, "ru"), end
    if (pattern.addressee == "subject" and pattern.type != "order") or pattern.type == "commitment":
        begin = _begin_of_passive(candidate)
        return _with_denial(text, trigger.start()) if begin is None else begin, end
    if pattern.needs == "banned":
        return trigger.start(), end
    is_last = _first_infinitive(text, trigger.end()) >= len(text)
    if trigger.group().lower() in _DENIES and is_last and _first_infinitive(text, 0) < trigger.start():
        return _with_denial(text, _first_infinitive(text, 0)), end  # «больше откладывать нельзя»
    if trigger.group().lower() in _DENIES:
        return _with_denial(text, trigger.start()), end
    if pattern.type == "obligation" and (acted_on := _object_before(candidate)) is not None:
        return acted_on, end
    if pattern.name == _LAID_ON and trigger["of_what"] is None:
        return without_opening(text, "ru"), trigger.start()
    if pattern.name == _LAID_ON:
        return trigger.span("of_what")
    if "of_what" in trigger.re.groupindex:
        return trigger.start("of_what"), end
    after = _first_infinitive(text, trigger.end())
    is_first = pattern.needs == "told_infinitive" and dative_phrase(text, 0, trigger.start()) is not None
    if pattern.needs == "named_infinitive":
        after = _first_infinitive(text, 0)
    if is_first:
        after = trigger.start()  # «акиму обеспечить контроль и представлять отчёт»: the first of its tasks
    if (
        after < end
        and pattern.name == _NEED
        and (begin := _how_before(text, trigger.end(), after)) is not None
    ):
        return begin, end
    if after < end:
        return _with_denial(text, after), end
    before = _first_infinitive(text, 0)
    if before >= len(text) and _NOUN_OF_TASK.search(trigger.group()) and text[trigger.end() : end].strip():
        return trigger.end(), end  # «даны поручения по ремонту дорог»
    told_last = before < trigger.start()
    return _with_denial(text, min(before, end)), trigger.start() if told_last else end


_NEED = "obligation_need"
_MOST_WORDS_OF_HOW = 8
_LEADING = re.compile(r"\s*(?:(?:также|только|ещё|еще|тоже|сегодня|сейчас|теперь|прежде\s+всего)\s+)*")


def _how_before(text: str, start: int, end: int) -> int | None:
    """Where «(нужно) на контроле держать» begins: how it must be done, when nobody is told there."""
    between = text[start:end]
    if (
        "," in between
        or len(between.split()) > _MOST_WORDS_OF_HOW
        or dative_phrase(text, start, end) is not None
    ):
        return None
    leading = _LEADING.match(text, start, end)
    return leading.end() if leading is not None else start


def _begin_of_passive(candidate: Candidate) -> int | None:
    """Where «обучение будет ликвидировано» begins; None where it is told who acts.

    «Построено 4, ещё 5 планируется построить» begins behind the comma.
    """
    text, begin, end = candidate.text, begin_of(candidate), candidate.trigger.start()
    if addressee(candidate, begin) is not None:
        return None
    first = next(iter(tokens(text, begin)), None)
    opens_with_verb = first is not None and first_finite_verb(first.text.lower()) is not None
    if opens_with_verb or first_finite_verb(text, begin, end) is not None:
        comma = text.rfind(",", begin, end)
        is_own = comma >= 0 and first_finite_verb(text, comma, end) is None
        return comma + 1 if is_own else None
    return begin


def _object_before(candidate: Candidate) -> int | None:
    """Where «эту проблему необходимо решить» begins: what is acted on stands before, and nobody is told."""
    text, end = candidate.text, candidate.trigger.start()
    begin = max(begin_of(candidate), text.rfind(",", 0, end) + 1)
    begin += max((one.end for one in find_deadlines(text[begin:end], "ru")), default=0)
    if _ON_CONTROL.match(text, begin, end) and addressee(candidate, begin) is None:
        return begin
    found = tokens(text, begin, end)
    has_object = any(is_a(one.text, "NOUN", "accs") for one in found)
    is_free = has_object and not any(is_a(one.text, "PREP") for one in found)
    return begin if is_free and addressee(candidate, begin) is None else None


_ON_CONTROL = re.compile(r"\s*на\s+(?:\w+\s+){0,2}?контрол[ье]\b", re.IGNORECASE)
"""«На особый контроль необходимо взять …»: what must be done begins before the need."""
_DENIES = ("нельзя", "недопустимо")
_NO_WAY = frozenset(
    ["также", "только", "уже", "ещё", "еще", "тоже", "сегодня", "сейчас", "теперь", "поэтому"]
)
"""Adverbs that do not say how something is done."""
_NOT = re.compile(r"\bне\s+$", re.IGNORECASE)


def _with_denial(text: str, start: int) -> int:
    """Where the «не» or the adverb before a verb begins: «не допускать», «регулярно проверять»."""
    denial = _NOT.search(text, max(0, start - 5), start)
    start = denial.start() if denial else start
    before = tokens(text, 0, start)[-1:]
    if not before or not is_likeliest(before[0].text, "ADVB", "COMP") or before[0].text.lower() in _NO_WAY:
        return start
    return start if is_a(before[0].text, "PRED") else before[0].start


def object_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What is acted on: the noun right after the first infinitive, in the accusative, with its tail."""
    first = _first_infinitive(text, start)
    found = tokens(text, first, end)[1:]
    head = next((place for place, token in enumerate(found) if not _precedes_object(token.text)), None)
    if head is None or not _is_accusative_noun(found[head].text):
        return None
    last = head
    while (following := _next_of_tail(found, last + 1)) is not None:
        last = following
    return found[0].start if head else found[head].start, found[last].end


def _precedes_object(word: str) -> bool:
    return is_a(word, "ADJF", "accs") or is_a(word, "PRTF", "accs")


def _is_accusative_noun(word: str) -> bool:
    return is_a(word, "NOUN", "accs")


def _next_of_tail(found: Sequence[Token], place: int) -> int | None:
    """The next word of an object, its number aside: «замену 23,6 км сетей»; None where it ends."""
    while place < len(found) and (found[place].text[0].isdigit() or found[place].text in _OF_NUMBERS):
        place += 1
    return place if place < len(found) and _is_tail(found[place].text) else None


_OF_NUMBERS = (",", ".", "%")


def _is_tail(word: str) -> bool:
    return any(is_a(word, kind, "gent") for kind in ("NOUN", "ADJF", "PRTF"))

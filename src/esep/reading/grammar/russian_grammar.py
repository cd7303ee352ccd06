"""Who is told and who must, in a Russian clause: noun phrases by case, put in the nominative."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from esep.language.remembered import Remembered
from esep.language.russian import analyser, is_far
from esep.reading.grammar.instruction_words import words

_TOKEN = re.compile(r"([^\W_]+(?:[-.][^\W_]+)*|[^\w\s])")
_FINITE = ("VERB", "PRTS", "PRED")
_OPENERS = '«"“('
_LEAST_SCORE = 0.05
_LIKELY_THING = 0.25
"""From this probability on, a noun that can name a living being is taken for a thing."""
_INFINITIVE = re.compile(r"\b\w+(?:ть|ти|чь)(?:ся|сь)?\b")
_MOST_WORDS_BEFORE_IMPERATIVE = 5
ACRONYM = re.compile(r"[А-ЯЁ]{2,7}")
"""Capital letters alone."""
_MINISTRY = "Мин"
"""Begins the short name of a ministry: «Минтруду», «Минпромстрою»."""


class Token(NamedTuple):
    """A word or a mark, and its place in the clause; a tuple, because tuples are made fastest."""

    text: str
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of ``text[start:end]``."""
    stop = len(text) if end is None else end
    known, starts = _tokens(text)
    found = known[bisect_left(starts, start) : bisect_left(starts, stop)]
    return found[:-1] if found and found[-1].end > stop else found


@lru_cache(maxsize=32)
def _tokens(text: str) -> tuple[list[Token], list[int]]:
    """The tokens and where each begins; remembered for a while: a clause is asked for many of its pieces."""
    found: list[Token] = []
    at, pieces = 0, iter(_TOKEN.split(text))
    # Gaps and tokens come in turn, which costs half of what a match object for each token does.
    for gap, piece in zip(pieces, pieces):  # noqa: B905 - the last gap has no token
        start = at + len(gap)
        at = start + len(piece)
        found.append(_new(Token, (piece, start, at)))
    return found, [token.start for token in found]


_new = tuple.__new__
"""Makes a token in half the time of its own constructor."""


@lru_cache(maxsize=50_000)
def readings_of(word: str) -> tuple[Any, ...]:
    """The likely readings of a word, in small letters: capitals tell the analyser only of initials."""
    small = word.lower()
    return readings_of(small) if len(word) > 1 and small != word else _likely(word)


def _likely(word: str) -> tuple[Any, ...]:
    if is_far(word):
        return ()
    found = [parse for parse in analyser().parse(word) if parse.score >= _LEAST_SCORE]
    return tuple(found)


@lru_cache(maxsize=200_000)
def is_a(word: str, *grammemes: str) -> bool:
    """Whether some likely reading of ``word`` has all the ``grammemes``."""
    wanted = set(grammemes)
    return any(wanted <= parse.tag.grammemes for parse in readings_of(word))


@lru_cache(maxsize=50_000)
def is_likeliest(word: str, *parts: str) -> bool:
    """Whether the likeliest reading of ``word`` is one of the ``parts`` of speech."""
    return any(parse.tag.POS in parts for parse in readings_of(word)[:1])


@lru_cache(maxsize=20_000)
def is_living(word: str) -> bool:
    """Whether a noun names living beings: «клиентов», and not «мешков», which a thing is as likely."""
    nouns = [parse for parse in readings_of(word) if "NOUN" in parse.tag.grammemes]
    things = {
        living.normal_form: sum(
            parse.score
            for parse in nouns
            if parse.normal_form == living.normal_form and "anim" not in parse.tag.grammemes
        )
        for living in nouns
        if "anim" in living.tag.grammemes
    }
    return any(score < _LIKELY_THING for score in things.values())


@lru_cache(maxsize=50_000)
def is_infinitive(word: str) -> bool:
    """Whether a word form is an infinitive."""
    return word.endswith(("ть", "ти", "ться", "тись", "чь")) and word != "есть" and is_a(word, "INFN")


def infinitives(text: str, start: int = 0, end: int | None = None) -> tuple[int, ...]:
    """Where infinitives stand in ``text[start:end]``."""
    known = _infinitives(text)
    last = len(known) if end is None else bisect_left(known, end)
    return known[bisect_left(known, start) : last]


@lru_cache(maxsize=32)
def _infinitives(text: str) -> tuple[int, ...]:
    found = _INFINITIVE.finditer(text)
    return tuple(one.start() for one in found if one[0] != "есть" and is_a(one[0], "INFN"))


def has_infinitive(text: str) -> bool:
    """Whether an infinitive stands in ``text``."""
    return bool(infinitives(text))


def has_future(text: str) -> bool:
    """Whether a verb in the future, other than a bare «будет», stands in ``text``."""
    return any(_FUTURE[token.text] for token in tokens(text))


def _is_future(word: str) -> bool:
    readings = [parse for parse in readings_of(word) if {"VERB", "futr"} <= parse.tag.grammemes]
    if not readings or readings[0].normal_form in words("ru").not_future:
        return False
    is_likeliest = readings[0] is readings_of(word)[0]
    is_both = readings[0].normal_form.endswith(
        "овать"
    )  # «реализуют»: one verb for both, of which a term tells
    presents = [parse for parse in readings_of(word) if "pres" in parse.tag.grammemes]
    if not is_both and any(parse.score >= readings[0].score for parse in presents):
        return False  # «проводим» is oftener what is done
    is_present = "pres" in readings_of(word)[0].tag.grammemes
    return is_likeliest or (not is_present and {"1per", "plur"} <= readings[0].tag.grammemes)


_FUTURE = Remembered(_is_future)


def is_future(word: str) -> bool:
    """Whether ``word`` is a verb in the future, other than a bare «будет»."""
    return _FUTURE[word]


def own_future(text: str) -> tuple[int, int] | None:
    """The place of a future verb of the first person plural: «закроем» says that we will."""
    future = (one for one in tokens(text) if _FUTURE[one.text])
    return next(
        ((one.start, one.end) for one in future if is_a(one.text, "VERB", "futr", "1per", "plur")), None
    )


def is_imperative(text: str) -> bool:
    """Whether ``text`` is an order in the polite form («Обеспечьте», «Вопрос держите на контроле»)."""
    for token in [token for token in tokens(text) if token.text.isalpha()][:_MOST_WORDS_BEFORE_IMPERATIVE]:
        if token.text.lower() == "прошу":
            return has_infinitive(text)
        if is_a(token.text, "impr", "plur") and not is_a(token.text, "NOUN"):
            return True
        if _PREDICATE[token.text] or (is_a(token.text, "CONJ") and token.text != "же"):
            return False
    return False


def first_finite_verb(text: str, start: int = 0, end: int | None = None) -> int | None:
    """Where the first predicate of ``text[start:end]`` stands in ``text``; None when it has none."""
    return next((token.start for token in tokens(text, start, end) if _PREDICATE[token.text]), None)


def _is_predicate(word: str) -> bool:
    parses = readings_of(word)
    return bool(parses) and parses[0].tag.POS in _FINITE and not word[0].isupper()


_PREDICATE = Remembered(_is_predicate)


@lru_cache(maxsize=50_000)
def is_acronym(word: str) -> bool:
    """Whether ``word`` is an acronym that can name a body: «МВД», not «ЖКХ» and not «РЕШИЛ»."""
    if not ACRONYM.fullmatch(word) or word.lower() in words("ru").not_bodies:
        return False
    return any("Abbr" in parse.tag.grammemes or not parse.is_known for parse in readings_of(word)[:1])


@lru_cache(maxsize=100_000)
def _is_actor(word: str, case: str) -> bool:
    known = words("ru")
    if is_acronym(word) or (case == "nomn" and word.lower() in known.undeclined):
        return True
    for parse in readings_of(word):
        if case in parse.tag.grammemes and parse.normal_form not in known.helped:
            is_living = parse.tag.POS == "NOUN" and "anim" in parse.tag.grammemes and not is_a(word, "Geox")
            is_living = is_living and not (word.islower() and "Surn" in parse.tag.grammemes)
            is_ministry = "Orgn" in parse.tag.grammemes and word.startswith(_MINISTRY)
            if parse.normal_form in known.actors or is_living or is_ministry:
                return True
    return False


def dative_phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the first office or person in the dative within ``text[start:end]``."""
    return _actor_phrase(text, start, end, "datv")


def subject_phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the first office or person in the nominative within ``text[start:end]``."""
    return _actor_phrase(text, start, end, "nomn")


_SAYS_WHO = frozenset(["словам", "данным", "мнению", "сообщению", "поручению", "инициативе"])
"""Behind «по»: the words up to the comma name who says it, not who acts."""


def _actor_phrase(text: str, start: int, end: int, case: str) -> tuple[int, int] | None:
    found = tokens(text, start, end)
    heads = _heads(case)
    if not any(heads[token.text] for token in found):
        return None
    governed = told_by = by_dative = governed_name = False
    depth = 0
    for index, token in enumerate(found):
        word = _WORDS[token.text]
        depth = max(0, depth + word.depth)  # The «)» of «1)» closes nothing.
        if word.says_who and governed:
            told_by = True
        elif token.text in (",", "и") and governed_name and _is_name(found, index + 1):
            governed = True  # «на улицах Омарова, Казыбаева и Абая»
        elif token.text == ",":
            told_by = governed = False
        elif told_by and _is_subject_alone(token.text, case):
            first = _first_of(found, index, case)
            return found[first].start, _end_of(found, index, case)
        elif told_by:
            continue
        elif word.governs:
            governed = True
            by_dative = token.text.lower() in words("ru").governing
        elif word.is_noun:
            if case == "nomn" and _is_attribute(found, index):
                governed_name = token.text[0].isupper()
                continue
            if governed and case == "datv" and not by_dative and _is_dative_alone(token.text):
                governed = False  # «В соответствии с этим акиматам …»: «с» governs no dative
            if not governed and not depth and (_is_actor(token.text, case) or _opens(found, index, case)):
                first = _first_of(found, index, case)
                return found[first].start, _end_of(found, index, case)
            governed_name = governed and token.text[0].isupper()
            governed = governed and not is_a(token.text, "NOUN")
        elif word.ends_government:
            governed = False
    return None


@lru_cache(maxsize=50_000)
def _is_subject_alone(word: str, case: str) -> bool:
    """Whether an office can only be who acts: «По поручению акима Асанова акимы районов должны …»."""
    if case != "nomn" or not word.islower() or is_a(word, "Surn"):
        return False
    offices = [parse.tag.grammemes for parse in readings_of(word)]
    offices = [tags for tags in offices if "Name" not in tags or {"plur", case} <= tags]
    is_owner = any("gent" in tags for tags in offices)
    return not is_owner and any(case in tags for tags in offices) and _is_actor(word, case)


@lru_cache(maxsize=50_000)
def _is_dative_alone(word: str) -> bool:
    """Whether ``word`` can stand in no case but the dative: «акиматам», not «комиссии»."""
    if word.endswith(("ам", "ям")):
        return True
    readings = readings_of(word)
    return bool(readings) and all("datv" in parse.tag.grammemes for parse in readings)


def _is_name(found: Sequence[Token], index: int) -> bool:
    return index < len(found) and found[index].text[0].isupper()


class _Word(NamedTuple):
    """What a word or mark is to the phrases around it.

    ``governs``: a preposition, whose noun names no one by itself; ``ends_government``: a word that is neither
    a noun nor an adjective; ``depth``: 1 where a bracket or quotation opens, -1 where one closes;
    ``says_who``: behind «по» it begins the name of who says it.
    """

    governs: bool
    is_noun: bool
    ends_government: bool
    depth: int
    says_who: bool


def _word(text: str) -> _Word:
    small = text.lower()
    known = words("ru")
    is_office = small in known.actors or small in known.undeclined or is_acronym(text)
    return _Word(
        governs=is_a(text, "PREP") and small not in ("и", "а"),
        is_noun=is_a(text, "NOUN") or is_a(text, "NPRO") or is_office,
        ends_government=not is_a(text, "ADJF") and text.isalpha(),
        depth=(text in "«(") - (text in "»)"),
        says_who=small in _SAYS_WHO,
    )


_WORDS = Remembered(_word)


def may_be_told(word: str) -> bool:
    """Whether ``word`` (in small letters) can name in the dative who is told: a word, a name, an acronym."""
    return _is_actor(word.capitalize(), "datv") or is_acronym(word.upper())


@cache
def _heads(case: str) -> Remembered[bool]:
    """Whether a word can name who acts or is told in ``case``; most clauses have none."""

    def is_head(word: str) -> bool:
        is_plural = case == "nomn" and _WORDS[word].is_noun and _is_plural_actor(word)
        return is_plural or _is_actor(word, case)

    return Remembered(is_head)


def _is_attribute(found: Sequence[Token], index: int) -> bool:
    """«поручения Главы государства»: what may be a genitive right behind a noun belongs to it."""
    if not index or not is_a(found[index - 1].text, "NOUN"):
        return False
    if not is_a(found[index - 1].text, "NOUN", "anim") and is_a(found[index].text, "Surn", "gent"):
        return True  # «в переулке Казыбаева»
    return is_a(found[index].text, "NOUN", "gent", "sing") and is_a(found[index].text, "NOUN", "nomn", "plur")


def _opens(found: Sequence[Token], index: int, case: str) -> bool:
    """«Крестьянские хозяйства намерены»: several bodies whose form is oftener a genitive of one."""
    if case != "nomn" or not _is_plural_actor(found[index].text):
        return False
    return index == 0 or is_a(found[index - 1].text, "ADJF", "nomn", "plur")


@lru_cache(maxsize=20_000)
def _is_plural_actor(word: str) -> bool:
    known = words("ru").actors
    readings = analyser().parse(word)
    return any(p.normal_form in known and {"nomn", "plur"} <= p.tag.grammemes for p in readings)


def _first_of(found: Sequence[Token], index: int, case: str) -> int:
    while index and (is_a(found[index - 1].text, "ADJF", case) or is_a(found[index - 1].text, "PRTF", case)):
        if case == "datv" and index > 1 and _WORDS[found[index - 2].text].governs:
            break  # «с этим районным акиматам»: «этим» is not theirs
        index -= 1
    is_pair = index > 1 and found[index - 1].text == "и" and is_a(found[index].text, "ADJF", case)
    if is_pair and is_a(found[index - 2].text, "ADJF", case) and not is_a(found[index - 2].text, "NOUN"):
        return index - 2  # «центральные и местные органы»
    return index


def _end_of(found: Sequence[Token], head: int, case: str) -> int:
    """Where the phrase ends that ``head`` begins: its genitives, names, list members and brackets."""
    end, index = found[head].end, head + 1
    while index < len(found):
        token = found[index]
        if token.text == "." and found[index - 1].text.lower() in words("ru").undeclined:
            end = token.end
        elif token.text in _OPENERS:
            index = _closing(found, index)
            end = found[min(index, len(found) - 1)].end
        elif _joins(found, index):
            pass
        elif token.text == "№":
            index = _last_number(found, index)
            end = found[index].end
        elif (same := _same_person(found, index, case)) is not None:
            return _end_of(found, same, case)
        elif (other := _next_of_list(found, index, case)) is not None:
            return _end_of(found, other, case)
        elif case != "nomn" and _is_chief(token.text):
            break  # «министру экономики Н. Асанову Глава Правительства поручил»
        elif _is_initial(found, index) or _is_short_place(found, index):
            index += 1
            end = found[index].end
        elif _goes_on(token.text):
            end = token.end
        else:
            break
        index += 1
    return end


def _last_number(found: Sequence[Token], index: int) -> int:
    """Where the numbers of «школ № 4, 7, 12» end."""
    last = index
    while last + 1 < len(found) and found[last + 1].text.isdecimal():
        last += 1
        if last + 2 < len(found) and found[last + 1].text in (",", "и") and found[last + 2].text.isdecimal():
            last += 1
    return last


def _same_person(found: Sequence[Token], index: int, case: str) -> int | None:
    """The other office of one man: «Заместителя Премьер-Министра – Министра экономики Асанова»."""
    if found[index].text not in "–—-" or index + 1 >= len(found) or case == "nomn":
        return None
    other = found[index + 1].text
    is_office = other[0].isupper() and is_a(other, "NOUN", "anim", case) and not is_a(other, "Surn")
    return index + 1 if is_office and not is_a(other, "nomn") else None


_CHIEFS = frozenset(
    ["глава", "председатель", "премьер-министр", "президент", "министр", "аким", "руководитель"]
)


@lru_cache(maxsize=50_000)
def _is_chief(word: str) -> bool:
    """Whether ``word`` is the nominative of an office whose holder tells others."""
    return any(p.normal_form in _CHIEFS and {"nomn", "sing"} <= p.tag.grammemes for p in readings_of(word))


def _is_initial(found: Sequence[Token], index: int) -> bool:
    """Whether capital letters with a full stop stand here: «Асанову К.», «Асанову К.М.»."""
    letter = found[index].text
    is_capital = letter.isupper() and len(letter.replace(".", "")) <= 2 and letter[1:2] in ("", ".")
    return is_capital and index + 1 < len(found) and found[index + 1].text == "."


_SHORT_PLACES = frozenset(["г", "гг", "с", "п", "пос", "обл"])


def _is_short_place(found: Sequence[Token], index: int) -> bool:
    """Whether «г.» of «акиму г. Тараз» stands here."""
    if found[index].text not in _SHORT_PLACES or index + 2 >= len(found):
        return False
    return found[index + 1].text == "." and found[index + 2].text[0].isupper()


def _next_of_list(found: Sequence[Token], index: int, case: str) -> int | None:
    """The next office or person of a list in the same case: «министр финансов и министр экономики»."""
    if found[index].text.lower() not in (",", "и"):
        return None
    index += 1
    while index < len(found) and is_a(found[index].text, "ADJF", case):
        index += 1
    return index if index < len(found) and _is_actor(found[index].text, case) else None


def _joins(found: Sequence[Token], index: int) -> bool:
    """Whether ``found[index]`` joins more to the phrase: a list, «управление по …», «совместно с …»."""
    small = found[index].text.lower()
    if small in (",", "и"):
        following = index + 1
        return following < len(found) and (
            _goes_on(found[following].text) or _is_short_place(found, following)
        )
    if small == "по" and index + 1 < len(found) and found[index + 1].text.lower() in words("ru").causes:
        return False  # «поручения акима по итогам объезда»
    return small in ("по", "совместно") or (small == "с" and found[index - 1].text == "совместно")


def _closing(found: Sequence[Token], index: int) -> int:
    depth, last = 0, len(found)
    for place in range(index, len(found)):
        mark = found[place].text
        depth += (mark in "«“(") or (mark == '"' and place == index)
        depth -= (mark in "»”)") or (mark == '"' and place != index)
        if depth <= 0:
            return place
        last = place if mark in "»”" else last
    return last  # «НК «Жол»: one mark closes both


@lru_cache(maxsize=50_000)
def _goes_on(word: str) -> bool:
    if not word[0].isalpha() or word.lower() in words("ru").stops:
        return False
    parses = readings_of(word)
    if not parses or word[0].isupper():
        return not any(parse.tag.POS in ("INFN", "GRND") for parse in parses)
    if any(parse.tag.POS in ("INFN", "GRND", "ADVB", "VERB", "PRTS", "PRED") for parse in parses[:1]):
        return False
    return any(parse.tag.grammemes & {"gent", "datv", "ablt"} for parse in parses)


def begins_with_actor(phrase: str, case: str) -> bool:
    """Whether ``phrase`` begins with an office or official in ``case``, adjectives before it aside."""
    for token in tokens(phrase):
        if _is_actor(token.text, case):
            return True
        if not is_a(token.text, "ADJF", case):
            return False
    return False


def genitive_phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the first office or person in the genitive within ``text[start:end]``."""
    return _actor_phrase(text, start, end, "gent")


def instrumental_phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the first office or person in the instrumental within ``text[start:end]``."""
    return _actor_phrase(text, start, end, "ablt")


def accusative_phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the first office or person in the accusative within ``text[start:end]``."""
    return _actor_phrase(text, start, end, "accs")

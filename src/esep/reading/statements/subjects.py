"""The subject of a number: the noun before it, in its clause or its heading, that names what is counted."""

from __future__ import annotations

from collections.abc import Sequence

from esep.language import Token, UnitMatch, is_measure, match_unit
from esep.reading.grammar.counted_words import noun_unit
from esep.reading.grammar.kazakh_phrases import may_be_counted, noun_case
from esep.reading.grammar.morphology import is_people, russian_word
from esep.reading.grammar.russian_phrases import is_animal, names_person
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.sentences.passage import Draft, Passage
from esep.reading.statements.rows import is_item
from esep.reading.statements.unit_words import unit_words

NAME_REACH = 12
"""Tokens before a number in which «количество» names what it counts."""
_SHORTEST_NOUN = 3
"""Letters that a noun outside the table of units has at least, to be a subject."""
_SEPARATORS = frozenset([",", ";", "(", ")", ":"])
_JOINS = (",", "и", "және", "мен", "–", "—", "-")
_SUBJECT_REACH = 14
_CASES_OF_SUBJECT = (None, "nominative", "genitive", "accusative")
_ACCOUNT = frozenset(["счет", "счёт"])
_AT_THE_COST = "есебінен"
_NUMBER = frozenset(["саны", "санының"])
_BEFORE_BRACKETS = frozenset("(%")
_PEOPLE = ("ғандар", "гендер", "қандар", "кендер", "атындар", "етіндер")
_GENITIVE_PLURALS = ("лардың", "лердің", "дардың", "дердің", "тардың", "тердің")
_PARTICIPLES = frozenset(
    [
        *("учащихся", "обучающихся", "работающих", "служащих", "госслужащих", "нуждающихся", "пострадавших"),
        *(
            "погибших",
            "раненых",
            "проживающих",
            "занимающихся",
            "родившихся",
            "умерших",
            "прибывших",
            "выбывших",
        ),
    ]
)
"""Participles that name people by themselves: «школ – 3, учащихся – 1 148»."""
_NO_LABELS = ("percent", "direction", "issue", "times", "share")
"""Units of which no number stands behind a colon: «2-бағыт: 1», «5 процентов: 640»."""
_POINTING = ("бұлардың", "олардың", "солардың", "осылардың")


def subject_of(draft: Draft) -> UnitMatch | None:
    """The last unit named before the number in its clause, when it is not itself a figure's noun."""
    passage = draft.passage
    if draft.bracket is not None:
        return _number_of(draft) or _of_places(draft)
    tokens, language = passage.tokens, passage.sentence.language
    best: UnitMatch | None = None
    first = clause_start(passage, draft)
    # «мектептердің 85 пайызы немесе 340-ы»: some of them are counted, and no percent
    before = (q.end for q in reversed(passage.quantities) if q.end <= draft.start)
    share_before = next(before, None) if language == "kk" and draft.quantity.possessive else None
    at, paid = first, _paid_from(tokens, first, draft.first)
    while at < draft.first:
        hidden = at in paid or any(start <= tokens[at].start < end for start, end in passage.masked)
        hidden = hidden or tokens[at].end == share_before
        found = None if hidden else _counted_at(tokens, at, language)
        if found is not None and found.last <= draft.first and len(tokens[at].text) > 2:
            best, at = found, found.last
        else:
            at += 1
    if best is not None and is_labelled(draft) and (is_measure(best.code) or best.code in _NO_LABELS):
        return None
    return best or _number_of(draft) or (_who_are_told(draft) if language == "kk" else None)


def _paid_from(tokens: Sequence[Token], first: int, last: int) -> range:
    """«за счет средств организаций – 296», «ұйымдар есебінен – 296»: who pays, and not what is counted."""
    for at in range(first, last):
        if tokens[at].key in _ACCOUNT and at and tokens[at - 1].key == "за":
            return range(at, last)
        if tokens[at].key == _AT_THE_COST:
            return range(first, at)
    return range(0)


def _who_are_told(draft: Draft) -> UnitMatch | None:
    """«Жұмыспен қамтылғандар – 329,7 мың», «оқығандар саны 214»: a participle in the plural names people."""
    tokens, at = draft.passage.tokens, draft.first - 1
    at -= is_item(draft)
    at -= at > 0 and tokens[at].key in unit_words().their_number
    return UnitMatch("person", at, at + 1) if at >= 0 and tokens[at].key.endswith(_PEOPLE) else None


def heading_of(draft: Draft) -> tuple[UnitMatch, Passage] | None:
    """«Аяқталған жобалар: Талғар – 41, ...»: what the words before the colon name, for the first item.

    The items of a list on lines of their own stand below the sentence with the colon; that sentence is told.
    """
    passage = draft.passage
    tokens, until = passage.tokens, draft.number
    colon = next((at for at in range(draft.first - 1, -1, -1) if tokens[at].text == ":"), None)
    if colon is None and passage.lead is not None:
        passage = passage.lead
        tokens = passage.tokens
        until = colon = len(tokens) - 1
    if colon is None or not is_item(draft) or any(t.kind == "number" for t in tokens[:until]):
        return None
    for at in range(colon - 1, max(-1, colon - NAME_REACH), -1):
        found = _counted_to(tokens, at, passage.sentence.language)
        if found is not None and not is_measure(found.code):
            return found, passage
        if tokens[at].key.endswith(_PEOPLE):
            return UnitMatch("person", at, at + 1), passage
    return None


def owner_of(draft: Draft, before: Sequence[Draft]) -> Token | None:
    """«Мердігерлердің 14-іне ескерту жасалды»: a noun in the genitive plural, outside the table of units.

    So is what «саны» tells the number of.
    What the figure before counts («31 медпункт. Медпункттердің алтауы») and «бұлардың» point back to it.
    """
    passage, at = draft.passage, draft.first - 1
    if passage.sentence.language != "kk" or at < 0:
        return None
    if not draft.quantity.possessive:
        return _counted_by_number(draft)
    token = passage.tokens[at]
    points_back = token.key in _POINTING or (
        before and before[-1].noun and token.key.startswith(before[-1].noun.lower())
    )
    is_noun = token.key.endswith(_GENITIVE_PLURALS) and may_be_counted(token.key) and not points_back
    return token if is_noun and match_unit(passage.tokens, at, "kk") is None else None


def _counted_by_number(draft: Draft) -> Token | None:
    """«Қылмыс саны азайды (1 204-тен 1 035-ке дейін)»: what «саны» is of, outside the table of units."""
    tokens = draft.passage.tokens
    if draft.quantity.form != "digits" or draft.passage.keys.isdisjoint(_NUMBER):
        return None
    for at in range(draft.first - 1, max(0, draft.first - NAME_REACH), -1):
        if tokens[at].key in _NUMBER and tokens[at - 1].kind == "word":
            is_known = match_unit(tokens, at - 1, "kk") or noun_unit(tokens[at - 1].key, "kk")
            is_name = not is_known and not tokens[at - 1].key.endswith(_PEOPLE)
            return tokens[at - 1] if is_name and may_be_counted(tokens[at - 1].key) else None
        is_within = draft.bracket is not None and tokens[at].text in _BEFORE_BRACKETS
        is_percent = tokens[at].kind == "number" and tokens[at + 1].text == "%"
        if tokens[at].kind != "word" and not (is_within or is_percent or tokens[at].text == "-"):
            return None
    return None


def _number_of(draft: Draft) -> UnitMatch | None:
    """«Количество семей, состоящих в очереди, составляет 6 317»: the subject stands before a comma."""
    tokens, language = draft.passage.tokens, draft.passage.sentence.language
    for at in range(draft.first - 1, -1, -1):
        if tokens[at].kind == "number" and (draft.bracket is None or tokens[at + 1].text != "%"):
            return None
        if tokens[at].key in unit_words().number_of and language == "ru":
            near = range(at + 1, min(at + 4, draft.first))
            named = next((m for n in near if (m := _counted_at(tokens, n, language)) is not None), None)
            return named or _told_people(tokens, at + 1)
        if tokens[at].key in unit_words().their_number and language == "kk" and at:
            tries = (_counted_at(tokens, n, language) for n in (at - 2, at - 1) if n >= 0)
            return next((found for found in tries if found is not None and found.last == at), None)
    return None


def _of_places(draft: Draft) -> UnitMatch | None:
    """«Ең аз жұмыс орны Қызылорда (9,6 мың), Ақмола (10,3 мың) облыстарында ашылған»: the subject of both.

    Alone in its brackets stands each number, with a multiplier, behind a name; no number stands outside.
    """
    tokens, opening = draft.passage.tokens, draft.bracket
    is_alone = opening == draft.first - 1 and draft.last < len(tokens) and tokens[draft.last].text == ")"
    if opening is None or not opening or not is_alone or draft.after_number == draft.number + 1:
        return None
    end = next((at for at in range(opening) if tokens[at].kind == "number"), opening)
    is_row = end == opening or draft.passage.bracket_of(end) == end - 1
    if not is_row or (tokens[opening - 1].text.islower() and not _is_where(tokens, opening - 1)):
        return None
    for at in range(end - 1, -1, -1):
        found = _counted_to(tokens, at, draft.passage.sentence.language)
        if found is not None and not is_measure(found.code) and found.code not in _NO_LABELS:
            return found
    return None


def _is_where(tokens: Sequence[Token], at: int) -> bool:
    """«Алматы облысында», «в Алматинской области»: the word of a level behind a name."""
    return at > 0 and not tokens[at - 1].text.islower() and tokens[at - 1].kind == "word"


def _told_people(tokens: Sequence[Token], at: int) -> UnitMatch | None:
    """«Число занятых – 329,7 тыс.»: a participle of people without a noun behind it."""
    if at + 1 >= len(tokens) or not tokens[at].key.startswith(unit_words().told_people):
        return None
    behind = russian_word(tokens[at + 1].text) if tokens[at + 1].kind == "word" else None
    is_narrowing = behind is not None and (behind.adjective or behind.noun) and not behind.is_verb
    is_within = tokens[at + 1].key in unit_words().prepositions
    return UnitMatch("person", at, at + 1) if not is_narrowing or is_within else None


def _counted_to(tokens: Sequence[Token], at: int, language: TextLanguage) -> UnitMatch | None:
    """What the words that end with token ``at`` count: «рабочих мест» sooner than «мест»."""
    longer = _counted_at(tokens, at - 1, language) if at else None
    return longer if longer is not None and longer.last == at + 1 else _counted_at(tokens, at, language)


def _counted_at(tokens: Sequence[Token], at: int, language: TextLanguage) -> UnitMatch | None:
    """A unit at ``at`` that can be what is counted: not «ауылда» (where), but «жұмыссыздар саны»."""
    if tokens[at].kind != "word":
        return None
    found = match_unit(tokens, at, language)
    if language == "kk":
        if found is None and len(tokens[at].text) > _SHORTEST_NOUN:
            known = noun_unit(tokens[at].key, "kk")
            found = UnitMatch(known, at, at + 1, noun_case(tokens[at].key)) if known is not None else None
        return found if found is not None and found.case in _CASES_OF_SUBJECT else None
    if found is None and len(tokens[at].text) > _SHORTEST_NOUN:
        known = noun_unit(tokens[at].key, "ru")
        found = UnitMatch(known, at, at + 1) if known is not None else None
    if found is None and is_animal(tokens[at].key):
        return UnitMatch("head", at, at + 1)
    if found is None and tokens[at].text.islower() and is_people(tokens[at].text):
        found = UnitMatch("person", at, at + 1) if names_person(tokens[at].text) else None
    if found is None and tokens[at].key in _PARTICIPLES:
        found = UnitMatch("person", at, at + 1)
    return found if found is not None and not _is_governed(tokens, at) else None


def _is_governed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a preposition stands before the noun and its adjectives: «на рабочие места»."""
    at -= 1
    while at >= 0 and tokens[at].kind == "word" and _may_narrow(tokens, at):
        at -= 1
    return at >= 0 and tokens[at].key in unit_words().prepositions


def _may_narrow(tokens: Sequence[Token], at: int) -> bool:
    """An adjective before a noun, its adverb, and what joins two: «на вакантные и вновь созданные места»."""
    if tokens[at].key == "и":
        return at > 0 and russian_word(tokens[at - 1].text).adjective
    return russian_word(tokens[at].text).adjective or tokens[at].key in unit_words().of_adjectives


def clause_start(passage: Passage, draft: Draft) -> int:
    """The token after the last comma, bracket or other figure before the number.

    «Школ: 3» is told as «школ – 3» is: the colon right before a number parts it from nothing.
    """
    at = draft.first - is_labelled(draft)
    while at > 0 and draft.first - at < _SUBJECT_REACH:
        token = passage.tokens[at - 1]
        if token.text in _SEPARATORS or token.kind == "number":
            break
        at -= 1
    return at


def is_labelled(draft: Draft) -> bool:
    """«Школ: 3», «Тұрғындар саны: 6 412»: a number right behind a word and a colon.

    «Школы: 3, 5 и 12» are names.
    """
    tokens, at = draft.passage.tokens, draft.first - 1
    if at <= 0 or tokens[at].text != ":" or tokens[at - 1].kind != "word":
        return False
    behind = tokens[draft.last : draft.last + 2]
    return len(behind) < 2 or behind[0].text not in _JOINS or behind[1].kind != "number"

"""Units that a figure takes from its neighbours: lists, brackets, elliptic clauses, the subject before it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from esep.language import Token, UnitMatch, is_measure, match_unit
from esep.reading.grammar.counted_words import noun_unit
from esep.reading.grammar.kazakh_phrases import is_possessed, may_be_counted, noun_case
from esep.reading.grammar.morphology import is_people, russian_word
from esep.reading.grammar.russian_phrases import is_animal, is_genitive_plural, is_plural_noun, names_person
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.sentences.passage import Draft, Passage
from esep.reading.statements.bare_numbers import (
    is_count_alone,
    is_of_year,
    is_one_clause,
    is_place_of,
    is_spent,
    is_sum_of_money,
)
from esep.reading.statements.drafts import PIECES
from esep.reading.statements.levels import LEVEL
from esep.reading.statements.part_sizes import ALL, RELATIVE
from esep.reading.statements.part_words import speaks_of_a_part
from esep.reading.statements.plan_and_fact import told_as
from esep.reading.statements.rows import is_in_millions, is_item, share_rows
from esep.yaml_texts import packaged_yaml

HEADLESS = "number without a head"
"""The rule that keeps a number of which the text does not say what it counts."""
_SHORTEST_NOUN = 3
"""Letters that a noun outside the table of units has at least, to be a subject."""
_OPENING_SIGNS = frozenset("–—-:.")
_BEFORE_BRACKETS = frozenset("(%")
"""«Число преступлений снизилось на 14% (с 1 204 до 1 035)»: signs between a subject and its levels."""
_SEPARATORS = frozenset([",", ";", "(", ")", ":"])
_SUBJECT_REACH = 14
_WAGE_GAP = 4
"""Tokens between a wage and the level that it reached."""
_CASES_OF_SUBJECT = (None, "nominative", "genitive", "accusative")


_LEAST_WITH_MULTIPLIER = 1000
NAME_REACH = 12
"""Tokens before a number in which «количество» names what it counts."""
_PEOPLE = ("ғандар", "гендер", "қандар", "кендер", "атындар", "етіндер")
_COUNTED_DEEDS = ("ғаны", "гені", "қаны", "кені")
_GENITIVE_PLURALS = ("лардың", "лердің", "дардың", "дердің", "тардың", "тердің")
_POINTING = ("бұлардың", "олардың", "солардың", "осылардың")
_GIVEN = frozenset(["loan", "grant"])


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = packaged_yaml(__package__, "inheritance.yaml")
    return content


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _content().items() if name != "alike"}


@cache
def _groups() -> list[list[str]]:
    groups: list[list[str]] = _content()["alike"]
    return groups


def inherit_units(drafts: Sequence[Draft]) -> list[Draft]:
    """The figures that count something, each with its unit where the text lets it be known.

    A figure without a noun takes it from the noun shared on its right («77,6 мың жаңа, соның ішінде 36,9 мың
    тұрақты жұмыс орны»), from the subject before it in its clause («количество домов составляет 9 627»), or
    from the figure before it. A bare number with none of these is no figure.
    """
    share_rows(drafts)
    kept: list[Draft] = []
    for place, draft in enumerate(drafts):
        following = drafts[place + 1] if place + 1 < len(drafts) else None
        if draft.unit is None and not draft.noun:
            _inherit(draft, kept, following)
        elif draft.unit == "place":
            _place_or_job(draft, kept)
        elif _is_money_untold(draft):
            draft.unit, draft.noun, draft.qualifiers = "KZT", "", ()
        elif draft.unit == "KZT" and kept and _goes_on_with_wage(draft, kept[-1]):
            draft.unit = kept[-1].unit
        elif "noun after a dash" in draft.rules:
            _take_total(draft, kept)
        if draft.unit is not None or draft.noun or draft.quantity.flags or _is_headless(draft, kept):
            kept.append(draft)
    return kept


def _goes_on_with_wage(draft: Draft, last: Draft) -> bool:
    """«зарплата выросла на 15 тыс. тенге и составила 180 тыс. тенге»: both are of a month."""
    if draft.passage is not last.passage or last.unit not in ("KZT/month", "KZT/year"):
        return False
    between = draft.passage.tokens[last.last : draft.first]
    return len(between) <= _WAGE_GAP and any(t.key in _words()["level_verbs"] for t in between)


def _is_headless(draft: Draft, before: Sequence[Draft]) -> bool:
    """A number that must be a figure though nothing says of what: it has a multiplier, or its noun is cut."""
    tokens = draft.passage.tokens
    number = tokens[draft.number]
    has_fraction = number.kind == "number" and "," in number.text
    has_multiplier = draft.quantity.form == "digits" and draft.after_number > draft.number + 1
    has_multiplier = has_multiplier or has_fraction or is_in_millions(draft)
    is_level = _is_level(tokens, draft) or _is_counted_by_name(draft) or _is_part_of_headless(draft)
    is_level = is_level or _is_of_named_subject(draft) or _goes_on_headless(draft, before)
    is_level = is_level or _is_of_opening_noun(draft) or _is_compared(draft) or LEVEL in draft.rules
    is_level = is_level or PIECES in draft.rules or told_as(draft) is not None or _counts_unknown(draft)
    following = tokens[draft.last : draft.last + 2]
    is_cut = len(following) == 2 and following[0].kind == "word" and following[1].text == "…"
    if has_multiplier or is_cut or is_level:
        draft.rules.append(HEADLESS)
        if before and before[-1].passage is draft.passage and _is_level_of_percents(draft, before[-1]):
            draft.unit = "percent"
        if is_in_millions(draft):
            draft.unit = "KZT"
    return has_multiplier or is_cut or is_level


def _counts_unknown(draft: Draft) -> bool:
    """«36 рұқсатсыз үйінді», «2 салалық және», «жарақат алғаны – 389»: a Kazakh number of something.

    Behind it stands a noun that the lists lack; or before its dash a participle says what was counted.
    """
    passage = draft.passage
    if passage.sentence.language != "kk" or draft.quantity.form != "digits":
        return False
    tokens = passage.tokens
    if draft.qualifiers:
        return True
    if draft.last < len(tokens) and (tokens[draft.last].kind == "word" or draft.last in passage.named_tokens):
        word = tokens[draft.last]
        is_own = (
            word.start > tokens[draft.last - 1].end
            and "\n"
            not in passage.folded[
                tokens[draft.last - 1].end - passage.sentence.start : word.start - passage.sentence.start
            ]
        )
        if is_own and may_be_counted(word.key):
            # «66-ға төмендеді»: behind a number with an ending of its own stands no noun of it
            draft.noun = "" if draft.quantity.case is not None else word.text
            return True
    return is_item(draft) and draft.first > 1 and tokens[draft.first - 2].key.endswith(_COUNTED_DEEDS)


def _is_level_of_percents(draft: Draft, last: Draft) -> bool:
    """«доля достигла 92%, в прошлом году было 81», «23 процента, снизить их до 15»."""
    tokens = draft.passage.tokens
    value = draft.quantity.value
    is_told = LEVEL in draft.rules or tokens[draft.first - 1].key in _words()["level_verbs"]
    return last.unit == "percent" and is_told and value is not None and value <= ALL and not draft.noun


def _goes_on_headless(draft: Draft, before: Sequence[Draft]) -> bool:
    """«составил в 2016 году — 71 637, в 2017 году — 81 623»: one more of a row of numbers without a head."""
    if not before or not is_item(draft) or draft.quantity.form != "digits":
        return False
    return before[-1].passage is draft.passage and HEADLESS in before[-1].rules


def _is_of_named_subject(draft: Draft) -> bool:
    """«Ұстаздар саны – 12 350», «рыбзаводов – 11»: what is counted stands before the dash."""
    tokens, at = draft.passage.tokens, draft.first - 1
    if draft.quantity.form != "digits" or not is_item(draft) or tokens[at - 1].kind != "word":
        return False
    subject = tokens[at - 1]
    if tokens[at].start == subject.end or (subject.text[0].isupper() and at > 1):
        return False
    if draft.passage.sentence.language == "kk":
        is_named = is_possessed(subject.key) and not is_place_of(subject.key)
        is_named = is_named and subject.key not in _words()["not_counted"]
    else:
        is_named = is_plural_noun(subject.key)
    if is_named:
        draft.noun = draft.noun or subject.text
    return is_named


def _is_of_opening_noun(draft: Draft) -> bool:
    """«Очередников 11 460», «Безбилетников за квартал выявили 1 870»: a genitive plural opens the clause."""
    tokens, passage = draft.passage.tokens, draft.passage
    first = _clause_start(passage, draft)
    if passage.sentence.language != "ru" or draft.quantity.form != "digits" or first >= draft.first:
        return False
    is_last = draft.last >= len(tokens) or tokens[draft.last].kind == "sign"
    noun = tokens[first]
    if not is_last or noun.kind != "word" or not is_genitive_plural(noun.text):
        return False
    draft.noun = noun.text
    draft.unit = noun_unit(noun.key, "ru") or ("person" if names_person(noun.text) else None)
    return True


def _is_compared(draft: Draft) -> bool:
    """«жалоб стало меньше: 64 против 93»."""
    tokens = draft.passage.tokens
    if draft.quantity.form != "digits":
        return False
    before = draft.first > 0 and tokens[draft.first - 1].key in _words()["against"]
    return before or (draft.last < len(tokens) and tokens[draft.last].key in _words()["against"])


def _is_part_of_headless(draft: Draft) -> bool:
    """«более 4,2 тыс., в том числе в Астане 1 017»: a part of a figure of which no unit is known."""
    if draft.quantity.form != "digits" or not speaks_of_a_part(draft):
        return False
    return is_item(draft) or any(q.end <= draft.start for q in draft.passage.quantities)


def _is_counted_by_name(draft: Draft) -> bool:
    """«количество модульных туалетов с 26 до 40»: what is counted is named, though no unit is known of it."""
    if draft.passage.sentence.language != "ru" or draft.quantity.form != "digits":
        return False
    tokens = draft.passage.tokens
    for at in range(draft.first - 1, max(-1, draft.first - NAME_REACH), -1):
        if tokens[at].key in _words()["number_of"]:
            noun = next((t for t in tokens[at + 1 : draft.first] if russian_word(t.text).noun), None)
            draft.noun = noun.text if noun is not None else ""
            return noun is not None
        is_within = draft.bracket is not None and tokens[at].text in _BEFORE_BRACKETS
        if tokens[at].kind == "sign" and tokens[at].text not in _OPENING_SIGNS and not is_within:
            return False
    return False


def _is_level(tokens: Sequence[Token], draft: Draft) -> bool:
    """«көлемі 11 223 құрады», «составило 412»: the verb says that it is an amount."""
    if draft.quantity.form != "digits":
        return False
    kazakh = draft.passage.sentence.language == "kk"
    at = draft.last if kazakh else draft.first - 1 - is_item(draft)
    return 0 <= at < len(tokens) and tokens[at].key in _words()["level_verbs"]


def _is_money_untold(draft: Draft) -> bool:
    """«40 млн несие», «вложили 2,8 млрд – кредит»: the noun does not say what the millions are."""
    if not is_in_millions(draft) or draft.quantity.unit not in (None, *_GIVEN):
        return False
    behind_dash = "noun after a dash" in draft.rules
    return draft.unit in _GIVEN or (behind_dash and draft.unit not in _words()["by_the_million"])


def _take_total(draft: Draft, before: Sequence[Draft]) -> None:
    """«Из 5846 квартир 176 — служебное жилье, 2737 — жилые дома»: parts are counted as their total is."""
    total = _named_total(draft, before)
    if total is None and draft.quantity.possessive:
        near = _previous(draft, before)
        total = near if near is not None and _is_possessed_part(draft, near) else None
    if total is not None and total.unit not in (None, draft.unit):
        draft.unit, draft.noun, draft.qualifiers = total.unit, total.noun, ()
        draft.rules.append("noun of the total")


def _named_total(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The figure of the sentence that «из» stands before: what is told after it are its parts."""
    for other in reversed(before):
        if other.passage is not draft.passage:
            return None
        tokens = other.passage.tokens
        if other.first and tokens[other.first - 1].key == "из" and (other.unit is not None or other.noun):
            return other
    return None


def _inherit(draft: Draft, before: Sequence[Draft], following: Draft | None) -> None:
    if _shares_right(draft, following) or _goes_to(draft, following):
        assert following is not None
        draft.unit, draft.noun = following.unit, following.noun
        draft.rules.append("noun shared on the right")
        return
    if before and _ends_change(draft, before[-1]):
        draft.unit, draft.noun = before[-1].unit, before[-1].noun
        draft.rules.append("noun of the figure before")
        return
    if is_in_millions(draft) and (is_spent(draft) or is_sum_of_money(draft, before)):
        return
    owner = _owner(draft, before)
    if owner is not None:
        draft.unit, draft.noun = noun_unit(owner.key, "kk"), owner.text
        draft.rules.append("noun of the subject")
        return
    subject = _subject(draft)
    total = _lead_total(draft, before) or _named_total(draft, before) or _previous(draft, before)
    if total is not None and (_is_lead_item(draft, total) or _is_possessed_part(draft, total)):
        subject = None
    if total is not None and total is _named_total(draft, before) and is_one_clause(total, draft):
        subject = None
    if (
        subject is not None
        and total is not None
        and ((is_item(draft) and speaks_of_a_part(draft)) or _goes_on_with(total, before))
    ):
        subject = subject if not _are_alike(total.unit, subject.code) else None
    if subject is not None and is_in_millions(draft) and subject.code not in _words()["by_the_million"]:
        subject = total = None
    if total is not None and is_in_millions(draft) and total.unit not in _words()["by_the_million"]:
        total = None
    named_in = draft.passage
    heading = _heading(draft) if subject is None else None
    if heading is not None:
        total = None
        subject, named_in = heading
    percent = _percent_of_list(draft, before)
    if percent is not None:
        draft.unit = "percent"
        draft.rules.append("percent of the list")
    elif subject is not None:
        words = named_in.tokens[subject.first : subject.last]
        draft.unit, draft.noun = subject.code, " ".join(token.text for token in words)
        draft.rules.append("noun of the subject")
    elif total is not None:
        draft.unit, draft.noun = total.unit, total.noun
        draft.rules.append("noun of the figure before")


def _ends_change(draft: Draft, start: Draft) -> bool:
    """«71 пайыздан 66-ға төмендеді»: the level that follows right behind the one it is measured from."""
    is_behind = start.passage is draft.passage and start.last == draft.first and start.unit is not None
    return is_behind and start.case == "ablative" and draft.case == "dative"


def _owner(draft: Draft, before: Sequence[Draft]) -> Token | None:
    """«Мердігерлердің 14-іне ескерту жасалды»: a noun in the genitive plural, outside the table of units.

    What the figure before counts («31 медпункт. Медпункттердің алтауы») and «бұлардың» point back to it.
    """
    passage, at = draft.passage, draft.first - 1
    if passage.sentence.language != "kk" or not draft.quantity.possessive or at < 0:
        return None
    token = passage.tokens[at]
    points_back = token.key in _POINTING or (
        before and before[-1].noun and token.key.startswith(before[-1].noun.lower())
    )
    is_noun = token.key.endswith(_GENITIVE_PLURALS) and may_be_counted(token.key) and not points_back
    return token if is_noun and match_unit(passage.tokens, at, "kk") is None else None


def _heading(draft: Draft) -> tuple[UnitMatch, Passage] | None:
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


def _counted_to(tokens: Sequence[Token], at: int, language: TextLanguage) -> UnitMatch | None:
    """What the words that end with token ``at`` count: «рабочих мест» sooner than «мест»."""
    longer = _counted_at(tokens, at - 1, language) if at else None
    return longer if longer is not None and longer.last == at + 1 else _counted_at(tokens, at, language)


def _lead_total(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The last figure of the sentence whose colon opens the list in which the number is an item."""
    lead = draft.passage.lead
    if lead is None or not is_item(draft):
        return None
    named = [d for d in before if d.passage is lead and d.unit is not None and d.unit not in RELATIVE]
    return named[-1] if named and not is_measure(named[-1].unit) else None


def _is_lead_item(draft: Draft, total: Draft) -> bool:
    return total.passage is draft.passage.lead and is_item(draft)


def _is_possessed_part(draft: Draft, total: Draft) -> bool:
    """«37 шақырым жолдың 12-сі»: a Kazakh part of a length is measured as its whole is."""
    return draft.quantity.possessive and total.passage is draft.passage and is_measure(total.unit)


def _goes_on_with(total: Draft, before: Sequence[Draft]) -> bool:
    """Whether the figure before was counted as this total is."""
    return before[-1].passage is total.passage and "noun of the total" in before[-1].rules


def _are_alike(one: str | None, other: str | None) -> bool:
    """Whether both are people, or both are bodies and buildings: then a part is counted as its total is."""
    return any({one, other} <= set(group) for group in _groups())


def _percent_of_list(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """«өнеркәсіпте 105 пайызды, құрылыста — 107,3»: a number with a fraction in a list of percents."""
    if not before or not is_item(draft) or before[-1].passage is not draft.passage:
        return None
    value = draft.quantity.value
    has_fraction = value is not None and value != value.to_integral_value()
    is_bare = draft.after_number == draft.number + 1
    return before[-1] if before[-1].unit == "percent" and has_fraction and is_bare else None


def _shares_right(draft: Draft, following: Draft | None) -> bool:
    """A bare adjective behind the number, then a comma, then a figure with a noun."""
    if following is None or following.passage is not draft.passage or following.unit in RELATIVE:
        return False
    tokens = draft.passage.tokens[draft.last : following.first]
    signs = [token.text for token in tokens if token.kind == "sign"]
    words = [token for token in tokens if token.kind == "word"]
    return (
        draft.passage.sentence.language == "kk"
        and bool(following.unit)
        and draft.last < len(draft.passage.tokens)
        and signs == [","]
        and bool(draft.qualifiers)
        and len(words) <= 4
    )


def _goes_to(draft: Draft, following: Draft | None) -> bool:
    """«с 18 до 27 тысяч предпринимателей», «9 из 10 опрошенных»: one noun for both numbers."""
    if following is None or following.passage is not draft.passage or not (following.unit or following.noun):
        return False
    if draft.quantity.possessive and is_measure(following.unit):
        return False  # «солардың 412-сі 400 АЕК алды»: some of them, not of the measure
    shift = draft.passage.sentence.start
    between = draft.passage.folded[draft.end - shift : following.quantity.number_start - shift]
    return not between.strip() or between.strip() in _words()["between_two_numbers"]


def _subject(draft: Draft) -> UnitMatch | None:
    """The last unit named before the number in its clause, when it is not itself a figure's noun."""
    passage = draft.passage
    if draft.bracket is not None:
        return _number_of(draft)
    tokens, language = passage.tokens, passage.sentence.language
    best: UnitMatch | None = None
    first = _clause_start(passage, draft)
    # «мектептердің 85 пайызы немесе 340-ы»: some of them are counted, and no percent
    before = (q.end for q in reversed(passage.quantities) if q.end <= draft.start)
    share_before = next(before, None) if language == "kk" and draft.quantity.possessive else None
    at = first
    while at < draft.first:
        hidden = any(start <= tokens[at].start < end for start, end in passage.masked)
        hidden = hidden or tokens[at].end == share_before
        found = None if hidden else _counted_at(tokens, at, language)
        if found is not None and found.last <= draft.first and len(tokens[at].text) > 2:
            best, at = found, found.last
        else:
            at += 1
    return best or _number_of(draft)


def _number_of(draft: Draft) -> UnitMatch | None:
    """«Количество семей, состоящих в очереди, составляет 6 317»: the subject stands before a comma."""
    tokens, language = draft.passage.tokens, draft.passage.sentence.language
    for at in range(draft.first - 1, -1, -1):
        if tokens[at].kind == "number" and (draft.bracket is None or tokens[at + 1].text != "%"):
            return None
        if tokens[at].key in _words()["number_of"] and language == "ru":
            near = range(at + 1, min(at + 4, draft.first))
            return next((m for n in near if (m := _counted_at(tokens, n, language)) is not None), None)
        if tokens[at].key in _words()["their_number"] and language == "kk" and at:
            tries = (_counted_at(tokens, n, language) for n in (at - 2, at - 1) if n >= 0)
            return next((found for found in tries if found is not None and found.last == at), None)
    return None


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
    return found if found is not None and not _is_governed(tokens, at) else None


def _is_governed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a preposition stands before the noun and its adjectives: «на рабочие места»."""
    at -= 1
    while at >= 0 and tokens[at].kind == "word" and russian_word(tokens[at].text).adjective:
        at -= 1
    return at >= 0 and tokens[at].key in _words()["prepositions"]


def _clause_start(passage: Passage, draft: Draft) -> int:
    """The token after the last comma, bracket or other figure before the number."""
    at = draft.first
    while at > 0 and draft.first - at < _SUBJECT_REACH:
        token = passage.tokens[at - 1]
        if token.text in _SEPARATORS or token.kind == "number":
            break
        at -= 1
    return at


def _previous(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The last figure with a noun in this sentence or the one before it; one outside brackets first."""
    if draft.bracket is None and before and before[-1].bracket is not None:
        before = [other for other in before if other.bracket is None or other.passage is not draft.passage]
    for other in reversed(before):
        distance = draft.passage.index - other.passage.index
        if distance > 1 or (distance == 1 and not _may_reach_back(draft)):
            return None
        if other.unit in RELATIVE or _is_per_people(other.unit) or (other.unit is None and not other.noun):
            continue
        if is_measure(other.unit) and distance and not (draft.bracket or speaks_of_a_part(draft)):
            if _counts_some(draft):
                continue
            return None
        if not is_measure(other.unit) or _may_measure(draft):
            return other
    return None


def _counts_some(draft: Draft) -> bool:
    """«71-ін пайдалануға беру»: some of the things, so not of the money, that was told of before."""
    value = draft.quantity.value
    is_count = value is not None and value == value.to_integral_value() and value < _LEAST_WITH_MULTIPLIER
    return is_count and draft.quantity.possessive


def _is_per_people(unit: str | None) -> bool:
    """Whether a unit is a rate of people («person/10000»), in which nothing else is counted."""
    return unit is not None and unit.rpartition("/")[2].isdigit()


def _may_reach_back(draft: Draft) -> bool:
    """Whether a bare number can go on with what the sentence before counted."""
    near = draft.passage.tokens[max(0, draft.first - 3) : draft.first]
    return (
        is_count_alone(draft)
        or any(token.key in _words()["more"] for token in near)
        or draft.bracket is not None
        or _may_measure(draft)
        or speaks_of_a_part(draft)
    )


def _may_measure(draft: Draft) -> bool:
    """Whether a bare number can be an amount of money or length: it has a multiplier or a fraction.

    «почти 70 из них», «по 1 500» are told of what was measured before.
    """
    if draft.quantity.possessive or _is_told_again(draft) or is_of_year(draft) or told_as(draft) is not None:
        return True
    value = draft.quantity.value
    return draft.after_number > draft.number + 1 or (value is not None and value != value.to_integral_value())


def _is_told_again(draft: Draft) -> bool:
    tokens = draft.passage.tokens
    before = tokens[draft.first - 1].key if draft.first else ""
    after = [token.key for token in tokens[draft.last : draft.last + 2]]
    return before == "по" or after in (["из", "них"], ["из", "которых"])


def _place_or_job(draft: Draft, before: Sequence[Draft]) -> None:
    """«18 648 орын» after jobs were spoken of, and «140 бос орын», count jobs, not seats."""
    if any(word.lower().startswith(tuple(_words()["vacant"])) for word in draft.qualifiers):
        draft.unit = "job"
        return
    tokens = draft.passage.tokens
    is_size = draft.noun.lower().startswith(("орындық", "төсек")) or (
        draft.first > 0 and tokens[draft.first - 1].key == "на"
    )
    if is_size:
        return
    for other in reversed(before):
        if draft.passage.index - other.passage.index > 1 or other.unit == "place":
            return
        if other.unit == "job":
            draft.unit = "job"
            return

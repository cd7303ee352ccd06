"""Numbers that share the noun of the last of them: «48, 72 и 84 квартир», «в Шу – 14, в Аксу – 12 школ»."""

from __future__ import annotations

from collections.abc import Sequence

from esep.language import is_measure, match_unit
from esep.language.kazakh import stems
from esep.reading.grammar.counted_words import noun_unit
from esep.reading.grammar.kazakh_phrases import is_kazakh_adjective
from esep.reading.grammar.kazakh_verb_forms import form_of
from esep.reading.grammar.morphology import russian_word
from esep.reading.sentences.passage import DASHES, Draft
from esep.reading.statements.bare_numbers import (
    is_place_of,
    is_row_of_percents,
    is_row_of_places,
    is_row_of_years,
    is_row_with_places,
)
from esep.reading.statements.plan_and_fact import is_plan_with_fact

ROW = "noun of the row"
LARGEST_PERCENTAGE = 200
"""Above it a bare number of a row is none: growth is told to some two times."""
_LEAST_MONEY = 1_000_000
"""The least number that can be an amount of money without its currency."""
_SUBJECT = 4
"""Tokens before a number in which its subject stands."""
_COUNTED_IN_MILLIONS = frozenset(["person", "head"])
_ITEM_GAP = 6
"""Tokens between two items of a list: «, в Аксу –»."""
_KINDS_OF_PLACES = frozenset(["район", "районе", "область", "области", "город", "городе", "округ", "округе"])
_SHORTEST_NOUN = 3
_JOINTS = frozenset([",", "и", "или", "және", "мен", "пен", "бен"])


def is_item(draft: Draft) -> bool:
    """Whether a dash stands right before the number."""
    tokens = draft.passage.tokens
    return draft.first > 0 and tokens[draft.first - 1].text in DASHES


def share_rows(drafts: Sequence[Draft]) -> None:
    """«домов на 48, 72 и 84 квартир»: numbers joined by commas and «и» share the noun of the last."""
    for place in range(len(drafts) - 2, -1, -1):
        draft, following = drafts[place], drafts[place + 1]
        if following.passage is not draft.passage or draft.unit is not None:
            continue
        if _shares_head(drafts, place) or draft.noun or _counts_its_own(draft):
            continue
        between = draft.passage.tokens[draft.last : following.first]
        joined = len(between) == 1 and between[0].key in _JOINTS
        named = following.unit is not None or bool(joined and draft.qualifiers and following.noun)
        named = named or bool(following.noun and _is_row_of_multipliers(draft, following))
        joined = joined or _is_row_of_multipliers(draft, following) or _is_row_of_items(draft, following)
        joined = joined or is_row_of_years(draft, following) or is_plan_with_fact(draft, following)
        joined = joined or is_row_with_places(draft, following)
        if (
            joined
            and named
            and not _is_beyond_all(draft, following)
            and following.unit not in ("times", "share")
        ):
            draft.unit, draft.noun = following.unit, following.noun
            draft.rules.append(ROW)
        elif following.unit == "percent" and is_row_of_percents(draft, following):
            draft.unit, draft.qualifiers = "percent", ()
            draft.rules.append(ROW)


def _shares_head(drafts: Sequence[Draft], place: int) -> bool:
    """«24 кредиттік және 20 арендалық үй», «5 жалдамалы, 77 несиелік үй»: what narrows one head they share.

    A capacity told before the second number stands between: «5 жалдамалы, 4 461 пәтерлі 77 несиелік үй».
    """
    draft, tokens = drafts[place], drafts[place].passage.tokens
    if draft.passage.sentence.language != "kk" or draft.last >= len(tokens):
        return False
    if tokens[draft.last].key not in _JOINTS or not _narrows(tokens[draft.last - 1].key):
        return False
    at = draft.last + 1
    for other in drafts[place + 1 : place + 3]:
        if other.passage is not draft.passage or other.first != at:
            return False
        if other.qualifiers and other.unit is not None and not is_measure(other.unit):
            draft.qualifiers = (*draft.qualifiers, draft.noun) if draft.noun else draft.qualifiers
            draft.unit, draft.noun = other.unit, other.noun
            draft.rules.append(ROW)
            return True
        at = other.last
    return False


def _narrows(key: str) -> bool:
    """Whether a word only narrows a noun: «кредиттік», not «қала» of «34 қала мен 756 ауыл»."""
    return is_kazakh_adjective(key) and not any(row.part == "noun" for row in stems().get(key, ()))


def _is_beyond_all(draft: Draft, following: Draft) -> bool:
    """«принято 500, 5% отказано», «құрылысына 12 млрд, 3 аурухананың»: so many are no such thing."""
    value = draft.quantity.value
    unit = following.unit
    if (
        unit is not None
        and not is_measure(unit)
        and unit not in _COUNTED_IN_MILLIONS
        and is_in_millions(draft)
    ):
        return True
    return following.unit == "percent" and value is not None and value > LARGEST_PERCENTAGE


def _is_row_of_multipliers(draft: Draft, following: Draft) -> bool:
    """«дәнді дақылдар 9,8 мың, майлы дақылдар 6 мың гектарға»: items with one multiplier, unit at the end."""
    tokens = draft.passage.tokens
    if draft.after_number <= draft.number + 1 or following.after_number <= following.number + 1:
        return False
    is_alike = tokens[draft.after_number - 1].key == tokens[following.after_number - 1].key
    if following.unit is None:  # «орман алқабында 2 млрд, елді мекендерде 15 млн ағаш»
        is_alike = is_alike or (is_in_millions(draft) and is_in_millions(following))
    if not is_alike and not (following.unit == "KZT" and is_in_millions(draft)):
        return False
    between = tokens[draft.last : following.first]
    signs = [token.text for token in between if token.kind == "sign"]
    kazakh = draft.passage.sentence.language == "kk"
    is_list = signs in ([","], [",", "–"]) or (kazakh and set(signs) == {","} and between[0].text == ",")
    if draft.bracket != following.bracket or not is_list:
        return False
    if is_measure(following.unit) and _has_subject(draft):
        return False
    if kazakh:
        return all(form_of(t.key) is None for t in between)
    return not any(t.kind == "word" and russian_word(t.text).is_verb for t in between)


def _has_subject(draft: Draft) -> bool:
    """«Население 1,2 млн, бюджет 800 млн тенге»: what the first number counts is named before it."""
    passage, language = draft.passage, draft.passage.sentence.language
    for at in range(draft.first - 1, max(-1, draft.first - _SUBJECT), -1):
        token = passage.tokens[at]
        if token.kind != "word":
            return False
        found = match_unit(passage.tokens, at, language)
        unit = found.code if found is not None else noun_unit(token.key, language)
        if unit is not None and not is_measure(unit):
            return unit in _COUNTED_IN_MILLIONS
    return False


def is_in_millions(draft: Draft) -> bool:
    """«1,5 миллиард бөлінді», «40 млн несие»: millions of nothing else are tenge.

    So are those beside money: «3,2 млрд, облыстық бюджеттен 800 млн теңге».
    """
    value = draft.quantity.value
    return value is not None and value >= _LEAST_MONEY and draft.after_number > draft.number + 1


_OF_ITS_OWN = frozenset(["саны", "жоспары"])
"""«жұмыс орындарының жоспары – 3 150, қаржысы – 2,1 млрд теңге»: the first counts what stands before it."""


def _counts_its_own(draft: Draft) -> bool:
    tokens, at = draft.passage.tokens, draft.first - 2
    if not is_item(draft) or at < 1 or tokens[at].key not in _OF_ITS_OWN:
        return False
    found = (match_unit(tokens, first, "kk") for first in range(max(0, at - 2), at))
    return any(one is not None and one.last == at for one in found)


def _is_row_of_items(draft: Draft, following: Draft) -> bool:
    """«в Павлодаре – 45, в Аксу – 12 объектов»: items of a list whose noun stands behind the last."""
    between = draft.passage.tokens[draft.last : following.first]
    if not is_item(draft) or not 1 < len(between) <= _ITEM_GAP:
        return False
    if not is_item(following) and not is_row_of_places(between):
        return False
    if draft.quantity.form != "digits" or draft.bracket != following.bracket:
        return False
    is_list = between[0].text in (",", ";") and (between[-1].text in DASHES or is_row_of_places(between))
    if draft.passage.sentence.language == "kk" and is_list and between[-1].text in DASHES:
        tokens = draft.passage.tokens
        counts_own = match_unit(tokens, following.first - 2, "kk") is not None
        return not counts_own and all(t.kind == "word" and form_of(t.key) is None for t in between[1:-1])
    return is_list and all(
        is_place_of(t.key)
        or (t.kind == "word" and t.text[0].isupper())
        or len(t.text) < _SHORTEST_NOUN
        or t.key in _KINDS_OF_PLACES
        for t in between[1:-1]
    )

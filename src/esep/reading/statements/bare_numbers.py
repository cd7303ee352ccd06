"""Bare numbers that their sentence shows to be percents, money, or parts of a whole named before them."""

from __future__ import annotations

from collections.abc import Sequence

from esep.language import Token
from esep.periods import may_name_period
from esep.reading.grammar.kazakh_verb_forms import form_of
from esep.reading.grammar.morphology import russian_word
from esep.reading.sentences.passage import DASHES, Draft

LONGEST_ITEM = 8
"""Tokens between two items of a row of percents."""
ALL = 100
_JOINTS = frozenset([",", "және", "и", "мен", "пен", "бен"])
_BETWEEN = frozenset([",", "-", "–", "«", "»"])
YEAR_DIGITS = 4
_DAY_DIGITS = 2
_ENDING = 4
"""Signs of the ending of a year: «-те», «-м»."""
_YEARS = ("жыл", "год", "биыл", "былтыр")
_SUMS = frozenset(["жалпы", "барлығы", "всего", "итого"])
_MARKS_OF_YEARS = frozenset(",;.–—-")
_OF_YEARS = _SUMS | {"ал", "а", "и", "в", "во", "за", "на", "к", "және", "ж", "г"}
_OF_PARTS = frozenset(
    [
        "оның",
        "соның",
        "олардың",
        "ішінде",
        "яғни",
        "немесе",
        "болса",
        "из",
        "них",
        "или",
        "это",
        "что",
        "которых",
    ]
)
_GROWTH = frozenset(["рост", "прирост", "снижение", "сокращение", "падение", "өсім", "өсімі"])
_COUNTS = frozenset(["саны", "санын", "санының", "количество", "число", "численность"])
_SPENT_KK = ("қарал", "қарастыр", "бөлін", "жұмсал", "игеріл", "төлен", "аударыл", "бағыттал")
_SPENT_RU = (
    "выделен",
    "выделят",
    "освоен",
    "направлен",
    "израсходован",
    "предусмотрен",
    "потрачен",
    "выплачен",
    "заложен",
)


def is_row_of_percents(draft: Draft, following: Draft) -> bool:
    """«өңдеу өнеркәсібі 11, құрылыс 7, сауда 5 пайызға өсті»: items in a row, the sign behind the last."""
    passage = draft.passage
    tokens = passage.tokens
    between = tokens[draft.last : following.first]
    if draft.quantity.form != "digits" or not 1 < len(between) <= LONGEST_ITEM or not draft.first:
        return False
    if between[0].key not in _JOINTS or draft.bracket != following.bracket or draft.noun:
        return False
    if between[-1].key in _GROWTH:
        return False  # «было 36 школ, стало 40, прирост 11%»
    value = draft.quantity.low if draft.quantity.value is None else draft.quantity.value
    before = tokens[draft.first - 1]
    if value is None or value > ALL or before.kind != "word" or before.key in _COUNTS:
        return False
    return all(
        _may_stand_between(token.key, token.kind == "word", passage.sentence.language) for token in between
    )


def is_kazakh_item(draft: Draft, following: Draft) -> bool:
    """«өнеркәсіп — 129%, құрылыс — 116%-ға өсті»: items of a list, each before its percent and a dash."""
    tokens = draft.passage.tokens
    between = tokens[draft.last : following.first]
    if draft.passage.sentence.language != "kk" or not 2 < len(between) <= LONGEST_ITEM or not draft.first:
        return False
    has_dashes = tokens[draft.first - 1].text in DASHES and between[-1].text in DASHES
    is_list = between[0].text in (",", ";") and draft.bracket == following.bracket
    return has_dashes and is_list and all(form_of(t.key) is None for t in between if t.kind == "word")


def is_row_of_years(draft: Draft, following: Draft) -> bool:
    """«2023 жылы 430, 2024 жылы 1015, барлығы 1445 пәтер»: numbers of years, the noun behind the last."""
    tokens = draft.passage.tokens
    before = tokens[draft.first - 1].key if draft.first else ""
    between = tokens[draft.last : following.first]
    if draft.quantity.form != "digits" or not between or between[0].text not in (",", ";"):
        return False
    if not before.startswith(_YEARS) and before not in _SUMS and before not in DASHES:
        return False
    return all(t.text in _MARKS_OF_YEARS or _is_year(t.key) or _is_of_date(draft, t.key) for t in between)


def _is_of_date(draft: Draft, key: str) -> bool:
    """«на 1 января 2023 года», «2023 жылғы 1 қаңтарда»."""
    if key in _OF_YEARS or (key.isdecimal() and len(key) <= _DAY_DIGITS):
        return True
    return may_name_period([key], key, draft.passage.sentence.language)


def is_of_year(draft: Draft) -> bool:
    """«12 тыс. тонн (2021 год – 10)», «в 2023 – 15», «2023-те 15»: a year stands right before the number."""
    tokens, at = draft.passage.tokens, draft.first - 1
    at -= at > 0 and tokens[at].text in DASHES
    if draft.quantity.form != "digits" or at < 0:
        return False
    at -= at > 0 and tokens[at].text == "."
    is_ending = at > 1 and tokens[at - 1].text == "-" and tokens[at].end - tokens[at - 1].start <= _ENDING
    return _is_year(tokens[at].key) or tokens[at].key == "г" or (is_ending and _is_year(tokens[at - 2].key))


def _is_year(key: str) -> bool:
    return key.startswith(_YEARS) or (key.isdecimal() and len(key) == YEAR_DIGITS)


def _may_stand_between(key: str, is_word: bool, language: str) -> bool:
    if not is_word:
        return key in _BETWEEN
    if key in _OF_PARTS:
        return False
    return form_of(key) is None if language == "kk" else not russian_word(key).is_verb


_LOCATIVES = ("нда", "нде")


def is_place_of(key: str) -> bool:
    """«ауданында», «қаласында»: where something is, not what is counted."""
    return key.endswith(_LOCATIVES)


def is_row_of_places(between: Sequence[Token]) -> bool:
    """«Шу ауданында – 14, Тараз қаласында 23 нысан»: the last item of a Kazakh list needs no dash."""
    return between[-1].kind == "word" and is_place_of(between[-1].key)


def is_spent(draft: Draft) -> bool:
    """«бұл мақсатқа 11 млн қарастырылған», «выделено 34 млн»: the verb says that the number is money."""
    tokens = draft.passage.tokens
    if draft.passage.sentence.language == "kk":
        return draft.last < len(tokens) and tokens[draft.last].key.startswith(_SPENT_KK)
    return draft.first > 0 and tokens[draft.first - 1].key.startswith(_SPENT_RU)


_MONEY_RU = (
    "бюджет",
    "доход",
    "расход",
    "прибыл",
    "убыт",
    "налог",
    "финансир",
    "инвестиц",
    "сумм",
    "стоимост",
    "затрат",
    "средств",
    "долг",
)
_MONEY_KK = ("кіріс", "шығыс", "шығын", "салы", "қаржы", "қаражат", "құны", "сомасы", "инвестиция", "қарыз")
_FIGURES = 5
"""Figures before a number among which a currency is named."""
_VERB_AND_NUMBER = 2
_MONEY_REACH = 8
"""Tokens before a number in which what it is an amount of is named."""


def is_sum_of_money(draft: Draft, before: Sequence[Draft]) -> bool:
    """«Бюджет составил 12 млн», «салық түсімі – 12 млн»: money, not what the sentence before counted."""
    near = [other for other in before[-_FIGURES:] if draft.passage.index - other.passage.index <= 1]
    if any((other.unit or "").startswith("KZT") for other in near):
        return False
    for token in reversed(draft.passage.tokens[max(0, draft.first - _MONEY_REACH) : draft.first]):
        if token.kind == "number" or token.text in ";:(":
            return False
        if token.key.startswith(_MONEY_RU) or token.key.startswith(_MONEY_KK):
            return True
    return False


def is_count_alone(draft: Draft) -> bool:
    """«Принято 145 заявок. Одобрено 120.», «120 мақұлданды.»: a verb of the past and a number alone."""
    words = [token for token in draft.passage.tokens if token.kind != "sign"]
    if len(words) != _VERB_AND_NUMBER or draft.quantity.form != "digits":
        return False
    if draft.passage.sentence.language == "kk":
        return form_of(words[1].key) == "past"
    return russian_word(words[0].text).past


def is_one_clause(total: Draft, draft: Draft) -> bool:
    """«Из 77 котлов котельных хозяйств заменены 47»: no mark parts the number from the whole."""
    return all(token.kind == "word" for token in draft.passage.tokens[total.last : draft.first])


def is_row_with_places(draft: Draft, following: Draft) -> bool:
    """«Мерке ауданында 284, Шу ауданында 377 орын»: numbers behind their places, the noun at the end."""
    tokens = draft.passage.tokens
    between = tokens[draft.last : following.first]
    if draft.quantity.form != "digits" or not draft.first or not 1 < len(between) <= LONGEST_ITEM:
        return False
    if between[0].key not in _JOINTS or not is_place_of(tokens[draft.first - 1].key):
        return False
    return is_row_of_places(between) and all(form_of(one.key) is None for one in between[1:])

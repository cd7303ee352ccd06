"""Amounts told for one of something: «970 т/сутки», «275 тенге за литр», «18,5 тенге за 1 кВт·ч»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from esep.language import Token, UnitMatch, is_measure, match_unit
from esep.language.lexicon import TextLanguage
from esep.language.units import CURRENCIES
from esep.reading.sentences.passage import DASHES, Draft
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

RATE = "rate"
_SOULS = (("душу", "населения"), ("жан", "басына"))
_GAP = 4
"""Tokens between two amounts of one thing: «с 95 тенге до 120 тенге за литр»."""
LARGEST_YIELD = 2_000
"""Centners that a hectare gives; more are a harvest."""
_SPREAD = 5
"""How many times the dearest of a list of prices is the cheapest, at most."""
_TIMES: Mapping[str, str] = {
    **dict.fromkeys(["с", "сек", "секунду", "секунд"], "s"),
    **dict.fromkeys(["ч", "час", "сағ", "сағат"], "hour"),
    **dict.fromkeys(["сут", "сутки", "день", "тәулік", "тәул", "күн"], "day"),
    **dict.fromkeys(["мес", "месяц", "ай"], "month"),
    **dict.fromkeys(["год", "жыл"], "year"),
}
"""What stands for a unit of time behind a stroke."""


class Words(WordList):
    """The words of one language in ``per_units.yaml``, which says what each list is for."""

    one: frozenset[str]
    others: dict[str, frozenset[str]]
    numbers: frozenset[str]
    each: frozenset[str]
    behind_money: frozenset[str]
    behind_measure: frozenset[str]
    before: frozenset[str]
    prices: frozenset[str]
    costs: frozenset[str]
    yield_words: frozenset[str]


class _Lists(WordList):
    units: frozenset[str]
    yields: dict[str, frozenset[str]]
    ru: Words
    kk: Words


@cache
def _lists() -> _Lists:
    return word_list(_Lists, packaged_yaml(__package__, "per_units.yaml"))


def words_of_one(language: TextLanguage) -> Words:
    """The lists of ``per_units.yaml`` in a language."""
    return _lists().ru if language == "ru" else _lists().kk


def unit_per_unit(draft: Draft) -> str | None:
    """The unit with what one the amount is told for («KZT/litre», «tonne/day»), where it stands behind."""
    tokens, at, unit = draft.passage.tokens, draft.last, draft.unit
    if unit is None or at + 1 >= len(tokens) or not is_measure(unit) or "/" in unit:
        return None
    words = words_of_one(draft.passage.sentence.language)
    opening = tokens[at].text
    if tokens[at].key not in (words.behind_money if unit in CURRENCIES else words.behind_measure):
        return None
    if opening == "/":
        if tokens[at].start != tokens[at - 1].end or tokens[at + 1].start != tokens[at].end:
            return None
        time = _TIMES.get(tokens[at + 1].key)
        if time is not None:
            return _taken(draft, f"{unit}/{time}", at + 1, at + 2)
    first = at + 1
    first += opening != "/" and tokens[first].key in words.numbers
    one = one_at(tokens, first, draft.passage.sentence.language)
    if one is None or not (opening == "/" or may_be_told_for(unit, one.code)) or one.code == unit:
        return None
    return _taken(draft, f"{unit}/{one.code}", at + 1, one.last)


def may_be_told_for(unit: str, one: str) -> bool:
    """Money is told for one of anything; of other amounts only what a field or a person gives or gets."""
    return unit in CURRENCIES or unit in _lists().yields.get(one, ())


@lru_cache(maxsize=50_000)
def may_end_one(key: str, language: TextLanguage) -> bool:
    """Whether a word can be the last of those that name the one: nearly none can."""
    words = words_of_one(language)
    if key in words.one or any(key in others for others in words.others.values()):
        return True
    if any(key == soul for _of, soul in _SOULS) or key in ("2", "3", "сағаты", "сағатына"):
        return True
    found = match_unit([Token(0, len(key), key, "word", key)], 0, "kk") if language == "kk" else None
    return found is not None and found.code in _lists().units


def one_at(tokens: Sequence[Token], at: int, language: TextLanguage) -> UnitMatch | None:
    """The one of which the words at ``at`` tell: «литр», «кв. м», «душу населения»."""
    if at >= len(tokens):
        return None
    words, key = words_of_one(language), tokens[at].key
    for unit, others in words.others.items():
        if key in others:
            return UnitMatch(unit, at, at + 1, "dative" if language == "kk" else None)
    if at + 1 < len(tokens) and (key, tokens[at + 1].key) in _SOULS:
        return UnitMatch("person", at, at + 2, "dative", True)
    found = match_unit(tokens, at, language)
    if found is None or found.code not in _lists().units:
        return None
    last = tokens[found.last - 1]
    if language == "ru" and last.kind == "word" and last.key not in words.one:
        return None
    return found


def is_for_one(unit: str | None) -> bool:
    """Whether an amount in this unit is told for one of something or for so many people: no total has it."""
    per = (unit or "").partition("/")[2]
    return per in _lists().units or per.isdecimal()


def _taken(draft: Draft, unit: str, first: int, last: int) -> str:
    draft.per = (first, last)
    draft.last, draft.end = last, draft.passage.tokens[last - 1].end
    draft.rules.append(RATE)
    return unit


def share_units_per_one(drafts: Sequence[Draft]) -> None:
    """«8,9 центнера с гектара против 14,6 центнера», «с 95 тенге до 120 тенге за литр»: both are alike."""
    if not any(draft.unit is not None and "/" in draft.unit for draft in drafts):
        return
    counted = [draft for draft in drafts if draft.unit not in (None, "percent")]
    for one, other in pairwise(counted):
        _carry(one, other)
    for one, other in reversed(list(pairwise(counted))):
        _carry(other, one)


def without_the_ones(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The figures of a text without the «1» and the «10 тысяч населения» for which others are told."""
    told = [(id(draft.passage), *draft.per) for draft in drafts if draft.per is not None]
    if not told:
        return drafts
    ones = {(passage, at) for passage, first, last in told for at in range(first, last)}
    return [draft for draft in drafts if (id(draft.passage), draft.number) not in ones]


def _carry(known: Draft, bare: Draft) -> None:
    unit, _stroke, per = (known.unit or "").partition("/")
    if per not in _lists().units or bare.unit != unit or RATE in bare.rules:
        return
    if _goes_with(known, bare, unit):
        bare.unit = known.unit
        bare.rules.append(RATE)


def _goes_with(known: Draft, bare: Draft, unit: str) -> bool:
    one, other = (known, bare) if known.first < bare.first else (bare, known)
    between = [token.key for token in one.passage.tokens[one.last : other.first]]
    if unit == "centner":
        return (bare.quantity.value or 0) <= LARGEST_YIELD
    if not between:
        return one.case == "ablative" and one.passage.sentence.language == "kk"
    if between == ["и"] or (len(between) <= _GAP and between[0] in ("до", "против", "вместо")):
        return True
    return _are_prices(known, bare)


def _are_prices(known: Draft, bare: Draft) -> bool:
    """«цены – 629 762 тенге за кв. метр в Астане, 592 664 тенге – в Алматы»: a list of prices of one size."""
    one, other = known.quantity.value, bare.quantity.value
    if not one or not other or max(one, other) > _SPREAD * min(one, other):
        return False
    passage, tokens = bare.passage, bare.passage.tokens
    prices = words_of_one(passage.sentence.language).prices
    between = tokens[min(known.last, bare.last) : max(known.first, bare.first)]
    if passage.keys.isdisjoint(prices) or any(token.key in prices for token in between):
        return False
    if bare.bracket is not None or (bare.last < len(tokens) and tokens[bare.last].text in DASHES):
        return True
    before = tokens[max(0, bare.first - 3) : bare.first]
    if len(before) < 3 or before[2].key == "до":
        return bool(before)
    return before[2].text in DASHES and (before[1].text[0].isupper() or before[0].key == "для")

"""The table of units: how they are read in Kazakh and Russian, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from esep.language.endings import CASES, Case, add_case, analyses, fold, forms, read_ending, without_ours
from esep.language.first_words import FirstWords, compiled
from esep.language.lexicon import ABOUT_ENDINGS, TextLanguage, load
from esep.language.remembered import Remembered
from esep.language.tokens import Token
from esep.messages import Language
from esep.word_lists import WordList, word_list


class Writing(WordList):
    """How a unit is written after a number: kk singular, ru after 1, 2 and 5, en one and many."""

    kk: str
    ru: tuple[str, str, str]
    en: tuple[str, str]


class Unit(WordList):
    """One row of the table."""

    write: Writing
    read: dict[TextLanguage, list[list[str]]]
    signs: tuple[str, ...] = ()


class Rates(WordList):
    """Words that turn an amount into an amount per second, shift, day, month, season or year."""

    month: dict[TextLanguage, list[str]]
    day: dict[TextLanguage, list[str]]
    season: dict[TextLanguage, list[str]]
    year: dict[TextLanguage, list[str]]
    s: dict[TextLanguage, list[str]]
    shift: dict[TextLanguage, list[str]]
    rated: dict[str, list[str]]


class UnitMatch(NamedTuple):
    """A unit found in the tokens ``[first, last)``, with the Kazakh endings that it carries."""

    code: str
    first: int
    last: int
    case: Case | None = None
    possessive: bool = False


@dataclass(frozen=True)
class _Phrase:
    code: str
    words: tuple[str, ...]


CURRENCIES = frozenset(["KZT", "USD", "EUR", "RUB", "CNY"])
_OTHER = fold("басқа")
"""«Other», but behind figures a dative of «бас»: «200 басқа арналған ферма»."""
_THOUSANDS = frozenset(["мың", "млн", "миллион"])
_BODY = "organisation"
_PEOPLE = frozenset(["person", "family", "household"])
_FOR_PEOPLE = frozenset([*_PEOPLE, "job", "place"])
LONGEST_SIGN = 5
"""Tokens in the sign of a unit."""

_NO_UNITS = ("rates", "measures")


@cache
def measures() -> frozenset[str]:
    """Units that measure: nothing else is counted through them."""
    return frozenset(load("units.yaml")["measures"])


def is_measure(unit: str | None) -> bool:
    """Whether the unit measures (money, length, share) and does not count things."""
    return unit is not None and unit.partition("/")[0] in measures()


@cache
def units() -> dict[str, Unit]:
    """All units by code."""
    return {code: word_list(Unit, row) for code, row in load("units.yaml").items() if code not in _NO_UNITS}


@cache
def rates() -> Rates:
    """The words of rates."""
    return word_list(Rates, load("units.yaml")["rates"])


def _is_counted(token: Token) -> bool:
    """Whether a token ends a number: «200», «831,6 мың»."""
    return token.kind == "number" or token.key in _THOUSANDS


def rate_period(
    unit: str | None, before: Sequence[str], after: Sequence[str], language: TextLanguage
) -> str | None:
    """``month``, ``year``, ``day``, ``season`` or ``s`` when the folded words near make it a rate."""
    table = rates()
    for period in table.rated.get(unit or "", ()):
        for words in _rate_phrases(period, language):
            if _stands_in(words, after) or _stands_in(words, before):
                return period
    return None


@cache
def rate_openers(unit: str | None, language: TextLanguage) -> frozenset[str]:
    """The folded words of which one stands near every figure in ``unit`` that is a rate."""
    periods = rates().rated.get(unit or "", ())
    return frozenset(words[0] for period in periods for words in _rate_phrases(period, language))


@cache
def _rate_phrases(period: str, language: TextLanguage) -> tuple[list[str], ...]:
    return tuple(phrase.split() for phrase in getattr(rates(), period)[language])


def _stands_in(words: Sequence[str], within: Sequence[str]) -> bool:
    return words[0] in within and any(
        list(within[at : at + len(words)]) == words for at in range(len(within))
    )


def unit_name(code: str, language: Language, number: int = 1) -> str:
    """The unit's name as written after the whole ``number``; the code itself when the table lacks it.

    Of a unit per another («KZT/litre») both are named: «теңге/литр», «тенге/литр».
    """
    unit = units().get(code)
    if unit is None:
        amount, _stroke, per = code.partition("/")
        if amount not in units() or per not in units():
            return code
        return f"{unit_name(amount, language, number)}/{unit_name(per, language)}"
    if language == "kk":
        return unit.write.kk
    if language == "en":
        return unit.write.en[0 if number == 1 else 1]
    if number % 10 == 1 and number % 100 != 11:
        return unit.write.ru[0]
    return unit.write.ru[1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2]


def match_unit(tokens: Sequence[Token], index: int, language: TextLanguage) -> UnitMatch | None:
    """The unit that is written at the token ``index``, the longest where several fit; None when none does."""
    if index >= len(tokens) or tokens[index].kind == "number":
        return None
    opened = _openers(language)[tokens[index].text]
    if opened is None or (tokens[index].key == _OTHER and not (index and _is_counted(tokens[index - 1]))):
        return None
    if opened.is_sign:
        signed = _match_sign(tokens, index)
        if signed is not None:
            return signed
    best: UnitMatch | None = None
    if opened.alone is not None:
        code, case, possessive = opened.alone
        best = UnitMatch(code, index, index + 1, case, possessive)
    for phrase in opened.phrases:
        found = _match_phrase(tokens, index, phrase, language)
        if found is not None and (best is None or found.last > best.last):
            best = found
    return _possessor(tokens, best) if best is not None and language == "kk" else best


class _Opener(NamedTuple):
    """What a word or sign can begin: the sign of a unit, a unit that it is alone, or longer phrases."""

    is_sign: bool
    alone: tuple[str, Case | None, bool] | None
    phrases: tuple[_Phrase, ...]


@cache
def _openers(language: TextLanguage) -> Remembered[_Opener | None]:
    return Remembered(partial(_opener, language))


def _opener(language: TextLanguage, text: str) -> _Opener | None:
    """None for what begins no unit: nearly every word."""
    is_sign, key = text.lower() in _sign_beginnings(), fold(text)
    fitting = _begun(key, language) if text[:1].isalnum() else []
    if not is_sign and not fitting:
        return None
    first = next((phrase for phrase in fitting if len(phrase.words) == 1), None)
    form = _kazakh_form(first.words[0], key) if first is not None and language == "kk" else None
    alone = (first.code, *(form or (None, False))) if first is not None else None
    return _Opener(is_sign, alone, tuple(phrase for phrase in fitting if len(phrase.words) > 1))


def _possessor(tokens: Sequence[Token], found: UnitMatch) -> UnitMatch:
    """The unit that owns the one found: in «ауыл тұрғыны» people are counted, not villages."""
    if found.code in measures() or found.possessive or found.case is not None or found.last >= len(tokens):
        return found
    following = match_unit(tokens, found.last, "kk") if tokens[found.last].kind == "word" else None
    if following is None or not following.possessive or following.code in measures():
        return found
    if found.code == _BODY and following.last > found.last + 1 and following.case == "dative":
        return found  # «5 мың медициналық ұйым ауыл тұрғындарына»
    if found.code in _PEOPLE and following.code not in _FOR_PEOPLE:
        return found  # «1 100 бала үйіне қайтарылды»
    return UnitMatch(following.code, found.first, following.last, following.case, True)


def _match_sign(tokens: Sequence[Token], index: int) -> UnitMatch | None:
    """The longest sign of a unit that is written at ``index`` without a space: «%», «м2», «кВт·ч», «ц/га»."""
    written, best = tokens[index].text, None
    for last in range(index + 1, min(index + LONGEST_SIGN, len(tokens)) + 1):
        small = written.lower()
        if small not in _sign_beginnings():
            return _match_inflected_sign(small, index, last) or best
        code = _signs().get(written) or _signs().get(small)
        if code is not None:
            best = UnitMatch(code, index, last)
        if last >= len(tokens) or tokens[last].start != tokens[last - 1].end:
            break
        written += tokens[last].text
    return best


def _match_inflected_sign(written: str, index: int, last: int) -> UnitMatch | None:
    """«100 Мбит/с-тан», «5 кВт·сағаттан»: a sign of several tokens with a Kazakh ending on its last."""
    if last <= index + 1 or not written[-1].isalpha():
        return None
    sign, _hyphen, ending = written.rpartition("-")
    code = _signs().get(sign)
    read = read_ending(ending) if code is not None else None
    if code is not None and read is not None:
        return UnitMatch(code, index, last, *read)
    return next(
        (
            UnitMatch(_signs()[a.stem], index, last, a.case, a.possessive)
            for a in analyses(written)
            if a.stem in _signs()
        ),
        None,
    )


def _match_phrase(
    tokens: Sequence[Token], index: int, phrase: _Phrase, language: TextLanguage
) -> UnitMatch | None:
    at = index
    for position, word in enumerate(phrase.words):
        if position:
            at = _after_point(tokens, at + 1)
        if at >= len(tokens) or tokens[at].kind != "word":
            return None
        key, is_last = tokens[at].key, position == len(phrase.words) - 1
        if language == "ru":
            if not compiled(word).fullmatch(key):
                return None
        elif is_last:
            form = _kazakh_form(word, key)
            if form is None:
                return None
            return UnitMatch(phrase.code, index, at + 1, form[0], form[1])
        elif key != word:
            return None
    return UnitMatch(phrase.code, index, at + 1)


def _after_point(tokens: Sequence[Token], index: int) -> int:
    """Skips the full stop of an abbreviation: «кв. м»."""
    is_point = (
        index < len(tokens) and tokens[index].text == "." and tokens[index].start == tokens[index - 1].end
    )
    return index + 1 if is_point else index


def _begun(key: str, language: TextLanguage) -> list[_Phrase]:
    """The phrases that a word begins, in their order."""
    return (
        _first_words().of(key)
        if language == "ru"
        else [
            phrase
            for phrase in _phrases("kk")
            if (
                _kazakh_form(phrase.words[0], key) is not None
                if len(phrase.words) == 1
                else key == phrase.words[0]
            )
        ]
    )


@cache
def _first_words() -> FirstWords[_Phrase]:
    return FirstWords(_phrases("ru"), lambda phrase: phrase.words[0])


@cache
def _phrases(language: TextLanguage) -> tuple[_Phrase, ...]:
    rows = [(code, words) for code, unit in units().items() for words in unit.read[language]]
    return tuple(
        _Phrase(code, tuple(fold(word) if language == "kk" else word for word in words))
        for code, words in rows
    )


def _kazakh_form(word: str, key: str) -> tuple[Case | None, bool] | None:
    """The endings with which ``key`` is a form of ``word``: «теңгеге», «км-ін»; None when it is none."""
    if not word.isascii() and not key.startswith(word[: max(len(word) - 2, 1)]):
        return None  # an ending changes at most the last two letters, «орын», «орны»; folding changes «eur»
    form = _kazakh_forms(word).get(key)
    ours = without_ours(key) if form is None else None
    if ours is not None:
        owned = _kazakh_forms(word).get(ours[0])
        return (ours[1], True) if owned is not None and owned[0] in (None, "nominative") else None
    stem, hyphen, ending = key.partition("-")
    return read_ending(ending) if form is None and hyphen and stem == fold(word) else form


@cache
def _kazakh_forms(word: str) -> dict[str, tuple[Case | None, bool]]:
    made: dict[str, tuple[Case | None, bool]] = {
        fold(form): (None if a.case == "nominative" and not a.possessive else a.case, a.possessive)
        for form, a in forms(word).items()
    }
    made.update({fold(word + ending): (None, False) for ending in ABOUT_ENDINGS})  # «90 мың тоннадай»
    if word.endswith(tuple(load("formats.yaml")["possessed_names"])):
        made.update({fold(add_case(word, case, possessed=True)): (case, True) for case in CASES[1:]})
    return made


@cache
def _signs() -> dict[str, str]:
    rows = [(sign, code) for code, unit in units().items() for sign in unit.signs]
    return {sign if len(sign) == 2 else sign.lower(): code for sign, code in rows}  # «кВ» is not «кв.»


@cache
def _sign_beginnings() -> frozenset[str]:
    """Every beginning of a sign in small letters, by which most words are known for none."""
    return frozenset(sign.lower()[:length] for sign in _signs() for length in range(1, len(sign) + 1))


def currency_of(sign: str) -> str | None:
    """The currency of a sign that may stand before its number («$12 млн»); None for any other sign."""
    code = _signs().get(sign) if len(sign) == 1 else None
    return code if code in CURRENCIES else None

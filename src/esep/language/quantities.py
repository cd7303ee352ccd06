"""Find the quantities of a text: numbers with multipliers and units, ranges, shares and ratios."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from esep.language.endings import Case, fold, read_ending
from esep.language.lexicon import (
    TextLanguage,
    number_words,
    numerals,
    ordinals,
    phrases,
    reading_rules,
    share_words,
)
from esep.language.making import made
from esep.language.meanings import flags_of, interval_of, lower_of, plain
from esep.language.numbers import ReadNumber, read_number
from esep.language.quantity import Approximation, Quantity
from esep.language.remembered import Remembered
from esep.language.tokens import Token, tokenize
from esep.language.units import UnitMatch, currency_of, match_unit

_DASHES = "-–—‑"
_YEARS = range(2001, 2100)
"""No lower number of a range before a dash and millions: «в 2021 - 104 млрд тенге»."""
_SIGNS = "+−-–"
LARGEST_DIVISOR = 10
"""Of a share written as a fraction: «2/3» is one, «12/57» is a number of something."""
LONGEST_INDEXED = 3
"""Letters to which a digit is glued as their index."""

_PREPOSITIONS = frozenset(["на", "до", "от", "за", "по", "из", "при", "под", "для"])
"""Short words to which a number is glued by mistake."""


class _Found(NamedTuple):
    """A quantity under construction: what was read in the tokens ``[first, last)``."""

    first: int
    last: int
    number: ReadNumber
    unit: str | None
    form: Literal["digits", "words", "share", "ratio"]
    high: ReadNumber | None = None
    share: Fraction | None = None
    case: Case | None = None
    possessive: bool = False


def read_quantities(
    text: str, language: TextLanguage, masked: Sequence[tuple[int, int]] = ()
) -> list[Quantity]:
    """The quantities of ``text`` in the order in which they stand.

    Numbers that begin inside a ``masked`` span (dates, names) are passed over. Ordinals are not quantities.
    Every number is returned: whether «два» counts something is for the reader of the sentence to decide.
    """
    return quantities_of(tokenize(text), language, masked)


def quantities_of(
    tokens: Sequence[Token], language: TextLanguage, masked: Sequence[tuple[int, int]] = ()
) -> list[Quantity]:
    """As :func:`read_quantities`, over tokens that are already cut."""
    return [placed.quantity for placed in placed_quantities(tokens, language, masked)]


class PlacedQuantity(NamedTuple):
    """A quantity whose wording is the tokens ``[first, last)``, its number with its multiplier among them."""

    quantity: Quantity
    first: int
    last: int
    number: int
    after_number: int


def placed_quantities(
    tokens: Sequence[Token],
    language: TextLanguage,
    masked: Sequence[tuple[int, int]] = (),
    beginnings: Sequence[int] | None = None,
) -> list[PlacedQuantity]:
    """As :func:`quantities_of`, with their places among the tokens.

    ``beginnings`` are the :func:`quantity_beginnings` where they are known.
    """
    placed: list[PlacedQuantity] = []
    reached, sorts = 0, _sorts(language)
    for index in quantity_beginnings(tokens, language) if beginnings is None else beginnings:
        token = tokens[index]
        if index < reached or _is_index(tokens, index) or _is_hidden(token.start, masked):
            continue
        number = read_number(tokens, index, language)
        sort = 0 if token.kind == "number" else sorts[token.key]
        if number is not None and number.last < len(tokens):
            sort |= sorts[tokens[number.last].key]
        found = None
        if index + 1 < len(tokens) and tokens[index + 1].text == "/":
            found = _fraction(tokens, index, language)
        if found is None and (sort & _SHARE or (number is not None and number.case == "ablative")):
            found = _share(tokens, index, number, language)
        if found is None and sort & _TIMES:
            found = _ratio(tokens, index, number, language)
        if found is None:
            found = _plain(tokens, index, number, language)
        if found is None:
            continue
        reached = max(found.last, index + 1)
        quantity = None if found.number.is_ordinal else _quantity(tokens, found, language)
        if quantity is not None:
            placed.append(quantity)
            reached = max(reached, quantity.last)
    return placed


def _is_index(tokens: Sequence[Token], index: int) -> bool:
    """Whether a digit belongs to the letters that it is glued to: «м2», not «теңгеге100,7», «на12%»."""
    token = tokens[index]
    if not index or token.kind != "number":
        return False
    before = tokens[index - 1]
    is_glued = before.end == token.start and before.kind == "word"
    return is_glued and len(before.text) <= LONGEST_INDEXED and before.key not in _PREPOSITIONS


def _is_hidden(offset: int, masked: Sequence[tuple[int, int]]) -> bool:
    for start, end in masked:  # noqa: SIM110 - a loop costs a third of what any() does
        if start <= offset < end:
            return True
    return False


def quantity_beginnings(tokens: Sequence[Token], language: TextLanguage) -> list[int]:
    """The tokens that can begin a quantity: digits, a number word, «вдвое», the «в» of «в два раза»."""
    openers, before_times = quantity_openers(language), numerals(language).before_times
    found = [at for at, token in enumerate(tokens) if token.kind == "number" or token.key in openers]
    if not before_times:
        return found
    return [
        at for at in found if tokens[at].key not in before_times or _may_be_number(tokens, at + 1, language)
    ]


def _may_be_number(tokens: Sequence[Token], index: int, language: TextLanguage) -> bool:
    """Whether a number, or an approximator before one, can begin at ``index``."""
    if index >= len(tokens):
        return False
    token = tokens[index]
    is_number = token.kind == "number" or token.key in quantity_openers(language)
    return is_number or token.key in _edges(language, "before")[0]


_SHARE, _TIMES, _BEFORE, _AFTER = 1, 2, 4, 8
"""What a word can be to a quantity, as bits: a share or «каждый»; «раза», «вдвое» or the «в» before it; the
last word of an approximator before a number; the first of one behind it."""


@cache
def _sorts(language: TextLanguage) -> Remembered[int]:
    table = numerals(language)
    shares = share_words(language).keys() | table.every
    times = _times(language) | _times_words(language).keys() | table.before_times
    before, after = _edges(language, "before")[1], _edges(language, "after")[0]

    def sort(key: str) -> int:
        found = _SHARE if key in shares else 0
        found |= _TIMES if key in times or _is_times(key, language) else 0
        found |= _BEFORE if key in before else 0
        return found | (_AFTER if key in after else 0)

    return Remembered(sort)


@cache
def quantity_openers(language: TextLanguage) -> frozenset[str]:
    """The words, folded, that a quantity can begin with."""
    table = numerals(language)
    known = number_words(language).keys() | share_words(language).keys() | _times_words(language).keys()
    return frozenset(known) | table.every | table.before_times


def _share(
    tokens: Sequence[Token], index: int, number: ReadNumber | None, language: TextLanguage
) -> _Found | None:
    """«треть», «две трети», «үштен бірі», «жартысы», «каждый 5-й», «әрбір бесінші»."""
    key = tokens[index].key
    if key in numerals(language).every:
        return _every(tokens, index, language)
    at = number.last if number is not None and number.value < 10 and not number.case else index
    found = share_words(language).get(tokens[at].key) if at < len(tokens) else None
    if found is not None and (at == index or (number is not None and Fraction(number.value) * found[0] < 1)):
        times = Fraction(1) if number is None or at == index else Fraction(number.value)
        if language == "ru" and at == index and _is_ordinal_quarter(tokens, index):
            return None
        return _share_found(index, at + 1, times * found[0], found[1])
    if language == "kk" and number is not None and number.case == "ablative":
        part = read_number(tokens, number.last, language) if number.last < len(tokens) else None
        if (
            part is not None
            and part.value < number.value
            and (part.possessive or _is_part(tokens, part.last) or _is_one_of_words(number, part))
        ):
            return _share_found(index, part.last, Fraction(part.value) / Fraction(number.value), part.case)
    return None


def _is_one_of_words(number: ReadNumber, part: ReadNumber) -> bool:
    """«төрттен бірге қысқарту»: by a quarter; «төрттен үшке» is from four to three."""
    return (
        part.value == 1 and part.case == "dative" and number.value > 2 and part.form == number.form == "words"
    )


def _is_part(tokens: Sequence[Token], index: int) -> bool:
    """«бестен төрт бөлігі»: the word for a part follows."""
    return index < len(tokens) and tokens[index].key.startswith("бөліг")


def _fraction(tokens: Sequence[Token], index: int, language: TextLanguage) -> _Found | None:
    """«2/3 населения», «тұрғындардың 1/3-і»: a proper fraction with a small divisor."""
    if index + 2 >= len(tokens) or tokens[index + 1].text != "/":
        return None
    parts = tokens[index : index + 3]
    if len(parts) < 3 or parts[1].text != "/" or not (parts[0].text.isdigit() and parts[2].text.isdigit()):
        return None
    if parts[0].end != parts[1].start or parts[1].end != parts[2].start:
        return None
    above, below = int(parts[0].text), int(parts[2].text)
    if not 0 < above < below <= LARGEST_DIVISOR:
        return None
    divisor = read_number(tokens, index + 2, language)
    if divisor is None or divisor.has_multiplier or divisor.is_ordinal:
        return None
    return _share_found(index, divisor.last, Fraction(above, below), divisor.case)


def _is_ordinal_quarter(tokens: Sequence[Token], index: int) -> bool:
    """«четверть» after an ordinal or before a year is a part of the year, not a share."""
    return index > 0 and tokens[index - 1].key in ordinals("ru")


def _every(tokens: Sequence[Token], index: int, language: TextLanguage) -> _Found | None:
    if index + 1 >= len(tokens):
        return None
    value: int | None = ordinals(language).get(tokens[index + 1].key)
    last = index + 2
    number = read_number(tokens, index + 1, language) if value is None else None
    if number is not None and number.is_ordinal:
        value, last = int(number.value), number.last
    return _share_found(index, last, Fraction(1, value)) if value is not None and value > 1 else None


def _share_found(first: int, last: int, share: Fraction, case: Case | None = None) -> _Found:
    places = Decimal(1).scaleb(-reading_rules().share_places)
    value = (Decimal(share.numerator) / Decimal(share.denominator)).quantize(places, ROUND_HALF_UP)
    number = ReadNumber(value.normalize(), None, last, "words")
    return _Found(first, last, number, "share", "share", share=share, case=case)


def _ratio(
    tokens: Sequence[Token], index: int, number: ReadNumber | None, language: TextLanguage
) -> _Found | None:
    """«в два раза», «в 2-3 раза», «вдвое», «двукратный рост», «1,3 раза», «2,5 есе», «екі еселенді»."""
    table = numerals(language)
    known = _times_words(language).get(tokens[index].key)
    if known is not None and (tokens[index].key not in _multiples(language) or _grows(tokens, index + 1)):
        return _Found(
            index, index + 1, ReadNumber(Decimal(known), None, index + 1, "words"), "times", "ratio"
        )
    first = index
    if table.before_times and tokens[index].kind == "number":
        if number is None or number.step is None or number.last >= len(tokens):
            return None
        is_ratio = tokens[number.last].key in _times(language) and not number.has_multiplier
        return _Found(index, number.last + 1, number, "times", "ratio") if is_ratio else None
    if table.before_times:
        if tokens[index].key not in table.before_times:
            return None
        first = _after_approximator(tokens, index + 1, language)
        number = read_number(tokens, first, language) if first < len(tokens) else None
    high = None if number is None or number.is_ordinal else _range_end(tokens, first, number, language)
    last = high.last if high is not None else number.last if number is not None else len(tokens)
    if number is None or last >= len(tokens) or not _is_times(tokens[last].key, language):
        return None
    return _Found(index, last + 1, number, "times", "ratio", high)


def _grows(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun of change follows: «двукратный рост», not «двукратный чемпион»."""
    return index < len(tokens) and tokens[index].key.startswith(tuple(numerals("ru").multiplied))


def _after_approximator(tokens: Sequence[Token], index: int, language: TextLanguage) -> int:
    found = _phrase_at(tokens, index, language, "before")
    return index + found[0] if found else index


def _is_times(key: str, language: TextLanguage) -> bool:
    """«есе», «раза», «еселенді»: what stands behind a number of times."""
    return key in _times(language) or (language == "kk" and key.startswith("еселе"))


@cache
def _times(language: TextLanguage) -> frozenset[str]:
    words = numerals(language).times
    endings = ("", "ге", "ні", "ден", "нің", "мен", "лік") if language == "kk" else ("",)
    return frozenset(fold(word + ending) for word in words for ending in endings)


@cache
def _times_words(language: TextLanguage) -> dict[str, int]:
    words = numerals(language).times_words
    known = {fold(word): value for value, written in words.items() for word in written}
    return {**known, **_multiples(language)}


@cache
def _multiples(language: TextLanguage) -> dict[str, int]:
    """Forms of «двукратный»: times only before a noun of change."""
    table = numerals(language)
    endings = ("ный", "ного", "ному", "ным", "ном", "ная", "ной", "ную", "ное")
    return {fold(stem + ending): value for value, stem in table.multiples.items() for ending in endings}


def _plain(
    tokens: Sequence[Token], index: int, number: ReadNumber | None, language: TextLanguage
) -> _Found | None:
    if number is None:
        return None
    high = None if number.is_ordinal else _range_end(tokens, index, number, language)
    if high is not None and _is_change(tokens, index, number, high, language):
        number, high = lower_of(number, high), None
    last = high.last if high is not None else number.last
    if high is not None and language == "kk" and last < len(tokens) and _is_times(tokens[last].key, "kk"):
        return _Found(index, last + 1, number, "times", "ratio", high)
    ended = high or number
    if ended.is_ordinal:
        return _Found(index, last, ended, None, "digits")
    return _Found(index, last, number, None, number.form, high, case=ended.case, possessive=ended.possessive)


def _is_change(
    tokens: Sequence[Token], index: int, number: ReadNumber, high: ReadNumber, language: TextLanguage
) -> bool:
    """«выросло с 18 до 27 тысяч», «18 мыңнан 27 мыңға дейін артты»: two levels."""
    words = reading_rules().ranges
    if language == "ru":
        return index > 0 and tokens[index - 1].key in words.ru.change_words
    until = _until_at(tokens, high) if number.case == words.kk.from_case or high.case else 0
    following = tokens[until + 1].key if until and until + 1 < len(tokens) else ""
    return following.startswith(words.kk.change_verbs)


def _range_end(
    tokens: Sequence[Token], index: int, number: ReadNumber, language: TextLanguage
) -> ReadNumber | None:
    """The upper number of a range: «5-7», «от 5 до 7 тысяч», «5-тен 7-ге дейін»."""
    at = number.last
    if at + 1 >= len(tokens):
        return None
    joined = tokens[at].text in _DASHES and tokens[at + 1].start - tokens[at - 1].end <= 3
    words = reading_rules().ranges
    between = language == "ru" and tokens[at].key in words.ru.to_words and index > 0
    between = between and tokens[index - 1].key in _openers_of_ranges()
    until = language == "kk" and number.case == words.kk.from_case
    signed = _signed_end(tokens, at) if tokens[at].text == "…" else 0
    if not (joined or between or until or signed):
        return None
    high = read_number(tokens, signed or (at if until else at + 1), language)
    if high is None or high.is_ordinal or high.alternative:
        return None
    if until and not _until_at(tokens, high):
        return None
    is_apart = joined and tokens[at].start > tokens[at - 1].end
    if is_apart and high.has_multiplier and not number.has_multiplier and number.value in _YEARS:
        return None
    return high if number.value < high.value else None


@cache
def _openers_of_ranges() -> frozenset[str]:
    words = reading_rules().ranges.ru
    return words.from_words | words.change_words


def _signed_end(tokens: Sequence[Token], at: int) -> int:
    """Where the second number of «+17…+19» and «17…19» stands behind the dots at ``at``; 0 for none."""
    if tokens[at].start != tokens[at - 1].end:
        return 0
    at += 1 + (tokens[at + 1].text in _SIGNS)
    return at if at < len(tokens) and tokens[at].kind == "number" else 0


def _until_at(tokens: Sequence[Token], high: ReadNumber) -> int:
    """Where «дейін» stands behind the upper number or its unit («350 мың теңгеге дейін»); 0 for nowhere."""
    words = reading_rules().ranges.kk
    at, case = high.last, high.case
    if case is None:
        unit = match_unit(tokens, at, "kk")
        if unit is None:
            return 0
        at, case = unit.last, unit.case
    is_until = case == words.to_case and at < len(tokens) and tokens[at].key.startswith(words.to_word)
    return at if is_until else 0


def _quantity(tokens: Sequence[Token], found: _Found, language: TextLanguage) -> PlacedQuantity | None:
    before = _phrase_before(tokens, found.first, language)
    if found.unit == "times" and before is None:
        before = _phrase_at(tokens, found.first + 1, language, "before")
        before = (0, before[1]) if before else None
    is_range = found.high is not None
    last, sign, case, possessive = found.last, None, found.case, found.possessive
    ended: Case | None = _ratio_case(tokens[last - 1].key) if found.unit == "times" else case
    after = None if before else phrase_after(tokens, last, language, ended)
    joined_until = is_range and found.number.case is not None
    if is_range and language == "kk" and after is not None and after[1] == "<":
        last, after = last + after[0], None
    last, sign = (last + after[0], after[1]) if after else (last, before[1] if before else None)
    sign = sign or ("~" if found.number.about else None)
    inflected = found.case is not None and sign is None and not is_range and found.form != "share"
    unit = None
    if found.unit is None and not found.possessive and not inflected:
        unit = match_unit(tokens, last, language)
    # «$121,5 млн-ға»: a number with an ending of its own keeps the sign before it.
    before_number = None if found.unit is not None or unit else _currency_before(tokens, found.first)
    if unit is not None:
        last, case, possessive = _unit_end(tokens, unit)
        after = None if sign else phrase_after(tokens, last, language, case)
        last, sign = (last + after[0], after[1]) if after else (last, sign)
        sign = None if is_range and language == "kk" and after and sign == "<" and joined_until else sign
    first = found.first - (before[0] if before else 0) - (1 if before_number and not before else 0)
    code = found.unit or (unit.code if unit else before_number)
    if (
        sign is None
        and _is_lone_multiplier(tokens, found, language)
        and not _is_one_million(tokens, found, code)
    ):
        return None
    quantity = _built(tokens, found, code, sign, (first, last), (case, possessive))
    return PlacedQuantity(quantity, first, last, found.first, found.last)


def _currency_before(tokens: Sequence[Token], first: int) -> str | None:
    """The currency whose sign stands right before the number."""
    return currency_of(tokens[first - 1].text) if first and tokens[first - 1].kind == "sign" else None


def _ratio_case(key: str) -> Case:
    """The case of «есе»: only «есеге жуық» and «еседен астам» are approximations, «1,5 есе көп» is none."""
    return "dative" if key.endswith("ге") else "ablative" if key.endswith("ден") else "nominative"


_MANY_OF = ("деген", "даған")
_ONE_MILLION = frozenset(
    stem + ending for stem in ("миллион", "миллиард", "триллион") for ending in ("", "а", "у", "ом")
)


def _is_one_million(tokens: Sequence[Token], found: _Found, unit: str | None) -> bool:
    """«миллион тенге», «миллиарду тонн»: one million, where a unit follows; «миллионы» are an idiom."""
    if found.first and tokens[found.first - 1].key.endswith(_MANY_OF):
        return False  # «жүздеген миллиард теңге»
    return unit is not None and found.last == found.first + 1 and tokens[found.first].key in _ONE_MILLION


def _is_lone_multiplier(tokens: Sequence[Token], found: _Found, language: TextLanguage) -> bool:
    """Whether nothing says how many: «тысяч», «сотен тысяч»."""
    if tokens[found.first].kind != "word" or not found.number.has_multiplier:
        return False
    known = number_words(language)
    words = [known.get(token.key) for token in tokens[found.first : found.last] if token.kind == "word"]
    return all(word is not None and word.role == "multiplier" for word in words)


def _unit_end(tokens: Sequence[Token], unit: UnitMatch) -> tuple[int, Case | None, bool]:
    """The end of the unit with an ending glued to its sign: «82%-ы»."""
    last, case, possessive = unit.last, unit.case, unit.possessive
    if tokens[last - 1].kind == "sign" and last + 1 < len(tokens) and tokens[last].text in _DASHES:
        ending = read_ending(tokens[last + 1].key)
        if ending is not None and tokens[last + 1].start == tokens[last].end:
            return last + 2, ending[0], ending[1]
    return last, case, possessive


@cache
def _edges(language: TextLanguage, side: Literal["before", "after"]) -> tuple[frozenset[str], frozenset[str]]:
    """The words with which approximators begin, and those with which they end."""
    known = phrases(language, side)
    return frozenset(words[0] for words in known), frozenset(words[-1] for words in known)


def _phrase_before(
    tokens: Sequence[Token], first: int, language: TextLanguage
) -> tuple[int, Approximation] | None:
    """The approximator that ends right before the token ``first``: its length in tokens and its sign."""
    if first == 0 or not _sorts(language)[tokens[first - 1].key] & _BEFORE:
        return None
    for length in (4, 3, 2, 1):
        if first - length >= 0:
            sign = phrases(language, "before").get(
                tuple(token.key for token in tokens[first - length : first])
            )
            if sign is not None:
                return length, sign
    return None


def _phrase_at(
    tokens: Sequence[Token], index: int, language: TextLanguage, side: Literal["before", "after"]
) -> tuple[int, Approximation] | None:
    if index >= len(tokens) or tokens[index].key not in _edges(language, side)[0]:
        return None
    for length in (4, 3, 2, 1):
        sign = phrases(language, side).get(tuple(token.key for token in tokens[index : index + length]))
        if sign is not None and index + length <= len(tokens):
            return length, sign
    return None


_MANY = frozenset(["көп", "аз"])
"""«9 көп пәтерлі үй» has many flats; only «9-дан көп» is more than nine."""


def begins_approximator(tokens: Sequence[Token], index: int, language: TextLanguage) -> bool:
    """Whether the word at ``index`` is the first of an approximator that stands behind its number."""
    return index < len(tokens) and bool(_sorts(language)[tokens[index].key] & _AFTER)


def phrase_after(
    tokens: Sequence[Token], index: int, language: TextLanguage, case: Case | None
) -> tuple[int, Approximation] | None:
    """The approximator that begins at ``index``, after a word in ``case``: length in tokens and sign.

    An approximator that governs a case counts only after that case, or after bare digits and abbreviations.
    """
    if index >= len(tokens) or not _sorts(language)[tokens[index].key] & _AFTER:
        return None
    found = _phrase_at(tokens, index, language, "after")
    if found is None or _is_sum(tokens, index):
        return None
    phrase = " ".join(token.key for token in tokens[index : index + found[0]])
    needed = _case_needed(language).get(phrase)
    is_bare = case is None and (tokens[index - 1].kind != "word" or len(tokens[index - 1].key) <= 4)
    is_bare = is_bare and phrase not in _MANY
    return found if needed is None or case == needed or is_bare else None


@cache
def _case_needed(language: TextLanguage) -> dict[str, Case]:
    """The case that an approximator behind a number governs, by its words."""
    governed = reading_rules().approximators[language].after_needs_case
    return {phrase: case for case, listed in governed.items() for phrase in listed}


def _is_sum(tokens: Sequence[Token], index: int) -> bool:
    """«2 + 2», «2+2»: a plus that means more («200+ мест») is glued to its number, and none follows."""
    if tokens[index].text != "+":
        return False
    is_glued = index > 0 and tokens[index - 1].end == tokens[index].start
    return not is_glued or (index + 1 < len(tokens) and tokens[index + 1].kind == "number")


def _built(
    tokens: Sequence[Token],
    found: _Found,
    unit: str | None,
    sign: Approximation | None,
    span: tuple[int, int],
    endings: tuple[Case | None, bool],
) -> Quantity:
    number, high = found.number, found.high
    low = lower_of(number, high) if high is not None else number
    is_ambiguous = number.alternative is not None
    return made(
        Quantity,
        value=None if high is not None or is_ambiguous else plain(number.value),
        low=plain(low.value) if high is not None else None,
        high=plain(high.value) if high is not None else None,
        approximation=sign,
        unit=unit,
        interval=interval_of(low, high, unit, sign, found.share),
        start=tokens[span[0]].start,
        end=tokens[span[1] - 1].end,
        number_start=tokens[found.first].start,
        number_end=tokens[found.last - 1].end,
        form=found.form,
        case=endings[0],
        possessive=endings[1],
        flags=flags_of(number, unit),
    )

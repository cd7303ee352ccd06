"""Find the quantities of a text: numbers with multipliers and units, ranges, shares and ratios."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from esep.language.approximators import edges, phrase_after, phrase_at, phrase_before
from esep.language.endings import Case, read_ending
from esep.language.found import Found
from esep.language.lexicon import TextLanguage, number_words, numerals, share_words
from esep.language.making import made
from esep.language.meanings import flags_of, interval_of, lower_of, plain
from esep.language.numbers import ReadNumber, read_number
from esep.language.quantity import Approximation, Quantity
from esep.language.ranges import DASHES, is_change, range_end
from esep.language.ratios import is_times, ratio_at, times_behind, times_words
from esep.language.remembered import Remembered
from esep.language.shares import fraction_at, share_at
from esep.language.tokens import Token, tokenize
from esep.language.units import UnitMatch, currency_of, match_unit

LONGEST_INDEXED = 3
"""Letters to which a digit is glued as their index."""

_PREPOSITIONS = frozenset(["на", "до", "от", "за", "по", "из", "при", "под", "для"])
"""Short words to which a number is glued by mistake."""


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
            found = fraction_at(tokens, index, language)
        if found is None and (sort & _SHARE or (number is not None and number.case == "ablative")):
            found = share_at(tokens, index, number, language)
        if found is None and sort & _TIMES:
            found = ratio_at(tokens, index, number, language)
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
    return is_number or token.key in edges(language, "before")[0]


_SHARE, _TIMES = 1, 2
"""What a word can be to a quantity, as bits: a share or «каждый»; «раза», «вдвое» or the «в» before it."""


@cache
def _sorts(language: TextLanguage) -> Remembered[int]:
    table = numerals(language)
    shares = share_words(language).keys() | table.every
    times = times_behind(language) | times_words(language).keys() | table.before_times

    def sort(key: str) -> int:
        found = _SHARE if key in shares else 0
        return found | (_TIMES if key in times or is_times(key, language) else 0)

    return Remembered(sort)


@cache
def quantity_openers(language: TextLanguage) -> frozenset[str]:
    """The words, folded, that a quantity can begin with."""
    table = numerals(language)
    known = number_words(language).keys() | share_words(language).keys() | times_words(language).keys()
    return frozenset(known) | table.every | table.before_times


def _plain(
    tokens: Sequence[Token], index: int, number: ReadNumber | None, language: TextLanguage
) -> Found | None:
    if number is None:
        return None
    high = None if number.is_ordinal else range_end(tokens, index, number, language)
    if high is not None and is_change(tokens, index, number, high, language):
        number, high = lower_of(number, high), None
    last = high.last if high is not None else number.last
    if high is not None and language == "kk" and last < len(tokens) and is_times(tokens[last].key, "kk"):
        return Found(index, last + 1, number, "times", "ratio", high)
    ended = high or number
    if ended.is_ordinal:
        return Found(index, last, ended, None, "digits")
    return Found(index, last, number, None, number.form, high, case=ended.case, possessive=ended.possessive)


def _quantity(tokens: Sequence[Token], found: Found, language: TextLanguage) -> PlacedQuantity | None:
    before = phrase_before(tokens, found.first, language)
    if found.unit == "times" and before is None:
        before = phrase_at(tokens, found.first + 1, language, "before")
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


def _is_one_million(tokens: Sequence[Token], found: Found, unit: str | None) -> bool:
    """«миллион тенге», «миллиарду тонн»: one million, where a unit follows; «миллионы» are an idiom."""
    if found.first and tokens[found.first - 1].key.endswith(_MANY_OF):
        return False  # «жүздеген миллиард теңге»
    return unit is not None and found.last == found.first + 1 and tokens[found.first].key in _ONE_MILLION


def _is_lone_multiplier(tokens: Sequence[Token], found: Found, language: TextLanguage) -> bool:
    """Whether nothing says how many: «тысяч», «сотен тысяч»."""
    if tokens[found.first].kind != "word" or not found.number.has_multiplier:
        return False
    known = number_words(language)
    words = [known.get(token.key) for token in tokens[found.first : found.last] if token.kind == "word"]
    return all(word is not None and word.role == "multiplier" for word in words)


def _unit_end(tokens: Sequence[Token], unit: UnitMatch) -> tuple[int, Case | None, bool]:
    """The end of the unit with an ending glued to its sign: «82%-ы»."""
    last, case, possessive = unit.last, unit.case, unit.possessive
    if tokens[last - 1].kind == "sign" and last + 1 < len(tokens) and tokens[last].text in DASHES:
        ending = read_ending(tokens[last + 1].key)
        if ending is not None and tokens[last + 1].start == tokens[last].end:
            return last + 2, ending[0], ending[1]
    return last, case, possessive


def _built(
    tokens: Sequence[Token],
    found: Found,
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

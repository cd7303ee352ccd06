"""Read one number at a place in a list of tokens: digits or words, with its multipliers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from esep.language.endings import Case, read_ending
from esep.language.lexicon import ABOUT_ENDINGS, NumberWord, TextLanguage, number_words, ordinals
from esep.language.remembered import Remembered
from esep.language.tokens import Token
from esep.language.units import is_measure, match_unit

LONGEST = 15
"""Characters in the digits of an amount; with the largest multiplier it stays exact."""
LONGEST_UNGROUPED = 11
"""Digits in a row that can be an amount; an individual number has twelve."""
MOST_INVERTED = 100
"""The largest number that stands behind its multiplier: «тысяч сто»."""
LEAST_HUNDREDS = 100
"""From here on digits behind a thousand go on with it whatever follows: «12 мың 500 адам»."""
LEAST_WRITTEN = 1000
"""From here on a multiplier stands after figures too; «десяток» and «сотня» are words of speech."""

_MULTIPLIED = (("тысячн", 10**3), ("миллионн", 10**6), ("миллиардн", 10**9))
"""«500-тысячные гранты»: adjectives that multiply the number before them."""
_MANY = frozenset(["тысяч", "миллионов", "миллиардов"])
_TENTHS = re.compile(r"([1-9]\d{0,5}|0)[,.](\d{1,2})")
"""A number with one or two digits behind its decimal sign: nearly every one that has such a sign."""
_STEPS = {digits: Decimal(1).scaleb(-digits) for digits in (1, 2)}
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+")
_MIXED = re.compile(r"\d{1,3}(?:([.,])\d{3})+(?!\1)[.,]\d+")
_SPACES = re.compile(r"[ \u00a0\u202f\u2009'’`´]")
_TIMES_SIGNS = frozenset("×·*")
_POWER = re.compile(r"10\^([1-9]|1[0-2])")
_CARDINAL_ENDINGS = frozenset(["ти", "х", "и", "ми", "мя", "ми"])
_LOOSE_ENDINGS = frozenset(["ден", "дан", "тен", "тан", "нен", "нан", "ге", "ға", "ке", "қа"])
_ABOUT_BEHIND = frozenset(
    ["астам", "аса", "артық", "көп", "кем", "жуық", "тарта", "таяу", "жақын", "асып", "асты"]
)
"""Behind one of these endings typed apart from its number: «800 ден астам»."""
_COLLECTIVE = ("еу", "ау")
"""Begins the ending of a collective numeral in digits: «5-еуі»."""
_ORDINAL_ENDINGS = frozenset(
    ["й", "я", "е", "го", "му", "ый", "ая", "ое", "ой", "ю", "м", "ого", "ому", "го", "ший"]
)
_KAZAKH_ORDINAL = re.compile(r"н?[ыі]?н?ш[ыі].*")


class ReadNumber(NamedTuple):
    """A number found in the tokens ``[first, last)``.

    ``step`` is the value of one unit in its last written place, None where the number is exact as written.
    ``alternative`` is the other reading of an ambiguous separator. ``case`` and ``possessive`` are the
    Kazakh endings that the number carries; ``has_multiplier`` tells of a multiplier, ``about`` of an ending
    or an order of words that makes it approximate («540-тай», «тысяч пять»).
    """

    value: Decimal
    step: Decimal | None
    last: int
    form: Literal["digits", "words"]
    has_multiplier: bool = False
    case: Case | None = None
    possessive: bool = False
    is_ordinal: bool = False
    alternative: Decimal | None = None
    leading: Decimal = Decimal(0)
    about: bool = False


def read_number(tokens: Sequence[Token], first: int, language: TextLanguage) -> ReadNumber | None:
    """The longest number that begins at the token ``first``; None when none does."""
    if language == "ru" and tokens[first].key in _MANY:
        inverted = _inverted(tokens, first)
        if inverted is not None:
            return inverted
    total: ReadNumber | None = None
    smallest: Decimal | None = None
    index = first
    while index < len(tokens):
        part = _part(tokens, index, language)
        if part is None and total is not None:
            break
        multiplier = _multiplier(tokens, part.last if part else index, language)
        if part is None and multiplier is None:
            break
        closed = part is not None and (part.case or part.possessive or part.is_ordinal or part.about)
        if part is not None and (closed or part.alternative):
            multiplier = multiplier if part.alternative else None
        if total is not None and part is not None and not (multiplier or _may_end(tokens, part, language)):
            break
        joined = _join(total, part, multiplier, smallest)
        if joined is None:
            break
        total, index = joined, joined.last
        smallest = multiplier.word.value if multiplier else _ZERO
        if multiplier is None or total.case or total.possessive:
            break
    if total is None:
        return None
    half = _half_more(tokens, total.last, language) if language == "kk" and smallest else None
    if half is not None and smallest and not total.case:
        more = total.value + half[0].value * smallest
        word = half[0]
        total = total._replace(
            value=more, step=smallest / 10, last=half[1], case=word.case, possessive=word.possessive
        )
    return _with_ordinal(tokens, total, language) if total.form == "words" else total


_ZERO = Decimal(0)


def _inverted(tokens: Sequence[Token], first: int) -> ReadNumber | None:
    """«тысяч пять» is about five thousand."""
    if first + 1 >= len(tokens) or tokens[first + 1].kind != "word":
        return None
    part = _words(tokens, first + 1, "ru")
    if part is None or part.value >= LEAST_WRITTEN or not part.value or part.value > MOST_INVERTED:
        return None
    factor = number_words("ru")[tokens[first].key].value
    return part._replace(value=part.value * factor, step=factor, has_multiplier=True, about=True)


class _Multiplier(NamedTuple):
    word: NumberWord
    last: int


def _join(
    total: ReadNumber | None,
    part: ReadNumber | None,
    multiplier: _Multiplier | None,
    smallest: Decimal | None,
) -> ReadNumber | None:
    """The number so far with one more part («132 миллиард» + «200 миллион»); None when they do not belong."""
    if multiplier is None:
        if part is None or total is None:
            return part
        if smallest is None or part.value >= smallest or not _continues(total, part, smallest):
            return None
        return total._replace(
            value=total.value + part.value,
            step=None,
            last=part.last,
            case=part.case,
            possessive=part.possessive,
        )
    factor = multiplier.word.value
    if smallest is not None and factor >= smallest:
        return None
    lone = part is None
    leading = Decimal(1) if part is None else part.value
    unit = factor if part is None or part.step is None else part.step * factor
    return ReadNumber(
        value=leading * factor + (total.value if total else 0),
        step=unit,
        last=multiplier.last,
        form="words" if lone else (total or part or ReadNumber(leading, None, 0, "words")).form,
        has_multiplier=True,
        case=multiplier.word.case,
        possessive=multiplier.word.possessive,
        leading=total.leading if total else leading,
        about=multiplier.word.about,
    )


def _continues(total: ReadNumber, part: ReadNumber, smallest: Decimal) -> bool:
    """Whether digits go on after a multiplier: «12 мың 500», not «12 мың, 500»."""
    if part.form == "words":
        return True
    return total.step == smallest == 1000 and part.step is None and part.alternative is None


def _may_end(tokens: Sequence[Token], part: ReadNumber, language: TextLanguage) -> bool:
    """Whether ``part`` can be the last of a number: few digits only before a measure.

    «10 мың 22 гектар» is one number; in «12 тысяч 25 ноября» the day is none of it.
    """
    if part.form == "words" or part.value >= LEAST_HUNDREDS:
        return True
    unit = match_unit(tokens, part.last, language)
    return unit is not None and is_measure(unit.code)


def _part(tokens: Sequence[Token], index: int, language: TextLanguage) -> ReadNumber | None:
    token = tokens[index]
    if token.kind == "number":
        return _digits(tokens, index, language)
    return _words(tokens, index, language) if token.key in number_words(language) else None


def _digits(tokens: Sequence[Token], index: int, language: TextLanguage) -> ReadNumber | None:
    parsed = parse_digits(tokens[index].text)
    if parsed is None:
        return None
    value, step, alternative = parsed
    number = ReadNumber(value, step, index + 1, "digits", False, None, False, False, alternative, value)
    if index + 1 >= len(tokens):
        return number
    suffix = None
    if tokens[index + 1].kind == "sign":
        suffix = _suffix(tokens, index + 1)
        if tokens[index + 1].text in _TIMES_SIGNS:
            return _with_power(tokens, number)
    if suffix is None:
        half = _half_more(tokens, index + 1, language) if step is None else None
        if half is not None:
            more = value + half[0].value
            return number._replace(value=more, step=Decimal("0.1"), last=half[1], leading=more)
        return _with_glued_ending(tokens, number, language)
    if language == "ru":
        factor = next((value for stem, value in _MULTIPLIED if suffix.startswith(stem)), None)
        if factor is not None:
            more = value * factor
            return number._replace(value=more, last=index + 3, has_multiplier=True, leading=value)
        if suffix in _ORDINAL_ENDINGS:
            return number._replace(last=index + 3, is_ordinal=True)
        return number._replace(last=index + 3) if suffix in _CARDINAL_ENDINGS else number
    if _KAZAKH_ORDINAL.fullmatch(suffix):
        return number._replace(last=index + 3, is_ordinal=True)
    if suffix in ABOUT_ENDINGS:
        return number._replace(last=index + 3, about=True)
    ending = read_ending(suffix) or (read_ending(suffix[2:]) if suffix.startswith(_COLLECTIVE) else None)
    return number._replace(last=index + 3, case=ending[0], possessive=ending[1]) if ending else number


def _with_power(tokens: Sequence[Token], number: ReadNumber) -> ReadNumber:
    """«1,5×10^6»: a number times a power of ten."""
    at = number.last
    shape = "".join(token.text for token in tokens[at + 1 : at + 4])
    power = _POWER.fullmatch(shape)
    if power is None or number.alternative is not None:
        return number
    factor = Decimal(1).scaleb(int(power[1]))
    step = factor if number.step is None else number.step * factor
    value = number.value * factor
    return number._replace(value=value, step=step, last=at + 4, has_multiplier=True)


def _with_glued_ending(tokens: Sequence[Token], number: ReadNumber, language: TextLanguage) -> ReadNumber:
    """«200ге жуық», «800 ден астам», «900 - ден астам»: a Kazakh ending typed apart or glued."""
    at = number.last
    if at + 2 < len(tokens) and tokens[at].text in "-–" and tokens[at].start > tokens[at - 1].end:
        at += tokens[at + 1].key in _LOOSE_ENDINGS and tokens[at + 2].key in _ABOUT_BEHIND
    if language != "kk" or at >= len(tokens) or tokens[at].kind != "word":
        return number
    is_loose = tokens[at].key in _LOOSE_ENDINGS and at + 1 < len(tokens)
    is_loose = is_loose and (tokens[at + 1].key in _ABOUT_BEHIND or tokens[at + 1].kind == "number")
    if not is_loose and tokens[at].start != tokens[at - 1].end:
        return number
    if tokens[at].kind == "word" and _KAZAKH_ORDINAL.fullmatch(tokens[at].key):
        return number._replace(last=at + 1, is_ordinal=True)
    ending = read_ending(tokens[at].key) if tokens[at].kind == "word" else None
    return number._replace(last=at + 1, case=ending[0], possessive=ending[1]) if ending else number


def _suffix(tokens: Sequence[Token], index: int) -> str | None:
    """The word glued by a hyphen to what stands before ``index``: «-ден» of «400-ден»."""
    if index + 1 >= len(tokens) or index == 0:
        return None
    hyphen, word = tokens[index], tokens[index + 1]
    is_glued = hyphen.start == tokens[index - 1].end and word.start == hyphen.end
    return word.key if is_glued and hyphen.text in "-‑–" and word.kind == "word" else None


def parse_digits(text: str) -> tuple[Decimal, Decimal | None, Decimal | None] | None:
    """Value, step of the last place after the decimal sign, and the other reading where there are two.

    One separator before exactly three digits may be a decimal sign or part thousands: «1.200».
    None for digits with points that are no number («24.11.2025») and for rows of digits too long for an
    amount: personal and account numbers.
    """
    if text.isdigit():
        return (Decimal(text), None, None) if len(text) <= LONGEST_UNGROUPED else None
    tenth = _TENTHS.fullmatch(text)
    if tenth is not None:
        return Decimal(f"{tenth[1]}.{tenth[2]}"), _STEPS[len(tenth[2])], None
    plain = _SPACES.sub("", text)
    if len(plain) > LONGEST:
        return None
    if plain.isdigit():
        return Decimal(plain), None, None
    if _GROUPED.fullmatch(plain):
        return Decimal(re.sub(r"[.,]", "", plain)), None, None
    if _MIXED.fullmatch(plain):
        whole, _, fraction = re.split(r"([.,])(?=\d+$)", plain)
        plain = f"{re.sub('[.,]', '', whole)}.{fraction}"
    parts = re.split(r"[.,]", plain)
    if len(parts) != 2:
        return None
    whole, fraction = parts
    if len(whole) > 1 and whole.startswith("0"):
        return None  # «01.05» is a day
    value, step = Decimal(f"{whole}.{fraction}"), Decimal(1).scaleb(-len(fraction))
    is_ambiguous = len(fraction) == 3 and len(whole) <= 3 and whole.strip("0") and plain == text
    return value, step, Decimal(whole + fraction) if is_ambiguous else None


def _words(tokens: Sequence[Token], index: int, language: TextLanguage) -> ReadNumber | None:
    """Number words below a thousand: «отыз сегіз», «сто двадцать два», «бір жарым», «полтора»."""
    known = number_words(language)
    first = known.get(tokens[index].key)
    if first is None or first.role in ("multiplier", "half more"):
        return None
    if first.role == "joined" and not _is_joined(tokens, index, language):
        return None
    if first.role in ("decimal", "half"):
        is_half = first.role == "half"
        follows = _multiplier(tokens, index + 1, language)
        if is_half and follows is None:
            return None
        step = None if first.value == first.value.to_integral_value() else Decimal("0.1")
        step = first.value / 5 if first.value >= 1000 else step
        return ReadNumber(first.value, step, index + 1, "words", case=first.case, leading=first.value)
    value, last, word = Decimal(0), index, first
    while last < len(tokens) and (found := known.get(tokens[last].key)) is not None:
        grown = _grow(value, found)
        if grown is None:
            break
        value, word, last = grown, found, last + 1
        if word.case or word.possessive or word.about:
            break
    step = None
    half = _half_more(tokens, last, language)
    if half is not None:
        value, step, word, last = value + half[0].value, Decimal("0.1"), *half
    return ReadNumber(
        value,
        step,
        last,
        "words",
        case=word.case,
        possessive=word.possessive,
        leading=value,
        about=word.about,
    )


def _is_joined(tokens: Sequence[Token], index: int, language: TextLanguage) -> bool:
    """Whether a multiplier stands beside: «семью тысячами», «миллионом семью»."""
    before = _one_multiplier(tokens, index - 1, language) if index else None
    return before is not None or _multiplier(tokens, index + 1, language) is not None


def _half_more(tokens: Sequence[Token], index: int, language: TextLanguage) -> tuple[NumberWord, int] | None:
    """«жарым», «с половиной» at ``index``, and the token after it."""
    if index >= len(tokens) or tokens[index].key not in _half_openers(language):
        return None
    known = number_words(language)
    for last in (index + 1, index + 2):
        word = known.get(" ".join(token.key for token in tokens[index:last])) if last <= len(tokens) else None
        if word is not None and word.role == "half more":
            return word, last
    return None


@cache
def _half_openers(language: TextLanguage) -> frozenset[str]:
    return frozenset(
        key.partition(" ")[0] for key, word in number_words(language).items() if word.role == "half more"
    )


def _grow(value: Decimal, word: NumberWord) -> Decimal | None:
    """The numeral with one more word, or None when the word does not continue it."""
    if word.role == "hundred":
        return None if value >= 10 else (value or Decimal(1)) * 100
    if word.role not in ("cardinal", "joined") or (value and not word.value):
        return None
    room = 10 if word.value < 10 else 100 if word.value < 100 else 1000
    return None if value % room or (value and room == 1000) else value + word.value


def _multiplier(tokens: Sequence[Token], index: int, language: TextLanguage) -> _Multiplier | None:
    """A multiplier at ``index``: «мың», «тыс.», «млрд.-тан», «десятков», «сотен тысяч»."""
    found = _one_multiplier(tokens, index, language)
    if found is None or found.word.value >= LEAST_WRITTEN:
        return found
    larger = _one_multiplier(tokens, found.last, language)
    if larger is None or larger.word.value < LEAST_WRITTEN:
        return found
    return larger._replace(word=replace(larger.word, value=found.word.value * larger.word.value))


def _one_multiplier(tokens: Sequence[Token], index: int, language: TextLanguage) -> _Multiplier | None:
    if index >= len(tokens) or tokens[index].kind != "word":
        return None
    key = tokens[index].key
    word = _multipliers(language)[key]
    if word is None:
        return None
    if "-" in key:
        return _Multiplier(word, index + 1)
    last = index + 1
    if (
        last < len(tokens)
        and tokens[last].text == "."
        and tokens[last].start == tokens[index].end
        and len(key) <= 4
    ):
        last += 1
    suffix = _suffix(tokens, last)
    read = read_ending(suffix) if suffix else None
    if read is not None:
        return _Multiplier(replace(word, case=read[0], possessive=read[1]), last + 2)
    if last > index + 1 and not _goes_on(tokens, last):
        last = index + 1
    return _Multiplier(word, last)


@cache
def _multipliers(language: TextLanguage) -> Remembered[NumberWord | None]:
    """By word: the multiplier that it is, with the case of its hyphened ending («млрд-тан»)."""
    other: TextLanguage = "ru" if language == "kk" else "kk"
    known = {
        key: word
        for table in (number_words(other), number_words(language))
        for key, word in table.items()
        if word.role == "multiplier"
    }

    def find(key: str) -> NumberWord | None:
        stem, hyphen, ending = key.partition("-")
        word, read = known.get(stem), read_ending(ending) if hyphen else None
        if not hyphen or word is None or read is None:
            return known.get(key)
        return replace(word, case=read[0], possessive=read[1])

    return Remembered(find)


_CAPITAL_SIGNS = frozenset(["Гкал", "Мбит", "Гбит"])


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether the full stop before ``index`` belongs to an abbreviation: a small letter, a digit or «АҚШ»."""
    if index >= len(tokens):
        return False
    following = tokens[index].text
    is_sign = following[:2].isupper() or following in _CAPITAL_SIGNS
    return not following[:1].isupper() or (is_sign and len(following) > 1)


def _with_ordinal(tokens: Sequence[Token], number: ReadNumber, language: TextLanguage) -> ReadNumber:
    """A number whose last word is an ordinal («жиырма екінші») is an ordinal as a whole."""
    if number.form == "words" and not number.case and number.last < len(tokens):
        following = tokens[number.last]
        value = ordinals(language).get(following.key) if following.kind == "word" else None
        if value is not None and Decimal(value) < number.value and number.value % 10 == 0:
            return number._replace(last=number.last + 1, is_ordinal=True)
    return number

"""Write numbers and quantities in Kazakh, Russian and English, with the grammar of each."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from esep.language.endings import Case, add_case, decline
from esep.language.interval import Number
from esep.language.lexicon import TextLanguage, kazakh_ordinal, load, numerals
from esep.language.meanings import plain
from esep.language.units import unit_name
from esep.messages import Language

NBSP = "\u00a0"


def format_number(value: Number | int, language: Language, *, places: int | None = None) -> str:
    """The number with grouped thousands: «16 211,5» in Kazakh and Russian, "16,211.5" in English.

    ``places`` rounds half to even to so many decimal places; a Fraction needs it (default 2).
    """
    if type(value) is int and places is None:
        text = f"{value:,}"
        return text if language == "en" else text.replace(",", NBSP)
    if isinstance(value, Fraction):
        scaled = 10 ** (2 if places is None else places)
        number = Decimal(round(value * scaled)) / scaled
    else:
        number = Decimal(value)
    number = plain(number) if places is None else number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    text = f"{number:,f}"
    return text if language == "en" else text.replace(",", NBSP).replace(".", ",")


def format_quantity(
    value: Number | int,
    unit: str | None,
    language: Language,
    *,
    shorten: bool = True,
    case: Case = "nominative",
) -> str:
    """The number with its unit: «47,8 мың жұмыс орны», «47,8 тысячи рабочих мест», "47.8 thousand jobs".

    A thousand, million or larger whole multiplier is put in words when that loses no digit and leaves at
    most one decimal place; ``shorten=False`` keeps all digits. ``case`` is the case of the Kazakh wording.
    """
    number = value if isinstance(value, Fraction) else plain(Decimal(value))
    multiplier = _multiplier(number) if shorten and isinstance(number, Decimal) else 1
    shown = plain(number / multiplier) if isinstance(number, Decimal) else number
    if unit == "percent":
        figure = format_number(shown, language)
        return f"{figure}%" if language == "en" else f"{figure}{NBSP}%" + _percent_ending(language, case)
    words = [format_number(shown, language)]
    if multiplier > 1:
        words.append(_multiplier_name(multiplier, shown, language))
    if unit is not None:
        words.append(_unit_words(unit, shown, multiplier, language))
    if language == "kk":
        return _kazakh(words, shown, case)
    return NBSP.join(words[:-1]) + (NBSP if unit is None else " ") + words[-1] if len(words) > 1 else words[0]


def _multiplier(number: Decimal) -> int:
    for multiplier in sorted(numerals("kk").multipliers, reverse=True):
        if abs(number) >= multiplier:
            left = number / multiplier
            return multiplier if left * 10 == (left * 10).to_integral_value() else 1
    return 1


def _multiplier_name(multiplier: int, shown: Number, language: Language) -> str:
    names = load("formats.yaml")["multipliers"][multiplier]
    if language == "kk":
        return str(names["kk"])
    if language == "en":
        return str(names["en"])
    return str(names["ru"][_russian_form(shown)])


def _russian_form(shown: Number) -> int:
    """0 after 1, 1 after 2 to 4 and after any fraction, 2 otherwise."""
    if shown != int(shown):
        return 1
    whole = abs(int(shown))
    if whole % 10 == 1 and whole % 100 != 11:
        return 0
    return 1 if 2 <= whole % 10 <= 4 and not 12 <= whole % 100 <= 14 else 2


def _unit_words(unit: str, shown: Number, multiplier: int, language: Language) -> str:
    if language == "ru":
        if multiplier > 1:
            return unit_name(unit, "ru", 5)
        return unit_name(unit, "ru", 2 if shown != int(shown) else abs(int(shown)))
    singular = language == "kk" or (multiplier == 1 and shown == 1)
    return unit_name(unit, language, 1 if singular else 2)


def _kazakh(words: list[str], shown: Number, case: Case) -> str:
    """The Kazakh words with the case on the last: «47,8 мың жұмыс орнына», «5 км-ден», «32-ден»."""
    head = words[:-1]
    if case == "nominative":
        last = words[-1]
    elif not head:
        last = words[-1] + "-" + ending_of_number(shown, case)
    else:
        last = _declined(words[-1], case)
    return (NBSP.join(head) + " " if head else "") + last


def _declined(name: str, case: Case) -> str:
    names = load("formats.yaml")
    spoken = names["abbreviations"].get(name.split()[-1])
    if spoken is not None:
        return name + "-" + add_case(spoken, case)[len(spoken) :]
    return add_case(name, case, possessed=name.endswith(tuple(names["possessed_names"])))


def _percent_ending(language: Language, case: Case) -> str:
    if language != "kk" or case == "nominative":
        return ""
    return "-" + decline("пайыз", case)[len("пайыз") :]


def ending_of_number(value: Number | int, case: Case) -> str:
    """The Kazakh case ending after digits, by the sound of the last word: 400 «ден», 6 «дан», 10 «нан»."""
    last = number_in_words(int(str(plain(Decimal(str(value))))[-3:].lstrip(".,-") or 0), "kk").split()[-1]
    whole = Decimal(str(value))
    if whole == whole.to_integral_value() and whole and whole % 1000 == 0:
        last = number_in_words(int(whole), "kk").split()[-1]
    return decline(last, case)[len(last) :]


def number_in_words(value: int, language: TextLanguage) -> str:
    """A whole number below 10¹⁵ in words, nominative: «отыз сегіз мың», «тридцать восемь тысяч».

    Russian numerals are masculine («двадцать один»). Raises ValueError outside the range.
    """
    if not 0 <= value < 10**15:
        raise ValueError(f"{value} is outside 0 to 10¹⁵ - 1.")
    if value == 0:
        return numerals(language).cardinals[0][0]
    words: list[str] = []
    rest = value
    for multiplier in sorted(numerals(language).multipliers, reverse=True):
        count, rest = divmod(rest, multiplier)
        if count:
            words += _below_thousand(count, language, feminine=multiplier == 1000)
            words.append(_multiplier_name(multiplier, Decimal(count), language))
    return " ".join(words + _below_thousand(rest, language, feminine=False))


def _below_thousand(value: int, language: TextLanguage, *, feminine: bool) -> list[str]:
    table = numerals(language)
    words: list[str] = []
    hundreds, rest = divmod(value, 100)
    if hundreds and language == "ru":
        words.append(table.cardinals[hundreds * 100][0])
    elif hundreds:
        words += [*[table.cardinals[hundreds][0]] * (hundreds > 1), *table.hundred[:1]]
    if rest in table.cardinals and rest:
        return [*words, _gendered(rest, language, feminine)]
    tens, ones = rest - rest % 10, rest % 10
    if tens:
        words.append(table.cardinals[tens][0])
    return [*words, _gendered(ones, language, feminine)] if ones else words


def _gendered(value: int, language: TextLanguage, feminine: bool) -> str:
    if language == "ru" and feminine and value in (1, 2):
        return str(load("formats.yaml")["feminine"][value])
    return numerals(language).cardinals[value][0]


def ordinal_in_words(value: int, language: TextLanguage = "kk") -> str:
    """A Kazakh ordinal: «бесінші», «жиырма екінші»."""
    words = number_in_words(value, language).split()
    return " ".join([*words[:-1], kazakh_ordinal(words[-1])])

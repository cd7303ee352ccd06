"""The unit, the multiplier and the counted noun that the heads of a table give to its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from esep.language import Quantity, TextLanguage, Token, is_measure, match_unit, read_quantities, tokenize
from esep.language.endings import fold
from esep.language.kazakh import analyse
from esep.language.russian import is_known
from esep.reading.grammar.russian_grammar import is_a
from esep.reading.grammar.sentence_language import hide_names
from esep.reading.tables.words import table_words, without_beginning

_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_LANGUAGES: tuple[TextLanguage, TextLanguage] = ("kk", "ru")
_LARGEST_MULTIPLIER_WORD = 4
"""Tokens in which a multiplier and its unit are said: «млн. тенге», «мың адам»."""

NO_THINGS = ("times", "share")
"""Units that are neither measures nor things."""
_PIECES = "machine"
"""«бірлік», «единиц»: in the head of a table the word means pieces of whatever is counted."""
_PER = re.compile(
    r"\bна (?:1|10|100|10{0,2} ?000|10{0,2} тыс\.?|одн\w+|душу|человека|тысячу)\b[^,(]*|[^,(]*\bшаққанда\b",
    re.IGNORECASE,
)
"""«на 1 кв. км», «1000 адамға шаққанда»: what a rate is per, and no unit of it."""
_INITIALS = re.compile(r"\b[А-ЯЁӘҒҚҢӨҰҮІ]\. ?[А-ЯЁӘҒҚҢӨҰҮІ]\.")
"""«Петров П.П.»: no percentage points."""
_WHERE_AND_WHEN = re.compile(
    r"\s*,\s*(?:[^,]*(?<!\d)(?:19|20)\d\d(?!\d)[^,]*"
    r"|[^\s,]+(?: [^\s,]+)? (?:облысы|ауданы|қаласы|область|район))(?=\s*(?:,|\Z))",
    re.IGNORECASE,
)
"""«Бюджеттің атқарылуы, Абай облысы, 2025 жылғы қаңтар–қазан»: what a caption tells of place and time."""
_BOUNDS = {"от": "не менее", "до": "не более"}
_KAZAKH_BOUNDS = ("кемінде", "шамамен")
"""Bounds in a cell: «от» and «до» before a number that stands alone say no range."""
SHORT_PIECES = ("ед", "ед.", "дана", "шт", "шт.", "бірл.", "бірлік")
_NUMBERED = re.compile(
    r"\s*(?:таблица|кесте|приложение|қосымша)\s*(?:№\s*)?\d*\s*(?:[.:–—-]\s*)?|\s*\d+[\s-]*(?:кесте|қосымша)\s*[.:–—-]?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Measure:
    """What a head says of its numbers: the words put behind them, the unit, what is counted.

    ``is_told`` holds unless the head is only a thing that can be counted: «Школы» can head money, too.
    """

    words: str
    unit: str | None
    noun: str
    language: TextLanguage
    is_told: bool = True


def measure_of(head: str) -> Measure | None:
    """The measure in a head: «Объём, млн тенге», «Жұмыс орны (мың)», «доля, %»; None when it names none.

    Brackets come first, then what follows the last comma, then the head as a whole.
    """
    return _measure(" ".join(_PER.sub(" ", _INITIALS.sub(" ", hide_names(head))).split()))


@lru_cache(maxsize=4096)
def _measure(head: str) -> Measure | None:
    brackets = [said for said in reversed(_IN_BRACKETS.findall(head)) if said.strip() != "%"]
    if len(brackets) < head.count("(") and (outside := _measure(_IN_BRACKETS.sub("", head).strip())):
        return outside  # «Экономия, тыс. тенге (%)»: the share stands in brackets in the cell, too
    brackets = list(reversed(_IN_BRACKETS.findall(head)))
    narrow = [*brackets, *([head.rsplit(",", 1)[1].strip()] if "," in head else [])]
    for part in map(str.strip, narrow):
        found = _expression(part)
        if found is not None:
            return replace(found, noun=found.noun or counted_noun(head), is_told=_is_unit(part))
    return _expression(head) or _amount_within(head)


def _is_unit(part: str) -> bool:
    found = _expression(part)
    return found is not None and (found.is_told or _stands_for_unit(part, found.language))


def _stands_for_unit(part: str, language: TextLanguage) -> bool:
    """«Население, человек», «Қамтылғаны, адам»; not one more thing, as in «Школы, больницы»."""
    last = part.split()[-1]
    if last.endswith("."):
        return True
    if language == "kk":
        return not analyse(fold(last))[0].plural
    return is_a(last, "NOUN", "gent", "plur") or not is_known(last)


@lru_cache(maxsize=4096)
def _expression(part: str) -> Measure | None:
    """A text that is a unit and nothing more, with or without a multiplier."""
    if part == "%":
        return Measure("%", "percent", "", "ru")
    if part.endswith(SHORT_PIECES) and len(part.split()) <= 2:
        return Measure(part.rsplit(maxsplit=1)[0] if " " in part else "", None, "", "ru")
    for language in _LANGUAGES:
        read = read_quantities(f"1 {part}", language)
        if len(read) != 1 or read[0].start != 0:
            continue
        quantity, end = read[0], len(part) + 2
        rest = f"1 {part}"[quantity.end :].strip(" .")
        multiplied = quantity.value is not None and quantity.value > 1
        if rest or end < 3:
            counted = _counted(tokenize(rest), language) if multiplied or not rest else None
            if counted is None or counted[1] != len(rest.split()):
                continue
            return Measure(part.split()[0], counted[0], rest, language, multiplied)
        if quantity.unit == _PIECES:
            return Measure(part.rsplit(maxsplit=1)[0] if multiplied else "", None, "", language)
        if multiplied or quantity.unit is not None:
            counts = quantity.unit is not None and not is_measure(quantity.unit)
            return Measure(part, quantity.unit, part if counts else "", language, multiplied or not counts)
    return None


def _amount_within(head: str) -> Measure | None:
    """A multiplier with its unit, or a per cent sign, inside a longer head: «Освоено млн тенге»."""
    words = head.split()
    for first in range(len(words)):
        for last in range(min(len(words), first + _LARGEST_MULTIPLIER_WORD), first, -1):
            part = " ".join(words[first:last]).strip(",;:")
            found = _expression(part)
            if found is not None and found.unit is not None and is_measure(found.unit):
                return found
    return None


@lru_cache(maxsize=4096)
def counted_noun(head: str) -> str:
    """The head without its unit and brackets, and without the words of totals and kinds at its ends."""
    numbered = _NUMBERED.match(head)
    plain = _IN_BRACKETS.sub(" ", head[numbered.end() :] if numbered is not None else head)
    plain = _WHERE_AND_WHEN.sub("", plain)
    if "," in plain and _is_unit(plain.rsplit(",", 1)[1].strip()):
        plain = plain.rsplit(",", 1)[0]
    whole = _expression(plain.strip(" ()"))
    if whole is not None and (whole.unit is None or is_measure(whole.unit)):
        return ""  # «млн. тенге»
    words = without_beginning(plain, "including").split()
    generic = tuple(table_words()["not_counted"])
    if all(word.lower().startswith(generic) for word in words):
        return ""
    small = tuple(table_words()["never_counted"])
    while words and words[0].lower().startswith(small):
        words.pop(0)
    while words and words[-1].lower().startswith(small):
        words.pop()
    said = " ".join(words).strip(" ,;:–—-")
    return said[:1].lower() + said[1:] if said[1:2].islower() else said


def without_per(head: str) -> str:
    """The head without what a rate is per: «Врачей на 10 тыс. населения» counts doctors."""
    return " ".join(_PER.sub(" ", head).split())


@lru_cache(maxsize=4096)
def counted_unit(head: str) -> tuple[str, str, TextLanguage] | None:
    """The unit of the things that a head counts, its words and their language; None when it names none."""
    plain = _PER.sub(" ", hide_names(head))
    for language in _LANGUAGES:
        tokens = tokenize(plain)
        found = _counted(tokens, language)
        if found is not None:
            return found[0], found[2], language
    return None


def _counted(tokens: list[Token], language: TextLanguage) -> tuple[str, int, str] | None:
    for at, token in enumerate(tokens):
        if token.kind != "word":
            continue
        found = match_unit(tokens, at, language)
        is_thing = found is not None and not is_measure(found.code) and found.code != _PIECES
        if found is not None and is_thing and len(token.text) > 2:
            words = " ".join(each.text for each in tokens[found.first : found.last])
            return found.code, found.last, words
    return None


def is_fraction_of_things(quantity: Quantity, unit: str | None) -> bool:
    """Whether a quantity is no whole number of things that come whole: 120.5 schools."""
    return is_thing(unit) and quantity.value is not None and quantity.value != int(quantity.value)


def is_thing(unit: str | None) -> bool:
    """Whether a unit counts things that come whole."""
    return unit is not None and not is_measure(unit) and unit not in NO_THINGS and "/" not in unit


def quantity_in(said: str, words: str, language: TextLanguage) -> Quantity | None:
    """The quantity of a number cell read with the words of its head behind it; None when it cannot be.

    Offsets are those of the cell: the number begins where its first digit stands.
    """
    first = next(at for at, sign in enumerate(said) if sign.isdigit())
    if any(map(str.isalpha, said[:first])):
        return _bounded(said, first, words)
    number = said[first:].rstrip("*¹²³ )")
    read = read_quantities(f"{number} {words}".strip(), language)
    if not read or read[0].start != 0 or read[0].number_end < _digits_end(number):
        return None
    quantity = replace(
        read[0], start=0, end=len(said), number_start=first, number_end=first + _digits_end(number)
    )
    if said[:first].rstrip().endswith(("-", "−", "–", "(")) and quantity.value is not None:
        return replace(quantity, value=-quantity.value, interval=-quantity.interval)
    return quantity


def _bounded(said: str, first: int, words: str) -> Quantity | None:
    """«от 280 000», «до 5»: a number with the word before it that says which bound it is."""
    bound = said[:first].strip().lower()
    language: TextLanguage = "kk" if bound in _KAZAKH_BOUNDS else "ru"
    bound = _BOUNDS.get(bound, bound)
    read = read_quantities(f"{bound} {said[first:]} {words}".strip(), language)
    if len(read) != 1:
        return None
    return replace(read[0], start=0, end=len(said), number_start=first, number_end=_digits_end(said))


def _digits_end(number: str) -> int:
    return max(at + 1 for at, sign in enumerate(number) if sign.isdigit())

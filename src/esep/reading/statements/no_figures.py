"""Numbers that state nothing: turns of speech («два пути»), titles of agendas («10 бағыт»), bare years."""

from __future__ import annotations

from esep.language import is_measure, match_unit
from esep.language.units import CURRENCIES
from esep.reading.grammar.counted_words import Phrase
from esep.reading.grammar.kazakh_endings import GENITIVES
from esep.reading.sentences.passage import DASHES, Draft
from esep.reading.statements.part_sizes import RELATIVE
from esep.reading.statements.part_words import speaks_of_a_part
from esep.reading.statements.rates import is_base_of_rate

SMALL_WORDS = 10
"""A number word up to this needs a counted noun: «два» alone is a turn of speech."""
ALONE = 100
"""One number word up to this that counts nothing is a turn of speech, a cut word, a name («жүз»)."""
SMALL_INFLECTED = 100
"""A Kazakh number word up to this with a case ending is a pronoun or a turn of speech («ондағы»)."""
YEARS = (2005, 2060)
"""A bare four-digit number in this range that counts nothing is a year."""
_OF = "из"
_POSTPOSITIONS = frozenset(["үшін"])
_TURNS = frozenset(["direction", "issue"])
_REST = frozenset(["қалған", "қалғаны", "тағы"])
_PRONOUNS = frozenset(["оны", "онда", "онымен", "жүзінде"])
"""Kazakh forms of «он» (ten) that nearly always mean «ол» (it); «іс жүзінде» is «in fact»."""
_CLASS, _LAST_CLASS = "сынып", 12
_SUCH = "ондай"
"""«ондай аудандар» are such districts, not about ten."""
_PRICES_RU = ("цен", "стоимост", "тариф", "себестоимост", "расценк")
_PRICES_KK = ("құны", "бағасы", "тариф", "үшін")
_PRICE_REACH = 3
"""Tokens beside «1 кв. м» in which a price is named."""
_COLLECTIVES_KK = ("біреуі", "екеуі", "үшеуі", "төртеуі", "бесеуі", "алтауы", "жетеуі")
COLLECTIVES = frozenset(
    ["двое", "двоих", "двоим", "трое", "троих", "троим"]
    + [stem + end for stem in ("четвер", "пятер", "шестер", "семер", "восьмер") for end in ("о", "ых", "ым")]
)
_JOINS = frozenset(["и", "және", "мен", "пен", "бен"])


def is_no_figure(draft: Draft, phrase: Phrase | None) -> bool:
    """Turns of speech («два пути»), titles of agendas («10 бағыт»), bare years."""
    quantity = draft.quantity
    key = draft.passage.tokens[draft.number].key
    if quantity.form == "words" and (key == _SUCH or (key in _PRONOUNS and phrase is None)):
        return True
    if quantity.form == "words" and key.startswith(_COLLECTIVES_KK) and _is_told_near(draft):
        return False
    if quantity.form == "words" and quantity.value == 1 and quantity.approximation is None:
        return phrase is None or phrase.unit is None or not _is_counted_on(draft)
    if key in _POSTPOSITIONS or _is_of_classes(draft):
        return True
    if quantity.form == "words" and draft.unit in _TURNS and quantity.approximation is None:
        return True
    if _is_unit_of_price(draft) or is_base_of_rate(draft):
        return True
    if quantity.unit is not None or quantity.value is None:
        return False
    if phrase is not None and phrase.is_agenda:
        return True
    if quantity.form == "digits":
        return phrase is None and _is_bare_year(draft)
    if quantity.form != "words":
        return False
    if phrase is not None and phrase.is_rhetorical:
        return True
    inflected = quantity.case is not None and quantity.approximation is None
    if inflected and quantity.value <= SMALL_INFLECTED:
        before = draft.passage.tokens[draft.first - 1].key if draft.first else ""
        told = before.endswith(GENITIVES) or before in _REST or has_figure_before(draft)
        return not (quantity.possessive and told)
    following = draft.passage.tokens[draft.last].key if draft.last < len(draft.passage.tokens) else ""
    least = ALONE if draft.after_number == draft.number + 1 else SMALL_WORDS
    if phrase is None and (_is_item(draft) or _is_told_of_figure(draft)):
        return False
    return phrase is None and quantity.value <= least and quantity.approximation is None and following != _OF


def _is_of_classes(draft: Draft) -> bool:
    """«1-4 сынып оқушылары», «1-4-сынып»: which classes of a school, and not how many."""
    high, tokens, at = draft.quantity.high, draft.passage.tokens, draft.after_number
    at += at < len(tokens) and tokens[at].text in DASHES
    is_range = draft.quantity.low is not None and high is not None and high <= _LAST_CLASS
    return is_range and at < len(tokens) and tokens[at].key.startswith(_CLASS)


def _is_unit_of_price(draft: Draft) -> bool:
    """«Цена 1 кв. м», «за 1 литр», «1 шаршы метр құны»: the one that a price is told of."""
    quantity, tokens = draft.quantity, draft.passage.tokens
    if quantity.value != 1 or quantity.approximation is not None or not is_measure(draft.unit):
        return False
    if draft.unit in CURRENCIES or draft.unit in RELATIVE:
        return False
    if draft.passage.sentence.language == "kk":
        return any(
            token.key.startswith(_PRICES_KK) for token in tokens[draft.last : draft.last + _PRICE_REACH]
        )
    near = tokens[max(0, draft.first - _PRICE_REACH) : draft.first]
    return any(token.key.startswith(_PRICES_RU) for token in near) or (bool(near) and near[-1].key == "за")


def _is_counted_on(draft: Draft) -> bool:
    """«двух аварийных школ и одной школы»: one more of a row of counted things."""
    tokens = draft.passage.tokens
    if not draft.first or tokens[draft.first - 1].key not in _JOINS:
        return False
    return any(q.end <= draft.start and q.value is not None for q in draft.passage.quantities)


def has_figure_before(draft: Draft) -> bool:
    """Whether something was counted earlier in the sentence."""
    return any(q.end <= draft.start and q.unit not in ("percent", "times") for q in draft.passage.quantities)


def _is_told_near(draft: Draft) -> bool:
    """«22 мектептің тоғызы … . Биылға үшеуіне …»: of whom the number tells was counted shortly before."""
    previous = draft.passage.previous
    return has_figure_before(draft) or (previous is not None and bool(previous.quantities))


def _is_told_of_figure(draft: Draft) -> bool:
    """«19 сёл, в восьми нет воды», «из них расселено пять», «осталось всего семеро»."""
    tokens = draft.passage.tokens
    if tokens[draft.number].key in COLLECTIVES:
        return True
    if draft.passage.sentence.language != "ru":
        return False
    if draft.first and match_unit(tokens, draft.first - 1, "ru") is not None:
        return draft.last >= len(tokens) or tokens[draft.last].kind == "sign"
    if not has_figure_before(draft):
        return False
    if _is_of_a_total(draft):
        return True
    before = tokens[draft.first - 1].key if draft.first else ""
    after = tokens[draft.last] if draft.last < len(tokens) else None
    is_last = after is None or after.kind == "sign"
    return before in ("в", "на") or (is_last and speaks_of_a_part(draft))


def _is_of_a_total(draft: Draft) -> bool:
    """«Из 47 станций без платформ девятнадцать»: a number of those that «из» named before."""
    tokens, token_at = draft.passage.tokens, draft.passage.token_at
    totals = (token_at(q.start) for q in draft.passage.quantities if q.end <= draft.start and q.value)
    return any(at and tokens[at - 1].key == _OF for at in totals)


def _is_item(draft: Draft) -> bool:
    """«в Астане — десять, в Жамбылской области — шесть»: a number word between a dash and a mark."""
    tokens = draft.passage.tokens
    if not draft.first or tokens[draft.first - 1].text not in DASHES:
        return False
    return draft.last >= len(tokens) or tokens[draft.last].text in (",", ";", ".")


def _is_bare_year(draft: Draft) -> bool:
    quantity = draft.quantity
    assert quantity.value is not None
    token = draft.passage.tokens[draft.number]
    is_four_digits = token.text.isdigit() and len(token.text) == 4 and draft.after_number == draft.number + 1
    return is_four_digits and YEARS[0] <= quantity.value <= YEARS[1] and quantity.approximation is None

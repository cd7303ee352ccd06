"""Amounts told for a time or for people: wages, what is made in a year, «31,4 на 10 тысяч жителей»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from esep.language import (
    PlacedQuantity,
    Quantity,
    Token,
    is_measure,
    placed_quantities,
    rate_openers,
    rate_period,
)
from esep.periods import may_name_period
from esep.reading.sentences.passage import Draft, Passage
from esep.reading.statements.per_units import RATE, without_the_ones

WAGES = (1_000, 5_000_000)
"""Tenge that are a wage, not a fund of wages."""
WAGE_REACH = 6
"""Tokens before an amount in which the word for a wage makes it one of a month."""
_BRACKET_REACH = 4
"""More tokens before an amount in brackets: «жалақы — 9,5%-ке өскен (403 мың теңге)»."""
RATE_REACH_BEFORE, RATE_REACH_AFTER, RATE_REACH_KAZAKH = 4, 4, 2
"""Tokens before and after a figure in which its rate is said («жылына ... 8 мың тонна», «ежегодно»)."""
BASES = frozenset([Decimal(100), Decimal(1_000), Decimal(10_000), Decimal(100_000), Decimal(1_000_000)])
"""Numbers of people to which a rate is told."""
_BASE = ("населен", "жител", "человек", "родивш", "рожден", "женщин", "детей", "ребен", "новорожд", "работа")
_THOUSAND = "тысячу"
_OF_PEOPLE = frozenset([_THOUSAND, "каждые"])
_SHARED = ("шаққанда", "есептегенде")
_PAID_REACH = 4
"""Tokens between people and what each of them gets."""
_FOR_EACH = ["на", "каждые"]
_LONGEST_BASE = 6
"""Tokens of «на каждые 100 тысяч человек», and no more."""
_SHARED_REACH = 6
"""Tokens between «100 мың тұрғынға шаққандағы» and the number of cases."""
_CASES = ("случа", "смерт", "рождени", "жағдай", "өлім")
_NO_COUNTS = frozenset(["percent", "times", "share", "percentage_point", "permille"])
_WHOLE_PEOPLE = ("населен", "родивш", "рожден", "живорожд", "новорожд")
_FALLS_TO = ("приход", "насчит")
_POWERS = ("қуат", "өнімділі", "өндіріс")
_WAGES = (
    *("пенси", "зарплат", "заработн", "оклад", "стипенди"),
    *("жалақы", "айлығы", "айлық", "еңбекақы", "шәкіртақы"),
)
_IN_MONTH, _IN_SEASON = "айына", "маусымына"
_SEASONS = frozenset(["жылу", "жылыту", "суару", "отын", "биылғы", "осы", "алдағы", "келесі"])
_MONTHLY = "среднемесячн"
_MONTHLY_REACH = 14
"""Tokens from «среднемесячная заработная плата одного работника в I полугодии» to the amount of it."""
_NO_WAGES = "пенсионер"
_NOT_EARNED = ("фонд", "задолженност", "долг", "берешек", "қарыз")
_FUNDS = frozenset(["қоры", "қорын", "қорына", "қорынан", "қорының"])
"""What wages are paid from and what is owed of them; «қорытынды» is no fund."""


def per_people(draft: Draft) -> str | None:
    """«врачами – 31,4 на 10 тысяч населения»: a rate is neither people nor a count.

    The people stand behind the number, in Kazakh before it: «100 мың тұрғынға шаққанда 45,3 жағдай».
    """
    passage = draft.passage
    if passage.keys.isdisjoint(_OF_PEOPLE) and not _round_numbers(passage):
        return None
    if draft.quantity.unit in _NO_COUNTS or is_measure(draft.unit):
        return None
    base = _base_before(draft) if draft.passage.sentence.language == "kk" else _base_behind(draft)
    if base is None:
        return None
    value, first, last = base
    if not _is_fraction(draft) and not _is_seen_by_people(draft):
        return None  # «2 больницы на 10 000 человек»
    draft.per = (first, last)
    if first == draft.last + 1:
        draft.last, draft.end = last, draft.passage.tokens[last - 1].end
    draft.rules.append(RATE)
    return f"{draft.unit or 'case'}/{value}"


def share_rates(drafts: Sequence[Draft]) -> None:
    """«врачами – 31,4 на 10 тысяч населения, медсёстрами – 78,6»: a bare number goes on with the people."""
    if all(draft.per is None for draft in drafts):
        return
    for one, bare in pairwise(without_the_ones(drafts)):
        is_rate = one.per is not None and (one.unit or "").rpartition("/")[2].isdecimal()
        if _is_fraction(one) and not _is_fraction(bare):
            continue
        if is_rate and bare.unit is None and not bare.noun and bare.quantity.form == "digits":
            bare.unit, bare.noun = one.unit, one.noun
            bare.rules.append(RATE)


@lru_cache(maxsize=8)
def _round_numbers(passage: Passage) -> list[PlacedQuantity]:
    """The numbers of a sentence that can be those of people to which a rate is told."""
    return [placed for placed in passage.placed if placed.quantity.value in BASES]


def _base_behind(draft: Draft) -> tuple[Decimal, int, int] | None:
    """The number of people behind «на», and the tokens that tell it."""
    tokens, passage = draft.passage.tokens, draft.passage
    behind = [token.key for token in tokens[draft.last : draft.last + 3]]
    if len(behind) == 3 and behind[0] == "на" and behind[1] == _THOUSAND and behind[2].startswith(_BASE):
        return Decimal(1_000), draft.last + 1, draft.last + 3
    if behind[:2] == _FOR_EACH:
        placed = placed_quantities(tokens[draft.last + 2 : draft.last + _LONGEST_BASE], "ru")[:1]
        value = placed[0].quantity.value if placed and not placed[0].first else None
        if value in BASES and value is not None:
            return value, draft.last + 1, draft.last + 3 + placed[0].after_number
    bases = [one for one in _round_numbers(passage) if one.number != draft.number and _is_base(passage, one)]
    if not bases:
        return None
    base = next((one for one in bases if one.number > draft.number), bases[-1])
    if base.first != draft.last + 1:
        value = draft.quantity.value
        is_whole = value is None or value == value.to_integral_value()
        if is_whole or "counted noun" in draft.rules:
            return None
        return _value_of(base), base.first, base.last
    return _value_of(base), base.first, max(base.last, base.after_number + 1)


def _base_before(draft: Draft) -> tuple[Decimal, int, int] | None:
    """The number of people told before, or in a bracket behind: «45,3 (100 мың тұрғынға шаққанда)»."""
    passage = draft.passage
    keys = [token.key for token in passage.tokens]
    for base in _round_numbers(passage):
        if base.quantity.unit != "person" or base.number == draft.number:
            continue
        shared = base.last < len(keys) and keys[base.last].startswith(_SHARED)
        if base.last <= draft.first and base.quantity.case == "dative":
            between = keys[base.last : draft.first]
            is_first = not any(base.last <= other.first < draft.first for other in passage.placed)
            is_near = len(between) <= (_SHARED_REACH if shared else 1) and is_first
            if is_near and (shared or _is_fraction(draft)):
                return _value_of(base), base.first, base.last + shared
        elif shared and draft.last + 1 == base.first and keys[draft.last] == "(":
            return _value_of(base), base.first, base.last + 1
    return None


def _value_of(base: PlacedQuantity) -> Decimal:
    assert base.quantity.value is not None
    return base.quantity.value


def _is_seen_by_people(draft: Draft) -> bool:
    """Whole numbers of people, beds and cases are told for so many people."""
    if draft.unit is None:
        return not draft.noun or draft.noun.lower().startswith(_CASES)
    return draft.unit in ("person", "place")


def _is_fraction(draft: Draft) -> bool:
    value = draft.quantity.value
    return value is not None and value != value.to_integral_value()


def _is_base(passage: Passage, placed: PlacedQuantity) -> bool:
    """«на 10 тысяч населения»: people behind a round number behind «на»."""
    tokens, at, behind = passage.tokens, placed.first - 1, placed.after_number
    return at > 0 and tokens[at].key == "на" and behind < len(tokens) and tokens[behind].key.startswith(_BASE)


def is_base_of_rate(draft: Draft) -> bool:
    """«14,2 на 10 тыс. населения», «100 мың тұрғынға шаққанда»: so many people are counted for, not told of.

    «выросло на 10 тыс. человек» tells of them: only the whole people and the newborn alone make a rate.
    """
    if draft.quantity.value not in BASES:
        return False
    tokens, at = draft.passage.tokens, draft.after_number
    if draft.passage.sentence.language == "kk":
        return draft.last < len(tokens) and tokens[draft.last].key in _SHARED
    if at >= len(tokens) or not draft.first or tokens[draft.first - 1].key != "на":
        return False
    behind = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if tokens[at].key.startswith(_BASE) and behind.startswith(_FALLS_TO):
        return True
    return tokens[at].key.startswith(_WHOLE_PEOPLE) and len(draft.passage.placed) == 1


def rate_of(draft: Draft) -> str | None:
    """The unit per month or year, where the text says so near the number."""
    passage = draft.passage
    language = passage.sentence.language
    kazakh = language == "kk"
    period = None
    if draft.unit == "person" and _is_paid_behind(draft):
        return None
    if not rate_openers(draft.unit, language).isdisjoint(passage.keys):
        reach = RATE_REACH_KAZAKH if kazakh else RATE_REACH_AFTER
        behind = [token.key for token in passage.tokens[draft.last : draft.last + reach]]
        ahead = _words_at(passage.tokens, range(max(0, draft.first - RATE_REACH_BEFORE), draft.first))
        period = rate_period(draft.unit, ahead, behind, language)
    if period is None and draft.unit in ("KZT", None) and not draft.noun and _is_wage(draft):
        period = "month"
        draft.unit = "KZT"
    elif period is None and draft.unit == "KZT" and (_is_wage(draft) or (kazakh and _is_allowance(draft))):
        period = "month"
    elif period is None and kazakh and draft.unit == "tonne" and _is_yearly_power(draft):
        period = "year"
    if period is None:
        return None
    draft.rules.append(RATE)
    return f"{draft.unit}/{period}"


def _words_at(tokens: Sequence[Token], places: range) -> list[str]:
    """The words at ``places`` without those that tell of one time: «ақпан айына», «жылу маусымына»."""
    return [tokens[at].key for at in places if not _is_of_one_time(tokens, at)]


def _is_of_one_time(tokens: Sequence[Token], at: int) -> bool:
    if not at or tokens[at].key not in (_IN_MONTH, _IN_SEASON):
        return False
    before = tokens[at - 1].key
    return before in _SEASONS if tokens[at].key == _IN_SEASON else may_name_period([before], before, "kk")


def _is_paid_behind(draft: Draft) -> bool:
    """«9 300 балаға ай сайын 1,5 АЕК төленеді»: the rate is of what they get."""
    following = next((one for one in draft.passage.placed if one.first >= draft.last), None)
    is_near = following is not None and following.first - draft.last <= _PAID_REACH
    return is_near and following is not None and following.quantity.unit in ("KZT", "MRP")


def _is_wage(draft: Draft) -> bool:
    """«орташа жалақысы 73 мың теңге»: an amount that a person can earn in a month."""
    named = _wages_named(draft.passage)
    if not named:
        return False
    reach = WAGE_REACH + (_BRACKET_REACH if draft.bracket is not None else 0)
    if any(key.startswith(_MONTHLY) for key in draft.passage.keys):
        reach = max(reach, _MONTHLY_REACH)
    near = (token.key for token in draft.passage.tokens[max(0, draft.first - reach) : draft.first])
    return is_wage(draft.quantity, near)


def is_wage(quantity: Quantity, words: Iterable[str]) -> bool:
    """Whether an amount is one that a person can earn in a month, and the words about it name a wage.

    A fund from which wages are paid is none, nor are arrears of them.
    """
    value = quantity.value or quantity.high
    if value is None or not WAGES[0] <= value <= WAGES[1]:
        return False
    said = tuple(words)
    if any(word in _FUNDS or word.startswith(_NOT_EARNED) for word in said):
        return False
    return any(word.startswith(_WAGES) and not word.startswith(_NO_WAGES) for word in said)


@lru_cache(maxsize=8)
def _wages_named(passage: Passage) -> frozenset[str]:
    """The words for a wage in a sentence."""
    return frozenset(key for key in passage.keys if key.startswith(_WAGES))


def _is_allowance(draft: Draft) -> bool:
    """«Ай сайынғы жәрдемақы мөлшері: бірінші балаға – 5 АЕК (19 660 теңге)»: each sum is monthly."""
    value = draft.quantity.value
    if value is None or not WAGES[0] <= value <= WAGES[1]:
        return False
    begin = _monthly_from(draft.passage) if "мөлшері" in draft.passage.keys else None
    tokens = draft.passage.tokens
    return (
        begin is not None
        and begin < draft.first
        and (draft.bracket is not None or tokens[draft.first - 1].text in "–—-")
    )


@lru_cache(maxsize=8)
def _monthly_from(passage: Passage) -> int | None:
    """The token at which a sentence begins to speak of what is paid each month."""
    keys = [token.key for token in passage.tokens]
    size = keys.index("мөлшері")
    near = keys[max(0, size - WAGE_REACH) : size]
    return size if "айлық" in near or ("ай" in near and "сайынғы" in near) else None


def _is_yearly_power(draft: Draft) -> bool:
    """«жылдық қуаты 3 мың тонна», «жылдық өнімділігі – 1,5 млн тонна»: what is made in a year."""
    if "жылдық" not in draft.passage.keys:
        return False
    keys = [token.key for token in draft.passage.tokens[max(0, draft.first - WAGE_REACH) : draft.first]]
    return "жылдық" in keys and any(key.startswith(_POWERS) for key in keys[keys.index("жылдық") :])

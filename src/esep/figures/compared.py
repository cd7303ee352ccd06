"""A level, an earlier one beside it, and the change that the text tells between them.

«2,84 млрд, это на 5% больше, чем в прошлом году (2,7 млрд)», «былтырғыдан (18 мектеп) 2 есе көп»: the three
stand side by side in one sentence, and words tell which level is the earlier. Growth of output, investment
and services is told in comparable prices: sums of money then confirm it and never contradict. Neither does
an earlier level that can be of a whole year where the sentence speaks of months, nor one «без» something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from esep.figures.change_sizes import Step, against_direction, against_size, compares, direction_in
from esep.figures.finding import Finding
from esep.figures.official_text import CLAUSE, PIECE, WORD, OfficialText, is_level, is_planned, year_of
from esep.figures.shown import Amount
from esep.figures.words import has_any, words
from esep.reading.statement import Statement

_PIECE_BEHIND = re.compile(r"[,;:()\d]")
NEAR = 40
"""Letters behind a level in which «в прошлом году» is sought."""
_STEM = 4
"""Letters by which the forms of a noun are alike."""


def check_compared(text: OfficialText) -> Iterator[Finding]:
    """Each change against the level and the earlier level that stand beside it."""
    for first in range(len(text.statements) - 2):
        three = text.statements[first : first + 3]
        if len({text.sentence_of(one) for one in three}) > 1 or ";" in _between(text, three[0], three[2]):
            continue
        if [one.is_change for one in three].count(True) == 1:
            for change, before, now in _in_order(text, three):
                if _are_alike(before, now) and _is_joined(text, change, three):
                    yield from _judge(text, change, before, now)


def _in_order(text: OfficialText, three: Sequence[Statement]) -> Iterator[tuple[Statement, ...]]:
    """The change, the earlier level and the later one, in each order in which a sentence tells them."""
    first, second, third = three
    if not third.is_change:
        change, now = (first, second) if first.is_change else (second, first)
        if _is_earlier(text, third, now):
            yield change, third, now
    elif _is_earlier(text, second, first):
        yield third, second, first
    elif _is_told_anew(text, first, second):
        yield third, first, second


def _is_told_anew(text: OfficialText, former: Statement, latter: Statement) -> bool:
    """True for «в прошлом году 120, в этом – 150», «в 2023 году 36, в 2024 году – 40»."""
    if year_of(former) is not None and year_of(latter) is not None:
        return _is_of_earlier_year(former, latter)
    return has_any(_lead(text, former), words().earlier) and has_any(_lead(text, latter), words().this_year)


def _are_alike(first: Statement, second: Statement) -> bool:
    """True for two amounts of the same thing that were reached."""
    same = first.unit == second.unit and (first.unit is not None or _same_noun(first, second))
    return same and is_level(first) and is_level(second) and not (is_planned(first) or is_planned(second))


def _same_noun(first: Statement, second: Statement) -> bool:
    return not (first.noun and second.noun) or first.noun[:_STEM] == second.noun[:_STEM]


def _is_joined(text: OfficialText, change: Statement, three: Sequence[Statement]) -> bool:
    """True when nothing between the change and the level before or behind it speaks of something else."""
    place = next(at for at, one in enumerate(three) if one is change)
    if place:
        between = _between(text, three[place - 1], change)
        return all(map(compares, WORD.findall(CLAUSE.split(between)[-1])))
    between = _between(text, change, three[1])
    return has_any(between, words().reaching) or all(map(compares, WORD.findall(between)))


def _is_earlier(text: OfficialText, level: Statement, now: Statement) -> bool:
    """True for «против 150», «чем в прошлом году (2,7 млрд)», «былтырғыдан (18 мектеп)», «было 18».

    Nothing else may be told of it: «сирот было 18» and «с подъездами 150» are other things.
    """
    is_other = year_of(level) is not None and year_of(now) is None and text.in_brackets(level)
    is_earlier = _is_told(text, level) or is_other or _is_of_earlier_year(level, now)
    return is_earlier and all(map(compares, WORD.findall(_lead(text, level))))


def _is_told(text: OfficialText, level: Statement) -> bool:
    before = _lead(text, level)
    behind = _PIECE_BEHIND.split(text.text[level.end : level.end + NEAR].lower())[0]
    return has_any(f"{before} {behind}", words().earlier) or has_any(before, words().earlier_behind)


def _is_of_earlier_year(former: Statement, latter: Statement) -> bool:
    years = year_of(former), year_of(latter)
    return years[0] is not None and years[1] is not None and years[0] < years[1]


def _lead(text: OfficialText, level: Statement) -> str:
    """The words before a level: of its bracket where that tells a time, else those before that too."""
    lead = text.lead_of(level)
    inside = PIECE.split(lead)[-1]
    return inside if has_any(inside, words().earlier) else PIECE.split(lead.replace("(", " "))[-1]


def _between(text: OfficialText, former: Statement, latter: Statement) -> str:
    return text.text[former.end : latter.start].lower()


def _judge(text: OfficialText, change: Statement, before: Statement, now: Statement) -> Iterator[Finding]:
    step = Step(
        before.quantity.interval,
        now.quantity.interval,
        now.unit,
        (Amount.of(before), Amount.of(now)),
        (text.span(before), text.span(now)),
    )
    direction = direction_in(text.clause_of(change))
    finding = against_direction(step, direction) or against_size(text, step, change)
    if finding is None:
        return
    is_sure = _is_sure(text, change, before) and (_is_told(text, before) or _is_of_earlier_year(before, now))
    if finding.outcome == "confirmation" or (direction and is_sure):
        yield finding


def _is_sure(text: OfficialText, change: Statement, before: Statement) -> bool:
    """False where the change can be one of volume, or the earlier level that of a whole year."""
    sentence = text.sentences[text.sentence_of(change)].text.lower()
    is_money = (before.unit or "").startswith("KZT")
    if is_money and change.unit in words().rates and has_any(sentence, words().real_terms):
        return False
    if has_any(sentence, words().narrowing):
        return False
    behind = _PIECE_BEHIND.split(text.text[before.end : before.end + NEAR].lower())[0]
    if not all(map(compares, WORD.findall(behind))):
        return False  # «(в прошлом году – 94 тыс. в малом бизнесе)»
    own = _lead(text, before)
    names_time = has_any(own, words().part_of_year) or has_any(own, words().same_period)
    return names_time or not has_any(sentence, words().part_of_year)

"""Parts against their total.

A list introduced by «оның ішінде» or «в том числе» need not be complete: parts that stay below the total
leave a remainder, parts that cannot fit into it contradict it. A list that numbers the rest («қалған 88»,
«остальные 88») is complete: it must add up. Parts that add up to the total confirm it either way. One part
alone («соның ішінде 36,9 мың тұрақты») is no list: nothing is left out, but it must fit into its total.
A list that exceeds its total contradicts it only where its items cannot overlap, or where it ends in
«прочие»; else there is doubt, as there is where such a list does not reach its total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esep.figures.divisions import are_apart, are_deeds
from esep.figures.finding import Finding, Span
from esep.figures.official_text import PIECE, OfficialText, comparable, is_level, total_of, year_of
from esep.figures.shown import Amount
from esep.figures.words import has_any, words
from esep.language import Interval
from esep.messages import messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "parts against total"
LETTERS_TO_MEAN = 60
"""Letters before a number in which it is called a mean or a price."""
LEAST_TO_END = 2
"""Items of a list more than which it can end in «прочие»."""
STEM = 4
"""Letters by which the forms of a noun are alike."""
WORDS_TO_REST = 3
"""Words before a number among which «остальные» says that it counts the rest; a dash is one of them."""


@dataclass(frozen=True)
class _Listed:
    """A total and the parts that one list names."""

    total: Statement
    parts: tuple[Statement, ...]
    is_complete: bool


def check_parts(text: OfficialText) -> Iterator[Finding]:
    """Each list of parts against its total."""
    for total, parts in _totals(text):
        for listed in _lists(text, total, parts):
            finding = _judge(text, listed)
            if finding.outcome == "remainder" and len(listed.parts) == 1:
                continue
            if finding.outcome != "contradiction" or listed.is_complete:
                yield finding
            elif _is_of_one_kind(listed) and not _goes_on_outside(text, listed):
                is_sure = are_apart(text, listed.parts) or _names_others(text, listed)
                is_sure = is_sure or any(_is_left(text, part) for part in listed.parts)
                yield from [finding] if is_sure else _not_apart(text, listed)


def _not_apart(text: OfficialText, listed: _Listed) -> Iterator[Finding]:
    """The parts each of which exceeds the total; a doubt where they exceed it only together.

    Groups that overlap may do so, and two things done with the same complaints are no parts of them.
    """
    alone = [p for p in listed.parts if listed.total.quantity.interval.below(p.quantity.interval)]
    for part in alone:
        yield _judge(text, _Listed(listed.total, (part,), False))
    if not alone and _is_told_as_list(text, listed) and not are_deeds(text, listed.parts):
        yield _doubt(text, listed)


def _is_told_as_list(text: OfficialText, listed: _Listed) -> bool:
    """True for parts in brackets or behind a word of inclusion or a colon, not for «из 27 школ 19 …»."""
    first = listed.parts[0]
    lead = text.text[listed.total.end : first.start].lower()
    return ":" in lead or text.in_brackets(first) or has_any(lead, words().inclusion)


def _totals(text: OfficialText) -> Iterator[tuple[Statement, list[Statement]]]:
    parts = defaultdict(list)
    for statement in text.statements:
        if statement.part_of is not None:
            total = text.statements[statement.part_of]
            if all(is_level(one) and _may_be_added(text, one) for one in (total, statement)):
                parts[statement.part_of].append(statement)
    for index in sorted(parts):
        total, found = text.statements[index], sorted(parts[index], key=lambda part: part.start)
        beside = [part for part in found if not text.in_brackets(part)]
        yield total, [part for part in found if part in beside or not _is_of_other_year(part, total, beside)]


def _is_elsewhere(part: Statement, total: Statement) -> bool:
    """True for a part outside the place of its total: another region's cattle are none of ours."""
    if part.place is None or total.place is None:
        return False
    return not part.place.startswith(total.place.rstrip("0")) and not total.place.startswith(
        part.place.rstrip("0")
    )


def _is_of_other_year(part: Statement, total: Statement, beside: Sequence[Statement]) -> bool:
    """True for the brackets of «в том числе социальный налог – 60 млн (в 2013 году – 172 млн)»."""
    year = year_of(part)
    return bool(beside) and year is not None and year not in {year_of(other) for other in (total, *beside)}


def _may_be_added(text: OfficialText, statement: Statement) -> bool:
    """False for rates, prices and means: 15 and 13 centners of a hectare are no 28."""
    unit = statement.unit or ""
    is_rate = "/" in unit and (unit.startswith("KZT") or not unit.endswith("/year"))
    return not is_rate and not has_any(text.lead_of(statement)[-LETTERS_TO_MEAN:], words().means)


def _lists(text: OfficialText, total: Statement, parts: Sequence[Statement]) -> Iterator[_Listed]:
    """The parts by the list that names them: one sentence and word of inclusion, inside or outside brackets.

    Two lists of one total may divide it in two ways (by sex, then by place), so they are never added up; nor
    are items of one list that divide people in different ways. A list of unlike things is no list of parts.
    """
    lists: defaultdict[tuple[int, bool, int], list[Statement]] = defaultdict(list)
    for part in parts:
        opened = sum(text.words_before(part).count(said) for said in words().inclusion)
        lists[text.sentence_of(part), text.in_brackets(part), opened].append(part)
    for items in lists.values():
        if not all(comparable(total, item) for item in items):
            continue
        if len(items) > 1 and _cut_across(text, total, items):
            yield from (_Listed(total, (item,), False) for item in items)
        else:
            names_rest = len(items) > 1 and any(_is_rest(text, item) for item in items)
            yield _Listed(total, tuple(items), names_rest)


def _goes_on_outside(text: OfficialText, listed: _Listed) -> bool:
    """True when the later items can be parts of the whole that the total is itself a part of.

    «500 га, в том числе зерновые 300, из них пшеница 250, масличные 120, кормовые 80»: a list within a list
    does not say where it ends, and 300, 120 and 80 make 500.
    """
    if listed.total.part_of is None:
        return False
    outer = text.statements[listed.total.part_of]
    beside = [part for part in text.statements if part.part_of == listed.total.part_of]
    if not all(comparable(outer, part) for part in (*listed.parts, *beside)):
        return False
    return any(
        not listed.total.quantity.interval.below(total_of(listed.parts[:inside]))
        and not outer.quantity.interval.below(total_of([*beside, *listed.parts[inside:]]))
        for inside in range(1, len(listed.parts))
    )


def _is_of_one_kind(listed: _Listed) -> bool:
    """True when total and parts count the same thing in one unit and place."""
    total = listed.total
    return all(
        part.unit == total.unit and _counts_the_same(part, total) and not _is_elsewhere(part, total)
        for part in listed.parts
    )


def _counts_the_same(part: Statement, total: Statement) -> bool:
    """False for things of different names that no unit joins: 14 939 faults are none of 130 services."""
    named = part.noun[:STEM].lower(), total.noun[:STEM].lower()
    return total.unit is not None or not all(named) or named[0] == named[1]


def _is_rest(text: OfficialText, part: Statement) -> bool:
    """True for «остальные 88», «остальные жалобы – 88».

    A rest without a number («терапевтов – 9, остальное – средний персонал») makes no list complete.
    """
    near = PIECE.split(text.lead_of(part))[-1].split()[-WORDS_TO_REST:]
    return part.relation == "remainder of" or has_any(" ".join(near), words().rest)


def _names_others(text: OfficialText, listed: _Listed) -> bool:
    """True for a list of three or more that ends in «прочие – 4,4 млрд», «басқа да салықтар – 332,8 млн»."""
    lead = PIECE.split(text.lead_of(listed.parts[-1]))[-1]
    return len(listed.parts) > LEAST_TO_END and has_any(f"{lead} ", words().other)


def _is_left(text: OfficialText, part: Statement) -> bool:
    """True for «газифицировано 32, осталось 8», «32-сі газдандырылды, 8-і қалды»: apart from the others."""
    before = PIECE.split(text.lead_of(part))[-1].split()[-WORDS_TO_REST:]
    behind = text.words_behind(part).split()[:1]
    return has_any(" ".join(before), words().left_before) or has_any(" ".join(behind), words().left_behind)


def _cut_across(text: OfficialText, total: Statement, items: Sequence[Statement]) -> bool:
    """True when the items divide people in different ways, or are stages that the same people go through.

    Where they exceed the total, the words around them count too: an overlap is then the likelier cause.
    """
    clauses = [text.clause_of(item) for item in items]
    if len(_ways(clauses, words().stages) - {()}) > 1:
        return True
    if total.quantity.interval.below(total_of(items)):
        return len(_ways(clauses, words().crossing)) > 1 or any(has_any(c, words().shared) for c in clauses)
    own = [" ".join((item.quote, item.noun, *item.qualifiers)).lower() for item in items]
    return len(_ways(own, words().crossing)) > 1


def _ways(told: Sequence[str], classes: dict[str, tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The ways in which the items divide people: by sex, by age, by place ..."""
    return {tuple(way for way, beginnings in classes.items() if has_any(item, beginnings)) for item in told}


def _doubt(text: OfficialText, listed: _Listed) -> Finding:
    whole, named = listed.total.quantity.interval, total_of(listed.parts)
    sentence = _(
        "The parts make {parts}, more than the total of {total}: they overlap or do not add up.",
        parts=Amount(named),
        total=Amount(whole),
    )
    return Finding("doubt", RULE, _spans(text, listed), whole - named, sentence)


def _spans(text: OfficialText, listed: _Listed) -> tuple[Span, ...]:
    return (text.span(listed.total), *(text.span(part) for part in listed.parts))


def _judge(text: OfficialText, listed: _Listed) -> Finding:
    whole, named = listed.total.quantity.interval, total_of(listed.parts)
    spans = _spans(text, listed)
    shown = {"parts": Amount(named), "total": Amount(whole)}
    difference = whole - named
    if whole.meets(named):
        sentence = _("The parts add up to the total: {parts} against {total}.", **shown)
        return Finding("confirmation", RULE, spans, difference, sentence)
    ends = _names_others(text, listed)
    if named.below(whole) and not listed.is_complete and not ends:
        rest = at_least_nothing(difference)
        sentence = _(
            "The parts named make {parts} of {total}; {rest} are not named. The list need not be complete.",
            rest=Amount(rest),
            **shown,
        )
        return Finding("remainder", RULE, spans, rest, sentence)
    if named.below(whole):
        sentence = _(
            "The list names all the parts, yet they make {parts} of {total}: {missing} are missing.",
            missing=Amount(at_least_nothing(difference)),
            **shown,
        )
        return Finding("contradiction" if listed.is_complete else "doubt", RULE, spans, difference, sentence)
    sentence = _(
        "The parts make {parts}, more than the total of {total}: by {excess}.",
        excess=Amount(at_least_nothing(-difference)),
        **shown,
    )
    return Finding("contradiction", RULE, spans, difference, sentence)


def at_least_nothing(interval: Interval) -> Interval:
    """The interval without its numbers below zero; a count cannot be negative."""
    if interval.low is None or interval.low < 0:
        return Interval(Interval.of(0).low, interval.high, True, interval.includes_high)
    return interval

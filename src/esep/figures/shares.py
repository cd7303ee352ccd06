"""A share against its parts.

«60,4 пайызы немесе 679 мың адам» says one thing twice. Where the text states the whole too, the amount as a
share of the whole must meet the stated share. Where the whole is a region's residents, the two figures imply
a population, which must agree with the published one within the declared growth for the years between.
A share of a total cannot exceed 100 per cent. A percentage in brackets that can be one of last year's level
or of a plan (an index, what was carried out) is no share: in the list of such a total nothing is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from esep.figures.finding import Finding
from esep.figures.official_text import OfficialText, is_level, roughly, rounded, total_of
from esep.figures.population import Expected, expected_population
from esep.figures.shown import Amount, Day
from esep.figures.words import has_any, words
from esep.language import Interval, is_measure
from esep.messages import messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "share against its parts"
PER_CENT = 100
MOST_WORDS_BETWEEN = 3
LAST_PIECE = re.compile(r"[.,;:()\n]")
SCALES = {"percent": PER_CENT, "share": 1}


def check_shares(text: OfficialText) -> Iterator[Finding]:
    """Each share that the text also gives as an amount, and each share of a total."""
    for share in text.statements:
        if share.unit not in SCALES or share.is_change:
            continue
        amount = _same_thing(text, share)
        if amount is not None:
            if _is_index(text, share, amount):
                continue
            found = _judge(text, share, amount)
            sure = not is_measure(amount.unit) or _is_told_in_words(text, share, amount)
            sure = sure and not _names_shorter_time(text, share)
            yield from (finding for finding in found if sure or finding.outcome == "confirmation")
        elif (amount := _told_before(text, share)) is not None:
            found = _judge(text, share, amount)
            sure = _is_of_one_sentence(text, amount) and _names_no_other_whole(text, share, amount)
            yield from (finding for finding in found if sure or finding.outcome == "confirmation")
        elif share.part_of is not None and is_level(text.statements[share.part_of]):
            yield from _above_all(text, share)


def _same_thing(text: OfficialText, share: Statement) -> Statement | None:
    """The amount that the text gives for the same thing: joined by «немесе», «или», or by brackets."""
    index = text.place_of(share)
    if share.relation == "equals" and share.related_to is not None:
        amount = text.statements[share.related_to]
        return amount if is_level(amount) else None
    for other in text.statements[max(0, index - 1) : index + 2]:
        if other is share or not is_level(other):
            continue
        if (other.relation == "equals" and other.related_to == index) or _is_alternative(text, share, other):
            return other
    return None


def _is_index(text: OfficialText, share: Statement, amount: Statement) -> bool:
    """True for a percentage of last year's level or of the plan: «402,5 млрд (106,4%)».

    It is one when it is above 100, and when the percentages in its list are: the total or another part has
    one above 100 or one that the reader takes for an index, or the parts have more than 100 together.
    """
    beside = _percentages_beside(text, share, amount)
    if any(other.relation == "change of" or _is_above_all(other) for other in (share, *beside)):
        return True
    shares = [other for other in (share, *beside) if other.related_to != amount.part_of]
    return Interval.of(SCALES[share.unit or ""]).below(total_of(shares))


def _percentages_beside(text: OfficialText, share: Statement, amount: Statement) -> list[Statement]:
    """The percentages that the total of ``amount`` and its other parts have."""
    if amount.part_of is None:
        return []
    among = {
        place
        for place, part in enumerate(text.statements)
        if place == amount.part_of or (part.part_of == amount.part_of and part is not amount)
    }
    return [s for s in text.statements if s.unit == share.unit and s.related_to in among and s is not share]


def _is_above_all(share: Statement) -> bool:
    return Interval.of(SCALES[share.unit or ""]).below(share.quantity.interval)


def _is_told_in_words(text: OfficialText, share: Statement, amount: Statement) -> bool:
    """True for «12 млн тонн или 53 %»: in brackets behind a measure a percentage can be one of anything."""
    first, second = sorted((share, amount), key=lambda s: s.start)
    return has_any(text.text[first.end : second.start].lower(), words().alternative)


def _names_shorter_time(text: OfficialText, share: Statement) -> bool:
    """True for «или 98% к плану периода»: the percentage is of what was due by then."""
    behind = LAST_PIECE.split(text.words_behind(share))[0]
    return has_any(behind, words().plan) and has_any(behind, words().shorter_time)


def _told_before(text: OfficialText, share: Statement) -> Statement | None:
    """The part that «бұл», «это» points back to; such a sentence may leave open of what whole it is."""
    index = text.place_of(share)
    amount = text.statements[index - 1] if index else share
    if amount is share or amount.part_of is None or not is_level(amount):
        return None
    between = text.text[amount.end : share.start].lower()
    near = text.sentence_of(amount) == text.sentence_of(share)
    return amount if near and has_any(between, words().pointing_back) else None


def _is_of_one_sentence(text: OfficialText, amount: Statement) -> bool:
    """True when the part stands in one sentence with its whole."""
    return text.sentence_of(amount) == text.sentence_of(text.statements[amount.part_of or 0])


def _names_no_other_whole(text: OfficialText, share: Statement, amount: Statement) -> bool:
    """True for «16 мектептің 14-і салынды, бұл 78 пайыз.»: nothing beside the share is what it is of."""
    between = LAST_PIECE.split(text.text[amount.end : share.start].lower())[-1].split()
    behind = LAST_PIECE.split(text.words_behind(share))[0].split()
    pointing = " ".join(between) in words().pointing_back
    return pointing and all(word.startswith(words().of_all) for word in behind)


def _is_alternative(text: OfficialText, share: Statement, amount: Statement) -> bool:
    """True for «60,4 % или 679 тыс.», «60,4 % жителей области или 679 тыс.», «679 тыс. (60,4 %)»."""
    first, second = sorted((share, amount), key=lambda s: s.start)
    between = text.text[first.end : second.start].lower()
    told = between.replace("(", " ").strip(" ,–—-").split()
    joined = "(" in between or (bool(told) and told[-1] in words().alternative)
    whose = [word for word in told if word not in words().alternative]
    return joined and len(whose) <= MOST_WORDS_BETWEEN and all(map(_is_of_residents, whose))


def _is_of_residents(word: str) -> bool:
    return word.startswith((*words().residents, *words().whole_region))


def _whole(text: OfficialText, share: Statement, amount: Statement) -> Statement | None:
    for part in (amount, share):
        if part.part_of is not None:
            whole = text.statements[part.part_of]
            return whole if is_level(whole) and whole.unit == amount.unit else None
    return None


def _judge(text: OfficialText, share: Statement, amount: Statement) -> Iterator[Finding]:
    scale = SCALES[share.unit or ""]
    if _whole(text, share, amount) is not None:
        yield from _of_wholes(text, share, amount)
    elif (
        amount.unit == "person" and share.quantity.interval.low and _speaks_of_residents(text, share, amount)
    ):
        expected = expected_population(text, amount)
        if expected is not None:
            implied = amount.quantity.interval * scale / rounded(share)
            if expected.is_dated or implied.meets(expected.interval):
                yield _of_population(text, share, amount, implied, expected)


def _of_wholes(text: OfficialText, share: Statement, amount: Statement) -> list[Finding]:
    """What the share says of the whole, or of the whole of that: «из 62 сёл 54 с водой, из них 41 (66%)»."""
    found: list[Finding] = []
    whole = _whole(text, share, amount)
    while whole is not None:
        found += against_whole(text, share, amount, whole)
        outer = text.statements[whole.part_of] if whole.part_of is not None else None
        whole = outer if outer is not None and is_level(outer) and outer.unit == amount.unit else None
    agree = [finding for finding in found if finding.outcome == "confirmation"]
    return agree[:1] or found[:1]


def against_whole(
    text: OfficialText, share: Statement, amount: Statement, whole: Statement
) -> Iterator[Finding]:
    """A share against the amount and the whole that it is told of."""
    scale = SCALES[share.unit or ""]
    base = whole.quantity.interval
    if not base.low or base.low <= 0 or base.below(amount.quantity.interval):
        return  # a part above its whole is for the rule of parts to tell
    computed = amount.quantity.interval * scale / base
    spans = (text.span(share), text.span(amount), text.span(whole))
    values = {
        "amount": Amount.of(amount),
        "whole": Amount.of(whole),
        "computed": Amount(computed * PER_CENT / scale),
        "stated": Amount(rounded(share) * PER_CENT / scale),
    }
    by = rounded(share) - computed
    if computed.meets(rounded(share)):
        sentence = _("{amount} of {whole} are {computed} %, as the text says ({stated} %).", **values)
        yield Finding("confirmation", RULE, spans, by, sentence)
    elif not computed.meets(roughly(share)):
        sentence = _("{amount} of {whole} are {computed} %, but the text says {stated} %.", **values)
        yield Finding("contradiction", RULE, spans, by, sentence)


def _speaks_of_residents(text: OfficialText, share: Statement, amount: Statement) -> bool:
    """True when the share is one of all the region's residents.

    «Облыс тұрғындарының 60,4 пайызы» and «60,4 % жителей области» are; rural or adult residents are not.
    """
    before = text.words_before(min(share, amount, key=lambda s: s.start)).split()[-2:]
    after = text.words_behind(share).split()[:2]
    region, people = words().whole_region, words().residents
    kazakh = len(before) == 2 and before[0].startswith(region) and before[1].startswith(people)
    russian = len(after) == 2 and after[0].startswith(people) and after[1].startswith(region)
    return kazakh or russian


def _of_population(
    text: OfficialText, share: Statement, amount: Statement, implied: Interval, expected: Expected
) -> Finding:
    nearest = expected.nearest_to(implied)
    values = {
        "implied": Amount(implied),
        "published": Amount(Interval.of(nearest.value)),
        "date": Day(nearest.date),
        "expected": Amount(expected.interval),
    }
    spans = (text.span(share), text.span(amount))
    by = implied - expected.interval
    if implied.meets(expected.interval):
        sentence = _(
            "The share and the number imply a population of {implied}. It agrees with the published one "
            "({published} on {date}), which for the time of the text allows {expected}.",
            **values,
        )
        return Finding("confirmation", RULE, spans, by, sentence)
    sentence = _(
        "The share and the number imply a population of {implied}. It does not agree with the published one "
        "({published} on {date}), which for the time of the text allows {expected}.",
        **values,
    )
    return Finding("contradiction", RULE, spans, by, sentence)


def _above_all(text: OfficialText, share: Statement) -> Iterator[Finding]:
    scale = SCALES[share.unit or ""]
    if _is_above_all(share):
        by = share.quantity.interval - scale
        total = text.statements[share.part_of or 0]
        sentence = _(
            "A share of a total cannot exceed 100 %; the text says {stated} %.",
            stated=Amount(share.quantity.interval * PER_CENT / scale),
        )
        yield Finding("contradiction", RULE, (text.span(total), text.span(share)), by, sentence)

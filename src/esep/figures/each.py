"""So much to each.

«На 3 объекта направлено 600 млн тенге, по 200 млн тенге на каждый», «15 семьям по 4 млн тенге, всего 60 млн»:
where one count, one sum and what each gets are all that a sentence says, the count times the last must meet
the sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from esep.figures.finding import Finding
from esep.figures.official_text import PIECE, WORD, OfficialText, is_level
from esep.figures.shown import Amount
from esep.figures.words import has_any, has_word, words
from esep.language import is_measure
from esep.messages import messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "so much to each"
_A_PIECE = "/piece"
STEM = 4
"""Letters by which the forms of a noun are alike."""


def check_each(text: OfficialText) -> Iterator[Finding]:
    """Each "so much to each" with the count and the sum of its sentence."""
    for first in range(len(text.statements) - 2):
        three = text.statements[first : first + 3]
        if not _stand_first(text, first):
            continue
        each = [
            one
            for one in three
            if [_amount(other) for other in three].count(_amount(one)) > 1 and _is_of_each(text, one, three)
        ]
        if len(each) != 1 or not _is_alone(text, first, three, each[0]):
            continue
        totals = [one for one in three if one is not each[0] and one.unit == _amount(each[0])]
        counts = [one for one in three if one is not each[0] and one not in totals]
        if len(totals) == len(counts) == 1 and each[0].unit is not None and not is_measure(counts[0].unit):
            yield from _judge(text, counts[0], totals[0], each[0])


def _amount(statement: Statement) -> str | None:
    """The unit of an amount, and of one «за единицу»."""
    return None if statement.unit is None else statement.unit.removesuffix(_A_PIECE)


def _is_of_each(text: OfficialText, each: Statement, three: Sequence[Statement]) -> bool:
    """True for «по 200 млн тенге на каждый», «әр отбасыға 4 млн», and «по 4 млн» beside «всего 60 млн»."""
    lead = PIECE.split(text.lead_of(each))[-1]
    behind = " ".join(PIECE.split(text.words_behind(each))[0].split()[:2])
    if not is_level(each) or each.part_of is not None:
        return False
    if (each.unit or "").endswith(_A_PIECE) or has_any(f"{lead} {behind}", words().each):
        return True
    if _is_cost_of_one(lead, [one for one in three if one is not each]):
        return True
    is_shared = has_word(" ".join(lead.split()[-1:]), words().distributing)
    return is_shared and any(
        has_any(text.lead_of(one), words().total_row) for one in three if one is not each
    )


def _is_cost_of_one(lead: str, others: Sequence[Statement]) -> bool:
    """True for «стоимость одной», «бір автобустың құны» of what the sentence counts."""
    told = WORD.findall(lead)
    ones = [at for at, word in enumerate(told) if word in words().one]
    if not ones or not has_any(lead, words().cost):
        return False
    nouns = tuple(other.noun[:STEM].lower() for other in others if other.noun)
    return all(word.startswith((*nouns, *words().cost)) for word in told[ones[-1] + 1 :])


def _stand_first(text: OfficialText, first: int) -> bool:
    """True for three figures of one sentence that has no other before them."""
    sentence = [text.sentence_of(one) for one in text.statements[max(0, first - 1) : first + 3]]
    return len(set(sentence[-3:])) == 1 and (first == 0 or sentence[0] != sentence[-1])


def _is_alone(text: OfficialText, first: int, three: Sequence[Statement], each: Statement) -> bool:
    """True where what each gets comes last of the three, or the sentence has no further figure."""
    if three[2] is each:
        return True
    is_last = first + 3 == len(text.statements)
    is_last = is_last or text.sentence_of(text.statements[first + 3]) != text.sentence_of(each)
    # behind what each gets the sum says that it is one, or stands by its count: «бюджет 60 млн» is another
    own = PIECE.split(text.lead_of(three[2]))[-1]
    return is_last and (has_any(own, words().total_row) or not WORD.findall(own))


def _judge(text: OfficialText, count: Statement, total: Statement, each: Statement) -> Iterator[Finding]:
    number = count.quantity.interval
    if not (is_level(count) and is_level(total) and number.is_exact and number.low is not None):
        return
    made = each.quantity.interval * number.low
    values = {
        "count": Amount.of(count),
        "each": Amount.of(each),
        "made": Amount(made),
        "total": Amount.of(total),
    }
    spans = (text.span(total), text.span(count), text.span(each))
    by = total.quantity.interval - made
    if made.meets(total.quantity.interval):
        sentence = _("{count} times {each} make {made}, as the text says ({total}).", **values)
        yield Finding("confirmation", RULE, spans, by, sentence)
    elif not has_any(text.sentences[text.sentence_of(each)].text.lower(), words().again):
        sentence = _("{count} times {each} make {made}, but the text says {total}.", **values)
        yield Finding("contradiction", RULE, spans, by, sentence)

"""A plan, what was done of it, and the percentage that the text tells.

«При плане 150 тыс. кв. м введено 138 тыс. кв. м, или 92%», «бюджет 92%-ға орындалды: жоспар 150 млн, нақты
138 млн»: the plan is told as one, and the three stand side by side in one sentence. A percentage can be of
the plan of a shorter time: where one is named for it («к плану периода»), nothing is compared; the plan of
a year confirms only.
"""

from __future__ import annotations

from collections.abc import Iterator

from esep.figures.finding import Finding
from esep.figures.official_text import PIECE, WORD, OfficialText, is_level, roughly, rounded
from esep.figures.shown import Amount
from esep.figures.words import has_any, words
from esep.language import Interval
from esep.messages import messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "plan and what was done"
PER_CENT = 100


def check_plans(text: OfficialText) -> Iterator[Finding]:
    """Each percentage beside a plan and what was done of it."""
    for first in range(len(text.statements) - 2):
        three = text.statements[first : first + 3]
        shares = [one for one in three if one.unit == "percent"]
        done = [one for one in three if one not in shares and _is_done(text, one)]
        plans = [one for one in three if one.kind == "plan" and one not in (*shares, *done)]
        if len({text.sentence_of(one) for one in three}) > 1:
            continue
        if len(shares) == len(plans) == len(done) == 1 and _may_be_of(text, shares[0], plans[0], done[0]):
            yield from _judge(text, shares[0], plans[0], done[0])


def _is_done(text: OfficialText, statement: Statement) -> bool:
    """True for a fact, and for «игерілгені 410,6 млрд» behind «жоспар 412,3 млрд»."""
    return statement.kind == "fact" or has_any(PIECE.split(text.lead_of(statement))[-1], words().fact_column)


def _may_be_of(text: OfficialText, share: Statement, plan: Statement, done: Statement) -> bool:
    alike = plan.unit == done.unit and is_level(plan) and is_level(done)
    alike = alike and (
        done.part_of is None or share.relation is None
    )  # the share of a part is told by that rule
    return alike and has_any(text.clause_of(plan), words().plan) and _is_of_plan(text, share, done)


def _is_of_plan(text: OfficialText, share: Statement, done: Statement) -> bool:
    """True for «перевыполнен на 6%», «выполнен на 92%: …», and «или 92%», «(92%)» behind the fact."""
    behind = PIECE.split(text.words_behind(share))[0]
    if has_any(behind, words().shorter_time):
        return False
    if share.is_change:
        return has_any(text.clause_of(share), words().over_plan)
    if share.start < done.start:
        return has_any(text.clause_of(share), words().fulfilled)
    between = text.text[done.end : share.start].lower()
    told = WORD.findall(PIECE.split(between)[-1])
    return all(word in words().beside or word.startswith(words().fulfilled) for word in told)


def _is_sure(text: OfficialText, plan: Statement) -> bool:
    """False for the plan of a year, of which a part may be due, and for what is told «без трансфертов»."""
    sentence = text.sentences[text.sentence_of(plan)].text.lower()
    return not (has_any(text.clause_of(plan), words().yearly) or has_any(sentence, words().narrowing))


def _judge(text: OfficialText, share: Statement, plan: Statement, done: Statement) -> Iterator[Finding]:
    base = plan.quantity.interval
    if not base.low or base.low <= 0:
        return
    computed = done.quantity.interval * PER_CENT / base
    above = Interval.of(PER_CENT if share.is_change else 0)  # «перевыполнен на 6%» is 106 % of the plan
    stated = rounded(share) + above
    values = {
        "done": Amount.of(done),
        "plan": Amount.of(plan),
        "computed": Amount(computed),
        "stated": Amount(stated) if share.is_change else Amount.of(share),
    }
    spans = (text.span(share), text.span(done), text.span(plan))
    if computed.meets(stated):
        sentence = _(
            "{done} are {computed} % of the planned {plan}, as the text says ({stated} %).", **values
        )
        yield Finding("confirmation", RULE, spans, stated - computed, sentence)
    elif _is_sure(text, plan) and not computed.meets(roughly(share) + above):
        sentence = _("{done} are {computed} % of the planned {plan}, but the text says {stated} %.", **values)
        yield Finding("contradiction", RULE, spans, stated - computed, sentence)

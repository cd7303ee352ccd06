"""The shares of one whole, told to the last: «заводы – 36,4%, энергетика – 24,1%, прочие – 39,5%».

Shares that make 100 per cent confirm one another. In a structure they must where the last is «остальные»,
«қалған», and cannot make more where it is «прочие», «өзге»: such a group can be one kind among others. Else
they need not be shares of one whole: «готовность: Шу – 92%, остальные районы – 75%».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from esep.figures.finding import Finding
from esep.figures.official_text import PIECE, OfficialText, rounded
from esep.figures.shown import Amount
from esep.figures.words import has_any, words
from esep.language import Interval
from esep.messages import messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "shares of a whole"
ALL = Interval.of(100)
LEAST = 3


def check_structures(text: OfficialText) -> Iterator[Finding]:
    """The shares of each sentence that tells nothing but shares, the last of them of the rest."""
    for sentence, group in groupby(text.statements, key=text.sentence_of):
        shares = list(group)
        if len(shares) >= LEAST and all(_is_share(text, one) for one in shares):
            told = text.sentences[sentence].text.lower()
            if _names_rest(text, shares[-1]) and not has_any(told, words().inclusion):
                yield from _judge(text, shares, told)


def _is_share(text: OfficialText, statement: Statement) -> bool:
    is_share = statement.unit == "percent" and not statement.is_change
    return is_share and not text.in_brackets(statement) and statement.relation in (None, "share of")


def _names_rest(text: OfficialText, share: Statement) -> bool:
    behind = PIECE.split(text.words_behind(share))[0]
    return has_any(f"{PIECE.split(text.lead_of(share))[-1]} {behind}", words().other)


def _judge(text: OfficialText, shares: Sequence[Statement], told: str) -> Iterator[Finding]:
    added = Interval.of(0)
    for share in shares:
        added = added + rounded(share)
    spans = tuple(text.span(share) for share in shares)
    if added.meets(ALL):
        sentence = _("The shares make {sum} %, the whole.", sum=Amount(added))
        yield Finding("confirmation", RULE, spans, ALL - added, sentence)
    elif has_any(told, words().structure) and (_must_be_all(text, shares[-1]) or ALL.below(added)):
        sentence = _(
            "The shares make {sum} % and not the whole, though the last is of the rest.", sum=Amount(added)
        )
        yield Finding("contradiction", RULE, spans, ALL - added, sentence)


def _must_be_all(text: OfficialText, share: Statement) -> bool:
    behind = PIECE.split(text.words_behind(share))[0]
    return has_any(f"{PIECE.split(text.lead_of(share))[-1]} {behind}", words().rest)

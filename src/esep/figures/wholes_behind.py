"""A part, its share, and the whole of which the share is told to be.

«215 тонн – лишь 17,9% от потребности в 1 200 тонн», «18 400 адам, бұл келгендердің (25 400) 72,4 пайызы».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from esep.figures.finding import Finding
from esep.figures.official_text import CLAUSE, WORD, OfficialText, is_level
from esep.figures.shares import against_whole
from esep.figures.words import has_any, words
from esep.reading.grammar.kazakh_endings import GENITIVES
from esep.reading.grammar.morphology import russian_word
from esep.reading.statement import Statement

_CLAUSE_BEHIND = re.compile(r"[.,;)\n]")
_SIGN = re.compile(r"[.,;:)\n\d]")


def check_wholes_behind(text: OfficialText) -> Iterator[Finding]:
    """Each share beside an amount and the whole that it is told to be a share of."""
    for first in range(len(text.statements) - 2):
        amount, second, third = text.statements[first : first + 3]
        if len({text.sentence_of(one) for one in (amount, second, third)}) > 1:
            continue
        if _is_share(second):
            if _is_out_of(text, second, third) and _is_joined(text, amount, second):
                yield from _judge(text, second, amount, third)
        elif _is_share(third) and _is_owner(text, amount, second, third):
            yield from _judge(text, third, amount, second)


def _is_share(statement: Statement) -> bool:
    return statement.unit == "percent" and not statement.is_change


def _is_out_of(text: OfficialText, share: Statement, whole: Statement) -> bool:
    """True for «17,9% от потребности в», «72,4% от обратившихся (»."""
    behind = text.text[share.end : whole.start].lower()
    named = WORD.findall(behind)
    return bool(named) and named[0] in words().of_whole and not _SIGN.search(behind)


def _is_joined(text: OfficialText, amount: Statement, share: Statement) -> bool:
    between = CLAUSE.split(text.text[amount.end : share.start].lower())[-1]
    return set(WORD.findall(between)) <= words().only


def _is_owner(text: OfficialText, amount: Statement, whole: Statement, share: Statement) -> bool:
    """True for «…, бұл өтініш білдіргендердің (25,4 мың) 72,4 пайызы.»; «… – әйелдер» tells of others."""
    before = text.text[amount.end : whole.start].rstrip()
    is_bracket = before.endswith("(") and text.text[whole.end : share.start].strip() == ")"
    points_back = has_any(before.lower(), words().pointing_back)
    behind = WORD.findall(_CLAUSE_BEHIND.split(text.words_behind(share))[0])
    is_all = all(word.startswith(words().of_all) for word in behind)
    return is_bracket and points_back and is_all and before[:-1].rstrip().endswith(GENITIVES)


def _judge(text: OfficialText, share: Statement, amount: Statement, whole: Statement) -> Iterator[Finding]:
    if amount.unit != whole.unit or amount.unit is None or not (is_level(amount) and is_level(whole)):
        return
    is_sure = not has_any(text.sentences[text.sentence_of(share)].text.lower(), words().narrowing)
    behind = _CLAUSE_BEHIND.split(text.words_behind(whole))[0]
    is_sure = is_sure and not any(russian_word(word).is_verb for word in WORD.findall(behind))
    found = against_whole(text, share, amount, whole)
    yield from (finding for finding in found if is_sure or finding.outcome == "confirmation")

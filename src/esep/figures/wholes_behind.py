"""A part, its share, and the whole behind «от»: «215 тонн – лишь 17,9% от потребности в 1 200 тонн»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from esep.figures.finding import Finding
from esep.figures.official_text import OfficialText, is_level
from esep.figures.shares import against_whole
from esep.figures.words import has_any, words

_WORD = re.compile(r"[^\W\d]+")
_CLAUSE = re.compile(r"[,;:(–—]")
_SIGN = re.compile(r"[.,;:()\n\d]")


def check_wholes_behind(text: OfficialText) -> Iterator[Finding]:
    """Each share between an amount and the whole that it is told to be a share of."""
    for first in range(len(text.statements) - 2):
        amount, share, whole = text.statements[first : first + 3]
        if share.unit != "percent" or share.is_change or amount.unit != whole.unit or amount.unit is None:
            continue
        if len({text.sentence_of(one) for one in (amount, share, whole)}) > 1:
            continue
        before = _WORD.findall(_CLAUSE.split(text.text[amount.end : share.start].lower())[-1])
        behind = text.text[share.end : whole.start].lower()
        named = _WORD.findall(behind)
        is_of_it = bool(named) and named[0] in words().of_whole and not _SIGN.search(behind)
        if is_of_it and set(before) <= words().only and is_level(amount) and is_level(whole):
            is_sure = not has_any(text.sentences[text.sentence_of(share)].text.lower(), words().narrowing)
            found = against_whole(text, share, amount, whole)
            yield from (finding for finding in found if is_sure or finding.outcome == "confirmation")

"""The tasks of a Russian clause that share one verb of telling: each with its addressee or its term."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esep.reading.grammar.russian_grammar import (
    Token,
    dative_phrase,
    first_finite_verb,
    infinitives,
    tokens,
)
from esep.reading.instructions.deadlines import find_deadlines


def shares(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a list of addressees each with a task: «акимам провести …, управлению – обеспечить …».

    One piece, the whole, where there is no such list.
    """
    cuts, ends = [start], []
    found = tokens(text, start, end)
    by_terms = len(_DASHED.findall(text, start, end)) > 1
    for place, token in enumerate(found):
        if token.text not in (",", "и") or not infinitives(text, cuts[-1], token.start):
            continue
        is_last = place + 1 >= len(found)
        is_new = not is_last and (
            _begins_share(found, place + 1, text, end)
            or (by_terms and _begins_term(text, token.end, end))
            or _begins_with_term(text, found[place + 1].start, end)
            or _each_dated(text, cuts[-1], token, end)
            or (by_terms and _ended_with_term(text, cuts[-1], token.start, found[place + 1]))
        )
        if is_new:
            cuts.append(token.end)
            ends.append(token.start)
    return list(zip(cuts, [*ends, end], strict=True))


_DASHED = re.compile(r"\s[–—-]\s")
_THEN = re.compile(r"(?:далее|затем|после этого|впоследствии)$", re.IGNORECASE)


def _begins_term(text: str, start: int, end: int) -> bool:
    """Whether a term with a task of its own begins here: «…, до 1 июня – завершить ремонт»."""
    dash = _DASHED.search(text, start, end)
    if dash is None:
        return False
    said = text[start : dash.start()].strip()
    following = tokens(text, dash.end(), end)[:_MOST_WORDS_TO_TASK]
    has_task = any(infinitives(text, one.start, one.end) for one in following)
    return has_task and (_is_term(said) or _THEN.match(said) is not None)


def _ended_with_term(text: str, start: int, end: int, following: Token) -> bool:
    """Whether a task ended with its term: «отремонтировать дороги – до 1 мая, благоустроить …»."""
    if not infinitives(text, following.start, following.end):
        return False
    dash = next(reversed(list(_DASHED.finditer(text, start, end))), None)
    return dash is not None and _is_term(text[dash.end() : end])


def _each_dated(text: str, start: int, joint: Token, end: int) -> bool:
    """Whether two tasks of one addressee have each a term: «до 15 апреля вывезти снег, доложить 17 апреля».

    The second is the words up to the next joint; its infinitive stands among the first of them.
    """
    following = tokens(text, joint.end, end)
    last = next((one.start for one in following if one.text == ","), end)
    near = following[:_MOST_WORDS_TO_NEXT]
    if not any(infinitives(text, one.start, one.end) for one in near if one.start < last):
        return False
    if first_finite_verb(text, joint.end, last) is not None:
        return False
    behind = text[joint.end : last]
    own = [one for one in find_deadlines(behind, "ru") if _is_fixed(behind[one.start : one.end])]
    is_report = any(_REPORTS.match(one.text) for one in near) or _RESULTS.match(text, joint.end) is not None
    is_report = is_report and any(_DAY.match(behind, one.start) for one in own)
    return bool(own) and (is_report or bool(find_deadlines(text[start : joint.start], "ru")))


_REPORTS = re.compile(r"(?:доложить|отчитаться|проинформировать)$", re.IGNORECASE)
"""What is reported by a day was done before it: «взять на контроль и доложить 30 мая»."""


_DAY = re.compile(r"(?:до|на|к)\s|\d", re.IGNORECASE)
"""Begins a day: «доложить до 5 мая»; «доложить в десятидневный срок» is said of the whole task."""
_RESULTS = re.compile(r"\s*(?:о\s+)?(?:результат|итог)(?:ы|ах)\b", re.IGNORECASE)


def _is_fixed(term: str) -> bool:
    """Whether a term says a day, a month or a meeting, not only how soon: «в срочном порядке»."""
    return _SOON.match(term) is None


_SOON = re.compile(
    r"(?:во?\s+(?:\w+\s+)?(?:срочн|кратчайш|сжат|ближайш|оператив|экстрен|ускорен)|срочно|не\w+тельно)"
)


_MOST_WORDS_TO_NEXT = 4


def _is_term(text: str) -> bool:
    """Whether a text is nothing but a term: «до 1 июня»."""
    said = text.strip()
    terms = find_deadlines(said, "ru")
    return bool(terms) and (terms[0].start, terms[-1].end) == (0, len(said))


def _begins_with_term(text: str, start: int, end: int) -> bool:
    """Whether a day or how often stands right here, and a task behind it: «… и до 1 октября завершить …»."""
    following = tokens(text, start, end)[:_MOST_WORDS_OF_TERM]
    task = next((one for one in following if infinitives(text, one.start, one.end)), None)
    if task is None or task.start == start:
        return False
    said = text[start : task.start].strip()
    terms = find_deadlines(said, "ru")
    if not _is_term(said):
        return False
    return terms[0].recurrence is not None or any(sign.isdecimal() for sign in said)


_MOST_WORDS_OF_TERM = 8
_MOST_WORDS_TO_TASK = 3
_MOST_WORDS_BEHIND_DASH = 8


def _begins_share(found: Sequence[Token], place: int, text: str, end: int) -> bool:
    """Whether a dative addressee stands right here, and his task after it: «отделу (–) доложить».

    Between a dash, or his name, and the infinitive a term may stand.
    """
    begin = found[place].start
    told = dative_phrase(text, begin, min(end, begin + 200))
    if told is None or text[begin : told[0]].strip():
        return False
    following = tokens(text, told[1], end)[:_MOST_WORDS_BEHIND_DASH]
    if not following:
        return False
    is_dashed = following[0].text in "–—-"
    verb = next((one for one in following[is_dashed:] if infinitives(text, one.start, one.end)), None)
    if verb is None:
        return False
    between = text[following[0].end if is_dashed else told[1] : verb.start]
    return not between.strip() or _is_term(between) or (is_dashed and "," not in between)

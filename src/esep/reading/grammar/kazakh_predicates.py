"""The verbs that end a Kazakh clause: what is past, what will be, who promises, what is done by nobody."""

from __future__ import annotations

import re
from functools import lru_cache

from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.kazakh_verb_forms import form_of

_TO_BE_DONE = tuple(
    voice + ending
    for voice in ("ыл", "іл", "ын", "ін", "лан", "лен", "дал", "дел", "тал", "тел")
    for ending in ("мақ", "мек", "бақ", "бек", "пақ", "пек")
)
_PERFECTS = (
    "ылған",
    "ілген",
    "ынған",
    "інген",
    "лған",
    "лген",
    "нған",
    "нген",
    "сқан",
    "скен",
    "тқан",
    "ткен",
)
_PAST_IN_A = re.compile(
    r"\w+[ғзйнртсш](?:лады|леді)(?<!ылады)(?<!іледі)|\w+[лзнржсй](?:дады|деді)|\w+[сшптқкх](?:тады|теді)(?<!йтады)"
    r"|\w+(?:маған|меген|бады|беді|пады|педі|мады|меді)"
)
"""The past of verbs in -ла, -да, -та, and of denied ones: «табыстады», «алынбады»."""
_FUTURE = re.compile(r"(?<!м[ае])(?:[ае]ды|[ае]ді|йды|йді|[ае]мыз|[ае]міз|ймыз|йміз)$")
_WILL_BE = re.compile(r"([^\W\d_]+?[аейи])(?:тын|тін)\s+бол(?:ады|амыз)[\s»\"”.!;,]*$")
_LONGEST_WORD = 30
_PASSIVE_DUTY = re.compile(r"\w+(?:ыл|іл)(?:уы|уі)\b")
_OWN_VERB = re.compile(r"([^\W\d_]+(?:[аейр]мыз|[аейр]міз|қпыз|кпіз))[\s»\"”.!;,]*$")
_PASSIVE = re.compile(
    r"(?:ыл|іл|лын|лін|тал|тел|дал|дел|нал|нел|рал|рел|лан|лен|лат)"
    r"(?:ады|еді|мақ|мек|атын болады|етін болады)[\s»\"”.!;,]*$"
    r"|\b(?:жоспарлан(?:уда|ған|ып отыр|ды)|көздел(?:ген|уде|іп отыр|ді))"
    r"|\b(?:межелен|белгілен)(?:ген|іп отыр)"
)
_WILL = frozenset(["болады", "боламыз"])
LAST_WORD = re.compile(r"([^\W\d_]+)[\s»\"”.!;,]*$")
"""Finds the last word, marks behind it aside."""


def has_future_end(text: str) -> bool:
    """Whether ``text`` ends with a verb of what is done or will be: «аяқталады», not «құрайды»."""
    end = text[-2 * _LONGEST_WORD :]
    will = _WILL_BE.search(end)
    if will is not None:
        return f"{will[1]}ды".lower() not in words("kk").not_future
    found = LAST_WORD.search(end)
    return found is not None and _is_future(found.group(1).lower())


def may_end_future(word: str) -> bool:
    """Whether a clause for which :func:`has_future_end` holds can end with ``word`` (in small letters)."""
    return word in _WILL or _is_future(word)


@lru_cache(maxsize=20_000)
def _is_future(word: str) -> bool:
    return bool(_FUTURE.search(word)) and word not in words("kk").not_future and not is_past(word)


@lru_cache(maxsize=20_000)
def is_past(word: str) -> bool:
    """Whether a word in -ды tells what was done, though it may end as the future does: «қымбаттады»."""
    form = form_of(word)
    return form == "past" or (form is None and _PAST_IN_A.fullmatch(word) is not None)


@lru_cache(maxsize=20_000)
def ends_own_clause(word: str) -> bool:
    """Whether a word before a comma is the verb of a clause that says what is or was done."""
    return is_past(word) or word.endswith(_PERFECTS) or form_of(word) == "present"


def end_of_future(text: str, start: int) -> int:
    """Where the clause of the first verb in the future after ``start`` ends: «ашамыз, сонда …»."""
    comma = text.find(",", start)
    while comma >= 0:
        found = LAST_WORD.search(text, max(0, comma - _LONGEST_WORD), comma)
        if found is not None and _is_future(found.group(1).lower()):
            return found.end(1)
        comma = text.find(",", comma + 1)
    return len(text)


def first_person_plural(text: str, end: int) -> tuple[int, int] | None:
    """The place of a last verb that says that we act: «ашамыз», «жоспарлап отырмыз»."""
    found = _OWN_VERB.search(text[:end], max(0, end - _LONGEST_WORD))
    return found.span(1) if found else None


def is_done_by_nobody(text: str, end: int) -> bool:
    """Whether the intention up to ``end`` is of what will be done, not of who does it: «салынбақ»."""
    found = LAST_WORD.search(text[max(0, end - _LONGEST_WORD) : end])
    return found is not None and found.group(1).lower().endswith(_TO_BE_DONE)


def is_passive(text: str, end: int) -> bool:
    """Whether the verb up to ``end`` tells what will be done and not who does it: «салынады»."""
    return _PASSIVE.search(text[max(0, end - 2 * _LONGEST_WORD) : end]) is not None


def is_passive_duty(text: str) -> bool:
    """Whether what must be done is told in the passive, whose subject does nothing: «жаңартылуы тиіс»."""
    return _PASSIVE_DUTY.match(text) is not None

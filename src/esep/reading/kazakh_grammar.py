"""Who is told and who must, in a Kazakh clause: noun phrases by the endings of their last word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from esep.language import analyses
from esep.reading.instruction_patterns import words

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*\.?|[^\w\s]")
_DATIVE_ENDING = re.compile(r"(?:(?<=[ыі])н[ае]|[ғқг][ае]|к[ае])$")
_LONGEST_PHRASE = 10
_WIDEST_STEP = 5
"""Words from one addressee of a list to the next."""
_JOINTS = (",", "және")

Token = tuple[str, int, int]


@cache
def _outside() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words('kk').outside)})$", re.IGNORECASE)


@cache
def _surname() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words('kk').surnames)})$|^\w\.$")


def _tokens(text: str, start: int, end: int) -> list[Token]:
    return [(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(text, start, end)]


@lru_cache(maxsize=50_000)
def _actor_cases(word: str) -> frozenset[str]:
    """Cases in which ``word`` names an office, a body or an official; empty when it names none."""
    known = words("kk").actors
    return frozenset(found.case for found in analyses(word) if found.stem in known)


def dative_phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the first office or person in the dative within ``text[start:end]``, with its list."""
    found = _tokens(text, start, end)
    heads = [index for index, (word, _start, _end) in enumerate(found) if "dative" in _actor_cases(word)]
    if not heads:
        return None
    last = heads[0]
    for head in heads[1:]:
        if head - last > _WIDEST_STEP or not any(word in _JOINTS for word, _start, _end in found[last:head]):
            break
        last = head
    return found[_first_of(found, heads[0])][1], found[last][2]


def subject_phrases(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Places of the offices and persons in the nominative within ``text[start:end]``, in order."""
    found = _tokens(text, start, end)
    places: list[tuple[int, int]] = []
    for index, (word, _start, stop) in enumerate(found):
        if "nominative" not in _actor_cases(word):
            continue
        following = found[index + 1][0] if index + 1 < len(found) else ""
        if following in words("kk").postpositions or _actor_cases(following) or _is_owned(following):
            continue
        if following in _JOINTS and _has_actor_after(found, index + 2):
            continue
        first = found[_first_of(found, index)][1]
        places.append((max(first, places[-1][1] + 1 if places else first), stop))
    return places


def _is_owned(word: str) -> bool:
    """Whether a noun owned by the word before it follows: «басқарма ғимараты»."""
    cases = {found.case for found in analyses(word) if found.case != "nominative" or found.possessive}
    return word.islower() and cases == {"nominative"}


def _has_actor_after(found: Sequence[Token], index: int) -> bool:
    return any("nominative" in _actor_cases(word) for word, _start, _end in found[index : index + 3])


def _first_of(found: Sequence[Token], index: int) -> int:
    """The first word of the phrase that ends with ``found[index]``."""
    first = index
    while first and index - first < _LONGEST_PHRASE and _belongs(found, first - 1, index):
        first -= 1
    while found[first][0] in (*_JOINTS, "»", "–", "-"):
        first += 1
    return first


def _belongs(found: Sequence[Token], place: int, head: int) -> bool:
    word = found[place][0]
    if word in _JOINTS:
        return place > 0 and _is_list_member(found[place - 1][0], found[head][0])
    if word in "«»":
        return True
    if not word[0].isalpha() or _surname().search(word):
        return False
    cases = _actor_cases(word)
    if cases:
        follows_in_list = found[place + 1][0] in _JOINTS
        return "genitive" in cases or follows_in_list or word.lower() in words("kk").actors
    if word.lower() in words("kk").plain or word[0].isupper() or _is_genitive(word):
        return True
    return not _outside().search(word)


@lru_cache(maxsize=50_000)
def _is_genitive(word: str) -> bool:
    return any(found.case == "genitive" for found in analyses(word))


def _is_list_member(word: str, head: str) -> bool:
    return (
        word.lower() in words("kk").plain
        or bool(_actor_cases(word) & _actor_cases(head))
        or word.lower() in words("kk").actors
    )


def in_nominative(phrase: str) -> str:
    """A phrase that stands in the dative («аудан әкімдеріне») in the nominative («аудан әкімдері»)."""
    result, position = "", 0
    for word, start, end in _tokens(phrase, 0, len(phrase)):
        shown = _DATIVE_ENDING.sub("", word) if "dative" in _actor_cases(word) else word
        result += phrase[position:start] + shown
        position = end
    return result + phrase[position:]


def genitive_phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the first office or person in the genitive: who acts in a clause turned into a noun."""
    found = _tokens(text, start, end)
    for index, (word, _start, stop) in enumerate(found):
        if "genitive" in _actor_cases(word):
            return found[_first_of(found, index)][1], stop
    return None

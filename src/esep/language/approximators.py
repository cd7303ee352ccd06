"""Words that widen a number or open its interval: «более», «около», «астам», «дейін»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from esep.language.endings import Case
from esep.language.lexicon import TextLanguage, phrases, reading_rules
from esep.language.quantity import Approximation
from esep.language.tokens import Token


@cache
def edges(language: TextLanguage, side: Literal["before", "after"]) -> tuple[frozenset[str], frozenset[str]]:
    """The words with which approximators begin, and those with which they end."""
    known = phrases(language, side)
    return frozenset(words[0] for words in known), frozenset(words[-1] for words in known)


def phrase_before(
    tokens: Sequence[Token], first: int, language: TextLanguage
) -> tuple[int, Approximation] | None:
    """The approximator that ends right before the token ``first``: its length in tokens and its sign."""
    if first == 0 or tokens[first - 1].key not in edges(language, "before")[1]:
        return None
    for length in (4, 3, 2, 1):
        if first - length >= 0:
            sign = phrases(language, "before").get(
                tuple(token.key for token in tokens[first - length : first])
            )
            if sign is not None:
                return length, sign
    return None


def phrase_at(
    tokens: Sequence[Token], index: int, language: TextLanguage, side: Literal["before", "after"]
) -> tuple[int, Approximation] | None:
    """The approximator that begins at ``index``: its length in tokens and its sign."""
    if index >= len(tokens) or tokens[index].key not in edges(language, side)[0]:
        return None
    for length in (4, 3, 2, 1):
        sign = phrases(language, side).get(tuple(token.key for token in tokens[index : index + length]))
        if sign is not None and index + length <= len(tokens):
            return length, sign
    return None


_MANY = frozenset(["көп", "аз"])
"""«9 көп пәтерлі үй» has many flats; only «9-дан көп» is more than nine."""


def begins_approximator(tokens: Sequence[Token], index: int, language: TextLanguage) -> bool:
    """Whether the word at ``index`` is the first of an approximator that stands behind its number."""
    return index < len(tokens) and tokens[index].key in edges(language, "after")[0]


def phrase_after(
    tokens: Sequence[Token], index: int, language: TextLanguage, case: Case | None
) -> tuple[int, Approximation] | None:
    """The approximator that begins at ``index``, after a word in ``case``: length in tokens and sign.

    An approximator that governs a case counts only after that case, or after bare digits and abbreviations.
    """
    if index >= len(tokens) or tokens[index].key not in edges(language, "after")[0]:
        return None
    found = phrase_at(tokens, index, language, "after")
    if found is None or _is_sum(tokens, index):
        return None
    phrase = " ".join(token.key for token in tokens[index : index + found[0]])
    needed = _case_needed(language).get(phrase)
    is_bare = case is None and (tokens[index - 1].kind != "word" or len(tokens[index - 1].key) <= 4)
    is_bare = is_bare and phrase not in _MANY
    return found if needed is None or case == needed or is_bare else None


@cache
def _case_needed(language: TextLanguage) -> dict[str, Case]:
    """The case that an approximator behind a number governs, by its words."""
    governed = reading_rules().approximators[language].after_needs_case
    return {phrase: case for case, listed in governed.items() for phrase in listed}


def _is_sum(tokens: Sequence[Token], index: int) -> bool:
    """«2 + 2», «2+2»: a plus that means more («200+ мест») is glued to its number, and none follows."""
    if tokens[index].text != "+":
        return False
    is_glued = index > 0 and tokens[index - 1].end == tokens[index].start
    return not is_glued or (index + 1 < len(tokens) and tokens[index + 1].kind == "number")

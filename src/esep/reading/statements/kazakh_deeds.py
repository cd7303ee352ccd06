"""Deeds that are only named in a Kazakh sentence: what stands with «салуды қолдады» is not built by that.

A figure in the phrase of a verbal noun is governed by it, and not by the finite verb behind: the verb tells
of the deed (it was proposed, approved, looked at), unless it tells that the deed goes on or is over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from esep.language import Token
from esep.language.kazakh.stems import stems
from esep.reading.grammar.kazakh_endings import PARTICIPLES
from esep.reading.grammar.kazakh_verb_forms import is_name_of_deed, is_passive_to_come
from esep.reading.sentences.passage import Draft
from esep.reading.statements.cues import is_one_of

_REACH = 8
"""Words from a figure to the deed that it belongs to."""
_DEED = re.compile(r"(\w{2,}[ую])(ды|ді|ға|ге)?\Z")
_MEANT = ("арналған", "бағытталған", "негізделген")
_FOR = frozenset(["үшін", "мақсатында", "мақсатымен"])
_ENDS = frozenset(",;.:")
_OF_ENDINGS = frozenset("–—-")
"""«35% - ға дейін жеткізу»: a dash before an ending."""
_QUESTION = "мәселе"
_OWNED = ("сы", "сі", "ы", "і")
_TIMES = frozenset(["жылы", "күні", "айы", "жыл", "күн", "ай", "маусымы", "кезеңі"])


def is_of_named_deed(draft: Draft, end: int) -> bool:
    """Whether the figure belongs to a deed named before the token ``end``, and nothing tells that it is done.

    «3 көпірді салуды қолдады», «4 мектепті жөндеуге арналған қаржы бөлінді», «5 үйді салу мәселесі қаралды».
    """
    if draft.unit == "KZT" or draft.case in ("ablative", "locative", "instrumental"):
        return False
    tokens = draft.passage.tokens
    at = _deed_behind(tokens, draft.last, min(end, draft.last + _REACH))
    if at is None or at + 1 >= len(tokens):
        return False
    deed = _DEED.match(tokens[at].key)
    ending, following = deed[2] if deed else None, tokens[at + 1].key
    if ending in ("ға", "ге"):
        is_given = tokens[at + 1].kind == "number" or is_one_of(tokens, at + 1, "kk", "called_for")
        is_given = is_given and is_one_of(tokens, at, "kk", "founding_for")
        return is_given or following.startswith(_MEANT)
    if ending is None:
        if at + 1 == end:
            return is_one_of(tokens, end, "kk", "put_down")
        is_meant = following.endswith(PARTICIPLES) and is_one_of(tokens, at + 1, "kk", "of_plan")
        return is_meant or following in _FOR or following.startswith(_QUESTION)
    if is_one_of(tokens, at + 1, "kk", "going_on"):
        return False
    return at + 1 == end or is_one_of(tokens, at + 1, "kk", "embracing")


def is_of_last_deed(draft: Draft) -> bool:
    """«үлесін 35 пайызға дейін жеткізу.», «995 мың жұмыс орнын құру, оның ішінде»: an item of a programme.

    The deed ends its clause, no verb tells of it, and nothing parts it from the figure.
    """
    tokens = draft.passage.tokens
    if draft.unit == "person" and draft.case is None:
        return False  # «10 мың адам жұмыспен қамту шараларында»: they do something
    for at in range(draft.last, min(draft.last + _REACH, len(tokens))):
        is_of_ending = at == draft.last and tokens[at].text in _OF_ENDINGS and draft.unit == "percent"
        if tokens[at].kind != "word" and not is_of_ending:
            return False
        if at + 1 < len(tokens) and tokens[at + 1].text not in _ENDS:
            continue
        return is_one_of(tokens, at, "kk", "last_deeds") and is_name_of_deed(tokens[at].key)
    return False


def is_to_be_done(tokens: Sequence[Token], at: int) -> bool:
    """«салынатын», «жөнделетін»: a participle that tells what is still to be done to something."""
    word = tokens[at].key
    if "тын" not in word and "тін" not in word:
        return False
    return is_passive_to_come(word) or is_one_of(tokens, at, "kk", "to_be_done")


def has_own_subject(tokens: Sequence[Token], at: int) -> bool:
    """«зауыт салынатын 3 алаң»: the noun before a passive participle is built, what follows is a place."""
    word = tokens[at - 1].key if at else ""
    if word in _TIMES:
        return False
    stripped = (word, *(word.removesuffix(ending) for ending in _OWNED if word.endswith(ending)))
    return any(row.part == "noun" for noun in stripped for row in stems().get(noun, ()))


def owns_subject(tokens: Sequence[Token], at: int) -> bool:
    """«құрылысы басталған 3 мектеп»: the participle tells of its subject, which the number's noun owns."""
    word = tokens[at - 1].key if at else ""
    nouns = (word.removesuffix(ending) for ending in _OWNED if word.endswith(ending))
    return any(row.part == "noun" for noun in nouns for row in stems().get(noun, ()))


def _deed_behind(tokens: Sequence[Token], first: int, end: int) -> int | None:
    """The first verbal noun from ``first`` on in the same phrase: no mark and no number stands before it."""
    for at in range(first, min(end, len(tokens))):
        if tokens[at].kind != "word":
            return None
        found = _DEED.match(tokens[at].key)
        if found is not None and is_name_of_deed(found[1]):
            return at
    return None

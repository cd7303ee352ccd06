"""Tasks that a Kazakh clause sets: «кемінде 2 мың тонна себуі керек», «36 пайызға жеткізуді тапсырды».

A level or a norm that has to be reached is a target, as Russian «довести до 36 процентов» is, and so is what
somebody is charged to bring about («5 мектеп салуды тапсырды», «14 жоба аяқталуы тиіс»). What is needed, or
whom a duty is done to, is planned: «40 тігінші керек», «51 ауылға су жеткізілуі тиіс».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from esep.language import Token
from esep.reading.sentences.passage import Draft, Passage
from esep.reading.statements.cues import Cue, is_one_of

_REACH = 4
"""Tokens before the figure in which «әрбір» makes it a norm."""
_DEED = re.compile(r"\w{2,}[ую](?:ы|і|ымыз|іміз|лары|лері|ға|ге|ды|ді)?")
_OR = "немесе"
_OTHERWISE = 7
"""Tokens behind «немесе» in which the same level is told otherwise."""
_BEING = "бол"
_LEVELS = ("percent", "percentage_point", "times")
_EACH = frozenset(["әр", "әрбір"])
_AT_LEAST = frozenset(["кемінде", "кем"])
_ABOUT = frozenset(["туралы", "жөнінде", "жөніндегі"])
_CHARGED = re.compile(r"\w{2,}[ую](?:ды|ді|ға|ге)?")
_OBJECT = (None, "accusative")
_ELSEWHERE = ("locative", "genitive")


def is_set_as_task(draft: Draft, cue: Cue) -> bool:
    """Whether the ``cue`` behind the figure tells somebody to reach that level, or to do that much."""
    if draft.case in _ELSEWHERE or _is_by_plan(draft.passage):
        return False
    tokens = draft.passage.tokens
    if not (is_level(draft) or _is_of_years(draft)):
        return draft.case in _OBJECT and _is_charged_with_it(tokens, cue)
    if cue.rule == "order" or is_one_of(tokens, cue.first, "kk", "marked_out"):
        return True
    for at in range(cue.first, cue.last):
        if is_one_of(tokens, at, "kk", "duties"):
            about = tokens[at - 1].key in _ABOUT
            deed = tokens[at - 1 - about].key
            return _DEED.fullmatch(deed) is not None and not deed.startswith(_BEING)
    return False


def _is_charged_with_it(tokens: Sequence[Token], cue: Cue) -> bool:
    """«5 мектеп салуды тапсырды», «20 млрд теңге бөлу қажет», «100 орын ашуға тиіс»: the deed is a duty.

    «40 тігінші керек» names no deed; «үш мектептің құжатын тапсыруы керек» is of something else.
    """
    for at in range(cue.first, cue.last):
        if is_one_of(tokens, at, "kk", "duties") and at:
            deed = tokens[at - 1 - (tokens[at - 1].key in _ABOUT)].key
            return _CHARGED.fullmatch(deed) is not None or (
                tokens[at].key.startswith("тиіс") and _DEED.fullmatch(deed) is not None
            )
    return False


def _is_of_years(draft: Draft) -> bool:
    """«2030 жылға қарай 3 мың адамды қамту туралы тапсырма»: where one has to be by a year."""
    tokens = draft.passage.tokens
    return any(tokens[at].key == "жылға" and tokens[at + 1].key == "қарай" for at in range(draft.first - 1))


def is_level(draft: Draft) -> bool:
    """Whether a figure is a level or a norm: a percentage, «кемінде», «әрбір … сайын», «X-ға жеткізу»."""
    passage = draft.passage
    tokens = passage.tokens
    if draft.unit in _LEVELS and not draft.quantity.possessive:
        return True
    if draft.approximation == ">" and any(t.key in _AT_LEAST for t in tokens[draft.first : draft.last]):
        return True
    if draft.case == "dative" and _is_led_to(tokens, draft.last):
        return True
    return any(token.key in _EACH for token in tokens[max(0, draft.first - _REACH) : draft.first])


def _is_led_to(tokens: Sequence[Token], at: int) -> bool:
    """«683-ке жеткізу», «683-ке немесе 2 млн тұрғынға жеткізу»: a verb of reaching a level, behind both."""
    if is_one_of(tokens, at, "kk", "to_level"):
        return True
    if at >= len(tokens) or tokens[at].key != _OR:
        return False
    return any(is_one_of(tokens, near, "kk", "to_level") for near in range(at + 1, at + 1 + _OTHERWISE))


def _is_by_plan(passage: Passage) -> bool:
    """«Жоспар бойынша көрсеткіш 64 пайыз болуы керек»: what a plan told."""
    return any(
        is_one_of(passage.tokens, at, "kk", "by_plan")
        for at, token in enumerate(passage.tokens)
        if token.key.startswith("жоспар")
    )

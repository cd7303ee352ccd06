"""Levels that a change reached or shall reach: «снизилась до 7 850», «довести до 58 %», «1 271-ге дейін»."""

from __future__ import annotations

from esep.language import quantities_of
from esep.language.making import remade
from esep.reading.grammar.morphology import russian_word
from esep.reading.grammar.russian_grammar import is_infinitive
from esep.reading.sentences.passage import Draft
from esep.reading.statements.cues import is_one_of

LEVEL = "level reached"
_REACH = 14
"""Tokens before «до» in which the verb or noun of the change stands."""
_FROM_REACH = 10
"""Tokens before «до» in which «с» and a number make it the end of a change."""
_FROM = frozenset(["с", "со"])
_STEPS = frozenset(["percent", "percentage_point", "times"])
CURRENCY_SIGNS = frozenset("$€₸")
_AMOUNTS = ("состав", "стал")
"""«рост составил 9,2%, до 553 тыс.»: the noun before tells of the change."""


def take_level(draft: Draft) -> None:
    """Mark the levels that a change reaches; a Russian one is told exactly, for its «до» bounds nothing.

    A Kazakh «дейін» stays a bound: «35%-ға дейін төмендеді» says no more with «51%-дан» before it.
    """
    if draft.approximation != "<":
        return
    if draft.passage.sentence.language == "kk":
        if _is_behind_ablative(draft):
            draft.rules.append(LEVEL)
    elif draft.passage.tokens[draft.first].key == "до" and (
        _is_from_level(draft) or _is_behind_step(draft) or _is_changed(draft)
    ):
        _make_exact(draft)


def begins_step(draft: Draft) -> bool:
    """«сократилось на 8%, с 4 820 до 4 405»: a bare number that a change is told to begin at."""
    tokens, last = draft.passage.tokens, draft.last
    if draft.passage.sentence.language != "ru" or not draft.first or last + 1 >= len(tokens):
        return False
    is_step = tokens[draft.first - 1].key in _FROM and tokens[last].key == "до"
    return is_step and tokens[last + 1].kind == "number" and _is_changed(draft)


def ends_step(draft: Draft) -> bool:
    """«с 4 820 до 4 405»: whether the level is the end of a change whose beginning stands before it."""
    tokens = draft.passage.tokens
    is_russian = draft.passage.sentence.language == "ru" and LEVEL in draft.rules
    return (
        is_russian and draft.first > 1 and tokens[draft.first - 2].kind == "number" and _is_from_level(draft)
    )


def _make_exact(draft: Draft) -> None:
    tokens = draft.passage.tokens
    exact = quantities_of(tokens[draft.number : draft.after_number], "ru")
    if exact:
        draft.quantity = remade(draft.quantity, interval=exact[0].interval, approximation=None)
    draft.approximation = None
    draft.first += 1
    draft.start = tokens[draft.first].start
    draft.rules.append(LEVEL)


def _is_from_level(draft: Draft) -> bool:
    """«выросло с 207 до 253»."""
    tokens = draft.passage.tokens
    low = max(0, draft.first - _FROM_REACH)
    return any(
        t.key in _FROM and (tokens[at + 1].kind == "number" or tokens[at + 1].text in CURRENCY_SIGNS)
        for at, t in enumerate(tokens[low : draft.first - 1], low)
    )


def _is_behind_step(draft: Draft) -> bool:
    """«на 9,6%, до 3,5 млн голов, выросла», «на 2% (до 562 тыс. тенге)»: by so much, up to that."""
    passage, at = draft.passage, draft.first - 1
    if at < 0 or passage.tokens[at].text not in (",", "("):
        return False
    step = next((placed for placed in passage.placed if placed.last == at), None)
    if step is None or step.quantity.unit not in _STEPS or not step.first:
        return False
    return passage.tokens[step.first - 1].key == "на"


def _is_changed(draft: Draft) -> bool:
    """Whether the nearest verb before «до», or a noun nearer still, tells of a change: «довести сбор до»."""
    tokens = draft.passage.tokens
    for at in range(draft.first - 1, max(-1, draft.first - _REACH), -1):
        token = tokens[at]
        if token.kind == "sign" and token.text in ";:":
            return False
        if token.kind != "word":
            continue
        if is_one_of(tokens, at, "ru", "reaching"):
            return True
        word = russian_word(token.text)  # «объём» is a form of a verb too
        is_told = (word.is_verb and not word.noun) or is_infinitive(token.text)
        if is_told and not token.key.startswith(_AMOUNTS):
            return False
    return False


def _is_behind_ablative(draft: Draft) -> bool:
    """«1 905-тен 1 271-ге дейін қысқарды»."""
    tokens = draft.passage.tokens
    if tokens[draft.last - 1].key != "дейін" or draft.last >= len(tokens):
        return False
    before = next((q for q in draft.passage.quantities if q.end < draft.start <= q.end + 2), None)
    return before is not None and before.case == "ablative" and before.approximation is None

"""Which verb of a Kazakh sentence governs a figure: the first behind it, of its own clause or bracket."""

from __future__ import annotations

from collections.abc import Sequence, Set

from esep.language import Token
from esep.reading.sentences.passage import Draft
from esep.reading.statements.cues import Cue, stands_in
from esep.reading.statements.kazakh_clauses import FINITE, ends_clause, verbs_of

_TAKEN_UP = frozenset(["оларды", "оны", "оларға", "оған", "мұны", "бұған", "бұл"])
_CONVERBS = ("ып", "іп", "ап", "еп", "йп")
_MULTIPLIED = "еселе"


def first_verb(draft: Draft, taken: Set[int]) -> Cue | None:
    """The first verb behind a figure; one in brackets says nothing of a figure before them."""
    passage, level = draft.passage, draft.bracket
    told = _told_before_bracket(draft)
    if told is not None:
        return told
    verbs = (
        cue
        for cue in verbs_of(passage)
        if _is_behind(draft, cue, taken) and (level is not None or passage.bracket_of(cue.first) is None)
    )
    first = next(verbs, None)
    if (
        first is not None
        and not passage.keys.isdisjoint(_TAKEN_UP)
        and _is_of_next_clause(passage.tokens, draft.last, first.first)
    ):
        return None
    if first is None or first.kind == "fact" or ends_clause(passage.tokens, first.last):
        return first
    if not _is_behind_converb(passage.tokens, draft.last, first.first):
        return first
    ends = (cue for cue in (first, *verbs) if cue.rule in FINITE and ends_clause(passage.tokens, cue.last))
    return next(ends, first)


def _told_before_bracket(draft: Draft) -> Cue | None:
    """«64 адам жіберіледі (қалада – 27, ауылда – 37), …»: the verb right before a bracket that has none."""
    passage, opening = draft.passage, draft.bracket
    if opening is None:
        return None
    before = None
    for verb in verbs_of(passage):
        if verb.last == opening and verb.rule in FINITE:
            before = verb
        elif verb.first > opening and passage.bracket_of(verb.first) == opening:
            return None
    if before is None or before.kind == "fact":
        return before
    is_size = stands_in(passage.tokens, range(opening, draft.first), "kk", "sizes")
    return None if is_size or has_own_time(draft) else before


def has_own_time(draft: Draft) -> bool:
    """«жоспар бойынша 80 үй (2013 жылы – 60 үй)»: what stands in the bracket is of another time."""
    opening = draft.bracket
    return opening is not None and stands_in(
        draft.passage.tokens, range(opening, draft.first), "kk", "own_times"
    )


def _is_behind(draft: Draft, cue: Cue, taken: Set[int]) -> bool:
    """Whether a verb stands behind the figure outside figures' wordings, or ends one: «екі еселенбек»."""
    end = cue.last - 1
    if draft.passage.tokens[end].key.startswith(_MULTIPLIED):
        return end >= draft.first
    return end >= draft.last and end not in taken


def _is_of_next_clause(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«45-і үш ауысымды, оларды жою көзделген»: a pronoun takes up what the clause before has told."""
    return any(tokens[at].text == "," and tokens[at + 1].key in _TAKEN_UP for at in range(first, last - 1))


def _is_behind_converb(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«58 хат келіп, … қатысатынын растады»: a clause in -ып has the tense of the last verb."""
    return any(
        tokens[at].key.endswith(_CONVERBS) and tokens[at + 1].text == "," for at in range(first, last - 1)
    )

"""Fact, plan, target or change in a Kazakh sentence: the verb stands behind the figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import lru_cache

from esep.language import Token
from esep.reading.cues import Cue, cues_at, find_cues, form_of_participle, is_one_of, stands_in
from esep.reading.passage import Draft, Passage
from esep.reading.statement import Kind

REMEMBERED = 8
"""Sentences whose verbs are kept while their figures are judged."""
_PERCENTS = ("percent", "percentage_point")
_LEAD = 14
"""Tokens before a percentage in which «өсім» makes it a change."""
_UNTIL = 8
"""Tokens behind «75 мың доңғалақтан» in which «дейін» makes it the start of a change."""
_SUBJECT = 3
"""Words before a dash among which the participle of its subject is sought."""
_NOT_DONE = frozenset(["арналған", "қалған", "аталған", "деген", "өткен"])
_DASHES = frozenset("–—-")
_JOINS = frozenset(["немесе", "яғни", "және", "болмаса", "ал"])
_DATIVE_ENDINGS = frozenset(["ға", "ге", "қа", "ке", "на", "не"])
_ABLATIVE = ("дан", "ден", "тан", "тен", "нан", "нен")
_PARTICIPLES = ("ған", "ген", "қан", "кен")
_OPEN = ("ады", "еді", "йды", "йді")


@lru_cache(maxsize=REMEMBERED)
def _verbs(passage: Passage) -> tuple[Cue, ...]:
    names = passage.named_tokens
    return tuple(cue for cue in find_cues(passage.tokens, "kk", "verbs") if cue.first not in names)


@lru_cache(maxsize=REMEMBERED)
def _stands_in(passage: Passage, group: str) -> bool:
    """Whether a cue of the group stands in the sentence."""
    names = passage.named_tokens
    return any(
        cue.first not in names
        for cue in find_cues(passage.tokens, "kk", group)  # type: ignore[arg-type]
    )


def kazakh_kind(draft: Draft, taken: Set[int]) -> tuple[Kind, str | None]:
    """The kind of a figure and the rule that gave it; ``taken`` are the tokens of figures' wordings."""
    passage = draft.passage
    cue = _first_verb(draft, taken)
    if _is_target(draft, cue):
        return "target", "target words"
    future = _stands_in(passage, "future")
    if _is_starting_point(draft):
        return "fact", "starting point of a change"
    tokens = passage.tokens
    told = _told_before(tokens, draft.first)
    if told is not None and (told == "plan" or not future):
        return told, "participle" if told == "fact" else "word of plan before"
    if cue is None:
        if stands_in(tokens, range(draft.first), "kk", "plan_nouns"):
            return "plan", "word of plan before"
        return ("plan", "time to come") if future else ("fact", None)
    if (draft.unit or "").startswith("KZT") and is_one_of(tokens, cue.first, "kk", "of_money"):
        return "plan", "money set aside"
    is_open = tokens[cue.last - 1].key.endswith(_OPEN) and not _was_past(tokens, draft.first)
    if cue.kind == "fact" and (_is_said_of_plan(tokens, cue.last) or (future and is_open)):
        return "plan", "time to come" if future else "said to be planned"
    if cue.rule == "present of the time to come" and _is_habit(passage, draft, cue):
        return "fact", "habit"
    return cue.kind, cue.rule


def kazakh_lead_kind(passage: Passage) -> Kind | None:
    """What the sentence that opens a list says of its items; None when it has no verb."""
    if _stands_in(passage, "target"):
        return "target"
    if stands_in(passage.tokens, range(len(passage.tokens)), "kk", "orders"):
        return "plan"
    verbs = _verbs(passage)
    if verbs:
        return verbs[-1].kind
    return "plan" if _stands_in(passage, "future") else None


def _was_past(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].key == "өткен"


def _first_verb(draft: Draft, taken: Set[int]) -> Cue | None:
    """The first verb behind a figure; one in brackets says nothing of a figure before them."""
    passage, level = draft.passage, draft.bracket
    verbs = _verbs(passage)
    place = bisect_left(verbs, draft.last, key=lambda cue: cue.first)
    return next(
        (
            cue
            for cue in verbs[place:]
            if cue.first not in taken and (level is not None or passage.bracket_of(cue.first) is None)
        ),
        None,
    )


@lru_cache(maxsize=REMEMBERED)
def _targets(passage: Passage) -> tuple[int, ...]:
    names = passage.named_tokens
    found = find_cues(passage.tokens, "kk", "target")
    return tuple(cue.first for cue in found if cue.first not in names)


def _is_target(draft: Draft, cue: Cue | None) -> bool:
    """Whether a word of target speaks of the figure: no verb of what was done stands between them."""
    for at in _targets(draft.passage):
        if at >= draft.last:
            return cue is None or cue.kind != "fact" or at <= cue.first
        if not draft.passage.tokens[at].key.endswith(_ABLATIVE):
            between = (c for c in _verbs(draft.passage) if at < c.first < draft.first)
            return not any(c.kind == "fact" and c.rule != "past" for c in between)
    return False


def _told_before(tokens: Sequence[Token], first: int) -> Kind | None:
    """What the words right before the number say of it.

    «тұрғындар көтерген 46 сұрақ» is done, «жоспарланған 27 км» and «керегі 9 800 тонна» are planned,
    «қамтылғаны – 28 ауыл» is done, «көшірілетін нысан – 34» is to be done.
    """
    if not first:
        return None
    before = tokens[first - 1]
    if before.text in _DASHES:
        return _told_of_subject(tokens, first - 1)
    if before.kind != "word":
        return None
    if is_one_of(tokens, first - 1, "kk", "needs"):
        return "plan"
    if not before.key.endswith(_PARTICIPLES) or before.key in _NOT_DONE:
        return None
    cue = next(cues_at(tokens, first - 1, "kk", "verbs"), None)
    if cue is not None and cue.kind == "plan":
        return "plan"
    return "fact" if form_of_participle(before.key) else None


def _told_of_subject(tokens: Sequence[Token], dash: int) -> Kind | None:
    """What a participle in the subject before a dash says of the number behind it."""
    for at in range(dash - 1, max(-1, dash - 1 - _SUBJECT), -1):
        if tokens[at].kind != "word":
            return None
        if is_one_of(tokens, at, "kk", "needs"):
            return "plan"
        if is_one_of(tokens, at, "kk", "to_be_done"):
            return "fact" if is_one_of(tokens, at, "kk", "not_to_be_done") else "plan"
        if is_one_of(tokens, at, "kk", "done"):
            return "fact"
    return None


def _is_habit(passage: Passage, draft: Draft, cue: Cue) -> bool:
    """Whether a word such as «жылына» stands between the verb before the figure and its own."""
    verbs = _verbs(passage)
    place = bisect_left(verbs, draft.first, key=lambda verb: verb.first)
    low = verbs[place - 1].last if place else 0
    is_price = (draft.unit or "").startswith("KZT") and draft.case == "ablative"
    return any(low <= at <= cue.last for at in _habits(passage)) or (
        is_price and draft.approximation is None and not _stands_in(passage, "future")
    )


@lru_cache(maxsize=REMEMBERED)
def _habits(passage: Passage) -> tuple[int, ...]:
    tokens = passage.tokens
    return tuple(at for at in range(len(tokens)) if is_one_of(tokens, at, "kk", "habitual"))


def _is_said_of_plan(tokens: Sequence[Token], at: int) -> bool:
    """«… құрайды деп болжануда», «… кемиді (2 пайыз) деп жоспарланып отыр»."""
    at = _behind_bracket(tokens, at)
    if not is_one_of(tokens, at, "kk", "that"):
        return False
    return any(is_one_of(tokens, near, "kk", "of_plan") for near in (at + 1, at + 2))


def _behind_bracket(tokens: Sequence[Token], at: int) -> int:
    """The first token behind a closing bracket, or behind a bracket that opens here."""
    if at < len(tokens) and tokens[at].text == ")":
        return at + 1
    if at < len(tokens) and tokens[at].text == "(":
        for close in range(at + 1, min(at + 8, len(tokens))):
            if tokens[close].text == ")":
                return close + 1
    return at


def _is_starting_point(draft: Draft) -> bool:
    """«75 мың доңғалақтан 200 доңғалаққа дейін»: where the change begins."""
    if draft.case != "ablative" or draft.approximation is not None:
        return False
    tokens = draft.passage.tokens[draft.last : draft.last + _UNTIL]
    return any(token.key == "дейін" for token in tokens) or (bool(tokens) and tokens[0].kind == "number")


def is_kazakh_change(draft: Draft, following: Draft | None) -> bool:
    """Whether the figure tells how much something grew or fell; ``following`` is the next in its sentence."""
    if draft.unit == "times":
        return True
    if _is_starting_point(draft):
        return False
    passage = draft.passage
    tokens = passage.tokens
    at, is_dative = _behind_ending(tokens, draft.last, draft.case == "dative")
    at = _behind_bracket(tokens, at)
    if draft.unit in _PERCENTS and (is_one_of(tokens, at, "kk", "change_before") or _is_growth(draft)):
        return True
    told = is_one_of(tokens, at, "kk", "change") and not is_one_of(tokens, at, "kk", "no_change")
    if told and (is_dative or (draft.unit in _PERCENTS and _is_comparison(tokens, at))):
        return True
    if not is_dative or following is None or following.bracket != draft.bracket:
        return False
    joined = at < len(tokens) and (tokens[at].key in _JOINS or tokens[at].text == ",")
    if not joined:
        return False
    same = {draft.unit, following.unit} <= {*_PERCENTS, "times"} or tokens[at].key in _JOINS
    return same and following.is_change


def _behind_ending(tokens: Sequence[Token], at: int, is_dative: bool) -> tuple[int, bool]:
    """Past an ending that stands apart from its sign: «20% - ға»."""
    if at + 1 < len(tokens) and tokens[at].text in "–—-" and tokens[at + 1].key in _DATIVE_ENDINGS:
        return at + 2, True
    return at, is_dative


def _is_comparison(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].key in ("жоғары", "төмен", "көп", "аз", "кем", "артық")


def _is_growth(draft: Draft) -> bool:
    """«экономикалық өсім 4 процент»: a word of growth before a percentage, nearer than one of a level."""
    passage = draft.passage
    for at in range(draft.first - 1, max(-1, draft.first - 1 - _LEAD), -1):
        if is_one_of(passage.tokens, at, "kk", "statives"):
            return False
        if is_one_of(passage.tokens, at, "kk", "change_before"):
            return True
    return False

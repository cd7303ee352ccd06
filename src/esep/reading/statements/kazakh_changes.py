"""How much something grew or fell, in a Kazakh sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from esep.language import Token
from esep.reading.grammar.kazakh_endings import ABLATIVES, PARTICIPLES
from esep.reading.grammar.kazakh_verb_forms import form_of, is_participle_of_verb
from esep.reading.sentences.passage import DASHES, Draft, is_signed
from esep.reading.statements.cues import cues_at, is_one_of
from esep.reading.statements.kazakh_clauses import JOINS, behind_bracket, is_starting_point, verbs_of

_PERCENTS = ("percent", "percentage_point")
_LEAD = 14
"""Tokens before a percentage in which «өсім» makes it a change."""
_SUBJECT = 3
"""Words before a dash among which the participle of its subject is sought."""
_DATIVE_ENDINGS = frozenset(["ға", "ге", "қа", "ке", "на", "не"])
_EXCEEDS = frozenset(["асып", "асқан", "асты", "асады", "асуда"])
_THAN_IT = frozenset(["одан", "олардан", "бұдан", "содан"])
_COMPARED = frozenset(["салыстырғанда", "қарағанда"])
_TIMES_BEFORE = ("жыл", "былтыр", "бұрын", "өткен", "алдыңғы")
_BY_MORE = "астамға"
"""«60 пайыздан астамға өсті»: by how much more than that."""
_UP_TO = "дейін"
"""«40 мың текше метрге дейін артты»: the level that was reached."""
_THAT_IS = frozenset(["немесе", "яғни"])
_REACHED, _ALL = ("жет", "тең"), 100
_LAST = "өткен"
_SHORT = 4
"""Letters of a word that may end in -дан by itself."""


def is_kazakh_change(draft: Draft, following: Draft | None) -> bool:
    """Whether the figure tells how much something grew or fell; ``following`` is the next in its sentence."""
    if draft.unit == "times":
        return not _is_standing_ratio(draft)
    passage = draft.passage
    tokens = passage.tokens
    is_more = tokens[draft.last - 1].key == _BY_MORE
    if is_starting_point(draft) and not is_more:
        return False
    if tokens[draft.last - 1].key == _UP_TO and (draft.unit not in _PERCENTS or _is_level(draft)):
        return False
    is_dative = draft.case == "dative" or tokens[draft.last - 1].key.rpartition("-")[2] in _DATIVE_ENDINGS
    is_dative = is_dative or is_more
    at, is_dative = _behind_ending(tokens, draft.last, is_dative)
    if at > draft.last and at < len(tokens) and tokens[at].key == _UP_TO and _is_level(draft):
        return False  # «үлесі 16,6% — ға дейін қысқарды»
    at = _behind_plan(tokens, at)
    at = behind_bracket(tokens, at)
    if draft.unit in _PERCENTS and is_signed(draft):
        return True
    if draft.unit in _PERCENTS and (is_one_of(tokens, at, "kk", "change_before") or _is_growth(draft)):
        return not _is_index_reached(draft, at)
    told = is_one_of(tokens, at, "kk", "change") and not is_one_of(tokens, at, "kk", "no_change")
    told = told or (
        draft.unit in _PERCENTS and is_one_of(tokens, at, "kk", "raised") and not _is_level(draft)
    )
    if draft.unit in _PERCENTS and (_is_of_changes(draft) or _is_observed(draft)):
        return True
    if told and (is_dative or _is_difference(draft, at) or _grew_by_bare(draft, at)):
        return True
    if is_dative and draft.unit in _PERCENTS and _changes_its_subject(draft, at):
        return True
    if is_dative and draft.unit in _PERCENTS and _is_alone_in_bracket(draft):
        return any(
            is_one_of(tokens, near, "kk", "change") and not is_one_of(tokens, near, "kk", "no_change")
            for near in range(draft.last + 1, len(tokens))
        )
    is_dative = is_dative or _is_of_row(draft)
    if not is_dative or following is None or following.bracket != draft.bracket:
        return False
    if draft.unit in _PERCENTS and at < len(tokens) and tokens[at].key in _THAT_IS:
        grown = is_one_of(tokens, following.last, "kk", "change")
        if grown and not is_one_of(tokens, following.last, "kk", "no_change"):
            return True  # «25,2%-ға немесе 66,9 млрд теңгеге дейін ұлғайды»: by so much, up to that
    joined = at < len(tokens) and (tokens[at].key in JOINS or tokens[at].text == ",")
    if at < len(tokens) and tokens[at].text in DASHES and is_starting_point(following):
        joined = True  # «60%-ға – 4,2 мыңнан 6,7 мыңға дейін өсті»: by so much, from there to that
    if not joined:
        return False
    if draft.unit in _PERCENTS and is_starting_point(following):
        return _step_is_change(draft, following)
    same = {draft.unit, following.unit} <= {*_PERCENTS, "times"} or tokens[at].key in JOINS
    return (same or _share_a_verb(draft, following)) and following.is_change


def _is_level(draft: Draft) -> bool:
    """«инфляция 5,3%-ға дейін көтерілді»: a percentage of something that has a level."""
    tokens = draft.passage.tokens
    return any(
        is_one_of(tokens, at, "kk", "statives") or is_one_of(tokens, at, "kk", "change_before")
        for at in range(max(0, draft.first - _LEAD), draft.first)
    )


def _is_standing_ratio(draft: Draft) -> bool:
    """«шекті мәннен 4 есе асқан», «суды екі есе үнемдейді»: how one stands to another, and did not become."""
    tokens, at = draft.passage.tokens, draft.last
    if at >= len(tokens) or tokens[at].kind != "word":
        return False
    before = tokens[draft.first - 1].key if draft.first else ""
    if before in _THAN_IT and _is_comparison(tokens, at):
        return True  # «одан екі есе аз»: than another thing, not than before
    if tokens[at].key in _EXCEEDS:
        return before.endswith(ABLATIVES) and not before.startswith(_TIMES_BEFORE)
    return form_of(tokens[at].key) == "present" and not is_one_of(tokens, at, "kk", "change")


def _is_difference(draft: Draft, at: int) -> bool:
    """«7 пайыз жоғары», «өткен жылғы деңгейден 0,7 центнер жоғары»: by how much one is above another."""
    tokens = draft.passage.tokens
    if not _is_comparison(tokens, at):
        return False
    before = tokens[draft.first - 1].key if draft.first else ""
    return (draft.unit in _PERCENTS and not draft.quantity.possessive) or (
        draft.case is None and ((before.endswith(ABLATIVES) and len(before) > _SHORT) or before in _COMPARED)
    )


def _is_of_changes(draft: Draft) -> bool:
    """«едәуір өскені байқалады: ет – 12%, ұн – 18,9%»: an item of a list of how much each has grown."""
    tokens = draft.passage.tokens
    if draft.bracket is not None or not draft.first or tokens[draft.first - 1].text not in DASHES:
        return False
    colon = next((at for at in range(draft.first - 1, -1, -1) if tokens[at].text == ":"), None)
    if colon is None:
        return False
    return any(
        is_one_of(tokens, at, "kk", "change") and is_one_of(tokens, at + 1, "kk", "observed")
        for at in range(max(0, colon - _SUBJECT), colon)
    )


def _is_observed(draft: Draft) -> bool:
    """«Шу (11%), Талас (9%) аудандарында өсім байқалды», «9,7%-ға айтарлықтай өсім тіркелді»."""
    tokens = draft.passage.tokens
    is_item = _is_alone_in_bracket(draft)
    if not is_item and draft.case != "dative":
        return False
    for at in range(draft.last, len(tokens)):
        if is_one_of(tokens, at, "kk", "change_before") and is_one_of(tokens, at + 1, "kk", "observed"):
            return is_item or at - draft.last <= _SUBJECT
        if next(cues_at(tokens, at, "kk", "verbs"), None) is not None:
            return False
    return False


def _is_alone_in_bracket(draft: Draft) -> bool:
    """«ұрлық (19%-ға), алаяқтық (8,6%-ға) төмендеді»: the verb of change stands behind the brackets."""
    tokens = draft.passage.tokens
    return draft.bracket == draft.first - 1 and draft.last < len(tokens) and tokens[draft.last].text == ")"


def _grew_by_bare(draft: Draft, at: int) -> bool:
    """«7,2 пайыз өсті»: a percentage without an ending right before the verb of change."""
    tokens = draft.passage.tokens
    return (
        draft.unit in _PERCENTS
        and draft.case is None
        and draft.approximation is None
        and at == draft.last
        and next(cues_at(tokens, at, "kk", "verbs"), None) is not None
    )


def _changes_its_subject(draft: Draft, at: int) -> bool:
    """«25 пайызға бала өлімі азайды»: the subject stands between the figure and its verb."""
    tokens = draft.passage.tokens
    for near in range(at, min(at + _SUBJECT + 1, len(tokens))):
        if tokens[near].kind != "word":
            return False
        if is_one_of(tokens, near, "kk", "change") and not is_one_of(tokens, near, "kk", "no_change"):
            return near > at and next(cues_at(tokens, near, "kk", "verbs"), None) is not None
    return False


def _is_of_row(draft: Draft) -> bool:
    """«608 және 9,4 мың гектарға ұлғайтылды»: the last of the row carries the ending for all of them."""
    return draft.case is None and "noun of the row" in draft.rules


def _share_a_verb(draft: Draft, following: Draft) -> bool:
    """«құны 30 млрд теңгеге, ауылда – 64 млрд теңгеге өсті»: two of one case before one verb."""
    if following.case != "dative":
        return False
    verbs = verbs_of(draft.passage)
    place = bisect_left(verbs, draft.last, key=lambda cue: cue.first)
    return place == len(verbs) or verbs[place].first >= following.last


def _step_is_change(draft: Draft, start: Draft) -> bool:
    """«8,6%-ға, 4 820-дан 4 405-ке дейін азайды»: by how much, and from what to what."""
    passage = draft.passage
    end = next((q.end for q in passage.quantities if q.start >= start.end), None)
    if end is None:
        return False
    at = passage.token_at(end)
    at += at < len(passage.tokens) and passage.tokens[at].key == _UP_TO
    return is_one_of(passage.tokens, at, "kk", "change")


def _behind_ending(tokens: Sequence[Token], at: int, is_dative: bool) -> tuple[int, bool]:
    """Past an ending that stands apart from its sign: «20% - ға»."""
    if at + 1 < len(tokens) and tokens[at].text in "–—-" and tokens[at + 1].key in _DATIVE_ENDINGS:
        return at + 2, True
    return at, is_dative


def _behind_plan(tokens: Sequence[Token], at: int) -> int:
    """Past what was exceeded: «125 пайызға жоспардан тыс артық орындалды»."""
    if at < len(tokens) and tokens[at].key.startswith("жоспар") and tokens[at].key.endswith(ABLATIVES):
        return at + 2 if at + 1 < len(tokens) and tokens[at + 1].key == "тыс" else at + 1
    return at


def _is_comparison(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].key in ("жоғары", "төмен", "көп", "аз", "кем", "артық", "арзан", "қымбат")


def _is_growth(draft: Draft) -> bool:
    """«экономикалық өсім 4 процент»: a word of growth before a percentage, nearer than one of a level."""
    passage = draft.passage
    for at in range(draft.first - 1, max(-1, draft.first - 1 - _LEAD), -1):
        if is_one_of(passage.tokens, at, "kk", "statives"):
            return False
        if is_one_of(passage.tokens, at, "kk", "change_before"):
            return not _is_of_participle(passage.tokens[at + 1].key)
    return False


def _is_index_reached(draft: Draft, at: int) -> bool:
    """«экономикалық өсім 103,6 пайызға жеткен»: an index of the year before, and not by how much."""
    value, tokens = draft.quantity.value, draft.passage.tokens
    is_reached = at < len(tokens) and tokens[at].key.startswith(_REACHED)
    return is_reached and value is not None and value > _ALL


def _is_of_participle(behind: str) -> bool:
    """«өсімі тежелген – 12%»: whose growth it is, and not how much; «өсімі өткен жылы 4 пайыз»."""
    return behind != _LAST and behind.endswith(PARTICIPLES) and is_participle_of_verb(behind)

"""Participles of a Kazakh noun phrase: what they say of the number that stands before or behind them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from esep.language import Token
from esep.reading.grammar.kazakh_endings import GENITIVES, HABITUALS, PARTICIPLES
from esep.reading.grammar.kazakh_verb_forms import is_participle_of_verb
from esep.reading.sentences.passage import DASHES, Draft
from esep.reading.statement import Kind
from esep.reading.statements.cues import cues_at, is_one_of
from esep.reading.statements.kazakh_clauses import is_attribute, verbs_of
from esep.reading.statements.kazakh_deeds import has_own_subject, is_to_be_done, owns_subject

_SUBJECT = 3
"""Words before a dash among which the participle of its subject is sought."""
_OBJECT = 4
"""Words behind «бар» in which the thing and the deed done to it stand."""
_ACCUSATIVE = ("ды", "ді", "ты", "ті", "ны", "ні", "ын", "ін")
_DEEDS = ("у", "ю")
_UNDONE = ("маған", "меген", "баған", "беген", "паған", "пеген")
"""«игерілмеген 8,5 млрд теңгенің себептері»: what was left undone is there, whatever is to be done."""
_NOT_DONE = frozenset(
    ["арналған", "шақталған", "есептелген", "лайықталған", "қалған", "аталған", "деген", "өткен"]
)
_PASSIVES = ("ылған", "ілген", "ынған", "інген", "ланған", "ленген", "данған", "денген", "танған", "тенген")
_LIES = frozenset(["орналасқан", "жатқан", "тұрған"])
_BUILDS = ("салын", "салып", "салуда", "тұрғыз", "бой")
_MEASURED = frozenset(["құрайтын", "болатын"])
_BEING = frozenset(["бар", "жоқ"])
_EXTENTS = frozenset(["KZT", "m2", "km", "ha"])
"""What stands of a thing as soon as it is being built: its cost and extent, not what it will hold or make."""


def told_before(tokens: Sequence[Token], first: int) -> Kind | None:
    """What the words right before the number say of it.

    «тұрғындар көтерген 46 сұрақ» is done, «жоспарланған 27 км» and «керегі 9 800 тонна» are planned,
    «қамтылғаны – 28 ауыл» is done, «көшірілетін нысан – 34» is to be done.
    """
    if not first:
        return None
    before = tokens[first - 1]
    if before.text in DASHES:
        return _told_of_subject(tokens, first - 1)
    if before.kind != "word":
        return None
    if is_one_of(tokens, first - 1, "kk", "needs"):
        return "plan"
    if is_to_be_done(tokens, first - 1):
        if has_own_subject(tokens, first - 1):
            return None
        return None if is_one_of(tokens, first - 1, "kk", "not_to_be_done") else "plan"
    if not before.key.endswith(PARTICIPLES) or before.key in _NOT_DONE:
        return None
    cue = next(cues_at(tokens, first - 1, "kk", "verbs"), None)
    if cue is not None and cue.kind == "plan":
        return "plan"
    if owns_subject(tokens, first - 1):
        return None  # «құрылысы басталған 300 орындық мектеп ашылады»
    return "fact" if is_participle_of_verb(before.key) or before.key.endswith(_UNDONE) else None


def _told_of_subject(tokens: Sequence[Token], dash: int) -> Kind | None:
    """What a participle in the subject before a dash says of the number behind it."""
    for at in range(dash - 1, max(-1, dash - 1 - _SUBJECT), -1):
        if tokens[at].kind != "word":
            return None
        if is_one_of(tokens, at, "kk", "needs"):
            return "plan"
        if is_to_be_done(tokens, at):
            return "fact" if is_one_of(tokens, at, "kk", "not_to_be_done") else "plan"
        if is_one_of(tokens, at, "kk", "done"):
            return "fact"
    return None


def told_behind(draft: Draft) -> Kind | None:
    """«3 мың көлік өтетін бағыт», «құрамында 96 өкілі бар топ»: the participle right behind the figure."""
    tokens, at = draft.passage.tokens, _at_its_participle(draft)
    if at + 1 < len(tokens) and tokens[at].key == "жерде" and tokens[at + 1].key in _LIES:
        return "fact"
    if not is_attribute(tokens, at):
        return None
    word = tokens[at].key
    if is_one_of(tokens, at, "kk", "adjectival") or (draft.case == "accusative" and word.endswith(_PASSIVES)):
        return None  # «11 ауылды орталықтандырылған сумен қамту»: of another noun
    if word in _BEING:
        return None if _is_acted_on(tokens, at) else "fact"
    if word.endswith(PARTICIPLES) and word not in _NOT_DONE and is_participle_of_verb(word):
        cue = next(cues_at(tokens, at, "kk", "verbs"), None)
        return None if cue is not None and cue.kind == "plan" else "fact"
    if word == "болатын" and draft.unit not in _EXTENTS and _is_being_built(draft, at):
        return "plan"
    if is_to_be_done(tokens, at):
        return "fact" if is_one_of(tokens, at, "kk", "not_to_be_done") else "plan"
    if word.endswith(HABITUALS):
        is_of_another = tokens[at + 1].key.endswith(GENITIVES)  # «4 ауылды жалғайтын каналдың бойына …»
        return "fact" if is_of_another or is_one_of(tokens, at, "kk", "standing") else None
    return None


def _at_its_participle(draft: Draft) -> int:
    """The token behind the figure, or the participle behind its noun: «25 шақырым жол төселген ауылда»."""
    tokens, at = draft.passage.tokens, draft.last
    if draft.case is not None or at + 2 >= len(tokens) or not is_attribute(tokens, at):
        return at
    if is_one_of(tokens, at, "kk", "that"):
        return at
    behind = tokens[at + 1].key
    is_told = behind.endswith(PARTICIPLES) and is_participle_of_verb(behind)
    return at + 1 if is_told or is_to_be_done(tokens, at + 1) else at


def _is_acted_on(tokens: Sequence[Token], at: int) -> bool:
    """«500 орны бар мектепті салу»: what has it is the object of a deed, whose verb tells the kind."""
    behind = tokens[at + 1 : at + 1 + _OBJECT]
    return any(
        one.key.endswith(_ACCUSATIVE) and other.key.endswith(_DEEDS) for one, other in pairwise(behind)
    )


def _is_being_built(draft: Draft, at: int) -> bool:
    """«қуаты 50 мың тонна болатын зауыт салынып жатыр»: the size of what is being built is not there yet."""
    verb = next((cue for cue in verbs_of(draft.passage) if cue.first > at), None)
    return verb is not None and draft.passage.tokens[verb.first].key.startswith(_BUILDS)


def is_measured(tokens: Sequence[Token], at: int) -> bool:
    """«ұзындығы 18 шақырымды құрайтын канал»: the figure tells how large the noun behind it is."""
    return at < len(tokens) and tokens[at].key in _MEASURED and is_attribute(tokens, at)

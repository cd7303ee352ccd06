"""Fact, plan, target or change in a Kazakh sentence: the verb stands behind the figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import pairwise

from esep.language import Token
from esep.reading.grammar.kazakh_endings import ABLATIVES, GENITIVES, HABITUALS, PARTICIPLES
from esep.reading.grammar.kazakh_verb_forms import is_participle_of_verb
from esep.reading.sentences.passage import DASHES, Draft, Passage
from esep.reading.statement import Kind
from esep.reading.statements.cues import Cue, cues_at, find_cues, is_one_of, stands_in
from esep.reading.statements.kazakh_clauses import (
    CONTRASTED,
    REMEMBERED,
    behind_bracket,
    ends_clause,
    is_attribute,
    is_starting_point,
    signs_of_future,
    stands_in_sentence,
    verbs_of,
)
from esep.reading.statements.kazakh_deeds import has_own_subject, is_of_named_deed, is_to_be_done
from esep.reading.statements.kazakh_tasks import is_set_as_task

TASK = "set as a task"
"""The rule of a figure that somebody is told to bring about."""
_SUBJECT = 3
"""Words before a dash among which the participle of its subject is sought."""
_OBJECT = 4
"""Words behind «бар» in which the thing and the deed done to it stand."""
_PURPOSE = 8
"""Words between what money is for and its sum."""
_ACCUSATIVE = ("ды", "ді", "ты", "ті", "ны", "ні", "ын", "ін")
_DEEDS = ("у", "ю")
_UNDONE = ("маған", "меген", "баған", "беген", "паған", "пеген")
"""«игерілмеген 8,5 млрд теңгенің себептері»: what was left undone is there, whatever is to be done."""
_NOT_DONE = frozenset(
    ["арналған", "шақталған", "есептелген", "лайықталған", "қалған", "аталған", "деген", "өткен"]
)
_PASSIVES = ("ылған", "ілген", "ынған", "інген", "ланған", "ленген", "данған", "денген", "танған", "тенген")
_MEASURED = ("индикатор", "көрсеткіш")
_PASTS = frozenset(["past", "past participle", "past that no noun looks like"])
_LIES = frozenset(["орналасқан", "жатқан", "тұрған"])
_EXCEEDS = frozenset(["асады", "аспайды"])
_TAKEN_UP = frozenset(["оларды", "оны", "оларға", "оған", "мұны", "бұған", "бұл"])
_CONVERBS = ("ып", "іп", "ап", "еп", "йп")
_BUILDS = ("салын", "салып", "салуда", "тұрғыз", "бой")
_BEING = frozenset(["бар", "жоқ"])
_UNTIL = "дейін"
"""«қазан айына дейін» is a term, «айына» a habit."""
_MULTIPLIED = "еселе"
_NOW = frozenset(["habitual present", "present of going on"])
_FOR = frozenset(["үшін", "мақсатында", "мақсатымен"])
_EXTENTS = frozenset(["KZT", "m2", "km", "ha"])
"""What stands of a thing as soon as it is being built: its cost and extent, not what it will hold or make."""
_OPEN = ("ады", "еді", "йды", "йді", "иды", "иді", "яды")
_PRESENTS = frozenset(["habitual present", "present of the time to come"])
_WE_DO = ("амыз", "еміз", "ймыз", "йміз")
"""«күн сайын 40 келі ет жұмсаймыз»: what we do, or shall do."""
_FORMED = "құрады"
_PAST_IN_A = "past of a verb in а and е"
_ENDS_OF_PHRASE = frozenset(",;:")
_FINITE = frozenset(
    [
        "past", "past that no noun looks like", "past of a verb in а and е", "past participle",
        "word of plan", "verb of intention", "present of going on", "word of being", "habitual present",
        "order", "present of the time to come", CONTRASTED, "deed that would have been",
    ]
)  # fmt: skip
"""Rules whose verbs can end a clause."""


def kazakh_kind(draft: Draft, taken: Set[int]) -> tuple[Kind, str | None]:
    """The kind of a figure and the rule that gave it; ``taken`` are the tokens of figures' wordings."""
    passage = draft.passage
    cue = _first_verb(draft, taken)
    future = _is_of_future(draft, cue)
    if is_starting_point(draft):
        return "fact", "starting point of a change"
    if _is_target(draft, cue):
        return "target", "target words"
    tokens = passage.tokens
    told = _told_before(tokens, draft.first)
    if told is not None and (told == "plan" or not future):
        return told, "participle" if told == "fact" else "word of plan before"
    if _is_told_of_the_one_before(draft, taken):
        return "fact", None
    if draft.case == "accusative" and _is_made_for_it(tokens, draft.last):
        return "plan", "purpose"
    if (
        draft.bracket is not None
        and future
        and not _has_own_time(draft)
        and (cue is None or passage.bracket_of(cue.first) is None)
    ):
        return "plan", "word of plan before"
    if draft.case == "genitive" and _is_whole(draft):
        return "fact", "whole of the genitive"
    if tokens[draft.last - 1].key in _EXCEEDS and ends_clause(tokens, draft.last):
        # «750 мың адамнан асады, 2030 жылға қарай …»: the verb is within the wording.
        is_ahead = any(sign < draft.first for sign in signs_of_future(passage))
        return ("plan", "time to come") if is_ahead else ("fact", "habitual present")
    near = _attribute_behind(draft)
    if near is not None:
        return near, "participle behind"
    if cue is None:
        return _kind_without_verb(draft, future)
    if cue.kind == "plan" and is_set_as_task(draft, cue):
        return "target", TASK
    if (draft.unit or "").startswith("KZT") and is_one_of(tokens, cue.first, "kk", "of_money"):
        return "plan", "money set aside"
    if not (draft.unit or "").startswith("KZT") and _is_what_money_is_for(draft, cue):
        return "plan", "money set aside"
    if cue.kind == "fact" and is_of_named_deed(draft, cue.first):
        return "plan", "deed that is only named"
    is_open = _is_open(cue, tokens[cue.last - 1].key) and not _was_past(tokens, draft.first)
    is_said = _is_said_of_plan(tokens, cue.last)
    if cue.kind == "fact" and (is_said or (is_open and (future or _is_ahead(draft, cue)))):
        return "plan", "time to come" if future else "said to be planned"
    if cue.rule == CONTRASTED and _is_condition(draft, cue, future):
        return "plan", "time to come"
    if cue.rule in _PRESENTS and not future and not _was_past(tokens, draft.first):
        parallel = _parallel(draft, cue)
        if parallel is not None:
            return parallel, "tense of the clause before"
    is_present = cue.rule == "present of the time to come" or tokens[cue.last - 1].key.endswith(_WE_DO)
    if is_present and not (future or is_said) and _is_habit(passage, draft, cue):
        return "fact", "habit"
    return cue.kind, cue.rule


def _is_told_of_the_one_before(draft: Draft, taken: Set[int]) -> bool:
    """«593-і (82%) алдағы маусымға дайын»: a bracket of nothing else, right behind another figure."""
    tokens, opening = draft.passage.tokens, draft.first - 1
    is_alone = draft.bracket == opening and draft.last < len(tokens) and tokens[draft.last].text == ")"
    return is_alone and opening - 1 in taken


def _is_condition(draft: Draft, cue: Cue, future: bool) -> bool:
    """«40 үй көшірілсе, көмір үнемделер еді»: what is to be done first, and not what is set beside another.

    «3 жыл бұрын 60 үй берілсе, биыл 90 салынады» tells of the past, as do verbs that tell how much there is.
    """
    passage = draft.passage
    tokens = passage.tokens
    following = next((verb for verb in verbs_of(passage) if verb.first >= cue.last), None)
    if following is None:
        return False
    if following.kind == "fact":
        return future and _is_open(following, tokens[following.last - 1].key)
    if is_one_of(tokens, cue.first, "kk", "standing_sides"):
        return future
    return future or not stands_in(tokens, range(cue.first), "kk", "own_times")


def _is_made_for_it(tokens: Sequence[Token], at: int) -> bool:
    """«30 мың көлікті құрастыру үшін жоба басталды»: what something is done for is not there yet."""
    if at + 1 >= len(tokens) or tokens[at + 1].key not in _FOR:
        return False
    return is_one_of(tokens, at, "kk", "founding")


def _is_whole(draft: Draft) -> bool:
    """«60 мың гектардың он мыңы отырғызылады»: a number of it follows, and the whole stands already."""
    passage = draft.passage
    if draft.last >= len(passage.tokens):
        return False
    start = passage.tokens[draft.last].start
    return any(quantity.start == start for quantity in passage.quantities)


def _is_what_money_is_for(draft: Draft, cue: Cue) -> bool:
    """«18 шақырымға 820 млн теңге қаралған», «83 нысан құрылысына …», «3,2 шақырым жол салуға …».

    The dative, or a deed in the dative behind the figure, stands before a sum that is set aside.
    """
    tokens = draft.passage.tokens
    if not is_one_of(tokens, cue.first, "kk", "set_aside"):
        return False
    is_purpose = draft.case == "dative"
    end = cue.first if cue.first > draft.last else len(tokens)  # the verb stands before its bracket
    for at in range(draft.last, min(draft.last + _PURPOSE, end)):
        if tokens[at].text in DASHES:
            continue
        if tokens[at].kind == "number":
            return is_purpose and (at == draft.last or _is_money(draft.passage, at))
        if tokens[at].kind != "word":
            return False
        is_purpose = is_purpose or is_one_of(tokens, at, "kk", "purposes")
    return False


def _is_money(passage: Passage, at: int) -> bool:
    start = passage.tokens[at].start
    return any(one.number_start == start and one.unit == "KZT" for one in passage.quantities)


def _attribute_behind(draft: Draft) -> Kind | None:
    """«3 мың көлік өтетін бағыт», «құрамында 96 өкілі бар топ»: the participle right behind the figure."""
    tokens, at = draft.passage.tokens, _at_its_participle(draft)
    if at + 1 < len(tokens) and tokens[at].key == "жерде" and tokens[at + 1].key in _LIES:
        return "fact"
    if not is_attribute(tokens, at):
        return None
    word = tokens[at].key
    if draft.case == "accusative" and word.endswith(_PASSIVES):
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


def _parallel(draft: Draft, cue: Cue) -> Kind | None:
    """«86 адам істейді, жазда 20 адам қосылады», «зауыт салмақ, онда 90 адам істейді»: both are of one tense.

    A verb in -ды that may speak of now or of the time to come follows the clause before it.
    """
    tokens = draft.passage.tokens
    before = None
    for verb in verbs_of(draft.passage):
        if verb.last > draft.first:
            break
        if verb.rule in _FINITE and ends_clause(tokens, verb.last):
            before = verb
    if before is None:
        return None
    if cue.rule == "habitual present":
        return "plan" if before.rule == "verb of intention" else None
    is_now = before.rule in _NOW and _is_open(before, tokens[before.last - 1].key)
    return "fact" if is_now else None


def _kind_without_verb(draft: Draft, future: bool) -> tuple[Kind, str | None]:
    """«жоспар – 500, нақты – 320»: the noun that the number is said of; None where nothing tells."""
    passage = draft.passage
    said_of = range(_end_of_figure_before(draft), draft.first)
    if stands_in(passage.tokens, said_of, "kk", "plan_nouns"):
        return "plan", "word of plan before"
    if stands_in(passage.tokens, said_of, "kk", "fact_nouns"):
        return "fact", "word of fact before"
    if not future and stands_in(passage.tokens, said_of, "kk", "sizes") and _is_behind_plan(draft):
        return "plan", "tense of the clause before"
    return ("plan", "time to come") if future else ("fact", None)


def _is_behind_plan(draft: Draft) -> bool:
    """«Мектеп мамырда ашылады, құны 4 млрд теңге»: how large what the clause before has planned is."""
    before = [verb for verb in verbs_of(draft.passage) if verb.last <= draft.first]
    return bool(before) and before[-1].kind == "plan"


def _end_of_figure_before(draft: Draft) -> int:
    """The token after the last number before the figure, and after the mark that ends its phrase."""
    tokens = draft.passage.tokens
    for at in range(draft.first - 1, -1, -1):
        if tokens[at].kind == "number" or tokens[at].text in _ENDS_OF_PHRASE:
            return at + 1
    return 0


def _is_open(cue: Cue, word: str) -> bool:
    """Whether a verb may speak of now and of the time to come; «құрады» made up, «құрайды» makes up."""
    return word.endswith(_OPEN) and not word.endswith(_FORMED) and cue.rule != _PAST_IN_A


def _is_of_future(draft: Draft, cue: Cue | None) -> bool:
    """Whether a sign of the time to come stands in the clause of the figure and in its bracket."""
    passage = draft.passage
    signs = signs_of_future(passage)
    if not signs:
        return False
    tokens, low = passage.tokens, 0
    high = len(tokens) if cue is None else cue.last
    for verb in verbs_of(passage):
        if verb.last > draft.first:
            break
        if verb.rule in _FINITE and verb.first not in signs and ends_clause(tokens, verb.last):
            low = verb.last
    return any(low <= sign < high and passage.bracket_of(sign) in (None, draft.bracket) for sign in signs)


def _is_ahead(draft: Draft, cue: Cue) -> bool:
    """Whether a day, an opening or a thing yet to be made puts an open form into the time to come.

    «тағы 40 орындық қаңтарда келеді», «цехтың ашылуы 85 орын береді», «салынатын өндіріс 60 адамды қамтиды».
    """
    tokens = draft.passage.tokens
    if not is_one_of(tokens, cue.first, "kk", "stands") and stands_in(
        tokens, range(_end_of_figure_before(draft), cue.first), "kk", "dated"
    ):
        return True
    for at in range(draft.first - 1, max(-1, draft.first - 1 - _SUBJECT), -1):
        if tokens[at].kind != "word":
            return False
        if is_to_be_done(tokens, at):
            return at + 1 < draft.first and not is_one_of(tokens, at, "kk", "not_to_be_done")
    return False


def kazakh_lead_kind(passage: Passage) -> Kind | None:
    """What the sentence that opens a list says of its items; None when it has no verb."""
    if stands_in_sentence(passage, "target"):
        return "target"
    if stands_in(passage.tokens, range(len(passage.tokens)), "kk", "orders"):
        return "plan"
    verbs = verbs_of(passage)
    if verbs:
        return verbs[-1].kind
    return "plan" if stands_in_sentence(passage, "future") else None


def _was_past(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].key == "өткен"


def _first_verb(draft: Draft, taken: Set[int]) -> Cue | None:
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
    ends = (cue for cue in (first, *verbs) if cue.rule in _FINITE and ends_clause(passage.tokens, cue.last))
    return next(ends, first)


def _told_before_bracket(draft: Draft) -> Cue | None:
    """«64 адам жіберіледі (қалада – 27, ауылда – 37), …»: the verb right before a bracket that has none."""
    passage, opening = draft.passage, draft.bracket
    if opening is None:
        return None
    before = None
    for verb in verbs_of(passage):
        if verb.last == opening and verb.rule in _FINITE:
            before = verb
        elif verb.first > opening and passage.bracket_of(verb.first) == opening:
            return None
    if before is None or before.kind == "fact":
        return before
    is_size = stands_in(passage.tokens, range(opening, draft.first), "kk", "sizes")
    return None if is_size or _has_own_time(draft) else before


def _has_own_time(draft: Draft) -> bool:
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


@lru_cache(maxsize=REMEMBERED)
def _targets(passage: Passage) -> tuple[int, ...]:
    names = passage.named_tokens
    found = find_cues(passage.tokens, "kk", "target")
    return tuple(cue.first for cue in found if cue.first not in names)


def _is_target(draft: Draft, cue: Cue | None) -> bool:
    """Whether a word of target speaks of the figure: no verb of what was done stands between them."""
    for at in _targets(draft.passage):
        if at >= draft.last:
            tokens = draft.passage.tokens
            if _is_parted(tokens, draft.last, at):
                return False
            return cue is None or at <= cue.last or not _is_end_of_clause(tokens, cue)
        if not draft.passage.tokens[at].key.endswith(ABLATIVES):
            if _is_parted(draft.passage.tokens, at, draft.first):
                return False
            if cue is not None and cue.rule in _PASTS and draft.passage.tokens[at].key.startswith(_MEASURED):
                return False  # «индикатор 118 пайызға жетті» tells what was reached
            between = (c for c in verbs_of(draft.passage) if at < c.first < draft.first)
            return not any(c.kind == "fact" and c.rule != "past" for c in between)
    return False


def _is_parted(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a semicolon, or a full stop before a number, stands between two places."""
    return any(
        tokens[at].text == ";" or (tokens[at].text == "." and tokens[at + 1].kind == "number")
        for at in range(first, last)
    )


def _is_end_of_clause(tokens: Sequence[Token], cue: Cue) -> bool:
    return cue.kind == "fact" or (cue.rule in _FINITE and ends_clause(tokens, cue.last))


def _told_before(tokens: Sequence[Token], first: int) -> Kind | None:
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


def _is_habit(passage: Passage, draft: Draft, cue: Cue) -> bool:
    """Whether a word such as «жылына» stands between the verb before the figure and its own."""
    verbs = verbs_of(passage)
    place = bisect_left(verbs, draft.first, key=lambda verb: verb.first)
    low = verbs[place - 1].last if place else 0
    is_price = (draft.unit or "").startswith("KZT") and draft.case == "ablative"
    if draft.case == "dative" and is_one_of(passage.tokens, cue.first, "kk", "change"):
        return False  # «шығарындыны жылына 3 тоннаға дейін азайтады»: a level that will be reached
    if is_one_of(passage.tokens, draft.last, "kk", "making") and cue.first > draft.last + 1:
        return False  # «жылына 70 мың тонна шығаратын зауыт іске қосылады»: of the works, not of its opening
    return any(low <= at <= cue.last for at in _habits(passage)) or (
        is_price and draft.approximation is None and not stands_in_sentence(passage, "future")
    )


@lru_cache(maxsize=REMEMBERED)
def _habits(passage: Passage) -> tuple[int, ...]:
    tokens = passage.tokens
    found = (at for at in range(len(tokens)) if is_one_of(tokens, at, "kk", "habitual"))
    return tuple(at for at in found if at + 1 == len(tokens) or tokens[at + 1].key != _UNTIL)


def _is_said_of_plan(tokens: Sequence[Token], at: int) -> bool:
    """«… құрайды деп болжануда», «… кемиді (2 пайыз) деп жоспарланып отыр»."""
    at = behind_bracket(tokens, at)
    if not is_one_of(tokens, at, "kk", "that"):
        return False
    return any(is_one_of(tokens, near, "kk", "of_plan") for near in (at + 1, at + 2))

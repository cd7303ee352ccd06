"""Fact, plan, target or change in a Kazakh sentence: the verb stands behind the figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import lru_cache

from esep.language import Token
from esep.reading.grammar.kazakh_endings import ABLATIVES, GENITIVES
from esep.reading.sentences.passage import DASHES, Draft, Passage
from esep.reading.statement import Kind
from esep.reading.statements.cues import Cue, find_cues, is_one_of, stands_in
from esep.reading.statements.kazakh_attributes import is_measured, told_before, told_behind
from esep.reading.statements.kazakh_clauses import (
    CONTRASTED,
    FINITE,
    REMEMBERED,
    behind_bracket,
    ends_clause,
    is_starting_point,
    signs_of_future,
    stands_in_sentence,
    verbs_of,
)
from esep.reading.statements.kazakh_deeds import is_of_last_deed, is_of_named_deed, is_to_be_done
from esep.reading.statements.kazakh_governing import first_verb, has_own_time
from esep.reading.statements.kazakh_tasks import is_level, is_set_as_task

TASK = "set as a task"
"""The rule of a figure that somebody is told to bring about."""
_SUBJECT = 3
"""Words before a figure among which a thing yet to be made is sought."""
_SIZE_REACH = 4
"""Words behind «жоспарланған» among which a noun of size is sought."""
_DUTY = "тиіс"
_PURPOSE = 8
"""Words between what money is for and its sum."""
_MEASURED = ("индикатор", "көрсеткіш")
_PASTS = frozenset(["past", "past participle", "past that no noun looks like", "past of a verb in а and е"])
_EXCEEDS = frozenset(["асады", "аспайды"])
_UNTIL = "дейін"
"""«қазан айына дейін» is a term, «айына» a habit."""
_NOW = frozenset(["habitual present", "present of going on"])
_JOINTS = frozenset([",", "және", "мен", "пен", "бен"])
_AMONG = "ішінде"
_FOR = frozenset(["үшін", "мақсатында", "мақсатымен"])
_OPEN = ("ады", "еді", "йды", "йді", "иды", "иді", "яды")
_PRESENTS = frozenset(["habitual present", "present of the time to come"])
_WE_DO = ("амыз", "еміз", "ймыз", "йміз")
"""«күн сайын 40 келі ет жұмсаймыз»: what we do, or shall do."""
_THAT_IT = ("тынын", "тінін", "тындығын", "тіндігін", "тындығына", "тіндігіне")
"""«жыл сайын 2 млрд текше метр кететінін»: that it is so, or will be."""
_ABLE = frozenset(["person", "enterprise", "family"])
_BUILT = frozenset(["project", "facility", "road", "house", "apartment"])
_SUBJECTS = (None, "nominative")
_ONLY = frozenset(["ғана", "қана"])
_TO = frozenset(["ға", "ге", "қа", "ке", "пайызға"])
_FORMED = "құрады"
_NEEDED = "қажетті"
_SUPPLIED = ("қамтамасыз", "жеткіз", "дайында", "бөлін", "беріл", "етіл", "етт", "алын")
_PAST_IN_A = "past of a verb in а and е"
_ENDS_OF_PHRASE = frozenset(",;:")


def kazakh_kind(draft: Draft, taken: Set[int]) -> tuple[Kind, str | None]:
    """The kind of a figure and the rule that gave it; ``taken`` are the tokens of figures' wordings."""
    cue = first_verb(draft, taken)
    future = _is_of_future(draft, cue)
    told = _told_by_phrase(draft, cue, taken, future=future)
    if told is not None:
        return told
    return _kind_without_verb(draft, future) if cue is None else _told_by_verb(draft, cue, future=future)


def _told_by_phrase(
    draft: Draft, cue: Cue | None, taken: Set[int], *, future: bool
) -> tuple[Kind, str | None] | None:
    """The kind and its rule where the words about the figure tell, whatever the verb says; else None."""
    passage = draft.passage
    if is_starting_point(draft):
        return "fact", "starting point of a change"
    if passage.lead is None and _is_size_by_itself(draft):
        return _kind_without_verb(draft, future=False)
    if _is_target(draft, cue):
        return "target", "target words"
    tokens = passage.tokens
    told = told_before(tokens, draft.first)
    is_waiting = told == "fact" and cue is not None and cue.kind == "plan" and draft.case != "genitive"
    if is_waiting and is_one_of(tokens, draft.first - 1, "kk", "waiting"):
        told = None  # «кезекте тұрған 90 отбасыны қамту көзделуде»
    if told == "plan" and cue is not None and cue.kind == "fact" and _is_need_met(draft, cue):
        told = None
    if told is not None and (told == "plan" or not future):
        return told, "participle" if told == "fact" else "word of plan before"
    if _is_told_of_the_one_before(draft, taken):
        return "fact", None
    if draft.case == "accusative" and _is_made_for_it(tokens, draft.last):
        return "plan", "purpose"
    if (
        draft.bracket is not None
        and future
        and not has_own_time(draft)
        and (cue is None or passage.bracket_of(cue.first) is None)
    ):
        return "plan", "word of plan before"
    if draft.case == "genitive" and _is_whole(draft):
        return "fact", "whole of the genitive"
    if tokens[draft.last - 1].key in _EXCEEDS and ends_clause(tokens, draft.last):
        # «750 мың адамнан асады, 2030 жылға қарай …»: the verb is within the wording.
        is_ahead = any(sign < draft.first for sign in signs_of_future(passage))
        return ("plan", "time to come") if is_ahead else ("fact", "habitual present")
    if future and draft.case == "genitive" and is_one_of(tokens, draft.last, "kk", "lists"):
        return "plan", "time to come"
    near = told_behind(draft)
    return (near, "participle behind") if near is not None else None


def _told_by_verb(draft: Draft, cue: Cue, *, future: bool) -> tuple[Kind, str | None]:
    """The kind and its rule by the verb that governs the figure."""
    passage = draft.passage
    tokens = passage.tokens
    if cue.kind == "plan" and is_set_as_task(draft, cue):
        return "target", TASK
    if (draft.unit or "").startswith("KZT") and is_one_of(tokens, cue.first, "kk", "of_money"):
        return "plan", "money set aside"
    if not (draft.unit or "").startswith("KZT") and _is_what_money_is_for(draft, cue):
        return "plan", "money set aside"
    if cue.kind == "fact" and (is_of_named_deed(draft, cue.first) or _is_designed(draft, cue)):
        return "plan", "deed that is only named"
    if cue.kind == "fact" and (_is_amount_of_plan(draft, cue) or _is_put_into_pool(draft, cue)):
        return "plan", "word of plan before"
    is_open = _is_open(cue, tokens[cue.last - 1].key) and not _was_past(tokens, draft.first)
    if cue.rule == "present of going on" and _is_able(draft, cue):
        return "plan", "time to come"
    is_said = _is_said_of_plan(tokens, cue.last)
    if cue.kind == "fact" and (is_said or (is_open and (future or _is_ahead(draft, cue)))):
        return "plan", "time to come" if future else "said to be planned"
    if cue.rule == CONTRASTED and _is_condition(draft, cue, future):
        return "plan", "time to come"
    if cue.rule == "habitual present" and _is_size_of_planned(draft):
        return "plan", "word of plan before"
    is_ahead = cue.kind == "plan" and _is_ahead(draft, cue)
    is_open = cue.rule in _PRESENTS and not (future or is_ahead or is_said)
    if is_open and not _was_past(tokens, draft.first):
        parallel = _parallel(draft, cue)
        if parallel is not None:
            return parallel, "tense of the clause before"
    is_present = cue.rule == "present of the time to come" or tokens[cue.last - 1].key.endswith(_WE_DO)
    if is_present and not (future or is_said) and _is_habit(passage, draft, cue):
        return "fact", "habit"
    if cue.kind == "plan" and tokens[cue.last - 1].key.endswith(_THAT_IT) and not future:
        is_again = stands_in(tokens, range(_end_of_figure_before(draft), cue.first), "kk", "recurring")
        return ("fact", "habit") if is_again else (cue.kind, cue.rule)
    return cue.kind, cue.rule


def _is_need_met(draft: Draft, verb: Cue) -> bool:
    """«қажетті 408 тонна отын жеткізілді»: all that was needed came; «қажетті 90 тоннаның 40-ы» is a part."""
    tokens = draft.passage.tokens
    if tokens[draft.first - 1].key != _NEEDED or verb.first < draft.last or draft.case == "genitive":
        return False
    between = tokens[draft.last : verb.first]
    return tokens[verb.first].key.startswith(_SUPPLIED) and not any(
        token.key.endswith(GENITIVES) for token in between
    )


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
    last = draft.last + _PURPOSE
    for at in range(draft.last, end):
        if at >= last:
            return False
        if tokens[at].text in DASHES or (tokens[at].text == "," and _is_joined(tokens, at + 1)):
            continue
        if tokens[at].kind == "number":
            if _is_joined(tokens, at) and not _is_money(draft.passage, at):
                last = at + _PURPOSE  # «4 емхана мен 1 орталықтың құрылысына»
                continue
            return is_purpose and (at == draft.last or _is_money(draft.passage, at))
        if tokens[at].kind != "word":
            return False
        is_purpose = is_purpose or is_one_of(tokens, at, "kk", "purposes")
    return False


def _is_designed(draft: Draft, cue: Cue) -> bool:
    """«211 жобаның жобалау-сметалық құжаттары дайындалып жатыр»: by the papers it is yet to be built."""
    tokens = draft.passage.tokens
    if cue.rule != "present of going on" or draft.case != "genitive":
        return False
    return any(is_one_of(tokens, at, "kk", "designs") for at in range(draft.last, cue.first))


def _is_put_into_pool(draft: Draft, cue: Cue) -> bool:
    """«2026–2028 жылдарға арналған жоспарға 42 жоба енгізілген»: what a plan or a pool of projects holds."""
    tokens = draft.passage.tokens
    if (
        draft.unit not in _BUILT
        or cue.first != draft.last
        or not is_one_of(tokens, cue.first, "kk", "entered")
    ):
        return False
    return any(is_one_of(tokens, at, "kk", "pools") for at in range(draft.first))


def _is_size_by_itself(draft: Draft) -> bool:
    """«Қуаты – 90 МВт, онда 500 адам істейді»: a clause of its own, of which the later verb tells nothing."""
    tokens, at = draft.passage.tokens, draft.first - 1
    if at < 1 or tokens[at].text not in DASHES or (draft.unit or "").startswith("KZT"):
        return False  # «бөлінген қаражат көлемі – 128 млн теңге, …»: what money there is, the verb tells
    is_last = draft.last >= len(tokens) or tokens[draft.last].text not in (",", ";")
    return not is_last and is_one_of(tokens, at - 1, "kk", "sizes")


def _is_amount_of_plan(draft: Draft, cue: Cue) -> bool:
    """«Кіріс болжамы 2026 жылға 10 трлн теңге, 2027 жылға – 12 трлн теңге болып айқындалды»."""
    tokens = draft.passage.tokens
    if draft.unit in ("percent", "times") or not is_one_of(tokens, cue.first, "kk", "amounts_of_plan"):
        return False
    told = (verb for verb in reversed(verbs_of(draft.passage)) if verb.last <= draft.first)
    said_of = range(next((verb.last for verb in told if verb.kind == "fact"), 0), draft.first)
    nouns = (at for at in said_of if is_one_of(tokens, at, "kk", "plan_nouns"))
    return any(tokens[at].key.endswith(("ы", "і")) for at in nouns)


def _is_able(draft: Draft, cue: Cue) -> bool:
    """«600 кәсіпкер жеңілдікті қолдана алады»: what people and firms can do is not done yet.

    «Қазір 600 кәсіпкер …», «12 пайызы ғана көтере алады» tell how things stand.
    """
    tokens = draft.passage.tokens
    if tokens[cue.last - 1].key != "алады" or draft.unit not in _ABLE or draft.case not in _SUBJECTS:
        return False
    is_only = tokens[draft.last].key in _ONLY
    return (
        not is_only
        and not draft.quantity.possessive
        and not any(at <= cue.last for at in _habits(draft.passage))
    )


def _is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number at ``at``, or behind «оның ішінде», goes on the row before it."""
    if tokens[at].kind == "number":
        return at > 0 and (tokens[at - 1].key in _JOINTS or tokens[at - 1].key == _AMONG)
    return at + 1 < len(tokens) and tokens[at + 1].key == _AMONG


def _is_money(passage: Passage, at: int) -> bool:
    start = passage.tokens[at].start
    return any(one.number_start == start and one.unit == "KZT" for one in passage.quantities)


def _parallel(draft: Draft, cue: Cue) -> Kind | None:
    """«86 адам істейді, жазда 20 адам қосылады», «зауыт салмақ, онда 90 адам істейді»: both are of one tense.

    A verb in -ды that may speak of now or of the time to come follows the clause before it.
    """
    tokens = draft.passage.tokens
    before = None
    for verb in verbs_of(draft.passage):
        if verb.last > draft.first:
            break
        if verb.rule in FINITE and ends_clause(tokens, verb.last):
            before = verb
    if before is None:
        return None
    if cue.rule == "habitual present":
        return "plan" if before.rule == "verb of intention" else None
    if is_one_of(tokens, cue.first, "kk", "opening"):
        return None
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
    if is_of_last_deed(draft) and (is_level(draft) or not future):
        return ("target" if is_level(draft) else "plan"), "deed that is only named"
    if not future and passage.lead is None and is_measured(passage.tokens, draft.last):
        return "fact", "participle behind"
    return ("plan", "time to come") if future else ("fact", None)


def _is_size_of_planned(draft: Draft) -> bool:
    """«Жоспарланған инвестиция көлемі 90 млрд теңгені, қуаты 2 млн тоннаны құрайды»: of what is not there."""
    tokens = draft.passage.tokens
    planned = range(0)
    for at in range(draft.first):
        if is_one_of(tokens, at, "kk", "planned_sizes"):
            planned = range(at + 1, at + 1 + _SIZE_REACH)
        elif tokens[at].text in _ENDS_OF_PHRASE:
            planned = range(0)
        elif at in planned and is_one_of(tokens, at, "kk", "sizes"):
            return not any(at < verb.first < draft.first for verb in verbs_of(draft.passage))
    return False


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
        if verb.rule in FINITE and verb.first not in signs and ends_clause(tokens, verb.last):
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
        return _kind_of_named(passage, verbs) or verbs[-1].kind
    return "plan" if stands_in_sentence(passage, "future") else None


def _kind_of_named(passage: Passage, verbs: Sequence[Cue]) -> Kind | None:
    """«Аяқталуы тиіс нысандардың мерзімін атады:», «Салынатын мектептер тізімін айтты:»: what is named."""
    tokens = passage.tokens
    if not is_one_of(tokens, verbs[-1].first, "kk", "naming"):
        return None
    before = range(verbs[-1].first)
    if any(tokens[at].key == _DUTY and tokens[at - 1].key.endswith(("уы", "уі")) for at in before if at):
        return "target"
    return "plan" if any(is_to_be_done(tokens, at) for at in before) else None


def _was_past(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].key == "өткен"


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
    return cue.kind == "fact" or (cue.rule in FINITE and ends_clause(tokens, cue.last))


def _is_habit(passage: Passage, draft: Draft, cue: Cue) -> bool:
    """Whether a word such as «жылына» stands between the verb before the figure and its own."""
    verbs = verbs_of(passage)
    place = bisect_left(verbs, draft.first, key=lambda verb: verb.first)
    low = verbs[place - 1].last if place else 0
    is_price = (draft.unit or "").startswith("KZT") and draft.case == "ablative"
    is_grown = draft.case == "dative" or draft.unit == "percent" or passage.tokens[cue.first - 1].key in _TO
    if is_grown and is_one_of(passage.tokens, cue.first, "kk", "change"):
        return False  # «шығарындыны жылына 3 тоннаға дейін азайтады», «жыл сайын кемінде 25 пайыз өседі»
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

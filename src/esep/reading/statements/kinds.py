"""Whether a figure is a fact, a plan, a target or a change, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from esep.language import Token, is_measure
from esep.reading.grammar.kazakh_endings import GENITIVES
from esep.reading.grammar.morphology import russian_word
from esep.reading.sentences.passage import DASHES, Draft, Passage
from esep.reading.statement import Kind
from esep.reading.statements.bare_numbers import is_kazakh_item
from esep.reading.statements.cues import is_one_of, stands_in
from esep.reading.statements.kazakh_changes import is_kazakh_change
from esep.reading.statements.kazakh_clauses import CONTRASTED, signs_of_future, verbs_of
from esep.reading.statements.kazakh_governing import first_verb
from esep.reading.statements.kazakh_kinds import kazakh_kind, kazakh_lead_kind
from esep.reading.statements.kazakh_tasks import is_level
from esep.reading.statements.part_words import speaks_of_a_part, speaks_of_parts
from esep.reading.statements.plan_and_fact import told_as
from esep.reading.statements.rows import ROW
from esep.reading.statements.rule_names import AS_BEFORE, AS_SIZED, BY_DEFAULT
from esep.reading.statements.russian_kinds import is_russian_change, russian_kind, russian_lead_kind

_OPEN_PRESENT = "present of the time to come"
_PURPOSE_REACH = 2
"""Figures from «25 объектов» to «6 объектов» with a sum between."""
_SIZE_REACH = 3
"""Tokens between «47 школ» and «13 870 мест»."""
_WEAK = frozenset(
    ["word of being", "money set aside", "habitual present", "verb of the time to come", CONTRASTED]
)
"""Rules that say little of a part whose total has a kind."""
_ONLY = frozenset(["лишь", "только", "всего", "еще", "ещё", "уже", "почти"])
_OF_IT = frozenset(["оның", "соның", "олардың", "мұның"])
_POINTING = frozenset(["бұл", "осы", "сол", "аталған"])
_TOTAL = "жалпы"
_OF_PLAN_BEFORE = re.compile(r"(?:бұл|осы)\s+(?:тұрғыда|ретте|орайда|бағытта)\b")
_AMONG = "ішінде"
_AMONG_REACH = 4
"""Tokens from the beginning of a sentence in which «ішінде» takes up the total before it."""
_ANAPHORA = re.compile(r"(?:бұл|осы|ол|это|эти|этот|эта)\b")
_ITEM = re.compile(r"(?:на\s+[^\d,.;:–—]{3,120}|[^\d,.;:–—]{3,120}(?:ға|ге|қа|ке|на|не))\s[–—-]\s?\d")
"""What more money goes to: «На жильё – 2,4 млрд тенге», «Су құбырына – 3 млн теңге»."""


def decide_kinds(drafts: Sequence[Draft]) -> None:
    """Give each figure its kind, and tell whether it measures a change."""
    last: dict[int, Kind] = {}
    wording = _wording(drafts)
    for place, draft in enumerate(drafts):
        passage = draft.passage
        kazakh = passage.sentence.language == "kk"
        taken = wording[passage.index]
        kind, rule = told_as(draft) or (kazakh_kind(draft, taken) if kazakh else russian_kind(draft))
        if rule is None:
            kind, rule = _carried(draft, last)
        if kazakh and rule in _WEAK and (_is_among_parts(draft) or _is_of_a_planned(drafts, place)):
            before = last.get(passage.index) or (
                last.get(passage.index - 1) if _opens_parts(passage) else None
            )
            # Of a sum that was allotted, what its parts are set aside for is yet to be done.
            is_for = rule == "money set aside" and not (draft.unit or "").startswith("KZT")
            if before and not (is_for and before == "fact"):
                kind, rule = before, AS_BEFORE
        if kazakh and kind == "fact" and _is_of_planned_list(drafts, place):
            kind, rule = "plan", AS_BEFORE
        if kazakh and rule == _OPEN_PRESENT and _is_share_of_what_stands(draft, last):
            kind, rule = "fact", AS_BEFORE
        if kazakh and kind == "plan" and _opens_parts(passage) and last.get(passage.index - 1) == "target":
            kind = "target"  # «… 300 адам міндеті тұр. Оның 90-ы жастар болуы тиіс»
        if not kazakh and kind == "fact" and _is_for_as_well(drafts, place):
            kind, rule = "plan", "purpose"
        if place and _is_capacity(draft, drafts[place - 1]):
            kind, rule = drafts[place - 1].kind, AS_SIZED
        if place and _is_share_of(draft, drafts[place - 1]):
            kind, rule = _kind_of_share(drafts[:place]), AS_BEFORE
        draft.kind = kind
        draft.rules.append(rule)
        if passage.index not in last or not _is_told_beside(draft):
            last[passage.index] = kind
    for place in range(len(drafts) - 1, -1, -1):
        draft = drafts[place]
        following = drafts[place + 1] if place + 1 < len(drafts) else None
        if following is not None and following.passage is not draft.passage:
            following = None
        kazakh = draft.passage.sentence.language == "kk"
        draft.is_change = is_kazakh_change(draft, following) if kazakh else is_russian_change(draft)
        if following is not None and _is_in_row_of_changes(draft, following):
            draft.is_change = True
        if place and _is_level_reached(draft, drafts[place - 1]):
            draft.is_change = False
    changed: Draft | None = None
    for draft in drafts:
        if changed is not None and not draft.is_change and _goes_on(changed, draft):
            draft.is_change = True
            draft.rules.append("change of the list")
        if draft.is_change:
            changed = draft
            draft.kind = "change" if draft.kind == "fact" else draft.kind


def _is_for_as_well(drafts: Sequence[Draft], place: int) -> bool:
    """«выделено 2 млрд на строительство 25 объектов и 600 млн тенге на 6 объектов»: for building them too."""
    draft, tokens = drafts[place], drafts[place].passage.tokens
    if place < _PURPOSE_REACH or tokens[draft.first - 1].key != "на" or is_measure(draft.unit):
        return False
    money, other = drafts[place - 1], drafts[place - _PURPOSE_REACH]
    is_beside = other.passage is draft.passage and money.last == draft.first - 1 and money.unit == "KZT"
    return is_beside and other.unit == draft.unit and "purpose" in other.rules


def _is_share_of_what_stands(draft: Draft, last: Mapping[int, Kind]) -> bool:
    """«Былтыр 9 мың тонна су алынды. Оның 65 пайызы егінге жұмсалады»: how it is parted."""
    passage = draft.passage
    if draft.unit != "percent" or not _opens_parts(passage) or last.get(passage.index - 1) != "fact":
        return False
    places = range(len(passage.tokens))
    return not signs_of_future(passage) and not stands_in(passage.tokens, places, "kk", "dated")


def _is_told_beside(draft: Draft) -> bool:
    """«Заменено 38 км сетей при плане 62 км»: what was planned is told beside what was done."""
    before = draft.passage.tokens[max(0, draft.first - 2) : draft.first]
    return [token.key for token in before] == ["при", "плане"]


def _is_in_row_of_changes(draft: Draft, following: Draft) -> bool:
    """«на 114% и 116,4% больше», «құрылыс 7, сауда 5 пайызға өсті»: percents with one word of change."""
    if not following.is_change or not draft.unit == following.unit == "percent":
        return False
    if ROW in draft.rules:
        return True
    tokens = draft.passage.tokens
    between = tokens[draft.last : following.first]
    if is_kazakh_item(draft, following):
        return True
    is_joined = len(between) == 1 and between[0].key in ("и", ",", "және")
    return is_joined and draft.first > 0 and tokens[draft.first - 1].key == "на"


def _is_of_a_planned(drafts: Sequence[Draft], place: int) -> bool:
    """«жоспарланған 300 тонна көмірдің 210 тоннасы …»: parts of what is planned, told with a verb of now."""
    draft = drafts[place]
    for at in range(place - 1, -1, -1):
        before = drafts[at]
        if before.passage is not draft.passage:
            return False
        behind = before.passage.tokens[before.last] if before.last < draft.first else None
        is_whole = before.case == "genitive" or (behind is not None and behind.key.endswith(GENITIVES))
        if is_whole and before.unit == draft.unit:
            return before.kind == "plan"
    return False


def _is_of_planned_list(drafts: Sequence[Draft], place: int) -> bool:
    """What a plan takes in: «14 жоба іске асырылады: энергетикада – 6, ауылда 8 жоба қамтылған».

    And the projects of a branch: «200 жобаны іске асыру жоспарланған. Бұл ретте өнеркәсіпте 186 жоба бар».
    """
    draft = drafts[place]
    tokens = draft.passage.tokens
    if draft.unit == "project" and _OF_PLAN_BEFORE.match(draft.passage.folded):
        verb = first_verb(draft, frozenset())
        if verb is None or verb.rule != "word of being":
            return False
        before = (d for d in reversed(drafts[:place]) if d.passage is not draft.passage)
        near = next((d for d in before if d.unit == draft.unit), None)
        return near is not None and draft.passage.index - near.passage.index == 1 and near.kind == "plan"
    colon = next((at for at in range(draft.first - 1, -1, -1) if tokens[at].text == ":"), None)
    if colon is None or draft.unit is None or draft.bracket is not None:
        return False
    total = next(
        (d for d in reversed(drafts[:place]) if d.passage is draft.passage and d.last <= colon), None
    )
    if total is None or total.kind != "plan" or total.unit != draft.unit or is_measure(draft.unit):
        return False
    for at in range(draft.last, len(tokens)):
        if tokens[at].text in (",", ";"):
            return draft.first > 0 and tokens[draft.first - 1].text in DASHES
        if is_one_of(tokens, at, "kk", "taken_in"):
            return True
    return False


def _opens_parts(passage: Passage) -> bool:
    """Whether the sentence begins with «Оның 5-еуі» or «Бұл үйлердің ішінде»: of the total before it."""
    tokens = passage.tokens
    if len(tokens) > 1 and tokens[0].key in _OF_IT:
        return True
    return any(token.key == _AMONG and _is_near(tokens, at) for at, token in enumerate(tokens[:_AMONG_REACH]))


def _is_near(tokens: Sequence[Token], at: int) -> bool:
    """«Бұл үйлердің ішінде», «олардың ішінде»: the word before points back."""
    return at > 0 and (tokens[at - 1].key in _OF_IT or (at > 1 and tokens[0].key in _POINTING))


def _is_among_parts(draft: Draft) -> bool:
    """«508 мың га сіңірмекші, соның ішінде бидайға 341 мың тиесілі»: parts are what their total is."""
    tokens = draft.passage.tokens
    return any(
        t.key == _AMONG and n and _is_near(tokens, n) for n, t in enumerate(tokens[: draft.first])
    ) or (draft.first > 0 and tokens[draft.first - 1].key in _OF_IT)


def _wording(drafts: Sequence[Draft]) -> dict[int, frozenset[int]]:
    """The tokens of each sentence that belong to some figure's wording."""
    taken: dict[int, set[int]] = {}
    for draft in drafts:
        taken.setdefault(draft.passage.index, set()).update(range(draft.first, draft.last))
    return {index: frozenset(tokens) for index, tokens in taken.items()}


def _is_level_reached(draft: Draft, before: Draft) -> bool:
    """«4,9 пайыздан 4,6 пайызға төмендеді»: the second is a level, not by how much."""
    if before.passage is draft.passage and _is_set_beside(before, draft):
        return True
    follows = before.passage is draft.passage and before.last == draft.first and before.unit == draft.unit
    return (
        follows
        and before.case == "ablative"
        and before.approximation is None
        and draft.approximation in (None, "<")
    )


def _is_set_beside(before: Draft, draft: Draft) -> bool:
    """«2015 жылы 10,9 пайыз болса, 2016 жылы 9,9 пайызға төмендеді»: a level beside one of near its size.

    Of other units it is one where it is the greater: «былтыр 20 млрд болса, биыл 80 млрд теңгеге артты».
    """
    was, became = before.quantity.value, draft.quantity.value
    if before.unit != draft.unit or draft.case != "dative" or was is None or became is None:
        return False
    if not (was < became * 2 and became < was * 2 if draft.unit == "percent" else was < became):
        return False
    return is_one_of(draft.passage.tokens, before.last, "kk", "standing_sides")


def _goes_on(before: Draft, draft: Draft) -> bool:
    """«рост в связи — 106,4%, в торговле — 105,9%», «на 30%, а зарплата медсестер — на 20%».

    «на 119 млрд, или на 2 %»: the same change told again, in any unit.
    """
    if before.passage is draft.passage and (
        _is_told_otherwise(before, draft) or _is_of_another(before, draft)
    ):
        return True
    if not before.unit == draft.unit == "percent":
        return False
    if before.passage is not draft.passage:
        return _is_among_the_grown(before, draft)
    dash, on = _sign_before(before)
    dash_too, on_too = _sign_before(draft)
    if dash == dash_too == "(":
        return _is_alone(before) and _is_alone(draft)
    return dash_too == "-" and on == on_too and (on or dash == "-")


def _is_among_the_grown(before: Draft, draft: Draft) -> bool:
    """«Өнім 11 пайызға артты. Соның ішінде құрылыс 7 пайыз»: by how much the parts grew; no share of them."""
    tokens = draft.passage.tokens
    is_next = draft.passage.index == before.passage.index + 1 and "kind of the sentence before" in draft.rules
    is_part = len(tokens) > 1 and tokens[0].key in _OF_IT and tokens[1].key == _AMONG
    is_share = draft.quantity.possessive or stands_in(tokens, range(draft.first), "kk", "statives")
    return is_next and is_part and before.case == "dative" and not is_share


def _is_of_another(before: Draft, draft: Draft) -> bool:
    """«снижено поголовье скота на 1,7% (551 тыс. голов) и птицы на 6,4%»: the verb serves both genitives."""
    tokens, at = draft.passage.tokens, draft.first - 2
    if not before.unit == draft.unit == "percent" or at < 1 or not _sign_before(draft)[1]:
        return False
    is_joined = tokens[at - 1].key == "и" and russian_word(tokens[at].text).genitive
    return is_joined and _sign_before(before)[1] and before.bracket == draft.bracket


def _is_alone(draft: Draft) -> bool:
    """«(19%)»: nothing but the figure stands in the bracket from here on."""
    tokens = draft.passage.tokens
    return draft.last < len(tokens) and tokens[draft.last].text == ")"


def _is_told_otherwise(before: Draft, draft: Draft) -> bool:
    """«на 125 млрд, или на 2 %, от другого плана – на 44 млрд»: no verb stands between."""
    mark, on = _sign_before(draft)
    if not on or not _sign_before(before)[1] or mark not in ("или", "-"):
        return False
    return not any(
        russian_word(t.text).is_verb
        for t in draft.passage.tokens[before.last : draft.first]
        if t.kind == "word"
    )


def _sign_before(draft: Draft) -> tuple[str, bool]:
    """The dash or the bracket right before the figure, and whether «на» stands between."""
    tokens = draft.passage.tokens
    at = draft.first - 1
    on = at >= 0 and tokens[at].key == "на"
    at -= on
    at -= on and at > 0 and tokens[at].key in _ONLY
    if at < 0:
        return "", on
    return "-" if tokens[at].text in ("–", "—", "-") else tokens[at].text, on


def _is_share_of(draft: Draft, before: Draft) -> bool:
    """«480 мест (96%)»: a percentage alone in brackets is told of the figure right before them."""
    is_beside = draft.bracket is not None and before.last == draft.bracket == draft.first - 1
    return is_beside and _is_alone(draft) and draft.unit == "percent" and before.passage is draft.passage


def _kind_of_share(before: Sequence[Draft]) -> Kind:
    """That of the figure before; behind «500 мест при плане 450» that of what was done."""
    plan = before[-1]
    done = before[-2] if plan.kind == "plan" and len(before) > 1 else plan
    return done.kind if done.passage is plan.passage and done.unit == plan.unit else plan.kind


def _is_capacity(draft: Draft, before: Draft) -> bool:
    """«47 школ на 13 870 мест»: the size of what is counted right before it."""
    if before.passage is not draft.passage or draft.unit not in ("place", "apartment"):
        return False
    tokens = draft.passage.tokens
    between = tokens[before.last : draft.first]
    return (
        0 < len(between) <= _SIZE_REACH and between[-1].key == "на" and all(t.kind == "word" for t in between)
    )


def _carried(draft: Draft, last: dict[int, Kind]) -> tuple[Kind, str]:
    """The kind of a sentence without a verb: that of the list's lead, or of what it goes on with.

    «Бұл ...» points back; «В том числе ...» and a row of «с 7 до 36» continue the sentence before.
    """
    passage = draft.passage
    if passage.index in last and (passage.sentence.language == "kk" or speaks_of_a_part(draft)):
        return last[passage.index], AS_BEFORE
    lead = passage.lead
    if lead is not None:
        kazakh = lead.sentence.language == "kk"
        kind = kazakh_lead_kind(lead) if kazakh else russian_lead_kind(lead)
        if (
            kind == "plan"
            and kazakh
            and is_level(draft)
            and stands_in(lead.tokens, range(len(lead.tokens)), "kk", "duties")
        ):
            return "target", "kind of the list's lead"
        if kind is not None:
            return kind, "kind of the list's lead"
        if lead.index in last:
            return last[lead.index], "kind of the list's lead"
        if lead.previous is not None and lead.previous.index in last and _is_parted_by(lead):
            return last[lead.previous.index], "kind of the total"
    goes_on = _ANAPHORA.match(passage.folded) or (passage.previous is not None and _is_continued(draft))
    if not goes_on and passage.previous is not None and _kind_of(passage.previous, last) == "plan":
        language = passage.sentence.language
        is_item = draft.unit == "KZT" and _ITEM.match(passage.folded)
        # What something will cost is known already in Kazakh: «Жобаның құны – 5 млрд теңге».
        before = range(draft.first)
        is_cost = language == "kk" and stands_in(passage.tokens, before, "kk", "costs")
        is_cost = (
            is_cost and passage.tokens[0].key != _TOTAL
        )  # «Жалпы құны – 47 млрд теңге» of all to be built
        if is_item or (not is_cost and stands_in(passage.tokens, before, language, "sizes")):
            return "plan", "kind of the sentence before"
    if goes_on and passage.index - 1 in last:
        return last[passage.index - 1], "kind of the sentence before"
    return "fact", BY_DEFAULT


def _is_parted_by(lead: Passage) -> bool:
    """«соның ішінде:», «Егіс құрылымына сәйкес:»: the list parts what the sentence before has told."""
    if speaks_of_parts(lead):
        return True
    words = [at for at, token in enumerate(lead.tokens) if token.kind == "word"]
    return (
        lead.sentence.language == "kk" and bool(words) and is_one_of(lead.tokens, words[-1], "kk", "parting")
    )


def _kind_of(passage: Passage, last: dict[int, Kind]) -> Kind | None:
    """The kind of the last figure of a sentence, else the one that its verb would give."""
    if passage.index in last:
        return last[passage.index]
    if passage.sentence.language != "kk":
        return russian_lead_kind(passage)
    verbs = verbs_of(passage)
    return "fact" if verbs and verbs[-1].kind == "fact" else kazakh_lead_kind(passage)


def _is_continued(draft: Draft) -> bool:
    """Whether a sentence without a verb only tells more of what the sentence before told."""
    return "level reached" in draft.rules or speaks_of_a_part(draft)

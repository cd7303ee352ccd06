"""Fact, plan, target or change in a Russian sentence: the nearest word of its clause decides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from esep.language import Token
from esep.language.remembered import Remembered
from esep.reading.grammar.morphology import russian_word
from esep.reading.grammar.russian_grammar import is_a, is_infinitive
from esep.reading.sentences.passage import Draft, Passage, is_signed
from esep.reading.statement import Kind
from esep.reading.statements.cues import Cue, cues_at, find_cues, is_one_of, stands_in
from esep.reading.statements.levels import CURRENCY_SIGNS, LEVEL
from esep.reading.statements.rule_names import BY_DEFAULT, PAST_OR_PRESENT

REMEMBERED = 8
"""Sentences whose clauses are kept while their figures are judged."""
_CLAUSE_REACH = 30
"""Clauses on either side in which the verb of a figure is sought."""
_MARKS = frozenset(",;()–—:")
_COMPOUND = 2
"""Tokens from one part of a compound verb to the next: «будет уже сдано»."""
_CHANGE_REACH = 9
"""Tokens before a number in which the word of its change is sought."""
_AMOUNTS = ("состав", "превы")
_TO_LEVEL = 3
"""Tokens behind «с 207» in which «до 253» begins; the full stop of «млн.» may stand between."""
_ABOUT = frozenset(["более", "почти", "около"])
_NAMED_REACH = 8
"""Tokens before a dash in which the clause that it parts begins."""
_POINTING = frozenset(["этих", "данных", "указанных", "названных"])
_PURPOSE = 4
"""Tokens before a number in which «на строительство» tells what it is for."""


class _Clause(NamedTuple):
    """Tokens ``[first, last)`` between marks, the cues in them, their participles, a sign of time to come."""

    first: int
    last: int
    cues: Sequence[Cue]
    participles: Sequence[int]
    time: Cue | None

    def nearest(self, number: int) -> Cue | None:
        """The cue that decides the figure at token ``number``: the last before it, else the first after it.

        A participle of something done before the number («выделенные на проект 7,2 млрд») comes between.
        """
        before = [cue for cue in self.cues if cue.first < number]
        if before:
            return before[-1]
        if any(participle < number for participle in self.participles):
            return Cue(self.first, self.last, "fact", "participle")
        return self.cues[0] if self.cues else self.time

    def beside(self, number: int, passage: Passage) -> Cue | None:
        """As :meth:`nearest` for a number of another clause, for which an object is no task of its own.

        «установлены факты недостижения индикаторов, нарушения на 127 млрд»: the verb tells, not its object.
        """
        cue = self.nearest(number)
        if cue is not None and cue.rule == "participle":
            return None
        if cue is None or cue.kind != "target" or not _is_object(passage.tokens[cue.last - 1].text):
            return cue
        verb = next((one for one in self.cues if one.first < cue.first and one.kind == "fact"), None)
        return verb or cue


def russian_kind(draft: Draft) -> tuple[Kind, str | None]:
    """The kind of a figure and the rule that gave it."""
    passage = draft.passage
    if _is_purpose(draft) or _is_to_be_founded(draft) or _is_named_plan(draft) or _is_amount_of_plan(draft):
        return "plan", "purpose"
    if _is_planned_thing(draft):
        return "plan", "word of plan"
    if is_start_of_change(draft):
        return "fact", "starting point of a change"
    clauses = _clauses(passage)
    number = draft.first
    own = next((n for n, c in enumerate(clauses) if c.first <= number < c.last), len(clauses) - 1)
    before = range(own - 1, max(-1, own - _CLAUSE_REACH), -1)
    after = range(own + 1, min(len(clauses), own + _CLAUSE_REACH))
    for rank in [own, *before, *after]:
        cue = clauses[rank].nearest(number) if rank == own else clauses[rank].beside(number, passage)
        if rank == own + 1 and _is_led_to_plan(passage):
            return "fact", None
        if rank != own and _is_state(draft, clauses[own]):
            return "fact", BY_DEFAULT
        if cue is not None and rank > own and cue.kind == "plan" and _stands(draft, clauses[own]):
            return "fact", BY_DEFAULT
        if cue is not None:
            kind: Kind = "target" if _is_set_level(draft, cue) else cue.kind
            if draft.unit == "appeal" and passage.tokens[cue.first].key.startswith(_APPROVED):
                kind = "fact"  # an application that is approved is done with
            return kind, cue.rule if rank == own else f"{cue.rule} of another clause"
    return "fact", None


_APPROVED = "одобрен"
_DECIDED = (_APPROVED, "предусмотрен", "утвержден", "запланирован", "заложен", "намечен")
_STATE = "готовност"
_NOW = frozenset(["сегодня", "сейчас", "ныне"])
_REQUESTS = ("заявк", "заявок", "заявлени", "обращени")
_CARRIED_OUT = frozenset(["по", "исполнение", "исполнении", "выполнение", "выполнении", "согласно", "рамках"])


@lru_cache(maxsize=5_000)
def _is_object(word: str) -> bool:
    """Whether a noun can only stand in the genitive: «индикаторов»."""
    return is_a(word, "NOUN", "gent") and not is_a(word, "NOUN", "nomn")


def _is_named(draft: Draft, own: _Clause) -> bool:
    """«Площадка – 230 гектаров, на ней построят завод»: the dash is «is», a later verb tells of more."""
    tokens = draft.passage.tokens
    if own.first != draft.first - 1 or tokens[own.first].text not in "–—" or own.last >= len(tokens):
        return False
    return tokens[own.last].text == ","


def _stands(draft: Draft, own: _Clause) -> bool:
    """«Сегодня в районе 12 школ, в 2025 году их станет 15»: what there is now, a later verb tells of more."""
    now = (token.key for token in draft.passage.tokens[own.first : draft.first])
    return _is_named(draft, own) or not _NOW.isdisjoint(now)


def _is_led_to_plan(passage: Passage) -> bool:
    """«запланировано: 300 мест, создано 310»: an item without a verb is what the lead of the list says."""
    return passage.lead is not None and russian_lead_kind(passage.lead) in ("plan", "target")


def _is_set_level(draft: Draft, cue: Cue) -> bool:
    """«поручено довести до 58 %», «должны вырасти на 12 %»: the value of an indicator is set as a task."""
    if cue.rule not in ("word of task", "infinitive"):
        return False
    if LEVEL in draft.rules:
        return True
    if draft.unit == "percent" and _is_led_to_share(draft, cue):
        return True
    tokens = draft.passage.tokens
    for at in (draft.first - 1, draft.number - 1):
        at -= tokens[at].key in ("на", "до")
        if at > cue.first - (cue.rule == "infinitive") and is_one_of(tokens, at, "ru", "to_level"):
            return True
    return False


def _is_led_to_share(draft: Draft, cue: Cue) -> bool:
    """«поручил обеспечить водой 100% сёл», «охватить на 100%»: from the verb to its number."""
    tokens = draft.passage.tokens
    for at in range(draft.first - 1, cue.first - 1, -1):
        if tokens[at].kind != "word":
            return False
        if is_one_of(tokens, at, "ru", "to_share"):
            return True
    return False


def _is_named_plan(draft: Draft) -> bool:
    """«План посева – 1,2 млн га», «Потребность в кадрах – 250 мест»: a noun of plan opens the clause."""
    tokens, at = draft.passage.tokens, draft.first - 1
    if at < 1 or tokens[at].text not in "–—":
        return False
    low = max(0, at - _NAMED_REACH)
    signs = (
        n for n in range(at - 1, low - 1, -1) if tokens[n].kind == "sign" and not _is_cut_year(tokens, n)
    )
    return is_one_of(tokens, next(signs, low - 1) + 1, "ru", "plan_nouns")


def _is_cut_year(tokens: Sequence[Token], at: int) -> bool:
    """«план 2022 г. – 15»: the full stop of a year ends no clause."""
    return tokens[at].text == "." and at > 0 and tokens[at - 1].key.endswith("г")


def _is_amount_of_plan(draft: Draft) -> bool:
    """«Уточнённый план доходов бюджета на 2024 год составляет 24,6 млрд тенге»: how much the plan is."""
    tokens, at = draft.passage.tokens, draft.first - 1
    if draft.unit == "percent" or at < 1 or not tokens[at].key.startswith(_AMOUNTS[0]):
        return False
    marks = (n for n in range(at - 1, -1, -1) if tokens[n].kind == "sign")
    first = next(marks, -1) + 1
    while first < at and russian_word(tokens[first].text).adjective:
        first += 1
    return is_one_of(tokens, first, "ru", "plan_nouns")


def _is_state(draft: Draft, own: _Clause) -> bool:
    """«Ввод запланирован на 2026 год, готовность – 37%»: how far something is, whatever is planned of it."""
    words = draft.passage.tokens[own.first : draft.first]
    before = draft.passage.tokens[max(0, own.first - _COMPOUND) : own.first]
    return draft.unit == "percent" and any(one.key.startswith(_STATE) for one in (*before, *words))


def _is_planned_thing(draft: Draft) -> bool:
    """«8 проектов из 12 запланированных»: of what was planned, whatever was done with the 8."""
    tokens = draft.passage.tokens
    if not draft.first or tokens[draft.first - 1].key != "из":
        return False
    for at in range(draft.after_number, min(draft.last + 1, len(tokens))):
        if tokens[at].kind == "word" and russian_word(tokens[at].text).participle:
            return any(cue.kind == "plan" for cue in cues_at(tokens, at, "ru", "verbs"))
    return False


def _is_to_be_founded(draft: Draft) -> bool:
    """«проект стоимостью 2 млрд тенге с созданием 70 рабочих мест»: unless a verb tells that it was built."""
    tokens = draft.passage.tokens
    if draft.first < _COMPOUND or not is_one_of(tokens, draft.first - _COMPOUND, "ru", "founding"):
        return False
    cues = [cue for clause in _clauses(draft.passage) for cue in clause.cues if cue.first < draft.first]
    return not cues or cues[-1].kind == "plan" or tokens[cues[-1].first].key.startswith(_AMOUNTS)


def russian_lead_kind(passage: Passage) -> Kind | None:
    """What the sentence that opens a list says of its items; None when it has no verb."""
    cues = [cue for clause in _clauses(passage) for cue in clause.cues]
    if cues:
        return cues[-1].kind
    time = next((clause.time.kind for clause in _clauses(passage) if clause.time is not None), None)
    tokens = passage.tokens
    named = stands_in(tokens, range(min(_PURPOSE, len(tokens))), "ru", "plan_nouns")
    return time or ("plan" if named else None)


def is_start_of_change(draft: Draft) -> bool:
    """«с 207 до 253»: where a change begins."""
    tokens = draft.passage.tokens
    at = draft.number - 1
    at -= at > 0 and tokens[at].text in CURRENCY_SIGNS
    before = tokens[at].key if at >= 0 else ""
    if before not in ("с", "со") or draft.approximation is not None:
        return False
    following = tokens[draft.last : draft.last + _TO_LEVEL]
    return any(
        a.key == "до" and (b.kind == "number" or b.key in _ABOUT or b.text in CURRENCY_SIGNS)
        for a, b in pairwise(following)
    )


def _is_purpose(draft: Draft) -> bool:
    """«на строительство 4 врачебных амбулаторий»: what money is for, right before the number."""
    tokens = draft.passage.tokens
    for at in range(draft.first - 1, max(-1, draft.first - _PURPOSE), -1):
        cue = next(cues_at(tokens, at, "ru", "purpose"), None)
        if cue is not None:
            rest = tokens[cue.last : draft.first]
            if any(t.key in _POINTING for t in rest):
                return False  # «на строительство этих двух школ»: they were told of before
            return all(t.kind == "word" and t.key.endswith(("ых", "их")) for t in rest)
    return False


@lru_cache(maxsize=REMEMBERED)
def _clauses(passage: Passage) -> tuple[_Clause, ...]:
    """Stretches between commas, brackets, semicolons and dashes."""
    tokens = passage.tokens
    marks = [n for n, t in enumerate(tokens) if t.kind == "sign" and t.text in _MARKS]
    edges = [(a, b) for a, b in pairwise([0, *marks, len(tokens)]) if b > a]
    cues = _cues(passage)
    time = [
        cue
        for cue in find_cues(tokens, "ru", "future")
        if cue.first not in passage.named_tokens and not _is_compared(passage, cue)
    ]
    done = [n for n, t in enumerate(tokens) if t.kind == "word" and _PARTICIPLE[t.text]]
    return tuple(_clause(edge, cues, done, time) for edge in edges)


def _is_compared(passage: Passage, cue: Cue) -> bool:
    """«105,6% к 2017 году», «рост к 2022 году»: the year is what is compared with."""
    if not cue.first:
        return False
    before = passage.tokens[cue.first - 1]
    if before.text == "%" or before.key.startswith("процент"):
        return True
    is_by = passage.tokens[cue.first].key == "к" and passage.tokens[cue.first + 1].kind == "number"
    return is_by and is_one_of(passage.tokens, cue.first - 1, "ru", "growth")


def _clause(
    edge: tuple[int, int], cues: Sequence[Cue], participles: Sequence[int], time: Sequence[Cue]
) -> _Clause:
    first, last = edge
    own = [cue for cue in cues if first <= cue.first < last] if cues else cues
    done = [at for at in participles if first <= at < last] if participles else participles
    to_come = next((cue for cue in time if first <= cue.first < last), None) if time else None
    return _Clause(first, last, own, done, to_come)


def _cues(passage: Passage) -> list[Cue]:
    """Words of plan and target, and finite verbs, in the order of the sentence."""
    names = passage.named_tokens
    tokens = passage.tokens
    found = [
        cue
        for cue in find_cues(tokens, "ru", "verbs")
        if cue.first not in names
        and not _is_carried_out(tokens, cue.first)
        and not _is_denied(tokens, cue.first)
        and not _is_done_with(passage, cue.first)
        and not _is_decided_and_done(tokens, cue)
    ]
    taken = {at for cue in found for at in range(cue.first, cue.last)} | names
    verbs = [(at, _VERB_KIND[token.text]) for at, token in enumerate(tokens) if token.kind == "word"]
    for at, kind in verbs:
        if kind is not None and at not in taken:
            is_plan = kind == "fact" and (_is_conditional(passage, at) or _goes_on_with_future(tokens, at))
            kind = "plan" if is_plan else kind
            rule = PAST_OR_PRESENT if kind == "fact" else "verb of the future"
            found.append(Cue(at, at + 1, kind, rule))
    return _compounds(_with_infinitives(passage, sorted(found, key=lambda cue: cue.first)))


def _with_infinitives(passage: Passage, cues: list[Cue]) -> list[Cue]:
    """An infinitive without a verb before it in its clause is a task: «МЧС – усилить группировку»."""
    tokens = passage.tokens
    if not any(_INFINITIVE[token.text] for token in tokens):
        return cues
    ranks = {cue.first: cue for cue in cues}
    found = list(cues)
    governed = is_target = False
    for at, token in enumerate(tokens):
        if token.kind == "sign" and token.text in _MARKS:
            governed = governed and is_target and token.text in "–—:"
        elif at in ranks:
            governed, is_target = True, ranks[at].kind == "target"
        elif token.kind == "word" and not governed and _INFINITIVE[token.text] and not _is_noted(tokens, at):
            found.append(Cue(at, at + 1, "plan", "infinitive"))
            governed = True
    return sorted(found, key=lambda cue: cue.first)


def _is_carried_out(tokens: Sequence[Token], at: int) -> bool:
    """«по поручению акима», «во исполнение поручения»: why something was done, not what is to be done."""
    return at > 0 and tokens[at].key.startswith("поручени") and tokens[at - 1].key in _CARRIED_OUT


def _is_denied(tokens: Sequence[Token], at: int) -> bool:
    """«не одобрено ни одной заявки»: what is not decided is no plan."""
    return at > 0 and tokens[at - 1].key == "не" and tokens[at].key.startswith(_DECIDED)


def _is_done_with(passage: Passage, at: int) -> bool:
    """«Одобрены и профинансированы 8 проектов», «из 2 340 заявок одобрено 1 876»: approved, and so done."""
    tokens = passage.tokens
    if not tokens[at].key.startswith(_APPROVED):
        return False
    following = [token.text for token in tokens[at + 1 : at + 3]]
    if len(following) == 2 and following[0] == "и" and russian_word(following[1]).past:
        return not following[1].startswith(_DECIDED)
    return any(key.startswith(_REQUESTS) for key in passage.keys)


def _is_decided_and_done(tokens: Sequence[Token], cue: Cue) -> bool:
    """«приняли решение и вложили 2 млрд тенге»: what was decided is told by the verb behind."""
    if not tokens[cue.last - 1].key.startswith("решени") or cue.last + 1 >= len(tokens):
        return False
    return tokens[cue.last].key == "и" and russian_word(tokens[cue.last + 1].text).past


def _goes_on_with_future(tokens: Sequence[Token], at: int) -> bool:
    """«будет проведена реконструкция сетей и построены 2 станции»: «будет» serves both.

    So does it behind a comma: «будет введено 5,3 тыс. га, улучшено водоснабжение 37 тыс. га».
    """
    if not at or tokens[at - 1].key not in ("и", ",") or not is_a(tokens[at].text, "PRTS"):
        return False
    for place in range(at - 2, -1, -1):
        if tokens[place].key in _WILL:
            return True
        if tokens[place].kind == "sign" and tokens[place - 1].key not in _CUT:
            return False
    return False


_CUT = frozenset(["тыс", "млн", "млрд", "кв", "куб"])


_WILL = frozenset(["будет", "будут"])


def _is_conditional(passage: Passage, at: int) -> bool:
    """«Могли бы создать 500 мест», «чтобы построили 12 школ»: what could or should be done."""
    if passage.keys.isdisjoint(_WOULD):
        return False
    near = passage.tokens[max(0, at - 2) : at + 2]
    return any(token.key in _WOULD for token in near)


_WOULD = frozenset(["бы", "чтобы"])


def _is_noted(tokens: Sequence[Token], at: int) -> bool:
    """«Принять к сведению: …» tells what stands, and sets no task."""
    return [token.key for token in tokens[at : at + 3]] == ["принять", "к", "сведению"]


def _compounds(cues: Sequence[Cue]) -> list[Cue]:
    """«будет сдано», «должно быть создано»: a past form right behind a word of plan belongs to the plan."""
    joined: list[Cue] = []
    for cue in cues:
        last = joined[-1] if joined else None
        near = last is not None and cue.first - last.last < _COMPOUND
        follows = near and last is not None and last.kind == "plan" and cue.kind == "fact"
        joined.append(Cue(cue.first, cue.last, "plan", last.rule) if follows and last else cue)
    return joined


def _verb_kind(text: str) -> Kind | None:
    word = russian_word(text)
    if word.future and not word.past and not word.present and not word.noun:
        return "plan"
    return "fact" if word.past or word.present else None


_VERB_KIND = Remembered(_verb_kind)
_INFINITIVE = Remembered(is_infinitive)
_PARTICIPLE = Remembered(lambda word: russian_word(word).participle)


def is_russian_change(draft: Draft) -> bool:
    """Whether the figure tells how much something grew or fell."""
    if LEVEL in draft.rules:
        return False
    tokens = draft.passage.tokens
    if draft.unit == "times":
        beside = (draft.last, draft.first - 1)
        return not any(is_one_of(tokens, at, "ru", "comparing") for at in beside)
    if is_one_of(tokens, draft.first - 1, "ru", "gained"):
        return draft.unit == "percent" or not is_one_of(tokens, draft.first - 1, "ru", "signs")
    if draft.unit in ("percent", "percentage_point") and draft.number and is_signed(draft):
        return True
    first, low = draft.first, max(0, draft.first - _CHANGE_REACH)
    on = next((at for at in range(first - 1, draft.number) if at >= 0 and tokens[at].key == "на"), None)
    if on is not None:
        wordings = [(q.start, q.end) for q in draft.passage.quantities]
        near = [at for at in range(low, on) if not any(a <= tokens[at].start < b for a, b in wordings)]
        told = stands_in(tokens, near, "ru", "change")
        behind = draft.last + (draft.last < len(tokens) and tokens[draft.last].text == ".")
        return told or is_one_of(tokens, behind, "ru", "change")
    if draft.unit not in ("percent", "percentage_point"):
        return False
    growth = [at for at in range(low, first) if is_one_of(tokens, at, "ru", "growth")]
    if not growth or any(is_one_of(tokens, at, "ru", "no_growth") for at in range(low, first)):
        return False
    return not any(is_one_of(tokens, at, "ru", "statives") for at in range(growth[-1], first))

"""Whether a figure is a fact, a plan, a target or a change, by the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from esep.reading.morphology import russian_word
from esep.reading.passage import Draft, Passage
from esep.reading.statement import Kind
from esep.yaml_texts import read_yaml

_ANAPHORA = re.compile(r"(?:бұл|осы|ол|это|эти|этот|эта)\b")
_CHANGE_REACH = 60
"""Characters between a number and the word of its change."""
_CLAUSE_REACH = 8
"""Clauses on either side in which the verb of a figure is sought."""
_VERB_REACH = 600
"""Characters behind a figure in which its Kazakh verb is sought."""
REMEMBERED = 8
"""Sentences whose clauses are kept while their figures are judged."""
_COMPOUND = 7
"""Characters between the parts of a compound verb."""


class _After(BaseModel):
    model_config = ConfigDict(extra="forbid")
    plan: list[str]
    fact: list[str]


class _Kazakh(BaseModel):
    model_config = ConfigDict(extra="forbid")
    after: _After
    not_verbs: list[str]
    target: list[str]
    future: list[str]
    habitual: list[str]
    past: list[str]
    change: list[str]
    change_before: list[str]
    statives: list[str]


class _Russian(BaseModel):
    model_config = ConfigDict(extra="forbid")
    plan: list[str]
    time: list[str]
    target: list[str]
    near: list[str]
    change: list[str]
    statives: list[str]


@dataclass(frozen=True)
class _Cue:
    start: int
    end: int
    kind: Kind


@cache
def _kazakh() -> _Kazakh:
    return _Kazakh.model_validate(_cues()["kk"])


@cache
def _russian() -> _Russian:
    return _Russian.model_validate(_cues()["ru"])


@cache
def _cues() -> dict[str, dict[str, object]]:
    content: dict[str, dict[str, object]] = read_yaml(
        files(__package__).joinpath("cues.yaml").read_text("utf-8")
    )
    return content


@cache
def _pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])(?:" + "|".join(patterns) + ")")


def decide_kinds(drafts: Sequence[Draft]) -> None:
    """Give each figure its kind, and tell whether it measures a change."""
    last: dict[int, Kind] = {}
    for draft in drafts:
        kazakh = draft.passage.sentence.language == "kk"
        kind, rule = _kazakh_kind(draft) if kazakh else _russian_kind(draft)
        if rule is None:
            kind, rule = _carried(draft, last)
        draft.is_change = _is_kazakh_change(draft) if kazakh else _is_russian_change(draft)
        draft.kind = "change" if kind == "fact" and draft.is_change else kind
        draft.rules.append(rule)
        last[draft.passage.index] = kind


def _carried(draft: Draft, last: dict[int, Kind]) -> tuple[Kind, str]:
    """A sentence without a verb of its own that points back («Бұл ...») goes on with the kind before it."""
    if _ANAPHORA.match(draft.passage.folded) and draft.passage.index - 1 in last:
        return last[draft.passage.index - 1], "kind of the sentence before"
    return "fact", "fact by default"


def _kazakh_kind(draft: Draft) -> tuple[Kind, str | None]:
    passage = draft.passage
    after, before = passage.after(draft), passage.before(draft)
    if _stands_in("target", passage):
        return "target", "target words"
    cue = _first_verb(after[:_VERB_REACH])
    future = _stands_in("future", passage)
    if _is_starting_point(draft):
        return "fact", "starting point of a change"
    if cue is None and future:
        return "plan", "time to come"
    if cue is None:
        return "fact", None
    if cue.kind == "fact" and future and _is_open(after[cue.start : cue.end], before):
        return "plan", "time to come"
    verb = after[cue.start : cue.end]
    if cue.kind == "plan" and _is_open(verb, before) and _stands_in("habitual", passage):
        return "fact", "habit"
    return cue.kind, f"verb after: {cue.kind}"


@lru_cache(maxsize=4 * REMEMBERED)
def _stands_in(name: str, passage: Passage) -> bool:
    """Whether a word of the named Kazakh list stands in the sentence."""
    return _pattern(tuple(getattr(_kazakh(), name))).search(passage.folded) is not None


def _is_open(verb: str, before: str) -> bool:
    """A present form («алады») with a sign of the time to come speaks of the future."""
    return verb.endswith(("ады", "еді", "йды", "йді")) and not before.endswith("өткен")


def _is_starting_point(draft: Draft) -> bool:
    """«75 мың доңғалақтан 200 доңғалаққа дейін»: where the change begins."""
    following = draft.passage.after(draft)[:_CHANGE_REACH]
    return draft.case == "ablative" and draft.approximation is None and "дейін" in following


def _first_verb(after: str) -> _Cue | None:
    words = _kazakh()
    plan = _pattern(tuple(words.after.plan)).search(after)
    fact = next(_facts(after), None)
    if plan is not None and (fact is None or plan.start() <= fact.start()):
        return _Cue(*plan.span(), "plan")
    return None if fact is None else _Cue(*fact.span(), "fact")


def _facts(after: str) -> Iterator[re.Match[str]]:
    words = _kazakh()
    none = _pattern(tuple(words.not_verbs))
    for found in _pattern(tuple(words.after.fact)).finditer(after):
        if not none.fullmatch(found.group()) and not _is_attribute(after, found):
            yield found


def _is_attribute(after: str, found: re.Match[str]) -> bool:
    """A participle right before a noun («құрылған орындар») is no predicate, unless a mark follows it."""
    if not found.group().endswith(("ған", "ген", "қан", "кен")):
        return False
    following = after[found.end() :].lstrip(" \u00a0")
    return bool(following) and following[0].isalpha() and not following.startswith(("еді", "бол", "екен"))


def _is_kazakh_change(draft: Draft) -> bool:
    words = _kazakh()
    if draft.unit == "times":
        return True
    if _is_starting_point(draft):
        return False
    before, after = draft.passage.before(draft), draft.passage.after(draft)[:_CHANGE_REACH]
    if draft.unit == "percent":
        lead = before[-2 * _CHANGE_REACH :]
        growth = list(_pattern(tuple(words.change_before)).finditer(lead))
        level = list(_pattern(tuple(words.statives)).finditer(lead))
        if growth and (not level or level[-1].start() < growth[-1].start()):
            return True
    if draft.case != "dative":
        return False
    found = _pattern(tuple(words.change)).match(after.lstrip(" \u00a0"))
    shared = re.match(r"\s*(?:немесе|яғни|және|болмаса)\s", after)
    return found is not None or (
        shared is not None and _pattern(tuple(words.change)).search(after) is not None
    )


def _russian_kind(draft: Draft) -> tuple[Kind, str | None]:
    passage, words = draft.passage, _russian()
    if _pattern(tuple(words.near)).search(passage.before(draft)[-40:]):
        return "plan", "purpose"
    clauses = _clauses(passage)
    offset = draft.start - passage.sentence.start
    own = next((n for n, c in enumerate(clauses) if c.start <= offset < c.end), len(clauses) - 1)
    before = range(own - 1, max(-1, own - _CLAUSE_REACH), -1)
    after = range(own + 1, min(len(clauses), own + _CLAUSE_REACH))
    for rank in [own, *before, *after]:
        cue = clauses[rank].nearest(offset)
        if cue is not None:
            where = "its clause" if rank == own else "another clause"
            return cue.kind, f"{cue.kind} by {where}"
    return "fact", None


@dataclass(frozen=True)
class _Clause:
    """A stretch of a sentence between marks, the cues in it, its participles and its sign of time to come."""

    start: int
    end: int
    cues: tuple[_Cue, ...]
    participles: tuple[int, ...]
    time: _Cue | None

    def nearest(self, offset: int) -> _Cue | None:
        """The cue that decides a number at ``offset``: the last before it, else the first after it.

        A participle of something done before the number («выделенные на проект 7,2 млрд») comes between.
        """
        before = [cue for cue in self.cues if cue.start < offset]
        if before:
            return before[-1]
        if any(participle < offset for participle in self.participles):
            return _Cue(self.start, self.end, "fact")
        return self.cues[0] if self.cues else self.time


@lru_cache(maxsize=REMEMBERED)
def _clauses(passage: Passage) -> tuple[_Clause, ...]:
    """Stretches between commas, brackets, semicolons and dashes, as offsets in the sentence."""
    shift = passage.sentence.start
    marks = [t.start - shift for t in passage.tokens if t.text in ",;()–—:" and t.kind == "sign"]
    edges = [(a, b) for a, b in pairwise([0, *marks, len(passage.sentence.text)]) if b > a]
    cues, time = russian_cues(passage), _pattern(tuple(_russian().time))
    done = [
        token.start - shift
        for token in passage.tokens
        if token.kind == "word" and russian_word(token.text).participle
    ]
    return tuple(_clause(edge, cues, done, time.search(passage.folded, *edge)) for edge in edges)


def _clause(
    edge: tuple[int, int], cues: Sequence[_Cue], participles: Sequence[int], time: re.Match[str] | None
) -> _Clause:
    first = bisect_left(cues, edge[0], key=lambda cue: cue.start)
    last = bisect_left(cues, edge[1], key=lambda cue: cue.start)
    done = participles[bisect_left(participles, edge[0]) : bisect_left(participles, edge[1])]
    to_come = _Cue(*time.span(), "plan") if time is not None else None
    return _Clause(*edge, tuple(cues[first:last]), tuple(done), to_come)


def russian_cues(passage: Passage) -> list[_Cue]:
    """Words of plan and target, and finite verbs, in the order of the sentence."""
    words = _russian()
    found: list[_Cue] = []
    for kind, patterns in (("plan", words.plan), ("target", words.target)):
        for match in _pattern(tuple(patterns)).finditer(passage.folded):
            found.append(_Cue(*match.span(), kind))  # type: ignore[arg-type]
    taken = [(cue.start, cue.end) for cue in found]
    shift = passage.sentence.start
    for token in passage.tokens:
        start = token.start - shift
        if token.kind != "word" or any(a <= start < b for a, b in taken):
            continue
        kind_of_verb = _verb_kind(token.text)
        if kind_of_verb is not None:
            found.append(_Cue(start, token.end - shift, kind_of_verb))
    return _compounds(sorted(found, key=lambda cue: cue.start))


def _compounds(cues: Sequence[_Cue]) -> list[_Cue]:
    """«будет сдано», «должно быть создано»: a past form right behind a word of plan belongs to the plan."""
    joined: list[_Cue] = []
    for cue in cues:
        last = joined[-1] if joined else None
        near = last is not None and cue.start - last.end <= _COMPOUND
        follows = near and last is not None and last.kind == "plan" and cue.kind == "fact"
        joined.append(_Cue(cue.start, cue.end, "plan") if follows else cue)
    return joined


def _verb_kind(text: str) -> Kind | None:
    word = russian_word(text)
    if word.future and not word.past and not word.present:
        return "plan"
    return "fact" if word.past or word.present else None


def _is_russian_change(draft: Draft) -> bool:
    if draft.unit == "times":
        return True
    words, passage = _russian(), draft.passage
    before, after = passage.before(draft), passage.after(draft)[: _CHANGE_REACH // 2]
    change = _pattern(tuple(words.change))
    if re.search(r"\bна\s*$", before):
        return change.search(before[-_CHANGE_REACH:]) is not None or change.match(after.lstrip()) is not None
    lead = before[-_CHANGE_REACH:]
    if draft.unit == "percent" and (growth := re.search(r"(?:при)?рост\w*|снижени\w*|сокращени\w*", lead)):
        return _pattern(tuple(words.statives)).search(lead[growth.end() :]) is None and "темп" not in lead
    return False

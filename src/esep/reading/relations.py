"""How figures stand to one another beside part and total: cost, jobs, change, the same in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from esep.language import is_measure
from esep.reading.parts import RELATIVE
from esep.reading.passage import Draft
from esep.reading.sentence_language import TextLanguage
from esep.yaml_texts import read_yaml

_MONEY = frozenset(["KZT", "USD", "EUR", "RUB"])
_UNDERTAKINGS = frozenset(["project", "facility", "enterprise", "house"])
_REACH = 20
"""Figures on either side among which a relation is sought."""
_NEAR = 30
_NEAR_LEVEL = 15


@cache
def _patterns(name: str, language: TextLanguage) -> re.Pattern[str]:
    content = read_yaml(files(__package__).joinpath("contexts.yaml").read_text("utf-8"))
    return re.compile(r"(?<!\w)(?:" + "|".join(content[name][language]) + r")\b")


def find_relations(drafts: Sequence[Draft]) -> None:
    """Relate each figure that has no relation yet to a neighbour of its sentence."""
    for place, draft in enumerate(drafts):
        if draft.relation is not None:
            continue
        before = [d for d in drafts[max(0, place - _REACH) : place] if d.passage is draft.passage]
        after = [d for d in drafts[place + 1 : place + _REACH] if d.passage is draft.passage]
        if draft.unit in _MONEY:
            _relate(draft, "cost of", _costs(draft, before, after))
        elif draft.unit == "job":
            _relate(draft, "jobs of", _makes_jobs(draft, before, after))
        elif draft.is_change and draft.unit in RELATIVE:
            _relate(draft, "change of", _level(draft, before))
        elif draft.unit in RELATIVE and draft.part_of is not None:
            _relate(draft, "share of", draft.part_of)
        elif draft.bracket is not None and draft.part_of is None:
            _relate(draft, "equals", _outside(draft, before))


def _relate(draft: Draft, relation: str, other: Draft | None) -> None:
    if other is not None:
        draft.relation, draft.related_to = relation, other  # type: ignore[assignment]
        draft.rules.append(relation)


def _costs(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> Draft | None:
    """Money in the dative before a count («102 млрд теңгеге 556 жобаға»), or «на сумму» behind one."""
    language = draft.passage.sentence.language
    lead = draft.passage.before(draft)[-_NEAR:]
    said = _patterns("cost_of", language).search(lead) is not None
    if language == "kk":
        following = after[0] if after and not is_measure(after[0].unit) else None
        if following is None:
            return None
        gap = draft.passage.folded[draft.end - draft.passage.sentence.start :]
        touches = not gap[: following.start - draft.end].strip()
        return following if said or (touches and draft.case == "dative") else None
    counts = [d for d in before if not is_measure(d.unit) and d.unit != "job"]
    return counts[-1] if said and counts else None


def _makes_jobs(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> Draft | None:
    """«6,5 мың жұмыс орнын құрумен ... 53 жоба», «36 проектов с созданием 558 рабочих мест»."""
    language = draft.passage.sentence.language
    pattern = _patterns("jobs_of", language)
    if language == "kk":
        if not pattern.match(draft.passage.after(draft).lstrip()):
            return None
        return next((d for d in after if d.unit in _UNDERTAKINGS), None)
    if not pattern.search(draft.passage.before(draft)[-_NEAR:]):
        return None
    return next((d for d in reversed(before) if d.unit in _UNDERTAKINGS), None)


def _level(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The level that a change is told of: the amount right before it («48 млрд, на 46 % больше»)."""
    if not before or before[-1].unit in RELATIVE:
        return None
    return before[-1] if draft.start - before[-1].end <= _NEAR_LEVEL else None


def _outside(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The figure before a bracket that says the same in another unit."""
    opening = draft.bracket
    assert opening is not None
    outer = draft.passage.bracket_of(opening)
    return next((d for d in reversed(before) if d.bracket == outer and d.unit != draft.unit), None)

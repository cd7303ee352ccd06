"""One family explained: the reference engine over the family's own rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from esep.engines.memory import Explanation, explain
from esep.familymap.assessment import plan_of
from esep.familymap.nearest import Refusal, nearest_changes
from esep.familymap.stored import FAMILY_PROVISIONS, PERSON_PROVISIONS
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import Law
from esep.registers import Snapshot


def explain_family(
    snapshot: Snapshot,
    family: int,
    *,
    on: date,
    provisions: Iterable[str] = FAMILY_PROVISIONS + PERSON_PROVISIONS,
    law: Law | None = None,
) -> Explanation:
    """Why the law of a date answers for a family as it does, down to parameters and articles.

    NotFound when the snapshot has no such family; LawError when a provision has another name.
    """
    return explain(plan_of(law or law_of_kazakhstan(), on, provisions), _rows(snapshot, family), family)


def refusals_of_family(
    snapshot: Snapshot,
    family: int,
    *,
    on: date,
    provisions: Iterable[str] | None = None,
    law: Law | None = None,
) -> tuple[Refusal, ...]:
    """Each refusal of a family with the nearest single change of each kind that would turn it.

    Without ``provisions`` the payments of the map are examined (:data:`~esep.familymap.nearest.RIGHTS`).
    NotFound when the snapshot has no such family; LawError when a provision has another name.
    """
    applied = law or law_of_kazakhstan()
    asked = None if provisions is None else tuple(provisions)
    plan = plan_of(applied, on) if asked is None else plan_of(applied, on, asked)
    return nearest_changes(applied, plan, _rows(snapshot, family), family, names=asked)


def _rows(snapshot: Snapshot, family: int) -> dict[str, list[dict[str, Any]]]:
    return {name: frame.to_dicts() for name, frame in snapshot.family(family).items()}

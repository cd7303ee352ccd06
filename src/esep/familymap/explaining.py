"""One family explained: the reference engine over the family's own rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from esep.engines.memory import Explanation, explain
from esep.familymap.assessment import FAMILY_PROVISIONS, PERSON_PROVISIONS, plan_of
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
    tables: dict[str, list[dict[str, Any]]] = {
        name: frame.to_dicts() for name, frame in snapshot.family(family).items()
    }
    return explain(plan_of(law or law_of_kazakhstan(), on, provisions), tables, family)

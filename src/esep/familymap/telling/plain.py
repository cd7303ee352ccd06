"""An explanation as JSON: ``docs/reference/explanation-json.md`` describes it for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson

from esep.engines.memory import Explanation, Newcomers
from esep.familymap.nearest import Change, OtherIncome, Refusal
from esep.familymap.telling.rules import told_formulas
from esep.familymap.telling.sentences import MONTHS_OF_A_QUARTER, condition_texts
from esep.messages import LANGUAGES

FORMAT = "esep-explanation/1"
"""Raised when a key is taken away or changes its meaning; new keys may come without."""


def explanation_json(explanation: Explanation, refusals: Sequence[Refusal] = ()) -> bytes:
    """The whole tree and the nearest changes as UTF-8 JSON; dates are ISO texts, money whole tenge."""
    plain = {
        "format": FORMAT,
        **explanation.as_data(),
        "formulas": told_formulas(explanation),
        "refusals": [_refusal(refusal) for refusal in refusals],
    }
    return orjson.dumps(plain, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _refusal(refusal: Refusal) -> dict[str, Any]:
    return {
        "name": refusal.provision,
        "title": {language: refusal.title.in_language(language) for language in LANGUAGES},
        "entity": refusal.entity,
        "id": refusal.id,
        "changes": [_change(change) for change in refusal.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    found = change.found
    told: dict[str, Any] = {
        "kind": change.kind,
        "outcome": "found" if found is not None else "none" if change.decided else "undecided",
    }
    if isinstance(found, OtherIncome):
        by = found.difference
        months = MONTHS_OF_A_QUARTER
        told |= {
            "now": found.now,
            "wanted": found.wanted,
            "difference": by,
            "difference_per_month": by // months if by < 0 else -(-by // months),
            "and_beyond": found.onwards,
        }
    elif isinstance(found, date):
        told["day"] = found.isoformat()
    elif found is not None:
        told["choices"] = [
            {
                "count": each.count,
                "role": each.role,
                "youngest_months": each.youngest,
                "oldest_months": each.oldest,
            }
            if isinstance(each, Newcomers)
            else {"count": len(each), "persons": list(each)}
            for each in found
        ]
    if found is not None:
        told["text"] = {language: condition_texts(change, language) for language in LANGUAGES}
    return told

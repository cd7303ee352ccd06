"""The acts that provisions, values of parameters and measures stand on, by id; read from ``acts.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from esep.law import Act
from esep.messages import Name
from esep.yaml_texts import read_yaml


def _read(path: Path) -> Mapping[str, Act]:
    entries = read_yaml(path.read_text("utf-8"))
    return {id: Act(id=id, **{**entry, "name": Name(**entry["name"])}) for id, entry in entries.items()}


ACTS = _read(Path(__file__).with_name("acts.yaml"))
"""Id → act. The ``act`` of a parameter's value and of a measure is one of these ids."""

SOCIAL_CODE = ACTS["224-VII"]
ASSISTANCE_LAW = ACTS["246-II"]
LINE_ORDER = ACTS["160"]
LINE_ORDER_2025 = ACTS["160 (473)"]
FAMILY_ALLOWANCES_LAW = ACTS["63-III"]
SPECIAL_ALLOWANCE_LAW = ACTS["365-I"]
DISABILITY_LAW = ACTS["126-I"]
INSURANCE_LAW = ACTS["286-VI"]
HOUSING_LAW = ACTS["94-I"]
HOUSING_ORDER = ACTS["117"]
PENSION_LAW = ACTS["105-V"]
WELLBEING_ORDER = ACTS["267"]
SCORING_ORDER = ACTS["151"]
BUDGET_LAW = ACTS["budget"]
STATISTICS = ACTS["statistics"]
YOUTH_LAW = ACTS["285-V"]
SETTINGS = ACTS["settings"]

"""The family map: every family of a snapshot under the law of a date, and what follows for the region."""

from esep.familymap.assessment import (
    FAMILY_PROVISIONS,
    PERSON_PROVISIONS,
    Assessment,
    Manifest,
    assess,
    open_assessment,
    plan_of,
)
from esep.familymap.explaining import explain_family
from esep.familymap.residence import residents
from esep.familymap.tables import LEVELS, QUERIES

__all__ = [
    "FAMILY_PROVISIONS",
    "LEVELS",
    "PERSON_PROVISIONS",
    "QUERIES",
    "Assessment",
    "Manifest",
    "assess",
    "explain_family",
    "open_assessment",
    "plan_of",
    "residents",
]

"""The family map: every family of a snapshot under the law of a date, and what follows for the region."""

from esep.familymap.assessment import Assessment, Manifest, assess, assess_each, open_assessment, plan_of
from esep.familymap.explaining import explain_family, refusals_of_family
from esep.familymap.nearest import RIGHTS, Refusal
from esep.familymap.residence import residents
from esep.familymap.stored import CORE_PROVISIONS, FAMILY_PROVISIONS, PERSON_PROVISIONS
from esep.familymap.tables import LEVELS, QUERIES

__all__ = [
    "CORE_PROVISIONS",
    "FAMILY_PROVISIONS",
    "LEVELS",
    "PERSON_PROVISIONS",
    "QUERIES",
    "RIGHTS",
    "Assessment",
    "Manifest",
    "Refusal",
    "assess",
    "assess_each",
    "explain_family",
    "open_assessment",
    "plan_of",
    "refusals_of_family",
    "residents",
]

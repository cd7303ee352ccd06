"""What a provision is: typed trees over families and persons, dated parameters, units, acts."""

from esep.law.acts import Act, Confidence
from esep.law.conditions import condition, expression
from esep.law.expressions import Expression, Parts, Record
from esep.law.law import Law, Unsourced, law_of
from esep.law.moments import MomentOfLaw, moment
from esep.law.nodes import Node, Rounding
from esep.law.parameters import Band, DatedValue, Parameter, read_parameters
from esep.law.planning import Plan
from esep.law.provisions import Provision, make_provision, provision
from esep.law.units import Unit, unit
from esep.law.vocabulary import FAMILY, PERSON, Entity, vocabulary
from esep.law.writing import (
    age,
    all_of,
    any_of,
    at_least,
    at_least_zero,
    at_most,
    bands,
    choose,
    clip,
    count_of,
    divided,
    largest_of,
    look_up,
    months_before,
    of_family,
    parameter,
    share_of,
    smallest_of,
    sum_of,
    table,
    valid_on,
    value,
    whole,
)

__all__ = [
    "FAMILY",
    "PERSON",
    "Act",
    "Band",
    "Confidence",
    "DatedValue",
    "Entity",
    "Expression",
    "Law",
    "MomentOfLaw",
    "Node",
    "Parameter",
    "Parts",
    "Plan",
    "Provision",
    "Record",
    "Rounding",
    "Unit",
    "Unsourced",
    "age",
    "all_of",
    "any_of",
    "at_least",
    "at_least_zero",
    "at_most",
    "bands",
    "choose",
    "clip",
    "condition",
    "count_of",
    "divided",
    "expression",
    "largest_of",
    "law_of",
    "look_up",
    "make_provision",
    "moment",
    "months_before",
    "of_family",
    "parameter",
    "provision",
    "read_parameters",
    "share_of",
    "smallest_of",
    "sum_of",
    "table",
    "unit",
    "valid_on",
    "value",
    "vocabulary",
    "whole",
]

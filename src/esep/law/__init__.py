"""What a provision is: typed trees over families and persons, dated parameters, units, acts."""

from esep.law.acts import Act, Confidence
from esep.law.conditions import condition, expression
from esep.law.expressions import Expression, Parts, Record
from esep.law.formulas import formula_lines
from esep.law.law import Kind, Law, Unsourced, law_of
from esep.law.moments import MomentOfLaw, moment
from esep.law.nodes import Node, Rounding
from esep.law.parameters import Band, DatedValue, Parameter, read_parameters
from esep.law.planning import Plan
from esep.law.provisions import Provision, make_provision, provision
from esep.law.questions import Change, EntryChange, Footing, Standing, differences, history, rests_on
from esep.law.units import Unit, unit
from esep.law.values import content_text, value_text
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
    "Change",
    "Confidence",
    "DatedValue",
    "Entity",
    "EntryChange",
    "Expression",
    "Footing",
    "Kind",
    "Law",
    "MomentOfLaw",
    "Node",
    "Parameter",
    "Parts",
    "Plan",
    "Provision",
    "Record",
    "Rounding",
    "Standing",
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
    "content_text",
    "count_of",
    "differences",
    "divided",
    "expression",
    "formula_lines",
    "history",
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
    "rests_on",
    "share_of",
    "smallest_of",
    "sum_of",
    "table",
    "unit",
    "valid_on",
    "value",
    "value_text",
    "vocabulary",
    "whole",
]

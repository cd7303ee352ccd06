"""The reference engine: plain Python over rows, which also explains one family."""

from esep.engines.memory.companions import Newcomers, fewer_members, further_members, members_matter
from esep.engines.memory.days import DatedPlans, Stretches
from esep.engines.memory.explained import Explained, Standing
from esep.engines.memory.explanation import Explanation, explain, rows_of
from esep.engines.memory.population import Tables, Thing, populate
from esep.engines.memory.running import run
from esep.engines.memory.span_evaluation import Box, span_evaluation_of
from esep.engines.memory.telling import (
    confidence_text,
    explanation_text,
    standing_text,
    title_of,
    value_of,
)
from esep.engines.memory.turning import Turn, is_refused, nearest_number
from esep.law import value_text

__all__ = [
    "Box",
    "DatedPlans",
    "Explained",
    "Explanation",
    "Newcomers",
    "Standing",
    "Stretches",
    "Tables",
    "Thing",
    "Turn",
    "confidence_text",
    "explain",
    "explanation_text",
    "fewer_members",
    "further_members",
    "is_refused",
    "members_matter",
    "nearest_number",
    "populate",
    "rows_of",
    "run",
    "span_evaluation_of",
    "standing_text",
    "title_of",
    "value_of",
    "value_text",
]

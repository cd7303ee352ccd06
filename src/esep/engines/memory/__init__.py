"""The reference engine: plain Python over rows, which also explains one family."""

from esep.engines.memory.explanation import Explained, Explanation, Standing, explain
from esep.engines.memory.running import run
from esep.engines.memory.telling import explanation_text, value_text

__all__ = ["Explained", "Explanation", "Standing", "explain", "explanation_text", "run", "value_text"]

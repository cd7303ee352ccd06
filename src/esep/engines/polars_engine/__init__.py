"""The columnar engine: a plan over columns, portion by portion, for a snapshot of any size."""

from esep.engines.polars_engine.portions import PortionRun
from esep.engines.polars_engine.running import run

__all__ = ["PortionRun", "run"]

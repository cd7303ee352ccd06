"""The columnar engine: a plan as lazy Polars frames over a snapshot of any size."""

from esep.engines.polars_engine.running import collect, run

__all__ = ["collect", "run"]

"""The dated catalogue of support measures, as data in three languages, with conditions that are law."""

from esep.kazakhstan.measures.catalogue import all_measures, measure_provisions, measures, read_measures
from esep.kazakhstan.measures.measure import Cost, Measure

__all__ = ["Cost", "Measure", "all_measures", "measure_provisions", "measures", "read_measures"]

"""The law of Kazakhstan that the family map needs, and the catalogue of support measures.

``law()`` is the loaded :class:`esep.law.Law`; ``measures(on)`` are the support measures in force on a date;
``ACTS`` holds the acts by id, as parameters and measures name them.
"""

from esep.kazakhstan.acts import ACTS
from esep.kazakhstan.loading import law
from esep.kazakhstan.measures import Cost, Measure, all_measures, measure_provisions, measures

__all__ = ["ACTS", "Cost", "Measure", "all_measures", "law", "measure_provisions", "measures"]

"""Multidimensional deprivation of a family: what it lacks, counted by Alkire and Foster's method."""

from esep.kazakhstan.deprivation.provision import CUTOFF, DIMENSIONS, INDICATORS, WEIGHTS, Dimension

__all__ = ["CUTOFF", "DIMENSIONS", "INDICATORS", "WEIGHTS", "Dimension"]

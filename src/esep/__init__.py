"""Esep: count a region's families, follow what was promised to them, account for every figure."""

__version__ = "0.1.0"

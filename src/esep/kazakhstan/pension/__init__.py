"""Pensions against the least that the budget law of the year sets."""

"""Conditional assistance: the social contract, its breach, and what is due after it."""

"""Allowances at a birth and for the care of a small child, for parents outside social insurance."""

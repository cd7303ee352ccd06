"""The state allowance for disability, in multiples of the subsistence minimum (Social Code, art. 177)."""

"""The allowance of a large family (көпбалалы отбасы), whatever its income."""

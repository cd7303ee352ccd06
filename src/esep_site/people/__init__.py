"""Who works here, in which role and for which place; and what everybody did."""

"""Targeted social assistance (атаулы әлеуметтік көмек) with the supplement for children of 1 to 6."""

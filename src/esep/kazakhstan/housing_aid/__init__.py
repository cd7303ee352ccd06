"""Housing aid: the cost of a home above the share of income that the maslikhat lets a family bear."""

"""Documents in: files of four formats become text with its tables, or a reason why they cannot be read."""

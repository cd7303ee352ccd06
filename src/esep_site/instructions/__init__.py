"""Instructions: who told whom to do what by when, and whether it is done."""

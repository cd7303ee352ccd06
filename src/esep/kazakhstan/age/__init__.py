"""How old a person is, and what the law ties to it."""

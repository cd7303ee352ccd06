"""A text in one form of every letter, and its sentences made ready once for all that is read from them."""

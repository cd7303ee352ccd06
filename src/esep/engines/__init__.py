"""A plan of the law and the rows of a snapshot become answers; every engine gives the same."""

"""Ends of Kazakh words by which rules know a form without taking the word apart."""

GENITIVES = ("ның", "нің", "дың", "дің", "тың", "тің")
ABLATIVES = ("дан", "ден", "тан", "тен", "нан", "нен")
PARTICIPLES = ("ған", "ген", "қан", "кен")
"""Of the past: «салынған»."""
HABITUALS = ("атын", "етін", "йтын", "йтін")
"""Participles of what is done again and again, or will be: «салынатын»."""

"""Families written as JSON, answered by the law of a date."""

from esep.familymap.answering.answers import Answers, answer_families
from esep.familymap.answering.reading import Families, read_families
from esep.familymap.answering.reference import reference_page

__all__ = ["Answers", "Families", "answer_families", "read_families", "reference_page"]

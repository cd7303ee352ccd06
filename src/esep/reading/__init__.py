"""Official texts in: documents, sentences, statements and instructions out."""

from esep.reading.documents import Document, read_document
from esep.reading.instruction import Instruction
from esep.reading.instructions import find_instructions
from esep.reading.reading import Reading, read
from esep.reading.sentences import Sentence, split_sentences
from esep.reading.statement import Doubt, StatedPeriod, Statement
from esep.reading.statements import find_statements

__all__ = [
    "Document",
    "Doubt",
    "Instruction",
    "Reading",
    "Sentence",
    "StatedPeriod",
    "Statement",
    "find_instructions",
    "find_statements",
    "read",
    "read_document",
    "split_sentences",
]

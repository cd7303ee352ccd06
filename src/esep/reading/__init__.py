"""Official texts in: documents, sentences, statements and instructions out."""

from esep.reading.documents import Document, read_document
from esep.reading.instruction import Instruction
from esep.reading.instructions import find_instructions
from esep.reading.sentences import Sentence, split_sentences

__all__ = ["Document", "Instruction", "Sentence", "find_instructions", "read_document", "split_sentences"]

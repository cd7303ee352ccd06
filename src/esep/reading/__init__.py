"""Official texts in: documents, sentences, statements and instructions out."""

from esep.reading.documents import Document, read_document
from esep.reading.sentences import Sentence, split_sentences

__all__ = ["Document", "Sentence", "read_document", "split_sentences"]

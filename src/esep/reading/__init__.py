"""Official texts in: documents, sentences, statements and instructions out."""

from esep.reading.sentences import Sentence, split_sentences

__all__ = ["Sentence", "split_sentences"]

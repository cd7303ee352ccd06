"""Official texts in: documents, sentences, statements and instructions out."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from esep.reading.instruction import Addressee, Instruction
from esep.reading.instructions.finding import find_instructions
from esep.reading.instructions.rules import describe_rule, instruction_rules
from esep.reading.reading import Reading, read
from esep.reading.sentences.sentence import Sentence, split_sentences
from esep.reading.statement import Doubt, StatedPeriod, Statement
from esep.reading.statements.finding import find_statements

if TYPE_CHECKING:
    from esep.reading.documents.document import Document, read_document, read_pasted
    from esep.reading.instructions.bodies import Bodies, Body, read_bodies

__all__ = [
    "Addressee",
    "Bodies",
    "Body",
    "Document",
    "Doubt",
    "Instruction",
    "Reading",
    "Sentence",
    "StatedPeriod",
    "Statement",
    "describe_rule",
    "find_instructions",
    "find_statements",
    "instruction_rules",
    "read",
    "read_bodies",
    "read_document",
    "read_pasted",
    "split_sentences",
]

_LATER = {
    **dict.fromkeys(("Bodies", "Body", "read_bodies"), "esep.reading.instructions.bodies"),
    **dict.fromkeys(("Document", "read_document", "read_pasted"), "esep.reading.documents.document"),
}
"""Names whose modules are imported when they are asked for: a text is read without them."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)

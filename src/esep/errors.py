"""What went wrong, told to the person who can mend it.

Every error that a user can cause is an :class:`EsepError`: a full sentence that says what happened, with
which value, and what to do; a stable exit code; no traceback on the command line.

=====  ==================================================================
code   meaning
=====  ==================================================================
0      done
2      the command line was wrong (option, argument)
10     the input was refused: every fault is listed by file, row, column
11     something named does not exist (place, family, folder, provision)
12     a document cannot be read (encoding, encryption, size, format)
13     a region's folder or a settings file is wrong
14     two runs wanted to write the same thing
15     the law cannot be built or applied (provision, parameter, date)
16     a cluster cannot be reached, or did not do its work
17     the reader of texts does not keep a correction
130    stopped by the user
=====  ==================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esep.messages import Message


class EsepError(Exception):
    """Base of all errors that a user can cause and mend."""

    exit_code = 1

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, order=True)
class Fault:
    """One fault in the input: where it stands and what is wrong with it.

    ``row`` counts from 1 as a spreadsheet shows it (the header is row 1); 0 when the whole file is meant.
    """

    file: str
    row: int
    column: str
    message: Message

    def __str__(self) -> str:
        where = self.file if not self.row else f"{self.file}:{self.row}"
        return f"{where}: {self.column}: {self.message}" if self.column else f"{where}: {self.message}"


class InputRefused(EsepError):
    """The input was refused whole; ``faults`` lists every reason, in the order of file, row and column."""

    exit_code = 10

    def __init__(self, message: Message, faults: Iterable[Fault]) -> None:
        super().__init__(message)
        self.faults: Sequence[Fault] = tuple(sorted(faults, key=lambda f: (f.file, f.row, f.column)))

    def __reduce__(self) -> tuple[type[InputRefused], tuple[Message, Sequence[Fault]]]:
        """An error travels from another process with its faults."""
        return type(self), (self.message, self.faults)


class NotFound(EsepError):
    """Something named by the user does not exist."""

    exit_code = 11


class UnreadableDocument(EsepError):
    """A document cannot be read."""

    exit_code = 12


class WrongSettings(EsepError):
    """A region's folder or a settings file is wrong."""

    exit_code = 13


class Busy(EsepError):
    """Another run is writing the same thing."""

    exit_code = 14


class LawError(EsepError):
    """A provision, parameter or date that the law cannot be built or applied with."""

    exit_code = 15


class ClusterFailed(EsepError):
    """A cluster cannot be reached, or did not do its work."""

    exit_code = 16


class CorrectionsNotKept(EsepError):
    """The reader of texts does not keep a correction."""

    exit_code = 17

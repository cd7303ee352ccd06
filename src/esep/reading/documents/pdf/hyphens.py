"""Hyphens at the ends of lines: whether they break a word or belong to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from esep.language.endings import fold
from esep.language.kazakh import analyse, stems
from esep.language.russian import is_known

_WORD_END = re.compile(r"[^\W\d_]+$")
_COMPOUND = re.compile(r"[^\W\d_]{3}[бвгджзйклмнпрстфхцчшщь]но$", re.IGNORECASE)
"""Begins a Russian word that is written with a hyphen: «социально-экономический», «жилищно-коммунальный»."""
LEAST_HEAD = 4
"""Letters of a word that stand in a cell too narrow for it."""
LEAST_TAIL = 6
"""Letters behind such a beginning that make a word, and no ending: «современно-го»."""
_WORD_START = re.compile(r"[^\W\d_]+")
_HYPHENS = "-\u2010\u00ad\ufffe\x02"
"""Hyphens at a line's end: written ones, and those that the PDF or its reader marks as soft."""


def whole_words(lines: Iterable[str]) -> frozenset[str]:
    """The words of a document in small letters, those with hyphens as they are."""
    return frozenset(word for line in lines for word in _words(line))


def without_hyphen(line: str) -> str:
    """The line without the hyphen that breaks its last word; a dash after a space stays."""
    return line[:-1] if line[-1:] and line[-1] in _HYPHENS and line[-2:-1].isalpha() else line


def joint(before: str, after: str, words: frozenset[str]) -> str:
    """What stands between a line, taken without its hyphen, and the one that continues it.

    A hyphen is dropped unless the document writes the word with a hyphen elsewhere: ``words`` are its words.
    """
    if without_hyphen(before) == before or not unicodedata.is_normalized("NFC", before[-2:-1] + after):
        return " "
    head, tail = _WORD_END.search(before[:-1]), _WORD_START.match(after)
    if head is None or tail is None:
        return "-"
    if _COMPOUND.search(head.group()) and len(tail.group()) >= LEAST_TAIL:
        return "-"
    hyphenated, whole = f"{head.group()}-{tail.group()}".lower(), f"{head.group()}{tail.group()}".lower()
    return "-" if hyphenated in words and whole not in words else ""


def joined(lines: Iterable[str], words: frozenset[str]) -> str:
    """Lines of a cell that follow one another as one.

    A word too long for its cell is broken without a hyphen: «Протяжённос⏎ть». ``words``, those of the
    document, and the dictionaries tell it.
    """
    text, before = "", ""
    for line in lines:
        between = joint(before, line, words) if before else ""
        text += ("" if between == " " and _is_one_word(before, line, words) else between) + without_hyphen(
            line
        )
        before = line
    return text


def _is_one_word(before: str, after: str, words: frozenset[str]) -> bool:
    head, tail = _WORD_END.search(before), _WORD_START.match(after)
    if head is None or tail is None or len(head.group()) < LEAST_HEAD or not tail.group().islower():
        return False
    first, last = head.group().lower(), tail.group().lower()
    return f"{first}{last}" in words or (
        _is_word(f"{first}{last}") and not (_is_word(first) and _is_word(last))
    )


def _is_word(small: str) -> bool:
    """Whether a dictionary has a word: the Kazakh one its stem, the Russian one its form."""
    return bool(stems().get(analyse(fold(small))[0].stem)) or is_known(small)


def _words(text: str) -> Iterator[str]:
    for found in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()):
        yield found.group()

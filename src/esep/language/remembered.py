"""What was found out about each word, remembered as long as there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Found = TypeVar("Found")
LONGEST = 60
"""Characters of what is remembered; longer than any word, and not worth its room."""
MOST = 50_000
"""Words that are remembered; a text has some hundreds, a year of a region's texts some ten thousands."""


class Remembered(dict[str, Found]):
    """A dictionary that finds out what it does not hold, at half the cost of a cached function.

    It forgets everything when it is full, so that a folder of noise does not fill the memory.
    """

    def __init__(self, find: Callable[[str], Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> Found:
        found = self._find(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = found
        return found


class Sieve:
    """Tells which of a sentence's words matter to somebody.

    ``matters`` tells it of one word. Most words of a text matter to nobody, and those are known by one look.
    """

    def __init__(self, matters: Callable[[str], object]) -> None:
        self._matters = Remembered(matters)
        self._idle: set[str] = set()

    def of(self, words: Iterable[str]) -> list[str]:
        """Those of ``words`` that matter, each once, in no order."""
        idle = self._idle
        rest = {word for word in words if word not in idle}  # half the cost of taking one set from the other
        if not rest:
            return []
        found = [word for word in rest if self._matters[word]]
        if len(found) < len(rest):
            if len(idle) >= MOST:
                idle.clear()
            idle.update(rest.difference(found))
        return found

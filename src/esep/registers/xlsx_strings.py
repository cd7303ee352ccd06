"""How much text the cells of a worksheet come to: a shared string is written once and named by many cells."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

_END = re.compile(rb"</(?:\w+:)?si\s*>|<(?:\w+:)?si\s*/>")
_LONGEST_END = 64
_NAMED = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\bt=["']s["'][^>]*>(?:\s*<(?:\w+:)?f[\s>][^<]*</[^>]*>)?\s*<[^>]*>\s*(\d{1,15})"""
)


class SharedStrings:
    """The sizes in bytes of a workbook's shared strings, markup included, by their numbers."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        ends = [0]
        read, rest = 0, b""
        for piece in pieces:
            joined = rest + piece
            start = read - len(rest)
            last = 0
            for end in _END.finditer(joined):
                last = end.end()
                ends.append(start + last)
            read += len(piece)
            rest = joined[last:][-_LONGEST_END:]
        all_ends: npt.NDArray[np.int64] = np.array(ends, dtype=np.int64)
        self._sizes = all_ends[1:] - all_ends[:-1]

    def named_in(self, piece: bytes) -> int:
        """The bytes of all strings that the cells in this piece of a worksheet name."""
        numbers = np.array(_NAMED.findall(piece), dtype=np.int64)
        return int(self._sizes[numbers[numbers < len(self._sizes)]].sum())

"""One expression for many word forms: common beginnings written once, stems with the same endings together.

``one_of(["қаңтар", "қаңтарда", "наурыз", "наурызда"])`` is ``(?:наурыз|қаңтар)(?:да)?``. An expression tries
its alternatives one after the other: hundreds of forms side by side are slow to compile and slow to match.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set


def one_of(words: Iterable[str]) -> str:
    """The source of an expression that matches any of ``words``, the longest that fits first."""
    return _either(_ways(words))


def _ways(words: Iterable[str]) -> Iterator[str]:
    known = frozenset(words)
    endings: dict[str, set[str]] = defaultdict(set)
    for word in known:
        stem = next(word[:end] for end in range(1, len(word) + 1) if word[:end] in known)
        endings[stem].add(word[len(stem) :])
    alike: dict[frozenset[str], set[str]] = defaultdict(set)
    for stem, ends in endings.items():
        alike[frozenset(ends) - {""}].add(stem)
    for shared, stems in alike.items():
        yield _tree(stems) + (f"(?:{_joined(_ways(shared))})?" if shared else "")


def _tree(stems: Set[str]) -> str:
    """Stems of which none begins another, letter by letter."""
    if stems == {""}:
        return ""
    rests: dict[str, set[str]] = defaultdict(set)
    for stem in stems:
        rests[stem[0]].add(stem[1:])
    return _either(
        (letter if letter == " " else re.escape(letter)) + _tree(rest) for letter, rest in rests.items()
    )


def _either(ways: Iterable[str]) -> str:
    ordered = list(ways)
    return ordered[0] if len(ordered) == 1 else f"(?:{_joined(ordered)})"


def _joined(ways: Iterable[str]) -> str:
    return "|".join(sorted(ways))  # in order, so that the expression does not depend on the seed of hashes

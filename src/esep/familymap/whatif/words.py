"""Words that a reform uses and nobody knows, with the known words that are like them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from esep.law import Law, vocabulary
from esep.law.text_calls import CALLS

_CALLS = ("sum_of", "count_of", "any_of", "all_of", "of_family", "age", *CALLS)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known words most like a name, to be shown in a fault; a dash when nothing is like it."""
    return ", ".join(get_close_matches(name, sorted(known), n=3, cutoff=0.6)) or "–"


def unknown_names(rule: str, law: Law) -> Iterator[tuple[str, str]]:
    """Each name of a rule that is no provision, parameter, column, part or call, with those like it."""
    known = {*law.names, *law.parameters, *_CALLS}
    for declared in vocabulary().values():
        known |= {*declared.columns, *declared.parts}
    text = rule.partition(":")[2] if rule.lstrip().startswith(("family:", "person:")) else rule
    try:
        tree = ast.parse(" ".join(text.split()), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return  # the reader of expressions says where
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for name in sorted(names - known):
        yield name, nearest(name, known)

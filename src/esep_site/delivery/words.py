"""Words as the search keeps and reads them: small, «Қарағанды» found by «караганды» and the other way
round."""

from __future__ import annotations

import re

FOLDED = str.maketrans(
    {"ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "ё": "е"}
)
_APART = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """The words of a text with one space between them."""
    return _APART.sub(" ", text.casefold().translate(FOLDED)).strip()

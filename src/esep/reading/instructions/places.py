"""The place where an instruction is to be carried out, as a KATO code."""

from __future__ import annotations

import re

from esep.places import Place, find_in_text
from esep.places.place import LEVELS
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instructions.actions import BIG

_CAPITAL = re.compile(rf"(?<=[\s(–—-]){BIG}")


def place_of(
    text: str, start: int, end: int, language: TextLanguage, region: Place | None = None
) -> str | None:
    """The code of the finest place that ``text[start:end]`` names; None where it names none or several.

    Of places of one name the one in ``region`` is meant.
    """
    if not _CAPITAL.search(text, start + 1, end):
        return None
    mentions = find_in_text(text[start:end], language, region)
    if not mentions:
        return None
    named = [mention.candidates[0] for mention in mentions]
    finest = max(LEVELS.index(place.level) for place in named)
    codes = {place.code for place in named if LEVELS.index(place.level) == finest}
    return codes.pop() if len(codes) == 1 else None

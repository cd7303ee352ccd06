"""Headings that say of which place what follows tells: «Меркі ауданы», «По вопросу дорог Шуского района.»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from esep.places import Place
from esep.reading.sentences.passage import Passage, begins_paragraph
from esep.reading.statements.document_place import title_of
from esep.reading.statements.named_places import is_dateline, is_listed, places_in, says, scenes_of
from esep.reading.statements.period_clauses import has_predicate

_MOST_WORDS = 8
"""Words of a heading: of a longer line the place is a part only."""
_SECTIONS = 2
"""Headings that name places, of which one can stand right below the title."""
_MARKS = tuple(".!?;:,…")


def sections_of(text: str, passages: Sequence[Passage], region: Place | None) -> dict[int, Place]:
    """The place of which each paragraph tells by a heading; its key is the first sentence of the paragraph.

    A line of its own holds for all paragraphs until the next heading; a heading that stands more than once
    («Образование» in the section of each district) goes on with the section. What opens a paragraph holds for
    that paragraph. The title of a document is no heading where no other line is one.
    """
    if not any(places_in(passage) and len(passage.tokens) <= _MOST_WORDS for passage in passages):
        return {}
    lines = _lines(text, passages)
    often = Counter(passage.folded.strip() for passage in lines.values())
    places = {index: _place_of(passage, region) for index, passage in lines.items()}
    if 0 < sum(place is not None for place in places.values()) < _SECTIONS:
        for line in title_of(passages):
            places[line.index] = None
    found: dict[int, Place] = {}
    section: Place | None = None
    for passage, following in pairwise([*passages, None]):
        assert passage is not None
        place = places.get(passage.index)
        if passage.index in lines:
            if place is not None or often[passage.folded.strip()] == 1:
                section = place
        elif begins_paragraph(text, passage):
            goes_on = following is not None and not begins_paragraph(text, following)
            place = _place_of(passage, region) if passage.index and goes_on and not passage.placed else None
            place = place or section
            if place is not None:
                found[passage.index] = place
    return found


def _lines(text: str, passages: Sequence[Passage]) -> dict[int, Passage]:
    """Headings: lines of their own without a mark at the end, without figures and verbs."""
    found: dict[int, Passage] = {}
    for passage, following in pairwise([*passages, None]):
        assert passage is not None
        is_line = begins_paragraph(text, passage) and (following is None or begins_paragraph(text, following))
        is_short = is_line and len(passage.tokens) <= _MOST_WORDS and not passage.placed
        is_short = is_short and not _is_cell(text, passage)
        is_open = is_short and not passage.sentence.text.rstrip().endswith(_MARKS)
        if is_open and not has_predicate(passage, 0, len(passage.tokens)):
            found[passage.index] = passage
    return found


def _is_cell(text: str, passage: Passage) -> bool:
    """Whether a bar beside the words parts them from others of a row: the name of a row heads nothing."""
    start, end = passage.sentence.start, passage.sentence.end
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    return before.rstrip(" ").endswith("|") or behind.lstrip(" ").startswith("|")


def _place_of(passage: Passage, region: Place | None) -> Place | None:
    """The one place below a region that a short line or sentence without a verb names."""
    if not places_in(passage) or len(passage.tokens) > _MOST_WORDS or is_dateline(passage):
        return None
    if says(passage, "whole_region") or any(is_listed(passage, one) for one in places_in(passage)):
        return None
    if has_predicate(passage, 0, len(passage.tokens)):
        return None
    named = [place for place in scenes_of(passage, region) if place.level != "region"]
    return named[0] if len(named) == 1 and (region is None or region.contains(named[0])) else None

"""The place of each figure: named in its sentence, in its paragraph, or by the head of the document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from esep.places import Mention, Place, narrowed
from esep.reading.sentences.passage import Draft, Passage, begins_paragraph
from esep.reading.statements.bare_names import (
    is_elsewhere,
    is_of_others,
    named_behind,
    of_shared_kind,
    place_of_item,
)
from esep.reading.statements.named_places import (
    TOWNS,
    innermost,
    is_dateline,
    is_listed,
    level_said,
    pattern,
    places_in,
    said_inside,
    says,
    scenes_of,
    settled,
)
from esep.reading.statements.place_headings import sections_of

PLACE_LEFT_OPEN = "place left open"
"""The rule that gives a figure no place, for the name beside it can be that of several."""
_SEVERAL = 2
_NEAR_COUNTRY = 25
"""Characters between a figure and «по стране» behind it."""


@dataclass(frozen=True)
class _Inside:
    """«В районе», «қалада» without a name: the place that is meant, None where it is not known."""

    place: Place | None


def _told_before(text: str, passages: Sequence[Passage], region: Place | None) -> dict[int, Place]:
    """The place that was named before each sentence.

    That is the region named last in its paragraph or in the heading of its list, else the place of which its
    paragraph says first that it tells, or the heading of its section.
    """
    found: dict[int, Place] = {}
    now: Place | None = None
    sections = sections_of(text, passages, region)
    for passage in passages:
        if begins_paragraph(text, passage):
            lead = passage.lead
            now = None if lead is None else _last_region(lead, region) or found.get(lead.index)
            now = now or sections.get(passage.index)
        if now is not None:
            found[passage.index] = now
        now = None if _tells_of_several(passage, region) else _last_region(passage, region) or now
    return found


def _tells_of_several(passage: Passage, within: Place | None) -> bool:
    """«5 млрд направили в Жамбылскую область, 4,5 млрд – в ВКО»: what comes next is told of none of them."""
    named = places_in(passage)
    if len(named) < _SEVERAL or len({one.region for each in named for one in each.candidates}) < _SEVERAL:
        return False
    regions = {place.region for place in _single_scenes(passage, within) if place.region is not None}
    return len(regions) >= _SEVERAL


def _last_region(passage: Passage, within: Place | None) -> Place | None:
    if all(one.candidates[0].level != "region" for one in places_in(passage)):
        return None
    return next((one for one in reversed(_single_scenes(passage, within)) if one.level == "region"), None)


def find_places(
    text: str, drafts: Sequence[Draft], passages: Sequence[Passage], whole: Place | None
) -> list[str | None]:
    """The code of each figure's place: named before it in its sentence or after it, else known from outside.

    That is the region named last in its paragraph or in the heading of its list, the place that opens its
    paragraph or heads its section, else that of the ``whole`` document; for «в районе», «қалада» the district
    or the town that was named last, and never the region. A total takes no place from the items of the list
    that it opens, nor from a part or a district that is named behind it alone; one of several places that are
    named together is none. What is told of the whole country has none.
    """
    if not drafts:
        return []
    told_before = _told_before(text, passages, whole.region if whole is not None else None)
    told_inside = _told_inside(text, passages, {draft.passage.index for draft in drafts}, whole)
    codes: list[str | None] = []
    parts = {id(one.part_of): one for one in reversed(drafts) if one.part_of is not None}
    last: Draft | None = None
    for draft in drafts:
        index = draft.passage.index
        outside = told_before.get(index, whole)
        place = _place_of(draft, last, parts.get(id(draft)), outside, told_inside.get(index))
        codes.append(place.code if place is not None else None)
        last = draft
    return codes


def _told_inside(
    text: str, passages: Sequence[Passage], asked: Collection[int], whole: Place | None
) -> dict[int, _Inside]:
    """For each sentence ``asked`` that says «в районе» or «қалада» without a name: which one is meant.

    It is the one named last before it in its paragraph, or the only one named so far.
    """
    found: dict[int, _Inside] = {}
    ever: dict[str, set[Place]] = {}
    last: dict[str, Place] = {}
    within = whole.region if whole is not None else None
    if whole is not None and whole.level != "region":
        last[_inside(whole)] = whole
    for passage in passages:
        if begins_paragraph(text, passage):
            last = {level: place for level, place in last.items() if len(ever.get(level, ())) <= 1}
        said = said_inside(passage) if passage.index in asked else None
        if said is not None:
            found[passage.index] = _Inside(last.get(said.level))
        for place in _single_scenes(passage, within):
            ever.setdefault(_inside(place), set()).add(place)
            last[_inside(place)] = place
    return found


def _single_scenes(passage: Passage, within: Place | None) -> list[Place]:
    if not places_in(passage) or is_dateline(passage):
        return []
    listed = {
        one for mention in places_in(passage) if is_listed(passage, mention) for one in mention.candidates
    }
    return [place for place in scenes_of(passage, within) if place not in listed]


def _inside(place: Place) -> str:
    """Which of «в районе» and «в городе» a place is."""
    return "town" if place.kind in TOWNS else place.level


def _place_of(
    draft: Draft, last: Draft | None, part: Draft | None, outside: Place | None, inside: _Inside | None
) -> Place | None:
    """The place of a figure; ``last``: the figure before it; ``part``: the first of its parts.

    ``outside`` is the place of which its paragraph, its list or the document tells; ``inside`` the district
    or town that its sentence means without its name.
    """
    passage, offset = draft.passage, draft.start - draft.passage.sentence.start
    within = outside.region if outside is not None else None
    found = _narrowed_in(passage, within)
    shared = of_shared_kind(draft, found, within)
    if shared is not None:
        return _own(draft, shared, within)
    if not found:
        return _known(draft, outside, inside)
    before = _outside_brackets(draft, [mention for mention in found if mention.start < offset])
    told = last.end - passage.sentence.start if last is not None and last.passage is passage else 0
    level = level_said(passage, max(told, before[-1].end if before else 0), offset)
    if level is not None:
        return None if level == "country" else _region_of(found, outside)
    if not before:
        place = _own(draft, innermost(found[0], found), within)
        between = passage.folded[offset : found[0].start]
        is_whole = ":" in between or pattern(passage.sentence.language, "of_part").search(between)
        if not is_whole and (part is None or part.start > found[0].start + passage.sentence.start):
            return place
        said = said_inside(passage)
        is_named = said is not None and any(one.start <= said.start < one.end for one in found)
        known = _known(draft, outside, None if is_named else inside)
        return known if known is not place else None
    behind = named_behind(draft, found, within)
    if behind is not None:
        return _own(draft, innermost(behind, found), within)
    if last is not None and last.passage is passage:
        if before[-1].start < told and is_of_others(draft, last):
            return outside
        item = place_of_item(draft, last, before[-1], within)
        if item is not None or is_elsewhere(draft, last, before[-1]):
            return item
    return _own(draft, innermost(before[-1], before), within)


def _region_of(found: Sequence[Mention], outside: Place | None) -> Place | None:
    """The region that is known from outside, or in which all places lie that the sentence names."""
    if outside is not None:
        return outside.region
    regions = {place.region for mention in found for place in mention.candidates}
    return regions.pop() if len(regions) == 1 else None


def _outside_brackets(draft: Draft, before: Sequence[Mention]) -> Sequence[Mention]:
    """«В области X (Илийский район – 5, Талгарский – 7) построено 12 школ»: places of its own bracket."""
    passage, shift = draft.passage, draft.passage.sentence.start
    brackets = (None, draft.bracket)
    own = [one for one in before if passage.bracket_of(passage.token_at(one.start + shift)) in brackets]
    return own or before


def _own(draft: Draft, mention: Mention, within: Place | None) -> Place | None:
    """The place that is named for a figure; its rule says so where the name leaves it open."""
    place = None
    if not is_listed(draft.passage, mention):
        place = settled(mention, within)
        if place is None and within is None:
            place = _among_neighbours(draft.passage, mention)
    if place is None:
        draft.rules.append(PLACE_LEFT_OPEN)
    return place


def _among_neighbours(passage: Passage, mention: Mention) -> Place | None:
    """«Меркі ауданында 36, Жамбыл ауданында 25»: the one in the only region of the places beside it."""
    others = (one for one in places_in(passage) if one.start != mention.start)
    regions = {frozenset(place.region for place in one.candidates) for one in others}
    sure = {region for several in regions if len(several) == 1 for region in several}
    if len(sure) != 1:
        return None
    region = sure.pop()
    inside = [place for place in mention.candidates if region.contains(place)]
    return inside[0] if inside else None


@lru_cache(maxsize=8)
def _narrowed_in(passage: Passage, within: Place | None) -> Sequence[Mention]:
    return narrowed(places_in(passage), within)


def _known(draft: Draft, outside: Place | None, inside: _Inside | None) -> Place | None:
    """The place of a figure without a name in its sentence: «по области» is all of it, «по стране» none."""
    passage = draft.passage
    if inside is not None and _is_after_region(draft):
        inside = None
    if inside is not None and inside.place is not None:
        return inside.place
    if outside is None:
        return None
    if inside is not None and outside.level == "region":
        draft.rules.append(PLACE_LEFT_OPEN)
        return None
    if _is_of_the_country(draft):
        return None
    is_part = outside.level != "region"
    return outside.region if is_part and says(passage, "whole_region") else outside


def _is_of_the_country(draft: Draft) -> bool:
    """Whether «по стране» stands before the figure or near behind it, in no bracket of another."""
    passage = draft.passage
    country = _country_in(passage)
    if country is None or country - _NEAR_COUNTRY > draft.end - passage.sentence.start:
        return False
    bracket = passage.bracket_of(passage.token_at(country + passage.sentence.start))
    return bracket is None or bracket == draft.bracket


@lru_cache(maxsize=8)
def _country_in(passage: Passage) -> int | None:
    """Where a sentence names the country; None where it does not."""
    country = pattern(passage.sentence.language, "country").search(passage.folded)
    return None if country is None else country.start()


def _is_after_region(draft: Draft) -> bool:
    """«В районе построено 5 школ, в области – 40»: the region was named last before the figure."""
    passage, until = draft.passage, draft.start - draft.passage.sentence.start
    region = [
        one.start()
        for one in pattern(passage.sentence.language, "whole_region").finditer(passage.folded, 0, until)
    ]
    inside = said_inside(passage)
    return bool(region) and inside is not None and not region[-1] < inside.start < until

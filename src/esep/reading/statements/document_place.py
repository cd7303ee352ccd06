"""The place of which a whole document tells, by its head and by all that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from esep.places import Place
from esep.reading.sentences.passage import Passage
from esep.reading.statements.named_places import is_dateline, named_in, places_in, says, scenes_of
from esep.reading.statements.period_clauses import has_predicate

_LONGEST_TITLE = 6
"""Lines of the title of a document, which begins its head."""
_ENDS = ".!?…"


def document_place(passages: Sequence[Passage]) -> Place | None:
    """The place of which a document tells: the one that its title or first sentence names.

    A dateline («Астана, 20 ноября») and one who is told («Акиму Шуского района») are none of it. The region
    of the head holds while no other is named, unless a line of the title names it; a district or town while
    all places named lie in it, else its region while they lie there. A document whose head names none tells
    of the only region that it names, unless its head speaks for the country.
    """
    head = [passage for passage in title_of(passages) if not is_dateline(passage)]
    told = [place for passage in head for place in scenes_of(passage, None)]
    regions = {place.region for place in told}
    if len(regions) > 1:
        return None
    region = told[0].region if told else None
    is_national = any(says(passage, "national") for passage in head)
    if region is not None and is_national and _is_scene_of_meeting(told[0], head):
        return None
    if region in told and any(map(_is_title_of_place, head)):
        return region
    named = [place for passage in passages for place in named_in(passage, region)]
    if region is None:
        return None if is_national else _only_region(named)
    if region in told:
        return None if any(one.level == "region" and one != region for one in named) else region
    if all(told[0].contains(place) or place.contains(told[0]) for place in named):
        return told[0]
    return region if all(region.contains(place) for place in named) else None


def _is_scene_of_meeting(place: Place, head: Sequence[Passage]) -> bool:
    """«Министерство … на брифинге в Астане»: the capital, named without its kind, where somebody speaks."""
    mentions = [one for passage in head for one in places_in(passage) if place in one.candidates]
    return place.kind == "city" and place.level == "region" and not any(one.has_kind for one in mentions)


def _only_region(named: Sequence[Place]) -> Place | None:
    """The region in which all that is named lies, if it is named itself."""
    regions = {place.region for place in named}
    return regions.pop() if len(regions) == 1 and any(one.level == "region" for one in named) else None


def title_of(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The lines of the title, and the first sentence with a verb that ends as one."""
    for passage in islice(passages, _LONGEST_TITLE):
        yield passage
        is_sentence = passage.sentence.text[-1:] in _ENDS and has_predicate(passage, 0, len(passage.tokens))
        if is_sentence and not is_dateline(passage):
            return


def _is_title_of_place(passage: Passage) -> bool:
    """Whether a line without a full stop names a place: a sentence may name one in passing."""
    return passage.sentence.text[-1:] not in _ENDS and bool(scenes_of(passage, None))

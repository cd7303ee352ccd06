"""The place of each figure: named in its sentence, in its paragraph, or by the head of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import Any

from esep.periods import find_periods
from esep.places import Mention, Place, find_wide, narrowed
from esep.reading.passage import Draft, Passage, begins_paragraph
from esep.reading.sentence_language import TextLanguage
from esep.yaml_texts import packaged_yaml

_SENTENCES = 512
"""Sentences whose places are kept."""
PLACE_LEFT_OPEN = "place left open"
"""The rule that gives a figure no place, for the name beside it can be that of several."""
_LONGEST_DISTRICT = 2
"""Words in the name of a district."""
_LONGEST_HEAD = 6
"""Lines and sentences of the head of a document."""
_LONGEST_DATELINE = 12
"""Words and signs of a dateline."""
_NEAR_TOLD = 24
"""Characters beside a place among which the one who is told stands."""
_NEAR_COUNTRY = 25
"""Characters between a figure and «по стране» behind it."""
_ENDS = ".!?…"
BELOW_DISTRICT = ("subdistrict", "settlement")
_TOWNS = ("city", "city_administration")


@cache
def _words() -> dict[str, Any]:
    content: dict[str, Any] = packaged_yaml(__package__, "figure_places.yaml")
    return content


@cache
def _pattern(language: TextLanguage, name: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(_words()[language][name]) + ")")


@lru_cache(maxsize=_SENTENCES)
def _places_in(passage: Passage) -> tuple[Mention, ...]:
    text = passage.sentence.text
    words = None
    if "'" not in text and "’" not in text:  # which are within tokens, and not within names of places
        words = [token.text for token in passage.tokens if token.kind == "word"]
    return tuple(find_wide(text, passage.sentence.language, words))


def settled(mention: Mention, within: Place | None) -> Place | None:
    """The place that a mention means; None where the name leaves open which of several it is.

    A village or a district of a name that several have is sought ``within`` a region, and not elsewhere.
    """
    place = mention.candidates[0]
    is_known = place.level == "region" or place.kind in _TOWNS
    if is_known or (within is not None and within.contains(place)):
        return place
    if within is not None and place.level in BELOW_DISTRICT:
        return None
    return place if len({one.region for one in mention.candidates}) == 1 else None


def document_place(passages: Sequence[Passage]) -> Place | None:
    """The place of which a document tells: the one that its title or first sentence names.

    A dateline («Астана, 20 ноября») and one who is told («Акиму Шуского района») are none of it. The region
    of the head holds while no other is named, unless a line of the title names it; a district or town while
    all places named lie in it, else its region while they lie there. A document whose head names none tells
    of the only region that it names, unless its head speaks for the country.
    """
    head = [passage for passage in _head(passages) if not _is_dateline(passage)]
    told = [place for passage in head for place in _scenes(passage, None)]
    regions = {place.region for place in told}
    if len(regions) > 1:
        return None
    region = told[0].region if told else None
    is_national = any(_has(passage, "national") for passage in head)
    if region is not None and is_national and _is_scene_of_meeting(told[0], head):
        return None
    if region in told and any(map(_is_title_of_place, head)):
        return region
    named = [place for passage in passages for place in _named_in(passage, region)]
    if region is None:
        return None if is_national else _only_region(named)
    if region in told:
        return None if any(one.level == "region" and one != region for one in named) else region
    if all(told[0].contains(place) or place.contains(told[0]) for place in named):
        return told[0]
    return region if all(region.contains(place) for place in named) else None


def _is_scene_of_meeting(place: Place, head: Sequence[Passage]) -> bool:
    """«Министерство … на брифинге в Астане»: the capital, named without its kind, where somebody speaks."""
    mentions = [one for passage in head for one in _places_in(passage) if place in one.candidates]
    return place.kind == "city" and place.level == "region" and not any(one.has_kind for one in mentions)


def _only_region(named: Sequence[Place]) -> Place | None:
    """The region in which all that is named lies, if it is named itself."""
    regions = {place.region for place in named}
    return regions.pop() if len(regions) == 1 and any(one.level == "region" for one in named) else None


def _head(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The lines of the title, and the first sentence that ends as one."""
    for passage in islice(passages, _LONGEST_HEAD):
        yield passage
        if passage.sentence.text[-1:] in _ENDS and not _is_dateline(passage):
            return


def _is_title_of_place(passage: Passage) -> bool:
    """Whether a line without a full stop names a place: a sentence may name one in passing."""
    return passage.sentence.text[-1:] not in _ENDS and bool(_scenes(passage, None))


def _is_dateline(passage: Passage) -> bool:
    """«Астана, 20 ноября 2024 года», «г. Уральск»: where a document was written, not of what it tells."""
    mentions = _places_in(passage)
    if not mentions or len(passage.tokens) > _LONGEST_DATELINE:
        return False
    if mentions[0].candidates[0].kind not in _TOWNS:
        return False
    said = passage.sentence.text
    days = find_periods(said, passage.sentence.language)
    spans = [(one.start, one.end) for one in mentions] + [(one.start, one.end) for one in days]
    for start, end in sorted(spans, reverse=True):
        said = said[:start] + said[end:]
    return re.search(r"[^\W\d_]{3,}", said) is None


def _named_in(passage: Passage, within: Place | None) -> Iterable[Place]:
    """The places that a sentence names; none of a dateline."""
    mentions = _places_in(passage)
    if not mentions or _is_dateline(passage):
        return ()
    places = (settled(mention, within) for mention in narrowed(mentions, within))
    return [place for place in places if place is not None]


def _scenes(passage: Passage, within: Place | None) -> list[Place]:
    """The places of which a sentence tells: without those whose heads are told to do something."""
    found = [
        settled(mention, within)
        for mention in narrowed(_places_in(passage), within)
        if not _is_told(passage, mention)
    ]
    return [place for place in found if place is not None]


def _is_told(passage: Passage, mention: Mention) -> bool:
    """«Акиму п. Актас», «Шу ауданының әкіміне»."""
    if passage.sentence.language == "kk":
        around = passage.folded[mention.end : mention.end + _NEAR_TOLD]
    else:
        around = passage.folded[max(0, mention.start - _NEAR_TOLD) : mention.start]
    return _pattern(passage.sentence.language, "told").search(around) is not None


def _has(passage: Passage, name: str) -> bool:
    return _pattern(passage.sentence.language, name).search(passage.folded) is not None


def _told_regions(text: str, passages: Sequence[Passage], region: Place | None) -> dict[int, Place]:
    """The region that was named last before each sentence in its paragraph, or in the heading of its list."""
    found: dict[int, Place] = {}
    now: Place | None = None
    for passage in passages:
        if begins_paragraph(text, passage):
            lead = passage.lead
            now = None if lead is None else _last_region(lead, region) or found.get(lead.index)
        if now is not None:
            found[passage.index] = now
        now = _last_region(passage, region) or now
    return found


def _last_region(passage: Passage, within: Place | None) -> Place | None:
    if not _places_in(passage) or _is_dateline(passage):
        return None
    return next((one for one in reversed(_scenes(passage, within)) if one.level == "region"), None)


def find_places(text: str, drafts: Sequence[Draft], passages: Sequence[Passage]) -> list[str | None]:
    """The code of each figure's place: named before it in its sentence or after it, else known from outside.

    That is the region named last in its paragraph or in the heading of its list, else the document's place. A
    total takes no place from the items of the list that it opens, nor from a district that is named behind it
    alone; what is told of the whole country has none.
    """
    if not drafts:
        return []
    whole = document_place(passages)
    told_regions = _told_regions(text, passages, whole.region if whole is not None else None)
    codes: list[str | None] = []
    last: Draft | None = None
    for draft in drafts:
        outside = told_regions.get(draft.passage.index, whole)
        place = _place_of(draft, last, outside)
        codes.append(place.code if place is not None else None)
        last = draft
    return codes


def _place_of(draft: Draft, last: Draft | None, outside: Place | None) -> Place | None:
    """The place of a figure; ``last``: the figure before it.

    ``outside`` is the place of which its paragraph, its list or the document tells.
    """
    passage, offset = draft.passage, draft.start - draft.passage.sentence.start
    within = outside.region if outside is not None else None
    found = _narrowed_in(passage, within)
    known = _known(draft, outside)
    if not found:
        return known
    before = [mention for mention in found if mention.start < offset]
    if not before:
        place = _own(draft, found[0], within)
        opens_list = ":" in passage.sentence.text[offset : found[0].start]
        return place if not opens_list else known if known is not place else None
    if last is not None and last.passage is passage:
        item = _place_of_item(draft, last, before[-1], within)
        if item is not None or _is_elsewhere(draft, last, before[-1]):
            return item
    return _own(draft, before[-1], within)


def _own(draft: Draft, mention: Mention, within: Place | None) -> Place | None:
    """The place that is named for a figure; its rule says so where the name leaves it open."""
    place = settled(mention, within)
    if place is None and within is None:
        place = _among_neighbours(draft.passage, mention)
    if place is None:
        draft.rules.append(PLACE_LEFT_OPEN)
    return place


def _among_neighbours(passage: Passage, mention: Mention) -> Place | None:
    """«Меркі ауданында 36, Жамбыл ауданында 25»: the one in the only region of the places beside it."""
    others = (one for one in _places_in(passage) if one.start != mention.start)
    regions = {frozenset(place.region for place in one.candidates) for one in others}
    sure = {region for several in regions if len(several) == 1 for region in several}
    if len(sure) != 1:
        return None
    region = sure.pop()
    inside = [place for place in mention.candidates if region.contains(place)]
    return inside[0] if inside else None


@lru_cache(maxsize=8)
def _narrowed_in(passage: Passage, within: Place | None) -> Sequence[Mention]:
    return narrowed(_places_in(passage), within)


def _known(draft: Draft, outside: Place | None) -> Place | None:
    """The place of a figure without a name in its sentence: «по области» is all of it, «по стране» none."""
    passage = draft.passage
    if outside is None:
        return None
    country = _pattern(passage.sentence.language, "country").search(passage.folded)
    if country is not None and country.start() - _NEAR_COUNTRY <= draft.end - passage.sentence.start:
        return None
    is_part = outside.level != "region"
    return outside.region if is_part and _has(passage, "whole_region") else outside


def _is_elsewhere(draft: Draft, last: Draft, named: Mention) -> bool:
    """«в Байзакском районе – 5, в Кордае – 7»: another name stands between, with its preposition."""
    passage = draft.passage
    if passage.sentence.language != "ru" or named.end > last.end - passage.sentence.start:
        return False
    between = passage.tokens[last.last : draft.first]
    return any(
        one.key in _IN and name.kind == "word" and name.text[0].isupper() for one, name in pairwise(between)
    )


_IN = frozenset(["в", "во"])


def _place_of_item(draft: Draft, last: Draft, named: Mention, within: Place | None) -> Place | None:
    """«Шуский район – 45, Кордайский – 38»: a district named without its kind, after one with it."""
    tokens = draft.passage.tokens
    if not named.has_kind or named.candidates[0].level != "district" or draft.first < 2:
        return None
    between = tokens[last.last : draft.first - 1]
    if tokens[draft.first - 1].text not in "–—-" or named.end > last.end - draft.passage.sentence.start:
        return None
    words = [token.text for token in between if token.kind == "word" and len(token.text) > 1]
    if not 0 < len(words) <= _LONGEST_DISTRICT or not words[0][0].isupper():
        return None
    kind = "район" if draft.passage.sentence.language == "ru" else "ауданы"
    found = narrowed(find_wide(f"{' '.join(words)} {kind}", draft.passage.sentence.language), within)
    return found[0].candidates[0] if len(found) == 1 else None

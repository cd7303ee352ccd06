"""The places that a sentence names, and those of which it tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial
from typing import NamedTuple

from esep.periods import find_periods
from esep.places import Mention, Place, find_wide, narrowed
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.grammar.word_patterns import pattern_of
from esep.reading.sentences.passage import Passage
from esep.yaml_texts import packaged_yaml

_SENTENCES = 512
"""Sentences whose places are kept."""
_LONGEST_DATELINE = 16
"""Words and signs of a dateline, or of an address."""
_LONGEST_DAY = 5
"""Words of the day, or of the two days, of a dateline."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_ADDRESS = re.compile(
    r"\b(?:ул|пр|пр-т|проспект|улица|көш|көшесі|даңғылы|офис|кеңсе|каб|үй|дом|д)\b[^а-яәғқңөұүһі]*\d"
)
"""«г. Костанай, пр. Абая, 28, офис 12»: where somebody sits."""
_NEAR_TOLD = 24
"""Characters beside a place among which the one who is told stands."""
_LONGEST_JOINT = 2
"""Characters between the name of a place and that of the region in which it lies: «, », « (»."""
_JOINED = re.compile(r"\s*(?:[,–—-]|(?:,\s*)?\b(?:и|а также|және|мен|пен|бен)\b)\s*")
"""What stands between two places of a list, or between the ends of a road."""
_IN_BRACKETS = re.compile(r"\([А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+(?:(?:,| и| және| мен| пен)\s+[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+)+\)")
"""«Бес ауданда (Абай, Аягөз, Жарма)»."""
_NAME_BEFORE = re.compile(r"\b([А-ЯЁӘҒҚҢӨҰҮҺІ]\w+)(?:,| және| мен| пен| бен) $")
BELOW_DISTRICT = ("subdistrict", "settlement")
TOWNS = ("city", "city_administration")


_FILE = "named_places.yaml"
_words = partial(packaged_yaml, __package__, _FILE)
pattern = partial(pattern_of, __package__, _FILE)
"""The expressions of one list of ``named_places.yaml``, as one: ``pattern("ru", "told")``."""


@lru_cache(maxsize=_SENTENCES)
def places_in(passage: Passage) -> tuple[Mention, ...]:
    """The places that a sentence names; offsets are in the sentence."""
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
    is_known = place.level == "region" or place.kind in TOWNS
    if is_known or (within is not None and within.contains(place)):
        return place
    if within is not None and place.level in BELOW_DISTRICT:
        return None
    return place if len({one.region for one in mention.candidates}) == 1 else None


def is_dateline(passage: Passage) -> bool:
    """«Астана, 20 ноября 2024 года», «г. Уральск», an address: where a document was written, not what of."""
    mentions = places_in(passage)
    if not mentions or len(passage.tokens) > _LONGEST_DATELINE:
        return False
    if mentions[0].candidates[0].kind not in TOWNS:
        return False
    if _ADDRESS.search(passage.folded, mentions[0].end):
        return True
    said = passage.sentence.text
    spans = [(one.start, one.end) for one in mentions]
    if len(_WORD.findall(_without(said, spans))) > _LONGEST_DAY:
        return False
    days = find_periods(said, passage.sentence.language)
    return _WORD.search(_without(said, spans + [(one.start, one.end) for one in days])) is None


def _without(said: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        said = said[:start] + said[end:]
    return said


def named_in(passage: Passage, within: Place | None) -> Iterable[Place]:
    """The places that a sentence names; none of a dateline."""
    mentions = places_in(passage)
    if not mentions or is_dateline(passage):
        return ()
    places = (settled(mention, within) for mention in narrowed(mentions, within))
    return [place for place in places if place is not None]


def scenes_of(passage: Passage, within: Place | None) -> list[Place]:
    """The places of which a sentence tells: without those whose heads are told to do something.

    Nor is a region that says where the place beside it lies: «Каратальского района области Жетісу».
    """
    mentions = [one for one in narrowed(places_in(passage), within) if not _is_told(passage, one)]
    found = [(one, place) for one in mentions if (place := settled(one, within)) is not None]
    return [place for mention, place in found if not any(_is_around(mention, place, *each) for each in found)]


def _is_around(mention: Mention, place: Place, other: Mention, inner: Place) -> bool:
    """Whether a mention says where the place beside it lies."""
    gap = max(mention.start, other.start) - min(mention.end, other.end)
    return gap <= _LONGEST_JOINT and place != inner and place.contains(inner)


def innermost(mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """The narrowest place of the chain that ``mention`` ends: X of «в селе X района Y области Z»."""
    for other in mentions:
        if other is not mention and _is_around(mention, mention.candidates[0], other, other.candidates[0]):
            return innermost(other, mentions)
    return mention


def _is_told(passage: Passage, mention: Mention) -> bool:
    """«Акиму п. Актас», «Шу ауданының әкіміне»."""
    if passage.sentence.language == "kk":
        around = passage.folded[mention.end : mention.end + _NEAR_TOLD]
    else:
        around = passage.folded[max(0, mention.start - _NEAR_TOLD) : mention.start]
    return pattern(passage.sentence.language, "told").search(around) is not None


def says(passage: Passage, name: str) -> bool:
    """Whether a sentence has an expression of the list ``name``."""
    return pattern(passage.sentence.language, name).search(passage.folded) is not None


class Inside(NamedTuple):
    """«в районе», «ауданда» (``level`` "district"), «в городе», «қалада» ("town"), said without a name.

    ``start`` is its offset in the sentence.
    """

    level: str
    start: int


def said_inside(passage: Passage) -> Inside | None:
    """The first «в районе» or «в городе» of a sentence that means a certain one, not «в каждом районе»."""
    language = passage.sentence.language
    words = _inside_words(language)
    if passage.keys.isdisjoint(words):
        return None
    tokens = passage.tokens
    at = next(place for place, token in enumerate(tokens) if token.key in words)
    if at and tokens[at - 1].key in _not_one(language):
        return None
    return Inside(words[tokens[at].key], tokens[at].start - passage.sentence.start)


def level_said(passage: Passage, start: int, end: int) -> str | None:
    """Whether a part of the sentence that opens between two offsets tells of the "country" or the "region".

    «…, облыс бойынша 45», «в районе – 5, в области – 40»: the last of them; None where there is none.
    """
    found = list(_levels(passage.sentence.language).finditer(passage.folded, start, end))
    return found[-1].lastgroup if found else None


@cache
def _levels(language: TextLanguage) -> re.Pattern[str]:
    said = "|".join(f"(?P<{name}>{written})" for name, written in _words()[language]["level"].items())
    return re.compile(
        rf"(?:^|[,;:(–—]\s|\b(?:а|и|но|ал|жалпы|всего|барлығы)\s)\s*(?:{said})\b(?! [а-яё]+(?:ния|ции|тва)\b)"
    )


@cache
def _inside_words(language: TextLanguage) -> dict[str, str]:
    said = _words()[language]["inside"]
    return {word: level for level, words in said.items() for word in words}


@cache
def _not_one(language: TextLanguage) -> frozenset[str]:
    return frozenset(_words()[language]["not_one"])


def is_listed(passage: Passage, mention: Mention) -> bool:
    """Whether a place is one of several that are named together: «в Меркенском и Шуском районах»."""
    text = passage.sentence.text
    if any(one.start() < mention.start and mention.end < one.end() for one in _IN_BRACKETS.finditer(text)):
        return True
    if _goes_before(text[: mention.start], mention.candidates[0]):
        return True
    return any(
        other is not mention
        and _JOINED.fullmatch(text[min(mention.end, other.end) : max(mention.start, other.start)])
        and not _is_around(mention, mention.candidates[0], other, other.candidates[0])
        and not _is_around(other, other.candidates[0], mention, mention.candidates[0])
        for other in places_in(passage)
    )


def _goes_before(before: str, place: Place) -> bool:
    """«Мақтаарал, Жетісай ауданында»: another district is named before it without its kind."""
    name = _NAME_BEFORE.search(before) if place.level == "district" else None
    return name is not None and bool(find_wide(f"{name.group(1)} ауданы", "kk"))

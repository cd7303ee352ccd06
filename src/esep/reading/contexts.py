"""The period, the programme and the place of each figure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from esep.periods import PeriodMention, find_periods
from esep.places import Mention, Place, find_in_text
from esep.reading.exclusions import quoted_names
from esep.reading.passage import Draft, Passage
from esep.reading.sentence_language import TextLanguage
from esep.reading.sentences import Sentence
from esep.reading.statement import StatedPeriod
from esep.yaml_texts import read_yaml

_NEAR_PROGRAMME = 35
"""Characters between a quoted name and the word that makes it a programme."""
_NEAR_BASELINE = 14
_LONGEST_ITEM = 8
"""Words in a list item that can be a programme."""


@cache
def _words() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(files(__package__).joinpath("contexts.yaml").read_text("utf-8"))
    return content


@cache
def _pattern(language: TextLanguage, name: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(_words()[language][name]) + ")")


def find_periods_of(
    drafts: Sequence[Draft], reference: datetime.date | None = None
) -> list[StatedPeriod | None]:
    """The period of each figure: named in its sentence, else carried over from a fact one sentence before."""
    mentions: dict[int, list[PeriodMention]] = {}
    chosen: list[StatedPeriod | None] = []
    own: list[bool] = []
    for place, draft in enumerate(drafts):
        passage = draft.passage
        if passage.index not in mentions:
            mentions[passage.index] = _mentions(passage, reference)
        period = _nearest_period(draft, mentions[passage.index])
        own.append(period is not None)
        chosen.append(period if period is not None else _carried(place, drafts, chosen, own))
    return chosen


def _mentions(passage: Passage, reference: datetime.date | None) -> list[PeriodMention]:
    language = passage.sentence.language
    found = find_periods(passage.sentence.text, language, reference)
    return [m for m in found if m.role != "clock" and not _is_baseline(passage, m)]


def _is_baseline(passage: Passage, mention: PeriodMention) -> bool:
    """«на 46 процентов больше 2019 года»: the year compared with is not the figure's own."""
    pattern = _pattern(passage.sentence.language, "baseline")
    if passage.sentence.language == "kk":
        return pattern.search(passage.folded[mention.end : mention.end + _NEAR_BASELINE + 6]) is not None
    return pattern.search(passage.folded[max(0, mention.start - _NEAR_BASELINE) : mention.start]) is not None


def _nearest_period(draft: Draft, mentions: Sequence[PeriodMention]) -> StatedPeriod | None:
    """The last period before the figure, else the first after it."""
    offset = draft.start - draft.passage.sentence.start
    fitting = [m for m in mentions if draft.kind in ("plan", "target") or m.role != "deadline"] or list(
        mentions
    )
    before = [m for m in fitting if m.start < offset]
    if not fitting:
        return None
    mention = before[-1] if before else fitting[0]
    text = draft.passage.sentence.text[mention.start : mention.end]
    return StatedPeriod(text, str(mention.period) if mention.period is not None else None)


def _carried(
    place: int, drafts: Sequence[Draft], chosen: Sequence[StatedPeriod | None], own: Sequence[bool]
) -> StatedPeriod | None:
    draft = drafts[place]
    for earlier in range(place - 1, -1, -1):
        other = drafts[earlier]
        distance = draft.passage.index - other.passage.index
        if distance > 1:
            return None
        if distance == 1 and own[earlier]:
            return chosen[earlier] if other.kind == draft.kind == "fact" else None
    return None


def find_programmes(drafts: Sequence[Draft]) -> None:
    """Name each figure's programme: its list item, the last one named before it, or one pointed back to."""
    named: dict[int, str] = {}
    for draft in drafts:
        passage = draft.passage
        mentions = _programmes(passage)
        offset = draft.start - passage.sentence.start
        item = _list_item(draft)
        before = [name for start, name in mentions if start < offset]
        if item is not None:
            draft.programme = item
        elif before:
            draft.programme = before[-1]
        elif _points_back(passage):
            draft.programme = named.get(passage.index - 1) or named.get(passage.index)
        if draft.programme is not None and item is None:
            named[passage.index] = draft.programme


def _points_back(passage: Passage) -> bool:
    return _pattern(passage.sentence.language, "points_back").match(passage.folded) is not None


@lru_cache(maxsize=8)
def _programmes(passage: Passage) -> list[tuple[int, str]]:
    """Programmes named in a sentence: where each begins, and its name as written."""
    language, text, folded = passage.sentence.language, passage.sentence.text, passage.folded
    words = _pattern(language, "programme_words")
    found: list[tuple[int, str]] = []
    for start, end in quoted_names(text):
        before, after = folded[max(0, start - _NEAR_PROGRAMME) : start], folded[end : end + _NEAR_PROGRAMME]
        around = after if language == "kk" else before
        if words.search(around) or words.search(folded[start:end]):
            found.append((start, text[start:end]))
    quoted = [(start, start + len(name)) for start, name in found]
    for match in _unquoted(language).finditer(text):
        if not any(a < match.end() and match.start() - _NEAR_PROGRAMME < b for a, b in quoted):
            name = match.group().strip()
            if not _is_no_programme(name, language):
                found.append((match.start(), name))
    return sorted(found)


@cache
def _unquoted(language: TextLanguage) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(_words()[language]["unquoted"]) + ")")


def _is_no_programme(name: str, language: TextLanguage) -> bool:
    return any(re.search(pattern, name.lower()) for pattern in _words()[language]["not_programmes"])


def _list_item(draft: Draft) -> str | None:
    """The item of a list of programmes: «X» – 3 540, өңірлерді дамыту – 824."""
    passage = draft.passage
    text = passage.sentence.text[: draft.start - passage.sentence.start]
    if not re.search(r"\s[–—-]\s*$", text):
        return None
    names = quoted_names(passage.sentence.text)
    if len(names) < 2 or len(re.findall(r"\s[–—-]\s*\d", passage.sentence.text)) < 2:
        return None
    text = re.sub(r"\s[–—-]\s*$", "", text)
    begins = re.search(r"(?:^|[,;:])\s*((?:[^,;:«]|«[^»]*»)*)$", text)
    if begins is None:
        return None
    item = begins.group(1).strip()
    inside = [passage.sentence.text[a:b] for a, b in names if begins.start(1) <= a < len(text)]
    if inside:
        return inside[-1]
    return item if item and len(item.split()) <= _LONGEST_ITEM and not re.search(r"\d", item) else None


def document_place(sentences: Sequence[Sentence]) -> Place | None:
    """The region, or city of republican significance, that the text names first; else its first place."""
    first: Place | None = None
    for sentence in sentences:
        for mention in find_in_text(sentence.text, sentence.language):
            place = mention.candidates[0]
            if place.level == "region":
                return place
            first = first or place
    return first


def find_places(drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> list[str | None]:
    """The code of each figure's place: named before it in its sentence, after it, or the document's."""
    default = document_place(sentences)
    mentions: dict[int, list[Mention]] = {}
    codes: list[str | None] = []
    for draft in drafts:
        sentence = draft.passage.sentence
        if draft.passage.index not in mentions:
            mentions[draft.passage.index] = find_in_text(sentence.text, sentence.language, default)
        found = mentions[draft.passage.index]
        offset = draft.start - sentence.start
        before = [mention for mention in found if mention.start < offset]
        mention = before[-1] if before else (found[0] if found else None)
        place = mention.candidates[0] if mention is not None else default
        codes.append(place.code if place is not None else None)
    return codes

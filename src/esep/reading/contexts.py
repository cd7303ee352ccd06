"""The period and the programme of each figure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from esep.periods import HalfYear, PeriodMention, Quarter, Year, find_periods, may_name_period
from esep.reading.document_head import HEAD_LINES
from esep.reading.passage import Draft, Passage, begins_paragraph
from esep.reading.sentence_language import TextLanguage
from esep.reading.statement import StatedPeriod
from esep.reading.word_patterns import at_word
from esep.yaml_texts import packaged_yaml

_NEAR_PROGRAMME = 35
"""Characters between a quoted name and the word that makes it a programme."""
_NEAR_BASELINE = 14
_NEAR_LIKE = 48
"""Characters before a period in which it is told that it is the like one of another year."""
_MOST_BETWEEN = 2
_LONGEST_HEADING = 100
_LONGEST_ITEM = 8
"""Words in a list item that can be a programme."""


@cache
def _words() -> dict[str, Any]:
    content: dict[str, Any] = packaged_yaml(__package__, "contexts.yaml")
    return content


@cache
def _pattern(language: TextLanguage, name: str) -> re.Pattern[str]:
    return at_word(_words()[language][name])


@dataclass(frozen=True)
class FigurePeriods:
    """The period of a figure, and the one that its change is measured from."""

    period: StatedPeriod | None
    base: StatedPeriod | None


def find_periods_of(
    text: str, drafts: Sequence[Draft], passages: Sequence[Passage], reference: datetime.date | None = None
) -> list[FigurePeriods]:
    """The periods of each figure: named in its sentence, else carried over from a fact one sentence before.

    Into another paragraph or list item a period is carried by the colon that opens a list, and from a total
    to its parts. A fact without either is of the day that the document states («1 желтоқсандағы жағдай
    бойынша») before it, or of the period that a heading names since; none where its sentence says «ранее».
    """
    mentions: dict[int, _Mentions] = {}
    beside = _by_sentence(drafts)
    of_figures: dict[int, StatedPeriod | None] = {}
    chosen: list[StatedPeriod | None] = []
    told: dict[int, tuple[Draft, StatedPeriod | None]] = {}
    bases: list[StatedPeriod | None] = []
    stated = _stated_for_facts(text, passages, reference)
    for draft in drafts:
        passage = draft.passage
        for one in (passage, passage.lead):
            if one is not None and one.index not in mentions:
                mentions[one.index] = _mentions(one, reference)
        period = _nearest_period(draft, mentions[passage.index].own, beside[passage.index])
        is_own = period is not None and draft.bracket is None
        if period is None:
            period = _of_total(draft, of_figures) or _carried(text, draft, told) or _of_lead(draft, mentions)
        if period is None and draft.kind in _REALISED and not _is_of_earlier(passage):
            period = next((told for at, told in reversed(stated) if at < passage.index), None)
        if is_own:
            told[passage.index] = draft, period
        of_figures[id(draft)] = period
        chosen.append(period)
        bases.append(_base(draft, mentions[passage.index]))
    return [FigurePeriods(period, base) for period, base in zip(chosen, bases, strict=True)]


def _by_sentence(drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    """The figures of each sentence, in order."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.passage.index, []).append(draft)
    return found


_REALISED = ("fact", "change")
_COMPARED = ("percent", "times", "percentage_point")


@dataclass(frozen=True)
class _Mentions:
    """The periods that a sentence names: of its own figures, and those that changes are measured from."""

    own: tuple[PeriodMention, ...]
    bases: tuple[PeriodMention, ...]


def _mentions(passage: Passage, reference: datetime.date | None) -> _Mentions:
    language = passage.sentence.language
    if not may_name_period(passage.keys, passage.sentence.text, language):
        return _Mentions((), ())
    found = find_periods(passage.sentence.text, language, reference)
    dated = _with_years_alone(passage, found) if found else found
    told = [m for m in dated if m.role != "clock" and not (m.role == "duration" and _is_age(passage, m))]
    bases = tuple(m for m in told if _is_baseline(passage, m))
    return _Mentions(tuple(m for m in told if m not in bases), bases)


_YEARS_ALONE: Mapping[TextLanguage, re.Pattern[str]] = {
    "ru": re.compile(
        r"(?<!\w)(?:в|за|к|до)\s+((?:19|20)\d\d)(?:-?(?:м|ом|й|го|му)\b|(?=\s*[,.;)]|\s*[–—-]\s|\s+\w+[еая]н[оаы]\b|\s*\Z))"
    ),
    "kk": re.compile(r"(?<![\w.,])((?:19|20)\d\d)-(?:те|та|да|де)\b"),
}
"""A year without its word, in a sentence that has one with it: «в 2022 году – 12, в 2023 – 15», «2023-те»."""


def _with_years_alone(passage: Passage, found: Sequence[PeriodMention]) -> Sequence[PeriodMention]:
    more = [
        PeriodMention(*match.span(1), Year(int(match[1])), "span")
        for match in _YEARS_ALONE[passage.sentence.language].finditer(passage.folded)
        if not any(m.start < match.end(1) and match.start(1) < m.end for m in found)
    ]
    named = [m for m in found if isinstance(m.period, Quarter | HalfYear)]
    if named and passage.sentence.language == "ru":
        more += _parts_alone(passage, named[0])
    return sorted([*found, *more], key=lambda mention: mention.start) if more else found


_PART_ALONE = re.compile(
    r"(?<!\w)во\s+(ii|2-м|втором)(?=\s*[–—,;.)]|\s+\w+[еая]н[оаы]\b)"
    r"|(?<!\w)в\s+(iii|iv|3-м|4-м|третьем|четв[её]ртом)(?=\s*[–—,;.)]|\s+\w+[еая]н[оаы]\b)"
)
_NUMBERS = {"ii": 2, "2-м": 2, "втором": 2, "iii": 3, "3-м": 3, "третьем": 3}
"""Of parts of a year; any other word of the expression is the fourth."""


def _parts_alone(passage: Passage, named: PeriodMention) -> list[PeriodMention]:
    """«В I квартале 2023 года создано 500 мест, во II – 700»: a part of the same year without its word."""
    part = named.period
    assert isinstance(part, Quarter | HalfYear)
    found: list[PeriodMention] = []
    for match in _PART_ALONE.finditer(passage.folded, named.end):
        number = _NUMBERS.get(match[1] or match[2], 4)
        if isinstance(part, Quarter) or number == _SECOND:
            start, end = match.span(1 if match[1] else 2)
            found.append(PeriodMention(start, end, type(part)(part.year, number), "span"))
    return found


_SECOND = 2
_OF_AGE = re.compile(r"(?:до|от|с|младше|старше|моложе|свыше|после|возраст\w*|достигши\w*)\s+\Z")


def _is_age(passage: Passage, mention: PeriodMention) -> bool:
    """«молодёжь до 35 лет», «младше 18 лет»: years of life, not of the figure."""
    said = passage.folded[mention.start : mention.end]
    return said.endswith(" лет") and _OF_AGE.search(passage.folded[: mention.start]) is not None


def _as_of_day(
    passages: Sequence[Passage], reference: datetime.date | None
) -> tuple[int, StatedPeriod] | None:
    """The first sentence that states the day of which the document tells, and that day."""
    for passage in passages[:HEAD_LINES]:
        if not any(mark in passage.folded for mark in _words()["as_of_marks"]):
            continue
        for mention in find_periods(passage.sentence.text, passage.sentence.language, reference):
            if mention.role == "as_of":
                return passage.index, _stated(passage, mention)
    return None


def _stated_for_facts(
    text: str, passages: Sequence[Passage], reference: datetime.date | None
) -> list[tuple[int, StatedPeriod]]:
    """The sentence of the day that the document states, and of the headings after it that name a period."""
    day = _as_of_day(passages, reference)
    if day is None:
        return []
    later = (passage for passage in passages if passage.index > day[0] and _is_heading(text, passage))
    named = (
        (one, [m for m in _mentions(one, reference).own if m.role in ("span", "as_of")]) for one in later
    )
    return [day, *((one.index, _stated(one, mentions[-1])) for one, mentions in named if mentions)]


def _is_heading(text: str, passage: Passage) -> bool:
    """«Итоги 2023 года»: a short line of its own without a mark at its end and without figures."""
    said = passage.sentence.text.rstrip()
    is_line = (
        begins_paragraph(text, passage) and text[passage.sentence.start + len(said) :].lstrip(" ")[:1] == "\n"
    )
    return (
        is_line and len(said) <= _LONGEST_HEADING and said[-1:] not in tuple(".!?;:,") and not passage.placed
    )


def _is_of_earlier(passage: Passage) -> bool:
    """«Ранее здесь было 40 школ»: of no time that the document states."""
    return not passage.keys.isdisjoint(_words()["earlier"])


def _stated(passage: Passage, mention: PeriodMention) -> StatedPeriod:
    text = passage.sentence.text[mention.start : mention.end]
    return StatedPeriod(text, str(mention.period) if mention.period is not None else None)


def _is_baseline(passage: Passage, mention: PeriodMention) -> bool:
    """«на 46 процентов больше 2019 года»: the year compared with is not the figure's own."""
    pattern = _pattern(passage.sentence.language, "baseline")
    end = mention.end
    while end < len(passage.folded) and passage.folded[end].isalpha():
        end += 1
    said = passage.folded[mention.start : end]
    if _pattern(passage.sentence.language, "base_forms").search(said) is not None:
        return True
    if passage.sentence.language == "kk":
        return pattern.search(passage.folded[mention.end : mention.end + _NEAR_BASELINE + 16]) is not None
    if pattern.search(passage.folded[max(0, mention.start - _NEAR_BASELINE) : mention.start]) is not None:
        return True
    before = passage.folded[max(0, mention.start - _NEAR_LIKE) : mention.start]
    return _pattern("ru", "like_period").search(before) is not None


def _base(draft: Draft, told: _Mentions) -> StatedPeriod | None:
    """The period that a change, or a percentage of an earlier level, is measured from."""
    if not (draft.is_change or draft.unit in _COMPARED) or _is_from_plan(draft):
        return None
    bases = told.bases or [m for m in told.own if _is_measured_to(draft, m)]
    if not bases:
        return None
    offset = draft.start - draft.passage.sentence.start
    behind = [mention for mention in bases if mention.start >= offset]
    return _stated(draft.passage, behind[0] if behind else bases[-1])


def _is_measured_to(draft: Draft, mention: PeriodMention) -> bool:
    """«вырос на 8,2% к 2022 году»: what stands so behind a realised change is no term."""
    if mention.role != "deadline" or draft.kind not in _REALISED or not _is_right_behind(draft, mention):
        return False
    return _pattern("ru", "measured_to").match(draft.passage.folded, mention.start) is not None


def _is_from_plan(draft: Draft) -> bool:
    """«на 5 млрд больше плана», «жоспардан 5 млрд артық»: measured from a plan, not from a time."""
    tokens = draft.passage.tokens
    near = tokens[draft.last : draft.last + 2] if draft.passage.sentence.language == "ru" else tokens[:0]
    near = near or tokens[max(0, draft.first - 1) : draft.first]
    return any(token.key.startswith(("план", "жоспардан", "жоспарланғаннан")) for token in near)


def _nearest_period(
    draft: Draft, mentions: Sequence[PeriodMention], others: Sequence[Draft]
) -> StatedPeriod | None:
    """The last period before the figure, else the first after it; ``others``: all figures of its sentence.

    A term («до 1 мая») is none of what has happened or is, but for «к 1 мая собрано». One right behind it is
    its own when the period before stands right behind another figure («14 млрд теңгесін 2015 жылы, 23 млрд
    теңгесін 2016 жылы»).
    """
    shift = draft.passage.sentence.start
    offset = draft.start - shift
    is_to_come = draft.kind in ("plan", "target")
    timely = [m for m in mentions if is_to_come or m.role != "deadline" or _is_reached(draft, m)]
    fitting = [m for m in timely if not _is_of_another(draft, m, others)]
    if not fitting:
        return None
    before = [m for m in fitting if m.start < offset]
    after = [m for m in fitting if m.start >= draft.end - shift]
    mention = before[-1] if before else fitting[0]
    if before and after:
        earlier = [other for other in others if other.start < draft.start]
        taken = bool(earlier) and _is_right_behind(earlier[-1], mention)
        if taken and _is_right_behind(draft, after[0]):
            mention = after[0]
    return _stated(draft.passage, mention)


def _is_reached(draft: Draft, mention: PeriodMention) -> bool:
    """«К 1 мая собрано 40 тонн»: the day by which it has happened."""
    if draft.kind not in _REALISED or isinstance(mention.period, Year):
        return False
    is_before = mention.end <= draft.start - draft.passage.sentence.start
    return is_before and draft.passage.folded.startswith(("к ", "ко "), mention.start)


def _is_of_another(draft: Draft, mention: PeriodMention, others: Sequence[Draft]) -> bool:
    """Whether a bracket holds the period with a figure of its own: «450 тонн (в 2022 году – 420 тонн)»."""
    passage = draft.passage
    bracket = passage.bracket_of(passage.token_at(mention.start + passage.sentence.start))
    return bracket not in (None, draft.bracket) and any(other.bracket == bracket for other in others)


def _is_right_behind(draft: Draft, mention: PeriodMention) -> bool:
    shift = draft.passage.sentence.start
    gap = draft.passage.sentence.text[draft.end - shift : mention.start]
    return draft.end - shift <= mention.start and "," not in gap and len(gap.split()) <= _MOST_BETWEEN


def _carried(
    text: str, draft: Draft, told: Mapping[int, tuple[Draft, StatedPeriod | None]]
) -> StatedPeriod | None:
    """The period of the sentence before it in its paragraph.

    ``told``: the last figure of each sentence, outside brackets, that has a period of its own.
    """
    other, period = told.get(draft.passage.index - 1, (draft, None))
    if other.kind != draft.kind or draft.kind != "fact" or begins_paragraph(text, draft.passage):
        return None
    return period


def _of_total(draft: Draft, of_figures: Mapping[int, StatedPeriod | None]) -> StatedPeriod | None:
    """The period of the total that the figure is a part of."""
    total = draft.part_of
    return of_figures.get(id(total)) if total is not None and total.kind == draft.kind else None


def _of_lead(draft: Draft, mentions: Mapping[int, _Mentions]) -> StatedPeriod | None:
    """The period that the sentence names which opens the list of the figure: «За 2024 год:»."""
    lead = draft.passage.lead
    if lead is None or lead.index not in mentions or draft.bracket is not None:
        return None
    named = [m for m in mentions[lead.index].own if m.role in ("span", "as_of", "start")]
    return _stated(lead, named[-1]) if named else None


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
    for start, end in passage.names:
        before, after = folded[max(0, start - _NEAR_PROGRAMME) : start], folded[end : end + _NEAR_PROGRAMME]
        around = after if language == "kk" else before
        if words.search(around) or words.search(folded[start:end]):
            found.append((start, text[start:end]))
    quoted = [(start, start + len(name)) for start, name in found]
    if not any(word in text for word in _words()[language]["unquoted_words"]):
        return sorted(found)
    for match in _pattern(language, "unquoted").finditer(text):
        if not any(a < match.end() and match.start() - _NEAR_PROGRAMME < b for a, b in quoted):
            name = match.group().strip()
            if not _is_no_programme(name, language):
                found.append((match.start(), name))
    return sorted(found)


def _is_no_programme(name: str, language: TextLanguage) -> bool:
    return any(re.search(pattern, name.lower()) for pattern in _words()[language]["not_programmes"])


def _list_item(draft: Draft) -> str | None:
    """The item of a list of programmes: «X» – 3 540, өңірлерді дамыту – 824."""
    passage = draft.passage
    text = passage.sentence.text[: draft.start - passage.sentence.start]
    if text.rstrip()[-1:] not in ("–", "—", "-") or not re.search(r"\s[–—-]\s*$", text):
        return None
    names = passage.names
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

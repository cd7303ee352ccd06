"""The dates and periods that a sentence names: of its figures, of programmes, of what changes start from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from esep.periods import HalfYear, Period, PeriodMention, Quarter, Span, Year, find_periods, may_name_period
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.grammar.word_patterns import pattern_of
from esep.reading.sentences.passage import Passage
from esep.reading.statements.period_clauses import is_plan_of_clause, part_at

_NEAR_BASELINE = 14
_NEAR_LIKE = 48
"""Characters before a period in which it is told that it is the like one of another year."""
_NEAR_ACT = 40
"""Characters before the date of an act in which it is named."""
_NEAR_PROGRAMME = 130
"""Characters before the years of a programme in which it is named."""


period_pattern = partial(pattern_of, __package__, "period_mentions.yaml")
"""The expressions of one list of ``period_mentions.yaml``, as one: ``period_pattern("ru", "of_a_term")``."""


@dataclass(frozen=True)
class Mentions:
    """The periods that a sentence names: of its own figures, and those that changes are measured from."""

    own: tuple[PeriodMention, ...]
    bases: tuple[PeriodMention, ...]
    programmes: tuple[PeriodMention, ...] = ()
    """The years of programmes: «бағдарламаның 2017–2021 жылдарға арналған …»."""

    @property
    def names_nothing(self) -> bool:
        """Whether the sentence names no period at all."""
        return not (self.own or self.bases or self.programmes)


def mentions_of(passage: Passage, reference: datetime.date | None) -> Mentions:
    """What ``passage`` names; ``reference`` is the day of the text, by which «биыл» is a year."""
    language = passage.sentence.language
    if not may_name_period(passage.keys, passage.sentence.text, language):
        return Mentions((), ())
    found = find_periods(passage.sentence.text, language, reference)
    dated = _with_years_alone(passage, found) if found else found
    told = [m for m in dated if m.role != "clock" and not _is_no_time(passage, m)]
    bases = tuple(m for m in told if _is_baseline(passage, m, reference))
    programmes = tuple(m for m in told if m not in bases and _is_of_programme(passage, m))
    own = tuple(m for m in told if m not in bases and m not in programmes)
    return Mentions(own, bases, programmes)


def _is_no_time(passage: Passage, mention: PeriodMention) -> bool:
    """The date of an act, and a length of time that tells no time of a figure."""
    folded = passage.folded
    if mention.role == "duration":
        return not _is_in_time(passage, mention)
    behind = _behind(folded, mention.end)
    if period_pattern(passage.sentence.language, "of_an_act").match(folded, behind) is not None:
        return True
    before = folded[max(0, mention.start - _NEAR_ACT) : mention.start]
    return period_pattern(passage.sentence.language, "dated_act").search(before) is not None


def _is_of_programme(passage: Passage, mention: PeriodMention) -> bool:
    language, folded = passage.sentence.language, passage.folded
    if not isinstance(mention.period, Span) or mention.period.first.year == mention.period.last.year:
        return False
    of_a_programme = period_pattern(language, "of_a_programme")
    if language == "kk":
        return of_a_programme.match(folded, _behind(folded, mention.end)) is not None
    return of_a_programme.search(folded[max(0, mention.start - _NEAR_PROGRAMME) : mention.start]) is not None


def _is_in_time(passage: Passage, mention: PeriodMention) -> bool:
    """«за 5 лет», «5 жылда», «9 месяцев – 101%»; not «до 35 лет», «просрочка 3 месяца», «5 жылға»."""
    language, folded = passage.sentence.language, passage.folded
    if period_pattern(language, "in_time").search(folded[mention.start : mention.end]) is not None:
        return True
    before = folded[max(0, mention.start - _NEAR_LIKE) : mention.start]
    opens = before.rstrip()[-1:] in _OPENS
    is_named = opens and _NUMBER_TOLD.match(folded, mention.end) is not None
    return is_named or period_pattern(language, "in_time_before").search(before) is not None


def _behind(text: str, at: int) -> int:
    """The place of the word behind the one that ends at or after ``at``."""
    end = _word_end(text, at)
    return end + (text[end : end + 1] == " ")


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at].isalpha():
        at += 1
    return at


_NUMBER_TOLD = re.compile(r"\s*[–—-]\s+\d")
"""«… – 101%»: a number told of what stands before it."""
_OPENS = ("", ",", ";", ":", "(")
_HALF_ALONE: Mapping[TextLanguage, re.Pattern[str]] = {
    "ru": re.compile(r"(?<!\w)(полугодие|год)(?=\s*[–—-]\s+\d)"),
    "kk": re.compile(r"(?<!\w)(жартыжылдық|жыл)(?=\s*[–—-]\s+\d)"),
}
"""Half of a year, or the year, in a row of its parts: «II квартал – 104%, полугодие – 101%»."""
_OF_QUARTERS = ("квартал", "тоқсан")
_YEARS_BESIDE = re.compile(
    r"(?<!\w)в\s+(следующем|прошлом)(?=\s*[–—,;.)]|\s+(?:планир|намеч|предусм|будет|будут|\w+[еая]н[оаы]\b))"
)
"""«в этом году выделено 100 млн, а в следующем планируется 250»."""
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
    more += _halves_alone(passage, found)
    named = [m for m in found if isinstance(m.period, Quarter | HalfYear)]
    if passage.sentence.language == "ru":
        more += _years_beside(passage, found)
        if named:
            more += _parts_alone(passage, named[0])
    return sorted([*found, *more], key=lambda mention: mention.start) if more else found


def _halves_alone(passage: Passage, found: Sequence[PeriodMention]) -> list[PeriodMention]:
    named = next(
        (m for m in found if passage.folded[m.start : m.end].partition(" ")[2].startswith(_OF_QUARTERS)), None
    )
    if named is None:
        return []
    year = named.period.year if isinstance(named.period, Quarter) else None
    return [
        PeriodMention(*match.span(1), _half_or_year(match[1], year), "span")
        for match in _HALF_ALONE[passage.sentence.language].finditer(passage.folded, named.end)
    ]


def _half_or_year(said: str, year: int | None) -> Period | None:
    if year is None:
        return None
    return Year(year) if said in ("год", "жыл") else HalfYear(year, 1)


def _years_beside(passage: Passage, found: Sequence[PeriodMention]) -> list[PeriodMention]:
    """A year told by the day of the text, without its word."""
    match = _YEARS_BESIDE.search(passage.folded, found[0].end)
    if match is None:
        return []
    this = next((m for m in found if passage.folded[m.start : m.end].startswith(("эт", "текущ"))), None)
    year = this.period.year if this is not None and isinstance(this.period, Year) else None
    period = None if year is None else Year(year + (1 if match[1] == "следующем" else -1))
    return [PeriodMention(*match.span(1), period, "span")]


_PART_ALONE = re.compile(
    r"(?<!\w)(?:во\s+(ii|2-м|втором)|в\s+(iii|iv|3-м|4-м|третьем|четв[её]ртом))"
    r"(?=\s*[–—,;.)]|\s+(?:\w+[еая]н[оаы]\b|ожида|планир|будет|будут))"
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


def _is_baseline(passage: Passage, mention: PeriodMention, reference: datetime.date | None) -> bool:
    """«на 46 процентов больше 2019 года»: the year compared with is not the figure's own."""
    pattern = period_pattern(passage.sentence.language, "baseline")
    said = passage.folded[mention.start : _word_end(passage.folded, mention.end)]
    if period_pattern(passage.sentence.language, "base_forms").search(said) is not None:
        return True
    if passage.sentence.language == "kk":
        return pattern.search(passage.folded[mention.end : mention.end + _NEAR_BASELINE + 16]) is not None
    near = max(0, mention.start - _NEAR_BASELINE)
    word = pattern.search(passage.folded[: mention.start + len("с ")], near)
    if word is not None:
        # «против 3,8% годом ранее» tells when the number was
        return re.search(r"\d", passage.folded[word.end() : mention.start]) is None
    before = passage.folded[max(0, mention.start - _NEAR_LIKE) : mention.start]
    if mention.role == "deadline" and period_pattern("ru", "growth").search(before) is not None:
        return not _is_ahead(passage, mention, reference)
    return period_pattern("ru", "like_period").search(before) is not None


def _is_ahead(passage: Passage, mention: PeriodMention, reference: datetime.date | None) -> bool:
    """«рост к 2030 году»: a year that is to come, or for which something is planned, is a term."""
    if not isinstance(mention.period, Year):
        return True
    if reference is not None:
        return mention.period.year > reference.year
    part = part_at(passage, passage.token_at(mention.start + passage.sentence.start))
    return is_plan_of_clause(passage, part.clause)

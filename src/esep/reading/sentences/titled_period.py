"""The period of which a document tells by its title: «Информация … за 9 месяцев 2025 года»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from esep.periods import Period, PeriodMention, Role, find_periods, period_in_year
from esep.reading.grammar.word_patterns import at_word
from esep.reading.sentences.document_head import lines_of_head
from esep.yaml_texts import packaged_yaml

Language = Literal["kk", "ru"]
_LANGUAGES: tuple[Language, Language] = ("ru", "kk")
_LINES = 6
"""Lines of a title, and of what stands over it."""
_LONGEST = 250
_ENDS = (".", "!", "?", ";", ":")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"№\s*[\w/-]+")


@dataclass(frozen=True)
class TitledPeriod:
    """A period in the words of a title; ``text`` is as written, without the preposition."""

    text: str
    period: Period

    def part(self, said: str, language: Language) -> Period | None:
        """What words without a year mean within it: «во II квартале» under «за 9 месяцев 2025 года»."""
        if _YEAR.search(said) is not None or self.period.first.year != self.period.last.year:
            return None
        found = period_in_year(said, self.period.first.year, language)
        is_within = found is not None and self.period.first <= found.first and found.last <= self.period.last
        return found if is_within else None


def titled_period(text: str) -> TitledPeriod | None:
    """The one period of which the title of a report tells; None where it names none, or several.

    A title with other numbers, «Итоги 2023 года: создано 40 тыс. мест», is a sentence like any other.
    """
    return _only_one(text, "span")


def titled_day(text: str) -> TitledPeriod | None:
    """The one day on which a report tells how things are: «Информация об исполнении бюджета на 1 июля …»."""
    return _only_one(text, "as_of")


def _only_one(text: str, role: Role) -> TitledPeriod | None:
    found: dict[Period, TitledPeriod] = {}
    is_report = False
    lines = list(_title(text))
    if not any(map(_YEAR.search, lines)) or not any(_reports().search(line.lower()) for line in lines):
        return None  # most texts: asked first, for it costs least
    for line in lines:
        mentions = [(language, one) for language in _LANGUAGES for one in find_periods(line, language)]
        if _has_other_numbers(line, [one for _language, one in mentions]):
            break
        is_report = is_report or _reports().search(line.lower()) is not None
        if is_report and _YEAR.search(line) is not None:
            found |= {one.period: one for one in _told_in(line, mentions, role)}
    return next(iter(found.values())) if len(found) == 1 else None


def _title(text: str) -> Iterator[str]:
    """The first lines that are neither sentences nor rows of tables."""
    for _start, line in lines_of_head(text, _LINES):
        line = line.strip()
        if len(line) > _LONGEST or line.endswith(_ENDS) or "|" in line or "\t" in line:
            return
        yield line


def _has_other_numbers(line: str, mentions: Sequence[PeriodMention]) -> bool:
    left = _NUMBER.sub("", line)
    for one in mentions:
        left = left.replace(line[one.start : one.end], "")
    return any(map(str.isdigit, left))


def _told_in(
    line: str, mentions: Sequence[tuple[Language, PeriodMention]], role: Role
) -> Iterator[TitledPeriod]:
    for language, one in mentions:
        period = one.period
        if period is None or one.role != role or (role == "span") == (period.first == period.last):
            continue
        if role == "as_of" or (_is_told(line, one) if language == "ru" else not _is_to_come(line, one)):
            yield TitledPeriod(line[one.start : one.end], period)


def _is_told(line: str, mention: PeriodMention) -> bool:
    return re.search(_content()["told"], line[: mention.start], re.IGNORECASE) is not None


def _is_to_come(line: str, mention: PeriodMention) -> bool:
    return re.match(_content()["to_come"], line[mention.end :], re.IGNORECASE) is not None


@cache
def _reports() -> re.Pattern[str]:
    return at_word(map(re.escape, _content()["reports"]))


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = packaged_yaml(__package__, "titled_period.yaml")
    return content

"""Periods read from text: a whole text that is one period, or every period that a text names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from esep.language.making import made
from esep.messages import LANGUAGES, Language, Message, messages_of
from esep.periods.grammar import Grammar, Pattern, Role, any_common, any_relative, common_patterns, grammar
from esep.periods.period import HalfYear, Month, Period, Quarter, Span, WrongPeriod, Year, last_day

_, _n = messages_of(__package__)


@dataclass(frozen=True)
class PeriodMention:
    """A date or period named in a text, characters ``start`` to ``end``.

    ``period`` is None where the text does not say it alone (no year and no reference day) or says something
    impossible; ``doubt`` then tells why. ``role``: a ``span`` of time, a ``deadline`` (by the period's last
    day), ``as_of`` a day, ``start`` (from then on), a ``duration`` (five years) or a ``clock`` time; the last
    two have no period.
    """

    start: int
    end: int
    period: Period | None
    role: Role
    doubt: Message | None = None


def parse_period(text: str, language: Language | None = None, *, year: int | None = None) -> Period:
    """The period that the whole text says: "2026-Q1", «2020 жылғы 1 желтоқсан», "в I квартале 2021 года".

    ``year`` is the year of a text that names none («1 желтоқсандағы жағдай бойынша»). Raises
    :class:`WrongPeriod` when the text is no period, lacks its year, or names an impossible day.
    """
    stripped = text.strip()
    if re.fullmatch(r"\d{4}", stripped):
        return Year(int(stripped))
    languages = LANGUAGES if language is None else (language,)
    reference = None if year is None else datetime.date(year, 12, 31)
    for one in languages:
        for mention in _mentions(stripped, one, reference, year):
            if mention.role in ("duration", "clock") or not _only_small_words(stripped, mention):
                continue
            if mention.period is not None:
                return mention.period
            raise WrongPeriod(mention.doubt or _no_year(stripped))
    message = _("«{text}» is no period. Write it like 2026-Q1, 2026-03 or 24.11.2025.", text=text)
    raise WrongPeriod(message)


def find_periods(
    text: str, language: Language | None = None, reference: datetime.date | None = None
) -> list[PeriodMention]:
    """Every date, period, duration and clock time that the text names, in order, not overlapping.

    ``reference`` is the day of the text: with it «биыл», "до конца года" and days without a year become
    periods. A day without a year is the last one not after the reference for ``as_of``, the next one for a
    ``deadline``, otherwise one of the reference's year.
    """
    return list(_found(text, language, reference))


def period_in_year(said: str, year: int, language: Language) -> Period | None:
    """What words without a year mean in one: «II квартале», «9 мес.», «қаңтар–тамыз»; None for others."""
    whole = f"{year} жылғы {said}" if language == "kk" else f"{said} {year} года"
    found = _found(whole, language, None)
    return found[0].period if len(found) == 1 and len(whole) - 1 <= found[0].end - found[0].start else None


def may_name_period(keys: Iterable[str], text: str, language: Language) -> bool:
    """Whether ``text`` can name a period at all; ``keys`` are its words and numbers, apart and folded.

    Asked before :func:`find_periods` where the words are known already: most sentences name none.
    """
    return grammar(language).may_hold(keys, text)


@lru_cache(maxsize=256)
def _found(
    text: str, language: Language | None, reference: datetime.date | None
) -> tuple[PeriodMention, ...]:
    """Remembered for a while: a sentence is asked for the periods of its figures, instructions and doubts."""
    languages: Sequence[Language] = ("kk", "ru") if language is None else (language,)
    found = [mention for one in languages for mention in _mentions(text, one, reference, None)]
    return tuple(_longest(found))


def _longest(found: Sequence[PeriodMention]) -> list[PeriodMention]:
    """The longest of mentions that overlap, the earlier of equals; in order."""
    if len(found) < 2:
        return list(found)
    chosen: list[PeriodMention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.period is None, m.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda m: m.start)


def _only_small_words(text: str, mention: PeriodMention) -> bool:
    """Whether nothing but short words (в, за, на) and punctuation stands around the mention."""
    around = text[: mention.start] + " " + text[mention.end :]
    return all(len(word) <= 3 for word in re.findall(r"\w+", around)) and not re.search(r"\d", around)


def _mentions(
    text: str, language: Language, reference: datetime.date | None, year: int | None
) -> list[PeriodMention]:
    """Everything that the rules of one language find, the longest where they overlap."""
    rules = grammar(language)
    found: list[PeriodMention] = []
    starts, kinds = rules.starts(text)
    if not starts:
        return found
    fitting, common, relative = rules.fitting(kinds), any_common(), any_relative(rules)
    for at, is_digit, is_near in starts:
        if is_digit and common.match(text, at) is not None:
            found += _common(text, at, rules)
        if is_near:
            for pattern in fitting:
                match = pattern.expression.match(text, at)
                if match is not None:
                    found.append(_written(text, match, pattern, rules, reference, year))
            found += _timeless(text, at, rules, kinds)
        if not is_digit and relative.match(text, at) is not None:
            found += _relative(text, at, rules, reference)
    return _longest(found)


def _common(text: str, at: int, rules: Grammar) -> Iterator[PeriodMention]:
    """What begins at ``at`` and is written alike everywhere; its role by the words of the language."""
    for pattern in common_patterns():
        match = pattern.expression.match(text, at)
        if match is not None and pattern.reads == "clock":
            yield PeriodMention(*match.span(), None, "clock")
        elif match is not None:
            start, end, role = _role(
                text, match, "day" if pattern.reads == "numeric" else pattern.reads, rules
            )
            period, doubt = _read(partial(_common_period, match, pattern.reads))
            yield PeriodMention(start, end, period, role, doubt)


def _written(
    text: str,
    match: re.Match[str],
    pattern: Pattern,
    rules: Grammar,
    reference: datetime.date | None,
    year: int | None,
) -> PeriodMention:
    """What is written in the words of one language, with its role."""
    start, end, role = _role(text, match, pattern.reads, rules)
    parts = _Parts(match.groupdict(), rules, reference, year, role)
    period, doubt = _read(partial(parts.period, pattern.reads))
    return made(PeriodMention, start=start, end=end, period=period, role=role, doubt=doubt)


def _timeless(text: str, at: int, rules: Grammar, kinds: int) -> Iterator[PeriodMention]:
    """Durations and clock times."""
    for pattern, needed, role in rules.timeless:
        match = pattern.expression.match(text, at) if kinds & needed else None
        if match is not None:
            yield PeriodMention(*match.span(), None, role)


def _relative(text: str, at: int, rules: Grammar, reference: datetime.date | None) -> Iterator[PeriodMention]:
    """What is told relative to the day of the text."""
    for pattern, unit, role in rules.relative:
        match = pattern.expression.match(text, at)
        if match is not None:
            yield PeriodMention(*match.span(), _around(reference, unit) if reference else None, role)


def _role(text: str, match: re.Match[str], reads: str, rules: Grammar) -> tuple[int, int, Role]:
    """The span with the words that say what the period is for, and the role."""
    start, end = match.span()
    for role, pattern in rules.after.items():
        after = pattern.expression.match(text, end)
        if after is not None:
            return start, after.end(), role
    for role, pattern in rules.before.items():
        if role == "as_of" and reads != "day":
            continue  # «на 2015 год» is the whole year.
        before = pattern.expression.search(text, max(0, start - 24), start)
        if before is not None:
            return before.start(), end, role
    return start, end, "span"


def _read(read: Callable[[], Period | None]) -> tuple[Period | None, Message | None]:
    try:
        return read(), None
    except WrongPeriod as error:
        return None, error.message


def _common_period(match: re.Match[str], reads: str) -> Period:
    """The period of a match of a common pattern."""
    groups = match.groupdict()
    if reads == "slashed":
        raise WrongPeriod(
            _("The date {text} can be read in two ways. Write it like 24.11.2025.", text=match[0])
        )
    if len(groups["year"]) == 2:
        raise WrongPeriod(_("The date {text} has a year of two digits. Write all four.", text=match[0]))
    year = int(groups["year"])
    if reads == "iso_part":
        number = int(groups["n"])
        return Quarter(year, number) if groups["part"] == "Q" else HalfYear(year, number)
    if reads == "years":
        return Span(datetime.date(year, 1, 1), datetime.date(int(groups["year2"]), 12, 31))
    month = int(groups["mm"])
    if groups.get("dd") is None:
        return Month(year, month)
    first = _day(year, month, int(groups["dd"]))
    if groups.get("dd2") is None:
        return Span(first, first)
    return Span(first, _day(int(groups["year2"]), int(groups["mm2"]), int(groups["dd2"])))


def _day(year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        text = f"{day:02}.{month:02}.{year}"
        raise WrongPeriod(
            _("There is no day {text} in the calendar. Check the day and the month.", text=text)
        ) from None


def _no_year(text: str) -> Message:
    return _("«{text}» names no year. Write the year too.", text=text)


def _around(reference: datetime.date, unit: str) -> Period | None:
    """The day, month, quarter or year that ``reference`` lies in; a week told so is of no certain days."""
    if unit == "week":
        return None
    if unit == "day":
        return Span(reference, reference)
    if unit == "month":
        return Month(reference.year, reference.month)
    return Quarter(reference.year, (reference.month + 2) // 3) if unit == "quarter" else Year(reference.year)


class _Parts(NamedTuple):
    """The numbers in the named groups of a match of a written pattern, made into a period."""

    groups: Mapping[str, str | None]
    rules: Grammar
    reference: datetime.date | None
    year_given: int | None
    role: Role

    def _text(self, name: str) -> str | None:
        return self.groups.get(name) or self.groups.get(f"{name}_2")

    def _word(self, name: str) -> str:
        return (self._text(name) or "").lower().replace("ё", "е")

    def _year(self, suffix: str = "") -> int | None:
        """The year as written, or told relative to the reference day; None when neither stands here."""
        written = self._text(f"year{suffix}")
        if written is not None:
            return int(written)
        relative = self._text(f"relative{suffix}")
        if relative is None or self.reference is None:
            return None
        for shift, pattern in self.rules.relative_years:
            if pattern.expression.fullmatch(relative):
                return self.reference.year + shift
        return None

    def _month(self, suffix: str = "") -> int:
        return self.rules.months[self._word(f"month{suffix}")]

    def period(self, reads: str) -> Period | None:
        """The period, or None when its year is not known."""
        if reads == "school_year":
            return None  # its first and last day differ from year to year and school to school
        first, second = self._year(), self._year("2")
        if reads == "years":
            return Span(datetime.date(first or 0, 1, 1), datetime.date(second or 0, 12, 31))
        year = first if first is not None else second
        if year is None:
            relative = self._text("relative") is not None
            year = None if relative else self._guessed_year(reads)
        if year is None:
            return None
        return self._of_year(reads, year, second if second is not None else year)

    def _of_year(self, reads: str, year: int, last_year: int) -> Period:
        if reads == "day":
            day = _day(year, self._month(), int(self._word("day")))
            return Span(day, day)
        if reads == "days":
            last_month = self._month("2") if self._text("month2") else self._month()
            first = _day(year, self._month(), int(self._word("day")))
            return Span(first, _day(last_year, last_month, int(self._word("day2"))))
        if reads == "months":
            return Span(datetime.date(year, self._month(), 1), last_day(last_year, self._month("2")))
        if reads in ("month", "month_alone"):
            return Month(year, self._month())
        if reads == "quarter":
            return Quarter(year, self.rules.ordinals[self._word("number")])
        if reads == "half":
            return HalfYear(year, self.rules.ordinals[self._word("number")])
        if reads == "first_months":
            word = self._word("count")
            months = int(word) if word.isdigit() else self.rules.counts[word]
            if not 1 <= months <= 12:
                raise WrongPeriod(_("A year has no {count} months. Write 1 to 12.", count=months))
            return Span(datetime.date(year, 1, 1), last_day(year, months))
        return Year(year)

    def _guessed_year(self, reads: str) -> int | None:
        """The year given for the text, or the one that the role and the reference day decide."""
        if self.year_given is not None or self.reference is None:
            return self.year_given
        if reads != "day":
            return self.reference.year
        written = (self._month(), int(self._word("day")))
        today = (self.reference.month, self.reference.day)
        if self.role == "as_of" and written > today:
            return self.reference.year - 1
        return self.reference.year + (self.role == "deadline" and written < today)

"""Find the term of an instruction as it is written: «до 1 декабря», «жыл соңына дейін», «еженедельно»."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from esep.language.remembered import Remembered
from esep.periods import Period, PeriodMention, Span, WrongPeriod, Year, find_periods, work_calendar
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instruction import Recurrence
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

BETWEEN = "; "
"""What stands between two terms of one instruction."""

_WORD = re.compile(r"\w+")
_DAYS = {"hour": 0, "day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Deadline:
    """A term in a text: its place, and its calendar period where the words fix one (due by its last day).

    ``recurrence`` is how often a standing task falls due. ``is_ahead`` is false of a year or quarter that was
    named with words of the past, and of a bare recurrence: neither makes a plan a commitment.
    """

    start: int
    end: int
    period: Period | None
    recurrence: Recurrence | None = None

    @property
    def is_ahead(self) -> bool:
        """Whether the term lies ahead, and does not only recur."""
        return self.recurrence is None


class Phrase(WordList):
    """One way to write a term besides dates; explained at the head of deadlines.yaml."""

    begins: frozenset[str]
    find: str

    def can_begin_with(self, word: str) -> bool:
        """Whether a term in these words can begin with ``word``."""
        if word[0].isdigit():
            return _DIGIT in self.begins
        return word[:2].lower() in self.begins or (word[0] in _ROMAN and _ROMAN[0] in self.begins)


class _Phrases(WordList):
    number: str
    year: str
    counts: dict[str, int]
    units: dict[str, str]
    within: str
    working: str
    weeks: dict[Literal["next", "this"], str]
    near: dict[Literal["today", "tomorrow"], str]
    weekdays: tuple[str, ...]
    constantly: str
    lasting: str
    recurrences: dict[Recurrence, tuple[Phrase, ...]]
    phrases: tuple[Phrase, ...]
    orders: tuple[Phrase, ...]
    plans: tuple[Phrase, ...]


_DIGIT = "0"
_ROMAN = "IVІ"


@cache
def _phrases(language: TextLanguage) -> _Phrases:
    content = packaged_yaml(__package__, "deadlines.yaml")
    return word_list(_Phrases, content[language])


@cache
def terms_by_word(language: TextLanguage, of_plan: bool) -> Remembered[tuple[re.Pattern[str], ...]]:
    """The expressions of the terms that can begin with a word, in the order in which they are tried."""
    known = phrases_of_terms(language, of_plan)
    return Remembered(
        lambda word: tuple(expression_of(one, language) for one in known if one.can_begin_with(word))
    )


@cache
def phrases_of_terms(language: TextLanguage, of_plan: bool) -> tuple[Phrase, ...]:
    """The phrases of terms in the order in which they are tried, those of plans or orders last."""
    known = _phrases(language)
    recurring = (phrase for phrases in known.recurrences.values() for phrase in phrases)
    return (*known.phrases, *recurring, *(known.plans if of_plan else known.orders))


@cache
def expression_of(phrase: Phrase, language: TextLanguage) -> re.Pattern[str]:
    """Compiled when a text first has a word that the phrase can begin with."""
    known = _phrases(language)
    written = phrase.find.replace("{number}", known.number).replace("{year}", known.year)
    return re.compile(rf"\b(?:{written})(?!\w)", re.IGNORECASE)


@cache
def _recurrence_of(language: TextLanguage, name: Recurrence | None = None) -> re.Pattern[str]:
    """An expression of the phrases that say how often; of all of them without a ``name``."""
    known = _phrases(language).recurrences
    chosen = [known[name]] if name is not None else known.values()
    either = "|".join(phrase.find for phrases in chosen for phrase in phrases)
    return re.compile(rf"\b(?:{either})(?!\w)", re.IGNORECASE)


@cache
def _within(language: TextLanguage) -> tuple[re.Pattern[str], Mapping[str, re.Pattern[str]]]:
    known = _phrases(language)
    units = {unit: re.compile(written, re.IGNORECASE) for unit, written in known.units.items()}
    return re.compile(known.within, re.IGNORECASE), units


def find_deadlines(
    text: str, language: TextLanguage, reference: datetime.date | None = None, *, of_plan: bool = False
) -> list[Deadline]:
    """The terms in ``text``, in order; where two meet, the earlier and then the longer stands.

    ``reference`` is the day of the text: with it «до конца года» and «в месячный срок» get their periods.
    ``of_plan``: «на август 2027 года» and «с 1 сентября» tell when as well.
    """
    return list(_deadlines(text, language, reference, of_plan))


@lru_cache(maxsize=64)
def _deadlines(
    text: str, language: TextLanguage, reference: datetime.date | None, of_plan: bool
) -> tuple[Deadline, ...]:
    """Remembered for a while: a clause is asked whether it has a term, and then for the term."""
    mentions = _periods(text, language, reference)
    places = {(mention.start, mention.end) for mention in mentions if mention.role == "deadline"}
    places |= set(_written(text, language, of_plan))
    chosen: list[Deadline] = []
    until = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        this_year = _OF_THIS_YEAR.match(text, end)
        if language == "ru" and (_is_of_readiness(text, start, end) or _OF_YEAR.match(text, start)):
            continue
        if start >= until and (text.endswith(_TILL_WHICH, start, end) or text.startswith(_FOR_WHICH, end)):
            until = end
        if start >= until:
            inside = (mention.period for mention in mentions if start <= mention.start and mention.end <= end)
            written = text[start:end]
            period = next(filter(None, inside), None) or _period_within(written, language, reference)
            if this_year is not None and reference is not None and isinstance(period, Span):
                period = _in_year(period, reference.year)
            marked = _YEAR_MARK.match(text, end) if text[end - 1].isdigit() else None
            last = this_year.end() if this_year is not None else marked.end() if marked is not None else end
            until = last
            if not of_plan and _is_past(text, start, period, reference):
                continue
            chosen.append(Deadline(start, last, period, _recurrence(written, language)))
    return tuple(chosen)


def _is_past(text: str, start: int, period: Period | None, reference: datetime.date | None) -> bool:
    """Whether a bare day lies before that of the text: «2014 жылғы 21 тамызда тіркелген»."""
    if reference is None or not isinstance(period, Span) or period.last >= reference:
        return False
    return text[start].isdigit() and period.first == period.last


def _periods(text: str, language: TextLanguage, reference: datetime.date | None) -> list[PeriodMention]:
    """A clause is mostly its sentence without the full stop, whose periods are known from its figures."""
    found = find_periods(f"{text}.", language, reference)
    return found if not found or found[-1].end <= len(text) else find_periods(text, language, reference)


def _written(text: str, language: TextLanguage, of_plan: bool) -> Iterator[tuple[int, int]]:
    """The places of the phrases of terms; at each word those are tried that it can begin."""
    terms = terms_by_word(language, of_plan)
    end = 0
    for word in _WORD.finditer(text):
        known = terms[word[0]]
        if not known or word.start() < end:
            continue
        found = [one for term in known if (one := term.match(text, word.start())) is not None]
        if found:
            longest = max(found, key=re.Match.end)
            end = longest.end()
            yield longest.span()


def _recurrence(written: str, language: TextLanguage) -> Recurrence | None:
    if _recurrence_of(language).search(written) is None:
        return "constant" if _constantly(language).match(written) is not None else None
    known = _phrases(language).recurrences
    return next(name for name in known if _recurrence_of(language, name).search(written))


def _period_within(written: str, language: TextLanguage, reference: datetime.date | None) -> Period | None:
    """The days from the reference to the end of «в месячный срок»; None without a reference or a number.

    «в 2024-м» is a year by itself.
    """
    alone = _YEAR_ALONE.fullmatch(written)
    if alone is not None:
        return Year(int(alone[1]))
    if reference is None:
        return None
    near = _near_day(written, language, reference)
    if near is not None:
        return Span(near, near)
    within, units = _within(language)
    found = within.search(written) or _lasting(language).fullmatch(written.strip())
    unit = next((name for name, pattern in units.items() if pattern.search(written)), None)
    if found is None or unit is None:
        return _week_within(written, language, reference)
    counts = _phrases(language).counts
    number = (found.groupdict().get("number") or "").lower()
    count = int(number) if number.isdigit() else counts.get(number, 1)
    if unit == "day" and _working(language).search(written) is not None:
        is_near = count <= _MOST_WORKING_DAYS
        return Span(reference, work_calendar().add_working_days(reference, count)) if is_near else None
    try:
        return Span(reference, _later(reference, count, unit))
    except (WrongPeriod, OverflowError, ValueError):
        return None  # «в течение 92 345 месяцев» ends beyond any calendar


@cache
def _lasting(language: TextLanguage) -> re.Pattern[str]:
    return re.compile(_phrases(language).lasting, re.IGNORECASE)


@cache
def _near(language: TextLanguage) -> tuple[re.Pattern[str], ...]:
    """Expressions of tomorrow, of today, and of the days of a week from Monday on."""
    known = _phrases(language)
    written = (known.near["tomorrow"], known.near["today"], *known.weekdays)
    return tuple(re.compile(rf"\b(?:{one})", re.IGNORECASE) for one in written)


def _near_day(written: str, language: TextLanguage, reference: datetime.date) -> datetime.date | None:
    """The day of «завтра», «бүгін кешке дейін», «до 18:00» and «до пятницы», the next one of that name."""
    if _recurrence(written, language) is not None:
        return None
    tomorrow, today, *weekdays = _near(language)
    if tomorrow.search(written) is not None:
        return reference + datetime.timedelta(days=1)
    if today.search(written) is not None:
        return reference
    number = next((place for place, one in enumerate(weekdays) if one.search(written)), None)
    if number is None:
        return None
    is_next = _weeks(language)["next"].search(written) is not None
    ahead = (number - reference.weekday() - 1) % 7 + 1
    if is_next:
        ahead = 7 - reference.weekday() + number
    return reference + datetime.timedelta(days=ahead)


_MOST_WORKING_DAYS = 366
_YEAR_ALONE = re.compile(r"в\s+(20\d\d)-м", re.IGNORECASE)


@cache
def _working(language: TextLanguage) -> re.Pattern[str]:
    return re.compile(_phrases(language).working, re.IGNORECASE)


@cache
def _weeks(language: TextLanguage) -> Mapping[str, re.Pattern[str]]:
    known = _phrases(language).weeks
    return {which: re.compile(written, re.IGNORECASE) for which, written in known.items()}


def _week_within(written: str, language: TextLanguage, reference: datetime.date) -> Period | None:
    """The week, Monday to Sunday, of «до конца недели» or «на следующей неделе»."""
    which = next((name for name, pattern in _weeks(language).items() if pattern.search(written)), None)
    if which is None:
        return None
    weeks = 1 if which == "next" else 0
    monday = reference + datetime.timedelta(days=7 * weeks - reference.weekday())
    return Span(monday, monday + datetime.timedelta(days=6))


_YEAR_MARK = re.compile(r"\s?г\.(?=\s|$)")
"""«до 24.01.2026 г.»."""
_OF_YEAR = re.compile(r"за\s+20\d\d\s+год\b", re.IGNORECASE)
"""«отчёт за 2024 год»: of what it tells, not by when."""
_RUNS_FOR = re.compile(
    r"\b(?:бюджет|план|программ|стратеги|концепци|прогноз)\w*\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_READY = re.compile(
    r"(?:подготов(?:к|ит\w*ся|лен)|готовн?|готовится)\w*\s+(?:[^\s,.;]+\s+){0,4}$", re.IGNORECASE
)
_NEAR = 60


def _is_of_readiness(text: str, start: int, end: int) -> bool:
    """Whether it says for what something is, not by when: «готовность к зиме», «бюджет на 2026–2028 годы»."""
    if text.startswith("на 20", start) and _RUNS_FOR.search(text[max(0, start - _NEAR) : start]):
        return True
    if not text.startswith(("к ", "К "), start) or any(sign.isdigit() for sign in text[start:end]):
        return False
    return _READY.search(text[max(0, start - _NEAR) : start]) is not None


_TILL_WHICH = ("дейінгі", "шейінгі")
_FOR_WHICH = " арналған"
"""«2020 жылға дейінгі бағдарлама», «2027 жылға арналған бюджет» say till when and for when it runs."""
_OF_THIS_YEAR = re.compile(r"\s+[тс]\.\s?г\.")
"""«до 15 апреля т.г.», «с.г.»: of the year of the text."""


def _in_year(period: Span, year: int) -> Period:
    """A day of the year ``year``; any other span as it is."""
    if period.first != period.last:
        return period
    try:
        day = period.first.replace(year=year)
    except ValueError:
        return period
    return Span(day, day)


def _later(day: datetime.date, count: int, unit: str) -> datetime.date:
    if unit not in _MONTHS:
        return day + datetime.timedelta(days=count * _DAYS[unit])
    month = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    first = datetime.date(month // 12, month % 12 + 1, 1)
    following = datetime.date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first + datetime.timedelta(days=day.day - 1), following - datetime.timedelta(days=1))


def term_of(text: str, language: TextLanguage, reference: datetime.date | None = None) -> Deadline | None:
    """The term that a text which is nothing but a term says: «1 декабря 2026 года», «еженедельно»."""
    period = next(
        (mention.period for mention in find_periods(text, language, reference) if mention.period), None
    )
    period = period or _period_within(text, language, reference)
    recurrence = _recurrence(text, language)
    return Deadline(0, len(text), period, recurrence) if period or recurrence else None


@cache
def _constantly(language: TextLanguage) -> re.Pattern[str]:
    return re.compile(_phrases(language).constantly, re.IGNORECASE)


def as_written(text: str, deadlines: Sequence[Deadline]) -> str | None:
    """The words of the terms, joined by a semicolon; None when there are none."""
    terms = [text[deadline.start : deadline.end] for deadline in deadlines]
    return BETWEEN.join(dict.fromkeys(terms)) or None


def due_period(deadlines: Sequence[Deadline]) -> Period | None:
    """The calendar period of the first term that has one."""
    return next((deadline.period for deadline in deadlines if deadline.period is not None), None)

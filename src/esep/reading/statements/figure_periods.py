"""The period of each figure, and the one that its change is measured from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from esep.periods import PeriodMention, Year, find_periods
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.sentences.document_head import HEAD_LINES
from esep.reading.sentences.passage import DASHES, Draft, Passage, begins_paragraph
from esep.reading.sentences.titled_period import TitledPeriod, titled_period
from esep.reading.statement import StatedPeriod
from esep.reading.statements.period_clauses import (
    follows_against,
    has_predicate,
    has_words_between,
    is_state_apart,
    part_at,
    serves,
)
from esep.reading.statements.period_mentions import Mentions, mentions_of, period_pattern
from esep.yaml_texts import packaged_yaml

_MOST_BETWEEN = 2
_NEAR_TERM = 50
"""Characters before a period in which «срок» makes it a term."""
_LIKE_WORDS = 2
"""Words from a period to the bracket behind it: «былтырғы осы кезеңнен (3 890 адам)»."""
_LONGEST_HEADING = 100


_words = partial(packaged_yaml, __package__, "figure_periods.yaml")


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
    бойынша») before it, of the period that its title or a heading since names; none where its sentence says
    «ранее».
    """
    mentions: dict[int, Mentions] = {}
    beside = _by_sentence(drafts)
    of_figures: dict[int, StatedPeriod | None] = {}
    chosen: list[StatedPeriod | None] = []
    told: dict[int, tuple[Draft, StatedPeriod | None]] = {}
    bases: list[StatedPeriod | None] = []
    titled = titled_period(text)
    stated = _stated_for_facts(text, passages, reference, titled)
    for draft in drafts:
        passage = draft.passage
        for one in (passage, passage.lead):
            if one is not None and one.index not in mentions:
                mentions[one.index] = mentions_of(one, reference)
        period = _nearest_period(draft, mentions[passage.index], beside[passage.index])
        is_own = period is not None and draft.bracket is None and not follows_against(draft)
        if period is None:
            period = _of_total(draft, of_figures) or _carried(text, draft, told) or _of_lead(draft, mentions)
        if period is None and draft.kind in _REALISED and not _is_of_earlier(passage):
            day = next((day for at, day in reversed(stated) if at < passage.index), None)
            if (
                day is not None
                and all(
                    _is_compared(passage, m) or _is_bracketed_apart(draft, m)
                    for m in mentions[passage.index].own
                )
                and not _is_dated_before(text, draft, told, day)
            ):
                period = day
        if period is not None and titled is not None and draft.kind in _REALISED:
            period = _within(titled, period, passage.sentence.language)
        if is_own:
            told[passage.index] = draft, period
        of_figures[id(draft)] = period
        chosen.append(period)
        bases.append(_base(draft, mentions[passage.index], beside[passage.index]))
    return [FigurePeriods(period, base) for period, base in zip(chosen, bases, strict=True)]


_REALISED = ("fact", "change")
_COMPARED = ("percent", "times", "percentage_point")


def _by_sentence(drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    """The figures of each sentence, in order."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.passage.index, []).append(draft)
    return found


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
    text: str, passages: Sequence[Passage], reference: datetime.date | None, titled: TitledPeriod | None
) -> list[tuple[int, StatedPeriod]]:
    """The sentence of the day that the document states, and of the headings after it that name a period."""
    day = _as_of_day(passages, reference)
    if titled is not None and (day is None or passages[day[0]].placed):
        # «Численность населения на 1 сентября составила …» is the day of this one figure
        day = -1, StatedPeriod(titled.text, str(titled.period))
    if day is None:
        return []
    later = (passage for passage in passages if passage.index > day[0] and _is_heading(text, passage))
    named = (
        (one, [m for m in mentions_of(one, reference).own if m.role == "as_of" or _is_longer(m)])
        for one in later
    )
    return [day, *((one.index, _stated(one, mentions[-1])) for one, mentions in named if mentions)]


def _is_longer(mention: PeriodMention) -> bool:
    """Whether a span is longer than a day: a heading of one day tells when it was written."""
    is_day = mention.period is not None and mention.period.first == mention.period.last
    return mention.role == "span" and not is_day


def _within(titled: TitledPeriod, period: StatedPeriod, language: TextLanguage) -> StatedPeriod:
    """A period without a year, of the year of which the title tells."""
    part = titled.part(period.text, language) if period.iso is None else None
    return period if part is None else StatedPeriod(period.text, str(part))


def _is_heading(text: str, passage: Passage) -> bool:
    """«Итоги 2023 года»: a short line of its own without a mark at its end, without figures and verbs."""
    said = passage.sentence.text.rstrip()
    is_line = (
        begins_paragraph(text, passage) and text[passage.sentence.start + len(said) :].lstrip(" ")[:1] == "\n"
    )
    is_short = is_line and len(said) <= _LONGEST_HEADING and said[-1:] not in tuple(".!?;:,")
    return is_short and not passage.placed and not has_predicate(passage, 0, len(passage.tokens))


def _is_of_earlier(passage: Passage) -> bool:
    """«Ранее здесь было 40 школ»: of no time that the document states."""
    return not passage.keys.isdisjoint(_words()["earlier"])


def _stated(passage: Passage, mention: PeriodMention) -> StatedPeriod:
    text = passage.sentence.text[mention.start : mention.end]
    return StatedPeriod(text, str(mention.period) if mention.period is not None else None)


def _base(draft: Draft, told: Mentions, others: Sequence[Draft]) -> StatedPeriod | None:
    """The period that a change, or a percentage of an earlier level, is measured from."""
    if not (draft.is_change or draft.unit in _COMPARED) or _is_from_plan(draft):
        return None
    bases = told.bases or [m for m in told.own if _is_measured_to(draft, m)]
    bases = bases or [m for m in told.own if _is_of_start(draft, m, others)]
    if not bases:
        return None
    offset = draft.start - draft.passage.sentence.start
    behind = [mention for mention in bases if mention.start >= offset]
    return _stated(draft.passage, behind[0] if behind else bases[-1])


def _is_measured_to(draft: Draft, mention: PeriodMention) -> bool:
    """«вырос на 8,2% к 2022 году»: what stands so behind a realised change is no term."""
    if mention.role != "deadline" or draft.kind not in _REALISED or not _is_right_behind(draft, mention):
        return False
    return period_pattern("ru", "measured_to").match(draft.passage.folded, mention.start) is not None


def _is_compared(passage: Passage, mention: PeriodMention) -> bool:
    """«118% к январю–сентябрю 2024 года»: only what a percentage is measured from."""
    if mention.role != "deadline" or passage.sentence.language != "ru":
        return False
    measured = period_pattern("ru", "measured_to").match(passage.folded, mention.start) is not None
    return measured and passage.folded[: mention.start].rstrip().endswith(
        ("%", "процента", "процентов", "раза")
    )


def _is_bracketed_apart(draft: Draft, mention: PeriodMention) -> bool:
    """«94 человека (в прошлом году 118)»: a period in a bracket in which the figure does not stand."""
    passage = draft.passage
    bracket = passage.bracket_of(passage.token_at(mention.start + passage.sentence.start))
    return bracket is not None and bracket != draft.bracket


def _is_of_start(draft: Draft, mention: PeriodMention, others: Sequence[Draft]) -> bool:
    """«2024 жылғы 2,7 млрд теңгеден 18%-ға артық»: the year of the level that the change starts from."""
    if draft.passage.sentence.language != "kk" or not draft.is_change:
        return False
    shift = draft.passage.sentence.start
    return any(
        other.case == "ablative"
        and other.end <= draft.start
        and mention.end + shift <= other.start
        and not has_words_between(draft.passage, mention.end + shift, other.start)
        for other in others
    )


def _is_from_plan(draft: Draft) -> bool:
    """«на 5 млрд больше плана», «жоспардан 5 млрд артық»: measured from a plan, not from a time."""
    tokens = draft.passage.tokens
    near = tokens[draft.last : draft.last + 2] if draft.passage.sentence.language == "ru" else tokens[:0]
    near = near or tokens[max(0, draft.first - 1) : draft.first]
    return any(token.key.startswith(("план", "жоспардан", "жоспарланғаннан")) for token in near)


def _nearest_period(draft: Draft, told: Mentions, others: Sequence[Draft]) -> StatedPeriod | None:
    """The period of the figure among those that its sentence names; ``others``: all figures of the sentence.

    What stands right behind it is its own («с 4,9% в 2023 году»), and what stands right before the bracket
    around it («больше, чем в 2024 году (2,7 млрд)»). Then those of its part of the sentence, then those of
    parts before it: the last before the figure, else the first after it. A term («до 1 мая») is none of what
    has happened or is, but for «к 1 мая собрано».
    """
    if told.names_nothing:
        return None
    passage, shift = draft.passage, draft.passage.sentence.start
    is_to_come = draft.kind in ("plan", "target")
    around = _before_bracket(draft, (*told.own, *told.bases))
    if around is not None:
        return _stated(passage, around)
    fitting = [
        m
        for m in told.own
        if (is_to_come or m.role != "deadline" or _is_reached(draft, m))
        and (is_to_come or not _is_term(passage, m))
        and (is_to_come or not _is_before(m, told.own))
        and not _is_of_another(draft, m, others)
        and not _is_of_start(draft, m, others)
        and serves(passage, m, draft, others)
        and not (m.role != "as_of" and is_state_apart(draft, m))
    ]
    if not fitting:
        return _of_programme(draft, told, others) or _of_starting_point(draft, told)
    if len(fitting) == 1:
        return _stated(passage, fitting[0])
    offset = draft.start - shift
    behind = [m for m in fitting if m.start >= draft.end - shift]
    if behind and _is_own_behind(draft, behind[0], fitting, others):
        return _stated(passage, behind[0])
    here = part_at(passage, draft.first)
    near = [m for m in fitting if part_at(passage, passage.token_at(m.start + shift)) == here]
    for chosen in (near, fitting):
        before = [m for m in chosen if m.start < offset]
        free = [m for m in before if not _is_taken(m, draft, others)]
        if before:
            return _stated(passage, (free or before)[-1])
        if chosen and (chosen is fitting or not _is_attribute(passage, chosen[0])):
            return _stated(passage, chosen[0])
    return None


def _is_taken(mention: PeriodMention, draft: Draft, others: Sequence[Draft]) -> bool:
    """«с 11,8% в июне 2024 года до 11,3%»: what stands right behind a figure before is that one's."""
    passage, shift = draft.passage, draft.passage.sentence.start
    return not _is_before_number(passage, mention) and any(
        other.end <= mention.start + shift
        and other.start < draft.start
        and not has_words_between(passage, other.end, mention.start + shift, prepositions=True)
        for other in others
    )


def _of_programme(draft: Draft, told: Mentions, others: Sequence[Draft]) -> StatedPeriod | None:
    """The years of the programme by which something is planned, where no other period is told."""
    fitting = (m for m in told.programmes if serves(draft.passage, m, draft, others))
    found = next(fitting, None) if draft.kind in ("plan", "target") else None
    return None if found is None else _stated(draft.passage, found)


def _of_starting_point(draft: Draft, told: Mentions) -> StatedPeriod | None:
    """«по сравнению с 2016 годом … с 207 до 253»: the year compared with is that of the level before."""
    if not told.bases or "starting point of a change" not in draft.rules:
        return None
    return _stated(draft.passage, told.bases[-1])


def _before_bracket(draft: Draft, mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The period right before the bracket that holds the figure and no period of its own."""
    if draft.bracket is None:
        return None
    passage, shift = draft.passage, draft.passage.sentence.start
    opening = passage.tokens[draft.bracket].start
    if any(passage.bracket_of(passage.token_at(m.start + shift)) == draft.bracket for m in mentions):
        return None
    before = [m for m in mentions if m.end + shift <= opening]
    if not before or has_words_between(passage, before[-1].end + shift, opening, most=_LIKE_WORDS):
        return None
    return before[-1]


def _is_own_behind(
    draft: Draft, mention: PeriodMention, fitting: Sequence[PeriodMention], others: Sequence[Draft]
) -> bool:
    """Whether a period behind the figure is its own though another stands before it.

    So where it stands right behind («с 4,9% в 2023 году») and no number follows it, and where the one before
    stands right behind another figure («14 млрд теңгесін 2015 жылы, 23 млрд теңгесін 2016 жылы»).
    """
    if not _is_right_behind(draft, mention):
        return False
    passage, shift = draft.passage, draft.passage.sentence.start
    is_next = not has_words_between(passage, draft.end, mention.start + shift, prepositions=True)
    if is_next and not _is_attribute(passage, mention) and not _is_before_number(passage, mention):
        return True
    before = [m for m in fitting if m.start < draft.start - shift]
    earlier = [other for other in others if other.start < draft.start]
    return bool(before and earlier) and _is_right_behind(earlier[-1], before[-1])


def _is_before_number(passage: Passage, mention: PeriodMention) -> bool:
    """«… в 2023 году – 15»: the period opens what is said of another number."""
    at = passage.token_at(mention.end + passage.sentence.start)
    behind = passage.tokens[at : at + 2]
    if not behind:
        return False
    if passage.sentence.language == "kk" and behind[0].kind == "word":
        return True
    return behind[behind[0].text in DASHES and len(behind) > 1].kind == "number"


_ATTRIBUTES = ("ғы", "гі", "ның", "нің", "дың", "дің", "тың", "тің")


def _is_attribute(passage: Passage, mention: PeriodMention) -> bool:
    """«бюджет 2025 года», «2025 жылғы бюджет»: a period that tells of a noun."""
    if mention.role != "span":
        return False
    said = passage.folded[mention.start : mention.end]
    if passage.sentence.language == "kk":
        return said.endswith(_ATTRIBUTES)
    before = passage.folded[max(0, mention.start - _NEAR_PREPOSITION) : mention.start].split()[-1:]
    return not before or before[0] not in _PREPOSITIONS


_NEAR_PREPOSITION = 5
_PREPOSITIONS = frozenset(["в", "во", "за", "на", "к", "ко", "до", "с", "со", "по", "–", "—", "-", "("])


def _is_term(passage: Passage, mention: PeriodMention) -> bool:
    """«срок сдачи – декабрь 2025 года»: a term however it is written."""
    before = passage.folded[max(0, mention.start - _NEAR_TERM) : mention.start]
    return period_pattern(passage.sentence.language, "of_a_term").search(before) is not None


def _is_reached(draft: Draft, mention: PeriodMention) -> bool:
    """«К 1 мая собрано 40 тонн»: the day by which it has happened."""
    if draft.kind not in _REALISED or isinstance(mention.period, Year):
        return False
    is_before = mention.end <= draft.start - draft.passage.sentence.start
    return is_before and draft.passage.folded.startswith(("к ", "ко "), mention.start)


def _is_before(mention: PeriodMention, others: Sequence[PeriodMention]) -> bool:
    """«в сентябре 2025 года к декабрю 2024 года»: compared with what was before another period."""
    period = mention.period
    return (
        mention.role == "deadline"
        and period is not None
        and any(
            one.role == "span" and one.period is not None and one.period.first > period.last
            for one in others
            if one.start < mention.start
        )
    )


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


def _is_dated_before(
    text: str, draft: Draft, told: Mapping[int, tuple[Draft, StatedPeriod | None]], day: StatedPeriod
) -> bool:
    """Whether a sentence before it in its paragraph has a period of its own, another than ``day``."""
    passage: Passage | None = draft.passage
    while passage is not None and not begins_paragraph(text, passage):
        passage = passage.previous
        if passage is not None and passage.index in told:
            period = told[passage.index][1]
            if period is None or period.iso is None or period.iso != day.iso:
                return True
    return False


def _of_total(draft: Draft, of_figures: Mapping[int, StatedPeriod | None]) -> StatedPeriod | None:
    """The period of the total that the figure is a part of."""
    total = draft.part_of
    return of_figures.get(id(total)) if total is not None and total.kind == draft.kind else None


def _of_lead(draft: Draft, mentions: Mapping[int, Mentions]) -> StatedPeriod | None:
    """The period that the sentence names which opens the list of the figure: «За 2024 год:»."""
    lead = draft.passage.lead
    if lead is None or lead.index not in mentions or draft.bracket is not None:
        return None
    named = [m for m in mentions[lead.index].own if m.role in ("span", "as_of", "start")]
    return _stated(lead, named[-1]) if named else None

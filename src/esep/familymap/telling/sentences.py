"""What would turn a refusal, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from esep.engines.memory import Explanation, Newcomers, explanation_text
from esep.familymap.nearest import (
    MONTHS_AHEAD,
    MOST_FEWER,
    MOST_FURTHER,
    Change,
    Kind,
    OtherIncome,
    Refusal,
)
from esep.language import format_number
from esep.language.dates import written_date
from esep.messages import Language, Message, messages_of

_, _n = messages_of("esep.familymap")

MONTHS_OF_A_QUARTER = 3
_OLDEST_SHOWN = 100 * 12
"""Ages in months beyond which a range is told as open."""
_CHOICES_SHOWN = 3


@dataclass(frozen=True)
class RefusalLines:
    """One refusal in a language: ``heading``, then each condition, then what does not help."""

    heading: str
    conditions: tuple[str, ...]
    remarks: tuple[str, ...]


def told_text(explanation: Explanation, refusals: Sequence[Refusal], language: Language) -> str:
    """The whole tree as text, and beneath it what would turn each refusal."""
    text = explanation_text(explanation, language)
    if not refusals:
        return text
    lines = [heading(language)]
    for refusal in refusals:
        told = refusal_lines(refusal, language)
        lines += ["", told.heading, *(f"  • {each}" for each in told.conditions)]
        lines += [f"  {each}" for each in told.remarks]
    return "\n".join([text, *lines, "", note(language)]) + "\n"


def heading(language: Language) -> str:
    """The heading over the refusals."""
    return _("What would turn a refusal").in_language(language)


def note(language: Language) -> str:
    """What is left as it is while one thing changes."""
    return _(
        "Each line changes one thing and leaves all else as it is. Further members have no income, work or "
        "benefit of their own; on other days the receipts of the quarter stay as they are."
    ).in_language(language)


def refusal_lines(refusal: Refusal, language: Language) -> RefusalLines:
    """One refusal in sentences."""
    conditions = [
        text
        for change in refusal.changes
        if change.found is not None and change.kind != "earlier"
        for text in condition_texts(change, language)
    ]
    title = refusal.title.in_language(language)
    if refusal.entity == "person":
        title = _("{title}, person {id}", title=title, id=refusal.id).in_language(language)
    head = _("{title}: refused. It would be granted:", title=title)
    if not conditions:
        head = _("{title}: refused.", title=title)
    return RefusalLines(head.in_language(language), tuple(conditions), tuple(_remarks(refusal, language)))


def _remarks(refusal: Refusal, language: Language) -> Iterable[str]:
    earlier = refusal.change("earlier")
    if earlier is not None and isinstance(earlier.found, date):
        day = written_date(earlier.found, language)
        yield _("By the same rows it was last granted on {day}.", day=day).in_language(language)
    searched = [change for change in refusal.changes if change.found is None and change.kind != "earlier"]
    vain = "; ".join(_SEARCHED[c.kind].in_language(language) for c in searched if c.decided)
    if vain:
        yield _("Would not grant it, taken alone: {what}.", what=vain).in_language(language)
    unknown = "; ".join(_SEARCHED[c.kind].in_language(language) for c in searched if not c.decided)
    if unknown:
        yield _("Could not be decided: {what}.", what=unknown).in_language(language)


def condition_texts(change: Change, language: Language) -> list[str]:
    """The nearest change of one kind as conditions, one for each that is as near."""
    found = change.found
    if isinstance(found, OtherIncome):
        return [_income(found, language).in_language(language)]
    if isinstance(found, date):
        day = written_date(found, language)
        if change.kind == "earlier":
            return [_("until {day}", day=day).in_language(language)]
        return [_("on {day}", day=day).in_language(language)]
    assert found is not None
    texts = [
        _newcomers(each, language) if isinstance(each, Newcomers) else _leavers(each, language)
        for each in found
    ]
    return texts[:_CHOICES_SHOWN]


def _income(found: OtherIncome, language: Language) -> Message:
    by = abs(found.difference)
    sums = {
        "amount": format_number(by, language),
        "month": format_number(-(-by // MONTHS_OF_A_QUARTER), language),
    }
    match (found.difference < 0, found.onwards):
        case (True, True):
            return _(
                "if the counted income of the quarter were at least {amount} tenge lower "
                "({month} tenge a month)",
                **sums,
            )
        case (True, False):
            return _("if the counted income of the quarter were exactly {amount} tenge lower", **sums)
        case (False, True):
            return _(
                "if the counted income of the quarter were at least {amount} tenge higher "
                "({month} tenge a month)",
                **sums,
            )
    return _("if the counted income of the quarter were exactly {amount} tenge higher", **sums)


def _newcomers(kind: Newcomers, language: Language) -> str:
    ages = age_text(kind.youngest, kind.oldest, language)
    if kind.role == "child":
        said = _n("with {n} more child ({ages})", "with {n} more children ({ages})", kind.count, ages=ages)
    else:
        said = _n("with {n} more adult ({ages})", "with {n} more adults ({ages})", kind.count, ages=ages)
    return said.in_language(language)


def _leavers(persons: tuple[int, ...], language: Language) -> str:
    who = ", ".join(map(str, persons))
    said = _n(
        "without {n} member (person {who})", "without {n} members (persons {who})", len(persons), who=who
    )
    return said.in_language(language)


def age_text(youngest: int, oldest: int, language: Language) -> str:
    """A range of ages given in full months, both included: ``1–6 years``, ``18 years or older``."""
    whole = youngest % 12 == 0 and (oldest + 1) % 12 == 0
    open_ = oldest >= _OLDEST_SHOWN
    if open_ and youngest % 12 == 0:
        said = _n("{n} year or older", "{n} years or older", youngest // 12)
    elif open_:
        said = _n("{n} month or older", "{n} months or older", youngest)
    elif whole and youngest // 12 == oldest // 12:
        said = _n("{n} year", "{n} years", youngest // 12)
    elif whole:
        said = _n("{first}–{n} year", "{first}–{n} years", oldest // 12, first=youngest // 12)
    elif youngest == oldest:
        said = _n("{n} month", "{n} months", youngest)
    else:
        said = _n("{first}–{n} month", "{first}–{n} months", oldest, first=youngest)
    return said.in_language(language)


_SEARCHED: dict[Kind, Message] = {
    "income": _("any other counted income of the quarter"),
    "children": _n("up to {n} more child", "up to {n} more children", MOST_FURTHER),
    "adults": _n("up to {n} more adult", "up to {n} more adults", MOST_FURTHER),
    "fewer": _n("up to {n} fewer member", "up to {n} fewer members", MOST_FEWER),
    "later": _n("any day of the next {n} month", "any day of the next {n} months", MONTHS_AHEAD),
}

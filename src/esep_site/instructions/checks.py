"""What is asked before an instruction is issued: an end result, a realistic term, an owner with authority.

Nothing here knows of the database; bodies are told by their places and by who stands above whom.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from esep.periods import WorkCalendar
from esep_site.instructions.rules import Rules
from esep_site.instructions.terms import Term, is_realistic, is_within


class Lack(StrEnum):
    """What an instruction lacks to be issued."""

    TEXT = "text"
    END_RESULT = "end_result"
    END_RESULT_IS_TEXT = "end_result_is_text"
    TERM_TOO_SHORT = "term_too_short"
    TERM_IN_THE_PAST = "term_in_the_past"
    TERM_BEYOND_PARENT = "term_beyond_parent"
    BODY_NOT_THERE = "body_not_there"
    BODY_ELSEWHERE = "body_elsewhere"
    BODY_ABOVE_ISSUER = "body_above_issuer"
    BODY_TOLD_ITSELF = "body_told_itself"
    HELPING_NOT_THERE = "helping_not_there"


@dataclass(frozen=True)
class Who:
    """A body as the checks see it.

    ``stem`` is what the codes of its places begin with, ``above`` the codes of the bodies that it is part of,
    the nearest first; ``is_there`` whether it exists on the day of issue.
    """

    code: str
    stem: str
    above: tuple[str, ...] = ()
    is_there: bool = True


@dataclass(frozen=True)
class Draft:
    """An instruction before it is issued. ``place`` is a classifier's code; ``parent`` the parent's term."""

    text: str
    end_result: str
    term: Term
    issued: datetime.date
    issuer: Who
    responsible: Who
    place: str
    has_person: bool = False
    parent: Term | None = None
    helping: tuple[Who, ...] = ()


def lacks(draft: Draft, rules: Rules, working: WorkCalendar) -> list[Lack]:
    """Everything that it lacks; nothing when it can be issued."""
    return [*_of_words(draft), *_of_term(draft, rules, working), *_of_owner(draft)]


def _of_words(draft: Draft) -> Iterator[Lack]:
    text, result = (" ".join(each.split()).casefold() for each in (draft.text, draft.end_result))
    if len(text) < 5:
        yield Lack.TEXT
    if len(result) < 5:
        yield Lack.END_RESULT
    elif result == text:
        yield Lack.END_RESULT_IS_TEXT


def _of_term(draft: Draft, rules: Rules, working: WorkCalendar) -> Iterator[Lack]:
    day_off = rules.due_on_day_off.value
    if draft.term.last is not None and draft.term.last < draft.issued:
        yield Lack.TERM_IN_THE_PAST
    elif not is_realistic(draft.term, draft.issued, rules.least_term.value, working, day_off):
        yield Lack.TERM_TOO_SHORT
    if draft.parent is not None and not is_within(draft.term, draft.parent):
        yield Lack.TERM_BEYOND_PARENT


def _of_owner(draft: Draft) -> Iterator[Lack]:
    """The bodies exist, the place of the first covers that of the task, and the issuer may tell it something.

    A body may tell itself only through one of its people: a head tells a member of staff.
    """
    issuer, responsible = draft.issuer, draft.responsible
    if not responsible.is_there:
        yield Lack.BODY_NOT_THERE
    if not draft.place.startswith(responsible.stem):
        yield Lack.BODY_ELSEWHERE
    if issuer.code == responsible.code:
        if not draft.has_person:
            yield Lack.BODY_TOLD_ITSELF
    elif not may_tell(issuer, responsible):
        yield Lack.BODY_ABOVE_ISSUER
    if not all(body.is_there for body in draft.helping):
        yield Lack.HELPING_NOT_THERE


def may_tell(issuer: Who, responsible: Who) -> bool:
    """Whether the one stands above the other: in the tree of bodies, or by a wider place."""
    if issuer.code in responsible.above:
        return True
    if responsible.code in issuer.above:
        return False
    return responsible.stem.startswith(issuer.stem) and responsible.stem != issuer.stem

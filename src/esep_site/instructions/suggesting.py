"""What the library's reader says of a text, and the form of an instruction that follows from it.

Nothing here knows of the database.
"""

from __future__ import annotations

import datetime
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from esep.errors import EsepError
from esep.reading import Bodies, Instruction, Reading, read, read_document
from esep.reading.documents.document import Document, read_pasted
from esep.reading.results.plain_form import instruction_row
from esep_site.instructions.terms import Every, Kind, Term, WrongTerm

FRIDAY = 4


class Unreadable(Exception):
    """The document cannot be read; ``reason`` is a sentence of the library."""

    def __init__(self, reason: EsepError) -> None:
        super().__init__(str(reason.message))
        self.reason = reason.message


def document_of(text: str, file_name: str = "", content: bytes = b"") -> Document:
    """A document that was pasted, or uploaded as a file; Unreadable where the library refuses it."""
    try:
        if not file_name:
            return read_pasted(text.encode(), "text.txt")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"document{Path(file_name).suffix.lower()[:10]}"
            path.write_bytes(content)
            return read_document(path)
    except EsepError as reason:
        raise Unreadable(reason) from reason


@dataclass(frozen=True)
class Suggestion:
    """One instruction of a text: what the reader said, and term, bodies and place as a form takes them."""

    start: int
    end: int
    quote: str
    said: dict[str, Any]
    suggested: dict[str, Any]


def suggestions(
    document: Document, day: datetime.date, bodies: Bodies | None
) -> tuple[Reading, list[Suggestion]]:
    """The instructions that the reader finds; ``day`` is that of the document."""
    reading = read(document.text, day, document.tables, bodies)
    found = []
    for one in reading.instructions:
        said = instruction_row(one)
        found.append(Suggestion(one.start, one.end, one.quote, said, suggested_by(one, day)))
    return reading, found


def suggested_by(one: Instruction, day: datetime.date) -> dict[str, Any]:
    """Codes of bodies in their order (the first coordinates), place and term."""
    codes = [addressee.code for addressee in one.addressees if addressee.code]
    return {"bodies": codes, "place": one.place, "term": written(term_of(one, day))}


def term_of(one: Instruction, day: datetime.date) -> Term:
    """The term that the reader's words say; until done where they fix no day.

    A recurring one begins on the next such day after that of the document: weekly reports are due on Fridays,
    others on the last day of their month, quarter, half-year or year.
    """
    due = one.due
    try:
        if one.recurrence and one.recurrence != "constant":
            last = due.last if due is not None and due.last > day else None
            return Term(Kind.RECURRING, _first(Every(one.recurrence), day), last, Every(one.recurrence))
        if due is not None:
            return Term.on(due.last)
    except WrongTerm:
        pass
    return Term.until_done()


def _first(every: Every, day: datetime.date) -> datetime.date:
    if every == Every.DAILY:
        return day + datetime.timedelta(days=1)
    if every == Every.WEEKLY:
        return day + datetime.timedelta(days=(FRIDAY - day.weekday()) % 7 or 7)
    months = {Every.MONTHLY: 1, Every.QUARTERLY: 3, Every.HALF_YEARLY: 6, Every.YEARLY: 12}[every]
    after = ((day.month - 1) // months + 1) * months
    following = datetime.date(day.year + after // 12, after % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def written(term: Term) -> dict[str, str]:
    """A term as JSON keeps it."""
    return {
        "kind": str(term.kind),
        "first": term.first.isoformat() if term.first else "",
        "last": term.last.isoformat() if term.last else "",
        "every": str(term.every or ""),
    }


def corrected(
    said: dict[str, Any] | None,
    suggested: dict[str, Any],
    *,
    term: Term,
    bodies: list[tuple[str, str]],
    place: str,
    action: str,
    text: str,
) -> dict[str, Any]:
    """What a person set right, by the names of the library's corrections; empty where the reader was right.

    ``bodies`` are codes and names. An action that the document (``text``) does not say in these words is a
    wording of its own and corrects nobody; neither does a place where the document names none.
    """
    right: dict[str, Any] = {}
    if said is None:
        right["type"] = "order"
    known = list(suggested.get("bodies") or [])
    if (
        bodies
        and known != [code for code, _name in bodies]
        and (known or said is None or not said["addressee"])
    ):
        right["addressee"] = ", ".join(name for _code, name in bodies)
    if suggested.get("place") and suggested["place"] != place:
        right["place"] = place
    right |= _corrected_term(term, suggested.get("term") or {})
    told = " ".join(action.split())
    if told and told in " ".join(text.split()) and (said is None or told != " ".join(said["action"].split())):
        right["action"] = told
    return right


def _corrected_term(term: Term, before: dict[str, str]) -> dict[str, Any]:
    """What of a term was set right; ``before`` is the one that was proposed, as :func:`written` says it."""
    told = written(term)
    right: dict[str, Any] = {}
    if told["every"] != before.get("every", ""):
        right["recurrence"] = told["every"] or None
    is_last_told = term.kind is not Kind.RECURRING or told["last"]
    if is_last_told and told["last"] != before.get("last", ""):
        right["due"] = told["last"] or None
    return right

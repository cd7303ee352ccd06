"""Open instructions that perhaps say the same as one, and what makes them alike; a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from esep_site.instructions.across import Mark, place_mark, shared
from esep_site.instructions.alike import likeness
from esep_site.instructions.models import Instruction
from esep_site.instructions.queries import OPEN, with_bodies
from esep_site.instructions.rules import rules

AT_MOST = 5
COLUMNS = ("language", "keys", "marks", "place", "term_last", "term_every", "record",
           "indicator")  # fmt: skip


@dataclass(frozen=True)
class Alike:
    """An instruction that may say the same, how much of what they say is the same, and what of it."""

    row: Instruction
    share: Fraction
    marks: tuple[Mark, ...] = ()

    @property
    def percent(self) -> int:
        """The share in hundredths."""
        return int(100 * self.share)


def alike(instruction: Instruction) -> list[Alike]:
    """Open instructions to the same bodies that say nearly the same, the likest first.

    In the same language the words are compared, in the other one what both texts share whatever the language.
    Parts and wholes of one another, and what is linked already, are left out. Four questions.
    """
    own, least = _read(instruction), rules()
    found: list[tuple[Fraction, int, tuple[Mark, ...]]] = []
    for row in _candidates(instruction, own).values("pk", *COLUMNS):
        if row["language"] == instruction.language:
            share, marks = likeness(own["keys"], row["keys"]), []
            is_alike = share >= least.alike.share
        else:
            share, marks = shared(_marks(own), _marks(row))
            is_alike = share >= least.alike_across.share
        if is_alike:
            found.append((share, row["pk"], tuple(marks)))
    best = sorted(found, key=lambda each: (-each[0], each[1]))[:AT_MOST]
    rows = with_bodies(Instruction.objects.filter(pk__in=[key for _share, key, _marks in best])).in_bulk()
    return [Alike(rows[key], share, marks) for share, key, marks in best]


def warning_of(issued: Iterable[Instruction]) -> str:
    """Which of the instructions just issued were perhaps told already; nothing where none was."""
    pairs = [f"№ {row.pk} – № {found[0].row.pk}" for row in issued if (found := alike(row))]
    if not pairs:
        return ""
    return _("Perhaps told already: %(pairs)s. Look at the cards and link what is the same.") % {
        "pairs": ", ".join(pairs)
    }


def _read(instruction: Instruction) -> dict[str, Any]:
    """The columns that are compared, as a question gives them."""
    return {name: getattr(instruction, "record_id" if name == "record" else name) for name in COLUMNS}


def _candidates(instruction: Instruction, own: dict[str, Any]) -> QuerySet[Instruction]:
    """Those that can be alike at all: texts of nearly as many words, or with a thing or record in common."""
    bodies = [instruction.responsible_id, *instruction.assignments.values_list("body", flat=True)]
    linked = [instruction.pk, instruction.parent_id, instruction.duplicate_of_id]
    words, least = len(own["keys"]), rules().alike.share
    as_long = Q(keys__len__gte=int(words * least), keys__len__lte=int(words / least) + 1)
    things = [each for each in own["marks"] or () if each.startswith("thing ")]
    about = Q(marks__overlap=things) | Q(record=own["record"], record__isnull=False)
    language = Q(language=instruction.language)
    rows = Instruction.objects.filter(
        OPEN, (language & as_long) | (~language & about), responsible__in=bodies
    )
    rows = rows.exclude(pk__in=[key for key in linked if key])
    return rows.exclude(parent=instruction.pk).exclude(duplicate_of=instruction.pk)


def _marks(row: dict[str, Any]) -> Iterator[Mark]:
    """The marks of the text and of the columns."""
    yield from (Mark.read(each) for each in row["marks"] or ())
    yield from place_mark(row["place"])
    if row["term_every"] or row["term_last"]:
        yield Mark("day", row["term_every"] or row["term_last"].isoformat())
    if row["record"]:
        yield Mark("record", str(row["record"]))
    if row["indicator"]:
        yield Mark("indicator", row["indicator"])

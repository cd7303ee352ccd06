"""Corrections held against the reader, and what they suggest for its word lists."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from esep.cli.screen import note, out
from esep.errors import CorrectionsNotKept
from esep.messages import messages_of
from esep.reading.results.annotated import check_annotated
from esep.reading.results.corrections import check, difference_text
from esep.reading.results.proposals import proposals, proposals_yaml

_, _n = messages_of(__package__)


def check_corrections(path: Path, day: datetime.date | None, *, quiet: bool) -> None:
    """Say of each correction whether the reader keeps it; CorrectionsNotKept unless all are."""
    checked = check(path, day)
    for each in checked:
        correction = each.correction
        quote = " ".join(correction.quote.split())
        where = f"{correction.document} [{correction.start}–{correction.end}] «{quote}»"
        if each.is_kept:
            out.print(str(_("kept: {place}", place=where)), markup=False)
        else:
            why = difference_text(each)
            out.print(str(_("not kept: {place}: {why}", place=where, why=why)), markup=False)
    lost = sum(not each.is_kept for each in checked)
    note(_n("{n} correction was checked.", "{n} corrections were checked.", len(checked)), quiet=quiet)
    if lost:
        raise CorrectionsNotKept(
            _n("The reader does not keep {n} correction.", "The reader does not keep {n} corrections.", lost)
        )


def propose_words(path: Path, day: datetime.date | None, annotated: Sequence[Path] = ()) -> None:
    """Print proposals as YAML; nothing is written into the word lists.

    Figures of the folders ``annotated`` that are read rightly count against what would change them.
    """
    beside = [one for folder in annotated for one in check_annotated(folder)]
    proposed = proposals_yaml(proposals(check(path, day), beside))
    lines = str(
        _(
            "Proposals from {file}, for review: what is right goes into the word lists by hand, with an "
            "example and a counter-example.",
            file=path.name,
        )
    )
    out.print(f"# {lines}", markup=False)
    out.print(proposed, markup=False, end="")

"""How often a figure's phrase is linked to the indicator that it states, and to none when there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.measurement import ROOT, Line
from esep.figures import stated_indicators
from esep.reading.results.linking import Linker
from esep.yaml_texts import read_yaml

LABELS = ROOT / "tests" / "figures" / "linked_phrases.yaml"


def run(runs: int) -> Iterator[Line]:
    """The lines of the table; the answers are the same at every run."""
    del runs
    rows = read_yaml(LABELS.read_text(encoding="utf-8"))
    held = [row for place, row in enumerate(rows) if place % 3 == 2]
    yield _line("phrases linked to the catalogue, all", rows)
    for language in ("kk", "ru"):
        yield _line(
            f"— held out from choosing the settings, {language}", [row for row in held if language in row]
        )


def _line(work: str, rows: Sequence[dict[str, Any]]) -> Line:
    linker = Linker(stated_indicators())
    links = [linker.link(row.get("kk") or row["ru"], row["unit"]) for row in rows]
    said = [None if link is None else link.entry.code for link in links]
    made = sum(code is not None for code in said)
    right = sum(code is not None and code == row["is"] for code, row in zip(said, rows, strict=True))
    there = sum(row["is"] is not None for row in rows)
    none = sum(code is None and row["is"] is None for code, row in zip(said, rows, strict=True))
    return Line(
        work,
        f"precision {right / made:.3f} ({right} of {made}), recall {right / there:.3f} ({right} of {there}); "
        f"{none} of {len(rows) - there} left unlinked that are not in it",
    )

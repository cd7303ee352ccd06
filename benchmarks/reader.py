"""How many official texts are read in a second on one core."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from benchmarks.measurement import ROOT, Line
from esep.reading import read, read_document

FOLDER = ROOT / "src" / "esep" / "demo" / "texts"
LEAST_TEXTS = 300
SECONDS = 3.0


def run(runs: int) -> Iterator[Line]:
    """The lines of the table; the words of each text are at hand, the reader is warm."""
    texts = [read_document(path).text for path in sorted(FOLDER.iterdir()) if path.is_file()]
    for text in texts:
        read(text)
    rates = [_rate(texts) for _ in range(runs)]
    rate, letters = median(rates), sum(map(len, texts)) / len(texts)
    yield Line(
        f"texts read, {letters:,.0f} letters each",
        f"{rate:.0f} a second ({rate * letters / 1e6:.2f} million letters)",
        f"{LEAST_TEXTS} a second",
        rate >= LEAST_TEXTS,
    )


def _rate(texts: list[str]) -> float:
    started, count = time.process_time(), 0
    while (passed := time.process_time() - started) < SECONDS:
        for text in texts:
            read(text)
        count += len(texts)
    return count / passed

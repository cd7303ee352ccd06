"""How exactly the reader reads the annotated texts: those its rules were written with, and those held back.

``python -m benchmarks.reader_accuracy`` prints every measure by language and folder with intervals;
``--unseen`` scores ``held`` too, ``--constructs`` adds a line for each construct of the scorecard,
``--misses`` lists what went wrong in ``open``. What went wrong in ``held`` is never listed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import fmean

import numpy as np
import yaml
from rich.console import Console
from rich.table import Table

from benchmarks.measurement import Line
from benchmarks.reader_scoring import CORPUS, Score, annotations, score
from esep.reading import read, read_document
from esep.reading.results.plain_form import reading_row

SEEN, UNSEEN, EMPTY = "open", "held", "nothing"
DRAWS, SEED = 1000, 20
LEVEL = (2.5, 97.5)
LEAST = {"found F1": 0.97, "strict F1": 0.88, "instructions F1": 0.70}
"""The bars, for texts that whoever wrote the rules has not seen."""

Measure = Callable[[Counter[str]], float | None]


def _f1(hit: str, gold: str, read_: str) -> Measure:
    return lambda c: 2 * c[hit] / (c[gold] + c[read_]) if c[gold] + c[read_] else None


def _share(hit: str, of: str) -> Measure:
    return lambda c: c[hit] / c[of] if c[of] else None


MEASURES: dict[str, Measure] = {
    "found precision": _share("found", "statements"),
    "found recall": _share("found", "figures"),
    "found F1": _f1("found", "figures", "statements"),
    "strict F1": _f1("strict", "figures", "statements"),
    "unit of the found": _share("unit", "found"),
    "kind of the found": _share("kind", "found"),
    "approximation of the found": _share("approximation", "found"),
    "part_of": _share("parts_right", "parts"),
    "part_of where there is none": _share("false_parts", "found"),
    "instructions precision": _share("tasks_found", "tasks_read"),
    "instructions recall": _share("tasks_found", "instructions"),
    "instructions F1": _f1("tasks_found", "instructions", "tasks_read"),
    "addressee of the found": _share("addressee", "tasks_found"),
    "deadline of the found": _share("deadline", "tasks_found"),
}
"""Each measure of the sum of counts; "part_of where there is none" is the one that should be small."""


def run(runs: int) -> Iterator[Line]:
    """The lines of the table of benchmarks: the three measures with bars, seen and unseen."""
    del runs
    for folder, title in ((SEEN, "seen"), (UNSEEN, "unseen")):
        scores = scores_of(folder)
        for name, least in LEAST.items():
            low, high = interval(scores, MEASURES[name])
            value = MEASURES[name](total(scores)) or 0.0
            measured = f"{value:.3f} ({low:.3f} to {high:.3f})"
            yield Line(f"{name} in {len(scores)} {title} texts", measured, f"{least}", value >= least)
    invented = sum(figures + tasks for _, figures, tasks in found_in_nothing())
    yield Line("figures and instructions read where there is none", f"{invented}", "0", invented == 0)


def scores_of(folder: str) -> list[Score]:
    """Each text of a folder of the corpus, read and scored."""
    told = []
    for path, annotation in annotations(folder):
        row = reading_row(path.name, read(read_document(path).text))
        told.append(score(annotation, row))
    return told


def found_in_nothing() -> Iterator[tuple[str, int, int]]:
    """Each text of the negative corpus with how many figures and instructions were read in it."""
    for path in sorted((CORPUS / EMPTY).glob("*.txt")):
        reading = read(read_document(path).text)
        yield path.name, len(reading.statements), len(reading.instructions)


def total(scores: Sequence[Score]) -> Counter[str]:
    """The counts of all texts together."""
    counts: Counter[str] = Counter()
    for one in scores:
        counts.update(one.counts)
    return counts


def interval(scores: Sequence[Score], measure: Measure) -> tuple[float, float]:
    """The 95 % interval of a measure when whole texts are drawn anew."""
    low, high = np.percentile(_drawn(scores, measure, np.random.default_rng(SEED)), LEVEL)
    return float(low), float(high)


def gap(seen: Sequence[Score], unseen: Sequence[Score], measure: Measure) -> tuple[float, float, float]:
    """How much better the seen texts are read than the unseen, with the interval of the difference."""
    random = np.random.default_rng(SEED)
    drawn = _drawn(seen, measure, random) - _drawn(unseen, measure, random)
    low, high = np.percentile(drawn, LEVEL)
    return (measure(total(seen)) or 0.0) - (measure(total(unseen)) or 0.0), float(low), float(high)


def _drawn(scores: Sequence[Score], measure: Measure, random: np.random.Generator) -> np.ndarray:
    names = sorted({name for one in scores for name in one.counts})
    table = np.array([[one.counts[name] for name in names] for one in scores])
    draws = random.integers(len(scores), size=(DRAWS, len(scores)))
    sums = table[draws].sum(axis=1)
    values = (measure(Counter(dict(zip(names, map(int, row), strict=True)))) for row in sums)
    return np.array([0.0 if value is None else value for value in values])


def leave_one_out(scores: Sequence[Score], measure: Measure) -> tuple[float, str, float]:
    """The jackknife: standard error, and the text without which the measure moves most, and by how much.

    The rules and word lists of the reader are written by hand and do not change with the texts, so there is
    nothing to fit anew without a text: a fold would give the numbers that the text has in the whole. What
    folds can tell is how much hangs on single texts. Should a list ever be learned from texts by a program,
    it must be learned anew here without the text that is scored.
    """
    whole = measure(total(scores)) or 0.0
    without = []
    for place in range(len(scores)):
        rest = [*scores[:place], *scores[place + 1 :]]
        without.append(measure(total(rest)) or 0.0)
    mean, count = fmean(without), len(without)
    error = ((count - 1) / count * sum((value - mean) ** 2 for value in without)) ** 0.5
    most = max(range(count), key=lambda place: abs(without[place] - whole))
    return error, scores[most].document, without[most] - whole


def constructs(scores: Sequence[Score]) -> dict[str, tuple[int, int]]:
    """How often each construct was read wholly right, of how many times it occurs.

    A figure is right when it is found with unit, kind, approximation and whole; an instruction with addressee
    and term; a negative when nothing was read in it.
    """
    sums: dict[str, tuple[int, int]] = {}
    for one in scores:
        for name, (right, of) in one.constructs.items():
            done, all_of = sums.get(name, (0, 0))
            sums[name] = (done + right, all_of + of)
    return sums


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader_accuracy", description=__doc__)
    parser.add_argument("--constructs", action="store_true", help="a line for each construct")
    parser.add_argument("--misses", action="store_true", help="what went wrong in the open texts")
    parser.add_argument("--unseen", action="store_true", help="score the held texts too")
    chosen = parser.parse_args()
    console = Console(width=130)
    scored = {folder: scores_of(folder) for folder in ((SEEN, UNSEEN) if chosen.unseen else (SEEN,))}
    for language in ("all", "kk", "ru"):
        picked = {
            folder: [one for one in scores if language in ("all", one.language)]
            for folder, scores in scored.items()
        }
        console.print(_measures_table(language, picked))
    if chosen.constructs:
        console.print(_constructs_table(scored))
    for name, figures, tasks in found_in_nothing():
        if figures or tasks:
            console.print(f"{name}: {figures} figures and {tasks} instructions where there is none")
    if chosen.misses:
        for one in scored[SEEN]:
            for miss in one.misses:
                print(f"{one.document}  {miss}")


def _measures_table(language: str, picked: dict[str, list[Score]]) -> Table:
    sizes = ", ".join(f"{len(scores)} {folder}" for folder, scores in picked.items())
    table = Table("Measure", *(f"{folder}, 95 %" for folder in picked), title=f"{language}: {sizes}")
    if both := len(picked) == 2:
        table.add_column("seen - unseen")
    table.add_column("one text out")
    for name, measure in MEASURES.items():
        cells = [name]
        for scores in picked.values():
            low, high = interval(scores, measure)
            value = measure(total(scores))
            cells.append("–" if value is None else f"{value:.3f} ({low:.3f} to {high:.3f})")
        if both:
            difference, low, high = gap(picked[SEEN], picked[UNSEEN], measure)
            cells.append(f"{difference:+.3f} ({low:+.3f} to {high:+.3f})")
        error, document, moved = leave_one_out(picked[SEEN], measure)
        cells.append(f"s.e. {error:.3f}; without {document} {moved:+.3f}")
        table.add_row(*cells)
    return table


def _constructs_table(scored: dict[str, list[Score]]) -> Table:
    table = Table("Construct", *scored, title="Wholly right of all")
    sums = {folder: constructs(scores) for folder, scores in scored.items()}
    for entry in yaml.safe_load((CORPUS / "scorecard.yaml").read_text("utf8")):
        cells = (counted.get(entry["id"], (0, 0)) for counted in sums.values())
        table.add_row(entry["id"], *(f"{right} of {of}" for right, of in cells))
    return table


if __name__ == "__main__":
    main()

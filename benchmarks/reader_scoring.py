"""One annotated text against what was read in it, by the definitions of docs/reference/annotation.md."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measurement import ROOT

CORPUS = ROOT / "examples" / "annotated"
NAMED_UNITS = frozenset(
    (
        *(
            "KZT",
            "KZT/month",
            "KZT/year",
            "MRP",
            "percent",
            "times",
            "share",
            "point",
            "km",
            "m",
            "km2",
            "m2",
            "ha",
        ),
        *("tonne", "tonne/year", "head", "place", "person", "job", "family", "house", "apartment", "project"),
        "enterprise",
    )
)
"""Units that must be told exactly; any other unit must only not be one of these."""
CLOSE = 1e-9
LEAST_SHARED_WORDS = 0.5

Item = dict[str, Any]


@dataclass
class Score:
    """What was counted in one text: ``counts`` by measure, ``constructs`` as (right, of how many)."""

    document: str
    language: str
    counts: Counter[str] = field(default_factory=Counter)
    constructs: dict[str, tuple[int, int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def count_construct(self, item: Item, right: bool) -> None:
        for name in item.get("constructs", ()):
            done, of = self.constructs.get(name, (0, 0))
            self.constructs[name] = (done + right, of + 1)


def annotations(folder: str) -> Iterator[tuple[Path, Item]]:
    """The texts of a folder of the corpus, each with its annotation."""
    for path in sorted((CORPUS / folder).glob("*_*.json")):
        annotation = json.loads(path.read_text("utf8"))
        yield path.with_name(annotation["text_file"]), annotation


def score(annotation: Item, reading: Item) -> Score:
    """Compare an annotation with a reading in the form of ``esep read --json-lines``."""
    told = Score(annotation["doc"], annotation["lang"])
    _score_figures(annotation["figures"], reading["statements"], told)
    _score_instructions(annotation["instructions"], reading["instructions"], told)
    for negative in annotation["hard_negatives"]:
        told.count_construct(negative, _left_alone(negative, annotation, reading))
    return told


def _score_figures(figures: list[Item], statements: list[Item], told: Score) -> None:
    statement_of = dict(_pairs(figures, statements))
    counts = told.counts
    for figure in figures:
        if figure.get("optional"):
            continue
        counts["figures"] += 1
        number = statement_of.get(figure["id"])
        if number is None:
            told.count_construct(figure, False)
            told.misses.append(f"missed figure {figure['quote']!r}")
            continue
        counts["found"] += 1
        right = _attributes(figure, statements[number], statement_of)
        counts.update(name for name, is_right in right.items() if is_right)
        strict = right["unit"] and right["kind"] and right["approximation"]
        counts["strict"] += strict
        if figure["part_of"] is not None:
            counts["parts"] += 1
            counts["parts_right"] += right["part_of"]
        elif not right["part_of"]:
            counts["false_parts"] += 1
        told.count_construct(figure, strict and right["part_of"])
        told.misses.extend(f"wrong {name} of {figure['quote']!r}" for name, good in right.items() if not good)
    counts["statements"] += _counted(figures, statements, statement_of, told)


def _pairs(figures: list[Item], statements: list[Item]) -> Iterator[tuple[int, int]]:
    """Figures with the statements that find them: the number begins in the span and the value is the same."""
    free = dict(enumerate(statements))
    for figure in figures:
        for number, statement in free.items():
            if figure["start"] <= statement["number_start"] < figure["end"] and _equal(figure, statement):
                yield figure["id"], number
                del free[number]
                break


def _equal(figure: Item, statement: Item) -> bool:
    if figure["value"] is not None:
        return _close(figure["value"], statement["value"])
    return _close(figure["value_low"], statement["low"]) and _close(figure["value_high"], statement["high"])


def _close(one: float, other: float | None) -> bool:
    return other is not None and abs(one - other) <= CLOSE * max(abs(one), abs(other), 1)


def _attributes(figure: Item, statement: Item, statement_of: dict[int, int]) -> dict[str, bool]:
    unit, whole = statement["unit"], figure["part_of"]
    is_named = figure["unit"] in NAMED_UNITS
    return {
        "unit": unit == figure["unit"] if is_named else unit not in NAMED_UNITS - {"place"},
        "kind": statement["kind"] == figure["kind"],
        "approximation": statement["approximation"] == figure["approx_type"],
        "part_of": statement["part_of"] == (None if whole is None else statement_of.get(whole)),
    }


def _counted(figures: list[Item], statements: list[Item], statement_of: dict[int, int], told: Score) -> int:
    """How many statements count: those that find an optional figure, or begin in one, do not."""
    optional = [figure for figure in figures if figure.get("optional")]
    excused = {statement_of.get(figure["id"]) for figure in optional}
    used, counted = set(statement_of.values()), 0
    for number, statement in enumerate(statements):
        begins = statement["number_start"]
        inside = any(figure["start"] <= begins < figure["end"] for figure in optional)
        if number in excused or (inside and number not in used):
            continue
        counted += 1
        if number not in used:
            told.misses.append(f"invented {statement['quote']!r}")
    return counted


def _score_instructions(tasks: list[Item], read: list[Item], told: Score) -> None:
    free, excused = dict(enumerate(read)), 0
    for task in tasks:
        number = next((key for key, one in free.items() if _covers(task, one)), None)
        found = None if number is None else free.pop(number)
        if task.get("optional"):
            excused += found is not None
            continue
        told.counts["instructions"] += 1
        if found is None:
            told.count_construct(task, False)
            told.misses.append(f"missed instruction {task['quote']!r}")
            continue
        addressee = _alike(task["addressee"], found["addressee"])
        deadline = _alike(task["deadline"], found["deadline"])
        told.counts.update({"tasks_found": 1, "addressee": addressee, "deadline": deadline})
        told.count_construct(task, addressee and deadline)
    told.counts["tasks_read"] += len(read) - excused
    told.misses.extend(f"invented instruction {one['quote']!r}" for one in free.values())


def _covers(one: Item, other: Item) -> bool:
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return 2 * shared >= max(one["end"] - one["start"], other["end"] - other["start"])


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two wordings share half of their words; two that are empty are alike."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return first == second
    return 2 * len(first & second) >= LEAST_SHARED_WORDS * (len(first) + len(second))


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").lower()))


def _left_alone(negative: Item, annotation: Item, reading: Item) -> bool:
    if "praise-no-order" in negative["constructs"]:
        return not any(_covers(negative, one) for one in reading["instructions"])
    annotated = _spans(annotation["figures"])
    return not any(
        negative["start"] <= one["number_start"] < negative["end"]
        and not any(start <= one["number_start"] < end for start, end in annotated)
        for one in reading["statements"]
    )


def _spans(items: Iterable[Item]) -> list[tuple[int, int]]:
    return [(item["start"], item["end"]) for item in items]

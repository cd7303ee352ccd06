"""Families from JSON to JSON answers, at four sizes: the time must grow with the number of families alone.

The families of each size are the first of one seeded shuffle, so that all sizes hold families of all places;
they are written as a program would write them: what has its default is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import polars as pl

from benchmarks import region
from benchmarks.measurement import BUILD, Line, Measured, in_turn, run_job, written
from esep.familymap import CORE_PROVISIONS
from esep.familymap.answering import answer_families
from esep.familymap.answering.form import ID, MEMBERSHIPS, PLACE, ROLE, ThingForm, family_form
from esep.law import FAMILY
from esep.law.vocabulary import FAR_DATE
from esep.registers import Snapshot

SEED = 1
SIZES = (25_000, 50_000, 100_000, 200_000)
BAR_SIZE, MOST_SECONDS = 100_000, 5.0
MOST_SLOPE = 1.15
"""Time per family at 200,000 over that at 25,000, both beyond the start of the program."""


def answer(file: str, day: str, into: str) -> None:
    """JSON Lines to JSON Lines: the thirty answers of the family map."""
    answer_families(Path(file), on=date.fromisoformat(day), provisions=CORE_PROVISIONS).write(into)


def start(day: str) -> None:
    """The same for no family: what starting the program and building the law costs."""
    answer_families(b"[]", on=date.fromisoformat(day), provisions=CORE_PROVISIONS).to_json_lines()


def families_of(snapshot: Snapshot, most: int) -> pl.DataFrame:
    """So many families of a snapshot, shuffled, with all their rows, nested as the JSON form wants them."""
    form = family_form()
    person = form.parts["members"]
    families = _rows(snapshot, form).sample(fraction=1, shuffle=True, seed=SEED).head(most)
    day = snapshot.date
    holds = (pl.col("valid_from") <= day) & (pl.col("valid_to").fill_null(FAR_DATE) >= day)
    memberships = snapshot.scan(MEMBERSHIPS).filter(holds).select("person", "family", ROLE).collect()
    members = memberships.join(families.select("family"), on="family", how="semi")
    persons = _rows(snapshot, person).join(members, on="person")
    persons = _nested(persons, person, snapshot).with_columns(pl.col("person").cast(pl.String).alias("id"))
    grouped = persons.group_by("family", maintain_order=True).agg(
        pl.struct(pl.exclude("person", "family")).alias("members")
    )
    whole = _nested(families, form, snapshot).join(grouped, on="family", how="left", maintain_order="left")
    return whole.with_columns(pl.col("members").fill_null([]), pl.format("F-{}", "family").alias("id")).drop(
        "family"
    )


def spoken(thing: dict[str, Any], form: ThingForm) -> dict[str, Any]:
    """A family or a part of one without what is silent: defaults, what follows from the place, empty lists.

    Members are registered where the family lives.
    """
    said = {ID: thing[ID]} if ID in thing else {}
    for field in form.fields:
        told = thing[field.name]
        of_place = field.derived and not (field.name == PLACE and form.entity == FAMILY)
        if not of_place and told is not None and (field.required or told != field.default):
            said[field.name] = told
    for name, part in form.parts.items():
        if parts := thing[name]:
            said[name] = [spoken(each, part) for each in parts]
    return said


def write_families(families: pl.DataFrame, file: Path) -> None:
    """JSON Lines of families in the short form."""
    form = family_form()
    with file.open("wb") as lines:
        for some in families.iter_slices(10_000):
            for line in some.write_ndjson().splitlines():
                lines.write(orjson.dumps(spoken(orjson.loads(line), form)) + b"\n")


def _rows(snapshot: Snapshot, form: ThingForm) -> pl.DataFrame:
    declared = form.declared
    names = [field.name for field in form.fields if field.name != ROLE]
    return snapshot.scan(declared.table).select(declared.key, *names).collect()


def _nested(owners: pl.DataFrame, form: ThingForm, snapshot: Snapshot) -> pl.DataFrame:
    """The rows of owners with their parts in lists."""
    for name, part in form.parts.items():
        if name != "members":
            key = part.declared.key
            rows = _rows(snapshot, part).join(owners.select(key), on=key, how="semi")
            lists = rows.group_by(key).agg(pl.struct(pl.exclude(key)).alias(name))
            owners = owners.join(lists, on=key, how="left", maintain_order="left")
            owners = owners.with_columns(pl.col(name).fill_null([]))
    return owners


def run(runs: int) -> Iterator[Line]:
    """The lines of the table."""
    snapshot = region.snapshot()
    with TemporaryDirectory(dir=BUILD) as folder:
        families = families_of(snapshot, max(SIZES))
        files = {size: Path(folder) / f"{size}.jsonl" for size in SIZES}
        for size, file in files.items():
            write_families(families.head(size), file)
        del families
        day = snapshot.date.isoformat()

        def job(size: int) -> Measured:
            return run_job(answer, files[size], day, Path(folder) / "answers.jsonl")

        jobs = {str(size): (lambda size=size: job(size)) for size in SIZES}
        found = in_turn({"start": lambda: run_job(start, day), **jobs}, runs)
        sizes = {size: files[size].stat().st_size / 2**20 for size in SIZES}
    begun = found["start"].processor
    yield Line("start of the program, no family", written(found["start"]))
    for size in SIZES:
        each = found[str(size)]
        seconds = each.processor
        rate = (seconds - begun) / size * 1e6
        bar = f"{MOST_SECONDS:.0f} s" if size == BAR_SIZE else ""
        holds = seconds < MOST_SECONDS if size == BAR_SIZE else None
        shown = f"{written(each)}; {rate:.0f} µs a family"
        yield Line(f"{size:,} families as JSON ({sizes[size]:.0f} MiB) answered as JSON", shown, bar, holds)
    least, most = (found[str(size)].processor - begun for size in (min(SIZES), max(SIZES)))
    slope = (most / max(SIZES)) / (least / min(SIZES))
    yield Line("  time a family, 200,000 over 25,000", f"{slope:.2f}", f"{MOST_SLOPE}", slope < MOST_SLOPE)

"""Families from JSON to JSON answers, at four sizes: the time must grow with the number of families alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from benchmarks import region
from benchmarks.measurement import BUILD, Line, Measured, in_turn, run_job, written
from esep.familymap.answering import answer_families
from esep.familymap.answering.form import MEMBERSHIPS, ROLE, ThingForm, family_form
from esep.law.vocabulary import FAR_DATE
from esep.registers import Snapshot

SIZES = (25_000, 50_000, 100_000, 200_000)
BAR_SIZE, MOST_SECONDS = 100_000, 5.0
MOST_SLOPE = 1.15
"""Time per family at 200,000 over that at 25,000, both beyond the start of the program."""


def answer(file: str, day: str, into: str) -> None:
    """JSON Lines to JSON Lines: the thirty answers of the family map."""
    answer_families(Path(file), on=date.fromisoformat(day)).write(into)


def start(day: str) -> None:
    """The same for no family: what starting the program and building the law costs."""
    answer_families(b"[]", on=date.fromisoformat(day)).to_json_lines()


def families_of(snapshot: Snapshot, most: int) -> pl.DataFrame:
    """The first families of a snapshot with all their rows, nested as the JSON form wants them."""
    form = family_form()
    person = form.parts["members"]
    families = _rows(snapshot, form, most=most)
    day = snapshot.date
    holds = (pl.col("valid_from") <= day) & (pl.col("valid_to").fill_null(FAR_DATE) >= day)
    memberships = snapshot.scan(MEMBERSHIPS).filter(holds).select("person", "family", ROLE).collect()
    members = memberships.join(families.select("family"), on="family", how="semi")
    persons = _rows(snapshot, person).join(members, on="person")
    persons = _nested(persons, person, snapshot).with_columns(pl.col("person").cast(pl.String).alias("id"))
    grouped = persons.group_by("family", maintain_order=True).agg(
        pl.struct(pl.exclude("person", "family")).alias("members")
    )
    whole = _nested(families, form, snapshot).join(grouped, on="family", how="left")
    return whole.with_columns(pl.col("members").fill_null([]), pl.format("F-{}", "family").alias("id")).drop(
        "family"
    )


def _rows(snapshot: Snapshot, form: ThingForm, most: int | None = None) -> pl.DataFrame:
    declared = form.declared
    names = [field.name for field in form.fields if field.name != ROLE]
    rows = snapshot.scan(declared.table).select(declared.key, *names)
    return (rows if most is None else rows.head(most)).collect()


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
            families.head(size).write_ndjson(file)
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
        bar = f"{MOST_SECONDS:.0f} s of processor" if size == BAR_SIZE else ""
        holds = seconds < MOST_SECONDS if size == BAR_SIZE else None
        shown = f"{written(each)}; {rate:.0f} µs a family"
        yield Line(f"{size:,} families as JSON ({sizes[size]:.0f} MiB) answered as JSON", shown, bar, holds)
    least, most = (found[str(size)].processor - begun for size in (min(SIZES), max(SIZES)))
    slope = (most / max(SIZES)) / (least / min(SIZES))
    yield Line("  time a family, 200,000 over 25,000", f"{slope:.2f}", f"{MOST_SLOPE}", slope < MOST_SLOPE)

"""The portions of an assessment: each answered and written by itself, here or on another machine.

First every portion writes its answers and says what it adds to the whole (a :class:`Partial`); partials are
whole numbers and merge exactly, in any order. Then every portion writes what needs a statistic of the whole:
the tenth of persons, by income per head, in which a family stands.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import numpy as np
import polars as pl

from esep.engines.polars_engine.portions import MOST_PERSONS, PortionRun
from esep.errors import WrongSettings
from esep.law import FAMILY, PERSON, Entity, Plan
from esep.messages import messages_of
from esep.registers import open_snapshot
from esep.registers.layout import Portion

_, _n = messages_of(__package__)

FAMILIES, PERSONS, STANDING = "families", "persons", "standing"
"""Folders of an assessment, with a file for each portion."""

PLACE = ("place", "region", "district")
BESIDE = {FAMILY: (*PLACE, "rural"), PERSON: PLACE}
TENTHS = 10

_FOLDERS = {FAMILY: FAMILIES, PERSON: PERSONS}
_ROWS_IN_GROUP = 131_072


@dataclass(frozen=True)
class Partial:
    """What portions add to the whole: rows, sums of amounts and counts by provision, persons by income.

    ``incomes`` has ``income_per_head`` (KZT a month) and ``persons``; empty where no income is assessed.
    """

    families: int = 0
    persons: int = 0
    sums: Mapping[str, int] = field(default_factory=dict)
    incomes: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema={"income_per_head": pl.Int64, "persons": pl.Int64})
    )


def merged(partials: Iterable[Partial]) -> Partial:
    """All partials together, exactly, in whatever order they come."""
    parts = list(partials)
    sums: Counter[str] = Counter()
    for part in parts:
        sums.update(part.sums)
    incomes = pl.concat([part.incomes for part in (Partial(), *parts)])
    return Partial(
        sum(part.families for part in parts),
        sum(part.persons for part in parts),
        dict(sorted(sums.items())),
        incomes.group_by("income_per_head").agg(pl.col("persons").sum()).sort("income_per_head"),
    )


def tenths(incomes: pl.DataFrame) -> tuple[int, ...]:
    """From the least income upwards: the incomes at which the second tenth begins, the third, and so on.

    All persons of one income stand in one tenth: the one in which the first of them falls. ``incomes`` is
    that of a :class:`Partial`, in order; no tenths where there is nobody.
    """
    persons = incomes["persons"].to_numpy()
    total = int(persons.sum())
    if not total:
        return ()
    tenth = (np.cumsum(persons) - persons) * TENTHS // total
    return tuple(_first(incomes["income_per_head"], tenth >= number) for number in range(1, TENTHS))


def _first(incomes: pl.Series, reached: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> int:
    """The first income that has reached a tenth; one above all where none has."""
    return int(incomes[int(reached.argmax())]) if reached.any() else int(incomes[-1]) + 1


@dataclass(frozen=True)
class Task:
    """What every portion must know, to be sent wherever it is done; all paths are absolute.

    ``snapshot_id``: what the snapshot must hold. ``folders``: where to write, one for each plan. ``base``:
    the folder of an assessment of the same snapshot and date, of which the columns ``shared`` are taken.
    """

    snapshot: Path
    snapshot_id: str
    plans: tuple[Plan, ...]
    folders: tuple[Path, ...]
    most_persons: int = MOST_PERSONS
    base: Path | None = None
    shared: frozenset[str] = frozenset()

    @property
    def run(self) -> PortionRun:
        """The plans made ready; once in a process, though the task comes anew with every portion."""
        return _ready(_SameByContent(self))


class _SameByContent:
    """A task that is equal to another one when both make the same ready."""

    def __init__(self, task: Task) -> None:
        self.task = task
        plans = tuple(plan.hash for plan in task.plans)
        self._content = (task.snapshot, task.snapshot_id, plans, task.shared)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameByContent) and self._content == other._content

    def __hash__(self) -> int:
        return hash(self._content)


@lru_cache(maxsize=1)
def _ready(same: _SameByContent) -> PortionRun:
    task = same.task
    snapshot = open_snapshot(task.snapshot)
    if snapshot.id != task.snapshot_id:
        raise WrongSettings(_("The folder {folder} holds another snapshot here.", folder=task.snapshot))
    return PortionRun(task.plans, snapshot, given=task.shared, beside=BESIDE, living=True)


def prepare(folders: Iterable[Path]) -> None:
    """Make the folders that portions are written to."""
    for folder in folders:
        for name in (FAMILIES, PERSONS, STANDING):
            (folder / name).mkdir(exist_ok=True)
        _parts(folder).mkdir(exist_ok=True)


def portions_of(task: Task) -> tuple[Portion, ...]:
    """The portions of the task's snapshot."""
    return task.run.portions(task.most_persons)


def answer(task: Task, portion: Portion) -> tuple[Partial, ...]:
    """Write the answers of a portion, unless they are there, and say what it adds to the whole, by plan."""
    missing = [folder for folder in task.folders if not _file(folder, PERSONS, portion).is_file()]
    if missing:
        found = task.run.answers(portion, _shared(task, portion))
        for plan, folder, answers in zip(task.plans, task.folders, found, strict=True):
            for entity, rows in answers.items():
                _write(_stored(plan, entity, rows, task, portion), _file(folder, _FOLDERS[entity], portion))
    return tuple(partial_of(folder, portion) for folder in task.folders)


def _shared(task: Task, portion: Portion) -> dict[Entity, pl.DataFrame]:
    """The shared columns of a portion, from the assessment that has them."""
    if task.base is None:
        return {}
    found = {}
    for entity, name in _FOLDERS.items():
        file = _file(task.base, name, portion)
        columns = [column for column in pl.read_parquet_schema(file) if column in task.shared]
        if columns and (entity == FAMILY or task.run.reads_persons):
            found[entity] = pl.read_parquet(file, columns=columns)
    return found


def _stored(plan: Plan, entity: Entity, rows: pl.DataFrame, task: Task, portion: Portion) -> pl.DataFrame:
    """The columns of a file: key, place, and the provisions asked for."""
    if entity == FAMILY:
        return rows.select(FAMILY.declared.key, *BESIDE[FAMILY], *plan.asked_of(FAMILY))
    if not task.run.reads_persons and task.base is not None:
        return pl.read_parquet(_file(task.base, PERSONS, portion))
    key = FAMILY.declared.key
    if key not in rows and task.base is not None:  # nothing that is computed anew asks who belongs where
        columns = [PERSON.declared.key, key, *PLACE]
        whose = pl.read_parquet(_file(task.base, PERSONS, portion), columns=columns)
        return whose.with_columns(rows.select(plan.asked_of(PERSON)))
    if key not in rows:
        rows = rows.with_columns(pl.lit(None, pl.Int64).alias(key))
    own = [
        pl.coalesce(f"{key}:{name}", name).alias(name) if f"{key}:{name}" in rows else pl.col(name)
        for name in PLACE
    ]
    return rows.select(PERSON.declared.key, key, *own, *plan.asked_of(PERSON))


def partial_of(folder: Path, portion: Portion) -> Partial:
    """What a portion adds to the whole, from its files."""
    families, persons = (
        pl.scan_parquet(_file(folder, name, portion), glob=False) for name in (FAMILIES, PERSONS)
    )
    sums: dict[str, int] = {}
    counts = []
    for rows in (families, persons):
        schema = rows.collect_schema()
        summed = [
            pl.col(name).cast(pl.Int64).sum()
            for name, type_ in schema.items()
            if type_ in (pl.Int64, pl.Boolean) and name not in ("family", "person", "rural")
        ]
        (row,) = rows.select(pl.len().alias("rows"), *summed).collect().to_dicts()
        counts.append(row.pop("rows"))
        sums |= row
    if "income_per_head" not in families.collect_schema():
        return Partial(counts[0], counts[1], sums)
    incomes = (
        families.filter(pl.col("family_size") > 0)
        .group_by("income_per_head")
        .agg(pl.col("family_size").sum().alias("persons"))
        .collect()
    )
    return Partial(counts[0], counts[1], sums, incomes)


def stand(folders: Mapping[Path, tuple[int, ...]], portion: Portion) -> None:
    """Write in which tenth each family of a portion stands; null for a family without members."""
    for folder, begins in folders.items():
        file = _file(folder, STANDING, portion)
        if begins and not file.is_file():
            income = pl.col("income_per_head")
            tenth = pl.lit(1) + pl.sum_horizontal([(income >= begin).cast(pl.Int64) for begin in begins])
            rows = pl.read_parquet(
                _file(folder, FAMILIES, portion), columns=["income_per_head", "family_size"]
            )
            column = pl.when(pl.col("family_size") > 0).then(tenth).cast(pl.Int64).alias("income_tenth")
            _write(rows.select(column), file)


def scan(folder: Path, name: str) -> pl.LazyFrame:
    """All portions of a folder of an assessment, one after the other."""
    return pl.scan_parquet(sorted((folder / name).glob("*.parquet")), glob=False)


def sweep(folder: Path, portions: int) -> None:
    """Remove what a stopped run that was cut otherwise has left, and what lost attempts have.

    An attempt that is still at work somewhere finds no place to write any more.
    """
    for file in folder.glob("*/*"):
        if not file.name.endswith(f"-of-{portions:05}.parquet"):
            file.unlink()
    if not any((folder / STANDING).iterdir()):
        (folder / STANDING).rmdir()
    shutil.rmtree(_parts(folder), ignore_errors=True)


def is_whole(folder: Path, portions: int) -> bool:
    """Whether the files of every portion are there."""
    counts = {name: len(list((folder / name).glob("*.parquet"))) for name in (FAMILIES, PERSONS)}
    return all(count == portions for count in counts.values())


def _file(folder: Path, name: str, portion: Portion) -> Path:
    return folder / name / f"{portion.number:05}-of-{portion.of:05}.parquet"


def _parts(folder: Path) -> Path:
    """Where files are written before they get their names; never published."""
    return folder.with_name(f"{folder.name}.parts")


def _write(rows: pl.DataFrame, file: Path) -> None:
    """Write a file so that it is whole when it is there.

    Two attempts at one portion may be at work at a time, on two machines; each has a file of its own, and
    both hold the same bytes.
    """
    part = _parts(file.parents[1]) / f"{file.parent.name}-{file.stem}-{uuid4().hex}"
    rows.write_parquet(part, compression="zstd", compression_level=1, row_group_size=_ROWS_IN_GROUP)
    part.replace(file)


def given_by(stored: Mapping[str, str], plan: Plan) -> frozenset[str]:
    """The provisions that a plan computes exactly as an assessment did, by its fingerprints."""
    return frozenset(
        name for name, fingerprint in plan.fingerprints.items() if stored.get(name) == fingerprint
    )

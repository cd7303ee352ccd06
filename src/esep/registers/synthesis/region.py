"""Make up a whole region and publish its register extracts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl

from esep.errors import WrongSettings
from esep.messages import Message, messages_of
from esep.places import places
from esep.registers.building import Progress
from esep.registers.publication import building, publish
from esep.registers.schema import TABLES, TableName
from esep.registers.synthesis.calibration import calibrate
from esep.registers.synthesis.drawing import Draughtsman
from esep.registers.synthesis.margins import completed, controls, prior
from esep.registers.synthesis.report import SynthesisReport, Tally
from esep.registers.synthesis.rounding import whole_households
from esep.registers.synthesis.settlements import Settlements, settle
from esep.registers.synthesis.spec import Figure, MarginName, RegionSpec
from esep.registers.synthesis.spreading import batches
from esep.registers.synthesis.templates import Ints, Pool, make_pool, of_working_age

_, _n = messages_of("esep.registers")

Format = Literal["parquet", "csv"]
ROW_GROUP = 250_000
INCOME_TOLERANCE = 0.005
ONE_HOUSEHOLD = 5


def synthesize(
    spec: RegionSpec,
    target_folder: Path | str,
    *,
    seed: int,
    format: Format = "parquet",
    progress: Progress | None = None,
) -> SynthesisReport:
    """Make up the region of ``spec`` and write its extracts to ``target_folder``, which must not exist.

    The same spec, seed and versions of the libraries give the same bytes. ``progress`` is told before each
    step, with the number of persons that are done and that there will be.

    Raises :class:`esep.errors.WrongSettings` when margins cannot be met together (it names them), when the
    region has too few settlements, or when the folder exists; :class:`esep.errors.NotFound` for an unknown
    region; :class:`esep.errors.Busy` when another run writes to the folder.
    """
    target = Path(target_folder).absolute()
    if target.exists():
        raise WrongSettings(
            _("{folder} exists already and is never overwritten. Choose another folder.", folder=target)
        )
    figures = completed(spec)
    tell = progress or _silent
    with building(target) as folder:
        tally = _write(spec, figures, folder, seed, format, tell)
        report = tally.report(figures, seed)
        _check_income(report)
        publish(folder, target)
    return report


def _check_income(report: SynthesisReport) -> None:
    """Counts are exact by the fit; the money income per head is what the drawn incomes can give.

    In a region of a few hundred persons the last household alone may be worth a per cent of it.
    """
    persons = max(report.margin("persons").got, 1)
    for result in report.margins:
        tolerance = INCOME_TOLERANCE + ONE_HOUSEHOLD / persons
        if result.name == "money_income_per_head" and abs(result.relative) > tolerance:
            raise WrongSettings(
                _(
                    "The margins cannot be met together: {asked} tenge of money income per head cannot be "
                    "reached with these benefits and this poverty line; {got} came out.",
                    asked=result.asked,
                    got=result.got,
                )
            )


def _silent(stage: Message, done: int, of: int) -> None:
    del stage, done, of


def _write(
    spec: RegionSpec,
    figures: dict[MarginName, Figure],
    folder: Path,
    seed: int,
    format: Format,
    progress: Progress,
) -> Tally:
    """Fit, draw batch by batch into parts, and join the parts; memory is bounded by one batch."""
    streams = np.random.SeedSequence(seed).spawn(5)
    total, done = figures["persons"].value, 0
    progress(_("Fitting households to the margins"), done, total)
    pool, counts = _fitted(spec, figures, streams[0], streams[1])
    areas = _areas(spec, figures, streams[2])
    mean = _mean_incomes(spec, figures, areas, np.random.default_rng(streams[3]))
    draughtsman = Draughtsman(spec, pool, mean)
    tally = Tally(spec)
    parts = folder / "parts"
    parts.mkdir()
    for number, batch in enumerate(batches(pool, counts, areas, streams[4])):
        progress(_("Drawing the families of {place}", place=places().get(batch.district)), done, total)
        tables = draughtsman.draw(batch)
        tally.add(tables)
        for name, frame in tables.items():
            file = parts / f"{name}-{number:05}.parquet"
            frame.write_parquet(file, compression="lz4", statistics=False)
        done += int(pool.size[batch.template].sum())
    for name in TABLES:
        progress(_("Writing {file}", file=f"{name}.{format}"), done, total)
        _merge(parts, folder, name, format)
    parts.rmdir()
    return tally


def _fitted(
    spec: RegionSpec,
    figures: dict[MarginName, Figure],
    templates: np.random.SeedSequence,
    rounding: np.random.SeedSequence,
) -> tuple[Pool, Ints]:
    """The templates, and how many households of each the region has."""
    pool = make_pool(spec.assumptions, np.random.default_rng(templates))
    rows = controls(figures, spec.assumptions, pool)
    weights = calibrate(rows, prior(pool, figures))
    working = of_working_age(spec.assumptions.population, pool.age, pool.male)
    counts = whole_households(rows, weights, pool.likeness(working), np.random.default_rng(rounding))
    return pool, counts


def _areas(
    spec: RegionSpec, figures: dict[MarginName, Figure], seed: np.random.SeedSequence
) -> tuple[Settlements, Settlements]:
    rural, urban = (np.random.default_rng(stream) for stream in seed.spawn(2))
    asked = figures.get("rural_settlements")
    country = settle(spec, rural=True, count=asked.value if asked else None, rng=rural)
    towns = settle(spec, rural=False, count=None, rng=urban)
    persons = figures["rural_persons"].value
    if persons and not country.codes:
        raise WrongSettings(_("The region has no rural settlements for its rural persons."))
    if figures["persons"].value > persons and not towns.codes:
        raise WrongSettings(_("The region has no towns for its urban persons."))
    return country, towns


def _mean_incomes(
    spec: RegionSpec,
    figures: Mapping[MarginName, Figure],
    areas: tuple[Settlements, Settlements],
    rng: np.random.Generator,
) -> Mapping[tuple[str, bool], float]:
    """Money income per head by district and area, with the margin as their mean over all persons."""
    assumed = spec.assumptions.incomes
    asked = figures.get("money_income_per_head")
    level = asked.value if asked else 2.2 * assumed.poverty_line
    rural = figures["rural_persons"].value
    people = (rural, figures["persons"].value - rural)
    ratios: dict[tuple[str, bool], float] = {}
    weighted = 0.0
    for urban, (area, persons) in enumerate(zip(areas, people, strict=True)):
        size = np.bincount(area.district, weights=area.size, minlength=len(area.districts))
        drawn = np.exp(rng.normal(0, assumed.district_spread, size.size))
        drawn *= assumed.urban_to_rural if urban else 1.0
        weighted += persons * float(size @ drawn)
        ratios |= {(code, bool(urban)): float(r) for code, r in zip(area.districts, drawn, strict=True)}
    scale = level * sum(people) / weighted if weighted else level
    return {key: ratio * scale for key, ratio in ratios.items()}


def _merge(parts: Path, folder: Path, name: TableName, format: Format) -> None:
    """One file from the parts of a table, in their order; the parts are removed."""
    files = sorted(parts.glob(f"{name}-*.parquet"))
    frame = pl.scan_parquet(files, glob=False)
    if format == "csv":
        frame.sink_csv(folder / f"{name}.csv", maintain_order=True)
    else:
        frame.sink_parquet(folder / f"{name}.parquet", maintain_order=True, row_group_size=ROW_GROUP)
    for file in files:
        file.unlink()

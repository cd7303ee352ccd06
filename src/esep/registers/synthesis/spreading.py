"""Spread the households of a region over its districts and settlements, and cut them into batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from esep.registers.synthesis.settlements import Settlements, apportioned
from esep.registers.synthesis.templates import Ints, Pool

BATCH = 60_000
POORER_DISTRICTS = 0.25


@dataclass(frozen=True)
class Batch:
    """Households of one area of one district: template and place (index of a code) of each."""

    district: str
    urban: bool
    codes: tuple[str, ...]
    template: Ints
    place: Ints
    seed: np.random.SeedSequence


def batches(
    pool: Pool, counts: Ints, areas: tuple[Settlements, Settlements], seed: np.random.SeedSequence
) -> Iterator[Batch]:
    """All households, district by district: first the rural ones, then the urban ones.

    Within an area, households on assistance, other households and persons without family are each dealt
    to the districts without replacement, so that the counts of every template are used up exactly.
    """
    for urban, settlements in zip((False, True), areas, strict=True):
        rng = np.random.default_rng(seed.spawn(1)[0])
        dealt = _dealt(pool, counts * (pool.urban == urban), settlements, rng)
        for district, templates, stream in zip(
            settlements.districts, dealt, seed.spawn(len(dealt)), strict=True
        ):
            yield from _of_district(district, urban, templates, settlements, stream)


def _dealt(pool: Pool, counts: Ints, settlements: Settlements, rng: np.random.Generator) -> list[Ints]:
    """For each district, how many households of each template it gets."""
    number = len(settlements.districts)
    size = np.bincount(settlements.district, weights=settlements.size, minlength=number).astype(np.float64)
    tilt = np.exp(rng.normal(0, POORER_DISTRICTS, number))
    result = [np.zeros_like(counts) for _ in range(number)]
    helped = apportioned(int(counts[pool.assistance].sum()), size * tilt)
    everyone = apportioned(int(counts.sum()), size)
    helped = np.minimum(helped, everyone)
    short = int(counts[pool.assistance].sum() - helped.sum())
    if short:
        helped += apportioned(short, (everyone - helped).astype(np.float64))
    for chosen, quotas in ((pool.assistance, helped), (~pool.assistance, everyone - helped)):
        left = np.where(chosen, counts, 0)
        for district, quota in enumerate(quotas):
            part = rng.multivariate_hypergeometric(left, int(quota), method="marginals")
            result[district] += part
            left = left - part
    return result


def _of_district(
    district: str, urban: bool, templates: Ints, settlements: Settlements, stream: np.random.SeedSequence
) -> Iterator[Batch]:
    here = np.flatnonzero(settlements.district == settlements.districts.index(district))
    households = np.repeat(np.arange(templates.size), templates)
    np.random.default_rng(stream.spawn(1)[0]).shuffle(households)
    place = np.repeat(here, apportioned(households.size, settlements.size[here]))
    parts = -(-households.size // BATCH)
    for start, seed in zip(range(0, households.size, BATCH), stream.spawn(parts), strict=True):
        cut = slice(start, start + BATCH)
        yield Batch(district, urban, settlements.codes, households[cut], place[cut], seed)

"""Small made-up regions of every kind, by chance, from the registers to the proposals."""

import os
from datetime import date
from pathlib import Path
from random import Random

import polars as pl
import pytest

from esep.engines import memory
from esep.familymap import FAMILY_PROVISIONS, PERSON_PROVISIONS, QUERIES, assess, plan_of
from esep.kazakhstan import law
from esep.law import FAMILY, PERSON
from esep.places import places
from esep.registers import TABLES, Snapshot, build_snapshot
from esep.registers.synthesis import region_of, synthesize
from esep.support import QUERIES as SUPPORT_QUERIES
from esep.support import propose

SEED = int(os.environ.get("ESEP_SOAK_SEED", date.today().toordinal()))  # noqa: DTZ011
REGIONS = [place.code for place in places().regions]


@pytest.fixture(params=[(code, SEED + number) for number, code in enumerate(REGIONS)], ids=str)
def region(request: pytest.FixtureRequest, tmp_path: Path) -> Snapshot:
    code, seed = request.param
    spec = region_of(code, persons=Random(seed).randint(900, 6_000))
    synthesize(spec, tmp_path / "registers", seed=seed)
    snapshot = build_snapshot(tmp_path / "registers", tmp_path / "snapshot", date=spec.date, key=bytes(32))
    snapshot.verify()
    return snapshot


def test_a_region_passes_the_whole_chain_and_its_parts_agree(region: Snapshot, tmp_path: Path) -> None:
    mapped = assess(region, tmp_path / "map", on=region.date)
    proposals = propose(region, mapped, tmp_path / "proposals")
    overview = QUERIES["familymap.overview"](mapped)
    for query in ("familymap.by_district", "familymap.by_place", "familymap.by_kind"):
        assert QUERIES[query](mapped).select(pl.col(overview.columns).sum()).equals(overview), query
    helped = SUPPORT_QUERIES["support.overview"](proposals)
    by_district = SUPPORT_QUERIES["support.by_district"](proposals)
    assert by_district.select(pl.col(helped.columns).sum()).equals(helped)
    _engines_agree(region, mapped)
    _rights_are_those_of_the_map(mapped, proposals)


def _engines_agree(region: Snapshot, mapped) -> None:
    tables = {name: region.scan(name).collect().to_dicts() for name in TABLES}
    expected = memory.run(plan_of(law(), region.date), tables)
    for entity, frame, asked in (
        (FAMILY, mapped.families, FAMILY_PROVISIONS),
        (PERSON, mapped.persons, PERSON_PROVISIONS),
    ):
        key = entity.declared.key
        found = frame.select(key, *asked).collect().to_dicts()
        known = {row[key]: row for row in expected[entity]}
        assert found
        assert [row for row in found if known[row[key]] != row] == []


def _rights_are_those_of_the_map(mapped, proposals) -> None:
    """Offered is exactly the assistance that the map grants and that is not drawn, with its amount."""
    granted = mapped.families.filter(
        (pl.col("targeted_assistance") > 0) & ~pl.col("draws_targeted_assistance")
    )
    offered = proposals.rows.filter(pl.col("measure") == "targeted_assistance")
    assert (
        offered.select("family", amount="amount")
        .sort("family")
        .collect()
        .equals(granted.select("family", amount="targeted_assistance").sort("family").collect())
    )

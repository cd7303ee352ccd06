"""A made-up region, a two-hundredth of Zhambyl: engines agree, and parts add up to wholes."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from esep.engines import memory
from esep.familymap import FAMILY_PROVISIONS, PERSON_PROVISIONS, QUERIES, Assessment, assess, plan_of
from esep.familymap.tables import workforce
from esep.kazakhstan import law
from esep.law import FAMILY, PERSON, Entity
from esep.registers import TABLES, Snapshot, build_snapshot
from esep.registers.synthesis import synthesize, zhambyl

PERSONS = 5_600
SEED = 8


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("region")
    spec = zhambyl().scaled(PERSONS)
    synthesize(spec, folder / "registers", seed=SEED)
    return build_snapshot(folder / "registers", folder / "snapshot", date=spec.date, key=bytes(32))


@pytest.fixture(scope="module")
def mapped(region: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assess(region, tmp_path_factory.mktemp("map"), on=region.date)


@pytest.mark.parametrize("on", [None, date(2019, 6, 1)], ids=["the day of the registers", "2019"])
def test_the_reference_engine_gives_every_answer_of_the_map(
    on: date | None, region: Snapshot, tmp_path: Path
) -> None:
    day = on or region.date
    tables = {name: region.scan(name).collect().to_dicts() for name in TABLES}
    dead = {row["person"] for row in tables["persons"] if row["death_date"] and row["death_date"] <= day}
    expected = memory.run(plan_of(law(), day), tables)
    expected[PERSON] = [row for row in expected[PERSON] if row["person"] not in dead]
    found = assess(region, tmp_path, on=day)
    for entity, frame, asked in (
        (FAMILY, found.families, FAMILY_PROVISIONS),
        (PERSON, found.persons, PERSON_PROVISIONS),
    ):
        _compare(entity, expected[entity], frame.collect(), asked)


def _compare(entity: Entity, expected: list[dict[str, object]], found: pl.DataFrame, asked: tuple[str, ...]):
    key = entity.declared.key
    assert len(found) == len(expected) > 1_000
    known = {row.pop(key): row for row in expected}
    columns = [name for name in asked if name in found.columns]
    assert set(columns) == set(next(iter(known.values())))
    assert {row.pop(key): row for row in found.select(key, *columns).to_dicts()} == known


def test_nothing_that_the_map_stores_is_missing_today(mapped: Assessment) -> None:
    assert set(FAMILY_PROVISIONS) <= set(mapped.families.collect_schema())
    assert set(PERSON_PROVISIONS) <= set(mapped.persons.collect_schema())
    assert mapped.families.null_count().collect().row(0) == (0,) * len(mapped.families.collect_schema())


def test_the_districts_places_and_kinds_add_up_to_the_overview(mapped: Assessment) -> None:
    overview = QUERIES["familymap.overview"](mapped)
    for query in ("familymap.by_district", "familymap.by_place", "familymap.by_kind"):
        parts = QUERIES[query](mapped)
        assert len(parts) > 1
        assert parts.select(pl.col(overview.columns).sum()).equals(overview), query


def test_the_levels_add_up_to_the_families_and_persons(mapped: Assessment) -> None:
    overview = QUERIES["familymap.overview"](mapped).row(0, named=True)
    levels = QUERIES["familymap.by_level"](mapped)
    both = QUERIES["familymap.by_district_and_level"](mapped)
    assert levels["families"].sum() == both["families"].sum() == overview["families"]
    assert levels["persons"].sum() == overview["persons"]
    worst = levels.filter(pl.col("level").is_in(["D", "E"]))["families"].sum()
    assert worst == overview["families_levels_d_e"]


def test_the_workforce_of_the_districts_adds_up_to_that_of_the_region(mapped: Assessment) -> None:
    whole = workforce(mapped)
    assert workforce(mapped, "district").select(pl.col(whole.columns).sum()).equals(whole)


def test_each_right_follows_from_the_line(mapped: Assessment) -> None:
    rows = mapped.families.collect()
    below = rows["income_per_head"] < rows["poverty_line"]
    members = rows["family_size"] > 0
    assert (rows["below_poverty_line"] == (below & members)).all()
    assert ((rows["targeted_assistance"] > 0) <= rows["below_poverty_line"]).all()
    assert (rows["below_poverty_line"] <= rows["below_subsistence"]).all()
    assert ((rows["assistance_kind"] == "none") == ~rows["below_poverty_line"]).all()

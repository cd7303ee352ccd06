"""What the benchmark of a country rests on: sound copies of a region, and peers with the answers of Esep.

DuckDB and NumPy answer by rules that were written a second and a third time from the acts.
"""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from benchmarks.agreement import compare
from benchmarks.copies import copy_snapshot
from benchmarks.country import COUNTED

from benchmarks import duckdb_peer, numpy_peer
from esep.familymap import QUERIES, Assessment, assess
from esep.registers import TABLES, Snapshot, build_snapshot, open_snapshot
from esep.registers.layout import layout_of
from esep.registers.synthesis import synthesize, zhambyl

PERSONS, COPIES = 6_000, 3
PEERS = {"DuckDB": duckdb_peer.write_answers, "NumPy": numpy_peer.write_answers}


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("region")
    spec = zhambyl().scaled(PERSONS)
    synthesize(spec, folder / "registers", seed=3)
    return build_snapshot(folder / "registers", folder / "snapshot", date=spec.date, key=bytes(32))


@pytest.fixture(scope="module")
def country(region: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("country") / "copies"
    copy_snapshot(region, folder, COPIES)
    return open_snapshot(folder)


@pytest.fixture(scope="module")
def mapped(region: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assess(region, tmp_path_factory.mktemp("map"), on=region.date)


def test_copies_differ_in_their_numbers_alone(region: Snapshot, country: Snapshot) -> None:
    country.verify()
    for name in TABLES:
        one, several = region.scan(name).collect(), country.scan(name).collect()
        keys = [key for key in ("person", "family") if key in one.columns]
        assert several.drop(keys).equals(pl.concat([one.drop(keys)] * COPIES))
        for key in keys:
            assert several[key].n_unique() == COPIES * one[key].n_unique()
            assert several[key].min() > 0


def test_the_layout_of_copies_is_the_one_that_their_rows_have(country: Snapshot) -> None:
    for file, rows in layout_of(country.folder).items():
        written = pl.read_parquet(country.folder / file)
        assert written.equals(rows), file
        assert written.schema == rows.schema


def test_a_family_of_the_last_copy_is_found_with_its_rows(region: Snapshot, country: Snapshot) -> None:
    families = region.manifest.files["families.parquet"].rows
    moved = region.scan("memberships").group_by("person").len().filter(pl.col("len") > 1).collect()["person"]
    homes = region.scan("memberships").filter(pl.col("person").is_in(moved.implode())).collect()["family"]
    every = region.scan("families").collect()["family"]
    assert len(homes)
    for family in [every[0], every[-1], *homes[:4]]:
        row = every.index_of(family) + (COPIES - 1) * families
        of_copy = country.family(country.scan("families").collect()["family"][row])
        for name, rows in region.family(family).items():
            assert (
                of_copy[name]
                .drop("person", "family", strict=False)
                .equals(rows.drop("person", "family", strict=False))
            )


def test_every_count_of_copies_is_that_of_one_so_many_times(
    mapped: Assessment, country: Snapshot, tmp_path: Path
) -> None:
    several = assess(country, tmp_path, on=country.date)
    for name in COUNTED:
        counts = QUERIES[name](mapped)
        assert len(counts)
        assert QUERIES[name](several).equals(counts.with_columns(pl.col(pl.Int64) * COPIES)), name


@pytest.mark.parametrize(
    "job", [duckdb_peer.write_answers, numpy_peer.write_answers], ids=["DuckDB", "NumPy"]
)
def test_a_peer_has_every_answer_of_every_family(
    job: Callable[[str, str], None], region: Snapshot, mapped: Assessment, tmp_path: Path
) -> None:
    job(str(region.folder), str(tmp_path / "answers.parquet"))
    theirs = pl.scan_parquet(tmp_path / "answers.parquet")
    agreed = compare(mapped.families, theirs, "the peer")
    assert agreed == region.manifest.files["families.parquet"].rows
    other = theirs.with_columns(education_points=pl.col("education_points") + (pl.int_range(pl.len()) == 7))
    with pytest.raises(RuntimeError, match="1 families have two answers"):
        compare(mapped.families, other, "the peer")
    with pytest.raises(RuntimeError, match="1 families have two answers"):
        compare(mapped.families, theirs.slice(1), "the peer")

"""The number of threads, the seed of Python's hashes and the process itself leave no trace in the bytes."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from esep.registers.synthesis import region_of, synthesize

PROGRAM = """
import json, sys
from hashlib import sha256
from pathlib import Path
from esep.familymap import assess
from esep.registers import build_snapshot
from datetime import date

extracts, into = map(Path, sys.argv[1:])
snapshot = build_snapshot(extracts, into / "snapshot", date=date(2026, 4, 1), key=bytes(32))
assess(snapshot, into / "map", on=snapshot.date)
files = sorted(path for path in into.rglob("*") if path.is_file())
print(json.dumps({str(path.relative_to(into)): sha256(path.read_bytes()).hexdigest() for path in files}))
"""
WAYS = [("1", "0"), ("2", "1"), ("5", "4294967295")]
"""Threads of Polars; seed of the hashes."""


@pytest.fixture(scope="module")
def extracts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("region") / "extracts"
    synthesize(region_of("310000000", persons=60_000), folder, seed=7)
    return folder


def test_threads_and_hash_seeds_change_no_byte(extracts: Path, tmp_path: Path) -> None:
    def hashes(way: tuple[str, str]) -> dict[str, str]:
        threads, seed = way
        into = tmp_path / threads
        into.mkdir()
        settings = {**os.environ, "POLARS_MAX_THREADS": threads, "PYTHONHASHSEED": seed}
        told = subprocess.run(
            [sys.executable, "-c", PROGRAM, extracts, into],
            env=settings,
            check=True,
            capture_output=True,
            text=True,
        )
        return json.loads(told.stdout)

    with ThreadPoolExecutor() as pool:
        first, *others = pool.map(hashes, WAYS)
    assert sum(name.endswith(".parquet") for name in first) > 8
    assert others == [first] * len(others)

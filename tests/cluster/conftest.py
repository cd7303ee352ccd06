"""A master with two workers on loopback, started once, and a region cut in small portions."""

import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
sys.path.insert(0, str(FIXTURES))

import every_node  # noqa: E402

from esep.engines.cluster import on_cluster, standalone  # noqa: E402
from esep.law import Law  # noqa: E402
from esep.registers import Snapshot, build_snapshot, layout  # noqa: E402
from esep.registers.synthesis import synthesize, zhambyl  # noqa: E402


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    with standalone(tmp_path_factory.mktemp("spark"), workers=2) as made:
        yield made


@pytest.fixture(scope="session")
def cluster(spark):
    found_in = os.pathsep.join([str(FIXTURES), *filter(None, [os.environ.get("PYTHONPATH")])])
    settings = {"spark.executorEnv.PYTHONPATH": found_in, "spark.task.maxFailures": "2"}
    with on_cluster(spark.master, settings=settings) as runner:
        yield runner


@pytest.fixture(scope="session")
def region(tmp_path_factory) -> Snapshot:
    folder = tmp_path_factory.mktemp("region")
    spec = zhambyl().scaled(4_000)
    synthesize(spec, folder / "registers", seed=11)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "BLOCK", 50)
        return build_snapshot(folder / "registers", folder / "snapshot", date=spec.date, key=bytes(32))


@pytest.fixture(scope="session")
def every_node_law() -> Law:
    return every_node.every_node_law()


@pytest.fixture(scope="session")
def hashes():
    """Of every file below a folder its name and the hash of its bytes."""

    def found(folder: Path) -> dict[str, str]:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}

    return found


@pytest.fixture(scope="session")
def descendants():
    """The processes that a process has started, and those that they have (Linux)."""

    def found(process: int) -> set[int]:
        below, left = set(), [process]
        while left:
            for children in Path(f"/proc/{left.pop()}/task").glob("*/children"):
                for child in map(int, children.read_text().split()):
                    below.add(child)
                    left.append(child)
        return below

    return found


@pytest.fixture
def no_java(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert os.environ["PATH"] == str(tmp_path)

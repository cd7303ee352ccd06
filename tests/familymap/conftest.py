"""The small region worked out by hand, assessed once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fixtures"))

from hand_region import ON, hand_snapshot

from esep.familymap import Assessment, assess
from esep.registers import Snapshot


@pytest.fixture(scope="session")
def hand_made(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return hand_snapshot(tmp_path_factory.mktemp("hand"))


@pytest.fixture(scope="session")
def assessed(hand_made: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assess(hand_made, tmp_path_factory.mktemp("assessments"), on=ON)

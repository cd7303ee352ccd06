"""The small region worked out by hand, with its proposals, made once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fixtures"))

from hand_region import ON, hand_snapshot

from esep.familymap import assess
from esep.support import Proposals, propose


@pytest.fixture(scope="session")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Proposals:
    folder = tmp_path_factory.mktemp("hand")
    snapshot = hand_snapshot(folder)
    return propose(snapshot, assess(snapshot, folder / "assessments", on=ON), folder / "proposals")

"""The long runs: ``ESEP_SOAK=1`` (``make soak``). Everything here is by chance and new on each day."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fixtures"))

import every_node

from esep.law import Law


@pytest.fixture(scope="session")
def every_node_law() -> Law:
    return every_node.every_node_law()


@pytest.fixture(scope="session")
def made_up_rows():
    return every_node.made_up_rows()

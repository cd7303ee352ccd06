"""Shared fixtures: where the official texts and data lie, and how chance is seeded."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("esep", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("esep")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of official texts and data beside the checkout; the test is skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "texts").is_dir():
        pytest.skip(f"the official texts and data are not here ({folder}); this judge did not run")
    return folder

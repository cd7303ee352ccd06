"""Shared fixtures: where the official texts and data lie, how chance is seeded, which judges are here."""

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent / "fixtures"))

from sharing_out import ByFolder

os.environ.pop("COLUMNS", None)  # else the width of a terminal, or xdist's, is that of every printed table
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of processes begin; compiling is done once

settings.register_profile(
    "esep", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("esep")

collect_ignore = [] if os.environ.get("ESEP_SOAK") == "1" else ["soak"]
"""The long runs (``make soak``) are no part of ``make test``."""

ROOT = Path(__file__).resolve().parents[1]
JUDGES = {
    "browser": ("chromium", "Debian's Chromium"),
    "cluster": ("pyspark", "PySpark (the extra cluster)"),
    "java": ("java", "a Java runtime"),
    "libreoffice": ("soffice", "LibreOffice Calc (Debian's libreoffice-calc-nogui)"),
    "openfisca": (".venv-judges/ready", "OpenFisca (make judges)"),
    "standards": (".venv-judges/bin/libcoveoc4ids", "the reviewers of OC4IDS and OCDS (make judges)"),
}
"""Marker → program, package or file of the checkout that it needs; its name where it is missing."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFolder:
    """How the tests are shared out to several processes (``-n``)."""
    return ByFolder(config, log)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose judge is missing, and say so; fail where ``ESEP_NO_SKIP`` names that judge."""
    for marker, (program, title) in JUDGES.items():
        if item.get_closest_marker(marker) and not _is_here(program):
            line = f"{title} ({program}) is not on this machine; this judge did not run"
            if marker in os.environ.get("ESEP_NO_SKIP", "").split(","):
                pytest.fail(line)
            pytest.skip(line)


def _is_here(program: str) -> bool:
    is_package = program.isidentifier() and find_spec(program) is not None
    return is_package or shutil.which(program) is not None or (ROOT / program).is_file()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of official texts and data beside the checkout; the test is skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "texts").is_dir():
        pytest.skip(f"the official texts and data are not here ({folder}); this judge did not run")
    return folder

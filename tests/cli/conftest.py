"""The command line run inside the test's process, and one made-up region for all tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from esep.cli import main

PERSONS = 2000


@dataclass(frozen=True)
class Ran:
    """What a command line left: its exit code and what it printed."""

    code: int
    out: str
    err: str


Esep = Callable[..., Ran]


@pytest.fixture
def esep(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Esep:
    """Runs ``esep`` with words, in English unless they say otherwise."""
    monkeypatch.setenv("ESEP_LANGUAGE", "en")

    def run(*words: object) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in words])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return Ran(code, printed.out, printed.err)

    return run


@pytest.fixture
def process() -> Esep:
    """Runs ``esep`` as a process of its own: ``process("--help", language="kk")``."""

    def run(*words: object, language: str = "en", width: int = 100) -> Ran:
        done = subprocess.run(
            [Path(sys.executable).with_name("esep"), *map(str, words)],
            env={**os.environ, "ESEP_LANGUAGE": language, "COLUMNS": str(width), "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def made_region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up region with its demo's texts, tables and account. Not to be written into."""
    folder = tmp_path_factory.mktemp("cli")
    assert main(["demo", "--out", str(folder), "--persons", str(PERSONS), "--quiet"]) == 0
    return folder / "zhambyl"


@pytest.fixture
def region(made_region: Path, tmp_path: Path) -> Path:
    """A copy of the made-up region's sources, to be spoiled at will."""
    folder = tmp_path / "zhambyl"
    made = {"snapshots", "assessments", "proposals"}
    shutil.copytree(made_region, folder, ignore=lambda _folder, names: made & set(names))
    return folder

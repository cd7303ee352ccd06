"""The made-up region of Zhambyl at its full size, kept under ``build/bench``."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from benchmarks.measurement import BUILD
from esep.errors import WrongSettings
from esep.registers import Snapshot, build_snapshot, open_snapshot
from esep.registers.synthesis import synthesize, zhambyl

SEED = 1
KEY = bytes(range(32))
FOLDER = BUILD / "zhambyl"


def registers() -> Path:
    """The folder of the region's register extracts, made up when it is not there."""
    folder = FOLDER / "registers"
    if not folder.is_dir():
        synthesize(zhambyl(), folder, seed=SEED)
    return folder


def snapshot() -> Snapshot:
    """The region's snapshot, built when it is not there or has another form than the program reads."""
    folder = FOLDER / "snapshot"
    if folder.is_dir():
        with suppress(WrongSettings):
            return open_snapshot(folder)
        shutil.rmtree(FOLDER)
    return build_snapshot(registers(), folder, date=zhambyl().date, key=KEY)

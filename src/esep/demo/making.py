"""The demo: a made-up region at full size with made-up texts, and the account that follows from them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from esep.account import make_account, open_region
from esep.registers import Progress
from esep.registers.synthesis import synthesize, zhambyl

PLACE = "310000000"
DATE = date(2026, 10, 1)
SEED = 2026

_SETTINGS = """\
# A made-up region: no person, family or text in this folder is real.
place: "{place}"
date: {on}
languages: [kk, ru, en]
is_made_up: true
"""


@dataclass(frozen=True)
class Demo:
    """What the demo made: the region's folder and the files of its account."""

    region: Path
    account: tuple[Path, ...]


def make_demo(
    out: Path, *, persons: int | None = None, seed: int = SEED, progress: Progress | None = None
) -> Demo:
    """Make up a region below ``out`` (unless it is there already) and write its account.

    ``persons`` is the size of the region, that of Zhambyl unless given.
    """
    region = out / "zhambyl"
    make_region(region, persons=persons, seed=seed, progress=progress)
    written = make_account(open_region(region), out / "account", progress=progress)
    return Demo(region, tuple(written))


def make_region(
    folder: Path, *, persons: int | None = None, seed: int = SEED, progress: Progress | None = None
) -> None:
    """A made-up region's folder: settings, registers, texts and tables. What is there already stays."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "registers").is_dir():
        spec = zhambyl().model_copy(update={"date": DATE})
        spec = spec if persons is None else spec.scaled(persons)
        synthesize(spec, folder / "registers", seed=seed, progress=progress)
    for name in ("texts", "tables"):
        with as_file(files(__package__).joinpath(name)) as examples:
            shutil.copytree(examples, folder / name, dirs_exist_ok=True)
    write_settings(folder, PLACE, DATE)


def write_settings(folder: Path, place: str, on: date) -> None:
    """Write ``region.yaml`` of a made-up region unless it is there already."""
    settings = folder / "region.yaml"
    if not settings.exists():
        settings.write_text(_SETTINGS.format(place=place, on=on), encoding="utf-8")

"""A region's folder: its settings, its registers, texts and tables, and what has been made of them.

::

    region.yaml    place, dates, languages
    registers/     extracts, one file for each table
    texts/         official texts (txt, html, docx, pdf)
    tables/        tables to check (csv, xlsx)
    snapshots/     made here: one folder for each state of the registers
    assessments/   made here: one for each snapshot, law and date
    proposals/     made here: one for each assessment and catalogue

What has been made is never made twice: each step looks first for a folder with its own stamp.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from esep.engines.runners import Runner, in_threads
from esep.errors import EsepError, Fault, InputRefused, NotFound, WrongSettings
from esep.familymap import Assessment, assess
from esep.figures import OfficialText, Table, read_tables
from esep.messages import LANGUAGES, Language, messages_of
from esep.places import Place, places
from esep.reading import Reading, read, read_document
from esep.registers import Progress, Snapshot, build_snapshot, open_snapshot, read_or_make_key
from esep.registers.snapshot import SCHEMA_VERSION, hash_of
from esep.support import Proposals, propose
from esep.yaml_texts import read_yaml

_, _n = messages_of(__package__)

SETTINGS = "region.yaml"
KEY = "secret.key"

Read = TypeVar("Read")


class Settings(BaseModel):
    """``region.yaml``: whose account, at which dates, in which languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: Annotated[str, Field(pattern=r"^\d{9}$")]
    date: datetime.date
    law_date: datetime.date | None = None
    languages: tuple[Language, ...] = LANGUAGES
    is_made_up: bool = False


@dataclass(frozen=True)
class ReadText:
    """A text of the region with what the reader found in it."""

    text: OfficialText
    reading: Reading


@dataclass(frozen=True)
class Region:
    """An opened region's folder. ``runner`` does the portions of its assessments."""

    folder: Path
    settings: Settings
    runner: Runner = in_threads

    @property
    def place(self) -> Place:
        """The region itself."""
        return places().get(self.settings.place)

    @property
    def law_date(self) -> datetime.date:
        """The date at which the law is applied: the stated one, else that of the registers."""
        return self.settings.law_date or self.settings.date

    def snapshot(self, progress: Progress | None = None) -> Snapshot:
        """The snapshot of the registers as they lie in the folder, built unless it is there already."""
        registers = self.folder / "registers"
        if not registers.is_dir():
            raise NotFound(_("The region has no folder {folder}. Put its extracts there.", folder=registers))
        target = self.folder / "snapshots" / f"{self.settings.date}-{_state_of(registers)}"
        if target.is_dir():
            return open_snapshot(target)
        key = read_or_make_key(self.folder / KEY)
        return build_snapshot(registers, target, date=self.settings.date, key=key, progress=progress)

    def assessment(self, progress: Progress | None = None) -> Assessment:
        """The family map of the snapshot under the law of the settings' date."""
        return assess(
            self.snapshot(progress),
            self.folder / "assessments",
            on=self.law_date,
            progress=progress,
            runner=self.runner,
        )

    def proposals(self, progress: Progress | None = None) -> Proposals:
        """The help proposed to each family of the map."""
        assessment = self.assessment(progress)
        return propose(self.snapshot(), assessment, self.folder / "proposals", progress=progress)

    def texts(self) -> list[ReadText]:
        """The official texts, read, in the order of their names; all unreadable ones are refused together."""
        return _each(self._files("texts"), self._read)

    def tables(self) -> list[Table]:
        """The tables to check, in the order of their names; all unreadable ones are refused together."""
        return [table for found in _each(self._files("tables"), read_tables) for table in found]

    def _read(self, path: Path) -> ReadText:
        document = read_document(path)
        published = _date_in(path.name) or document.published
        reading = read(document.text, reference=published or self.settings.date)
        text = OfficialText(
            name=path.name,
            text=document.text,
            statements=reading.statements,
            sentences=reading.sentences,
            date=published,
            place=self.settings.place,
        )
        return ReadText(text, reading)

    def _files(self, name: str) -> list[Path]:
        folder = self.folder / name
        found = folder.iterdir() if folder.is_dir() else ()
        return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def open_region(folder: Path | str, runner: Runner = in_threads) -> Region:
    """Open a region's folder, whose portions ``runner`` does.

    NotFound without ``region.yaml``, WrongSettings when that is wrong.
    """
    path = Path(folder)
    try:
        content = read_yaml((path / SETTINGS).read_text(encoding="utf-8"))
        settings = Settings.model_validate(content)
        places().get(settings.place)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(
            _("{folder} is not a region's folder: it has no file region.yaml.", folder=path)
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WrongSettings(_("{file} is not YAML in UTF-8.", file=path / SETTINGS)) from error
    except ValidationError as error:
        wrong = "; ".join(".".join(map(str, fault["loc"])) or SETTINGS for fault in error.errors())
        raise WrongSettings(
            _(
                "{file} is wrong here: {fields}. It holds place (nine digits) and date and, if wished, "
                "law_date, languages (kk, ru, en) and is_made_up.",
                file=path / SETTINGS,
                fields=wrong,
            )
        ) from error
    return Region(path, settings, runner)


def _each(paths: Iterable[Path], reader: Callable[[Path], Read]) -> list[Read]:
    """What ``reader`` makes of each file; InputRefused names every file that cannot be read."""
    read, faults = [], []
    for path in paths:
        try:
            read.append(reader(path))
        except EsepError as error:
            faults.append(Fault(path.name, 0, "", error.message))
    if faults:
        count = len(faults)
        raise InputRefused(_n("{n} file cannot be read.", "{n} files cannot be read.", count), faults)
    return read


def _date_in(name: str) -> datetime.date | None:
    """The day of publication where a file's name begins with it: ``2026-10-12-briefing.txt``."""
    found = re.match(r"\d{4}-\d{2}-\d{2}", name)
    try:
        return datetime.date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def _state_of(registers: Path) -> str:
    """Eight digits that change when any extract changes, or the form in which snapshots are kept."""
    files = sorted(path for path in registers.iterdir() if path.is_file())
    lines = [f"form {SCHEMA_VERSION}", *(f"{path.name} {hash_of(path)}" for path in files)]
    return sha256("\n".join(lines).encode()).hexdigest()[:8]

"""Places: one edition of the classifier, checked whole when it is loaded."""

from __future__ import annotations

import csv
import datetime
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

from esep.errors import Fault, InputRefused, NotFound
from esep.messages import Message, messages_of
from esep.places.names import NameIndex
from esep.places.packaged_names import packaged_names
from esep.places.place import Level, Place
from esep.places.workbook import Row, read_workbook
from esep.yaml_texts import read_yaml

_, _n = messages_of(__package__)

COLUMNS = ("code", "sign", "name_kk", "name_ru")


@dataclass(frozen=True)
class Edition:
    """Which edition of the classifier this is, and where it comes from."""

    title: str
    date: datetime.date
    act: str
    source: str
    licence: str

    def __str__(self) -> str:
        return f"{self.title}, {self.date.isoformat()}"


class Places:
    """A loaded edition of the classifier.

    Raises :class:`~esep.errors.InputRefused` with every fault when a code is not nine digits, stands
    twice, has no place above it, or a name or sign is missing.
    """

    def __init__(self, rows: Iterable[Row], edition: Edition) -> None:
        rows = list(rows)
        faults = list(_faults(rows))
        if faults:
            message = _n(
                "The classifier {file} was refused: it has {n} fault. Mend it and load it again.",
                "The classifier {file} was refused: it has {n} faults. Mend them and load it again.",
                len(faults),
                file=faults[0].file,
            )
            raise InputRefused(message, faults)
        self.edition = edition
        self._places: dict[str, Place] = {}
        self._children: dict[str, list[Place]] = {}
        for row in sorted(rows, key=lambda row: row.code):
            parent = self._places[_code_above(row.code, self._places)] if row.code[2:] != "0000000" else None
            place = Place(
                row.code, int(row.sign), (row.name_kk, row.name_ru), _level(row.code, parent), parent, self
            )
            self._places[row.code] = place
            if parent is not None:
                self._children.setdefault(parent.code, []).append(place)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __contains__(self, code: object) -> bool:
        return code in self._places

    def get(self, code: str) -> Place:
        """The place that has ``code``; raises :class:`~esep.errors.NotFound`."""
        place = self._places.get(code)
        if place is None:
            message = _(
                "No place has the code {code} in the edition {edition}. Give a code of nine digits from it.",
                code=code,
                edition=str(self.edition),
            )
            raise NotFound(message)
        return place

    def find(self, text: str, within: Place | None = None) -> list[Place]:
        """Every place that ``text`` may name, in Kazakh or Russian and any case; the higher level first.

        ``text`` is a name with or without its kind («Жамбыл облысының», "в Караганде"), or a code.
        A named kind leaves only places of that kind. ``within`` keeps the places inside one place.
        """
        code = text.strip()
        found = [self.get(code)] if code in self else self.index.find(text)
        return [place for place in found if within is None or within.contains(place)]

    @cached_property
    def index(self) -> NameIndex:
        """The places by their names."""
        return NameIndex(self)

    @cached_property
    def regions(self) -> Sequence[Place]:
        """The regions and the cities of republican significance, in the order of their codes."""
        return tuple(place for place in self if place.level == "region")

    @cached_property
    def districts(self) -> Sequence[Place]:
        """All districts, city administrations and the districts of the cities of republican significance."""
        return tuple(place for place in self if place.level == "district")

    def children_of(self, place: Place) -> Sequence[Place]:
        """The places one step below ``place``."""
        return tuple(self._children.get(place.code, ()))


class _PackagedPlaces(Places):
    """The edition packaged here. Its rows are right, which a test sees to; places are made when asked for."""

    def __init__(self, text: str, edition: Edition) -> None:
        self.edition = edition
        self._rows = {line[:9]: line for line in text.splitlines()[1:]}
        self._places = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Place]:
        return map(self._made, self._rows)

    def __contains__(self, code: object) -> bool:
        return code in self._rows

    def get(self, code: str) -> Place:
        return self._made(code) if code in self._rows else super().get(code)

    def _made(self, code: str) -> Place:
        place = self._places.get(code)
        if place is None:
            _code, sign, *written = next(csv.reader([self._rows[code]]))
            parent = self._made(_code_above(code, self._rows)) if code[2:] != "0000000" else None
            place = Place(code, int(sign), (written[0], written[1]), _level(code, parent), parent, self)
            self._places[code] = place
        return place

    @cached_property
    def index(self) -> NameIndex:
        return NameIndex(self, packaged_names())

    def children_of(self, place: Place) -> Sequence[Place]:
        return tuple(map(self._made, self._below.get(place.code, ())))

    @cached_property
    def _below(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for code in self._rows:
            if code[2:] != "0000000":
                found.setdefault(_code_above(code, self._rows), []).append(code)
        return found


def _level(code: str, parent: Place | None) -> Level:
    """By the digits in use; a district of a city of republican significance stands right below the city."""
    if parent is None:
        return "region"
    if code[4:] == "00000" or (parent.level == "region" and parent.kind == "city"):
        return "district"
    return "subdistrict" if code[6:] == "000" else "settlement"


def _code_above(code: str, known: Mapping[str, object]) -> str:
    """The nearest code above that exists; some towns and city districts have no object between."""
    above = (code[:digits] + "0" * (9 - digits) for digits in (6, 4, 2))
    return next((other for other in above if other in known and other != code), "")


def _faults(rows: Sequence[Row]) -> Iterator[Fault]:
    """Everything that is wrong with the rows."""
    first_row: dict[str, int] = {}
    known = {row.code: None for row in rows}
    for row in rows:
        for column, message in _row_faults(row, first_row, known):
            yield Fault(row.file, row.number, column, message)
        first_row.setdefault(row.code, row.number)
    if not rows:
        yield Fault("", 0, "", _("The classifier holds no place. Load the whole classifier."))


def _row_faults(
    row: Row, first_row: Mapping[str, int], known: Mapping[str, None]
) -> Iterator[tuple[str, Message]]:
    """The column and the message of each fault of one row."""
    code = row.code
    if len(code) != 9 or not (code.isascii() and code.isdigit()):
        yield (
            "code",
            _(
                "The code {code} is not nine digits. Write the code as text, with its leading zeros.",
                code=repr(code),
            ),
        )
    elif code in first_row:
        first = first_row[code]
        yield (
            "code",
            _("The code {code} stands already in row {row}. Keep one of the two rows.", code=code, row=first),
        )
    elif code[2:] != "0000000" and not _code_above(code, known):
        yield (
            "code",
            _("The code {code} has no region above it. Add the region's row, or mend the code.", code=code),
        )
    if row.sign not in ("0", "1", "2", "3", "4"):
        yield (
            "sign",
            _("The terrain sign {sign} is not known. It is one of 0, 1, 2, 3, 4.", sign=repr(row.sign)),
        )
    for column, name in (("name_kk", row.name_kk), ("name_ru", row.name_ru)):
        if not name:
            yield (
                column,
                _(
                    "The name of {code} is missing. Every place has a Kazakh and a Russian name.",
                    code=repr(code),
                ),
            )


@cache
def places() -> Places:
    """The edition in use: the folder or workbook that ``ESEP_PLACES`` names, else the one packaged here."""
    own = os.environ.get("ESEP_PLACES")
    if own:
        return load_places(own)
    folder = files(__package__)
    edition = read_yaml(folder.joinpath("edition.yaml").read_text("utf-8"))
    return _PackagedPlaces(folder.joinpath("kato.csv").read_text("utf-8"), _edition(edition))


def load_places(path: str | Path) -> Places:
    """Load an edition of the classifier: a folder, or the official workbook.

    ``path`` is a folder with ``kato.csv`` and ``edition.yaml`` in the form of those packaged here, or an
    XLSX workbook of the bureau of statistics with the columns te, ab, cd, ef, hij, k, kaz_name, rus_name
    and nn; the edition of a workbook takes its file's name and date.
    """
    path = Path(path)
    if path.is_dir():
        rows = list(_csv_rows((path / "kato.csv").read_text("utf-8"), "kato.csv"))
        return Places(rows, _edition(read_yaml((path / "edition.yaml").read_text("utf-8"))))
    if not path.is_file():
        raise NotFound(_("There is no file or folder {path}. Check the path.", path=str(path)))
    written = datetime.datetime.fromtimestamp(path.stat().st_mtime, tz=datetime.UTC).date()
    return Places(read_workbook(path), Edition(path.stem, written, "not stated", str(path), "not stated"))


def _edition(entry: Any) -> Edition:
    return Edition(entry["title"], entry["date"], entry["act"], entry["source"], entry["licence"])


def _csv_rows(text: str, file: str) -> Iterator[Row]:
    lines = csv.reader(StringIO(text))
    header = next(lines, [])
    if tuple(header) != COLUMNS:
        message = _(
            "The columns of {file} are not {columns}. Mend its first row.",
            file=file,
            columns=", ".join(COLUMNS),
        )
        raise InputRefused(message, [Fault(file, 1, "", message)])
    for number, line in enumerate(lines, start=2):
        code, sign, name_kk, name_ru = (line + [""] * 4)[:4]
        yield Row(file, number, code, sign, name_kk, name_ru)

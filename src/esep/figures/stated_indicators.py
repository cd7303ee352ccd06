"""The catalogue of indicators that official texts state, for linking figures of texts to it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from esep.errors import Fault, InputRefused, NotFound
from esep.messages import Name, messages_of
from esep.reading.results.linking import CatalogueEntry
from esep.yaml_texts import read_yaml

_, _n = messages_of(__package__)


class _Names(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kk: str
    ru: str
    en: str


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: _Names
    units: list[str | None]
    kk: list[str] = []
    ru: list[str] = []
    without: list[str] = []
    needs: list[str] = []


@cache
def stated_indicators() -> tuple[CatalogueEntry, ...]:
    """The catalogue of ``stated_indicators.yaml``, in the order of the file."""
    content = read_yaml(files(__package__).joinpath("stated_indicators.yaml").read_text("utf8"))
    return tuple(_entry(code, _Row(**row)) for code, row in content.items())


def read_catalogue(path: Path) -> tuple[CatalogueEntry, ...]:
    """A catalogue of one's own, in the form of ``stated_indicators.yaml``.

    Raises NotFound without the file, and InputRefused with every entry that is wrong.
    """
    if not path.is_file():
        raise NotFound(_("There is no catalogue {file}. Check the path.", file=str(path)))
    try:
        content = read_yaml(path.read_text("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError):
        content = None
    if not isinstance(content, dict) or not content:
        message = _(
            "{file} is no catalogue of indicators: codes with names, units and wordings.", file=str(path)
        )
        raise InputRefused(message, [Fault(str(path), 0, "", message)])
    entries: list[CatalogueEntry] = []
    faults: list[Fault] = []
    for code, row in content.items():
        try:
            entries.append(_entry(str(code), _Row(**_plain(row))))
        except (ValidationError, TypeError) as error:
            faults += _faults(path, str(code), error)
    if faults:
        count = len(faults)
        message = _n("{n} fault in the catalogue.", "{n} faults in the catalogue.", count)
        raise InputRefused(message, faults)
    return tuple(entries)


def _plain(row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise TypeError
    return row


def _faults(path: Path, code: str, error: ValidationError | TypeError) -> list[Fault]:
    if isinstance(error, TypeError):
        return [Fault(str(path), 0, code, _("An indicator has a name, units and wordings."))]
    wrong = (".".join(map(str, fault["loc"])) for fault in error.errors())
    return [
        Fault(str(path), 0, f"{code}.{where}", _("This is missing, or not of the form that is expected."))
        for where in wrong
    ]


def _entry(code: str, row: _Row) -> CatalogueEntry:
    return CatalogueEntry(
        code=code,
        name=Name(**row.name.model_dump()),
        units=frozenset(row.units),
        wordings=(*row.kk, *row.ru),
        without=tuple(row.without),
        needs=tuple(row.needs),
    )

"""The official workbook of the classifier: its columns become the rows of an edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from esep.errors import Fault, InputRefused, UnreadableDocument
from esep.messages import messages_of

_, _n = messages_of(__package__)

WORKBOOK_COLUMNS = ("te", "ab", "cd", "ef", "hij", "k", "kaz_name", "rus_name", "nn")


@dataclass(frozen=True)
class Row:
    """One row of a classifier, as text; where it stands in its file."""

    file: str
    number: int
    code: str
    sign: str
    name_kk: str
    name_ru: str


def read_workbook(path: Path) -> list[Row]:
    """The rows of the first sheet that has the official columns.

    Raises :class:`~esep.errors.UnreadableDocument` when the file is no workbook or is encrypted,
    :class:`~esep.errors.InputRefused` when no sheet has the columns.
    """
    python_calamine = import_module("python_calamine")  # the packaged edition is read without it
    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as workbook:
            sheets = [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]
    except (python_calamine.CalamineError, OSError) as error:
        message = _(
            "The workbook {path} cannot be read ({reason}). Save it anew as XLSX without a password.",
            path=str(path),
            reason=str(error),
        )
        raise UnreadableDocument(message) from error
    for sheet in sheets:
        for number, line in enumerate(sheet[:20], start=1):
            header = [str(cell).strip().lower() for cell in line]
            if set(WORKBOOK_COLUMNS[:-1]) <= set(header):
                return list(_rows(path.name, number, header, sheet[number:]))
    message = _(
        "No sheet of {file} has the columns {columns}. Load the workbook as it is published.",
        file=path.name,
        columns=", ".join(WORKBOOK_COLUMNS),
    )
    raise InputRefused(message, [Fault(path.name, 1, "", message)])


def _rows(file: str, header_row: int, header: Sequence[str], lines: Sequence[Sequence[Any]]) -> Iterator[Row]:
    column = {name: header.index(name) for name in WORKBOOK_COLUMNS if name in header}
    for number, line in enumerate(lines, start=header_row + 1):
        cell = {name: _text(line[place]) if place < len(line) else "" for name, place in column.items()}
        if not any(cell.values()):
            continue
        yield Row(file, number, _code(cell), cell["k"], cell["kaz_name"], cell["rus_name"])


def _code(cell: dict[str, str]) -> str:
    """The code: column te, or its parts where a spreadsheet has lost the leading zeros of te."""
    whole = cell["te"]
    if len(whole) == 9:
        return whole
    parts = cell["ab"].zfill(2), cell["cd"].zfill(2), cell["ef"].zfill(2), cell["hij"].zfill(3)
    return "".join(parts) if all(cell[name] for name in ("ab", "cd", "ef", "hij")) else whole


def _text(value: Any) -> str:
    """A cell as text; whole numbers without a decimal point, runs of spaces as one."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())

"""A workbook or table that people filled in → entries of records, or every fault by sheet, row and column."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import IO, Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from esep_site.delivery.catalogue import FieldType, Kind, kinds
from esep_site.delivery.entries import (
    Entry,
    EntryFault,
    FaultLine,
    InspectionLine,
    JobsLine,
    MilestoneLine,
    MoneyLine,
    PartnerLine,
    RiskLine,
    SampleLine,
)
from esep_site.delivery.field_values import NotSo, plain_value
from esep_site.delivery.kind_tables import KIND, read_rows
from esep_site.delivery.workbook_layout import LANGUAGES, OWN, Column, Sheet, layout_of
from esep_site.delivery.workbook_writing import head, tab

MOST_ROWS = 200_000
"""Of one sheet."""
HEADS_WITHIN = 4
"""The first rows, in one of which the codes or the heads stand."""
LINES: Mapping[str, type] = {
    "money": MoneyLine,
    "partners": PartnerLine,
    "milestones": MilestoneLine,
    "risks": RiskLine,
    "jobs": JobsLine,
    "inspections": InspectionLine,
    "samples": SampleLine,
    "faults": FaultLine,
}
"""What the rows of a part become."""
ALL_THERE_IS = ("money", "partners", "milestones", "risks", "jobs")
"""Parts of which a sheet holds all rows of its records."""
_NAUGHT = {FieldType.NUMBER: 0, FieldType.MONEY: 0, FieldType.YEAR: 0, FieldType.YES_NO: False}
_Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class CellFault:
    """What is wrong, and where: the sheet's name, the row from 1 and the column's letters (both may be
    unknown), the head of the column."""

    sheet: str
    row: int | None
    column: str
    head: str
    text: str


@dataclass(frozen=True)
class _Place:
    """Where an entry or a line stands: its sheet and the row from 1."""

    sheet: _Found
    row: int


@dataclass
class Filled:
    """What a workbook says: its kind, its records, and what is wrong with its cells.

    :meth:`fault_of` finds the cell of a fault that the ledger tells of an entry.
    """

    kind: Kind | None = None
    entries: list[Entry] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    rows: list[_Place] = field(default_factory=list)
    lines: dict[tuple[int, str], list[_Place]] = field(default_factory=dict)

    def fault_of(self, fault: EntryFault) -> CellFault:
        """The cell of a fault of an entry; without a column where the whole row is meant."""
        place = self.rows[fault.at]
        if fault.part and fault.line is not None:
            place = self.lines[fault.at, fault.part][fault.line]
        column = place.sheet.at.get(fault.field, place.sheet.at.get(f"{OWN}{fault.field}"))
        if column is None:
            return CellFault(place.sheet.name, place.row, "", "", fault.text)
        name = place.sheet.heads.get(column, "")
        return CellFault(place.sheet.name, place.row, letters(column), name, fault.text)


@dataclass(frozen=True)
class _Found:
    """A sheet of the workbook that is one of the layout: where its columns stand, where its rows begin."""

    sheet: Sheet
    name: str
    at: Mapping[str, int]
    heads: Mapping[int, str]
    begins: int
    rows: Sequence[Sequence[Any]]


def read_workbook(content: IO[bytes], progress: _Progress = lambda _done, _of: None) -> Filled:
    """Read a workbook of records, or a table of them (CSV). ``progress`` is told rows done and rows in all,
    now and then.

    What cannot be opened is one fault; nothing is raised for what is in the file.
    """
    filled = Filled()
    is_table = content.read(1) not in (b"P", b"")  # a workbook is a ZIP file: «PK»
    content.seek(0)
    try:
        if is_table:
            _read_sheets(_table(content, filled), filled, progress)
        else:
            with load_workbook(content) as book:
                _read_sheets(_sheets(book, filled), filled, progress)
    except (CalamineError, OSError, ValueError, EOFError) as error:
        text = _("This is no workbook that can be opened: %(reason)s.") % {"reason": error}
        filled.faults.append(CellFault("", None, "", "", text))
    return filled


def _read_sheets(sheets: Iterator[_Found], filled: Filled, progress: _Progress) -> None:
    found = {sheet.sheet.part: sheet for sheet in sheets}
    kind = filled.kind
    if kind is None:
        text = _("No sheet is one of records: take a template or an export of the kind and fill it in.")
        filled.faults.append(CellFault("", None, "", "", text))
        return
    total, done = sum(len(sheet.rows) for sheet in found.values()), 0
    codes: dict[str, int] = {}
    entries: list[dict[str, Any]] = []
    for part in ("", *LINES):
        if part not in found:
            continue
        sheet = found[part]
        for entry in entries if part in ALL_THERE_IS else ():
            entry[part] = []
        if part == "samples":
            _clear_samples(entries)
        for number, cells in enumerate(sheet.rows, start=sheet.begins + 1):
            done += 1
            if done % 500 == 0:
                progress(done, total)
            if all(cell in ("", None) for cell in cells):
                continue
            place = _Place(sheet, number)
            values = dict(_values(sheet, number, cells, filled))
            if part:
                _take_line(part, values, place, entries, codes, filled)
            else:
                _take_record(values, place, kind, entries, codes, filled)
    progress(total, total)
    filled.entries = [Entry(**entry) for entry in entries]


def _take_record(
    values: dict[str, Any],
    place: _Place,
    kind: Kind,
    entries: list[dict[str, Any]],
    codes: dict[str, int],
    filled: Filled,
) -> None:
    own = {name.removeprefix(OWN): value for name, value in values.items() if name.startswith(OWN)}
    told = {name: value for name, value in values.items() if not name.startswith(OWN)}
    entry: dict[str, Any] = {name: told.get(name) or "" for name in _TEXTS}
    entry |= {name: _day(told.get(name)) for name in ("start", "end", "reported_on")}
    entry |= {
        "kind": kind.kind,
        "fields": {name: value for name, value in own.items() if value is not None},
        "version": told.get("version"),
        "source_span": _span(told.get("source_span")),
    }
    codes.setdefault(entry["code"], len(entries))
    entries.append(entry)
    filled.rows.append(place)


_TEXTS = ("code", "name_kk", "name_ru", "place", "stage", "parent", "programme", "declared", "source")


def _take_line(
    part: str,
    values: dict[str, Any],
    place: _Place,
    entries: list[dict[str, Any]],
    codes: dict[str, int],
    filled: Filled,
) -> None:
    code = values.pop("record", None) or ""
    if code not in codes:
        text = _("The sheet of records has no record with the code «%(code)s».") % {"code": code}
        column = place.sheet.at["record"]
        filled.faults.append(
            CellFault(place.sheet.name, place.row, letters(column), place.sheet.heads.get(column, ""), text)
        )
        return
    known = place.sheet.sheet.by_code
    line = {}
    for name in LINES[part].__slots__:  # type: ignore[attr-defined]
        if name not in known:
            continue  # samples stand on a sheet of their own
        kind = known[name].field.type
        value = values.get(name)
        if kind is FieldType.DAY:
            value = _day(value)
            if value is None and known[name].required:
                return  # told already: the cell is empty or no day
        elif value is None and not (part == "partners" and name == "sum"):
            value = 1 if name == "number" else _NAUGHT.get(kind, "")
        line[name] = value
    at = codes[code]
    if part == "samples":
        _take_sample(SampleLine(**line), values.get("inspection") or "", place, entries[at], filled)
        return
    entries[at].setdefault(part, []).append(LINES[part](**line))
    filled.lines.setdefault((at, part), []).append(place)


def _clear_samples(entries: list[dict[str, Any]]) -> None:
    """A sheet of samples holds all samples of the inspections that are told."""
    for entry in entries:
        if "inspections" in entry:
            entry["inspections"] = [replace(line, samples=()) for line in entry["inspections"]]


def _take_sample(sample: SampleLine, mark: str, place: _Place, entry: dict[str, Any], filled: Filled) -> None:
    inspections = entry.get("inspections", [])
    for at, line in enumerate(inspections):
        if line.mark == mark:
            inspections[at] = replace(line, samples=(*line.samples, sample))
            return
    if mark:  # told already where it is empty
        column = place.sheet.at["inspection"]
        text = _("The sheet of inspections has none with the mark «%(mark)s».") % {"mark": mark}
        head_of = place.sheet.heads.get(column, "")
        filled.faults.append(CellFault(place.sheet.name, place.row, letters(column), head_of, text))


def _values(sheet: _Found, row: int, cells: Sequence[Any], filled: Filled) -> Iterator[tuple[str, Any]]:
    for code, at in sheet.at.items():
        column = sheet.sheet.by_code[code]
        if column.told:
            continue
        cell = cells[at] if at < len(cells) else None
        try:
            value = _plain(column, cell)
            if value is None and column.required and not code.startswith(OWN):
                raise NotSo(_("It must be filled."))
        except NotSo as fault:
            name = sheet.heads.get(at, "")
            filled.faults.append(CellFault(sheet.name, row, letters(at), name, str(fault)))
            value = None
        yield code, value


def _plain(column: Column, cell: Any) -> Any:
    """A cell as the ledger takes it; NotSo with the reason. A whole number in a cell of text loses «.0»."""
    field = column.field
    if isinstance(cell, float) and cell.is_integer() and field.type in _WRITTEN:
        cell = int(cell)
    if isinstance(cell, str) and field.type in _NUMBERS:
        cell = _typed_number(cell)
    if field.type in (FieldType.BODY, FieldType.PLACE):
        return str(cell).strip() if cell not in ("", None) else None
    value = plain_value(field, cell)
    return value.strip() if isinstance(value, str) else value


_WRITTEN = (FieldType.TEXT, FieldType.CHOICE, FieldType.BODY, FieldType.PLACE, FieldType.YES_NO)
_NUMBERS = (
    FieldType.NUMBER,
    FieldType.MONEY,
    FieldType.YEAR,
    FieldType.DECIMAL,
    FieldType.SHARE,
)


def _typed_number(cell: str) -> str:
    """«1 250,5» as people type it: spaces between thousands, a comma before decimals."""
    return "".join(cell.split()).replace(",", ".")


def _day(value: Any) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


def _span(value: Any) -> list[int] | None:
    parts = str(value or "").split("–")
    return [int(part) for part in parts] if len(parts) == 2 and all(map(str.isdecimal, parts)) else None


def _kind_of(book: CalamineWorkbook) -> Kind | None:
    """By the last line of the sheet that explains; else the kind whose columns the first sheet has."""
    for name in reversed(book.sheet_names):
        for row in book.get_sheet_by_name(name).to_python(nrows=30):
            words = str(row[0]).split() if row else []
            if len(words) == 4 and words[0] == "esep" and words[2] in kinds():
                return kinds()[words[2]]
    heads = {str(cell) for name in book.sheet_names[:1] for row in _first(book, name) for cell in row}
    fitting = Counter(
        {
            code: sum(column.code in heads or _is_head(column, heads) for column in _records_of(kind).columns)
            for code, kind in kinds().items()
        }
    )
    ((code, number),) = fitting.most_common(1)
    return kinds()[code] if number >= 5 else None


def _is_head(column: Column, heads: set[str]) -> bool:
    return any(head(column, language) in heads for language in LANGUAGES)


def _records_of(kind: Kind) -> Sheet:
    return layout_of(kind).sheets[0]


def _first(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=HEADS_WITHIN)


def _table(content: IO[bytes], filled: Filled) -> Iterator[_Found]:
    """The sheet of records that a CSV file holds; its first column tells of which kind they are."""
    rows = read_rows(content)
    at = rows[0].index(KIND) if rows and KIND in rows[0] else None
    if at is None:
        return
    told = [row[at].strip() if at < len(row) else "" for row in rows]
    first = next((code for row, code in zip(rows[1:], told[1:], strict=True) if any(row)), "")
    filled.kind = kinds().get(first)
    if filled.kind is None:
        return
    for number, (row, code) in enumerate(zip(rows, told, strict=True), start=1):
        if number > 1 and any(row) and code != first:
            text = _("A table holds records of one kind: this one is of «%(kind)s».") % {"kind": first}
            filled.faults.append(CellFault("CSV", number, letters(at), KIND, text))
    found = _found(rows, _records_of(filled.kind), "CSV", filled)
    if found is not None:
        yield found


def _sheets(book: CalamineWorkbook, filled: Filled) -> Iterator[_Found]:
    """The sheets of the layout that the workbook has, by their names in any language, or by their columns."""
    kind = filled.kind = _kind_of(book)
    if kind is None:
        return
    left = list(book.sheet_names)
    for sheet in layout_of(kind).sheets:
        names = {tab(sheet, language) for language in LANGUAGES}
        name = next((each for each in left if each in names), None)
        if name is None and not sheet.part:
            name = left[0]
        if name is None:
            continue
        left.remove(name)
        made = book.get_sheet_by_name(name)
        rows = made.to_python(skip_empty_area=False, nrows=MOST_ROWS + HEADS_WITHIN)
        found = _found(rows, sheet, name, filled)
        if found is not None:
            yield found


def _found(rows: Sequence[Sequence[Any]], sheet: Sheet, name: str, filled: Filled) -> _Found | None:
    codes_at, by_codes = _best(rows, lambda cell: cell if cell in sheet.by_code else None)
    known = {head(column, each): column.code for column in sheet.columns for each in LANGUAGES}
    heads_at, by_heads = _best(rows, lambda cell: known.get(" ".join(cell.split())))
    at = by_codes if len(by_codes) >= len(by_heads) else by_heads
    begins = max(codes_at if by_codes else 0, heads_at if by_heads else 0) + 1
    heads = {column: sheet.by_code[code].field.names for code, column in at.items()}
    missing = [column for column in sheet.columns if column.required and column.code not in at]
    for column in missing:
        text = _("The column «%(name)s» is missing.") % {"name": column.field.names}
        filled.faults.append(CellFault(name, None, "", str(column.field.names), text))
    if len(rows) > MOST_ROWS + begins:
        text = _("A sheet has at most %(most)s rows.") % {"most": MOST_ROWS}
        filled.faults.append(CellFault(name, None, "", "", text))
    if missing:
        return None
    return _Found(sheet, name, at, {k: str(v) for k, v in heads.items()}, begins, rows[begins:])


def _best(rows: Sequence[Sequence[Any]], code_of: Callable[[str], str | None]) -> tuple[int, dict[str, int]]:
    """The row among the first ones in which most columns are called, and where each stands."""
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(rows[:HEADS_WITHIN]):
        at: dict[str, int] = {}
        for place, cell in enumerate(row):
            code = code_of(cell) if isinstance(cell, str) else None
            if code is not None:
                at.setdefault(code, place)
        if len(at) > len(best[1]):
            best = (number, at)
    return best


def letters(column: int) -> str:
    """What a spreadsheet calls a column (from 0): A, Z, AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name

"""What people corrected in readings, read back as further tests of the reader."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from esep.errors import EsepError, Fault, InputRefused, NotFound
from esep.messages import Message, messages_of
from esep.reading.documents.document import Document, read_document
from esep.reading.reading import Reading, read
from esep.reading.results.correction_values import PERIODS, fault_in_text, fault_of
from esep.reading.results.plain_form import instruction_row, statement_row
from esep.yaml_texts import lines_of_items, read_yaml

_, _n = messages_of("esep.reading")

Verdict = Literal["figure", "no figure", "instruction", "no instruction"]
FIELDS: Mapping[str, frozenset[str]] = {
    "figure": frozenset(
        ["value", "low", "high", "approximation", "unit", "noun", "kind", "is_change", "place"]
    )
    | {"programme", "period", "calendar_period", "relation", "speaker"},
    "instruction": frozenset(["type", "issuer", "addressee", "action", "place"])
    | {"deadline", "due", "recurrence"},
}
"""What a correction can say of a figure and of an instruction; the names are those of the JSON."""


class Correction(BaseModel):
    """One place that a person looked at.

    ``document`` is a path beside the file of corrections, ``start`` and ``end`` are characters of its text,
    which say ``quote``. ``verdict`` is what stands there; ``right`` holds the values that it must have,
    ``said`` what the reader said, for people to see. Values are those of ``esep read --json-lines``; a day or
    a year may be written as YAML has them («due: 2024-09-15»).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    start: int
    end: int
    quote: str
    verdict: Verdict
    right: dict[str, Any] = {}
    said: dict[str, Any] | None = None

    @field_validator("right", mode="before")
    @classmethod
    def _periods_as_text(cls, right: Any) -> Any:
        if not isinstance(right, dict):
            return right
        return {
            name: value.isoformat()
            if type(value) is datetime.date
            else str(value)
            if name in PERIODS and type(value) is int
            else value
            for name, value in right.items()
        }


@dataclass(frozen=True)
class Checked:
    """A correction held against the reader: ``wrong`` names the values that differ, as (wanted, read).

    ``found`` is what the reader says at the place, None for nothing.
    """

    correction: Correction
    found: Mapping[str, Any] | None
    wrong: Mapping[str, tuple[Any, Any]]
    sentence: str
    language: str

    @property
    def is_kept(self) -> bool:
        """Whether the reader says what the person said."""
        if self.correction.verdict.startswith("no "):
            return self.found is None
        return self.found is not None and not self.wrong


def _corrections(path: Path) -> list[tuple[int, Correction]]:
    """The corrections of a YAML list or of JSON Lines, each with the line in which it begins.

    Raises NotFound without the file, and InputRefused with every correction that is wrong.
    """
    if not path.is_file():
        raise NotFound(_("There is no file of corrections {file}. Check the path.", file=str(path)))
    corrections: list[tuple[int, Correction]] = []
    faults: list[Fault] = []
    for row, content in _rows(path):
        try:
            correction = Correction.model_validate(content)
        except ValidationError as error:
            names = (".".join(map(str, fault["loc"])) for fault in error.errors())
            wrong = _("This is missing, or not of the form that a correction has.")
            faults += [Fault(str(path), row, name, wrong) for name in dict.fromkeys(names)]
            continue
        corrections.append((row, correction))
        unknown = sorted(set(correction.right) - FIELDS.get(correction.verdict, frozenset()))
        told = _("A correction of this verdict cannot say this.")
        faults += [Fault(str(path), row, f"right.{name}", told) for name in unknown]
        wrong_values = ((name, fault_of(name, value)) for name, value in sorted(correction.right.items()))
        faults += [
            Fault(str(path), row, f"right.{name}", fault)
            for name, fault in wrong_values
            if fault is not None and name not in unknown
        ]
    if faults:
        raise _refused(faults)
    return corrections


def _refused(faults: list[Fault]) -> InputRefused:
    count = len(faults)
    return InputRefused(_n("{n} fault in the corrections.", "{n} faults in the corrections.", count), faults)


def _rows(path: Path) -> Iterable[tuple[int, Any]]:
    """The items of the list, each with the line in which it begins."""
    try:
        text = path.read_text("utf-8-sig")
        if path.suffix.lower() in (".jsonl", ".ndjson"):
            lines = enumerate(text.splitlines(), 1)
            return [(number, json.loads(line)) for number, line in lines if line.strip()]
        content = read_yaml(text)
        if isinstance(content, list):
            return list(zip(lines_of_items(text), content, strict=True))
    except (UnicodeDecodeError, ValueError, yaml.YAMLError):
        pass
    message = _("{file} holds no list of corrections. Write YAML or JSON Lines in UTF-8.", file=path.name)
    raise InputRefused(message, [Fault(str(path), 0, "", message)])


def check(path: Path, day: datetime.date | None = None) -> list[Checked]:
    """Hold every correction of the file against the reader, in their order.

    Raises InputRefused when a document cannot be read or a quote is no longer in it: a correction of another
    text says nothing.
    """
    read_once = cache(lambda name: read_for_corrections(path.parent / name, day))
    checked: list[Checked] = []
    faults: list[Fault] = []
    for row, correction in _corrections(path):
        try:
            document, reading = read_once(correction.document)
        except EsepError as error:
            faults.append(Fault(str(path), row, "document", error.message))
            continue
        said = ((name, fault_in_text(name, value, document.text)) for name, value in correction.right.items())
        faults += [Fault(str(path), row, f"right.{name}", fault) for name, fault in said if fault is not None]
        start = _place_of(correction, document.text)
        if start is None:
            wrong = _("The document does not say “{quote}” there.", quote=correction.quote)
            faults.append(Fault(str(path), row, "quote", wrong))
        else:
            checked.append(hold(correction, start, reading))
    if faults:
        raise _refused(faults)
    return checked


def read_for_corrections(path: Path, day: datetime.date | None) -> tuple[Document, Reading]:
    """The document at ``path`` and what the reader says of it."""
    document = read_document(path)
    return document, read(document.text, day, document.tables, published=document.published)


def _place_of(correction: Correction, text: str) -> int | None:
    """Where the quote stands: at its place, or where it now is, when the text has it once only."""
    if text[correction.start : correction.end] == correction.quote:
        return correction.start
    return text.find(correction.quote) if correction.quote and text.count(correction.quote) == 1 else None


def hold(correction: Correction, start: int, reading: Reading) -> Checked:
    """A correction, whose quote stands at ``start``, held against what the reader says there."""
    end = start + len(correction.quote)
    if correction.verdict.endswith("figure"):
        found = next(
            (statement_row(s) for s in reading.statements if start <= s.number_start < end),
            None,
        )
    else:
        near = [task for task in reading.instructions if task.start < end and start < task.end]
        near.sort(key=lambda task: min(end, task.end) - max(start, task.start), reverse=True)
        found = instruction_row(near[0]) if near else None
    wrong = {} if found is None else dict(_differences(correction.right, found))
    sentence = next((s for s in reading.sentences if s.start <= start < s.end), None)
    said, language = (sentence.text, sentence.language) if sentence is not None else ("", reading.language)
    return Checked(correction, found, wrong, said, language)


def _differences(right: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Any, Any]]]:
    for name, wanted in right.items():
        if not _same(wanted, found.get(name)):
            yield name, (wanted, found.get(name))


def _same(wanted: Any, found: Any) -> bool:
    """Numbers by value, words without regard to spaces and capitals."""
    if isinstance(wanted, bool) or isinstance(found, bool) or wanted is None or found is None:
        return wanted is found
    try:
        return Decimal(str(wanted)) == Decimal(str(found))
    except InvalidOperation:
        return " ".join(str(wanted).lower().split()) == " ".join(str(found).lower().split())


def difference_text(checked: Checked) -> Message:
    """Why a correction is not kept."""
    if checked.correction.verdict == "no figure":
        return _("a figure is read where there is none")
    if checked.correction.verdict == "no instruction":
        return _("an instruction is read where there is none")
    if checked.found is None:
        return _("nothing is read here")
    told = "; ".join(
        f"{name}: {_shown(found)} ≠ {_shown(wanted)}" for name, (wanted, found) in checked.wrong.items()
    )
    return _("read otherwise: {differences}", differences=told)


def _shown(value: Any) -> str:
    return "–" if value is None else str(value)

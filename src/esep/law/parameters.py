"""Dated values that the law names but does not fix for ever: amounts, shares, lists, tables of points.

A parameter lives in the ``parameters.yaml`` beside the provisions that it belongs to. Each value says which
act set it, where that was read, and how sure we are. Every value holds from its first day until the day
before the next value, or until its own last day; a gap or an overlap is refused, and "not in force" is
written as ``value: null``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationError, model_validator

from esep.errors import LawError
from esep.law.acts import NOT_FOUND, Confidence
from esep.law.units import Unit, unit
from esep.law.vocabulary import Value
from esep.messages import Message, Name, messages_of
from esep.yaml_texts import read_yaml

_, _n = messages_of(__package__)

FILE = "parameters.yaml"


class Band(BaseModel):
    """One band: its value holds for numbers below ``below``; the last band has no upper end."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    below: StrictInt | None = None
    value: StrictInt | str


Scalar = StrictBool | StrictInt | date | str
Content = (
    Scalar
    | Annotated[tuple[Band, ...], Field(min_length=1)]
    | tuple[str, ...]
    | tuple[StrictInt, ...]
    | dict[str, StrictInt | str]
)
"""A number, date, truth or text; a list of bands, of texts or of numbers; a table by text key."""


class DatedValue(BaseModel):
    """A value of a parameter, from when it holds, and where it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    first_day: date = Field(alias="from")
    last_day: date | None = Field(default=None, alias="to")
    value: Content | None
    act: str = NOT_FOUND
    article: str = ""
    source: str = Field(default=NOT_FOUND, min_length=1)
    confidence: Confidence = "not found"
    checked_on: date | None = None
    note: str = ""

    @property
    def is_sourced(self) -> bool:
        """Whether a source was found and confirms the value."""
        return self.source != NOT_FOUND and self.confidence == "confirmed"


class Parameter(BaseModel):
    """A named series of dated values in one unit. ``of`` is the unit in which a table's bands are cut."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: Name
    unit: str
    of: str | None = None
    values: Annotated[tuple[DatedValue, ...], Field(min_length=1)]

    @property
    def measure(self) -> Unit:
        """The unit, read."""
        return unit(self.unit)

    @model_validator(mode="after")
    def _is_sound(self) -> Parameter:
        problems = [*_broken_periods(self.values), *_wrong_contents(self)]
        if problems:
            raise ValueError(" ".join(str(problem) for problem in problems))
        return self

    def on(self, day: date) -> DatedValue:
        """The value in force on a day; LawError when there is none."""
        for entry in reversed(self.values):
            if entry.first_day <= day and (entry.last_day is None or day <= entry.last_day):
                if entry.value is not None:
                    return entry
                break
        raise LawError(
            _(
                "The parameter {parameter} has no value on {day}. Its values are from: {dates}. "
                "Add the value to {file}, or choose another date.",
                parameter=self.name,
                day=day.isoformat(),
                dates=", ".join(str(entry.first_day) for entry in self.values if entry.value is not None),
                file=FILE,
            )
        )

    def changed(self, value: Any, first_day: date = date.min) -> Parameter:
        """The parameter with another value from a day on, for a what-if; for all time without a day.

        What held before the day stays; LawError when the value does not fit the parameter.
        """
        kept = [entry for entry in self.values if entry.first_day < first_day]
        entries = [entry.model_dump(by_alias=True) for entry in kept]
        if kept:
            last, day_before = kept[-1].last_day, first_day - timedelta(days=1)
            if last is not None and last < day_before:
                entries.append({"from": last + timedelta(days=1), "value": None})
            elif last is not None:
                entries[-1]["to"] = day_before
        entries.append({"from": first_day, "value": value, "note": "what-if"})
        return _validated(
            self.name, {**self.model_dump(exclude={"name", "values"}), "values": entries}, "what-if"
        )


@dataclass(frozen=True)
class NamedFile:
    """A file of parameters, read."""

    path: Path
    parameters: Mapping[str, Parameter]


@cache
def read_parameters(path: Path) -> NamedFile:
    """Read a ``parameters.yaml``; LawError with the file, the parameter and every reason."""
    try:
        entries = read_yaml(path.read_text("utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise LawError(
            _("The file {file} is not readable YAML: {reason}", file=str(path), reason=str(error))
        ) from error
    if not isinstance(entries, dict):
        raise LawError(_("The file {file} must map names of parameters to their values.", file=str(path)))
    return NamedFile(
        path, {str(name): _validated(str(name), entry, str(path)) for name, entry in entries.items()}
    )


def find_parameter(name: str, folder: Path) -> Parameter:
    """The parameter of this name beside the provisions in ``folder``, else in a folder beside or above it."""
    for path in _files_near(folder):
        found = read_parameters(path).parameters.get(name)
        if found is not None:
            return found
    known = sorted({known for path in _files_near(folder) for known in read_parameters(path).parameters})
    raise LawError(
        _(
            "There is no parameter {name} in {folder} or beside it. Known are: {known}.",
            name=repr(name),
            folder=str(folder),
            known=", ".join(known) or "–",
        )
    )


def _files_near(folder: Path) -> Iterator[Path]:
    for candidate in [folder / FILE, *sorted(folder.parent.glob(f"*/{FILE}")), folder.parent / FILE]:
        if candidate.is_file():
            yield candidate


def _validated(name: str, entry: object, where: str) -> Parameter:
    try:
        return Parameter.model_validate({"name": name, **entry} if isinstance(entry, dict) else entry)
    except (ValidationError, TypeError, LawError) as error:
        raise LawError(
            _(
                "The parameter {parameter} in {file} is wrong: {reason}",
                parameter=name,
                file=where,
                reason=str(error),
            )
        ) from error


def _broken_periods(values: tuple[DatedValue, ...]) -> Iterator[Message]:
    for earlier, later in pairwise(values):
        if later.first_day <= earlier.first_day:
            yield _(
                "The value from {later} stands after that from {earlier}.",
                later=later.first_day,
                earlier=earlier.first_day,
            )
        elif earlier.last_day is not None and earlier.last_day >= later.first_day:
            yield _(
                "The value until {last} overlaps that from {later}.",
                last=earlier.last_day,
                later=later.first_day,
            )
        elif earlier.last_day is not None and earlier.last_day + timedelta(days=1) < later.first_day:
            yield _(
                "No value holds between {last} and {later}; write value: null if none was in force.",
                last=earlier.last_day,
                later=later.first_day,
            )
    for entry in values:
        if entry.last_day is not None and entry.last_day < entry.first_day:
            yield _(
                "The value from {first} ends before it begins, on {last}.",
                first=entry.first_day,
                last=entry.last_day,
            )


def _wrong_contents(parameter: Parameter) -> Iterator[Message]:
    kinds = set()
    for entry in parameter.values:
        if entry.value is None:
            continue
        kinds.add(_kind(entry.value))
        if isinstance(entry.value, tuple) and isinstance(entry.value[0], Band):
            yield from _wrong_bands(entry.first_day, [band for band in entry.value if isinstance(band, Band)])
        for scalar in _scalars(entry.value):
            if not _fits(scalar, parameter.measure):
                yield _(
                    "{value} from {first} is not a value in {unit}.",
                    value=repr(scalar),
                    first=entry.first_day,
                    unit=parameter.unit,
                )
    if len(kinds) > 1:
        yield _("Its values are of different kinds: {kinds}.", kinds=", ".join(sorted(kinds)))


def _wrong_bands(first_day: date, bands: list[Band]) -> Iterator[Message]:
    cuts = [band.below for band in bands if band.below is not None]
    if bands[-1].below is not None or len(cuts) != len(bands) - 1:
        yield _("The last band, and only it, has no 'below' (value from {first}).", first=first_day)
    elif any(later <= earlier for earlier, later in pairwise(cuts)):
        yield _("The bands must rise (value from {first}).", first=first_day)


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "table"
    if isinstance(value, tuple):
        return "bands" if isinstance(value[0], Band) else "list"
    return "value"


def _scalars(value: Any) -> list[Value]:
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, tuple):
        return [entry.value if isinstance(entry, Band) else entry for entry in value]
    return [value]


def _fits(value: Value, measure: Unit) -> bool:
    if isinstance(value, bool):
        return measure.type == "bool"
    if isinstance(value, int):
        return measure.type == "int"
    return measure.type == ("date" if isinstance(value, date) else "text")

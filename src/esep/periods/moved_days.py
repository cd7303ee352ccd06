"""The days off that decrees moved, read from a table of the package or of a region."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from esep.errors import Fault, InputRefused
from esep.messages import messages_of
from esep.yaml_texts import read_yaml

_, _n = messages_of(__package__)


class MovedDay(BaseModel):
    """A day off moved by a decree: the weekday that is free, and the weekend day worked for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    day_off: datetime.date
    worked: datetime.date | None = None
    act: str
    source: str


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")
    moved: tuple[MovedDay, ...]


def read_moved_days(text: str, file: str) -> tuple[MovedDay, ...]:
    """The days of a table in YAML; InputRefused with every fault, naming ``file``."""
    try:
        return _Table.model_validate(read_yaml(text)).moved
    except ValidationError as error:
        faults = [(".".join(str(part) for part in fault["loc"]), fault["msg"]) for fault in error.errors()]
        raise _refused(file, faults) from error
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a day that is not in the calendar
        raise _refused(file, [("", str(error).splitlines()[0])]) from error


def _refused(file: str, reasons: Iterable[tuple[str, str]]) -> InputRefused:
    message = _("The work calendar {file} was refused. Mend the entries that are listed.", file=file)
    faults = [
        Fault(file, 0, where, _("The entry cannot be read: {reason}.", reason=reason))
        for where, reason in reasons
    ]
    return InputRefused(message, faults)

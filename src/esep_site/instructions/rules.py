"""The rules of control: settings with their source, read from ``rules.yaml``."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from esep.yaml_texts import read_yaml

Told = Literal["responsible", "control", "issuer", "head"]
"""Who is told: of the responsible body, the control officers, of the issuing body, of the body above it."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    act: str
    source: str


class _Days(_Entry):
    value: int = Field(ge=0, le=260)


class _Reminders(_Entry):
    value: tuple[int, ...]


class _DayOff(_Entry):
    value: Literal["next", "before", "same"]


class _Share(_Entry):
    value: tuple[int, int]

    @property
    def share(self) -> Fraction:
        return Fraction(*self.value)


class Rung(BaseModel):
    """``to`` is told when an instruction is ``late`` working days late."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    late: int = Field(ge=1)
    to: Told


class _Ladder(_Entry):
    rungs: tuple[Rung, ...]


class Rules(BaseModel):
    """All of them; days are working days."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    least_term: _Days
    due_on_day_off: _DayOff
    reminders: _Reminders
    ladder: _Ladder
    fresh: _Days
    at_risk: _Days
    behind: _Share
    alike: _Share
    alike_across: _Share


@cache
def rules() -> Rules:
    """The rules that are packaged here."""
    return Rules.model_validate(read_yaml(files(__package__).joinpath("rules.yaml").read_text("utf-8")))

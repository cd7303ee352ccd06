"""What is asked of a made-up region: its published margins and the assumptions that fill the gaps."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from esep.errors import WrongSettings
from esep.messages import Name, messages_of
from esep.registers.synthesis.assumptions import Assumptions, default_assumptions
from esep.yaml_texts import read_yaml

_, _n = messages_of("esep.registers")

MarginName = Literal[
    "persons",
    "rural_persons",
    "rural_households",
    "rural_settlements",
    "rural_working_age",
    "rural_without_steady_income",
    "urban_households",
    "urban_working_age",
    "urban_without_steady_income",
    "assistance_families",
    "assistance_persons",
    "rural_assistance_families",
    "rural_assistance_persons",
    "large_families",
    "money_income_per_head",
    "men_share",
    "mean_age",
    "below_minimum_share",
    "mean_wage",
]
"""The margins that a region can be given: counts; then tenge, ten-thousandths and hundredths of a year."""

COUNTED: tuple[MarginName, ...] = (
    "persons",
    "rural_persons",
    "rural_households",
    "rural_working_age",
    "rural_without_steady_income",
    "urban_households",
    "urban_working_age",
    "urban_without_steady_income",
    "assistance_families",
    "assistance_persons",
    "rural_assistance_families",
    "rural_assistance_persons",
    "large_families",
)
"""The margins that grow with the region."""

COMPARED: frozenset[MarginName] = frozenset({"men_share", "mean_age", "below_minimum_share", "mean_wage"})
"""The margins that are only measured beside the published figure, not fitted."""


FEWEST_HOUSEHOLDS = 4


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Figure(_Settings):
    """A figure asked for and where it stands; ``source: assumption`` when nobody published it."""

    value: int = Field(ge=0)
    source: str = Field(min_length=1)
    note: str = ""


class PlaceSizes(_Settings):
    """How the people spread over the region: sizes in any one unit, by district (rural part) and by city.

    A district or city that is not named gets a drawn size.
    """

    source: str = "assumption"
    districts: Mapping[str, float] = Field(default_factory=dict)
    cities: Mapping[str, float] = Field(default_factory=dict)


class RegionSpec(_Settings):
    """A region to make up.

    ``regions``: KATO codes of one region or several; ``date``: the day that the registers show; ``months``:
    how many months of incomes before the quarter of that day. Margins left out follow from the assumptions.
    """

    name: Name
    regions: tuple[str, ...] = Field(min_length=1)
    date: datetime.date
    months: int = Field(default=3, ge=1, le=24)
    margins: Mapping[MarginName, Figure]
    sizes: PlaceSizes = Field(default_factory=PlaceSizes)
    assumptions: Assumptions = Field(default_factory=default_assumptions)

    @model_validator(mode="before")
    @classmethod
    def _merge_assumptions(cls, given: Any) -> Any:
        """A spec's own assumptions change single entries of the defaults."""
        if isinstance(given, Mapping) and isinstance(given.get("assumptions"), Mapping):
            own = _merged(default_assumptions().model_dump(), given["assumptions"])
            return {**given, "assumptions": own}
        return given

    @model_validator(mode="after")
    def _has_persons(self) -> Self:
        if "persons" not in self.margins:
            raise ValueError("margins: the number of persons must be given")
        return self

    def scaled(self, persons: int) -> RegionSpec:
        """The same region with another number of persons: every count in proportion, rounded.

        The number of settlements stays, as long as each keeps a few households.
        """
        whole = self.margins["persons"].value
        margins = dict(self.margins)
        for name in COUNTED:
            if name in margins:
                figure = margins[name]
                value = (2 * figure.value * persons + whole) // (2 * whole)
                source = f"{figure.source}; scaled to {persons:,} persons"
                margins[name] = figure.model_copy(update={"value": value, "source": source})
        settlements, households = margins.get("rural_settlements"), margins.get("rural_households")
        if settlements and households and settlements.value * FEWEST_HOUSEHOLDS > households.value:
            value = max(1, households.value // FEWEST_HOUSEHOLDS)
            source = f"{settlements.source}; scaled to {persons:,} persons"
            margins["rural_settlements"] = settlements.model_copy(update={"value": value, "source": source})
        return self.model_copy(update={"margins": margins})


def load_spec(path: Path) -> RegionSpec:
    """Read a region's settings from YAML.

    Raises :class:`esep.errors.WrongSettings` naming the field when the file does not fit.
    """
    try:
        return RegionSpec.model_validate(read_yaml(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        message = _(
            "The settings of the made-up region in {file} cannot be used: {reason}",
            file=str(path),
            reason=str(error),
        )
        raise WrongSettings(message) from error


def zhambyl() -> RegionSpec:
    """The Zhambyl region with the margins that its government published."""
    text = files(__package__).joinpath("zhambyl.yaml").read_text(encoding="utf-8")
    return RegionSpec.model_validate(read_yaml(text))


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in changes.items():
        inner = result.get(key)
        result[key] = (
            _merged(inner, value) if isinstance(inner, Mapping) and isinstance(value, Mapping) else value
        )
    return result

"""The catalogue of indicators: what a figure counts, in what unit, in three languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from esep.errors import NotFound
from esep.messages import Name, messages_of
from esep.yaml_texts import read_yaml

_, _n = messages_of(__package__)


class Indicator(BaseModel):
    """One entry of ``indicators.yaml``: its name, a definition of one sentence, its unit."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    id: str
    name: Name
    definition: Name
    unit: str


@cache
def indicators() -> dict[str, Indicator]:
    """The catalogue, by id, in the order of the file."""
    source: dict[str, dict[str, Any]] = read_yaml(
        files(__package__).joinpath("indicators.yaml").read_text("utf8")
    )
    return {
        name: Indicator(
            id=name, name=Name(**entry["name"]), definition=Name(**entry["definition"]), unit=entry["unit"]
        )
        for name, entry in source.items()
    }


def indicator(name: str) -> Indicator:
    """The indicator called ``name``; raises NotFound."""
    try:
        return indicators()[name]
    except KeyError:
        raise NotFound(_("The catalogue has no indicator {name}.", name=name)) from None

"""What a provision may speak of: entities, their columns, their parts. Declared in ``vocabulary.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from esep.errors import LawError
from esep.law.units import Unit, unit
from esep.messages import Name, messages_of
from esep.yaml_texts import read_yaml

_, _n = messages_of(__package__)

FAR_DATE = date(9999, 12, 31)
# A family of more members than this, or a person with more rows in a table, is refused by the engines.
MOST_MEMBERS = 300

Value = int | bool | str | date


@dataclass(frozen=True)
class Entity:
    """A kind of thing that the law speaks of: ``family``, ``person``, or a part of one."""

    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def declared(self) -> EntityDeclaration:
        """Table, columns and parts, as declared in the vocabulary."""
        return vocabulary()[self.name]

    @property
    def counted_in(self) -> Unit:
        """The unit of a count of this entity."""
        return unit(self.name)

    def column(self, name: str) -> ColumnDeclaration:
        """The declaration of a column; LawError when there is none of this name."""
        found = self.declared.columns.get(name)
        if found is None:
            raise LawError(
                _(
                    "The entity {entity} has no column and no part {name}. It has the columns {columns} "
                    "and the parts {parts}.",
                    entity=self.name,
                    name=repr(name),
                    columns=", ".join(self.declared.columns),
                    parts=", ".join(self.declared.parts) or "–",
                )
            )
        return found


FAMILY = Entity("family")
PERSON = Entity("person")


class ColumnDeclaration(BaseModel):
    """One column: its unit, bounds or words, and what an empty cell and a silent example mean."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: str
    title: Name
    least: int | None = None
    most: int | None = None
    values: tuple[str, ...] = ()
    missing: date | None = None
    default: Any = None


class EntityDeclaration(BaseModel):
    """One entity: the table of its rows, the key that joins it to its owner, columns and parts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    key: str
    title: Name
    columns: Mapping[str, ColumnDeclaration]
    parts: Mapping[str, str] = field(default_factory=dict)
    most_parts: int = MOST_MEMBERS


@cache
def vocabulary() -> Mapping[str, EntityDeclaration]:
    """All entities by name."""
    text = files(__package__).joinpath("vocabulary.yaml").read_text("utf-8")
    return {name: EntityDeclaration.model_validate(entry) for name, entry in read_yaml(text).items()}

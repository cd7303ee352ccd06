"""The JSON form of a family: its fields, from the law's vocabulary and what the registers require.

What an extract of the registers must state, a family in JSON must state; what an extract may leave out has
the default of the vocabulary. The codes that a register derives from ``place`` are derived here too, unless
they are stated; a family states its ``place`` or its ``region``. A person without a ``place`` is registered
where the family lives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, Literal

from esep.errors import NotFound
from esep.law import FAMILY, PERSON, Entity
from esep.law.vocabulary import ColumnDeclaration, EntityDeclaration
from esep.places import places
from esep.registers import TABLES
from esep.registers.schema import Column

Sort = Literal["flag", "date", "number", "word", "code", "text"]

ID = "id"
PLACE, REGION, ROLE = "place", "region", "role"
MEMBERSHIPS = "memberships"
LONGEST_ID = 200
_CODE = re.compile(r"[0-9]{9}", re.ASCII)
_LEVELS = {REGION: ("region",), "district": ("district", "region")}


@dataclass(frozen=True)
class Field:
    """One field: what sort of value it holds, its bounds or words, and what silence means.

    ``default`` is a JSON value (a date is its ISO text); None for a field that is required, that may be
    empty, or that is derived from the place. ``nullable`` fields may hold null.
    """

    name: str
    sort: Sort
    declared: ColumnDeclaration
    required: bool
    nullable: bool
    derived: bool
    default: Any

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that a field of words may hold."""
        return frozenset(self.declared.values)

    @property
    def least(self) -> int:
        """The least value of a number."""
        return self.declared.least or 0

    @property
    def most(self) -> int:
        """The most that a number may be."""
        return self.declared.most if self.declared.most is not None else 2**63 - 1


@dataclass(frozen=True)
class ThingForm:
    """A family, a person or a part: its fields, and the lists of parts with the most that each may hold."""

    entity: Entity
    fields: tuple[Field, ...]
    parts: Mapping[str, ThingForm]
    most: int
    has_id: bool

    @property
    def declared(self) -> EntityDeclaration:
        """Table and key, as declared in the vocabulary."""
        return self.entity.declared

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that an object of this form may have."""
        return frozenset([ID] * self.has_id + [field.name for field in self.fields] + [*self.parts])

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """A number from 0 for each name."""
        return {name: number for number, name in enumerate(sorted(self.names))}

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by their names."""
        return {field.name: field for field in self.fields}

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The names of the fields that must be stated."""
        return tuple(field.name for field in self.fields if field.required)

    def has(self, name: str) -> bool:
        """Whether there is a field of this name."""
        return name in self.by_name


@cache
def family_form() -> ThingForm:
    """The form of a family with all that belongs to it."""
    return _form(FAMILY)


def _form(entity: Entity) -> ThingForm:
    declared = entity.declared
    fields = tuple(_field(entity, name, column) for name, column in declared.columns.items())
    parts = {name: _form(Entity(part)) for name, part in declared.parts.items()}
    return ThingForm(entity, fields, parts, declared.most_parts, entity in (FAMILY, PERSON))


def _field(entity: Entity, name: str, column: ColumnDeclaration) -> Field:
    stored = _stored(entity, name)
    derived = stored.derived or name == PLACE
    silent = column.default is None and column.missing is None
    default = column.default.isoformat() if isinstance(column.default, date) else column.default
    return Field(
        name=name,
        sort=_sort(column),
        declared=column,
        required=not derived and (silent or stored.required),
        nullable=column.missing is not None,
        derived=derived,
        default=None if derived or stored.required else default,
    )


def _stored(entity: Entity, name: str) -> Column:
    table = MEMBERSHIPS if name == ROLE else entity.declared.table
    return next(declared for key, declared in TABLES.items() if key == table).column(name)


def _sort(column: ColumnDeclaration) -> Sort:
    if column.unit in ("bool", "date"):
        return "flag" if column.unit == "bool" else "date"
    if column.unit != "text":
        return "number"
    if column.values:
        return "word"
    return "code" if _CODE.fullmatch(str(column.default)) else "text"


def all_forms() -> Iterator[ThingForm]:
    """The forms of a family and of all that belongs to it."""
    open_forms = [family_form()]
    while open_forms:
        form = open_forms.pop(0)
        yield form
        open_forms += form.parts.values()


def is_fitting(field: Field, text: str) -> bool:
    """Whether a text is one of the words, or a code, that a field may hold."""
    if field.sort == "word":
        return text in field.words
    return field.sort == "text" or is_known_code(field, text)


def is_known_code(field: Field, code: str) -> bool:
    """Whether a code names a place of the classifier of the right level, or is the code of «not known»."""
    if code == field.declared.default:
        return True
    if not _CODE.fullmatch(code):
        return False
    try:
        return places().get(code).level in _LEVELS.get(field.name, (places().get(code).level,))
    except NotFound:
        return False


class Days(dict[str | None, int]):
    """Days as numbers by their ISO text, ``YYYY-MM-DD`` and nothing else; ValueError for another text.

    ``EMPTY`` for none.
    """

    def __missing__(self, text: str | None) -> int:
        """Read a day that was not met before."""
        if text is None:
            found = EMPTY
        elif isinstance(text, str) and len(text) == 10 and text[4] == text[7] == "-":
            # With dashes at these two places fromisoformat takes years, months and days in digits alone.
            found = date.fromisoformat(text).toordinal() - _FIRST
        else:
            raise ValueError(text)
        self[text] = found
        return found


_FIRST = date(1970, 1, 1).toordinal()
EMPTY = -(2**31)
"""Stands for nothing in an array of days, words or codes."""

"""Checks that every node makes of what it is built from: units, entities, words of text columns."""

from __future__ import annotations

from typing import Any, Protocol

from esep.errors import LawError
from esep.law.units import TEXT, Unit, ValueType, common
from esep.law.vocabulary import Entity
from esep.messages import messages_of

_, _n = messages_of(__package__)


class Meant(Protocol):
    """What a check looks at in a node."""

    unit: Unit
    entity: Entity | None


def common_entity(*nodes: Meant) -> Entity | None:
    """The one entity that all nodes speak of; None when all hold for everybody."""
    found: Entity | None = None
    for node in nodes:
        if node.entity is None or node.entity == found:
            continue
        if found is not None:
            raise LawError(
                _(
                    "A value of {left} and a value of {right} stand in one expression. Bring a family's "
                    "value to a person with of_family(person, ..., without=...), or gather the parts with "
                    "sum_of, count_of, any_of, all_of, largest_of or smallest_of.",
                    left=found,
                    right=node.entity,
                )
            )
        found = node.entity
    return found


def common_unit(*nodes: Meant) -> Unit:
    """The unit in which all values can stand side by side; LawError naming the two that cannot."""
    result = nodes[0].unit
    for node in nodes[1:]:
        both = common(result, node.unit)
        if both is None:
            raise LawError(
                _(
                    "Values in {left} and in {right} cannot be added, compared or chosen between. Multiply "
                    "or divide first (divided, share_of, whole), or give a bare number its unit with "
                    "value(number, unit).",
                    left=str(result),
                    right=str(node.unit),
                )
            )
        result = both
    return result


def require_type(type_: ValueType, *nodes: Meant) -> None:
    """LawError unless every value is of the type."""
    for node in nodes:
        if node.unit.type != type_:
            raise LawError(
                _(
                    "A value of type {wanted} is needed here, but this one is of type {given}.",
                    wanted=type_,
                    given=node.unit.type,
                )
            )


def require_words(column: Any, literal: Any) -> None:
    """LawError when a text column is compared with a word that it never holds."""
    words = getattr(getattr(column, "declared", None), "values", ())
    word = getattr(literal, "value", None)
    if words and isinstance(word, str) and literal.unit == TEXT and word not in words:
        raise LawError(
            _(
                "The column {column} never holds {word}. Its words are: {words}.",
                column=column.name,
                word=repr(word),
                words=", ".join(words),
            )
        )

"""What every engine refuses at its door: the same faults in the same words, before anything is computed.

The proof that no number leaves int64 rests on the declared bounds of columns and on the most parts that an
owner can have. Data that break them are refused, never computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from esep.errors import Fault, InputRefused
from esep.law import Entity, Plan
from esep.law.nodes import Aggregate, OfFamily
from esep.law.vocabulary import FAMILY, PERSON, ColumnDeclaration
from esep.messages import Message, messages_of

_, _n = messages_of("esep.engines")

MEMBERSHIPS = "memberships"
NO_ROLE = "none"


def refused(faults: list[Fault]) -> InputRefused:
    """The error that carries all faults found."""
    return InputRefused(_n("The input has {n} fault.", "The input has {n} faults.", len(faults)), faults)


def absent(table: str, column: str) -> Fault:
    """A column that the plan reads is not in the table."""
    return Fault(table, 0, column, _("The column is missing."))


def empty() -> Message:
    """A cell is empty where the law knows no answer for it."""
    return _("The cell is empty.")


def outside(column: ColumnDeclaration, value: int) -> Message:
    """A number is outside its declared bounds."""
    return _("{value} is outside {least} to {most}.", value=value, least=column.least, most=column.most)


def too_many(key: str, most: int) -> Message:
    """An owner has more parts than declared."""
    return _("One {key} has more than {most} rows here.", key=key, most=most)


def two_families() -> Message:
    """A person is a member of two families on one day."""
    return _("A person is a member of two families on the date of the law.")


@lru_cache(maxsize=128)
def entities_of(plan: Plan) -> tuple[Entity, ...]:
    """Families and persons, which every run answers, and the parts that the plan gathers."""
    found = dict.fromkeys((FAMILY, PERSON, *(step.entity for step in plan.steps)))
    for node in plan.nodes:
        if isinstance(node, Aggregate):
            found[node.of] = None
    return tuple(found)


@lru_cache(maxsize=1024)
def columns_read(entity: Entity, plan: Plan) -> tuple[str, ...]:
    """The columns of the entity's own table that the plan reads; the role stands in the memberships."""
    return tuple(name for name in plan.columns_of(entity) if name != "role")


@lru_cache(maxsize=128)
def tables_read(plan: Plan) -> Mapping[str, Sequence[str]]:
    """The columns that must be there, by table."""
    tables = {
        entity.declared.table: [entity.declared.key, *columns_read(entity, plan)]
        for entity in entities_of(plan)
    }
    if needs_memberships(plan):
        tables[PERSON.declared.table].append("death_date")
        tables[MEMBERSHIPS] = ["person", "family", "role", "valid_from", "valid_to"]
    return tables


@lru_cache(maxsize=128)
def needs_memberships(plan: Plan) -> bool:
    """Whether the plan must know who belongs to which family."""
    gathers = any(isinstance(node, OfFamily) or _gathers_members(node) for node in plan.nodes)
    return gathers or "role" in plan.columns_of(PERSON)


def _gathers_members(node: object) -> bool:
    return isinstance(node, Aggregate) and node.relation == "members"

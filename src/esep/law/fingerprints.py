"""Fingerprints: a word for what each step of a plan computes, so that two plans can be compared.

A fingerprint is the hash of a step's tree in which everything that is the same for everybody stands as its
value (parameters, tables, bands, moments), every call as the fingerprint of what is called, and, where
memberships matter, the date of the plan. Names, units and acts are left out, because they change no value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING

from esep.law.nodes import (
    Aggregate,
    Bands,
    Call,
    Column,
    Literally,
    LookUp,
    Moment,
    Node,
    OfFamily,
    OneOf,
    ParameterValue,
    walk,
)
from esep.law.units import Unit
from esep.law.vocabulary import PERSON, Entity

if TYPE_CHECKING:
    from esep.law.planning import Plan


def fingerprints_of(plan: Plan) -> Mapping[str, str]:
    """The fingerprint (64 hexadecimal digits) of each step of a plan, by its name.

    Two steps of equal fingerprints, in whatever plans, have equal values for every family or person of one
    snapshot, computed by one version of the program. The contrary need not hold.
    """
    steps: dict[str, str] = {}
    digests: dict[Node, str] = {}
    for step in plan.steps:
        for node in walk(step.body):
            if node not in digests:
                digests[node] = _hashed(_meaning(node, plan, steps, digests))
        steps[step.name] = _hashed(f"{step.entity.name} {digests[step.body]}")
    return steps


def needs_members(node: Node) -> bool:
    """Whether the value of a node itself rests on who belongs to which family on the date of the plan."""
    match node:
        case OfFamily() | Aggregate(relation="members"):
            return True
        case Column(name="role", of=entity):
            return entity == PERSON
    return False


def _meaning(node: Node, plan: Plan, steps: Mapping[str, str], digests: Mapping[Node, str]) -> str:
    """What decides the value of a node, in writing."""
    match node:
        case Literally() | ParameterValue() | Moment():
            return f"constant {plan.constant(node)!r}"
        case Call(name=name):
            return f"call {steps[name]}"
        case OneOf():
            return f"one of {digests[node.value]} {sorted(map(repr, plan.options(node)))}"
        case LookUp():
            entries = sorted(plan.table(node.table).items())
            return f"look up {digests[node.key]} {entries!r} {digests[node.otherwise]}"
        case Bands():
            cuts = [(band.below, band.value) for band in plan.bands(node.table)]
            return f"bands {digests[node.value]} {cuts!r}"
    written = [_written(getattr(node, entry.name), digests) for entry in fields(node)]  # type: ignore[arg-type]
    day = plan.date.isoformat() if needs_members(node) else ""
    return " ".join([type(node).__name__, day, *written])


def _written(value: object, digests: Mapping[Node, str]) -> str:
    """The field of a node: nodes by their digests; units say nothing about the value."""
    match value:
        case Node():
            return digests[value]
        case tuple():
            return f"({','.join(_written(entry, digests) for entry in value)})"
        case Unit():
            return ""
        case Entity(name=name):
            return name
        case Enum():
            return value.name
    return repr(value)


def _hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()

"""A plan rewritten for columns, with the same values: ages are not computed where they are only compared.

An age in years compared with a number is a date of birth compared with a day. Provisions that only give an
age are therefore put in place of their calls.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from esep.law import Plan
from esep.law.nodes import Age, Call, Node
from esep.law.planning import calls_in


def simplified(plan: Plan) -> Plan:
    """The plan with ages in place of calls, and without the steps that nothing needs any more."""
    ages = {step.name: step.body for step in plan.steps if isinstance(step.body, Age)}
    if not ages:
        return plan

    def change(node: Node) -> Node:
        return ages.get(node.name, node) if isinstance(node, Call) else node

    known: dict[Node, Node] = {}
    steps = {step.name: replace(step, body=_rewritten(step.body, change, known)) for step in plan.steps}
    needed: set[str] = set()

    def need(name: str) -> None:
        if name in steps and name not in needed:
            needed.add(name)
            for called in calls_in(steps[name].body):
                need(called)

    for name in plan.names:
        need(name)
    return replace(
        plan,
        steps=tuple(steps[step.name] for step in plan.steps if step.name in needed),
        in_two_steps=frozenset(known.get(node, node) for node in plan.in_two_steps),  # type: ignore[misc]
    )


def _rewritten(node: Node, change: Callable[[Node], Node], known: dict[Node, Node]) -> Node:
    """A tree with every node changed, from its leaves up."""
    if node not in known:
        parts = {entry.name: getattr(node, entry.name) for entry in fields(node)}  # type: ignore[arg-type]
        new = {name: _changed(value, change, known) for name, value in parts.items()}
        same = all(new[name] is parts[name] for name in parts)
        known[node] = change(node if same else replace(node, **new))  # type: ignore[type-var]
    return known[node]


def _changed(value: Any, change: Callable[[Node], Node], known: dict[Node, Node]) -> Any:
    if isinstance(value, Node):
        return _rewritten(value, change, known)
    if isinstance(value, tuple):
        new = tuple(_changed(entry, change, known) for entry in value)
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    return value

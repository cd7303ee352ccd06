"""Interval analysis: no number of a plan can leave int64, whatever the declared columns hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import product

from esep.errors import LawError
from esep.law.nodes import (
    Age,
    Aggregate,
    Arithmetic,
    Bands,
    Call,
    Choose,
    Clip,
    Column,
    Division,
    Literally,
    LookUp,
    Node,
    OfFamily,
    ParameterValue,
)
from esep.law.parameters import Content
from esep.messages import messages_of

_, _n = messages_of(__package__)

LARGEST = 2**63 - 1
_MOST_YEARS = 9999


@dataclass(frozen=True)
class Bounds:
    """The least and the most that a number can be."""

    least: int
    most: int

    @property
    def size(self) -> int:
        """The largest distance from zero."""
        return max(abs(self.least), abs(self.most))

    @property
    def has_zero(self) -> bool:
        """Whether zero lies within."""
        return self.least <= 0 <= self.most


class BoundsFinder:
    """Finds the bounds of each node of a plan once, and which divisions must be done in two steps."""

    def __init__(self, content_of: Callable[[str], Content]) -> None:
        self._content_of = content_of
        self._found: dict[Node, Bounds] = {}
        self.steps: dict[str, Bounds] = {}
        self.in_two_steps: set[Division] = set()

    def of(self, node: Node) -> Bounds:
        """The bounds of a number; LawError when it could leave int64."""
        found = self._found.get(node)
        if found is None:
            found = self._find(node)
            if found.size > LARGEST:
                raise LawError(
                    _(
                        "The numbers could grow to {size}, beyond int64. Bring them down before multiplying "
                        "(at_most, divided, share_of).",
                        size=found.size,
                    )
                )
            self._found[node] = found
        return found

    def _find(self, node: Node) -> Bounds:
        match node:
            case Literally(value=int(number)):
                return Bounds(number, number)
            case ParameterValue(name=name):
                return _content(self._content_of(name))
            case Column(declared=declared):
                least = -LARGEST if declared.least is None else declared.least
                return Bounds(least, LARGEST if declared.most is None else declared.most)
            case Call(name=name):
                return self.steps[name]
            case Arithmetic():
                return self._arithmetic(node)
            case Division():
                return self._division(node)
            case Choose(cases=cases, otherwise=otherwise):
                return _hull([self.of(value) for _condition, value in cases] + [self.of(otherwise)])
            case Clip():
                return self._clip(node)
            case Age(counted_in=unit):
                most = _MOST_YEARS * (12 if unit == "month" else 1)
                return Bounds(-most, most)
            case LookUp(table=table, otherwise=otherwise):
                return _hull([_content(self._content_of(table)), self.of(otherwise)])
            case Bands(table=table):
                return _content(self._content_of(table))
            case Aggregate():
                return self._aggregate(node)
            case OfFamily(value=value, without=without):
                return _hull([self.of(value), self.of(without)])
        raise AssertionError(f"no bounds for {node}")

    def _arithmetic(self, node: Arithmetic) -> Bounds:
        left, right = self.of(node.left), self.of(node.right)
        if node.sign == "+":
            return Bounds(left.least + right.least, left.most + right.most)
        if node.sign == "-":
            return Bounds(left.least - right.most, left.most - right.least)
        corners = [a * b for a, b in product((left.least, left.most), (right.least, right.most))]
        return Bounds(min(corners), max(corners))

    def _division(self, node: Division) -> Bounds:
        above, factor, below = self.of(node.numerator), self.of(node.factor), self.of(node.denominator)
        if node.when_zero is None and below.has_zero:
            raise LawError(
                _("A division by what may be zero must say when_zero=..., the answer in that case.")
            )
        divisors = {d for d in (below.least, below.most, -1, 1) if d and below.least <= d <= below.most}
        corners = [
            node.rounding.quotient(n * f, d)
            for n, f, d in product((above.least, above.most), (factor.least, factor.most), divisors)
        ]
        if 2 * above.size * factor.size + below.size > LARGEST:
            self.in_two_steps.add(node)
            rest = 2 * below.size * factor.size + below.size
            corners += [rest] if rest > LARGEST else []
        parts = [Bounds(min(corners), max(corners))] if corners else []
        if node.when_zero is not None:
            parts.append(self.of(node.when_zero))
        return _hull(parts)

    def _clip(self, node: Clip) -> Bounds:
        result = self.of(node.value)
        if node.lower is not None:
            lower = self.of(node.lower)
            result = Bounds(max(result.least, lower.least), max(result.most, lower.most))
        if node.upper is not None:
            upper = self.of(node.upper)
            result = Bounds(min(result.least, upper.least), min(result.most, upper.most))
        return result

    def _aggregate(self, node: Aggregate) -> Bounds:
        most = node.of.declared.most_parts
        if node.kind == "count":
            return Bounds(0, most)
        each = self.of(node.value)
        if node.kind == "sum":
            return Bounds(min(0, most * each.least), max(0, most * each.most))
        assert node.empty is not None
        return _hull([each, self.of(node.empty)])


def _hull(bounds: Iterable[Bounds]) -> Bounds:
    return reduce(lambda a, b: Bounds(min(a.least, b.least), max(a.most, b.most)), bounds)


def _content(content: Content) -> Bounds:
    if isinstance(content, dict):
        numbers = [value for value in content.values() if isinstance(value, int)]
    elif isinstance(content, tuple):
        numbers = [n for n in (getattr(entry, "value", entry) for entry in content) if isinstance(n, int)]
    else:
        numbers = [content] if isinstance(content, int) else []
    return Bounds(min(numbers), max(numbers)) if numbers else Bounds(0, 0)

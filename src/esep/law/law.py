"""The law: an immutable set of provisions and parameters, applied on a date by making a plan."""

from __future__ import annotations

import pkgutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from esep.errors import LawError
from esep.law.acts import Act
from esep.law.nodes import Call, Node, ParameterValue, walk
from esep.law.parameters import FILE, Parameter, read_parameters
from esep.law.planning import Plan, calls_in, make_plan, parameters_in
from esep.law.provisions import Provision
from esep.messages import messages_of

_, _n = messages_of(__package__)


Kind = Literal["provision", "parameter"]


@dataclass(frozen=True)
class Unsourced:
    """A provision or a dated value whose source does not confirm it."""

    kind: str
    name: str
    first_day: date
    source: str
    confidence: str


MOST_PLANS = 64
"""Plans that a law remembers: a server is asked about few dates again and again."""


@dataclass(frozen=True)
class Law:
    """Provisions and parameters that fit one another; ``changes`` says what a what-if has changed.

    ``acts`` are the acts by id, so that the act of a parameter's value can be named.
    """

    provisions: tuple[Provision, ...]
    parameters: Mapping[str, Parameter]
    changes: tuple[str, ...] = ()
    acts: Mapping[str, Act] = field(default_factory=dict)
    _versions: Mapping[str, tuple[Provision, ...]] = field(init=False, repr=False, compare=False)
    _plans: dict[tuple[tuple[str, ...], date], Plan] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        versions: dict[str, list[Provision]] = defaultdict(list)
        for provision in sorted(self.provisions, key=lambda p: (p.name, p.first_day)):
            versions[provision.name].append(provision)
        object.__setattr__(self, "_versions", {name: tuple(found) for name, found in versions.items()})
        for found in self._versions.values():
            _check_versions(found)
        for provision in self.provisions:
            for node in walk(provision.body):
                self._check_reference(provision, node)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all provisions, in alphabetical order."""
        return tuple(self._versions)

    def versions(self, name: str) -> tuple[Provision, ...]:
        """All versions of a provision, the earliest first; LawError when there is none of this name."""
        found = self._versions.get(name)
        if found is None:
            raise LawError(
                _(
                    "There is no provision {name}. Known are: {known}.",
                    name=repr(name),
                    known=", ".join(self._versions) or "–",
                )
            )
        return found

    def in_force(self, name: str, on: date) -> Provision:
        """The version of a provision in force on a day; LawError when there is none."""
        for version in self.versions(name):
            if version.is_in_force(on):
                return version
        raise LawError(
            _(
                "The provision {name} is not in force on {day}. It is in force: {periods}.",
                name=name,
                day=on.isoformat(),
                periods=", ".join(str(version) for version in self.versions(name)),
            )
        )

    def plan(self, names: Iterable[str], *, on: date) -> Plan:
        """Bind the named provisions, and all that they need, to the date; LawError when one cannot be.

        The same question gets the same plan again, with all that an engine has prepared on it.
        """
        asked = tuple(names), on
        if asked not in self._plans:
            while len(self._plans) >= MOST_PLANS:
                self._plans.pop(next(iter(self._plans)), None)
            self._plans[asked] = make_plan(
                asked[0],
                on,
                in_force=self.in_force,
                parameters=self.parameters,
                changes=self.changes,
                acts=self.acts,
            )
        return self._plans[asked]

    def changed(self, changes: Mapping[str, Any]) -> Law:
        """A what-if: parameters with other values, or provisions with another rule, for all time.

        ``{"poverty_share": 6000}`` sets a parameter's value as ``parameters.yaml`` would write it;
        ``{"poverty_line": provision}`` puts a provision in place of all versions of that name.
        """
        parameters = dict(self.parameters)
        provisions = list(self.provisions)
        for name, change in changes.items():
            if isinstance(change, Provision):
                self.versions(name)
                provisions = [p for p in provisions if p.name != name] + [change]
            elif name in parameters:
                parameters[name] = parameters[name].changed(change)
            else:
                raise LawError(
                    _(
                        "There is no parameter {name} to change. Known are: {known}.",
                        name=repr(name),
                        known=", ".join(sorted(parameters)) or "–",
                    )
                )
        said = tuple(f"{name} = {change}" for name, change in changes.items())
        return Law(tuple(provisions), parameters, self.changes + said, self.acts)

    def including(self, *provisions: Provision) -> Law:
        """The same law with further provisions, such as the conditions of a catalogue."""
        return Law((*self.provisions, *provisions), self.parameters, self.changes, self.acts)

    @cached_property
    def uses(self) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
        """Provision → what it calls and the parameters that it reads, itself, in any version."""
        return {
            name: (
                frozenset(called for version in versions for called in calls_in(version.body)),
                frozenset(read for version in versions for read in parameters_in(version.body)),
            )
            for name, versions in self._versions.items()
        }

    def used_by(self, name: str, kind: Kind | None = None) -> tuple[str, ...]:
        """The provisions that use a provision or parameter themselves, in any version; LawError for no name.

        A provision and a parameter may have one name: ``kind`` says which is meant, None both.
        """
        known = {"provision": self._versions, "parameter": self.parameters}
        if not any(name in names for of, names in known.items() if kind in (None, of)):
            raise LawError(
                _(
                    "There is no provision and no parameter {name}. Known are: {known}.",
                    name=repr(name),
                    known=", ".join(sorted({*self._versions, *self.parameters})) or "–",
                )
            )
        return tuple(
            sorted(
                user
                for user, (called, read) in self.uses.items()
                if (kind != "parameter" and name in called) or (kind != "provision" and name in read)
            )
        )

    def depends_on(self, name: str, kind: Kind | None = None) -> tuple[str, ...]:
        """The provisions that use a parameter or provision, themselves or through others, in any version."""
        found = set(self.used_by(name, kind))
        while True:
            further = {user for user, (called, _read) in self.uses.items() if called & found} - found
            if not further:
                return tuple(sorted(found))
            found |= further

    def changed_between(self, earlier: date, later: date) -> tuple[str, ...]:
        """The names of provisions and parameters that are not the same on two days."""
        changed = [
            name
            for name, versions in self._versions.items()
            if [v for v in versions if v.is_in_force(earlier)]
            != [v for v in versions if v.is_in_force(later)]
        ]
        for name, parameter in self.parameters.items():
            if _value_on(parameter, earlier) != _value_on(parameter, later):
                changed.append(name)
        return tuple(sorted(changed))

    def without_confirmed_source(self) -> tuple[Unsourced, ...]:
        """Every provision and dated value that no source confirms, to be shown beside what rests on it."""
        provisions = [
            Unsourced("provision", p.name, p.first_day, p.act.source, p.act.confidence)
            for p in self.provisions
            if not p.act.is_sourced
        ]
        values = [
            Unsourced("parameter", name, value.first_day, value.source, value.confidence)
            for name, parameter in sorted(self.parameters.items())
            for value in parameter.values
            if value.value is not None and not value.is_sourced
        ]
        return (*provisions, *values)

    def _check_reference(self, provision: Provision, node: Node) -> None:
        if isinstance(node, Call):
            called = self.versions(node.name)[0]
            if (called.unit, called.entity) != (node.of_unit, node.of):
                raise LawError(
                    _(
                        "The provision {name} calls {called} as {wanted}, but it is {given}.",
                        name=provision.name,
                        called=node.name,
                        wanted=f"{node.of_unit} ({node.of})",
                        given=f"{called.unit} ({called.entity})",
                    )
                )
        for name in parameters_in(node) if not node.inputs or isinstance(node, ParameterValue) else ():
            self._check_parameter(provision, name)

    def _check_parameter(self, provision: Provision, name: str) -> None:
        if name not in self.parameters:
            raise LawError(
                _(
                    "The provision {provision} uses the parameter {name}, which this law does not have.",
                    provision=provision.name,
                    name=repr(name),
                )
            )


def law_of(package: ModuleType) -> Law:
    """The law of a package: provisions and acts of its modules, ``parameters.yaml`` of its folders."""
    modules = [package]
    for entry in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        modules.append(import_module(entry.name))
    provisions = {
        id(item): item for module in modules for item in vars(module).values() if isinstance(item, Provision)
    }
    parameters: dict[str, Parameter] = {}
    for path in sorted(path for root in package.__path__ for path in Path(root).rglob(FILE)):
        for name, parameter in read_parameters(path).parameters.items():
            if name in parameters:
                raise LawError(
                    _(
                        "The parameter {name} is declared twice; the second time in {file}.",
                        name=name,
                        file=str(path),
                    )
                )
            parameters[name] = parameter
    return Law(tuple(provisions.values()), parameters, acts={act.id: act for act in _acts_in(modules)})


def _acts_in(modules: Iterable[ModuleType]) -> Iterator[Act]:
    """The acts that modules name, themselves or in a mapping."""
    for item in (item for module in modules for item in vars(module).values()):
        for named in item.values() if isinstance(item, Mapping) else (item,):
            if isinstance(named, Act):
                yield named


def _value_on(parameter: Parameter, day: date) -> object:
    try:
        return parameter.on(day).value
    except LawError:
        return None


def _check_versions(versions: tuple[Provision, ...]) -> None:
    for earlier, later in pairwise(versions):
        if later.first_day <= earlier.last_day:
            raise LawError(
                _(
                    "Two versions of {name} are in force at once: {earlier} and {later}.",
                    name=earlier.name,
                    earlier=str(earlier),
                    later=str(later),
                )
            )
        if (earlier.unit, earlier.entity) != (later.unit, later.entity):
            raise LawError(
                _(
                    "The versions of {name} differ in unit or entity: {earlier} and {later}.",
                    name=earlier.name,
                    earlier=f"{earlier.unit}, {earlier.entity}",
                    later=f"{later.unit}, {later.entity}",
                )
            )

"""What can be asked of a law without a family: what rests on what, and what changed between two days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from esep.errors import LawError
from esep.law.law import Kind, Law
from esep.law.nodes import Column, walk
from esep.law.parameters import DatedValue, Parameter
from esep.law.planning import calls_in, parameters_in
from esep.law.provisions import Provision
from esep.law.values import content_text, entries_of, entry_text
from esep.law.vocabulary import FAR_DATE
from esep.messages import Language, Name


@dataclass(frozen=True)
class Footing:
    """What a provision rests on, each in alphabetical order.

    ``provisions`` and ``parameters`` are used by the provision itself; ``all_provisions`` and
    ``all_parameters`` also by what it calls, to the end; ``columns`` are all columns of the registers that
    decide it, as ``person.birth_date``.
    """

    provisions: tuple[str, ...]
    parameters: tuple[str, ...]
    all_provisions: tuple[str, ...]
    all_parameters: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """Where a version of a provision, or a dated value, stands."""

    act: str
    article: str
    source: str
    confidence: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True)
class EntryChange:
    """One entry of a changed parameter: ``entry`` is its key in a table, its band, or ``""``.

    ``old`` and ``new`` are as stored; None where there was or is none. ``shown`` writes them.
    """

    entry: str
    old: Any
    new: Any
    parameter: Parameter

    def shown(self, language: Language) -> tuple[str, str]:
        """The old and the new value with their unit."""
        old, new = (entry_text(self.parameter, each, language) for each in (self.old, self.new))
        return old, new


@dataclass(frozen=True)
class Change:
    """A provision or parameter that is not the same on two days.

    ``old`` and ``new`` say where it stood and stands; None where it was not, or is no longer, in force.
    ``versions`` are the old and the new version of a provision, ``entries`` what changed in a parameter,
    ``affects`` the provisions that use it, themselves or through others.
    """

    kind: Kind
    name: str
    title: Name
    old: Standing | None
    new: Standing | None
    versions: tuple[Provision | None, Provision | None] = (None, None)
    entries: tuple[EntryChange, ...] = ()
    affects: tuple[str, ...] = ()


def rests_on(law: Law, name: str, on: date | None = None) -> Footing:
    """What a provision rests on, in the version of a day, or in all versions; LawError when there is none."""
    versions = law.versions(name) if on is None else (law.in_force(name, on),)
    reached: dict[str, tuple[Provision, ...]] = {}
    ahead = [called for version in versions for called in calls_in(version.body)]
    while ahead:
        called = ahead.pop()
        if called in reached:
            continue
        reached[called] = law.versions(called) if on is None else (law.in_force(called, on),)
        ahead += [further for version in reached[called] for further in calls_in(version.body)]
    below = [version for found in reached.values() for version in found]
    return Footing(
        provisions=_sorted(called for version in versions for called in calls_in(version.body)),
        parameters=_sorted(_parameters(versions)),
        all_provisions=_sorted(reached),
        all_parameters=_sorted([*_parameters(versions), *_parameters(below)]),
        columns=_sorted(_columns([*versions, *below])),
    )


def differences(law: Law, earlier: date, later: date) -> tuple[Change, ...]:
    """All that is not the same on two days, by name: parameters by their values, provisions by version."""
    changed = set(law.changed_between(earlier, later))
    found = [
        _changed_parameter(law, law.parameters[name], earlier, later)
        for name in sorted(changed & set(law.parameters))
    ]
    found += [_changed_provision(law, name, earlier, later) for name in sorted(changed & set(law.names))]
    return tuple(change for change in found if change.entries or change.versions[0] != change.versions[1])


def history(law: Law, name: str, language: Language) -> tuple[tuple[Standing, str], ...]:
    """Every dated value of a parameter with where it stands, the earliest first."""
    parameter = law.parameters[name]
    return tuple(
        (_standing_of_value(value), content_text(parameter, value.value, language))
        for value in parameter.values
    )


def standing_of_version(version: Provision) -> Standing:
    """Where a version of a provision stands; open ends are None."""
    last = None if version.last_day == FAR_DATE else version.last_day
    act = version.act
    return Standing(act.id, version.article, act.source, act.confidence, version.first_day, last)


def _standing_of_value(value: DatedValue) -> Standing:
    return Standing(value.act, value.article, value.source, value.confidence, value.first_day, value.last_day)


def _changed_parameter(law: Law, parameter: Parameter, earlier: date, later: date) -> Change:
    old, new = (_value_on(parameter, day) for day in (earlier, later))
    before, after = (_entries(parameter, value) for value in (old, new))
    entries = tuple(
        EntryChange(key, before.get(key), after.get(key), parameter)
        for key in dict.fromkeys([*before, *after])
        if before.get(key) != after.get(key)
    )
    began, became = (None if value is None else value.value for value in (old, new))
    if not entries and began != became:  # an empty table begins or ends
        entries = (EntryChange("", began, became, parameter),)
    return Change(
        "parameter",
        parameter.name,
        parameter.title,
        None if old is None else _standing_of_value(old),
        None if new is None else _standing_of_value(new),
        entries=entries,
        affects=law.depends_on(parameter.name, "parameter"),
    )


def _changed_provision(law: Law, name: str, earlier: date, later: date) -> Change:
    old, new = (_version_on(law, name, day) for day in (earlier, later))
    return Change(
        "provision",
        name,
        law.versions(name)[0].title,
        None if old is None else standing_of_version(old),
        None if new is None else standing_of_version(new),
        versions=(old, new),
        affects=law.depends_on(name, "provision"),
    )


def _entries(parameter: Parameter, value: DatedValue | None) -> dict[str, Any]:
    """The entries of a value; a table that is empty, like a value that is not in force, has none."""
    if value is None or value.value is None:
        return {}
    return dict(entries_of(parameter, value.value, "en"))


def _value_on(parameter: Parameter, day: date) -> DatedValue | None:
    try:
        return parameter.on(day)
    except LawError:
        return None


def _version_on(law: Law, name: str, day: date) -> Provision | None:
    return next((version for version in law.versions(name) if version.is_in_force(day)), None)


def _parameters(versions: Iterable[Provision]) -> Iterator[str]:
    for version in versions:
        yield from parameters_in(version.body)


def _columns(versions: Iterable[Provision]) -> Iterator[str]:
    for version in versions:
        yield from (f"{node.of}.{node.name}" for node in walk(version.body) if isinstance(node, Column))


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))

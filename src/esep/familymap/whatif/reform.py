"""A reform: a second law, made from the law of today and a file that says what is changed.

A rule is written in the law's text language (:mod:`esep.law.conditions`). It may name every provision, column
and parameter, the provisions that the reform adds before it, and, by ``<name>_now``, a provision as it is
before the reform.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from esep.errors import LawError
from esep.familymap.whatif.reform_file import (
    ENTITIES,
    Faults,
    ReformFile,
    Written,
    name_in,
    read_file,
)
from esep.familymap.whatif.values import changed_parameter
from esep.familymap.whatif.words import nearest, unknown_names
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import Act, Entity, Law, Parameter, Provision, expression, make_provision, unit
from esep.law.planning import calls_in
from esep.messages import Name, messages_of

_, _n = messages_of("esep.familymap")

NOW = "_now"
"""What stands behind the name of a provision to mean it as it is before the reform."""

FACTS = ("family_size",)
"""Provisions that say what is, not what is due: a reform may not change them."""


@dataclass(frozen=True)
class Reform:
    """A reform, read.

    ``law`` is the law with it, ``before`` the law without; ``parameters`` and ``replaced`` are the names that
    it changes, ``added`` those of the provisions that the law does not have without it.
    """

    name: Name
    law: Law
    before: Law
    parameters: tuple[str, ...]
    replaced: tuple[str, ...]
    added: tuple[str, ...]


def read_reform(path: Path | str, law: Law | None = None, *, on: date | None = None) -> Reform:
    """Read a reform of a law (that of Kazakhstan unless one is given); ``on`` a day its rules are tried too.

    InputRefused with every fault by its line; NotFound without the file, WrongSettings when it is not YAML.
    """
    before = law or law_of_kazakhstan()
    file = read_file(path)
    parameters = dict(before.parameters)
    for written in file.parameters:
        changed = _parameter(written, before, file.faults)
        if changed is not None:
            parameters[written.name] = changed
    after = Law(before.provisions, parameters, before.changes, before.acts)
    for written in file.provisions:
        after = _with_provision(written, before, after, file)
    if on is not None and not file.faults.found:
        _try_rules(file, after, on)
    file.faults.refuse()
    said = tuple(_said(written) for written in (*file.parameters, *file.provisions))
    names = tuple(written.name for written in file.provisions)
    return Reform(
        file.name,
        replace(_without_unused(after, before), changes=(*before.changes, *said)),
        before,
        tuple(written.name for written in file.parameters),
        tuple(name for name in names if name in before.names),
        tuple(name for name in names if name not in before.names),
    )


def _parameter(written: Written, law: Law, faults: Faults) -> Parameter | None:
    known = law.parameters.get(written.name)
    if known is None:
        near = nearest(written.name, law.parameters)
        faults.add(
            written.place,
            _("There is no parameter {name}. Like it: {near}.", name=repr(written.name), near=near),
        )
        return None
    if "value" not in written.content:
        faults.add(written.place, _("The new value is missing: write value: …"))
        return None
    changed, reasons = changed_parameter(known, written.content["value"], written.first_day, law)
    for reason in reasons:
        faults.add((*written.place, "value"), reason)
    return changed


def _with_provision(written: Written, before: Law, after: Law, file: ReformFile) -> Law:
    """The law with one more provision, or as it was when there is a fault."""
    faults = file.faults
    stated = _stated(written, before, faults)
    rule = written.content.get("rule")
    if not isinstance(rule, str):
        faults.add(written.place, _("The rule is missing: write rule: … in one text."))
        return after
    if stated is None:
        return after
    entity, measure, title = stated
    act = Act(id="reform", date="not found", name=file.name, source="not found", confidence="not found")
    base = _with_present(written.name, before, after)
    unknown = list(unknown_names(rule, base))
    for name, near in unknown:
        faults.add(
            (*written.place, "rule"),
            _("Nothing is called {name}. Like it: {near}.", name=repr(name), near=near),
        )
    if unknown:
        return after
    try:
        made = make_provision(
            written.name,
            expression(rule, entity, base).node,
            entity=entity,
            unit=measure,
            act=act,
            article="",
            in_force=(None if written.first_day == date.min else written.first_day.isoformat(), None),
            title=title,
            formula=" ".join(rule.split()),
        )
        return _replacing(base, made)
    except LawError as error:
        faults.add((*written.place, "rule"), error.message)
        return after


def _try_rules(file: ReformFile, law: Law, on: date) -> None:
    """A fault for each rule that cannot be applied on the day, and where a changed value breaks a rule."""
    for written in file.provisions:
        if written.first_day <= on:
            _try(written, [written.name], law, on, file.faults)
    for written in file.parameters:
        if written.first_day <= on:
            in_force = [
                n for n in law.depends_on(written.name) if any(v.is_in_force(on) for v in law.versions(n))
            ]
            _try(written, in_force, law, on, file.faults)


def _try(written: Written, names: Iterable[str], law: Law, on: date, faults: Faults) -> None:
    for name in names:
        try:
            law.plan([name], on=on)
        except LawError as error:
            faults.add(written.place, error.message)
            return


def _stated(written: Written, law: Law, faults: Faults) -> tuple[Entity, str, Name] | None:
    """Entity, unit and title: those of the provision that is replaced, or what the file says of a new one."""
    content, place = written.content, written.place
    found = len(faults.found)
    if written.name in FACTS:
        faults.add(
            place, _("{name} says what is, not what is due. A reform cannot change it.", name=written.name)
        )
    if written.name in law.names:
        rule = law.versions(written.name)[-1]
        stated = {"entity": str(rule.entity), "unit": str(rule.unit)}
        for key, value in stated.items():
            if key in content and not _same(key, content[key], value):
                faults.add(
                    (*place, key),
                    _("{name} has here {known}, and keeps it.", name=written.name, known=repr(value)),
                )
        title = name_in(content["title"], (*place, "title"), faults) if "title" in content else rule.title
        return None if len(faults.found) > found else (rule.entity, stated["unit"], title)
    if not {"entity", "unit", "title"} & set(content):
        near = nearest(written.name, law.names)
        said = repr(written.name)
        faults.add(
            place,
            _(
                "There is no provision {name} to replace. Like it: {near}. A new one needs entity, unit and "
                "title.",
                name=said,
                near=near,
            ),
        )
        return None
    return _stated_new(written, faults)


def _stated_new(written: Written, faults: Faults) -> tuple[Entity, str, Name] | None:
    content, place, found = written.content, written.place, len(faults.found)
    entity = ENTITIES.get(str(content.get("entity")))
    if entity is None:
        faults.add((*place, "entity"), _("A new provision needs entity: family or person."))
    measure = content.get("unit")
    try:
        if isinstance(measure, str):
            unit(measure)
        else:
            faults.add((*place, "unit"), _("A new provision needs a unit, as in unit: KZT/month."))
    except LawError as error:
        faults.add((*place, "unit"), error.message)
    title = name_in(content.get("title"), (*place, "title"), faults)
    return None if entity is None or len(faults.found) > found else (entity, str(measure), title)


def _same(key: str, given: object, known: str) -> bool:
    if key == "entity":
        return given == known
    try:
        return unit(str(given)) == unit(known)
    except LawError:
        return False


def _with_present(name: str, before: Law, after: Law) -> Law:
    """The law in which the provisions of today are also known by ``<name>_now``."""
    if name not in before.names or name + NOW in after.names:
        return after
    return after.including(*(replace(version, name=name + NOW) for version in before.versions(name)))


def _replacing(law: Law, made: Provision) -> Law:
    """The law with a version from its first day on; what held before that day stays."""
    kept = []
    for version in law.provisions:
        if version.name != made.name:
            kept.append(version)
        elif version.first_day < made.first_day:
            last = min(version.last_day, made.first_day - timedelta(days=1))
            kept.append(replace(version, last_day=last))
    return Law((*kept, made), law.parameters, law.changes, law.acts)


def _without_unused(law: Law, before: Law) -> Law:
    """The law without the names of today (``<name>_now``) that no rule uses."""
    called = {name for provision in law.provisions for name in calls_in(provision.body)}
    kept = tuple(
        p for p in law.provisions if p.name in before.names or p.name in called or p.name[-4:] != NOW
    )
    return Law(kept, law.parameters, law.changes, law.acts)


def _said(written: Written) -> str:
    """A change in one line, as the stamp of an assessment keeps it."""
    content = written.content.get("value", written.content.get("rule"))
    since = "" if written.first_day == date.min else f" from {written.first_day}"
    return f"{written.name} = {' '.join(str(content).split())}{since}"


def names_of(changes: Iterable[str], law: Law) -> Mapping[str, Name]:
    """The titles of changed parameters and provisions, by name."""
    titles = {name: law.versions(name)[-1].title for name in law.names}
    titles |= {name: parameter.title for name, parameter in law.parameters.items()}
    return {name: titles[name] for name in changes}

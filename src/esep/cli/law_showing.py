"""How answers about the law look on the screen, and as plain data for ``--json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from esep.cli.screen import out, table
from esep.kazakhstan import ACTS
from esep.law import (
    Act,
    Change,
    Law,
    Provision,
    Unsourced,
    content_text,
    formula_lines,
    rests_on,
)
from esep.law.acts import NOT_FOUND
from esep.law.parameters import DatedValue, Parameter
from esep.law.vocabulary import FAR_DATE
from esep.messages import LANGUAGES, Message, Name, current_language, messages_of
from esep.support import Use

_, _n = messages_of(__package__)

Row = dict[str, Any]

_KINDS: Mapping[str, Message] = {
    "provision": _("provision"),
    "parameter": _("parameter"),
    "act": _("act"),
    "measure": _("measure"),
    "column": _("column of the map"),
    "offer": _("offer to a group"),
}
_CONFIDENCE: Mapping[str, Message] = {
    "confirmed": _("confirmed"),
    "secondary": _("one secondary source"),
    "derived": _("derived from confirmed numbers"),
    "recalled": _("recalled, no source"),
    "conflicting": _("sources conflict"),
    "not found": _("source not found"),
}


def names(law: Law, acts: Mapping[str, Act]) -> list[Row]:
    """A row for each provision, parameter and act."""
    provisions = [_name_row("provision", name, law.versions(name)[0].title) for name in law.names]
    parameters = [_name_row("parameter", name, law.parameters[name].title) for name in sorted(law.parameters)]
    return [*provisions, *parameters, *(_name_row("act", act.id, act.name) for act in acts.values())]


def _name_row(kind: str, name: str, title: Name) -> Row:
    return {"kind": kind, "name": name, "title": _titles(title)}


def list_of_names(rows: Sequence[Row]) -> None:
    """A table of names."""
    language = current_language()
    table(
        [_("name"), _("what it is"), _("title")],
        [(row["name"], _KINDS[row["kind"]], row["title"][language]) for row in rows],
    )


def told(law: Law, name: str, on: date | None) -> Row:
    """All that is known of a provision, parameter or act, as plain data.

    Where a provision and a parameter have one name, the parameter stands inside, under ``parameter``.
    """
    if name in law.names:
        versions = _versions(law, name, on)
        row = {
            **_name_row("provision", name, versions[0].title),
            "entity": versions[0].entity.name,
            "unit": str(versions[0].unit),
            "versions": [_version_row(law, version) for version in versions],
            "rests_on": {key: list(found) for key, found in vars(rests_on(law, name, on)).items()},
            "used_by": list(law.used_by(name, "provision")),
        }
        return {**row, "parameter": _parameter_row(law, name, on)} if name in law.parameters else row
    if name in law.parameters:
        return _parameter_row(law, name, on)
    act = ACTS[name]
    return {
        **_name_row("act", name, act.name),
        **{"date": act.date, "edition": act.edition, "source": act.source, "confidence": act.confidence},
        "standing_on_it": list(_standing_on(law, name)),
    }


def _parameter_row(law: Law, name: str, on: date | None) -> Row:
    parameter = law.parameters[name]
    return {
        **_name_row("parameter", name, parameter.title),
        "unit": parameter.unit,
        "values": [value.model_dump(mode="json", by_alias=True) for value in _values(parameter, on)],
        "used_by": list(law.used_by(name, "parameter")),
    }


def show(law: Law, name: str, on: date | None) -> None:
    """The same for a person."""
    lines: list[str] = []
    if name in law.names:
        lines += [*_provision_lines(law, name, on), ""]
    if name in law.parameters:
        lines += [*_parameter_lines(law, law.parameters[name], on), ""]
    if name in ACTS:
        lines += [*_act_lines(law, ACTS[name]), ""]
    for line in lines[:-1]:
        out.print(line, markup=False)


def _versions(law: Law, name: str, on: date | None) -> tuple[Provision, ...]:
    return law.versions(name) if on is None else (law.in_force(name, on),)


def _values(parameter: Parameter, on: date | None) -> tuple[DatedValue, ...]:
    return parameter.values if on is None else (parameter.on(on),)


def _version_row(law: Law, version: Provision) -> Row:
    return {
        "from": version.first_day.isoformat(),
        "to": None if version.last_day == FAR_DATE else version.last_day.isoformat(),
        "act": version.act.id,
        "article": version.article,
        "edition": version.act.edition,
        "source": version.act.source,
        "confidence": version.act.confidence,
        "text": version.formula,
        "formula": {language: formula_lines(version.body, law, language) for language in LANGUAGES},
    }


def _provision_lines(law: Law, name: str, on: date | None) -> Iterator[str]:
    language = current_language()
    versions = _versions(law, name, on)
    first, ground = versions[0], rests_on(law, name, on)
    yield f"{first.title} ({name})"
    entity = first.entity.declared.title
    yield str(_("Of: {entity}", entity=entity))
    measure = first.unit.in_language(language)
    if measure:
        yield str(_("Unit: {unit}", unit=measure))
    for version in versions:
        yield ""
        yield _period(version.first_day, None if version.last_day == FAR_DATE else version.last_day)
        yield _standing(version.act, version.article, version.act.source, version.act.confidence)
        yield from (f"  {line}" for line in formula_lines(version.body, law, language))
    yield ""
    yield str(_("Rests on provisions: {names}", names=_listed(ground.provisions)))
    yield str(_("Rests on parameters: {names}", names=_listed(ground.all_parameters)))
    yield str(_("Rests on columns of the registers: {names}", names=_listed(ground.columns)))
    yield str(_("Used by: {names}", names=_listed(law.used_by(name, "provision"))))


def _parameter_lines(law: Law, parameter: Parameter, on: date | None) -> Iterator[str]:
    language = current_language()
    yield f"{parameter.title} ({parameter.name})"
    for value in _values(parameter, on):
        yield ""
        yield _period(value.first_day, value.last_day)
        yield f"  {content_text(parameter, value.value, language)}"
        yield _standing(ACTS.get(value.act), value.article, value.source, value.confidence)
        if value.note:
            yield f"  {value.note}"
    yield ""
    yield str(_("Used by: {names}", names=_listed(law.used_by(parameter.name, "parameter"))))


def _act_lines(law: Law, act: Act) -> Iterator[str]:
    yield f"{act.name} ({act.id})"
    yield str(_("Date: {date}", date=act.date))
    if act.edition:
        yield str(_("Edition: {edition}", edition=act.edition))
    yield str(_("Source: {source}", source=_source(act.source, act.confidence)))
    yield ""
    yield str(_("On it stand: {names}", names=_listed(_standing_on(law, act.id))))


def _standing_on(law: Law, act: str) -> tuple[str, ...]:
    provisions = {p.name for p in law.provisions if p.act.id == act}
    parameters = {p.name for p in law.parameters.values() if any(value.act == act for value in p.values)}
    return tuple(sorted(provisions | parameters))


def _period(first: date, last: date | None) -> str:
    if last is None:
        return str(_("From {first}", first=first.isoformat()))
    return str(_("From {first} to {last}", first=first.isoformat(), last=last.isoformat()))


def _standing(act: Act | None, article: str, source: str, confidence: str) -> str:
    return f"  {_where(act, article)}. " + str(_("Source: {source}", source=_source(source, confidence)))


def _where(act: Act | None, article: str) -> str:
    if act is None:
        return str(_("act not found"))
    if article == NOT_FOUND:
        return str(_("{act}, article not found", act=act.name))
    return str(_("{act}, art. {article}", act=act.name, article=article)) if article else str(act.name)


def _source(source: str, confidence: str) -> str:
    said = str(_CONFIDENCE[confidence])
    return said if source == NOT_FOUND else f"{source} ({said})"


def _listed(found: Iterable[str]) -> str:
    return ", ".join(found) or "–"


def uses(found: Sequence[Use]) -> None:
    """A table of uses."""
    table(
        [_("name"), _("what it is"), _("how"), _("title")],
        [(use.name, _KINDS[use.kind], _how(use), use.title or "") for use in found],
    )


def _how(use: Use) -> Message:
    return _("itself") if use.itself else _("through others")


def use_row(use: Use) -> Row:
    """A use as plain data."""
    title = _titles(use.title) if use.title else None
    return {"kind": use.kind, "name": use.name, "title": title, "itself": use.itself}


def changes(found: Sequence[Change]) -> None:
    """A table with a line for each changed entry of a value and each changed version of a provision."""
    table(
        [_("name"), _("old"), _("new"), _("from"), _("act"), _("provisions that use it")],
        [row for change in found for row in _change_lines(change)],
    )


def _change_lines(change: Change) -> Iterator[Sequence[object]]:
    language = current_language()
    stands = change.new or change.old
    assert stands is not None
    act = _where(ACTS.get(stands.act), stands.article)
    since = change.new.first_day.isoformat() if change.new else "–"
    users = len(change.affects)
    if change.kind == "provision":
        old, new = (
            _("version of {day}", day=version.first_day.isoformat()) if version else "–"
            for version in change.versions
        )
        yield change.name, old, new, since, act, users
    for entry in change.entries:
        key = f": {entry.entry}" if entry.entry else ""
        yield f"{change.name}{key}", *entry.shown(language), since, act, users


def change_row(change: Change) -> Row:
    """A change as plain data; values in the units of the parameter."""
    before, after = change.versions
    return {
        **_name_row(change.kind, change.name, change.title),
        "old": _standing_row(change.old),
        "new": _standing_row(change.new),
        "entries": [
            {
                "entry": entry.entry,
                "old": _plain(entry.old),
                "new": _plain(entry.new),
                "unit": entry.parameter.unit,
            }
            for entry in change.entries
        ],
        "texts": [before and before.formula, after and after.formula] if change.kind == "provision" else [],
        "affects": list(change.affects),
    }


def _standing_row(stands: Any) -> Row | None:
    if stands is None:
        return None
    return {key: _plain(value) for key, value in vars(stands).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def unconfirmed(found: Sequence[Unsourced]) -> None:
    """A table of what no source confirms."""
    table(
        [_("name"), _("what it is"), _("from"), _("confidence"), _("source")],
        [
            (item.name, _KINDS[item.kind], item.first_day, _CONFIDENCE[item.confidence], item.source)
            for item in found
        ],
    )


def unsourced_row(item: Unsourced) -> Row:
    """A provision or value without a confirmed source, as plain data."""
    return {
        "kind": item.kind,
        "name": item.name,
        "from": item.first_day.isoformat(),
        "source": item.source,
        "confidence": item.confidence,
    }


def _titles(name: Name) -> dict[str, str]:
    return {language: name.in_language(language) for language in LANGUAGES}

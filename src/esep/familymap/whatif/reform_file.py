"""The file of a reform as it is written, with the line of each entry; what is no such file is refused.

::

    name: {kk: ..., ru: ..., en: ...}
    parameters:
      poverty_share: {value: 8000}
      mci: {value: 4700, from: 2027-01-01}
    provisions:
      targeted_assistance:
        rule: at_least(targeted_assistance_now, value(20000, 'KZT/month'))
      school_allowance:
        entity: family
        unit: KZT/month
        title: {kk: ..., ru: ..., en: ...}
        rule: whole(count_of(members, education == 'school') * ..., 'up')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from esep.errors import Fault, InputRefused, NotFound, WrongSettings
from esep.law import FAMILY, PERSON
from esep.law.vocabulary import Entity
from esep.messages import LANGUAGES, Message, Name, messages_of

_, _n = messages_of("esep.familymap")

Place = tuple[str, ...]
ENTITIES: Mapping[str, Entity] = {FAMILY.name: FAMILY, PERSON.name: PERSON}
_PARTS = ("name", "parameters", "provisions")
_OF_PARAMETER = ("value", "from")
_OF_PROVISION = ("rule", "from", "entity", "unit", "title")


@dataclass
class Faults:
    """The faults of one file, gathered to be refused together."""

    file: str
    lines: Mapping[Place, int]
    found: list[Fault] = field(default_factory=list)

    def add(self, place: Place, message: Message) -> None:
        """Note a fault at an entry, or at the nearest entry above it that is there."""
        above = next((place[:end] for end in range(len(place), 0, -1) if place[:end] in self.lines), ())
        self.found.append(Fault(self.file, self.lines.get(above, 0), ".".join(place), message))

    def refuse(self) -> None:
        """InputRefused with all faults; nothing when there is none."""
        if self.found:
            count = len(self.found)
            raise InputRefused(
                _n("The reform has {n} fault.", "The reform has {n} faults.", count), self.found
            )


@dataclass(frozen=True)
class Written:
    """A change of a parameter or provision as it is written."""

    name: str
    place: Place
    first_day: date
    content: Mapping[str, Any]


@dataclass(frozen=True)
class ReformFile:
    """A reform's file, read; its faults so far stand in ``faults``."""

    name: Name
    parameters: tuple[Written, ...]
    provisions: tuple[Written, ...]
    faults: Faults


def read_file(path: Path | str) -> ReformFile:
    """Read a reform's file. NotFound without it, WrongSettings when it is not YAML in UTF-8."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8")
        tree, content = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise NotFound(_("There is no file {file} with a reform.", file=file)) from error
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:300]
        raise WrongSettings(_("{file} is not YAML in UTF-8: {reason}", file=file, reason=reason)) from error
    entries = list(_entries(tree, ()))
    faults = Faults(file.name, dict(entries))
    for place in _repeated(place for place, _line in entries):
        faults.add(place, _("This entry stands twice. Keep one of them."))
    if not isinstance(content, dict):
        faults.add(
            (), _("A reform is a YAML mapping with name, and parameters or provisions that it changes.")
        )
        faults.refuse()
    content = {str(key): value for key, value in content.items()}
    refuse_unknown(content, (), _PARTS, faults)
    changes = [list(_changes(part, content.get(part), faults)) for part in _PARTS[1:]]
    if not any(changes) and not faults.found:
        faults.add((), _("The reform changes nothing. Name a parameter or a provision that it changes."))
    return ReformFile(
        name_in(content.get("name"), ("name",), faults), tuple(changes[0]), tuple(changes[1]), faults
    )


def refuse_unknown(content: Mapping[str, Any], place: Place, known: Iterable[str], faults: Faults) -> None:
    """A fault for each key that does not belong there."""
    known = tuple(known)
    for key in content:
        if key not in known:
            faults.add(
                (*place, key),
                _("There is no entry {name} here. There are: {known}.", name=key, known=", ".join(known)),
            )


def name_in(given: object, place: Place, faults: Faults) -> Name:
    """A name in three languages; a fault when one is missing or is no text."""
    texts = given if isinstance(given, dict) else {}
    if set(texts) != set(LANGUAGES) or not all(isinstance(t, str) and t.strip() for t in texts.values()):
        faults.add(
            place, _("A name is needed in three languages: {example}.", example="{kk: …, ru: …, en: …}")
        )
        return Name("", "", "")
    return Name(**{language: " ".join(texts[language].split()) for language in LANGUAGES})


def _changes(part: str, given: object, faults: Faults) -> Iterator[Written]:
    if given is None:
        return
    if not isinstance(given, dict):
        faults.add((part,), _("This must map names to what is changed."))
        return
    for key, content in given.items():
        name, place = str(key), (part, str(key))
        if not isinstance(content, dict):
            example = "{value: 8000}" if part == "parameters" else "{rule: …}"
            faults.add(place, _("Write what is changed as a mapping, as in {example}.", example=example))
            continue
        entries = {str(word): value for word, value in content.items()}
        refuse_unknown(entries, place, _OF_PARAMETER if part == "parameters" else _OF_PROVISION, faults)
        yield Written(name, place, _first_day(entries, place, faults), entries)


def _first_day(content: Mapping[str, Any], place: Place, faults: Faults) -> date:
    given = content.get("from", date.min)
    if type(given) is not date:
        faults.add((*place, "from"), _("{value} is no day such as 2027-01-01.", value=given))
        return date.min
    return given


def _entries(node: yaml.Node | None, place: Place) -> Iterator[tuple[Place, int]]:
    """Each entry of nested mappings with its line, counted from 1."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            yield inner, key.start_mark.line + 1
            yield from _entries(value, inner)


def _repeated(places: Iterable[Place]) -> Iterator[Place]:
    seen: set[Place] = set()
    repeated: set[Place] = set()
    for place in places:
        if place in seen and place[:-1] not in repeated:
            yield place
        if place in seen:
            repeated.add(place)
        seen.add(place)

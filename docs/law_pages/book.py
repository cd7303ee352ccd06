"""What stands on which page: topics with their provisions, parameters and worked cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import esep.kazakhstan
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import Law, Provision, read_parameters
from esep.law.cases import FILE as CASES
from esep.law.cases import Case, read_cases
from esep.law.parameters import FILE as PARAMETERS
from esep.law.planning import calls_in, parameters_in

ROOM = Path(esep.kazakhstan.__file__).parent
SHARED = "shared"


@dataclass(frozen=True)
class Topic:
    """A folder of the law: the names of its provisions and parameters, and its worked cases."""

    name: str
    about: str
    provisions: tuple[str, ...]
    parameters: tuple[str, ...]
    cases: tuple[Case, ...]

    @property
    def title(self) -> str:
        """The heading of its page."""
        return "Shared values" if self.name == SHARED else self.name.replace("_", " ").capitalize()

    def anchor(self, number: int) -> str:
        """Where a case stands on the page; cases are numbered from 1."""
        return f"case-{number}"


@dataclass(frozen=True)
class Book:
    """The whole law by topic."""

    law: Law
    topics: tuple[Topic, ...]

    def link(self, name: str, text: str | None = None, *, folder: str = "") -> str:
        """A link to a provision from a page that lies above ``folder``, or among the topics."""
        page = next(topic.name for topic in self.topics if name in topic.provisions)
        return f"[{text or f'`{name}`'}]({folder}{page}.md#{name})"

    def parameter_link(self, name: str, text: str | None = None, *, folder: str = "") -> str:
        """A link to a parameter."""
        page = next(topic.name for topic in self.topics if name in topic.parameters)
        return f"[{text or f'`{name}`'}]({folder}{page}.md#{self.anchor(name)})"

    def anchor(self, parameter: str) -> str:
        """Where a parameter stands on its page: under its name, unless a provision has the same one."""
        return f"parameter-{parameter}" if parameter in self.law.names else parameter

    def named_in(self, version: Provision) -> Callable[[str, str], str]:
        """How the formula of a provision writes names: as links to what they name."""
        read = parameters_in(version.body)

        def linked(name: str, title: str) -> str:
            is_parameter = name in read and not (name in self.law.names and name in calls_in(version.body))
            return self.parameter_link(name, title) if is_parameter else self.link(name, title)

        return linked

    def cases_of(self, name: str) -> list[tuple[Topic, int, Case]]:
        """The worked cases that expect a value of a provision."""
        return [
            (topic, number, case)
            for topic in self.topics
            for number, case in enumerate(topic.cases, start=1)
            if name in case.expect
        ]


@cache
def book() -> Book:
    """The law, page by page, in alphabetical order of topics; shared values first."""
    law = law_of_kazakhstan()
    homes: dict[str, list[str]] = {}
    for name in law.names:
        homes.setdefault(_topic_of(law.versions(name)[0].module), []).append(name)
    folders = sorted(path.parent for path in ROOM.glob(f"*/{PARAMETERS}"))
    parameters = {folder.name: sorted(read_parameters(folder / PARAMETERS).parameters) for folder in folders}
    parameters[SHARED] = sorted(read_parameters(ROOM / PARAMETERS).parameters)
    names = sorted({*homes, *parameters} - {SHARED})
    return Book(law, tuple(_topic(name, homes, parameters) for name in [SHARED, *names]))


def _topic_of(module: str) -> str:
    """The topic of a module such as ``esep.kazakhstan.work.provision``."""
    return module.removeprefix(f"{esep.kazakhstan.__name__}.").split(".")[0]


def _topic(name: str, homes: Mapping[str, list[str]], parameters: Mapping[str, list[str]]) -> Topic:
    cases = ROOM / name / CASES
    return Topic(
        name,
        _about(name),
        tuple(homes.get(name, ())),
        tuple(parameters.get(name, ())),
        read_cases(cases) if cases.is_file() else (),
    )


def _about(name: str) -> str:
    """What the author of a topic says of it: the docstring of its module of provisions."""
    if name == SHARED:
        return "Figures that many provisions share."
    package = import_module(f"{esep.kazakhstan.__name__}.{name}")
    inner = import_module(f"{package.__name__}.provision") if _has_provisions(name) else package
    return inner.__doc__ or package.__doc__ or ""


def _has_provisions(name: str) -> bool:
    return (ROOM / name / "provision.py").is_file()

"""What a task of the cluster does, and what it brings back. Runs on the workers."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from esep.errors import ClusterFailed, EsepError
from esep.messages import messages_of

_, _n = messages_of("esep.engines")

PACKAGES = ("esep", "polars")
"""Packages that must be the same everywhere, or the bytes would not be."""

Versions = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Done:
    """An item that is done; ``number`` is its place among the items."""

    number: int
    result: Any


@dataclass(frozen=True)
class Refused:
    """An item that no second attempt would mend: an error of the input, of the law or of the settings."""

    error: EsepError
    host: str


def versions_here() -> Versions:
    """The versions of :data:`PACKAGES` in this process."""
    return tuple((name, version(name)) for name in PACKAGES)


def attempt(work: Callable[[Any], Any], wanted: Versions, numbered: tuple[int, Any]) -> Done | Refused:
    """Do the work of one item.

    An error that the user can mend is brought back as it is. Any other one is left to Spark, which tries
    again, elsewhere if it can.
    """
    number, item = numbered
    try:
        _check_versions(wanted)
        return Done(number, work(item))
    except EsepError as error:
        return Refused(error, socket.gethostname())


def _check_versions(wanted: Versions) -> None:
    if versions_here() != wanted:
        raise ClusterFailed(
            _(
                "It has {here}, but this machine has {wanted}. Install the same versions everywhere.",
                here=_written(versions_here()),
                wanted=_written(wanted),
            )
        )


def _written(versions: Versions) -> str:
    return ", ".join(f"{name} {number}" for name, number in versions)

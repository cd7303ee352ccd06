"""The words of periods, ``words.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from esep.yaml_texts import packaged_yaml


@cache
def period_words() -> Any:
    """The catalogue as it is written."""
    return packaged_yaml(__package__, "words.yaml")

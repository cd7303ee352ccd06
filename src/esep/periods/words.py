"""The words of periods, ``words.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from esep.yaml_texts import read_yaml


@cache
def period_words() -> Any:
    """The catalogue as it is written."""
    return read_yaml(files(__package__).joinpath("words.yaml").read_text("utf-8"))

"""YAML read by libyaml where it is there: eight times as fast, and every command reads many files."""

from __future__ import annotations

from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    """The plain values of a YAML text; yaml.YAMLError when it is none."""
    return yaml.load(text, Loader=_LOADER)

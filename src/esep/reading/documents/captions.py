"""How the captions of tables begin: «Таблица 3», «Приложение к отчёту»."""

from __future__ import annotations

import re
from functools import cache

from esep.yaml_texts import packaged_yaml


def begins_caption(line: str) -> bool:
    """Whether a line begins as the caption of a table does."""
    return _caption().match(line.lower().lstrip(" –—-•")) is not None


@cache
def _caption() -> re.Pattern[str]:
    return re.compile("|".join(packaged_yaml(__package__, "words.yaml")["captions"]))

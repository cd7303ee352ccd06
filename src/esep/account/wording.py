"""The account's own words, by language, loaded from ``wording.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from esep.messages import Language
from esep.yaml_texts import read_yaml


@cache
def wording(language: Language) -> dict[str, str]:
    """Every text of ``wording.yaml`` in ``language``, by key."""
    source = read_yaml(files(__package__).joinpath("wording.yaml").read_text("utf8"))
    return {key: texts[language] for key, texts in source.items()}

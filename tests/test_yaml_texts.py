"""The word lists of the package are what PyYAML makes of them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from esep.yaml_texts import packaged_yaml

ROOMS = ("language", "language.kazakh", "periods", "places", "reading")
LISTS = [
    (f"esep.{room}", entry.name)
    for room in ROOMS
    for entry in sorted(Path(str(files(f"esep.{room}"))).glob("*.yaml"))
]


@pytest.mark.parametrize(("package", "file"), LISTS)
def test_a_packaged_list_is_what_pyyaml_makes_of_it(package: str, file: str) -> None:
    text = files(package).joinpath(file).read_text("utf-8")
    assert packaged_yaml(package, file) == yaml.safe_load(text)


def test_there_are_lists() -> None:
    assert len(LISTS) > 25

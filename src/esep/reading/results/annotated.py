"""Texts that people annotated, held against the reader as corrections are: they speak against proposals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from esep.errors import Fault, InputRefused
from esep.messages import messages_of
from esep.reading.results.correction_values import fault_of
from esep.reading.results.corrections import Checked, Correction, hold, read_for_corrections

_, _n = messages_of("esep.reading")

_SAID = ("value", "unit", "kind")


def check_annotated(folder: Path) -> list[Checked]:
    """Each figure of the annotated texts of ``folder`` (JSON beside its text) held against the reader.

    Raises InputRefused for a file that is no annotation, or a folder without one.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        message = _("{folder} holds no annotated texts.", folder=str(folder))
        raise InputRefused(message, [Fault(str(folder), 0, "", message)])
    checked: list[Checked] = []
    for path in paths:
        try:
            corrections = list(_corrections(path))
        except (ValueError, KeyError, TypeError) as error:
            message = _("{file} is no annotation of a text.", file=path.name)
            raise InputRefused(message, [Fault(str(path), 0, "", message)]) from error
        if corrections:
            _document, reading = read_for_corrections(folder / corrections[0].document, None)
            checked += [hold(one, one.start, reading) for one in corrections]
    return checked


def _corrections(path: Path) -> Iterator[Correction]:
    annotation = json.loads(path.read_text("utf-8"))
    for figure in annotation["figures"]:
        right = {name: figure[name] for name in _SAID if fault_of(name, figure[name]) is None}
        if not figure.get("optional"):
            yield Correction(
                document=annotation["text_file"],
                start=figure["start"],
                end=figure["end"],
                quote=figure["quote"],
                verdict="figure",
                right=right,
            )

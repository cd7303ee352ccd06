"""The names of the packaged places, gathered beforehand by ``python -m esep.places.packaged_names``.

To gather them takes longer than to read a text; they change only with the classifier and ``aliases.yaml``.
"""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files
from pathlib import Path

from esep.places.names import Names, names_of

FILE = "packaged_names.tsv"


def packaged_names() -> Names:
    """The names in ``packaged_names.tsv``."""
    text = files(__package__).joinpath(FILE).read_text("utf-8")
    return Names(*(dict(line.split("\t") for line in part.split("\n")) for part in text.split("\n\n")))


def text_of(names: Names) -> str:
    """The content of the file: a line for each name with its codes; a blank line parts the three groups."""
    return "\n\n".join("\n".join(map("\t".join, group.items())) for group in names)


if __name__ == "__main__":
    known = import_module("esep.places.edition").places()
    (Path(__file__).parent / FILE).write_text(text_of(names_of(known)), encoding="utf-8")

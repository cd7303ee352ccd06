"""Word lists are held against their forms: a spoiled one is refused with its place."""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files

import msgspec
import pytest

from esep.word_lists import WordList, word_list
from esep.yaml_texts import read_yaml


class Row(WordList):
    """A row of the table below."""

    words: frozenset[str]
    pair: tuple[str, int]
    note: str | None = None


class Table(WordList):
    """A list of rows."""

    rows: tuple[Row, ...]
    numbered: dict[int, list[str]] = msgspec.field(default_factory=dict)


def content() -> dict[str, object]:
    """What is right for ``Table``."""
    return {"rows": [{"words": ["жыл", "ай"], "pair": ["ай", 12]}], "numbered": {1: ["бір"]}}


def test_a_right_list_is_read_in_its_form() -> None:
    table = word_list(Table, content())
    assert table.rows[0].words == {"жыл", "ай"}
    assert (table.rows[0].pair, table.rows[0].note, table.numbered) == (("ай", 12), None, {1: ["бір"]})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"words": ["ай"]}, r"`pair` - at `\$\.rows\[0\]`"),
        (
            {"words": ["ай"], "pair": ["ай", "12"]},
            r"got `str` - at `\$\.rows\[0\]\.pair\[1\]`",
        ),
        ({"words": "ай", "pair": ["ай", 12]}, r"at `\$\.rows\[0\]\.words`"),
        ({"words": ["ай"], "pair": ["ай", 12], "nota": "?"}, r"unknown field `nota` - at `\$\.rows\[0\]`"),
    ],
)
def test_a_spoiled_list_is_refused_with_the_place_of_its_fault(row: dict[str, object], said: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=said):
        word_list(Table, {"rows": [row]})


@pytest.mark.parametrize(
    ("module", "kind", "name", "way"),
    [
        ("esep.language.lexicon", "NumeralTable", "numerals.yaml", ("kk",)),
        ("esep.language.endings", "_Endings", "endings.yaml", ()),
        ("esep.reading.grammar.counted_words", "_Words", "phrases.yaml", ()),
        ("esep.reading.sentences.exclusions", "_Exclusions", "exclusions.yaml", ()),
        ("esep.places.population", "_Catalogue", "population.yaml", ()),
    ],
)
def test_the_lists_of_the_package_refuse_a_misspelled_entry(
    module: str, kind: str, name: str, way: tuple[str, ...]
) -> None:
    room = import_module(module)
    told = read_yaml(files(module.rpartition(".")[0]).joinpath(name).read_text("utf-8"))
    for key in way:
        told = told[key]
    word_list(getattr(room, kind), told)
    with pytest.raises(msgspec.ValidationError, match="misspelled"):
        word_list(getattr(room, kind), {**told, "misspelled": []})

"""Word lists are read as pydantic reads them, and refused with every fault."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from esep.word_lists import WordList, WrongWordList
from esep.yaml_texts import read_yaml


class Inner(WordList):
    """A row of the table below."""

    words: frozenset[str]
    pair: tuple[str, int]
    note: str | None = None


class Outer(WordList):
    """Every form that an annotation of a word list has."""

    name: str
    count: int
    day: datetime.date
    is_plain: bool = False
    width: Decimal
    side: Literal["before", "after"]
    rows: tuple[Inner, ...]
    numbered: dict[int, list[str]]
    sided: Mapping[Literal["kk", "ru"], dict[str, Inner]] = MappingProxyType({})


def content() -> dict[str, Any]:
    """What is right for ``Outer``."""
    inner: dict[str, Any] = {"words": ["жыл", "ай"], "pair": ["ай", 12]}
    return {
        "name": "мың",
        "count": 3,
        "day": datetime.date(2026, 1, 5),
        "width": "0.05",
        "side": "after",
        "rows": [inner, {**inner, "note": "жоқ"}],
        "numbered": {1: ["бір"], 2: []},
        "sided": {"kk": {"екі": inner}},
    }


def model_of(kind: type[WordList]) -> type[BaseModel]:
    """The same fields as a model of pydantic."""
    fields: dict[str, Any] = {
        name: (_as_pydantic(form), plain(getattr(kind, name, ...)))
        for name, form in get_type_hints(kind).items()
    }
    return create_model(kind.__name__, __config__=ConfigDict(extra="forbid"), **fields)


def _as_pydantic(form: Any) -> Any:
    if isinstance(form, type) and issubclass(form, WordList):
        return model_of(form)
    origin = {Mapping: dict}.get(get_origin(form), get_origin(form))
    if origin in (dict, tuple, list):
        return origin[tuple(map(_as_pydantic, get_args(form)))]
    return form


def plain(value: Any) -> Any:
    """A word list or a model as tables, lists and values."""
    if isinstance(value, WordList):
        names = get_type_hints(type(value))
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return type(value)(map(plain, value)) if isinstance(value, list | tuple) else value


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything within a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*place, key)
        yield from places(inner, (*place, key))


SPOILING = (None, "сөз", [], {}, [[]], {"сөз": 1}, datetime.date(2026, 1, 1), "take away", "add")


def spoiled(place: tuple[Any, ...], by: Any) -> dict[str, Any]:
    """The right content with one place of it replaced, taken away, or given a neighbour."""
    made = copy.deepcopy(content())
    around: Any = made
    for key in place[:-1]:
        around = around[key]
    if by == "take away":
        del around[place[-1]]
    elif by == "add" and isinstance(around, dict):
        around["added"] = 1
    else:
        around[place[-1]] = by
    return made


@given(st.sampled_from(list(places(content()))), st.sampled_from(SPOILING))
def test_what_pydantic_refuses_is_refused_and_the_rest_read_alike(place: tuple[Any, ...], by: Any) -> None:
    given_content = spoiled(place, by)
    try:
        expected = model_of(Outer)(**given_content)
    except ValidationError:
        with pytest.raises(WrongWordList):
            Outer(**given_content)
    else:
        assert plain(Outer(**given_content)) == plain(expected)


def test_every_fault_is_named_with_its_place() -> None:
    wrong = {**content(), "count": "3", "width": 0.05, "side": "beside", "unknown": 1, "numbered": {"a": [5]}}
    wrong["rows"] = [{"words": "жыл", "pair": ["ай"]}]
    del wrong["name"]
    with pytest.raises(WrongWordList) as caught:
        Outer(**wrong)
    assert sorted(str(caught.value).splitlines()) == [
        "Outer:",
        "count: '3' is no int.",
        "name: missing.",
        "numbered.a.0: 5 is no str.",
        "numbered: 'a' is no int.",
        "rows.0.pair: 1 values, not 2.",
        "rows.0.words: 'жыл' is no list.",
        "side: 'beside' is none of 'before', 'after'.",
        "unknown: no such field.",
        "width: 0.05 is no decimal number in quotes.",
    ]


LISTS = [
    ("language.endings", "_Endings", "endings.yaml", ()),
    ("language.lexicon", "NumeralTable", "numerals.yaml", ("kk",)),
    ("language.lexicon", "NumeralTable", "numerals.yaml", ("ru",)),
    ("language.lexicon", "Reading", "quantities.yaml", ()),
    ("language.units", "Rates", "units.yaml", ("rates",)),
    ("language.units", "Unit", "units.yaml", ("KZT",)),
    ("language.kazakh.latin", "_Latin", "latin.yaml", ()),
    ("places.population", "_Catalogue", "population.yaml", ()),
    ("reading.cues", "CueEntry", "cues.yaml", ("kk", "verbs", 0)),
    ("reading.deadlines", "_Phrases", "deadlines.yaml", ("kk",)),
    ("reading.deadlines", "_Phrases", "deadlines.yaml", ("ru",)),
    ("reading.exclusions", "_Exclusions", "exclusions.yaml", ()),
    ("reading.folding", "_Folds", "folding.yaml", ()),
    ("reading.instruction_patterns", "Pattern", "instructions_kk.yaml", ("patterns", 0)),
    ("reading.instruction_patterns", "Words", "instruction_words.yaml", ("kk",)),
    ("reading.instruction_patterns", "Words", "instruction_words.yaml", ("ru",)),
    ("reading.parts", "_Words", "parts.yaml", ("kk",)),
    ("reading.phrases", "_Words", "phrases.yaml", ()),
    ("reading.relations", "RelationRule", "relations.yaml", ("cost of", 0)),
    ("reading.sentence_language", "_Signs", "sentence_language.yaml", ("kk",)),
    ("reading.sentences", "_Abbreviations", "sentences.yaml", ()),
]


@pytest.mark.parametrize(("module", "name", "file", "keys"), LISTS)
def test_lists_of_the_package_read_as_pydantic_reads_them(
    module: str, name: str, file: str, keys: tuple[Any, ...]
) -> None:
    kind = getattr(import_module(f"esep.{module}"), name)
    package = f"esep.{module}".rpartition(".")[0]
    inside = read_yaml(files(package).joinpath(file).read_text("utf-8"))
    for key in keys:
        inside = inside[key]
    assert plain(kind(**inside)) == plain(model_of(kind)(**inside))

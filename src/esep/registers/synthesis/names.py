"""Names of made-up families: Kazakh and Russian, by sex and generation, with surname and patronymic forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl

from esep.registers.synthesis.kin import Role
from esep.registers.synthesis.people import People
from esep.registers.synthesis.templates import Flags, Ints
from esep.yaml_texts import read_yaml

SEXES = ("female", "male")
PEOPLES = ("kazakh", "russian")


@dataclass(frozen=True)
class _Block:
    """A stretch of a list of names, the more common ones first."""

    start: int
    length: int

    def draw(self, count: int, rng: np.random.Generator) -> Ints:
        share = 1.0 / (np.arange(self.length) + 9.0)
        return self.start + rng.choice(self.length, size=count, p=share / share.sum())


@dataclass(frozen=True)
class _Book:
    """All forms of all names, with the place of each block in the lists."""

    given: pl.Series
    given_blocks: Mapping[tuple[str, str, str], _Block]
    surnames: pl.Series
    stems: Mapping[str, _Block]
    styles: Mapping[str, tuple[tuple[float, ...], int]]
    patronymics: pl.Series
    rules: Any


@dataclass(frozen=True)
class Names:
    """Surname, given name and patronymic of each person."""

    surname: pl.Series
    given_name: pl.Series
    patronymic: pl.Series


def name_people(people: People, russian_share: float, older_name: Flags, rng: np.random.Generator) -> Names:
    """Draw the names of a batch. ``older_name``: who bears a name of the older kind."""
    book = _book()
    households = people.size.size
    russian = rng.random(households) < russian_share
    given = _given(people, russian, older_name, book, rng)
    surname = _surnames(people, russian, book, rng)
    father = _fathers(people, russian, given, book, rng)
    rules = book.rules["patronymics"]
    kazakh_form = (rng.random(households) < rules["kazakh_form_share"]) & ~russian
    form = (father * 2 + kazakh_form[people.household]) * 2 + people.male
    missing = rng.random(people.age.size) < rules["missing"]
    patronymic = book.patronymics.gather(form).zip_with(
        pl.Series(~missing), pl.Series([None], dtype=pl.String).new_from_index(0, form.size)
    )
    return Names(book.surnames.gather(surname), book.given.gather(given), patronymic)


def older(birth_year: Ints) -> Flags:
    """Whether a person of that year of birth bears a name of the older kind."""
    result: Flags = birth_year < _book().rules["older_before"]
    return result


def addresses(households: int, rng: np.random.Generator) -> pl.Series:
    """A street and number for each household, in Kazakh."""
    rules = _book().rules
    street = pl.Series(rules["streets"]).gather(rng.integers(0, len(rules["streets"]), households))
    number = pl.Series(rng.integers(1, 140, households)).cast(pl.String)
    text = rules["address"].replace("{street}", "{}").replace("{number}", "{}")
    return pl.select(pl.format(text, pl.lit(street), pl.lit(number))).to_series()


def _given(people: People, russian: Flags, older_name: Flags, book: _Book, rng: np.random.Generator) -> Ints:
    result = np.zeros(people.age.size, dtype=np.int64)
    of_russian = russian[people.household]
    for (people_name, sex, age), block in book.given_blocks.items():
        chosen = np.flatnonzero(
            (of_russian == (people_name == "russian"))
            & (people.male == (sex == "male"))
            & (older_name == (age == "older"))
        )
        result[chosen] = block.draw(chosen.size, rng)
    return result


def _surnames(people: People, russian: Flags, book: _Book, rng: np.random.Generator) -> Ints:
    """One surname a household; wives keep their own in some, the head's kin of another name rarely."""
    households = people.size.size
    own = (
        (people.role == Role.SPOUSE)
        & ~people.male
        & (rng.random(people.age.size) < book.rules["own_surname"])
    )
    family = _surname_forms(russian, book, rng)
    other = _surname_forms(russian, book, rng)
    assert family.size == households
    base = np.where(own, other[people.household], family[people.household])
    return base * 2 + people.male


def _surname_forms(russian: Flags, book: _Book, rng: np.random.Generator) -> Ints:
    result = np.zeros(russian.size, dtype=np.int64)
    for name in PEOPLES:
        chosen = np.flatnonzero(russian == (name == "russian"))
        shares, start = book.styles[name]
        stem = book.stems[name].draw(chosen.size, rng)
        style = rng.choice(len(shares), size=chosen.size, p=shares)
        result[chosen] = start + stem * len(shares) + style
    return result


def _fathers(people: People, russian: Flags, given: Ints, book: _Book, rng: np.random.Generator) -> Ints:
    """The father's given name: of children the man of the household, of others a drawn older name."""
    households = people.size.size
    drawn = np.zeros(people.age.size, dtype=np.int64)
    shared = np.zeros(households, dtype=np.int64)
    of_russian = russian[people.household]
    for name in PEOPLES:
        block = book.given_blocks[name, "male", "older"]
        chosen = np.flatnonzero(of_russian == (name == "russian"))
        drawn[chosen] = block.draw(chosen.size, rng)
        chosen = np.flatnonzero(russian == (name == "russian"))
        shared[chosen] = block.draw(chosen.size, rng)
    known = people.father >= 0
    shared[known] = given[people.father[known]]
    return np.where(people.role == Role.CHILD, shared[people.household], drawn)


@cache
def _book() -> _Book:
    rules = read_yaml(files(__package__).joinpath("names.yaml").read_text(encoding="utf-8"))
    given: list[str] = []
    blocks: dict[tuple[str, str, str], _Block] = {}
    surnames: list[str] = []
    stems: dict[str, _Block] = {}
    styles: dict[str, tuple[tuple[float, ...], int]] = {}
    for people in PEOPLES:
        for sex in SEXES:
            for age, listed in rules[people][sex].items():
                blocks[people, sex, age] = _Block(len(given), len(listed))
                given += listed
        forms = rules["surnames"][people]
        stems[people] = _Block(0, len(rules[people]["stems"]))
        styles[people] = (tuple(form["share"] for form in forms), len(surnames) // 2)
        surnames += [
            _surname(stem, form[sex], rules)
            for stem in rules[people]["stems"]
            for form in forms
            for sex in SEXES
        ]
    # Women's names get forms too, which nobody bears, so that one index serves names and patronymics.
    patronymics = [form for name in given for form in _patronymics(name, rules["patronymics"])]
    return _Book(pl.Series(given), blocks, pl.Series(surnames), stems, styles, pl.Series(patronymics), rules)


def _surname(stem: str, endings: Mapping[str, str], rules: Any) -> str:
    if stem[-1] not in rules["soft_ends"]:
        return stem + endings["hard"]
    shortened = (
        stem[:-1] if endings["hard"] != endings["soft"] and stem[-1] in rules["dropped_ends"] else stem
    )
    return shortened + endings["soft"]


def _patronymics(name: str, rules: Any) -> Sequence[str]:
    """The four forms: Russian and Kazakh, each for a woman and for a man."""
    ending = next(rule for rule in rules["russian"] if name.endswith(rule["end"]))
    stem = name.removesuffix(ending["end"])
    return (*(stem + ending[sex] for sex in SEXES), *(name + rules["kazakh"][sex] for sex in SEXES))

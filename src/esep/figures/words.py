"""The words and limits of the checks, loaded from ``words.yaml`` and ``limits.yaml``."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from esep.yaml_texts import read_yaml


class Words(BaseModel):
    """Word beginnings (small letters) by what they tell a rule, and the units that the rules know."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    known_units: frozenset[str]
    rates: frozenset[str]
    people_units: frozenset[str]
    rest: tuple[str, ...]
    left_before: tuple[str, ...]
    left_behind: tuple[str, ...]
    permanent: tuple[str, ...]
    crossing: dict[str, tuple[str, ...]]
    stages: dict[str, tuple[str, ...]]
    divisions: dict[str, tuple[str, ...]]
    inclusion: tuple[str, ...]
    means: tuple[str, ...]
    each: tuple[str, ...]
    one: frozenset[str]
    cost: tuple[str, ...]
    distributing: tuple[str, ...]
    again: tuple[str, ...]
    plan: tuple[str, ...]
    over_plan: tuple[str, ...]
    fulfilled: tuple[str, ...]
    yearly: tuple[str, ...]
    shorter_time: tuple[str, ...]
    shared: tuple[str, ...]
    residents: tuple[str, ...]
    whole_region: tuple[str, ...]
    alternative: tuple[str, ...]
    of_all: tuple[str, ...]
    pointing_back: tuple[str, ...]
    last_year: tuple[str, ...]
    passing: tuple[str, ...]
    beyond_region: tuple[str, ...]
    growth: tuple[str, ...]
    fall: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    beside: frozenset[str]
    reaching: tuple[str, ...]
    earlier: tuple[str, ...]
    earlier_behind: tuple[str, ...]
    this_year: tuple[str, ...]
    compared_time: tuple[str, ...]
    real_terms: tuple[str, ...]
    same_period: tuple[str, ...]
    narrowing: tuple[str, ...]
    part_of_year: tuple[str, ...]
    from_to_start: tuple[str, ...]
    from_to_end: tuple[str, ...]
    structure: tuple[str, ...]
    other: tuple[str, ...]
    only: frozenset[str]
    of_whole: frozenset[str]
    total_row: tuple[str, ...]
    part_row: tuple[str, ...]
    for_reference: tuple[str, ...]
    rate_column: tuple[str, ...]
    difference_column: tuple[str, ...]
    fact_column: tuple[str, ...]


class Limits(BaseModel):
    """Declared tolerances; ``limits.yaml`` gives the reason of each."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    yearly_change: Decimal
    undated_years: tuple[int, int]
    smallest_region: int
    whole_percent: Decimal
    whole_times: Decimal
    narrow: Fraction
    missing_rows: Decimal
    sentences_apart: int
    sentences_apart_for_money: int
    most_neighbours: int


@cache
def words() -> Words:
    """The lexicon of the rules."""
    return Words(**read_yaml(files(__package__).joinpath("words.yaml").read_text("utf8")))


@cache
def limits() -> Limits:
    """The declared tolerances of the rules."""
    return Limits(**read_yaml(files(__package__).joinpath("limits.yaml").read_text("utf8")))


def has_any(text: str, beginnings: tuple[str, ...]) -> bool:
    """True when a word of ``text`` (small letters) begins with one of ``beginnings``."""
    padded = "".join(sign if sign.isalnum() else " " for sign in text)
    return any(f" {beginning}" in f" {padded}" for beginning in beginnings)


def has_word(text: str, whole: tuple[str, ...]) -> bool:
    """True when one of the ``whole`` words stands in ``text`` (small letters)."""
    return not set(whole).isdisjoint("".join(sign if sign.isalnum() else " " for sign in text).split())

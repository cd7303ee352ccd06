"""Every rule of the reader is told to a person in three languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from esep.messages import LANGUAGES
from esep.reading.results.rules import rule_descriptions, rule_lines
from esep.reading.statements import rule_names


def named_in(content: object) -> set[str]:
    """The values under ``rule`` anywhere in a YAML file."""
    if isinstance(content, dict):
        own = {content["rule"]} if isinstance(content.get("rule"), str) else set()
        return own.union(*(named_in(value) for value in content.values()))
    return set().union(*map(named_in, content)) if isinstance(content, list) else set()


@pytest.mark.parametrize("file", ["cues.yaml"])
def test_rules_held_as_data_are_described(file: str) -> None:
    names = named_in(yaml.safe_load(files("esep.reading.statements").joinpath(file).read_text("utf-8")))
    assert names
    assert {name for name in names if not next(rule_lines(name, "en"))[1]} == set(), (
        "describe it in rules.yaml"
    )


READING = Path(str(files("esep.reading")))


def appended() -> Iterator[str]:
    """The names of rules that the code of the reader puts to a figure."""
    for path in sorted(READING.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".rules.append"):
                yield from (one.value for one in node.args if isinstance(one, ast.Constant))


def test_rules_that_the_code_names_are_described() -> None:
    constants = {value for name, value in vars(rule_names).items() if name.isupper() and name[0] != "_"}
    names = {*appended(), *constants}
    assert len(names) > len(constants)
    assert {name for name in names if not next(rule_lines(name, "en"))[1]} == set(), (
        "describe it in rules.yaml"
    )


def test_each_description_is_in_three_languages() -> None:
    for name, description in rule_descriptions().items():
        assert all(description.in_language(language).strip() for language in LANGUAGES), name


def test_rules_are_told_in_the_order_in_which_they_fired() -> None:
    told = list(rule_lines("number in digits, word of plan of another clause, no such rule", "ru"))
    assert [name for name, _ in told] == [
        "number in digits",
        "word of plan of another clause",
        "no such rule",
    ]
    assert told[0][1] == "число цифрами"
    assert told[1][1].endswith("(в другой части предложения)")
    assert told[2][1] == ""

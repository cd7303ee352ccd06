"""Hide from the reader of numbers whatever has digits and is no figure: dates, clocks, addresses, names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from esep.reading.sentence_language import TextLanguage, hide_names
from esep.yaml_texts import read_yaml


class _Exclusions(BaseModel):
    model_config = ConfigDict(extra="forbid")
    parts: dict[str, str]
    needs: dict[str, tuple[str, ...]]
    common: dict[str, str]
    kk: dict[str, str]
    ru: dict[str, str]
    examples: dict[str, dict[str, tuple[str, str]]]


@dataclass(frozen=True)
class Exclusion:
    """A hidden span (offsets in the sentence) and the name of the rule that hid it."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class _Rule:
    """A rule: its name, what it hides, and the pieces of words of which a sentence must have one."""

    name: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]


@cache
def _content() -> _Exclusions:
    return _Exclusions(**read_yaml(files(__package__).joinpath("exclusions.yaml").read_text("utf-8")))


def exclusion_examples() -> dict[str, dict[str, tuple[str, str]]]:
    """By group and rule: a text in which the rule hides something, and one in which it does not."""
    return _content().examples


@cache
def _patterns(language: TextLanguage) -> tuple[_Rule, ...]:
    rules = _content()
    own = rules.kk if language == "kk" else rules.ru
    return tuple(
        _Rule(name, re.compile(_filled(pattern, rules.parts)), rules.needs.get(name, ()))
        for name, pattern in {**rules.common, **own}.items()
    )


CASE_MATTERS = frozenset(["letters with a number", "number with letters", "roman act number"])
"""Rules that tell a name by its capital letters."""


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern.replace("{{", "{").replace("}}", "}")


def exclusions(text: str, language: TextLanguage) -> list[Exclusion]:
    """The spans of the sentence ``text`` in which no figure begins, in order; they may overlap."""
    small = text.lower()
    if len(small) != len(text):
        small = text
    found = [
        Exclusion(*match.span(), rule.name)
        for rule in _patterns(language)
        if not rule.needs or any(piece in small for piece in rule.needs)
        for match in rule.pattern.finditer(text if rule.name in CASE_MATTERS else small)
    ]
    found += [Exclusion(*span, "quoted name") for span in quoted_names(text)]
    return sorted(found, key=lambda exclusion: (exclusion.start, exclusion.end, exclusion.rule))


def quoted_names(text: str) -> list[tuple[int, int]]:
    """The spans of quoted names, quotation marks included; quoted speech is no name."""
    hidden = hide_names(text)
    if hidden == text:
        return []
    return [
        found.span()
        for found in re.finditer(r"[«\"“„][^\n]*?[»\"”]", text)
        if _is_blank(hidden, found.span()) and not _SAID.match(text, found.end())
    ]


_SAID = re.compile(r",\s*[–—-]\s*[а-яәғқңөұүһі]")
"""«Жөндедік 5 көлік», – деді басшы: what stands before is speech, not a name."""


def _is_blank(hidden: str, span: tuple[int, int]) -> bool:
    return not hidden[span[0] : span[1]].strip()

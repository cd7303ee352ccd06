"""The kinds of place: read from the classifier's marks, named in full, recognised in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from esep.language.endings import forms as kazakh_forms
from esep.messages import Language
from esep.places.cases import fold
from esep.yaml_texts import packaged_yaml

Kind = Literal[
    "region", "city", "city_administration", "district", "city_district", "rural_okrug",
    "village_administration", "town_administration", "district_administration", "town", "village",
    "station", "locality",
]  # fmt: skip


@dataclass(frozen=True)
class KindWord:
    """A word that names a kind of place: облысының, районе, г."""

    kind: Kind
    language: Language
    plural: bool
    abbreviation: bool
    before: str | None
    """A word that must stand before it: ауылдық (округ), сельский (округ)."""


@cache
def kinds() -> Mapping[Kind, Any]:
    """The catalogue of kinds, ``kinds.yaml``."""
    catalogue: Mapping[Kind, Any] = packaged_yaml(__package__, "kinds.yaml")
    return catalogue


@cache
def kind_words() -> Mapping[str, tuple[KindWord, ...]]:
    """Every form of every word that names a kind, folded."""
    found: dict[str, list[KindWord]] = {}
    for kind, entry in kinds().items():
        for language, words in entry.get("words", {}).items():
            before = words.get("before")
            forms = [(form, True) for form in words.get("plural", ())]
            forms += [(form, False) for form in words.get("singular", ())]
            if "noun" in words:
                forms += [(form, parts.plural) for form, parts in kazakh_forms(words["noun"]).items()]
            for form, plural in forms:
                found.setdefault(fold(form), []).append(KindWord(kind, language, plural, False, before))
            for form in words["abbreviations"]:
                plural = form == "гг."
                found.setdefault(fold(form), []).append(KindWord(kind, language, plural, True, None))
    return {form: tuple(words) for form, words in found.items()}


@cache
def _marks(language: Language) -> tuple[re.Pattern[str], Mapping[str, list[Kind]]]:
    kinds_of: dict[str, list[Kind]] = {}
    for kind, entry in kinds().items():
        for mark in entry["marks"].get(language, ()):
            kinds_of.setdefault(mark, []).append(kind)
    longest = "|".join(re.escape(mark) for mark in sorted(kinds_of, key=len, reverse=True))
    # A mark that ends in a full stop may stand glued to the name before which it is written: г.Алматы.
    first = rf"(?P<first>(?:{longest})(?:(?<=\.)|(?=\s)))\s*(?P<after>\S.*)"
    last = rf"(?P<ahead>.*\S)\s*?(?P<last>(?<=[\s.])(?:{longest}))"
    return re.compile(f"^{first}$|^{last}$"), kinds_of


def split_mark(written: str, language: Language) -> tuple[str, list[Kind]]:
    """A name as the classifier writes it, without its mark, and the kinds that the mark may stand for."""
    pattern, kinds_of = _marks(language)
    match = pattern.match(written)
    if match is None:
        return written, []
    mark = match["first"] or match["last"]
    name = (match["after"] or match["ahead"]).strip()
    if "им" in name or "атын" in name:
        name = _NAMED_AFTER.sub("", name)
    return name, kinds_of[mark]


_NAMED_AFTER = re.compile(r"^(им\.|имени)\s*|\s+(атындағы|атын\.)$")


def full_name(kind: Kind, name: str, language: Language) -> str:
    """The name with its kind in full: Мерке ауданы, Меркенский район, Merke District."""
    forms = kinds()[kind]["full"]
    if language == "ru" and "adjective" in forms and _agrees(name, forms["adjective"]):
        return str(forms["adjective"]).format(name=name)
    return str(forms[language]).format(name=name)


def _agrees(name: str, form: str) -> bool:
    """Whether the name is one Russian adjective, of the gender that the noun after it asks for."""
    feminine = form.endswith(("область", "администрация"))
    return " " not in name and name.endswith(("ая", "яя") if feminine else ("ий", "ый", "ой"))

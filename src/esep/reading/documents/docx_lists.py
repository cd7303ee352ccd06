"""The marks that Word itself sets before the points of a list: «1.», «2.1.», «а)», a dash.

They are not in the text of a paragraph; its numbering (``numPr``, of its own or of its style) names a list of
the numbering part (ECMA-376, part 1, 17.9), and the number is counted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLET = "-"
_LEVELS = 9
"""Word has nine levels in a list."""
_MOST_STYLES = 20
"""Styles based on one another that are followed; a longer chain is a circle."""
_LARGEST = 9_999
_LONGEST_MARK = 30
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = {"lowerLetter": _LATIN, "russianLower": _RUSSIAN}
_PLACE = re.compile(r"%([1-9])")
"""«%1.%2.»: the numbers of the levels in the mark of a level."""


class _Level(NamedTuple):
    """How the items of one level of a list are marked; ``indent`` in twentieths of a point."""

    form: str
    mark: str
    first: int
    indent: int


class Numbering:
    """Counts the items of the lists of one document; its paragraphs are asked in their order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """``numbering`` and ``styles``: the root elements of those parts, None where there is none."""
        self._abstract = _by_id(numbering, "abstractNum", "abstractNumId")
        self._lists = _by_id(numbering, "num", "numId")
        self._styles = _by_id(styles, "style", "styleId")
        self._abstract_names: dict[str, str] = {}
        self._levels: dict[tuple[str, int], _Level | None] = {}
        self._counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        self._restarted: set[tuple[str, int]] = set()
        self._above: list[int] = []
        """Indents of the items under which the next one stands, when no other paragraph comes between."""
        self._inner: set[str] = set()
        """Lists that stood under an item of another one."""

    def mark_of(self, paragraph: Any) -> str:
        """What Word shows before ``paragraph``, "" when nothing; its item is counted.

        An inner item that Word marks «1.» as the items around it is marked «1)»: a text has no indents.
        """
        number, level = self._numbered(paragraph)
        list_level = self._level(number, level) if number is not None else None
        if number is None or list_level is None:
            self._above.clear()
            return ""
        abstract = self._abstract_of(number)
        counts = self._count(number, abstract, level)
        if list_level.form == "bullet":
            return _BULLET
        is_inner = self._is_inner(abstract, _indent(paragraph) or list_level.indent) or level > 0
        mark = _PLACE.sub(lambda found: self._shown(number, int(found.group(1)) - 1, counts), list_level.mark)
        if not mark.strip() or list_level.form == "none":
            return ""
        if is_inner and re.fullmatch(r"\w+\.?", mark):
            return mark.rstrip(".") + ")"
        return mark + "." if mark[-1].isalnum() else mark

    def _is_inner(self, abstract: str, indent: int) -> bool:
        while self._above and self._above[-1] >= indent:
            self._above.pop()
        if self._above:
            self._inner.add(abstract)
        self._above.append(indent)
        return abstract in self._inner

    def _count(self, number: str, abstract: str, level: int) -> list[int]:
        """The numbers of the levels, this item counted; levels below begin anew."""
        counts = self._counts[abstract]
        list_level = self._level(number, level)
        override = _overridden(self._lists[number], level)
        restarted = _value(override.find(_WORD + "startOverride")) if override is not None else None
        if restarted is not None and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            counts[level] = restarted
        elif counts[level]:
            counts[level] += 1
        else:
            counts[level] = list_level.first if list_level is not None else 1
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        return counts

    def _shown(self, number: str, level: int, counts: list[int]) -> str:
        one = self._level(number, level)
        return _number_in(one.form if one is not None else "decimal", counts[level] or 1)

    def _numbered(self, paragraph: Any) -> tuple[str | None, int]:
        """The list (``numId``) and the level of a paragraph; None for one that stands in no list."""
        named: str | None = None
        for place in self._properties(paragraph):
            own = place.find(f"{_WORD}numPr")
            if own is None:
                continue
            level = _value(own.find(_WORD + "ilvl"))
            named = named or _text(own.find(_WORD + "numId"))
            if named is not None:
                level = level if level is not None else self._level_of_style(named, place)
                return (named if named in self._lists else None), min(level, _LEVELS - 1)
        return None, 0

    def _properties(self, paragraph: Any) -> Iterator[Any]:
        """Its own properties, those of its style, and of the styles that this is based on."""
        own = paragraph.find(_WORD + "pPr")
        if own is None:
            return
        yield own
        style = _text(own.find(_WORD + "pStyle"))
        for _step in range(_MOST_STYLES):
            found = self._styles.get(style) if style is not None else None
            if found is None:
                return
            properties = found.find(_WORD + "pPr")
            if properties is not None:
                yield properties
            style = _text(found.find(_WORD + "basedOn"))

    def _level_of_style(self, number: str, properties: Any) -> int:
        """The level that a list keeps for the style whose ``properties`` name the list."""
        style = properties.getparent().get(_WORD + "styleId")
        abstract = self._abstract.get(self._abstract_of(number))
        if style is not None and abstract is not None:
            for level in abstract.findall(_WORD + "lvl"):
                if _text(level.find(_WORD + "pStyle")) == style:
                    return _integer(level.get(_WORD + "ilvl")) or 0
        return 0

    def _abstract_of(self, number: str) -> str:
        """The definition of a list; one that only names a style of lists is that of the style."""
        if number not in self._abstract_names:
            self._abstract_names[number] = self._find_abstract(number)
        return self._abstract_names[number]

    def _find_abstract(self, number: str) -> str:
        named = _text(self._lists[number].find(_WORD + "abstractNumId")) or ""
        found = self._abstract.get(named)
        link = _text(found.find(_WORD + "numStyleLink")) if found is not None else None
        if link is None:
            return named
        linked = (key for key, one in self._abstract.items() if _text(one.find(_WORD + "styleLink")) == link)
        return next(linked, named)

    def _level(self, number: str, level: int) -> _Level | None:
        known = (number, level)
        if known not in self._levels:
            self._levels[known] = self._read_level(number, level)
        return self._levels[known]

    def _read_level(self, number: str, level: int) -> _Level | None:
        override = _overridden(self._lists[number], level)
        found = override.find(_WORD + "lvl") if override is not None else None
        abstract = self._abstract.get(self._abstract_of(number))
        if found is None and abstract is not None:
            levels = abstract.findall(_WORD + "lvl")
            found = next((one for one in levels if _integer(one.get(_WORD + "ilvl")) == level), None)
        if found is None:
            return None
        first = _value(found.find(_WORD + "start"))
        return _Level(
            form=_text(found.find(_WORD + "numFmt")) or "decimal",
            mark=(_text(found.find(_WORD + "lvlText")) or "").strip()[:_LONGEST_MARK],
            first=1 if first is None else first,
            indent=_indent(found) or 0,
        )


def _by_id(root: Any, tag: str, name: str) -> dict[str, Any]:
    if root is None:
        return {}
    return {one.get(_WORD + name): one for one in root.findall(_WORD + tag)}


def _overridden(number: Any, level: int) -> Any:
    """The override of a level that a list has for itself."""
    overrides = number.findall(_WORD + "lvlOverride")
    return next((one for one in overrides if _integer(one.get(_WORD + "ilvl")) == level), None)


def _indent(element: Any) -> int | None:
    """The left indent that a paragraph or a level states itself."""
    indent = element.find(f"{_WORD}pPr/{_WORD}ind")
    return None if indent is None else _integer(indent.get(_WORD + "left") or indent.get(_WORD + "start"))


def _text(element: Any) -> str | None:
    value = None if element is None else element.get(_WORD + "val")
    return value or None


def _value(element: Any) -> int | None:
    return _integer(_text(element))


def _integer(text: str | None) -> int | None:
    return min(int(text), _LARGEST) if text is not None and re.fullmatch("[0-9]{1,9}", text) else None


def _number_in(form: str, number: int) -> str:
    """A number as Word writes it in a form: «3», «в», «c», «iii»; forms that are not known are digits."""
    if form.startswith("upper") or form == "russianUpper":
        lower = {"upperRoman": "lowerRoman", "upperLetter": "lowerLetter"}.get(form, "russianLower")
        return _number_in(lower, number).upper()
    letters = _LETTERS.get(form)
    if letters is not None:
        turns, letter = divmod(max(number, 1) - 1, len(letters))
        return letters[letter] * (turns + 1)
    return _roman(number) if form == "lowerRoman" and 0 < number < 40 else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written += letters
            number -= value
    return written

"""Units of legal values: what may be added to what, and what comes out of a product.

A number is an int counted in ``1/per`` of a product of bases: ``KZT/month/person``, ``MCI/100`` (hundredths
of an MCI), ``share`` (ten-thousandths of one). Values that are not numbers have the units ``bool``, ``date``,
``text`` and ``level``. A number written without unit is bare: it takes the unit of what it meets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from esep.errors import LawError
from esep.messages import Language, Name, messages_of
from esep.yaml_texts import read_yaml

_, _n = messages_of(__package__)

ValueType = Literal["int", "bool", "date", "text"]
SHARE_PER = 10_000
_NOT_NUMBERS: dict[str, ValueType] = {"bool": "bool", "date": "date", "text": "text", "level": "text"}


@dataclass(frozen=True)
class Unit:
    """A unit: ``type`` of the value, ``bases`` with exponents in alphabetical order, ``per`` (the scale)."""

    type: ValueType = "int"
    bases: tuple[tuple[str, int], ...] = ()
    per: int = 1
    bare: bool = False
    word: str = ""

    def __str__(self) -> str:
        return self.spelled({})

    def spelled(self, words: Mapping[str, str]) -> str:
        """The unit in writing, each base replaced by its word where ``words`` has one."""
        if self.type != "int":
            return self.word or self.type
        if not self.bases and self.per == SHARE_PER:
            return words.get("share", "share")
        above = [words.get(base, base) for base, power in self.bases for _ in range(power)]
        below = [words.get(base, base) for base, power in self.bases for _ in range(-power)]
        if self.per != 1:
            below.append(str(self.per))
        return "/".join(["*".join(above) or "1", *below])

    def in_language(self, language: Language) -> str:
        """The unit in the words of a language, as in ``теңге/ай``; empty for what is not a number."""
        if self.type != "int" or (not self.bases and self.per == 1):
            return ""
        return self.spelled({base: name.in_language(language) for base, name in bases().items()})

    def __mul__(self, other: Unit) -> Unit:
        if self.bare or other.bare:
            return other if self.bare else self
        return _product(self, other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        """The quotient's bases; its scale is 1, because a division states its own."""
        return _product(self, other, -1)


BARE = Unit(bare=True)
NUMBER = Unit()
BOOL = Unit("bool")
DATE = Unit("date")
TEXT = Unit("text")
LEVEL = Unit("text", word="level")


@cache
def bases() -> Mapping[str, Name]:
    """The known bases with their names."""
    text = files(__package__).joinpath("units.yaml").read_text("utf-8")
    return {base: Name(**names) for base, names in read_yaml(text).items()}


@cache
def unit(text: str) -> Unit:
    """Read a unit such as ``KZT/month/person``, ``MCI/100``, ``share``, ``1`` or ``bool``.

    Bases may stand in any order (``KZT/person/month``); LawError on a base that is not in ``units.yaml``.
    """
    if text in _NOT_NUMBERS:
        return Unit(_NOT_NUMBERS[text], word="level" if text == "level" else "")
    if text == "share":
        return Unit(per=SHARE_PER)
    above, *below = text.replace(" ", "").split("/")
    powers: Counter[str] = Counter()
    per = 1
    for base in above.split("*"):
        if base != "1":
            powers[_known(base, text)] += 1
    for base in below:
        if base.isdecimal() and int(base) > 0:
            per *= int(base)
        else:
            powers[_known(base, text)] -= 1
    return Unit(bases=_sorted(powers), per=per)


def common(left: Unit, right: Unit) -> Unit | None:
    """The unit in which both can stand side by side; None when there is none."""
    if left == right:
        return left
    if left.type != right.type:
        return None
    if left.type == "text":
        return LEVEL
    if left.bare or right.bare:
        return right if left.bare else left
    return None


def _known(base: str, text: str) -> str:
    if base not in bases():
        raise LawError(
            _(
                "The unit {unit} has the unknown base {base}. Known are {known}, and numbers after a stroke.",
                unit=text,
                base=repr(base),
                known=", ".join(bases()),
            )
        )
    return base


def _product(left: Unit, right: Unit, sign: int) -> Unit:
    powers = Counter(dict(left.bases))
    for base, power in right.bases:
        powers[base] += sign * power
    return Unit(bases=_sorted(powers), per=left.per * right.per if sign > 0 else 1)


def _sorted(powers: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((base, power) for base, power in powers.items() if power))

"""Place: one object of the classifier, with its names and its neighbours in the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal

from esep.messages import Language, Name
from esep.places.kinds import Kind, full_name, split_mark
from esep.yaml_texts import packaged_yaml

if TYPE_CHECKING:
    from esep.places.edition import Places

Level = Literal["region", "district", "subdistrict", "settlement"]
LEVELS: tuple[Level, ...] = ("region", "district", "subdistrict", "settlement")

SettlementStatus = Literal[
    "capital", "regional_city", "district_city", "rural_district", "village", "unregistered"
]


@dataclass(frozen=True)
class Place:
    """One object of the classifier of administrative-territorial objects (KATO).

    ``code`` is a string of nine digits. ``sign`` is the classifier's terrain sign: 0 region, 1 urban,
    2 rural, 3 city or town with rural places, 4 district with urban places. ``written`` is the name
    exactly as the classifier writes it (kk, ru). Two places are equal when their codes and editions are.
    """

    code: str
    sign: int
    written: tuple[str, str]
    level: Level
    parent: Place | None = field(repr=False, compare=False)
    edition: Places = field(repr=False, compare=False)

    @cached_property
    def _split(self) -> tuple[Kind, str, str]:
        """Kind, and the Kazakh and Russian names without their marks."""
        name_kk, kinds_kk = split_mark(self.written[0], "kk")
        name_ru, kinds_ru = split_mark(self.written[1], "ru")
        kind: Kind = next(iter(kinds_ru or kinds_kk), "locality")
        if kind == "locality":
            return kind, self.written[0], self.written[1]
        if kind == "district" and (
            self.level == "settlement" or (self.level == "district" and _is_city(self.parent))
        ):
            kind = "city_district"
        return kind, name_kk, name_ru

    @property
    def kind(self) -> Kind:
        """What sort of place it is, finer than the level: city, city_administration, village ..."""
        return self._split[0]

    @property
    def bare_names(self) -> tuple[str, str]:
        """The Kazakh and the Russian name without their kind, as the classifier writes them."""
        return self._split[1:]

    @cached_property
    def short_names(self) -> Name:
        """The names without their kind: Мерке, Меркенский, Merke."""
        kk, ru = self.bare_names
        english = _transliteration()["names"].get(self.code)
        return Name(kk, ru, english.removesuffix(" Region") if english else transliterated(kk))

    @cached_property
    def names(self) -> Name:
        """The names in full: Мерке ауданы, Меркенский район, Merke District."""
        kind, kk, ru = self._split
        english = _transliteration()["names"].get(self.code) or full_name(kind, transliterated(kk), "en")
        return Name(full_name(kind, kk, "kk"), full_name(kind, ru, "ru"), english)

    @cached_property
    def children(self) -> Sequence[Place]:
        """The places one step below, in the order of their codes."""
        return self.edition.children_of(self)

    @cached_property
    def ancestors(self) -> Sequence[Place]:
        """The places above, the nearest first."""
        return () if self.parent is None else (self.parent, *self.parent.ancestors)

    @property
    def region(self) -> Place:
        """The region or city of republican significance that the place lies in; itself for a region."""
        return self.ancestors[-1] if self.ancestors else self

    @property
    def district(self) -> Place | None:
        """The district or city administration that the place lies in; None for a region."""
        return next((place for place in (self, *self.ancestors) if place.level == "district"), None)

    @property
    def rural(self) -> bool:
        """Whether people registered here live in a rural place: terrain signs 2 and 4."""
        return self.sign in (2, 4)

    def contains(self, other: Place) -> bool:
        """Whether ``other`` is this place or lies in it."""
        return other.code == self.code or any(place.code == self.code for place in other.ancestors)

    def in_language(self, language: Language) -> str:
        """The full name in ``language``."""
        return self.names.in_language(language)

    def __str__(self) -> str:
        return str(self.names)

    def __hash__(self) -> int:
        return hash(self.code)


def _is_city(place: Place | None) -> bool:
    return place is not None and place.kind == "city"


def settlement_status(place: Place | None) -> SettlementStatus:
    """The status of the settlement where a family is registered.

    Everything in Astana, Almaty and Shymkent is ``capital``; a city that answers to its region, its
    administration and its city districts ``regional_city``; another town or urban settlement, and a
    district as a whole, ``district_city``; a rural okrug or administration ``rural_district``; a rural
    settlement ``village``; no place, or no more than a region, ``unregistered``.
    """
    if place is None:
        return "unregistered"
    if place.region.kind == "city":
        return "capital"
    if place.level == "region":
        return "unregistered"
    if place.sign == 2 and place.level != "district":
        return "village" if place.level == "settlement" else "rural_district"
    district = place.district
    own_city = district is not None and district.kind == "city_administration"
    if own_city and place.kind in ("city", "city_administration", "city_district", "district_administration"):
        return "regional_city"
    return "district_city"


def transliterated(name: str) -> str:
    """A Kazakh name in Latin letters by the scheme of ``transliteration.yaml``; capitals stay capitals."""
    letters = _transliteration()["letters"]
    latin = []
    for letter in name:
        small = letter.lower()
        replacement = letters.get(small, small)
        latin.append(replacement.capitalize() if letter != small else replacement)
    return "".join(latin)


@cache
def _transliteration() -> Any:
    return packaged_yaml(__package__, "transliteration.yaml")

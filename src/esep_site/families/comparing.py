"""A snapshot beside the one in force, before it is published: what the pages would say otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from esep.familymap import LEVELS
from esep.places import places
from esep_site.families.models import LoadedSnapshot
from esep_site.families.queries import counts_of

COMPARED = {
    "families": _("Families"),
    "persons": _("Persons in families"),
    "children": _("Children"),
    "families_without_members": _("Families without members"),
    "families_below_subsistence": _("Families below the subsistence minimum"),
    "families_below_poverty_line": _("Families below the poverty line"),
    "targeted_assistance_families": _("Families to whom targeted assistance is due"),
    "targeted_assistance_amount": _("Targeted assistance due, tenge a month"),
    "families_with_undrawn_rights": _("Families with a right that they do not draw"),
    "rural_without_steady_income": _("Rural people of working age without a steady income"),
}
"""Counts that are compared, as a page names them."""


@dataclass(frozen=True)
class Compared:
    """One count in both snapshots; ``place`` is empty for the region."""

    name: str | Promise
    before: int
    now: int

    @property
    def change(self) -> int:
        """How many more, or fewer when below nought."""
        return self.now - self.before


def of_region(current: LoadedSnapshot, other: LoadedSnapshot) -> tuple[Compared, ...]:
    """The counts of the region."""
    was, now = (counts_of(each, [each.region])[each.region] for each in (current, other))
    return tuple(Compared(name, was[measure], now[measure]) for measure, name in COMPARED.items())


def by_level(current: LoadedSnapshot, other: LoadedSnapshot) -> tuple[Compared, ...]:
    """Families of the region on each level."""
    was, now = (counts_of(each, [each.region])[each.region] for each in (current, other))
    return tuple(Compared(level, was.of("level", level), now.of("level", level)) for level in LEVELS)


def by_district(current: LoadedSnapshot, other: LoadedSnapshot) -> tuple[tuple[str, Compared, Compared], ...]:
    """Of each district its code, the families, and those below the poverty line."""
    codes = [child.code for child in places().get(current.region).children]
    was, now = (counts_of(each, codes) for each in (current, other))

    def compared(code: str, measure: str) -> Compared:
        return Compared(
            COMPARED[measure],
            was[code][measure] if code in was else 0,
            now[code][measure] if code in now else 0,
        )

    return tuple(
        (code, compared(code, "families"), compared(code, "families_below_poverty_line"))
        for code in codes
        if code in was or code in now
    )


def moves(other: LoadedSnapshot) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Families that are in both, by level: a row for the level before, a number for each level now."""
    levels = other.flows.get("levels", {})
    return tuple((was, tuple(levels.get(was, {}).get(now, 0) for now in LEVELS)) for was in LEVELS)

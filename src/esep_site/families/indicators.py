"""What is said of places: figures with their names and a line that says what each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from esep_site.families.shown_counts import ShownCounts

Term = tuple[str, str]
"""Measure and breakdown of a count."""


@dataclass(frozen=True)
class Indicator:
    """A share of a place: counts ``of`` added up, over the count ``over``."""

    key: str
    name: object
    meaning: object
    of: tuple[Term, ...]
    over: str = "families"

    def count(self, counts: ShownCounts) -> int | None:
        """How many; None where it is not shown."""
        found = [counts(*term) for term in self.of]
        return None if None in found else sum(each for each in found if each)

    def share(self, counts: ShownCounts) -> float | None:
        """The share of one; None where it is not shown or there is nobody."""
        number, whole = self.count(counts), counts(self.over)
        return None if number is None or not whole else number / whole


_ALL = (
    Indicator(
        "below-minimum",
        _("Below the subsistence minimum"),
        _("Families whose counted income per head is below the minimum of the region"),
        (("families_below_subsistence", ""),),
    ),
    Indicator(
        "levels",
        _("On levels D and E"),
        _("Families in crisis or emergency by points of wellbeing"),
        (("level", "D"), ("level", "E")),
    ),
    Indicator(
        "assistance",
        _("With a right to targeted assistance"),
        _("Families below the poverty line, whether they draw the assistance or not"),
        (("targeted_assistance_families", ""),),
    ),
    Indicator(
        "undrawn",
        _("With rights not drawn"),
        _("Families that have a right to a payment and do not receive it"),
        (("families_with_undrawn_rights", ""),),
    ),
    Indicator(
        "workforce",
        _("Rural people without steady income"),
        _("They have no steady source of income by the registers"),
        (("rural_without_steady_income", ""),),
        "rural_working_age",
    ),
    Indicator(
        "poor",
        _("Poor in many dimensions"),
        _("Families that lack much at once: income, work, schooling, health, housing, documents"),
        (("multidimensionally_poor_families", ""),),
    ),
)
INDICATORS: Mapping[str, Indicator] = {each.key: each for each in _ALL}
"""By the key that stands in addresses; the first is shown unless another is chosen."""
FIRST = _ALL[0].key

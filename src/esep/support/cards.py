"""What is offered to one family, as an officer reads it out: measure, for whom, why, what to bring, where."""

from __future__ import annotations

from dataclasses import dataclass

from esep.kazakhstan import Measure
from esep.kazakhstan import law as law_of_kazakhstan
from esep.messages import Language
from esep.support.proposals import Proposals
from esep.support.reasons import reason


@dataclass(frozen=True)
class Offer:
    """One measure offered to a family or to one of its members (``person``, None for the family).

    ``amount`` is KZT, a month for monthly payments, ``cost`` KZT in all; None when not known.
    """

    measure: Measure
    person: int | None
    comes_first: bool
    amount: int | None
    cost: int | None

    def reason(self, language: Language) -> str:
        """Why it is offered."""
        return reason(self.measure, law_of_kazakhstan(), language)

    def needs(self, language: Language) -> tuple[str, ...]:
        """What the family has yet to bring or do."""
        return tuple(need.in_language(language) for need in self.measure.needs)


def offers_to_family(proposals: Proposals, family: int) -> list[Offer]:
    """The rights that a family does not draw, then the measures that fit it, in order."""
    catalogue = {measure.id: measure for measure in proposals.measures}
    rows = proposals.of_family(family).sort("order", "person", nulls_last=True)
    return [
        Offer(catalogue[row["measure"]], row["person"], row["comes_first"], row["amount"], row["cost"])
        for row in rows.iter_rows(named=True)
    ]

"""A measure of support: for whom, on what condition, what it needs, what it costs, who gives it, when."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from esep.kazakhstan.acts import ACTS
from esep.law import FAMILY, PERSON, Confidence, Entity
from esep.messages import Name

Text = Annotated[str, Field(min_length=1)]
Group = Literal[
    "right", "work", "training", "business", "household", "education", "health", "documents", "housing"
]
ENTITIES: dict[str, Entity] = {"family": FAMILY, "person": PERSON}


def _known_act(id: str) -> str:
    if id not in ACTS:
        raise ValueError(f"the act {id!r} is not in acts.yaml; it has {', '.join(ACTS)}")
    return id


class Cost(BaseModel):
    """What one unit costs: ``value`` in tenge or hundredths of an MCI, once, each month, or lent.

    Without ``value`` the cost is the measure's ``amount``; without either it is not known.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: Annotated[int, Field(ge=0)] | None = None
    unit: Literal["KZT", "MCI/100"] = "KZT"
    per: Literal["family", "person", "job", "place", "project"]
    payment: Literal["once", "monthly", "loan"]
    months: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _has_months(self) -> Cost:
        if (self.payment == "monthly") != (self.months is not None):
            raise ValueError("a monthly cost, and only it, says for how many months")
        return self

    def tenge(self, mci: int) -> int | None:
        """The whole cost of one unit in tenge, rounded up; None when ``value`` is not stated.

        For a monthly cost this is all its months; a loan counts in full, though it is paid back.
        """
        if self.value is None:
            return None
        each = self.value if self.unit == "KZT" else -(-self.value * mci // 100)
        return each * (self.months or 1)


class Measure(BaseModel):
    """One measure of the catalogue. ``condition`` and ``first_for`` are texts that
    :func:`esep.law.expression` reads.

    ``right`` names the provision that gives the right, ``amount`` the provision whose value is paid.
    Measures are offered in the rising order of ``order``; among those who fit, ``first_for`` come first.
    ``act`` is an id of ``acts.yaml``; ``note`` is for those who edit the catalogue, not for applicants.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    name: Name
    group: Group
    for_whom: Literal["family", "person"] = Field(alias="for")
    condition: Text
    needs: Annotated[tuple[Name, ...], Field(min_length=1)]
    right: Text | None = None
    amount: Text | None = None
    cost: Cost
    provider: Name
    order: int
    first_for: Text | None = None
    first_day: date = Field(alias="from")
    last_day: date | None = Field(default=None, alias="to")
    act: Annotated[str, AfterValidator(_known_act)]
    article: Text
    source: Text
    confidence: Confidence
    checked_on: date = date(2026, 11, 22)
    note: str = ""

    @model_validator(mode="after")
    def _is_sound(self) -> Measure:
        for name in (self.name, self.provider, *self.needs):
            if not all(text.strip() for text in (name.kk, name.ru, name.en)):
                raise ValueError(f"a name lacks a translation: {name!r}")
        if self.amount is not None and self.cost.value is not None:
            raise ValueError("the cost is either the amount of a provision or a value, not both")
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError("the measure ends before it begins")
        return self

    @property
    def entity(self) -> Entity:
        """Family or person: whom the measure is offered to."""
        return ENTITIES[self.for_whom]

    @property
    def fits(self) -> str:
        """The name of the provision that says whether the measure fits."""
        return f"fits_{self.id}"

    @property
    def comes_first(self) -> str | None:
        """The name of the provision that says who comes first, when the measure has one."""
        return f"first_{self.id}" if self.first_for else None

    def is_in_force(self, day: date) -> bool:
        """Whether the measure is offered on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

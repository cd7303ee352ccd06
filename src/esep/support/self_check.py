"""What help a household can get under the law of a day: for a citizen who asks at the door, nothing kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from esep.engines.memory import (
    DatedPlans,
    Explained,
    Explanation,
    Standing,
    Stretches,
    Thing,
    explain,
    populate,
)
from esep.engines.memory.evaluation import evaluation_of
from esep.familymap import Refusal, plan_of
from esep.familymap.nearest import nearest_changes
from esep.kazakhstan import Measure, all_measures, measures
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import FAMILY, Law, Plan, condition
from esep.law.moments import shifted
from esep.messages import Message, messages_of
from esep.support.households import FAMILY_ID, Household, Member, months_asked, rows_of_household
from esep.support.offering import law_with_offers, offered

_, _n = messages_of(__package__)

FIRST_DAY = date(2018, 1, 1)
"""The catalogue of measures begins on this day."""
MONTHS_AHEAD = 24
COUNTED_LATER = frozenset(
    {
        "large_family_allowance",
        "child_care_allowance",
        "mother_award_allowance",
        "disability_allowance",
        "survivor_allowance",
        "job_loss_payment",
    }
)
"""Payments whose kind the law counts as income of the quarter, if not in every case (a disabled child)."""
_ENDED = "ended_"
_FACTS = ("family_income", "income_per_head", "poverty_line", "family_size", "dependent_children",
          "young_children", "assistance_kind", "contract_missing", "assistance_barred", "housing_costs",
          "job_loss_term", "survivor_dependant")  # fmt: skip
"""What the sentences speak of beside the amounts."""


@dataclass(frozen=True)
class Payment:
    """A payment that the law grants on what was told.

    ``person`` is the number of the member, None for the whole family; ``amount`` KZT, a month unless the
    measure pays ``once``. ``drawn``: it was told to be received already. ``until`` is the first day on
    which the same facts would no longer grant it, None where none was found within two years or where
    income decides.
    """

    measure: Measure
    person: int | None
    amount: int
    drawn: bool
    until: date | None
    explained: Explained

    @property
    def right(self) -> str:
        """The provision that gives the amount."""
        return str(self.measure.amount)

    @property
    def once(self) -> bool:
        """Paid one time and not each month."""
        return self.measure.cost.payment == "once"


@dataclass(frozen=True)
class NotDue:
    """A payment that is not granted, and the nearest changes that would turn it."""

    measure: Measure
    refusal: Refusal
    explained: Explained

    @property
    def right(self) -> str:
        """The provision that refuses."""
        return self.refusal.provision


@dataclass(frozen=True)
class Suggestion:
    """Help other than a payment that fits the family or a member (``person``)."""

    measure: Measure
    person: int | None
    comes_first: bool


@dataclass(frozen=True)
class Help:
    """The answer to a household on a day.

    ``facts`` has the values behind the sentences by provision and by person (None for the family).
    ``after_birth`` is what a child born on the day would add, where one is expected.
    """

    on: date
    household: Household
    due: tuple[Payment, ...]
    drawn: tuple[Payment, ...]
    not_due: tuple[NotDue, ...]
    others: tuple[Suggestion, ...]
    assumed: tuple[Message, ...]
    facts: dict[tuple[str, int | None], Any]
    explanation: Explanation = field(repr=False)
    after_birth: tuple[Payment, ...] = ()

    @property
    def monthly(self) -> int:
        """All that is due each month, in KZT; payments once are not in it."""
        return sum(payment.amount for payment in self.due if not payment.once)

    @property
    def once(self) -> int:
        """All that is due one time, in KZT."""
        return sum(payment.amount for payment in self.due if payment.once)

    @property
    def needs_contract(self) -> bool:
        """Assistance waits for a social contract."""
        return bool(self.facts.get(("contract_missing", None)))

    @property
    def shrinks(self) -> bool:
        """Another payment due counts as income once it is paid, so that assistance will be smaller then."""
        rights = {payment.right for payment in self.due}
        return "targeted_assistance" in rights and bool(rights & COUNTED_LATER)

    @property
    def months(self) -> tuple[date, ...]:
        """The months whose money counts."""
        return months_asked(self.on)


def last_day() -> date:
    """The last day of the year for which the law's yearly figures are known."""
    latest = max(value.first_day for value in law_of_kazakhstan().parameters["mci"].values)
    return date(latest.year, 12, 31)


def self_check(household: Household, on: date) -> Help:
    """What a household can get on a day, why, and what would turn what it cannot.

    NotFound for an unknown place, InputRefused with every fault of the household.
    """
    found = _answered(household, on)
    if not household.expecting:
        return found
    newborn = Member(role="child", birth_date=on)
    grown = replace(household, members=(*household.members, newborn), expecting=False)
    before = {(payment.right, payment.person): payment.amount for payment in (*found.due, *found.drawn)}
    more = tuple(
        payment
        for payment in _answered(grown, on).due
        if payment.amount > before.get((payment.right, payment.person), 0)
    )
    return replace(found, after_birth=more)


def warm(on: date) -> None:
    """Prepare the plans of a day, so that the first who asks does not wait for them."""
    parent = Member(role="head", birth_date=shifted(on, -12 * 30), work="unemployed")
    child = Member(role="child", birth_date=shifted(on, -14))
    self_check(Household("310000000", (parent, child), expecting=True), on)


def weak_footing(told: Explained) -> Iterator[Standing]:
    """The rules and values behind an answer that rest on less than a named source."""
    for each in (told, *told.inputs):
        if each is not told:
            yield from weak_footing(each)
        elif each.standing is not None and each.standing.confidence != "confirmed":
            yield each.standing


def _answered(household: Household, on: date) -> Help:
    rows = rows_of_household(household, on)
    ground = _ground(tuple(measure.id for measure in measures(on)), on)
    population = populate(ground.plan, rows)
    family = population.families[FAMILY_ID]
    things = [family, *population.persons.values()]
    explanation = explain(ground.shown, rows, FAMILY_ID)
    trees = {(tree.name, tree.entity, tree.id): tree for tree in explanation.values}
    answers = _Answers(ground, rows, things, trees)
    payments = list(answers.payments())
    return Help(
        on=on,
        household=household,
        due=tuple(payment for payment in payments if not payment.drawn),
        drawn=tuple(payment for payment in payments if payment.drawn),
        not_due=tuple(answers.not_due()),
        others=tuple(answers.others()),
        assumed=tuple(_assumed(household, on)),
        facts=answers.facts(),
        explanation=explanation,
    )


@dataclass(frozen=True)
class _Ground:
    """Law, plans and measures of a day; made once for it."""

    law: Law
    plan: Plan
    shown: Plan
    payments: tuple[Measure, ...]
    others: tuple[Measure, ...]
    endings: DatedPlans
    by_income: frozenset[str]


@lru_cache(maxsize=32)
def _ground(ids: tuple[str, ...], on: date) -> _Ground:
    law = law_of_kazakhstan()
    catalogue = measures(on)
    paid = tuple(each for each in catalogue if each.amount and _stands(law, each.amount, on))
    rights = tuple(str(each.amount) for each in paid)
    others = tuple(each for each in catalogue if each.amount is None)
    offers = _law_of_offers(ids)
    names = [*rights, *(each.fits for each in paid), *(offered(each) for each in others)]
    names += [each.comes_first for each in others if each.comes_first]
    facts = [name for name in _FACTS if _stands(law, name, on)]
    return _Ground(
        law,
        plan_of(offers, on, [*names, *facts]),
        plan_of(law, on, [*rights, *facts]),
        paid,
        others,
        _endings(rights),
        _income_tested(),
    )


@cache
def _income_tested() -> frozenset[str]:
    return frozenset(law_of_kazakhstan().depends_on("family_income"))


@lru_cache(maxsize=8)
def _law_of_offers(ids: tuple[str, ...]) -> Law:
    return law_with_offers(law_of_kazakhstan(), [each for each in all_measures() if each.id in ids])


@lru_cache(maxsize=8)
def _endings(rights: tuple[str, ...]) -> DatedPlans:
    """The plans of «this right is nothing» on later days, for the rights that income does not decide."""
    law = law_of_kazakhstan()
    ended = []
    for name in rights:
        if name not in _income_tested():
            first = law.versions(name)[0]
            ended.append(
                condition(
                    _ENDED + name,
                    f"{name} == 0",
                    entity=first.entity,
                    law=law,
                    title=first.title,
                    act=first.act,
                    article=first.article,
                    in_force=(first.first_day.isoformat(), None),
                )
            )
    return DatedPlans(law.including(*ended), [each.name for each in ended])


def _stands(law: Law, name: str, on: date) -> bool:
    return any(version.is_in_force(on) for version in law.versions(name))


class _Answers:
    """The answers to one household."""

    def __init__(
        self,
        ground: _Ground,
        rows: dict[str, list[dict[str, Any]]],
        things: list[Thing],
        trees: dict[tuple[str, str, int | None], Explained],
    ) -> None:
        self._ground, self._rows, self._things, self._trees = ground, rows, things, trees
        self._steps: dict[str, Callable[[Thing], Any]] = evaluation_of(ground.plan).steps
        self._stretches = Stretches(ground.endings, rows, FAMILY_ID, {})

    def payments(self) -> Iterator[Payment]:
        """What is granted, in the order of the catalogue."""
        for measure in self._ground.payments:
            for thing in self._of(measure):
                amount = self._steps[str(measure.amount)](thing)
                if amount and not self._barred(measure) and self._right_age(measure, thing):
                    drawn = not self._steps[measure.fits](thing)
                    yield Payment(
                        measure,
                        _number(thing),
                        amount,
                        drawn,
                        self._until(measure, thing),
                        self._tree(measure, thing),
                    )

    def not_due(self) -> Iterator[NotDue]:
        """What is not granted: of the family all of it, of persons what some change would turn."""
        by_right = {str(measure.amount): measure for measure in self._ground.payments}
        names = (*by_right, "family_income")
        plan = plan_of(self._ground.law, self._ground.plan.date, names)
        for refusal in nearest_changes(self._ground.law, plan, self._rows, FAMILY_ID, names=tuple(by_right)):
            tree = self._trees[refusal.provision, refusal.entity, refusal.id]
            if refusal.entity == FAMILY.name or refusal.can_turn:
                yield NotDue(by_right[refusal.provision], refusal, tree)

    def others(self) -> Iterator[Suggestion]:
        """What else fits."""
        for measure in self._ground.others:
            for thing in self._of(measure):
                if self._steps[offered(measure)](thing):
                    first = measure.comes_first is not None and self._steps[measure.comes_first](thing)
                    yield Suggestion(measure, _number(thing), bool(first))

    def facts(self) -> dict[tuple[str, int | None], Any]:
        """The values behind the sentences."""
        by_name = self._ground.plan.by_name
        return {
            (name, _number(thing)): self._steps[name](thing)
            for name in (*_FACTS, *(str(measure.amount) for measure in self._ground.payments))
            if name in by_name
            for thing in self._things
            if thing.entity == by_name[name].entity
        }

    def _of(self, measure: Measure) -> list[Thing]:
        return [thing for thing in self._things if thing.entity == measure.entity]

    def _tree(self, measure: Measure, thing: Thing) -> Explained:
        return self._trees[str(measure.amount), thing.entity.name, thing.id]

    def _barred(self, measure: Measure) -> bool:
        return measure.id in ("targeted_assistance", "child_supplement") and bool(
            self._steps["assistance_barred"](self._things[0])
        )

    def _right_age(self, measure: Measure, thing: Thing) -> bool:
        """A pensioner draws the pension in place of the disability allowance (the measure's condition)."""
        reached = self._steps.get("pension_age_reached")
        return measure.id != "disability_allowance" or reached is None or not reached(thing)

    def _until(self, measure: Measure, thing: Thing) -> date | None:
        name = str(measure.amount)
        if name in self._ground.by_income:
            return None
        today = self._ground.plan.date
        return self._stretches.next_granted(
            _ENDED + name, thing.entity, thing.id, today + timedelta(days=1), shifted(today, MONTHS_AHEAD)
        )


def _number(thing: Thing) -> int | None:
    return None if thing.entity == FAMILY else thing.id


def _assumed(household: Household, on: date) -> Iterator[Message]:
    """What was taken to be so because nobody was asked, or did not say."""
    yield _("Nobody else lives with you and keeps house with you.")
    for number, member in enumerate(household.members, start=1):
        if member.birth_date is None:
            yield _(
                "Person {number} gave an age; the last birthday is taken to be half a year ago.",
                number=number,
            )
        if any(drawn.since is None for drawn in member.benefits):
            yield _(
                "Person {number} has drawn the payments named since before the three months.", number=number
            )
    if household.home is None:
        yield _("Nothing was said of the home, so housing aid is not counted.")
    elif not household.home.area:
        yield _("The area of the home was not given; its costs are counted in full.")
    if not household.has_contract:
        yield _("The family has no social contract and has broken none in the last six months.")
    yield _("All have identity documents, a clinic and health insurance; nobody has overdue loans.")
    if on > last_day():
        yield _(
            "The figures of the law of {year} are used: later ones are not known here.", year=last_day().year
        )

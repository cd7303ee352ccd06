"""The self-check for programs: a household is sent, the help is told; nothing is kept."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from ninja.errors import ValidationError
from pydantic import Field

from esep.places import places
from esep.support import Drawn, Help, Home, Household, Member, Receipt, self_check
from esep.support.households import MOST_PEOPLE
from esep.support.plain_reasons import first_step, why, why_not
from esep.support.self_check import FIRST_DAY, NotDue, Payment, last_day
from esep_site.api_rules import Day, Flag, Place, Said, Told, Whole, problems, who
from esep_site.people.permissions import PUBLIC
from esep_site.selfcheck.showing import conditions_of, page_language

router = Router(tags=["self-check"])

Sum = Annotated[int, Whole(999_999_999_999), Field(description="Whole tenge.")]
Age = Annotated[int, Whole(110)]
Months = Annotated[int, Whole(1200)]
Area = Annotated[int, Whole(99_999_999)]
Month = Annotated[str, Field(pattern=r"^(199[1-9]|20[0-9]{2})-(0[1-9]|1[0-2])$", description="`2026-03`")]
IncomeKind = Literal[
    "wage", "self_employment", "business", "pension", "scholarship", "alimony", "household_plot",
    "livestock", "rent", "property_sale", "other",
]  # fmt: skip
BenefitKind = Literal[
    "targeted_assistance", "large_family", "mother_award", "birth", "child_care", "disability", "survivor",
    "job_loss", "housing_aid", "other",
]  # fmt: skip


class ReceiptTold(Told):
    """Money of one kind in one month."""

    month: Month
    kind: IncomeKind
    amount: Sum


class DrawnTold(Told):
    """A payment that is received already."""

    kind: BenefitKind
    amount: Sum
    since: Day | None = None


class MemberTold(Told):
    """One person; `birth_date` or `age` is needed."""

    role: Literal["head", "spouse", "child", "parent", "other"]
    birth_date: Day | None = None
    age: Age | None = None
    sex: Literal["male", "female"]
    disability: Literal["none", "child", "group_1", "group_2", "group_3"] = "none"
    education: Literal["none", "preschool", "school", "college", "university"] = "none"
    full_time_student: Flag = False
    work: (
        Literal["employee", "self_employed", "sole_trader", "unemployed", "inactive", "carer", "seasonal"]
        | None
    ) = None
    mother_award: Literal["none", "kumis_alka", "altyn_alka"] = "none"
    breadwinner_lost: Literal["none", "one", "both"] = "none"
    job_lost_on: Day | None = None
    insured_income: Sum = 0
    contribution_months: Months = 0
    incomes: Annotated[list[ReceiptTold], Field(max_length=60)] = []
    benefits: Annotated[list[DrawnTold], Field(max_length=20)] = []


class HomeTold(Told):
    """The home; `area` in hundredths of a square metre."""

    kind: Literal["house", "apartment", "room", "dormitory"] = "house"
    owned: Flag = True
    area: Area = 0
    utility_costs: Sum = 0


class HouseholdTold(Told):
    """A household and the day of the law, today when none is sent."""

    on: Day | None = None
    place: Place
    rural: Flag | None = None
    members: Annotated[list[MemberTold], Field(min_length=1, max_length=MOST_PEOPLE)]
    home: HomeTold | None = None
    has_contract: Flag = False
    expecting: Flag = False


class PaymentSaid(Said):
    """A payment that is due, or drawn already."""

    right: str = Field(description="The provision of the law that gives it.")
    title: str
    person: int | None = Field(description="The number of the member, from 1; null for the whole family.")
    amount: int = Field(description="Whole tenge.")
    once: bool = Field(description="Paid one time, and not each month.")
    until: Day | None = Field(
        description="The first day on which these facts no longer grant it, where known."
    )
    reasons: list[str]
    first_step: str
    needs: list[str] = Field(description="What to bring.")
    provider: str = Field(description="Where to go.")


class NotDueSaid(Said):
    """A payment that is not due, and what would turn that."""

    right: str
    title: str
    person: int | None
    reasons: list[str]
    would_be_due: list[str] = Field(description="The nearest changes, each alone.")


class SuggestionSaid(Said):
    """Other help that fits."""

    measure: str
    title: str
    person: int | None
    needs: list[str]
    provider: str


class HelpSaid(Said):
    """The answer. It is a reckoning on what was sent, not a decision."""

    on: Day
    monthly: int = Field(description="All that is due each month, in tenge.")
    once: int
    becomes_smaller: bool = Field(description="Another payment, once paid, lowers targeted assistance later.")
    months: list[Month] = Field(description="The months whose money was counted.")
    due: list[PaymentSaid]
    drawn: list[PaymentSaid]
    after_birth: list[PaymentSaid]
    others: list[SuggestionSaid]
    not_due: list[NotDueSaid]
    assumed: list[str]


@router.post(
    "",
    response={200: HelpSaid, **problems(404, 415, 422)},
    auth=who(PUBLIC),
    url_name="self-check",
    operation_id="self_check",
)
def check(request: HttpRequest, household: HouseholdTold) -> HelpSaid:
    """Which help a household can get under the law of a day, why, and what would turn what it cannot.

    Nothing of it is kept. Texts are in the language of `Accept-Language` (kk, ru, en).
    """
    on = household.on or timezone.localdate()
    _check(household, on)
    return _said(self_check(_household(household), on))


def _check(household: HouseholdTold, on: Day) -> None:
    """What the declarations cannot say: ValidationError with every fault, 404 for an unknown place."""
    if household.place not in places():
        raise Http404(_("The classifier has no place with this code."))
    faults = []
    if not FIRST_DAY <= on <= max(last_day(), timezone.localdate()):
        span = {"first": FIRST_DAY, "last": max(last_day(), timezone.localdate())}
        faults.append(("on", _("The law is known here from %(first)s to %(last)s.") % span))
    for number, member in enumerate(household.members):
        if member.birth_date is None and member.age is None:
            faults.append(
                (f"members/{number}/birth_date", _("Write the date of birth, or the age below it."))
            )
        for name in ("birth_date", "job_lost_on"):
            day = getattr(member, name)
            if day and day > on:
                faults.append((f"members/{number}/{name}", _("This day is later than the day of the law.")))
            elif day and day.year < 1900:
                faults.append((f"members/{number}/{name}", _("This year is too long ago.")))
    if faults:
        raise ValidationError([{"where": f"/{where}", "fault": fault} for where, fault in faults])


def _household(told: HouseholdTold) -> Household:
    return Household(
        place=told.place,
        rural=told.rural,
        members=tuple(_member(each) for each in told.members),
        home=Home(**told.home.model_dump()) if told.home else None,
        has_contract=told.has_contract,
        expecting=told.expecting,
    )


def _member(told: MemberTold) -> Member:
    plain = told.model_dump(exclude={"incomes", "benefits", "work"})
    months = [(*map(int, each.month.split("-")), each) for each in told.incomes]
    return Member(
        **plain,
        work=told.work or "",
        incomes=tuple(
            Receipt(datetime.date(year, month, 1), each.kind, each.amount) for year, month, each in months
        ),
        benefits=tuple(Drawn(each.kind, each.amount, each.since) for each in told.benefits),
    )


def _said(found: Help) -> HelpSaid:
    return HelpSaid(
        on=found.on,
        monthly=found.monthly,
        once=found.once,
        becomes_smaller=found.shrinks,
        months=[f"{month:%Y-%m}" for month in found.months],
        due=[_payment(found, each) for each in found.due],
        drawn=[_payment(found, each) for each in found.drawn],
        after_birth=[_payment(found, each) for each in found.after_birth],
        others=[
            SuggestionSaid(
                measure=each.measure.id,
                title=str(each.measure.name),
                person=each.person,
                needs=[str(need) for need in each.measure.needs],
                provider=str(each.measure.provider),
            )
            for each in found.others
        ],
        not_due=[_not_due(found, each) for each in found.not_due],
        assumed=[str(message) for message in found.assumed],
    )


def _payment(found: Help, payment: Payment) -> PaymentSaid:
    language = page_language()
    return PaymentSaid(
        right=payment.right,
        title=str(payment.explained.title),
        person=payment.person,
        amount=payment.amount,
        once=payment.once,
        until=payment.until,
        reasons=list(why(found, payment, language)),
        first_step=first_step(payment, found, language),
        needs=[str(need) for need in payment.measure.needs],
        provider=str(payment.measure.provider),
    )


def _not_due(found: Help, refused: NotDue) -> NotDueSaid:
    return NotDueSaid(
        right=refused.right,
        title=str(refused.refusal.title),
        person=refused.refusal.id if refused.refusal.entity == "person" else None,
        reasons=list(why_not(found, refused, page_language())),
        would_be_due=list(conditions_of(refused, page_language())),
    )

"""The social payment for the loss of work, from the State Social Insurance Fund."""

from __future__ import annotations

from esep.kazakhstan.acts import INSURANCE_LAW, SOCIAL_CODE
from esep.kazakhstan.work.provision import unemployed
from esep.law import (
    PERSON,
    Expression,
    Record,
    Rounding,
    age,
    at_most,
    bands,
    choose,
    moment,
    parameter,
    provision,
    share_of,
)
from esep.messages import Name

TITLE = Name("Жұмысынан айырылу жағдайы бойынша төлем", "Выплата на случай потери работы", "Job-loss payment")


@provision(
    entity=PERSON,
    unit="month",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2020-01-01",
    title=Name(
        "Жұмысынан айырылу төлемінің мерзімі", "Срок выплаты по потере работы", "Term of the job-loss payment"
    ),
)
def job_loss_term(person: Record) -> Expression:
    """One to six months by the months of contributions: from 6, 12, 24, 36, 48 and 60; fewer give none."""
    return bands(parameter("job_loss_months"), person.contribution_months)


def _payment(person: Record) -> Expression:
    lost_lately = (person.job_lost_on <= moment.law_date) & (
        age(person.job_lost_on, at=moment.law_date, counted_in="month") < parameter("job_loss_claim_months")
    )
    insured = at_most(person.insured_income, parameter("minimum_wage") * parameter("job_loss_most_wages"))
    share = bands(parameter("job_loss_shares"), person.contribution_months)
    due = unemployed(person) & lost_lately & (job_loss_term(person) > 0)
    return choose((due, share_of(insured, share, rounding=Rounding.HALF_UP)), otherwise=0)


@provision(
    name="job_loss_payment",
    entity=PERSON,
    unit="KZT/month",
    act=INSURANCE_LAW,
    article="not found",
    in_force=("2020-01-01", "2023-06-30"),
    title=TITLE,
)
def job_loss_payment_until_june_2023(person: Record) -> Expression:
    """40 % of the mean insured income, 45 % from 2023, of at most seven minimum wages; to the nearest tenge.

    What was paid before 2020 was not found.
    """
    return _payment(person)


@provision(
    entity=PERSON,
    unit="KZT/month",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2023-07-01",
    title=TITLE,
)
def job_loss_payment(person: Record) -> Expression:
    """45 % of the mean insured income, of at most seven minimum wages, to the nearest tenge.

    For who is unemployed, lost the job within the last year and has contributions of six months. It is the
    most that may be paid: a short record lowers it by a coefficient that was not found.
    """
    return _payment(person)

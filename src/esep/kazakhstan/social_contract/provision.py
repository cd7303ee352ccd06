"""Conditional assistance: the social contract, its breach, and what is due after it."""

from __future__ import annotations

from esep.kazakhstan.acts import SETTINGS, SOCIAL_CODE
from esep.kazakhstan.targeted_assistance.provision import assistance_kind, assistance_with_supplement
from esep.law import FAMILY, Expression, Record, age, any_of, choose, moment, parameter, provision, valid_on
from esep.messages import Name


@provision(
    entity=FAMILY,
    unit="bool",
    act=SOCIAL_CODE,
    article="122",
    in_force="2018-01-01",
    title=Name("Әлеуметтік келісімшарты бар", "Есть социальный контракт", "A social contract is in force"),
)
def contract_in_force(family: Record) -> Expression:
    """A contract holds on the date of the law and was not ended for breach by then."""
    return any_of(
        family.social_contracts,
        lambda contract: valid_on(contract, moment.law_date) & (contract.broken_on > moment.law_date),
    )


@provision(
    entity=FAMILY,
    unit="bool",
    act=SOCIAL_CODE,
    article="122",
    in_force="2018-01-01",
    title=Name(
        "Келісімшарт бұзылғандықтан көмектен бас тартылады",
        "Отказ в помощи из-за нарушенного контракта",
        "Assistance is barred by a broken contract",
    ),
)
def assistance_barred(family: Record) -> Expression:
    """Conditional, and a contract was ended for breach less than six months ago.

    The day of the breach is the first day of the refusal; on the same day of the sixth month after it the
    family may ask again. Assistance that needs no contract is not refused.
    """
    broken = any_of(
        family.social_contracts,
        lambda contract: (
            (contract.broken_on <= moment.law_date)
            & (age(contract.broken_on, at=moment.law_date, counted_in="month") < parameter("refusal_months"))
        ),
    )
    return (assistance_kind(family) == "conditional") & broken


@provision(
    entity=FAMILY,
    unit="bool",
    act=SOCIAL_CODE,
    article="122",
    in_force="2018-01-01",
    title=Name(
        "Әлеуметтік келісімшарт жасалуы керек",
        "Нужно заключить социальный контракт",
        "A social contract is missing",
    ),
)
def contract_missing(family: Record) -> Expression:
    """Conditional, not barred, and no contract in force: the family must sign one before it is paid."""
    conditional = (assistance_kind(family) == "conditional") & parameter("contract_required")
    return conditional & ~contract_in_force(family) & ~assistance_barred(family)


@provision(
    entity=FAMILY,
    unit="KZT/month",
    act=SETTINGS,
    article="",
    in_force="2018-01-01",
    title=Name("Төленуге тиіс көмек", "Помощь к выплате", "Assistance due"),
)
def assistance_due(family: Record) -> Expression:
    """Assistance with the supplement; nothing while it is barred or a social contract is missing."""
    withheld = assistance_barred(family) | contract_missing(family)
    return choose((withheld, 0), otherwise=assistance_with_supplement(family))

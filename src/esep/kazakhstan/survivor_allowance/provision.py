"""The state allowance for the loss of a breadwinner, in shares of the subsistence minimum."""

from __future__ import annotations

from esep.kazakhstan.acts import DISABILITY_LAW, SOCIAL_CODE
from esep.kazakhstan.age.provision import minor, student_under_limit
from esep.law import (
    FAMILY,
    PERSON,
    Expression,
    Record,
    Rounding,
    bands,
    count_of,
    parameter,
    provision,
    share_of,
    value,
)
from esep.messages import Name

TITLE = Name(
    "Асыраушысынан айырылу бойынша жәрдемақы",
    "Пособие по случаю потери кормильца",
    "Survivor's allowance",
)


@provision(
    entity=PERSON,
    unit="bool",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2015-01-01",
    title=Name(
        "Асыраушысынан айырылған асыраудағы адам",
        "Иждивенец, потерявший кормильца",
        "Dependant who lost a breadwinner",
    ),
)
def survivor_dependant(person: Record) -> Expression:
    """Has lost a breadwinner, and is a minor or a full-time student under 23.

    Parents, spouses and others whom the dead person kept are dependants too; registers do not tell them.
    """
    bereaved: Expression = person.breadwinner_lost != "none"
    return bereaved & (minor(person) | student_under_limit(person))


def _allowance(family: Record, rounding: Rounding) -> Expression:
    of_one = count_of(
        family.members, lambda person: survivor_dependant(person) & (person.breadwinner_lost == "one")
    )
    orphans = count_of(
        family.members, lambda person: survivor_dependant(person) & (person.breadwinner_lost == "both")
    )
    minimum = parameter("subsistence_minimum")
    together = share_of(
        minimum * value(1, "person"), bands(parameter("survivor_shares"), of_one), rounding=rounding
    )
    return together + share_of(minimum, parameter("full_orphan_share"), rounding=rounding) * orphans


@provision(
    name="survivor_allowance",
    entity=FAMILY,
    unit="KZT/month",
    act=DISABILITY_LAW,
    article="not found",
    in_force=("2018-07-01", "2023-06-30"),
    title=TITLE,
)
def survivor_allowance_until_june_2023(family: Record) -> Expression:
    """0.86, 1.49, 1.85, 1.96, 2.03 minimums for 1 to 5 dependants, 2.11 for more, together; 1.18 an orphan.

    To the nearest tenge: the list of 2023 prints 79,511 for 79,511.32. Before July 2018 the shares were not
    found.
    """
    return _allowance(family, Rounding.HALF_UP)


@provision(
    entity=FAMILY,
    unit="KZT/month",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2023-07-01",
    title=TITLE,
)
def survivor_allowance(family: Record) -> Expression:
    """0.92, 1.70, 2.25, 2.60, 2.75 minimums for 1 to 5 dependants, 3.0 for more, together; 1.54 an orphan.

    Up to the next tenge: the list of 2026 prints 139,841 for 139,840.25. All who lost one breadwinner count
    as the dependants of the same one.
    """
    return _allowance(family, Rounding.UP)

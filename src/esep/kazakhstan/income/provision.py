"""Income of the quarter before the quarter of application, and income per head (Social Code, art. 127)."""

from __future__ import annotations

from esep.kazakhstan.acts import SOCIAL_CODE
from esep.kazakhstan.family_composition.provision import family_size
from esep.law import (
    FAMILY,
    PERSON,
    Expression,
    Record,
    Rounding,
    any_of,
    choose,
    divided,
    look_up,
    moment,
    parameter,
    provision,
    sum_of,
    valid_on,
    value,
)
from esep.messages import Name

MONTHS_OF_A_QUARTER = 3


def _receipts(person: Record, *, with_farm: bool) -> Expression:
    kinds, of_farm = parameter("counted_income_kinds"), parameter("farm_income_kinds")
    return sum_of(
        person.incomes,
        lambda income: income.amount,
        where=lambda income: (
            (income.month >= moment.previous_quarter_first)
            & (income.month <= moment.previous_quarter_last)
            & (
                income.kind.one_of(kinds)
                if with_farm
                else income.kind.one_of(kinds) & ~income.kind.one_of(of_farm)
            )
        ),
    )


@provision(
    entity=PERSON,
    unit="KZT",
    act=SOCIAL_CODE,
    article="127",
    in_force="2015-01-01",
    title=Name("Тоқсандағы табыс түсімдері", "Поступления за квартал", "Receipts of the quarter"),
)
def receipts_of_quarter(person: Record) -> Expression:
    """Receipts of the counted kinds in the three months of the quarter before.

    Where the district declared that plots and animals give no income, what they brought does not count.
    """
    declared = look_up(parameter("districts_without_farm_income"), person.district, otherwise=0)
    return choose(
        (declared > 0, _receipts(person, with_farm=False)), otherwise=_receipts(person, with_farm=True)
    )


def _months_drawn(benefit: Record) -> Expression:
    """In how many months of the quarter before the benefit held on the first day."""
    in_each = [
        choose((valid_on(benefit, moment.quarter_first.months_before(count)), 1), otherwise=0)
        for count in range(1, MONTHS_OF_A_QUARTER + 1)
    ]
    return in_each[0] + in_each[1] + in_each[2]


def _benefits_in(person: Record, kinds: Expression) -> Expression:
    return sum_of(
        person.benefits,
        lambda benefit: benefit.amount * _months_drawn(benefit) * value(1, "month"),
        where=lambda benefit: benefit.kind.one_of(kinds),
    )


@provision(
    entity=PERSON,
    unit="KZT",
    act=SOCIAL_CODE,
    article="127",
    in_force="2015-01-01",
    title=Name(
        "Тоқсанда есепке алынатын төлемдер",
        "Учитываемые выплаты за квартал",
        "Counted benefits of the quarter",
    ),
)
def benefits_of_quarter(person: Record) -> Expression:
    """Counted state benefits, for each month of the quarter before on whose first day they held."""
    return choose(
        (
            person.disability == "child",
            _benefits_in(person, parameter("benefits_counted_for_disabled_children")),
        ),
        otherwise=_benefits_in(person, parameter("counted_benefit_kinds")),
    )


@provision(
    entity=PERSON,
    unit="KZT",
    act=SOCIAL_CODE,
    article="127",
    in_force="2015-01-01",
    title=Name(
        "Тоқсанда есепке алынатын табыс", "Учитываемый доход за квартал", "Counted income of the quarter"
    ),
)
def counted_income(person: Record) -> Expression:
    """Counted receipts and counted benefits of the quarter before."""
    return receipts_of_quarter(person) + benefits_of_quarter(person)


@provision(
    entity=FAMILY,
    unit="KZT",
    act=SOCIAL_CODE,
    article="127",
    in_force="2015-01-01",
    title=Name("Отбасының жиынтық табысы", "Совокупный доход семьи", "Income of the family"),
)
def family_income(family: Record) -> Expression:
    """Counted income of all members in the quarter before."""
    return sum_of(family.members, counted_income)


@provision(
    entity=FAMILY,
    unit="KZT/month/person",
    act=SOCIAL_CODE,
    article="127",
    in_force="2015-01-01",
    title=Name("Жан басына шаққандағы орташа табыс", "Среднедушевой доход", "Income per head"),
)
def income_per_head(family: Record) -> Expression:
    """Income of the quarter before, by members and by three months, in whole tenge.

    Rounded down: a family is then below a line of whole tenge exactly when its unrounded income is.
    """
    months = value(MONTHS_OF_A_QUARTER, "month")
    return divided(family_income(family), family_size(family) * months, rounding=Rounding.DOWN, when_zero=0)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SOCIAL_CODE,
    article="127",
    in_force="2015-01-01",
    title=Name("Кредиттерін тексеру керек", "Нужно проверить кредиты", "Loans to be checked"),
)
def loans_to_check(family: Record) -> Expression:
    """A member has loans on a day on which money from loans may count as income.

    Registers hold no sums of loans and do not tell a mortgage, which never counts: an officer looks. The
    income itself stays without loans.
    """
    borrowed = any_of(family.members, lambda person: person.loans)
    return borrowed & parameter("loans_counted")

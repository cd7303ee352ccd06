"""Which benefits a family or a person draws on the date of the law."""

from __future__ import annotations

from esep.kazakhstan.acts import SETTINGS
from esep.law import FAMILY, PERSON, Expression, Record, any_of, moment, provision, sum_of, valid_on
from esep.messages import Name

MONTHS_OF_A_YEAR = 12


def _person_draws(person: Record, kind: str) -> Expression:
    return any_of(
        person.benefits, lambda benefit: (benefit.kind == kind) & valid_on(benefit, moment.law_date)
    )


def _member_draws(family: Record, kind: str) -> Expression:
    return any_of(family.members, lambda person: _person_draws(person, kind))


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Атаулы әлеуметтік көмек алады", "Получает АСП", "Draws targeted assistance"),
)
def draws_targeted_assistance(family: Record) -> Expression:
    """A member draws targeted assistance."""
    return _member_draws(family, "targeted_assistance")


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Көпбалалы отбасы жәрдемақысын алады",
        "Получает пособие многодетной семье",
        "Draws the large-family allowance",
    ),
)
def draws_large_family_allowance(family: Record) -> Expression:
    """A member draws the large-family allowance."""
    return _member_draws(family, "large_family")


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Баланың тууына байланысты жәрдемақы алған",
        "Получила пособие на рождение",
        "Drew the allowance at birth",
    ),
)
def draws_birth_allowance(family: Record) -> Expression:
    """A member drew the one-off allowance at birth within the last twelve months."""
    return any_of(
        family.members,
        lambda person: any_of(
            person.benefits,
            lambda benefit: (
                (benefit.kind == "birth")
                & (benefit.valid_from <= moment.law_date)
                & (benefit.valid_to > moment.law_date.months_before(MONTHS_OF_A_YEAR))
            ),
        ),
    )


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Бала күтімі жөніндегі жәрдемақыны алады",
        "Получает пособие по уходу",
        "Draws the child care allowance",
    ),
)
def draws_child_care_allowance(family: Record) -> Expression:
    """A member draws the child care allowance."""
    return _member_draws(family, "child_care")


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Асыраушысынан айырылу жөніндегі жәрдемақыны алады",
        "Получает пособие по потере кормильца",
        "Draws a survivor's benefit",
    ),
)
def draws_survivor_benefit(family: Record) -> Expression:
    """A member draws the benefit for the loss of a breadwinner."""
    return _member_draws(family, "survivor")


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Тұрғын үй көмегін алады", "Получает жилищную помощь", "Draws housing aid"),
)
def draws_housing_aid(family: Record) -> Expression:
    """A member draws housing aid."""
    return _member_draws(family, "housing_aid")


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Наградталған ана жәрдемақысын алады",
        "Получает пособие награждённой матери",
        "Draws the award mother's allowance",
    ),
)
def draws_mother_award_allowance(person: Record) -> Expression:
    """The person draws the allowance of an award mother."""
    return _person_draws(person, "mother_award")


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Мүгедектігі бойынша жәрдемақыны алады",
        "Получает пособие по инвалидности",
        "Draws the disability allowance",
    ),
)
def draws_disability_allowance(person: Record) -> Expression:
    """The person draws the allowance for disability."""
    return _person_draws(person, "disability")


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Жұмысынан айырылу жөніндегі төлемді алады",
        "Получает выплату по потере работы",
        "Draws the job-loss payment",
    ),
)
def draws_job_loss_payment(person: Record) -> Expression:
    """The person draws the payment for the loss of work."""
    return _person_draws(person, "job_loss")


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Жыл ішінде жұмысынан айырылу төлемін алған",
        "Получал выплату по потере работы в течение года",
        "Drew the job-loss payment within a year",
    ),
)
def drew_job_loss_payment(person: Record) -> Expression:
    """The person drew the payment for the loss of work within the last twelve months."""
    return any_of(
        person.benefits,
        lambda benefit: (
            (benefit.kind == "job_loss")
            & (benefit.valid_from <= moment.law_date)
            & (benefit.valid_to > moment.law_date.months_before(MONTHS_OF_A_YEAR))
        ),
    )


@provision(
    entity=PERSON,
    unit="KZT/month",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Алып отырған төлемдері", "Получаемые выплаты", "Benefits drawn by a person"),
)
def person_benefits(person: Record) -> Expression:
    """All benefits that the person draws on the date of the law, in a month."""
    return sum_of(
        person.benefits,
        lambda benefit: benefit.amount,
        where=lambda benefit: valid_on(benefit, moment.law_date),
    )


@provision(
    entity=FAMILY,
    unit="KZT/month",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Отбасы алып отырған төлемдер", "Выплаты, получаемые семьёй", "Benefits drawn by the family"),
)
def family_benefits(family: Record) -> Expression:
    """All benefits that the members draw on the date of the law, in a month."""
    return sum_of(family.members, person_benefits)

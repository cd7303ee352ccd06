"""Why a household gets a payment or does not, in sentences that need no knowledge of the law."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from esep.engines.memory import Explained
from esep.language import format_number
from esep.language.dates import written_date
from esep.law import PERSON
from esep.law.values import word_name
from esep.messages import Language, Message, messages_of
from esep.support.self_check import Help, NotDue, Payment

_, _n = messages_of(__package__)

_Sentences = Iterator[Message]


def why(help_: Help, payment: Payment, language: Language) -> tuple[str, ...]:
    """Why a payment is due, in order."""
    told = _DUE.get(payment.right)
    sentences = told(_Told(help_, payment.person, language), payment.amount) if told else ()
    return tuple(sentence.in_language(language) for sentence in sentences)


def why_not(help_: Help, refused: NotDue, language: Language) -> tuple[str, ...]:
    """Why a payment is not due, in order."""
    person = refused.refusal.id if refused.refusal.entity == PERSON.name else None
    told = _NOT_DUE.get(refused.right)
    sentences = told(_Told(help_, person, language)) if told else ()
    return tuple(sentence.in_language(language) for sentence in sentences)


def first_step(payment: Payment, help_: Help, language: Language) -> str:
    """What must be done before the payment can come; empty where an application is enough."""
    waits = payment.right == "targeted_assistance" and help_.needs_contract
    return _CONTRACT.in_language(language) if waits else ""


_CONTRACT = _(
    "Somebody in the family is able to work and does not, so the help is given with a social contract: the "
    "family agrees with the career centre what it will do to earn more."
)


class _Told:
    """The facts of one payment, as sentences need them."""

    def __init__(self, help_: Help, person: int | None, language: Language) -> None:
        self.help, self.person, self.language = help_, person, language

    def number(self, name: str) -> int:
        """A whole number of the family."""
        return int(self.help.facts.get((name, None)) or 0)

    def sum(self, name: str) -> str:
        """A sum of the family as written."""
        return self.money(self.number(name))

    def money(self, value: int) -> str:
        """A sum as written, without its unit."""
        return format_number(value, self.language)

    def day(self, value: date) -> str:
        """A day in full."""
        return written_date(value, self.language)

    @property
    def member(self) -> object:
        """The member whom the payment is for."""
        return self.help.household.members[(self.person or 1) - 1]

    def word(self, name: str) -> str:
        """A word of the register that was told of the member, by its name."""
        value = getattr(self.member, name)
        return word_name(PERSON, name, value, self.language) or value


def _income(told: _Told) -> _Sentences:
    first, *_between, last = told.help.months
    yield _(
        "From {first} to {last} your family had {income} tenge that count. For each of the members this is "
        "{per_head} tenge a month.",
        first=told.day(first),
        last=told.day(date(last.year + last.month // 12, last.month % 12 + 1, 1) - date.resolution),
        income=told.sum("family_income"),
        per_head=told.sum("income_per_head"),
    )


def _assistance(told: _Told, amount: int) -> _Sentences:
    yield from _income(told)
    yield _(
        "In your region a family is helped when this is less than {line} tenge. The help makes up what is "
        "missing: {amount} tenge a month for the whole family.",
        line=told.sum("poverty_line"),
        amount=told.money(amount),
    )


def _supplement(told: _Told, amount: int) -> _Sentences:
    yield _n(
        "Your family has a right to targeted assistance and has {n} child from 1 to 6 years; for that child "
        "{amount} tenge a month are added.",
        "Your family has a right to targeted assistance and has {n} children from 1 to 6 years; for them "
        "{amount} tenge a month are added.",
        told.number("young_children"),
        amount=told.money(amount),
    )


def _large_family(told: _Told, _amount: int) -> _Sentences:
    yield _n(
        "Your family has {n} child under 18, or under 23 and studying full time. From four on the family is "
        "a large one and is paid whatever it earns.",
        "Your family has {n} children under 18, or under 23 and studying full time. From four on the family "
        "is a large one and is paid whatever it earns.",
        told.number("dependent_children"),
    )


def _order(told: _Told) -> _Sentences:
    yield _n(
        "The sum follows the number of children in the family: {n}.",
        "The sum follows the number of children in the family: {n}.",
        told.number("dependent_children"),
    )


def _birth(told: _Told, _amount: int) -> _Sentences:
    yield _("A child was born to you within the last twelve months. The payment is made once.")
    yield from _order(told)


def _care(told: _Told, _amount: int) -> _Sentences:
    yield _(
        "You have a child younger than a year and a half. Who paid social contributions is paid by the "
        "Social Insurance Fund instead, by the earnings; that sum is not counted here."
    )
    yield from _order(told)


def _mother(told: _Told, _amount: int) -> _Sentences:
    yield _("Person {number} has the award {award}.", number=told.person, award=told.word("mother_award"))


def _disability(told: _Told, _amount: int) -> _Sentences:
    yield _("Person {number}: {disability}.", number=told.person, disability=told.word("disability"))


def _survivor(told: _Told, _amount: int) -> _Sentences:
    here = [value for (name, _id), value in told.help.facts.items() if name == "survivor_dependant" and value]
    yield _n(
        "{n} child in the family has lost a breadwinner.",
        "{n} children in the family have lost a breadwinner.",
        len(here),
    )


def _job(told: _Told, _amount: int) -> _Sentences:
    months = int(told.help.facts.get(("job_loss_term", told.person)) or 0)
    yield _n(
        "Person {number} lost the job and has paid contributions long enough for {n} month of payments. The "
        "sum is the most that may be paid.",
        "Person {number} lost the job and has paid contributions long enough for {n} months of payments. The "
        "sum is the most that may be paid.",
        months,
        number=told.person,
    )


def _housing(told: _Told, amount: int) -> _Sentences:
    yield _(
        "For the home you pay {costs} tenge a month within the norm of area. A part of the family's income "
        "has to cover it; what is above that part, {amount} tenge, is paid to you.",
        costs=told.sum("housing_costs"),
        amount=told.money(amount),
    )


def _no_assistance(told: _Told) -> _Sentences:
    yield from _income(told)
    yield _(
        "In your region a family is helped when this is less than {line} tenge.",
        line=told.sum("poverty_line"),
    )


def _no_supplement(told: _Told) -> _Sentences:
    if told.number("targeted_assistance"):
        yield _("No child in the family is from 1 to 6 years old.")
    else:
        yield _("It is added to targeted assistance only, to which the family has no right now.")


def _not_large(told: _Told) -> _Sentences:
    yield _n(
        "Four children under 18, or under 23 and studying full time, make a large family; yours has {n}.",
        "Four children under 18, or under 23 and studying full time, make a large family; yours has {n}.",
        told.number("dependent_children"),
    )


def _no_birth(_told: _Told) -> _Sentences:
    yield _("No child was born to you within the last twelve months.")


def _no_care(_told: _Told) -> _Sentences:
    yield _("No child in the family is younger than a year and a half.")


def _no_survivor(_told: _Told) -> _Sentences:
    yield _("No child in the family has lost a breadwinner.")


def _no_housing(told: _Told) -> _Sentences:
    home = told.help.household.home
    if home is None or not home.utility_costs:
        yield _("No costs of a home were given.")
    else:
        yield _(
            "The costs of your home within the norm of area, {costs} tenge a month, are not above the part "
            "of income that the family covers itself.",
            costs=told.sum("housing_costs"),
        )


def _no_job_loss(told: _Told) -> _Sentences:
    yield _(
        "Person {number} gave no job lost within a year with six months of contributions.", number=told.person
    )


_DUE: dict[str, Callable[[_Told, int], _Sentences]] = {
    "targeted_assistance": _assistance,
    "child_supplement": _supplement,
    "large_family_allowance": _large_family,
    "birth_allowance": _birth,
    "child_care_allowance": _care,
    "mother_award_allowance": _mother,
    "disability_allowance": _disability,
    "survivor_allowance": _survivor,
    "job_loss_payment": _job,
    "housing_aid": _housing,
}
_NOT_DUE: dict[str, Callable[[_Told], _Sentences]] = {
    "targeted_assistance": _no_assistance,
    "child_supplement": _no_supplement,
    "large_family_allowance": _not_large,
    "birth_allowance": _no_birth,
    "child_care_allowance": _no_care,
    "survivor_allowance": _no_survivor,
    "housing_aid": _no_housing,
    "job_loss_payment": _no_job_loss,
}


def account_of(explained: Explained, depth: int) -> Iterator[tuple[int, Explained]]:
    """The values behind an answer, each with how far down it stands, to ``depth`` levels below it."""

    def walk(told: Explained, level: int) -> Iterator[tuple[int, Explained]]:
        yield level, told
        if level < depth:
            for below in told.inputs:
                yield from walk(below, level + 1)

    yield from walk(explained, 0)

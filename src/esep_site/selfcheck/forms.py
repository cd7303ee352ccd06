"""The questions of the self-check: small forms that together make a household."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esep.places import places
from esep.registers import TABLES
from esep.support.self_check import FIRST_DAY, last_day
from esep_site.selfcheck.fields import CountField, DayField, NumberField, SumField
from esep_site.selfcheck.widgets import Choice, Picks

OLDEST = 110
Choices = list[tuple[str, Any]]


def _words(table: str, column: str, without: tuple[str, ...] = ()) -> Choices:
    """The words of a register's column with their names, which follow the language of the page."""
    declared = next(each for each in TABLES[table].columns if each.name == column)
    return [(word, name) for word, name in declared.values.items() if word not in without]


ROLES: Choices = [
    ("head", _("Myself or head of the family")),
    ("spouse", _("Husband or wife")),
    ("child", _("Child")),
    ("parent", _("Father or mother of one of us")),
    ("other", _("Another relative")),
]
STUDIES: Choices = [
    ("", _("nowhere")),
    ("preschool", _("kindergarten")),
    ("school", _("school")),
    ("college", _("college, full time")),
    ("university", _("university, full time")),
    ("part_time", _("by correspondence or in the evening")),
]
WORKS: Choices = [
    ("", _("does not work")),
    ("employee", _("works for an employer")),
    ("self_employed", _("works for himself or herself")),
    ("sole_trader", _("sole trader")),
    ("seasonal", _("works by season")),
    ("unemployed", _("registered as unemployed")),
    ("carer", _("cares for a small child or a person with disability")),
]
INCOMES: Choices = [("", _("no such money"))]
DRAWN: Choices = [("", _("no payment"))]
LOST: Choices = [("none", _("no")), ("one", _("yes, one of the parents")), ("both", _("yes, both parents"))]
TENURES: Choices = [
    ("", _("I do not want to say")),
    ("own", _("our own")),
    ("rented", _("rented or lent")),
    ("dormitory", _("a dormitory")),
]
HOMES: Choices = _words("dwellings", "kind", ("dormitory",))
INCOMES += _words("incomes", "kind", ("benefit",))
DRAWN += _words("benefits", "kind")


SELDOM = (
    "disability",
    "mother_award",
    "breadwinner_lost",
    "job_lost_on",
    "contribution_months",
    "insured_income",
)


class ChoiceField(forms.ChoiceField):
    """One of several words; copies of the field share them."""

    widget = Choice

    def __deepcopy__(self, memo: dict[int, Any]) -> ChoiceField:
        copied: ChoiceField = forms.Field.__deepcopy__(self, memo)  # type: ignore[attr-defined]
        return copied


class Questions(forms.Form):
    """A part of the questions."""

    use_required_attribute = False


class PlaceForm(Questions):
    """Where and when."""

    region = ChoiceField(label=_("Region or city"))
    district = ChoiceField(label=_("District or town"), required=False)
    settlement = ChoiceField(
        label=_("City or village"),
        choices=[("city", _("city")), ("village", _("village"))],
        widget=Picks,
        required=False,
    )
    on = DayField(label=_("By the law of which day?"), help_text=_("Leave it as it is to ask about today."))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        regions = [(place.code, place.names) for place in places().regions]
        self.fields["region"].choices = [("", _("choose")), *regions]
        self.fields["district"].choices = [("", _("choose")), *self._districts()]

    def _districts(self) -> Choices:
        code = self.data.get(self.add_prefix("region"), "") if self.is_bound else ""
        return [(each.code, each.names) for each in places().get(code).children] if code in places() else []

    def clean_district(self) -> str:
        """The district; it must lie in the region."""
        code = str(self.cleaned_data["district"])
        if not code:
            raise ValidationError(_("Choose the district or town."))
        return code

    def clean_on(self) -> datetime.date:
        """The day; today where none is typed."""
        today = timezone.localdate()
        day: datetime.date = self.cleaned_data["on"] or today
        if not FIRST_DAY <= day <= max(last_day(), today):
            raise ValidationError(
                _("The law is known here from %(first)s to %(last)s."),
                params={"first": f"{FIRST_DAY:%d.%m.%Y}", "last": f"{max(last_day(), today):%d.%m.%Y}"},
            )
        return day

    def clean_settlement(self) -> str:
        """City or village."""
        if not self.cleaned_data["settlement"]:
            raise ValidationError(_("Say whether it is a city or a village."))
        return str(self.cleaned_data["settlement"])


class MemberForm(Questions):
    """One person."""

    role = ChoiceField(label=_("Who is it?"), choices=[("", _("choose")), *ROLES])
    birth_date = DayField(label=_("Date of birth"), help_text=_("For example 08.03.2015"))
    age = CountField(label=_("or age in full years"), most=OLDEST, size=4)
    sex = ChoiceField(label=_("Sex"), choices=_words("persons", "sex"), widget=Picks)
    studies = ChoiceField(label=_("Where does the person study?"), choices=STUDIES, required=False)
    work = ChoiceField(label=_("Work"), choices=WORKS, required=False)
    disability = ChoiceField(label=_("Disability"), choices=_words("persons", "disability"), required=False)
    mother_award = ChoiceField(
        label=_("Award of a mother of many children"),
        choices=_words("persons", "mother_award"),
        required=False,
    )
    breadwinner_lost = ChoiceField(
        label=_("Have the parents who kept this child died or gone missing?"), choices=LOST, required=False
    )
    job_lost_on = DayField(label=_("If the job was lost within a year: on which day?"))
    contribution_months = CountField(
        label=_("For how many months were social contributions paid?"), most=1200, size=4
    )
    insured_income = SumField(label=_("Wage before that, tenge a month"))

    def clean(self) -> dict[str, Any]:
        """A birth date or an age; never a child of the future."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        born, age = told.get("birth_date"), told.get("age")
        if born is None and age is None and not {"birth_date", "age"} & set(self.errors):
            self.add_error("birth_date", _("Write the date of birth, or the age below it."))
        if born and born.year < 1900:
            self.add_error("birth_date", _("This year is too long ago."))
        return told

    def check_against(self, on: datetime.date) -> None:
        """No day may lie after the day that is asked about."""
        for name in ("birth_date", "job_lost_on"):
            day = self.cleaned_data.get(name)
            if day and day > on:
                self.add_error(name, _("This day is later than the day of the law."))


class IncomeForm(Questions):
    """Money of one kind in the three months."""

    kind = ChoiceField(label=_("What money"), choices=INCOMES, required=False)
    first = SumField()
    second = SumField()
    third = SumField()

    def clean(self) -> dict[str, Any]:
        """A sum has a kind."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not told.get("kind") and any(told.get(name) for name in ("first", "second", "third")):
            self.add_error("kind", _("Choose what money this is."))
        return told


class DrawnForm(Questions):
    """One payment that is received already."""

    kind = ChoiceField(label=_("Payment received now"), choices=DRAWN, required=False)
    amount = SumField(label=_("Tenge a month"))
    since = DayField(label=_("Since when, if you know"))

    def clean(self) -> dict[str, Any]:
        """A payment has a kind and a sum."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not told.get("kind") and (told.get("amount") or told.get("since")):
            self.add_error("kind", _("Choose which payment this is."))
        if told.get("kind") and told.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("Write how much it is a month."))
        return told


class HomeForm(Questions):
    """The home."""

    tenure = ChoiceField(label=_("Whose is it?"), choices=TENURES, required=False)
    kind = ChoiceField(label=_("Kind of home"), choices=HOMES, required=False)
    area = NumberField(
        label=_("Area, square metres"), most=99_999, help_text=_("For example 54 or 54,5"), size=6
    )
    utility_costs = SumField(
        label=_("Heat, water, light, gas and upkeep, tenge a month"),
        help_text=_("As in the bills of last month"),
    )
    has_contract = forms.BooleanField(label=_("We have a social contract now"), required=False)
    expecting = forms.BooleanField(label=_("We expect a child"), required=False)


class Telling:
    """All that somebody typed: the forms, how many there are, and what is to be done with them."""

    MOST_PERSONS, MOST_LINES = 15, 5

    def __init__(self, typed: Mapping[str, Any] | None, *, checking: bool = False) -> None:
        self._typed = typed
        self._checking = checking
        self.place = self._form(PlaceForm, "place")
        self.home = self._form(HomeForm, "home")
        count = self._count("persons", self.MOST_PERSONS, 1)
        self.persons = [Person(self, number) for number in range(1, count + 1)]

    def _form(self, kind: Callable[..., Questions], prefix: str, *, may_be_empty: bool = False) -> Any:
        form = kind(self._typed, prefix=prefix, empty_permitted=may_be_empty)
        if self._typed is not None and not self._checking:
            form._errors = forms.utils.ErrorDict()  # what is typed is shown again, and not yet judged
            form.cleaned_data = {}
        return form

    def _count(self, name: str, most: int, least: int) -> int:
        try:
            told = int((self._typed or {}).get(name, least))
        except ValueError:
            told = least
        return max(least, min(told, most))

    @property
    def day(self) -> datetime.date:
        """The day asked about as far as it is known; today where it is not."""
        try:
            typed = self.place.fields["on"].clean(self.place.data.get("place-on", ""))
        except ValidationError:
            typed = None
        return typed or timezone.localdate()

    @property
    def forms(self) -> Iterator[Questions]:
        """All forms in the order of the page."""
        yield self.place
        for person in self.persons:
            yield from (person.form, *person.incomes, *person.drawn)
        yield self.home

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing or wrong."""
        wrong = [form for form in self.forms if not form.is_valid()]
        on = self.place.cleaned_data.get("on")
        if on:
            for person in self.persons:
                person.form.check_against(on)
        return not wrong and not any(form.errors for form in self.forms)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Every fault with the id of its field."""
        return [
            (form[name].auto_id if name != "__all__" else "", str(message))
            for form in self.forms
            for name, messages in form.errors.items()
            for message in messages
        ]


class Person:
    """The forms of one person: who it is, the money, the payments."""

    def __init__(self, telling: Telling, number: int) -> None:
        self.number = number
        prefix = f"p{number}"
        self.form: MemberForm = telling._form(MemberForm, prefix)
        incomes = telling._count(f"{prefix}-incomes", telling.MOST_LINES, 1)
        drawn = telling._count(f"{prefix}-drawn", telling.MOST_LINES, 1)
        self.incomes: list[IncomeForm] = [
            telling._form(IncomeForm, f"{prefix}-i{each}", may_be_empty=True)
            for each in range(1, incomes + 1)
        ]
        self.drawn: list[DrawnForm] = [
            telling._form(DrawnForm, f"{prefix}-d{each}", may_be_empty=True) for each in range(1, drawn + 1)
        ]

    @property
    def shows_more(self) -> bool:
        """Whether something seldom was told of this person, so that it stands open."""
        form = self.form
        return any(form[name].value() not in (None, "", "none") or form[name].errors for name in SELDOM)

    @property
    def shows_money(self) -> bool:
        """Whether money was told of."""
        return any(form["kind"].value() or form.errors for form in self.incomes) or len(self.incomes) > 1

    @property
    def shows_drawn(self) -> bool:
        """Whether payments were told of."""
        return any(form["kind"].value() or form.errors for form in self.drawn) or len(self.drawn) > 1

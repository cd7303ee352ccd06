"""Forms of instructions: what is told, and what is done with it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from esep_site.bodies.models import Body, BodyKind
from esep_site.bodies.queries import within
from esep_site.delivery.models import Record
from esep_site.editing import version_field
from esep_site.families.forms import FilesField
from esep_site.instructions.actions import Told
from esep_site.instructions.alike import KAZAKH
from esep_site.instructions.indicators import choices
from esep_site.instructions.models import SourceKind
from esep_site.instructions.report_actions import Said
from esep_site.instructions.terms import Every, Kind, Term, WrongTerm
from esep_site.instructions.words import COLOURS, EVERY, KINDS, STATES, THEMES
from esep_site.people.models import Account
from esep_site.people.places_field import PlaceField
from esep_site.typed_numbers import TypedDecimalField

PUBLIC_BODIES = (BodyKind.AKIMAT, BodyKind.DEPARTMENT, BodyKind.INSTITUTION, BodyKind.POST, BodyKind.OTHER)
FIGURES = 3
DAY = {"inputmode": "numeric", "placeholder": "31.12.2026"}


def bodies_below(body: Body) -> QuerySet[Body]:
    """Bodies that a body may tell something: those at work within its place."""
    return Body.objects.filter(within(body.place), kind__in=PUBLIC_BODIES).order_by("name_kk", "pk")


def day_field(label: object, **named: Any) -> forms.DateField:
    """A day, typed as the site shows it."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY), **named)


class BodyChoice(forms.ModelChoiceField):
    """One of the bodies, by its name in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:
        """Its name."""
        return str(obj.name)


class BodiesChoice(forms.ModelMultipleChoiceField):
    """Several of the bodies."""

    def label_from_instance(self, obj: Any) -> str:
        """The name of one."""
        return str(obj.name)


class RecordField(forms.CharField):
    """A record of the ledger by its code; gives the record, None where nothing was typed."""

    def clean(self, value: Any) -> Record | None:
        """The one record of this code that the person may see."""
        code = super().clean(value).strip()
        found = list(Record.objects.filter(code=code)[:2]) if code else []
        if code and len(found) != 1:
            raise ValidationError(_("No record of the ledger that you see has this code."))
        return found[0] if found else None


class InstructionForm(forms.Form):
    """What an instruction says."""

    text = forms.CharField(
        label=_("What is to be done"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    end_result = forms.CharField(
        label=_("Expected end result"),
        max_length=2000,
        required=False,
        help_text=_("By what one will know that it is done."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    responsible = BodyChoice(
        label=_("Responsible body"), queryset=Body.objects.none(), help_text=_("It coordinates the others.")
    )
    helping = BodiesChoice(
        label=_("Helping bodies"),
        queryset=Body.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )
    person = forms.TypedChoiceField(label=_("Person"), required=False, coerce=int, empty_value=None)
    place = PlaceField(label=_("Place"))
    term_kind = forms.ChoiceField(label=_("Term"), choices=KINDS, initial=Kind.DAY)
    term_last = day_field(_("Last day"), required=False, help_text=_("Left empty where there is none."))
    term_first = day_field(
        _("First day"),
        required=False,
        help_text=_("Of a period, or the first day on which it falls due again and again."),
    )
    term_every = forms.ChoiceField(label=_("How often"), choices=[("", "–"), *EVERY], required=False)
    theme = forms.ChoiceField(label=_("Theme"), choices=[("", "–"), *THEMES], required=False)
    indicator = forms.ChoiceField(label=_("Indicator that it serves"), choices=choices, required=False)
    record = RecordField(label=_("Project or other record that it serves"), max_length=80, required=False)
    point = forms.CharField(label=_("Point of the document"), max_length=30, required=False)

    def __init__(
        self,
        bodies: QuerySet[Body],
        people: Iterable[Account],
        stems: Sequence[str],
        *rest: Any,
        **named: Any,
    ) -> None:
        super().__init__(*rest, **named)
        for name in ("responsible", "helping"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]
        self.people = {person.pk: person for person in people}
        self.fields["person"].choices = _persons(self.people)  # type: ignore[attr-defined]
        if not self.people:
            del self.fields["person"]
        self.fields["place"].stems = stems  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The parts of the term must fit one another."""
        given = super().clean() or {}
        kind = given.get("term_kind", Kind.DAY)
        every = given.get("term_every") if kind == Kind.RECURRING else ""
        try:
            given["term"] = Term(
                Kind(kind),
                given.get("term_first") if kind in (Kind.PERIOD, Kind.RECURRING) else None,
                given.get("term_last") if kind != Kind.UNTIL_DONE else None,
                Every(every) if every else None,
            )
        except WrongTerm as wrong:
            name = f"term_{wrong}"
            if name not in self.errors:
                self.add_error(name, _("This term needs it, and its last day cannot lie before the first."))
        return given

    def told(self) -> Told:
        """As the actions take it."""
        given = self.cleaned_data
        return Told(
            text=given["text"],
            end_result=given["end_result"],
            term=given["term"],
            responsible=given["responsible"],
            place=given["place"],
            helping=list(given["helping"]),
            person=self.people.get(given.get("person") or 0),
            theme=given["theme"],
            indicator=given["indicator"],
            record=given["record"],
            language="kk" if KAZAKH & set(given["text"].lower()) else "ru",
            point=given["point"],
        )

    def tell(self, refused: ValidationError) -> None:
        """Put what an action refused beside its fields."""
        tell(self, refused)


def _persons(people: Mapping[int, Account]) -> list[tuple[object, str]]:
    return [("", "–"), *((key, person.name) for key, person in people.items())]


def tell(form: forms.Form, refused: ValidationError) -> None:
    """Put what an action refused beside the fields it is about, the rest above the form."""
    faults = refused.error_dict if hasattr(refused, "error_dict") else {None: refused.error_list}
    for name, errors in faults.items():
        form.add_error(name if name in form.fields else None, errors)


class SourceForm(forms.Form):
    """A document with instructions."""

    kind = forms.ChoiceField(label=_("Kind of document"), choices=SourceKind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    day = day_field(
        _("Day of the document"), help_text=_("It fixes the year of terms such as “by 1 December”.")
    )
    issuer = BodyChoice(label=_("Issuer"), queryset=Body.objects.none())
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("TXT, HTML, DOCX or PDF with a text layer."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.html,.htm,.docx,.pdf"}),
    )
    text = forms.CharField(
        label=_("Or its text"), required=False, widget=forms.Textarea(attrs={"rows": 12}), strip=False
    )

    def __init__(self, issuers: QuerySet[Body], *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        self.fields["issuer"].queryset = issuers  # type: ignore[attr-defined]


class ProposalForm(InstructionForm):
    """An instruction that the reader proposed."""

    words = forms.CharField(
        label=_("Words of the document that say what is to be done"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Set right what the reader cut wrongly: it learns from this. Word the task above freely."
        ),
    )
    each = forms.BooleanField(label=_("Each of the bodies gets an instruction of its own"), required=False)
    version = version_field()


class OverlookedForm(forms.Form):
    """Words in which the reader saw no instruction."""

    quote = forms.CharField(
        label=_("Words of the document"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        strip=False,
    )


class VersionForm(forms.Form):
    """Nothing but which version was looked at."""

    version = version_field()


class ReasonForm(VersionForm):
    """Why."""

    reason = forms.CharField(
        label=_("On what ground"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ExtensionForm(ReasonForm):
    """A later last day."""

    last = day_field(_("New last day"))
    field_order = ("last", "reason")


class AcceptReportForm(VersionForm):
    """The report is good."""

    note = forms.CharField(
        label=_("Remark"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_last = forms.BooleanField(label=_("It was the last report of this standing task"), required=False)


class LinkForm(VersionForm):
    """Which instruction says the same."""

    same_as = forms.IntegerField(label=_("Number of the instruction that says the same"), min_value=1)


class DetailsForm(VersionForm):
    """Details that the issuer may set right."""

    end_result = InstructionForm.base_fields["end_result"]
    theme = InstructionForm.base_fields["theme"]
    indicator = InstructionForm.base_fields["indicator"]
    record = InstructionForm.base_fields["record"]
    person = forms.TypedChoiceField(label=_("Person"), required=False, coerce=int, empty_value=None)

    def __init__(self, people: Iterable[Account], *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        self.people = {person.pk: person for person in people}
        self.fields["person"].choices = _persons(self.people)  # type: ignore[attr-defined]
        told = str(self.initial.get("indicator") or "")
        self.fields["indicator"].choices = choices(told)  # type: ignore[attr-defined]


class ReportForm(VersionForm):
    """What was done: words, a colour, up to three figures, files."""

    text = forms.CharField(
        label=_("What was done"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    declared = forms.ChoiceField(
        label=_("How it stands"),
        choices=[("", "–"), *COLOURS],
        required=False,
        help_text=_("Shown beside the colour that the program computes."),
    )
    files = FilesField(
        label=_("Files"), required=False, help_text=_("PDF, pictures, office files; ten megabytes each.")
    )

    def __init__(self, *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        for number in range(1, FIGURES + 1):
            self.fields[f"name_{number}"] = forms.CharField(label=_("Figure"), max_length=120, required=False)
            self.fields[f"unit_{number}"] = forms.CharField(label=_("Unit"), max_length=30, required=False)
            for part, label in (("plan", _("Plan")), ("fact", _("Fact"))):
                self.fields[f"{part}_{number}"] = TypedDecimalField(
                    label=label, required=False, max_digits=18, decimal_places=6, min_value=0
                )

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of the figures, a row for each."""
        parts = ("name", "unit", "plan", "fact")
        return [[self[f"{part}_{number}"] for part in parts] for number in range(1, FIGURES + 1)]

    def plain(self) -> list[forms.BoundField]:
        """The other fields."""
        return [self[name] for name in ("text", "declared", "files")]

    def clean(self) -> dict[str, Any]:
        """A figure has a name and a fact."""
        given = super().clean() or {}
        for number in range(1, FIGURES + 1):
            name, fact = given.get(f"name_{number}"), given.get(f"fact_{number}")
            if name and fact is None and f"fact_{number}" not in self.errors:
                self.add_error(f"fact_{number}", _("Write the figure, or take its name away."))
            if not name and (fact is not None or given.get(f"plan_{number}") is not None):
                self.add_error(f"name_{number}", _("Say what is counted."))
        return given

    def said(self) -> Said:
        """As the actions take it."""
        given = self.cleaned_data
        figures = [
            {
                "name": given[f"name_{number}"],
                "unit": given[f"unit_{number}"],
                "plan": None if given[f"plan_{number}"] is None else str(given[f"plan_{number}"]),
                "fact": str(given[f"fact_{number}"]),
            }
            for number in range(1, FIGURES + 1)
            if given.get(f"name_{number}")
        ]
        files = [file for file in given.get("files") or [] if file]
        return Said(given["text"], given["declared"], figures, files)


class ContributionForm(ReportForm):
    """What a helping body did."""

    body = BodyChoice(label=_("Helping body"), queryset=Body.objects.none())

    def __init__(self, bodies: QuerySet[Body], *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]

    def plain(self) -> list[forms.BoundField]:
        """The other fields."""
        return [self["body"], *super().plain()]


class ListForm(forms.Form):
    """What instructions are looked for. A field left empty asks for nothing."""

    q = forms.CharField(
        label=_("Words or number"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(label=_("State"), choices=[("", _("open")), *STATES], required=False)
    colour = forms.ChoiceField(label=_("Colour"), choices=[("", _("any")), *COLOURS], required=False)
    theme = forms.ChoiceField(label=_("Theme"), choices=[("", _("any")), *THEMES], required=False)
    body = BodyChoice(
        label=_("Responsible or helping"),
        queryset=Body.objects.none(),
        required=False,
        to_field_name="code",
        empty_label=_("any"),
    )
    place = PlaceField(label=_("Place"), required=False, help_text="")
    due_from = day_field(_("Due from"), required=False)
    due_to = day_field(_("Due to"), required=False)
    disagree = forms.BooleanField(label=_("Declared and computed colour differ"), required=False)
    finished = forms.BooleanField(label=_("Finished ones, too"), required=False)

    def __init__(self, bodies: QuerySet[Body], stems: Sequence[str], data: Any) -> None:
        super().__init__(data)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["place"].stems = stems  # type: ignore[attr-defined]


class StocktakeForm(forms.Form):
    """The pack of a meeting."""

    title = forms.CharField(label=_("Title"), max_length=300)
    day = day_field(_("Day of the meeting"))
    until = day_field(_("Terms up to"), help_text=_("What falls due by then is in the pack."))
    place = PlaceField(label=_("Place"))

    def __init__(self, stems: Sequence[str], *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        self.fields["place"].stems = stems  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Terms are looked at up to the meeting at least."""
        given = super().clean() or {}
        day, until = given.get("day"), given.get("until")
        if isinstance(day, datetime.date) and isinstance(until, datetime.date) and until < day:
            self.add_error("until", _("Terms are looked at up to the day of the meeting at least."))
        return given


class SeatForm(forms.Form):
    """Somebody works for a body."""

    account = forms.ModelChoiceField(label=_("Account"), queryset=Account.objects.none())
    body = BodyChoice(label=_("Body"), queryset=Body.objects.none())
    valid_from = day_field(_("From"))

    def __init__(self, accounts: QuerySet[Account], bodies: QuerySet[Body], *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class EndSeatForm(VersionForm):
    """The last day of a seat."""

    last_day = day_field(_("Last day"))

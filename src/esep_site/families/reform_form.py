"""The form of a reform: usual values of the law, or a file; either becomes the text of a reform's file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esep.engines.memory import Standing, confidence_text
from esep.errors import EsepError, InputRefused
from esep.familymap.whatif import Reform, changes_nothing, read_reform
from esep.kazakhstan import ACTS, law
from esep.law import Parameter
from esep.law.acts import NOT_FOUND
from esep.law.parameters import Band
from esep.law.units import SHARE_PER
from esep.law.values import entries_of, entry_text
from esep.messages import LANGUAGES
from esep.registers import TABLES
from esep_site.families.list_form import language
from esep_site.families.place_figures import name_of
from esep_site.typed_numbers import TypedDecimalField

USUAL = (
    (gettext_lazy("Lines"), ("poverty_share", "subsistence_minimum", "median_share")),
    (gettext_lazy("Base values"), ("mci", "minimum_wage", "minimum_pension")),
    (
        gettext_lazy("Payments"),
        ("young_child_supplement", "large_family_multiple_per_child", "child_disability_share",
         "large_family_multiples", "care_multiples", "award_multiples", "adult_disability_shares",
         "survivor_shares"),
    ),
)  # fmt: skip
"""Headings, and the parameters under them that most reforms change."""
MOST_BYTES = 100_000
DEEPEST = 40
"""How deeply a reform's file may be nested."""


@dataclass(frozen=True)
class Entry:
    """One value that may be changed: the field, the value of today, its unit."""

    field: Any
    label: str
    now: str


@dataclass(frozen=True)
class Changeable:
    """A parameter on the form with the source of its value."""

    title: str
    source: str
    weak: bool
    entries: tuple[Entry, ...]


class ReformForm(forms.Form):
    """A reform in the usual values, by name and place; empty means as it is today."""

    title = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    place = forms.ChoiceField(label=gettext_lazy("For the families of"))
    file = forms.FileField(
        label=gettext_lazy("Or a file with a reform (YAML)"),
        required=False,
        help_text=gettext_lazy("Then the values above must stay empty. The name above is kept."),
    )

    def __init__(self, places: Sequence[str], on: date, *arguments: Any, rules: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.on, self._rules = on, rules
        self.fields["place"].choices = [(code, name_of(code)) for code in places]  # type: ignore[attr-defined]
        self.reform: Reform | None = None
        self.text = ""
        for _heading, names in USUAL:
            for name in names:
                for at, label, _now in _entries(name, on):
                    self.fields[f"{name}-{at}"] = TypedDecimalField(
                        label=label, required=False, max_digits=14, decimal_places=4
                    )

    def groups(self) -> list[tuple[object, list[Changeable]]]:
        """Headings with their parameters as the template shows them."""
        return [(heading, [self._changeable(name) for name in names]) for heading, names in USUAL]

    def _changeable(self, name: str) -> Changeable:
        parameter = law().parameters[name]
        title = parameter.title.in_language(language())
        entries = tuple(
            Entry(self[f"{name}-{at}"], label or title, now) for at, label, now in _entries(name, self.on)
        )
        source, weak = _source(parameter, self.on)
        return Changeable(title, source, weak, entries)

    def clean(self) -> dict[str, Any]:
        """The reform, read as the command line reads it; every fault is told."""
        given = super().clean() or {}
        if self.errors:
            return given
        changed = self._changed()
        file = given.get("file")
        if file and changed:
            raise ValidationError(_("Give either new values or a file, not both."))
        if not file and not changed:
            raise ValidationError(_("Change at least one value, or choose a file."))
        self.text = _text_of(file) if file else _written(given["title"], changed)
        self.reform = self._read()
        return given

    def _changed(self) -> dict[str, Any]:
        """The parameters with a new value, as a reform's file writes them."""
        found = {}
        for _heading, names in USUAL:
            for name in names:
                parameter = law().parameters[name]
                new = {at: self.cleaned_data.get(f"{name}-{at}") for at, *_rest in _entries(name, self.on)}
                if all(value is None for value in new.values()):
                    continue
                whole = {at: self._whole(f"{name}-{at}", parameter, value) for at, value in new.items()}
                found[name] = _content(parameter.on(self.on).value, whole)
        return found

    def _whole(self, field: str, parameter: Parameter, value: Decimal | None) -> int | None:
        """A typed value in the law's own whole units."""
        if value is None:
            return None
        units = value * _per(parameter)
        if units != units.to_integral_value():
            self.add_error(field, _("The law knows no smaller parts of this unit. Write fewer decimals."))
        return int(units)

    def _read(self) -> Reform:
        if _plain(self.text).get("provisions") and not self._rules:
            raise ValidationError(_("Who may not see families may change values of the law, not its rules."))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "reform.yaml"
            path.write_text(self.text, encoding="utf-8")
            try:
                reform = read_reform(path, on=self.on)
            except InputRefused as refusal:
                raise ValidationError(
                    [
                        _("Line %(line)s, %(where)s: %(fault)s")
                        % {"line": fault.row, "where": fault.column, "fault": fault.message}
                        for fault in refusal.faults
                    ]
                ) from refusal
            except EsepError as error:
                raise ValidationError(str(error.message).replace(str(path), path.name)) from error
        if changes_nothing(reform, self.on):
            raise ValidationError(_("The reform changes no answer of the law on this date."))
        return reform


def _per(parameter: Parameter) -> int:
    """The law's whole units in one unit as people write it: shares are written in per cent."""
    measure = parameter.measure
    return SHARE_PER // 100 if not measure.bases and measure.per == SHARE_PER else measure.per


def _entries(name: str, on: date) -> Iterator[tuple[int, str, str]]:
    """Number, label and value of today of each entry of a parameter."""
    parameter = law().parameters[name]
    content = parameter.on(on).value
    for at, (key, entry) in enumerate(entries_of(parameter, content, language()).items()):
        yield at, _label(key), entry_text(parameter, entry, language())


def _label(key: str) -> str:
    """The name of an entry: a word of the registers by its name, else as the law says it."""
    for table in TABLES.values():
        for column in table.columns:
            if key in column.values:
                return column.values[key].in_language(language())
    return key


def _content(now: Any, new: dict[int, int | None]) -> dict[str, Any]:
    """The new value, whole: entries that were left empty stay as they are."""
    if isinstance(now, dict):
        value: Any = {
            key: old if new.get(at) is None else new[at] for at, (key, old) in enumerate(now.items())
        }
    elif isinstance(now, tuple) and now and isinstance(now[0], Band):
        value = [_band(band, new.get(at)) for at, band in enumerate(now)]
    else:
        value = new[0]
    return {"value": value}


def _band(band: Band, new: int | None) -> dict[str, int]:
    value = band.value if new is None else new
    return {"value": value} if band.below is None else {"below": band.below, "value": value}


def _written(title: str, parameters: dict[str, Any]) -> str:
    name = dict.fromkeys(LANGUAGES, " ".join(title.split()))
    return yaml.safe_dump({"name": name, "parameters": parameters}, allow_unicode=True, sort_keys=False)


def _text_of(file: Any) -> str:
    if file.size > MOST_BYTES:
        raise ValidationError(_("The file is too long for a reform."))
    try:
        text: str = file.read().decode("utf-8")
        _check_shape(text)
        yaml.safe_load(text)
    except (UnicodeDecodeError, yaml.YAMLError, ValueError) as error:  # numbers and days that are none
        raise ValidationError(_("The file is not YAML in UTF-8.")) from error
    return text


def _check_shape(text: str) -> None:
    """Nothing that grows when it is read: no aliases, no depth beyond :data:`DEEPEST`."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise ValidationError(_("The file uses aliases (*name). Write the values out."))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise ValidationError(_("The file is nested too deeply for a reform."))


def _plain(text: str) -> dict[str, Any]:
    content = yaml.safe_load(text)
    return content if isinstance(content, dict) else {}


def _source(parameter: Parameter, on: date) -> tuple[str, bool]:
    """Act, article and how sure the value of a day is; whether it is not confirmed."""
    dated = parameter.on(on)
    act = ACTS[dated.act].name.in_language(language()) if dated.act in ACTS else dated.act
    parts: list[str] = [act]
    if dated.article not in ("", NOT_FOUND):
        parts.append(_("art. %(article)s") % {"article": dated.article})
    standing = Standing(dated.act, dated.article, dated.source, dated.confidence, dated.first_day)
    parts.append(confidence_text(standing, language()))
    return ", ".join(parts), dated.confidence != "confirmed"


def reform_of(text: str, on: date) -> Reform:
    """A kept reform, read again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reform.yaml"
        path.write_text(text, encoding="utf-8")
        return read_reform(path, on=on)

"""What a form shows of a value, and a browser sends back untouched, is the value: each field and language."""

from __future__ import annotations

import datetime
import importlib
import pkgutil
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import override

from esep.language import format_number
from esep_site.families.reform_form import ReformForm
from esep_site.instructions.forms import RecordField
from esep_site.typed_numbers import TypedDecimalField

LANGUAGES = ("kk", "ru", "en")
TEXTS = ("Әсел Қуанышқызы Нұрғалиева-Цой", "12,5", "a <b> & 'c' \"d\"")
NUMBERS = (0, 1, 7, 999, 1_000, 99_999, 1_234_567)
DECIMALS = tuple(map(Decimal, ("0", "0.7", "12.5", "999.25", "1000", "1234.5", "4325.05", "1234567.25")))
DAYS = (datetime.date(2026, 3, 8), datetime.date(2025, 12, 31), datetime.date(2024, 2, 29))


def every_form() -> Iterator[type[forms.BaseForm]]:
    ours = [each.module for each in apps.get_app_configs() if each.name.startswith("esep_site.")]
    for app in ours:
        for module in pkgutil.walk_packages(app.__path__, f"{app.__name__}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)
    waiting = forms.BaseForm.__subclasses__()
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith("esep_site."):
            yield form


REFORM = ReformForm(["310000000"], datetime.date(2026, 10, 1), rules=True)
FIELDS = {
    f"{form.__name__}.{name}": field
    for form in every_form()
    for name, field in getattr(form, "base_fields", {}).items()
} | {f"ReformForm.{name}": field for name, field in REFORM.fields.items()}
SECRET = (forms.PasswordInput,)
"""What is never shown again is not read back."""
LEFT_OUT = {
    "PlaceForm.region", "PlaceForm.district",  # their choices follow what was chosen before
    *(name for name, field in FIELDS.items() if isinstance(field, RecordField)),  # rows of the ledger
}  # fmt: skip


class _Sent(HTMLParser):
    """What a browser sends of a field's HTML that nobody touched."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self._name, self._text = "", None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "input" and given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self.sent.append((given["name"] or "", given.get("value") or "on"))
        elif tag == "input":
            self.sent.append((given["name"] or "", given.get("value") or ""))
        elif tag in ("select", "textarea"):
            self._name = given["name"] or ""
            self._text = "" if tag == "textarea" else None
        elif tag == "option" and "selected" in given:
            self.sent.append((self._name, given.get("value") or ""))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            self.sent.append((self._name, self._text.removeprefix("\n")))
            self._text = None


def values_of(field: forms.Field) -> list[Any]:
    """Values that the field may hold."""
    if isinstance(field, forms.MultipleChoiceField):
        keys = [str(key) for key, _name in field.choices]
        return [keys[:1], keys] if keys else []
    if isinstance(field, forms.ChoiceField):
        return [str(key) for key, _name in field.choices if key]
    if isinstance(field, forms.BooleanField):
        return [True, False]
    if isinstance(field, forms.FileField):
        return []
    kind = type(field).__name__
    if isinstance(field, forms.DateField) or kind == "DayField":
        return list(DAYS)
    if isinstance(field, forms.DecimalField) or kind == "NumberField":
        return list(DECIMALS)
    if isinstance(field, forms.IntegerField) or kind in ("SumField", "CountField"):
        return list(NUMBERS)
    texts = ["a-b"] if isinstance(field, forms.SlugField) else ["a@b.kz"] if "Email" in kind else list(TEXTS)
    return ["310000000"] if kind == "PlaceField" else texts


def sent_of(field: forms.Field, value: Any) -> Any:
    """What comes back of a shown value."""
    bound = type("Shown", (forms.Form,), {"x": field})(initial={"x": value})["x"]
    reader = _Sent()
    reader.feed(str(bound))
    sent = QueryDict(mutable=True)
    for name, text in reader.sent:
        sent.appendlist(name, text)
    return field.widget.value_from_datadict(sent, {}, "x")


def may_be(field: forms.Field, value: Any) -> bool:
    """Whether a number lies within the limits of its field, and a text is none that it refuses typed, too."""
    if isinstance(value, str):
        try:
            return bool(field.clean(value) == value)
        except ValidationError:
            return False
    if not isinstance(value, Decimal | int) or isinstance(value, bool):
        return True
    least = getattr(field, "min_value", None)
    most = getattr(field, "max_value", None) or getattr(field, "most", None)
    if isinstance(field, forms.DecimalField):
        _sign, digits, exponent = Decimal(value).as_tuple()
        places = -int(exponent)
        if field.decimal_places is not None and places > field.decimal_places:
            return False
        if field.max_digits is not None and max(len(digits), places) > field.max_digits:
            return False
    return (least is None or value >= least) and (most is None or value <= most)


def as_shown(field: forms.Field, value: Any, language: str) -> Any:
    """The self-check shows what was typed again: a number as a page writes it, a day with points."""
    if not type(field).__module__.startswith("esep_site.selfcheck"):
        return value
    if isinstance(value, datetime.date):
        return f"{value:%d.%m.%Y}"
    places = 2 if isinstance(value, Decimal) else 0
    return (
        format_number(Decimal(value), language, places=places) if isinstance(value, Decimal | int) else value
    )


def test_fields_of_every_kind_are_found() -> None:
    kinds = {type(field).__name__ for field in FIELDS.values()}
    assert {"TypedDecimalField", "IntegerField", "DateField", "CharField", "BooleanField"} <= kinds
    assert {"NumberField", "DayField", "SumField", "MultipleChoiceField", "PlaceField"} <= kinds
    assert "ReformForm.poverty_share-0" in FIELDS


def test_every_number_with_decimals_is_read_as_the_site_writes_it() -> None:
    wrong = [
        name
        for name, field in FIELDS.items()
        if isinstance(field, forms.DecimalField) and not isinstance(field, TypedDecimalField)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(set(FIELDS) - LEFT_OUT))
def test_a_value_that_a_form_shows_is_read_back(name: str, language: str) -> None:
    field = FIELDS[name]
    if isinstance(field.widget, SECRET):
        pytest.skip("a password is never shown")
    with override(language):
        for value in values_of(field):
            if may_be(field, value):
                assert field.clean(sent_of(field, as_shown(field, value, language))) == value


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reform_reads_twelve_and_a_half_per_cent_as_such(language: str) -> None:
    given = {"title": "x", "place": "310000000", "poverty_share-0": "12,5"}
    with override(language):
        form = ReformForm(["310000000"], datetime.date(2026, 10, 1), given, rules=True)
        assert form.is_valid(), form.errors
    assert "value: 1250" in form.text
    for typed in ("12,5,0", "1e1"):
        with override(language):
            form = ReformForm(
                ["310000000"], datetime.date(2026, 10, 1), given | {"poverty_share-0": typed}, rules=True
            )
            assert "poverty_share-0" in form.errors

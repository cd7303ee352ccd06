"""What a form shows of a day or a number it reads back the same, in each language."""

from __future__ import annotations

import datetime
import importlib
import pkgutil
from collections.abc import Iterator
from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import format_decimal
from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

import esep_site
from esep.language import format_number
from esep_site.selfcheck.fields import DayField, NumberField, SumField
from esep_site.templatetags import shown
from esep_site.typed_numbers import TypedDecimalField

LANGUAGES = ("kk", "ru", "en")
SPACES = (" ", "\u00a0", "\u2009", "\u202f", "\u2007", "")

languages = st.sampled_from(LANGUAGES)
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))
hundredths = st.integers(0, 99_999_999_999).map(lambda n: Decimal(n).scaleb(-2))
ten_thousandths = st.integers(-99_999_999_999, 99_999_999_999).map(lambda n: Decimal(n).scaleb(-4))


def every_form() -> Iterator[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(esep_site.__path__, "esep_site."):
        if module.name.rsplit(".", 1)[-1] in {"forms", "keys", "editing"} or module.name.endswith("_form"):
            importlib.import_module(module.name)
    waiting = forms.BaseForm.__subclasses__()
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith("esep_site."):
            yield form


FIELDS = {
    f"{form.__name__}.{name}": field
    for form in every_form()
    for name, field in getattr(form, "base_fields", {}).items()
}
DAYS = {name: field for name, field in FIELDS.items() if isinstance(field, forms.DateField | DayField)}


def test_the_forms_of_the_site_are_found() -> None:
    assert {"RoleForm.valid_from", "UploadForm.date", "MemberForm.birth_date"} <= set(DAYS)


@pytest.mark.parametrize("name", sorted(DAYS))
@given(day=days, language=languages)
def test_a_day_that_a_form_shows_is_read_back(name: str, day: datetime.date, language: str) -> None:
    field = DAYS[name]
    with override(language):
        text = field.widget.format_value(day) if isinstance(field, forms.DateField) else f"{day:%d.%m.%Y}"
        assert text == f"{day.day:02}.{day.month:02}.{day.year}"
        assert field.to_python(text) == day
        assert field.to_python(day.isoformat()) == day
        assert field.to_python(f" {text}\u00a0") == day


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(DAYS))
def test_a_day_that_could_be_another_is_refused(name: str, language: str) -> None:
    """A field that takes slashes takes the day first, as all of Kazakhstan; the month first nowhere."""
    field = DAYS[name]
    typed = ["08.03.26", "8 March 2026", "2026.03.08", "03/25/2026", "31.02.2026"]
    typed += ["08/03/2026"] if isinstance(field, forms.DateField) else []
    with override(language):
        for text in typed:
            with pytest.raises(ValidationError):
                field.to_python(text)


def test_no_number_field_of_the_site_leaves_its_decimals_to_the_browser() -> None:
    """type=number shows and reads a number by the browser's language, not by that of the page."""
    wrong = [
        name
        for name, field in FIELDS.items()
        if isinstance(field, forms.FloatField)
        or (isinstance(field, forms.DecimalField) and not isinstance(field, TypedDecimalField))
    ]
    assert wrong == []
    assert not isinstance(TypedDecimalField().widget, forms.NumberInput)


@given(value=ten_thousandths, language=languages, space=st.sampled_from(SPACES))
def test_a_number_that_a_page_shows_is_read_back(value: Decimal, language: str, space: str) -> None:
    text = format_number(value, language, places=4).replace("\u00a0", space)
    with override(language):
        assert TypedDecimalField().clean(text) == value
        assert TypedDecimalField().clean(TypedDecimalField().widget.format_value(value)) == value


@given(value=hundredths, language=languages, space=st.sampled_from(SPACES))
def test_a_sum_that_a_page_shows_is_read_back(value: Decimal, language: str, space: str) -> None:
    text = format_number(value, language, places=2).replace("\u00a0", space)
    with override(language):
        assert NumberField(most=10**10).clean(text) == value
        assert TypedDecimalField().clean(text) == value
        assert SumField(most=10**10).clean(text) == int(value + Decimal("0.5"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", [TypedDecimalField(), NumberField()], ids=["typed", "self-check"])
def test_twelve_and_a_half_is_never_a_hundred_and_twenty_five(field: forms.Field, language: str) -> None:
    with override(language):
        for typed in ("12,5", "12.5", "12,50", " 12,5 ", "12,5\u00a0"):
            assert field.clean(typed) == Decimal("12.5")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["1_000", "1e3", "NaN", "Infinity", "12,5,0", "1.2.3", "١٢", "12,5 5,0"])
def test_what_is_no_number_is_refused(typed: str, language: str) -> None:
    with override(language), pytest.raises(ValidationError):
        TypedDecimalField().clean(typed)


@pytest.mark.parametrize(("language", "reads"), [("kk", None), ("ru", None), ("en", 45_000)])
def test_a_comma_before_three_digits_is_read_only_where_it_means_one_thing(language: str, reads: int) -> None:
    with override(language):
        if reads is None:
            with pytest.raises(ValidationError):
                TypedDecimalField().clean("45,000")
        else:
            assert TypedDecimalField().clean("45,000") == reads
        assert TypedDecimalField().clean("0,125") == Decimal("0.125")


@given(value=st.integers(-(10**14), 10**14).map(lambda n: Decimal(n).scaleb(-3)), language=languages)
def test_numbers_are_written_as_babel_writes_them(value: Decimal, language: str) -> None:
    theirs = format_decimal(value, format="#,##0.###", locale=language).replace("\u202f", "\u00a0")
    with override(language):
        assert shown.number(value) == theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_signs_of_numbers_are_those_of_the_language(language: str) -> None:
    signs = Locale(language).number_symbols["latn"]
    with override(language):
        assert get_format("DECIMAL_SEPARATOR") == signs["decimal"]
        assert get_format("THOUSAND_SEPARATOR") == signs["group"].replace("\u202f", "\u00a0")
        assert get_format("FIRST_DAY_OF_WEEK") == 1


EIGHTH_OF_MARCH = {"kk": "2026 жылғы 8 наурыз", "ru": "8 марта 2026 года", "en": "8 March 2026"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_eighth_of_march_is_written_right(language: str) -> None:
    with override(language):
        assert shown.day(datetime.date(2026, 3, 8)) == EIGHTH_OF_MARCH[language]

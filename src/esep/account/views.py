"""The tables of the account, once for every output: HTML formats their cells, XLSX writes them as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from esep.account.wording import wording
from esep.figures import Figure, indicator
from esep.language import format_number
from esep.messages import Language

Value = str | int | Decimal | None
Form = Literal["text", "number", "share", "index", "money"]
NBSP = "\u00a0"
ALPHABET = " -аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
TEN_THOUSANDTHS = 10_000
MILLION = 1_000_000
BILLION = 1_000_000_000


@dataclass(frozen=True)
class Column:
    """A column: its head, the form of its cells, and the indicator that it shows, if any."""

    head: str
    form: Form = "text"
    indicator: str | None = None


@dataclass(frozen=True)
class View:
    """A table as a person sees it; ``queries`` name the records under it; the last row may be the whole's."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    queries: tuple[str, ...] = ()
    has_total: bool = False
    row_forms: tuple[Form, ...] = ()
    """The form of each row's numbers, where rows and not columns are of one form."""

    def form(self, row: int, column: int) -> Form:
        """How the cell of ``row`` and ``column`` is shown."""
        form = self.columns[column].form
        return self.row_forms[row] if self.row_forms and form != "text" else form


def form_of(unit: str) -> Form:
    """How a value of the unit is shown."""
    if unit == "share":
        return "share"
    if unit == "index":
        return "index"
    return "money" if unit.startswith("KZT") else "number"


def column_of(name: str, language: Language) -> Column:
    """A column of the indicator called ``name``; the head of money names millions of tenge."""
    entry = indicator(name)
    head, form = entry.name.in_language(language), form_of(entry.unit)
    if form == "money":
        head = f"{head}, {wording(language)['million_tenge']}"
    return Column(head, form, name)


def shown(value: Value, form: Form, language: Language) -> str:
    """A cell's text: «16 211», «8,1 %», «1 204,5» (millions of tenge); a dash where nothing is known."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if form == "share":
        return percent(value, language)
    if form == "index":
        return format_number(Decimal(value) / TEN_THOUSANDTHS, language, places=3)
    if form == "money":
        return format_number(Decimal(value) / MILLION, language, places=1)
    return format_number(value, language)


def alphabetical(text: str) -> tuple[int, ...]:
    """Sorting key by the Kazakh alphabet, which holds the Russian one in its order."""
    return tuple(
        ALPHABET.index(sign) if sign in ALPHABET else len(ALPHABET) + ord(sign) for sign in text.casefold()
    )


def percent(share: int | Decimal, language: Language) -> str:
    """A share in ten-thousandths as per cent with one decimal place: 811 is «8,1 %»."""
    number = format_number(Decimal(share) / 100, language, places=1)
    return f"{number}%" if language == "en" else f"{number}{NBSP}%"


def amount(figure: Figure, language: Language) -> tuple[str, str]:
    """A figure for a card: the number, and the unit or multiplier that stands after it."""
    value = figure.value
    if value is None:
        return "–", ""
    if figure.unit == "share":
        return percent(value, language), ""
    if figure.unit.startswith("KZT"):
        scale, word = (BILLION, "billion_tenge") if value >= BILLION else (MILLION, "million_tenge")
        return format_number(Decimal(value) / scale, language, places=1), wording(language)[word]
    return format_number(value, language), ""

"""A page of a comparison or of months: what stands in it, and the one template that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from esep.familymap.whatif.pictures import inline
from esep.language import format_number
from esep.messages import Language

_ENVIRONMENT = Environment(
    loader=PackageLoader("esep.familymap"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Card:
    """A number that is seen first."""

    name: str
    number: str
    more: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: the first column names the rows, the others hold numbers, or texts (``of_text``)."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    of_text: bool = False


@dataclass(frozen=True)
class Section:
    """A heading, what is said under it, a picture (``name`` is that of its file), tables."""

    name: str
    title: str
    lines: Sequence[str] = ()
    svg: str = ""
    tables: Sequence[Grid] = ()

    @property
    def picture(self) -> Markup:
        """The picture as the page holds it."""
        return Markup(inline(self.svg)) if self.svg else Markup("")


@dataclass(frozen=True)
class Page:
    """All that a page says, in one language."""

    title: str
    kicker: str
    lines: Sequence[str]
    cards: Sequence[Card]
    sections: Sequence[Section]
    notes: Sequence[str]


def rendered(page: Page, language: Language) -> str:
    """The page as one HTML file without scripts and without outside addresses."""
    return _ENVIRONMENT.get_template("whatif.html").render(page=page, language=language)


def number(value: int | None, language: Language) -> str:
    """A number with the separators of the language; a dash where it is not known."""
    return "–" if value is None else format_number(value, language)


def signed(value: int | None, language: Language) -> str:
    """A change: with its sign, zero without one."""
    written = number(value, language)
    return f"+{written}" if value is not None and value > 0 else written


def percent(ten_thousandths: int | None, language: Language) -> str:
    """A share of ten-thousandths as per cent."""
    return "–" if ten_thousandths is None else f"{format_number(Decimal(ten_thousandths) / 100, language)} %"

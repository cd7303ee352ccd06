"""The account as one HTML file: no scripts, no outside addresses, pictures drawn inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from esep.account.charts import level_chart
from esep.account.content import AccountContent, Note, Topic
from esep.account.family_views import family_views, overview_figures, ranking_view
from esep.account.source_views import notes_view, queries_view
from esep.account.text_views import addressee_groups, finding_cards, statement_rows
from esep.account.tilemap import ShadeClass, tile_map
from esep.account.views import amount, percent, shown
from esep.account.wording import wording
from esep.figures import Calculation, Figure, Records, indicator
from esep.language.dates import written_date
from esep.messages import Language

_ENVIRONMENT = Environment(
    loader=PackageLoader("esep.account"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_SECTIONS = (
    "overview",
    "family_map",
    "levels",
    "kinds",
    "workforce",
    "poverty",
    "help",
    "checks",
    "statements",
    "instructions",
    "sources",
    "walk",
)


@dataclass(frozen=True)
class Card:
    """A figure of the overview: its name, number, unit, definition, and the queries under it."""

    name: str
    number: str
    unit: str
    definition: str
    queries: str


def render_page(content: AccountContent, language: Language) -> str:
    """The account in ``language`` as one HTML document."""
    cards = finding_cards(content, language)
    map_svg, classes = tile_map(content, language)
    return _ENVIRONMENT.get_template("account.html").render(
        language=language,
        words=wording(language),
        content=content,
        sections=_SECTIONS,
        region=content.place_name.in_language(language),
        dates={name: written_date(day, language) for name, day in _days(content)},
        cards=[_card(figure, language) for figure in overview_figures(content)],
        views={view.id: view for view in family_views(content, language)},
        ranking=ranking_view(content, language),
        map_svg=Markup(map_svg),
        legend=[(c, _bounds(c, language)) for c in classes],
        chart_svg=Markup(level_chart(content, language)),
        findings=cards,
        statements=[(text, list(statement_rows(text, cards, language))) for text in content.texts],
        groups=addressee_groups(content, language),
        notes=notes_view(content, language),
        notes_of=lambda topic: _notes_of(content, topic),
        queries=queries_view(content, language),
        shown=lambda value, form: shown(value, form, language),
        said=lambda name: name.in_language(language),
    )


def _days(content: AccountContent) -> tuple[tuple[str, date], ...]:
    stamp = content.stamp
    return ("account", content.date), ("law", stamp.law_date), ("snapshot", stamp.snapshot_date)


def _card(figure: Figure, language: Language) -> Card:
    number, unit = amount(figure, language)
    entry = indicator(figure.indicator)
    queries = ", ".join(dict.fromkeys(_queries_under(figure)))
    return Card(
        entry.name.in_language(language), number, unit, entry.definition.in_language(language), queries
    )


def _queries_under(figure: Figure) -> list[str]:
    if isinstance(figure.basis, Records):
        return [figure.basis.query]
    if isinstance(figure.basis, Calculation):
        return [query for part in figure.basis.inputs for query in _queries_under(part)]
    return [figure.basis.document]


def _bounds(shade: ShadeClass, language: Language) -> str:
    return f"{percent(shade.low, language)} – {percent(shade.high, language)}"


def _notes_of(content: AccountContent, topic: Topic) -> list[Note]:
    return [note for note in content.notes if note.topic == topic]

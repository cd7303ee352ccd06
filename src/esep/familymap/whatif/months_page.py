"""The page of months: families below each line, who came and left, cost, how long poverty lasts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from esep.familymap.whatif import wording
from esep.familymap.whatif.help import Help
from esep.familymap.whatif.measures import MEASURES
from esep.familymap.whatif.months import Month
from esep.familymap.whatif.page import Card, Grid, Page, Section, number, percent
from esep.familymap.whatif.pictures import below_picture, month_cost_picture, moves_picture
from esep.messages import Language, Message, messages_of

_, _n = messages_of("esep.familymap")

Tables = Mapping[str, pl.DataFrame]

_LINE = "below_poverty_line"


def months_page(months: Sequence[Month], tables: Tables, language: Language) -> Page:
    """The page in a language; ``tables`` are the answers of the named queries."""
    first, last = (month.day.isoformat()[:7] for month in (months[0], months[-1]))
    title = _("Families from {first} to {last}", first=first, last=last)
    line = _("The same registers under the law of the first day of each month.")
    notes = [*unknown_payments(months), wording.RIGHTS]
    return Page(
        title=title.in_language(language),
        kicker=_("Month by month").in_language(language),
        lines=[line.in_language(language)],
        cards=list(_cards(tables, len(months), language)),
        sections=list(_sections(months, tables, language)),
        notes=[note.in_language(language) for note in notes],
    )


def payments_of(months: Sequence[Month]) -> tuple[Help, ...]:
    """Every payment of some month, by its latest title."""
    return tuple({one.name: one for month in months for one in month.help}.values())


def unknown_payments(months: Sequence[Month]) -> Iterator[Message]:
    """For each payment that the law does not know in some months, that a lower cost may come of this."""
    for one in payments_of(months):
        without = [month.day for month in months if one.name not in {known.name for known in month.help}]
        if without:
            yield _(
                "{payment} is not in force, or its values are not known, in {months}: the cost is "
                "lower there.",
                payment=one.title,
                months=", ".join(f"{day:%Y-%m}" for day in without),
            )


def _cards(tables: Tables, count: int, language: Language) -> Iterator[Card]:
    lasting = {row["test"]: row for row in tables["months.persistence"].to_dicts()}
    row = lasting.get(_LINE, {})
    words = {
        "ever": _("families below the poverty line in some month"),
        "chronic": _("families below it in all {n} months", n=count),
    }
    for group, word in words.items():
        people = number(row.get(f"{group}_persons", 0), language)
        yield Card(
            word.in_language(language),
            number(row.get(f"{group}_families", 0), language),
            _("{people} people", people=people).in_language(language),
        )


def _sections(months: Sequence[Month], tables: Tables, language: Language) -> Iterator[Section]:
    overview = tables["months.overview"]
    yield Section(
        "below",
        _("Families below each line").in_language(language),
        svg=below_picture(overview, language),
        tables=[_overview_grid(overview, language), _poverty_grid(tables["months.poverty"], language)],
    )
    if not tables["months.moves"].is_empty():
        yield Section(
            "moves",
            _("Who came below the line, and who left it").in_language(language),
            svg=moves_picture(tables["months.moves"], language),
            tables=[_moves_grid(tables["months.moves"], test, language) for test in wording.TEST_NAMES],
        )
    yield Section(
        "durations",
        _("How long it lasts").in_language(language),
        tables=[_durations_grid(tables["months.durations"], language)],
    )
    yield Section(
        "cost",
        _("Cost").in_language(language),
        svg=month_cost_picture(tables["months.cost"], language),
        tables=[_cost_grid(months, tables["months.cost"], language)],
    )


def _overview_grid(table: pl.DataFrame, language: Language) -> Grid:
    names = ["families", "persons", "families_below_subsistence", "families_below_poverty_line"]
    heads = [
        wording.column("families", language),
        wording.column("persons", language),
        *(name.in_language(language) for name in wording.TEST_NAMES.values()),
    ]
    rows = [[_month(row), *(number(row[name], language) for name in names)] for row in table.to_dicts()]
    return Grid(
        _("Families by month").in_language(language), [wording.column("month", language), *heads], rows
    )


def _poverty_grid(table: pl.DataFrame, language: Language) -> Grid:
    rows = [[_month(row), *(percent(row[name], language) for name in MEASURES)] for row in table.to_dicts()]
    heads = [wording.MEASURE_NAMES[name].in_language(language) for name in MEASURES]
    return Grid(
        _("Poverty and inequality among people").in_language(language),
        [wording.column("month", language), *heads],
        rows,
    )


def _moves_grid(table: pl.DataFrame, test: str, language: Language) -> Grid:
    names = ("entered", "left", "stayed_below")
    counts = {(row["month"], row["move"]): row for row in table.filter(pl.col("test") == test).to_dicts()}
    rows = [
        [
            month.isoformat()[:7],
            *(number(counts[month, name][of], language) for name in names for of in ("families", "persons")),
        ]
        for month in dict.fromkeys(month for month, _move in counts)
    ]
    heads = [
        f"{wording.column(name, language)}: {wording.column(of, language)}"
        for name in names
        for of in ("families", "persons")
    ]
    return Grid(
        wording.TEST_NAMES[test].in_language(language), [wording.column("month", language), *heads], rows
    )


def _durations_grid(table: pl.DataFrame, language: Language) -> Grid:
    counts = {(row["test"], row["months"]): row for row in table.to_dicts()}
    rows = [
        [
            str(count),
            *(
                number(counts[test, count][of] if (test, count) in counts else 0, language)
                for test in wording.TEST_NAMES
                for of in ("families", "persons")
            ),
        ]
        for count in sorted({count for _test, count in counts})
    ]
    heads = [
        f"{name.in_language(language)}: {wording.column(of, language)}"
        for name in wording.TEST_NAMES.values()
        for of in ("families", "persons")
    ]
    caption = _("Families by the number of months in which they were below a line")
    return Grid(caption.in_language(language), [_("months below").in_language(language), *heads], rows)


def _cost_grid(months: Sequence[Month], table: pl.DataFrame, language: Language) -> Grid:
    names = wording.payment_names(payments_of(months), language)
    amounts = {(row["month"], row["provision"]): row["amount"] for row in table.to_dicts()}
    rows = [
        [
            month.day.isoformat()[:7],
            *(number(amounts.get((month.day, name)), language) for name in names),
        ]
        for month in months
    ]
    return Grid(
        _("Payments by month, tenge").in_language(language),
        [wording.column("month", language), *names.values()],
        rows,
    )


def _month(row: Mapping[str, object]) -> str:
    return str(row["month"])[:7]

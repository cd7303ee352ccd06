"""Tables of the family map and of the help proposed."""

from __future__ import annotations

from esep.account.content import AccountContent
from esep.account.views import Column, Value, View, alphabetical, column_of, form_of
from esep.account.wording import wording
from esep.figures import Figure, FigureTable, indicator, share
from esep.messages import Language

SHARES = {
    "share_below_subsistence": "families_below_subsistence",
    "share_levels_d_e": "families_levels_d_e",
}
"""Share of all families → the count that it is the share of."""


def family_views(content: AccountContent, language: Language) -> tuple[View, ...]:
    """The tables of families and of help, in the order of the account."""
    return (
        districts_view(content, language),
        levels_view(content, language),
        kinds_view(content, language),
        workforce_view(content, language),
        poverty_view(content, language),
        measures_view(content, language),
        help_by_district_view(content, language),
    )


def share_figure(table: FigureTable, name: str, *key: str) -> Figure:
    """A share of all families of the row: computed from the row's counts."""
    return share(table.figure(SHARES[name], *key), table.figure("families", *key), name)


def overview_figures(content: AccountContent) -> tuple[Figure, ...]:
    """The figures of the overview, each share of families right after its count."""
    figures = []
    for name in content.overview.indicators:
        figures.append(content.overview.figure(name))
        figures += [share_figure(content.overview, key) for key, count in SHARES.items() if count == name]
    return tuple(figures)


def districts_view(content: AccountContent, language: Language) -> View:
    """Families by district, with the shares below the subsistence minimum and on levels D and E."""
    words, table = wording(language), content.districts
    shares = [name for name, count in SHARES.items() if table.has(count)]
    names = {district.code: district.name.in_language(language) for district in content.district_list}
    columns = [Column(words["district"])]
    for name in table.indicators:
        columns.append(column_of(name, language))
        columns += [column_of(key, language) for key in shares if SHARES[key] == name]
    rows = [
        (names[str(row[0])], *_cells(table, shares, str(row[0])))
        for row in sorted(table.rows, key=lambda row: alphabetical(names[str(row[0])]))
    ]
    has_total = set(table.indicators) <= set(content.overview.indicators)
    if has_total:
        rows.append((words["whole_region"], *_cells(content.overview, shares, order=table.indicators)))
    queries = (table.query, *((content.overview.query,) if has_total else ()))
    return View("districts", words["by_district"], tuple(columns), tuple(rows), queries, has_total)


def ranking_view(content: AccountContent, language: Language) -> View:
    """The districts from the highest share below the subsistence minimum down: the table beside the map."""
    words, table = wording(language), content.districts
    names = {district.code: district.name.in_language(language) for district in content.district_list}
    rows = [
        (names[code], share_figure(table, "share_below_subsistence", code).value)
        for code in (str(row[0]) for row in table.rows)
    ]
    rows.sort(key=lambda row: (-(row[1] or 0), alphabetical(row[0])))
    columns = (Column(words["district"]), column_of("share_below_subsistence", language))
    return View("ranking", words["ranking"], columns, tuple(rows), (table.query,))


def _cells(
    table: FigureTable, shares: list[str], *key: str, order: tuple[str, ...] | None = None
) -> list[Value]:
    cells: list[Value] = []
    for name in order or table.indicators:
        cells.append(table.figure(name, *key).value)
        cells += [share_figure(table, name_, *key).value for name_ in shares if SHARES[name_] == name]
    return cells


def levels_view(content: AccountContent, language: Language) -> View:
    """Families by level, with their share of all families."""
    words, table = wording(language), content.levels
    rows = []
    for row in table.rows:
        families = table.figure("families", str(row[0]))
        part = share(families, content.overview.figure("families"), "share_of_families")
        rows.append((str(row[0]), families.value, part.value))
    columns = (
        Column(words["level"]),
        column_of("families", language),
        column_of("share_of_families", language),
    )
    queries = (table.query, content.overview.query)
    return View("levels", words["levels"], columns, tuple(rows), queries)


def kinds_view(content: AccountContent, language: Language) -> View:
    """Families by kind, with the share below the subsistence minimum."""
    words, table = wording(language), content.kinds
    shares = [name for name, count in SHARES.items() if table.has(count)]
    columns = [Column(words["kind"])]
    for name in table.indicators:
        columns.append(column_of(name, language))
        columns += [column_of(key, language) for key in shares if SHARES[key] == name]
    rows = tuple(
        (content.labels[str(row[0])].in_language(language), *_cells(table, shares, str(row[0])))
        for row in table.rows
    )
    return View("kinds", words["kinds"], tuple(columns), rows, (table.query,))


def workforce_view(content: AccountContent, language: Language) -> View:
    """The rural workforce: each group as a share of the one before it."""
    words, table = wording(language), content.workforce
    rows: list[tuple[Value, ...]] = []
    previous: Figure | None = None
    for name in table.indicators:
        figure = table.figure(name)
        part = None if previous is None else share(figure, previous, name).value
        rows.append((indicator(name).name.in_language(language), figure.value, part))
        previous = figure
    columns = (
        Column(words["indicator"]),
        Column(words["value"], "number"),
        Column(words["share_of_previous"], "share"),
    )
    return View("workforce", words["workforce"], columns, tuple(rows), (table.query,))


def poverty_view(content: AccountContent, language: Language) -> View:
    """The measures of poverty and inequality with their definitions."""
    words, table = wording(language), content.poverty
    rows = tuple(
        (
            indicator(name).name.in_language(language),
            table.figure(name).value,
            indicator(name).definition.in_language(language),
        )
        for name in table.indicators
    )
    columns = (Column(words["indicator"]), Column(words["value"], "share"), Column(words["definition"]))
    forms = tuple(form_of(indicator(name).unit) for name in table.indicators)
    return View("poverty", words["poverty"], columns, rows, (table.query,), row_forms=forms)


def measures_view(content: AccountContent, language: Language) -> View:
    """Families and cost by measure, in the order given: rights first."""
    words, table = wording(language), content.measures
    columns = (Column(words["measure"]), *(column_of(name, language) for name in table.indicators))
    rows = tuple((content.labels[str(row[0])].in_language(language), *row[1:]) for row in table.rows)
    return View("measures", words["by_measure"], columns, rows, (table.query,))


def help_by_district_view(content: AccountContent, language: Language) -> View:
    """Families with a proposal and the cost, by district."""
    words, table = wording(language), content.help_by_district
    names = {district.code: district.name.in_language(language) for district in content.district_list}
    columns = (Column(words["district"]), *(column_of(name, language) for name in table.indicators))
    ordered = sorted(table.rows, key=lambda row: alphabetical(names[str(row[0])]))
    rows = tuple((names[str(row[0])], *row[1:]) for row in ordered)
    return View("help_by_district", words["help_by_district"], columns, rows, (table.query,))

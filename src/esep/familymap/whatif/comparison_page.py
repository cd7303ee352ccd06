"""The page of a comparison: what changes, who gains and loses, levels, poverty, places and kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import polars as pl

from esep.familymap.tables import LEVELS
from esep.familymap.whatif import wording
from esep.familymap.whatif.comparison import Comparison
from esep.familymap.whatif.help import TOTAL
from esep.familymap.whatif.measures import BASES, MEASURES
from esep.familymap.whatif.moves import MOVES
from esep.familymap.whatif.page import Card, Grid, Page, Section, number, percent, signed
from esep.familymap.whatif.pictures import cost_picture, gains_picture, levels_picture
from esep.familymap.whatif.reform import Reform
from esep.law import Law, content_text
from esep.messages import Language, Name, messages_of

_, _n = messages_of("esep.familymap")

Tables = Mapping[str, pl.DataFrame]

_GAINS = (
    "gaining_families",
    "losing_families",
    "gaining_persons",
    "losing_persons",
    "cost_before",
    "cost_after",
    "change",
)


def comparison_page(
    comparison: Comparison, reform: Reform, tables: Tables, kinds: Mapping[str, Name], language: Language
) -> Page:
    """The page in a language; ``tables`` answer the named queries, ``kinds`` are names of families."""
    total = tables["whatif.by_provision"].filter(pl.col("provision") == TOTAL).row(0, named=True)
    on = comparison.before.manifest.law_date.isoformat()
    lines = [_("The law of {day} with and without the reform, on the same registers.", day=on)]
    notes = [wording.RIGHTS, wording.NO_BEHAVIOUR, wording.CAUTION]
    return Page(
        title=reform.name.in_language(language),
        kicker=_("A reform compared with the law as it is").in_language(language),
        lines=[line.in_language(language) for line in lines],
        cards=list(_cards(total, language)),
        sections=list(_sections(comparison, reform, tables, kinds, language)),
        notes=[note.in_language(language) for note in notes],
    )


def _cards(total: Mapping[str, int], language: Language) -> Iterator[Card]:
    for side in ("gaining", "losing"):
        people = number(total[f"{side}_persons"], language)
        yield Card(
            wording.column(f"{side}_families", language),
            number(total[f"{side}_families"], language),
            _("{people} people", people=people).in_language(language),
        )
    yield Card(wording.column("change", language), signed(total["change"], language))
    yield Card(_("families unchanged").in_language(language), number(total["unchanged_families"], language))


def _sections(
    comparison: Comparison, reform: Reform, tables: Tables, kinds: Mapping[str, Name], language: Language
) -> Iterator[Section]:
    payments = wording.payment_names(comparison.help, language)
    yield Section(
        "changes",
        _("What changes").in_language(language),
        tables=[changes_grid(reform, comparison, language)],
    )
    by_provision = tables["whatif.by_provision"]
    yield Section(
        "cost",
        _("Who gains, who loses, what it costs").in_language(language),
        svg=cost_picture(by_provision, payments, language),
        tables=[gains_grid(by_provision, "provision", payments, language)],
    )
    by_district = tables["whatif.by_district"]
    districts = wording.place_names(by_district["district"].unique(), language)
    yield Section(
        "gains",
        _("By district").in_language(language),
        svg=gains_picture(by_district, districts, language),
        tables=[gains_grid(_of_all(by_district), "district", districts, language)],
    )
    yield Section(
        "kinds",
        _("By kind of family").in_language(language),
        tables=[
            gains_grid(
                _of_all(tables["whatif.by_kind"]),
                "family_kind",
                wording.kind_names(kinds, language),
                language,
            )
        ],
    )
    if not tables["whatif.levels"].is_empty():
        yield Section(
            "levels",
            _("Moves between levels").in_language(language),
            svg=levels_picture(tables["whatif.levels"], language),
            tables=[levels_grid(tables["whatif.levels"], of, language) for of in ("families", "persons")],
        )
    yield Section(
        "poverty",
        _("Poverty").in_language(language),
        tables=[moves_grid(tables["whatif.poverty_moves"], language), measures_grid(tables, language)],
    )


def _of_all(table: pl.DataFrame) -> pl.DataFrame:
    return table.filter(pl.col("provision") == TOTAL)


def changes_grid(reform: Reform, comparison: Comparison, language: Language) -> Grid:
    """What the reform changes on the date: titles with values before and after; rules as they are written."""
    on = comparison.before.manifest.law_date
    rows = []
    for name in reform.parameters:
        title = reform.law.parameters[name].title.in_language(language)
        rows.append([title, *(_value(law, name, on, language) for law in (reform.before, reform.law))])
    for name in (*reform.replaced, *reform.added):
        rule = reform.law.versions(name)[-1]
        old = reform.before.versions(name)[-1].formula if name in reform.replaced else "–"
        rows.append([rule.title.in_language(language), old, rule.formula])
    heads = (_("value or rule"), wording.COLUMNS["before"], wording.COLUMNS["after"])
    caption = _("Changed values and rules; a rule is written as the program reads it.")
    return Grid(
        caption.in_language(language), [head.in_language(language) for head in heads], rows, of_text=True
    )


def _value(law: Law, name: str, on: date, language: Language) -> str:
    parameter = law.parameters[name]
    found = [entry for entry in parameter.values if entry.first_day <= on and entry.value is not None]
    value = found[-1].value if found else None
    return "–" if value is None else content_text(parameter, value, language)


def gains_grid(table: pl.DataFrame, key: str, names: Mapping[str, str], language: Language) -> Grid:
    """Gainers, losers and cost, a row for each payment, district or kind."""
    rows = [
        [
            names[row[key]],
            *(number(row[name], language) for name in _GAINS[:-1]),
            signed(row["change"], language),
        ]
        for row in table.to_dicts()
    ]
    caption = _("Gain and loss are those of a family's payments together, or of the payment of the row.")
    return Grid(
        caption.in_language(language), [wording.column(name, language) for name in (key, *_GAINS)], rows
    )


def levels_grid(table: pl.DataFrame, of: str, language: Language) -> Grid:
    """Families or persons by level before (down) and after (across), with totals."""
    counts = {(row["level_before"], row["level_after"]): row[of] for row in table.to_dicts()}
    rows: list[list[str]] = []
    for before in LEVELS:
        across = [counts[before, after] for after in LEVELS]
        rows.append([before, *(number(n, language) for n in (*across, sum(across)))])
    total = _("total").in_language(language)
    down = [sum(counts[before, after] for before in LEVELS) for after in LEVELS]
    rows.append([total, *(number(n, language) for n in (*down, sum(down)))])
    caption = _("{what} by level before (down) and after (across)", what=wording.COLUMNS[of])
    return Grid(
        caption.in_language(language),
        [_("level before").in_language(language), *LEVELS, total],
        rows,
    )


def moves_grid(table: pl.DataFrame, language: Language) -> Grid:
    """Families and persons that pass each line."""
    counts = {(row["test"], row["move"]): row for row in table.to_dicts()}
    rows = [
        [
            f"{name.in_language(language)}: {wording.column(of, language)}",
            *(number(counts[test, move][of] if (test, move) in counts else 0, language) for move in MOVES),
        ]
        for test, name in wording.TEST_NAMES.items()
        for of in ("families", "persons")
    ]
    heads = [_("line").in_language(language), *(wording.column(move, language) for move in MOVES)]
    return Grid(_("Families that pass a line by the reform").in_language(language), heads, rows)


def measures_grid(tables: Tables, language: Language) -> Grid:
    """Poverty and inequality of the region before and after."""
    region = tables["whatif.poverty"].filter(pl.col("by") == "region")
    found = {(row["income"], row["measure"]): row for row in region.to_dicts()}
    rows: list[Sequence[str]] = []
    for basis in BASES:
        for measure in MEASURES:
            row = found[basis, measure]
            sides = [percent(row[side], language) for side in ("before", "after", "difference")]
            name = wording.MEASURE_NAMES[measure].in_language(language)
            rows.append([f"{name}, {wording.INCOME_NAMES[basis].in_language(language)}", *sides])
    heads = [_("measure").in_language(language)]
    heads += [wording.column(side, language) for side in ("before", "after", "difference")]
    return Grid(_("Poverty and inequality among people").in_language(language), heads, rows)

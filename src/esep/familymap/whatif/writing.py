"""A comparison or months as files: every table as Parquet and CSV, pictures, pages, and a summary as JSON.

A CSV has the names beside the codes, in one language; Parquet has the codes alone.

::

    tables/*.parquet, tables/*.csv    one for each named query, and the lists of families
    pictures/*.<language>.svg
    comparison.<language>.html, comparison.json     (or months.…)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from esep.familymap.whatif import wording
from esep.familymap.whatif.comparison import Comparison
from esep.familymap.whatif.comparison_page import comparison_page
from esep.familymap.whatif.help import TOTAL
from esep.familymap.whatif.month_tables import MONTH_QUERIES, compared_cost, moved_families
from esep.familymap.whatif.months import Month
from esep.familymap.whatif.months_page import months_page, payments_of
from esep.familymap.whatif.naming import Names
from esep.familymap.whatif.page import Page, rendered
from esep.familymap.whatif.reform import Reform
from esep.familymap.whatif.tables import QUERIES
from esep.messages import LANGUAGES, Language, Name, current_language

Tables = Mapping[str, pl.DataFrame]


def comparison_tables(comparison: Comparison) -> Tables:
    """The answers of every named query of a comparison."""
    return {name: query(comparison) for name, query in QUERIES.items()}


def month_tables(months: Sequence[Month]) -> Tables:
    """The answers of every named query of months, and of the reform's cost when they were compared."""
    found = {name: query(months) for name, query in MONTH_QUERIES.items()}
    compared = compared_cost(months)
    return found if compared.is_empty() else {**found, "months.compared_cost": compared}


def write_comparison(
    comparison: Comparison,
    reform: Reform,
    tables: Tables,
    kinds: Mapping[str, Name],
    into: Path | str,
    *,
    language: Language | None = None,
) -> list[Path]:
    """Write a comparison below ``into``; the files written, the pages first.

    ``kinds`` are the names of kinds of families; ``language`` is that of the names in CSV files, by default
    the one of messages.
    """
    folder, spoken = Path(into), language or current_language()
    pages = {language: comparison_page(comparison, reform, tables, kinds, language) for language in LANGUAGES}
    written = _pages(pages, folder, "comparison")
    written.append(_json(_comparison_summary(comparison, reform, tables), folder / "comparison.json"))
    names = Names(spoken, comparison.help, kinds)
    written += _tables(tables, folder / "tables", names)
    written.append(_list(changed_families(comparison), folder / "tables", "changed_families"))
    return written


def write_months(
    months: Sequence[Month], tables: Tables, into: Path | str, *, language: Language | None = None
) -> list[Path]:
    """Write months below ``into``; the files written, the pages first. ``language``: as of a comparison."""
    folder, spoken = Path(into), language or current_language()
    pages = {language: months_page(months, tables, language) for language in LANGUAGES}
    written = _pages(pages, folder, "months")
    written.append(_json(_months_summary(months, tables), folder / "months.json"))
    written += _tables(tables, folder / "tables", Names(spoken, payments_of(months)))
    if len(months) > 1:
        written.append(_list(moved_families(months), folder / "tables", "moved_families"))
    return written


def changed_families(comparison: Comparison) -> pl.LazyFrame:
    """Each family or person without family whose help, level or side of a line the reform changes."""
    money = [pl.col(f"{name}:before") != pl.col(f"{name}:after") for name in _names(comparison)]
    standing = ("level", "below_subsistence", "below_poverty_line")
    moved = [pl.col(f"{name}_before") != pl.col(f"{name}_after") for name in standing]
    return comparison.units.filter(pl.any_horizontal(*money, *moved)).drop("families")


def _names(comparison: Comparison) -> Iterable[str]:
    return (*(one.name for one in comparison.help), TOTAL)


def _pages(pages: Mapping[Language, Page], folder: Path, stem: str) -> list[Path]:
    """The pages, and each of their pictures as a file of its own."""
    pictures = folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    written, drawn = [], []
    for language, page in pages.items():
        path = folder / f"{stem}.{language}.html"
        path.write_text(rendered(page, language), encoding="utf-8")
        written.append(path)
        for section in page.sections:
            if section.svg:
                picture = pictures / f"{section.name}.{language}.svg"
                picture.write_text(section.svg, encoding="utf-8")
                drawn.append(picture)
    return written + drawn


def _tables(tables: Tables, folder: Path, names: Names) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in tables.items():
        path = folder / f"{name.rpartition('.')[2]}.parquet"
        table.write_parquet(path)
        names.beside(table).write_csv(path.with_suffix(".csv"), include_bom=True)
        written += [path, path.with_suffix(".csv")]
    return written


def _list(rows: pl.LazyFrame, folder: Path, name: str) -> Path:
    """A list of families, written as it comes: it may be as long as the region."""
    path = folder / f"{name}.parquet"
    rows.sink_parquet(path)
    return path


def _comparison_summary(comparison: Comparison, reform: Reform, tables: Tables) -> dict[str, Any]:
    manifest = comparison.before.manifest
    return {
        "reform": _said(reform.name),
        "changes": list(reform.law.changes[len(reform.before.changes) :]),
        "law_date": manifest.law_date.isoformat(),
        "snapshot": manifest.snapshot,
        "assessments": {"before": comparison.before.id, "after": comparison.after.id},
        "payments": {one.name: _said(one.title) for one in comparison.help},
        "by_provision": tables["whatif.by_provision"].to_dicts(),
        "levels": tables["whatif.levels"].to_dicts(),
        "poverty_moves": tables["whatif.poverty_moves"].to_dicts(),
        "poverty": tables["whatif.poverty"].filter(pl.col("by") == "region").drop("by", "group").to_dicts(),
        "notes": [_said(note) for note in (wording.RIGHTS, wording.NO_BEHAVIOUR, wording.CAUTION)],
    }


def _months_summary(months: Sequence[Month], tables: Tables) -> dict[str, Any]:
    manifest = months[0].assessment.manifest
    names = ("overview", "poverty", "cost", "moves", "durations", "persistence")
    return {
        "snapshot": manifest.snapshot,
        "assessments": {month.day.isoformat(): month.assessment.id for month in months},
        **{name: tables[f"months.{name}"].to_dicts() for name in names},
    }


def _said(name: Any) -> dict[str, str]:
    """A name or sentence in the three languages."""
    return {language: name.in_language(language) for language in LANGUAGES}


def _json(content: Mapping[str, Any], path: Path) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")
    return path

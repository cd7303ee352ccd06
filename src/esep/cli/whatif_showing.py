"""How comparisons and months look in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import polars as pl

from esep.account import family_kinds
from esep.cli.screen import note, table
from esep.cli.showing import number, percent, say
from esep.familymap import LEVELS
from esep.familymap.whatif import TOTAL, Comparison, wording
from esep.language import format_number
from esep.messages import Message, current_language, messages_of

_, _n = messages_of(__package__)

Tables = Mapping[str, pl.DataFrame]

_GAINS = ("gaining_families", "losing_families", "cost_before", "cost_after", "change")


def comparison(
    made: Comparison, tables: Tables, by: Literal["district", "kind"] | None, name: Message | str
) -> None:
    """Gainers, losers and cost by payment, and by district or kind when asked; levels; poverty."""
    language = current_language()
    payments = wording.payment_names(made.help, language)
    say(str(name))
    rows = _gains(tables["whatif.by_provision"], "provision", payments)
    table([wording.COLUMNS[column] for column in ("provision", *_GAINS)], rows)
    if by is not None:
        key = {"district": "district", "kind": "family_kind"}[by]
        found = tables[f"whatif.by_{by}"].filter(pl.col("provision") == TOTAL)
        names = (
            wording.place_names(found["district"], language)
            if by == "district"
            else wording.kind_names(family_kinds(), language)
        )
        table([wording.COLUMNS[column] for column in (key, *_GAINS)], _gains(found, key, names))
    _levels(tables["whatif.levels"])
    _poverty(tables["whatif.poverty"])


def months(tables: Tables, remarks: Sequence[Message], *, quiet: bool) -> None:
    """Families below each line, who came below and who left, and the cost, a row for each month."""
    moves = {
        (row["month"], row["move"]): row["families"]
        for row in tables["months.moves"].to_dicts()
        if row["test"] == "below_poverty_line"
    }
    costs = {
        row["month"]: row["amount"] for row in tables["months.cost"].to_dicts() if row["provision"] == TOTAL
    }
    rows = [
        (
            f"{row['month']:%Y-%m}",
            number(row["families_below_subsistence"]),
            number(row["families_below_poverty_line"]),
            *(number(moves.get((row["month"], move))) for move in ("entered", "left")),
            number(costs[row["month"]]),
        )
        for row in tables["months.overview"].to_dicts()
    ]
    heads = (
        wording.COLUMNS["month"],
        *wording.TEST_NAMES.values(),
        wording.COLUMNS["entered"],
        wording.COLUMNS["left"],
        wording.COLUMNS["amount"],
    )
    table(heads, rows)
    lasting = [
        (
            wording.TEST_NAMES[row["test"]],
            *(number(row[f"{group}_families"]) for group in ("ever", "chronic")),
        )
        for row in tables["months.persistence"].to_dicts()
    ]
    table((_("families"), _("in some month"), _("in all months")), lasting)
    for remark in remarks:
        note(remark, quiet=quiet)


def written(files: Sequence[Path], *, quiet: bool) -> None:
    """Where to look: the page of the current language, and how many files there are."""
    page = next(path for path in files if path.name.endswith(f".{current_language()}.html"))
    say(_("Open {file} in a browser.", file=page))
    note(_n("{n} file written.", "{n} files written.", len(files)), quiet=quiet)


def _gains(found: pl.DataFrame, key: str, names: Mapping[str, str]) -> list[Sequence[str]]:
    return [
        (names[row[key]], *(number(row[name]) for name in _GAINS[:-1]), _signed(row["change"]))
        for row in found.to_dicts()
    ]


def _signed(value: int) -> str:
    return f"{'+' if value > 0 else ''}{format_number(value, current_language())}"


def _levels(found: pl.DataFrame) -> None:
    """The matrix of levels; nothing at a date without levels."""
    if found.is_empty():
        return
    counts = {(row["level_before"], row["level_after"]): row["families"] for row in found.to_dicts()}
    rows = [(before, *(number(counts[before, after]) for after in LEVELS)) for before in LEVELS]
    table((_("families: level before, after"), *LEVELS), rows)


def _poverty(found: pl.DataFrame) -> None:
    region = found.filter(pl.col("by") == "region")
    rows = [
        (
            f"{wording.MEASURE_NAMES[row['measure']]}, {wording.INCOME_NAMES[row['income']]}",
            *(percent(row[side]) for side in ("before", "after")),
        )
        for row in region.to_dicts()
    ]
    table((_("measure of poverty"), wording.COLUMNS["before"], wording.COLUMNS["after"]), rows)

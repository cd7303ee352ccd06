"""How results look in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl

from esep.account import family_kinds
from esep.cli.margins import NAMES, margin_value
from esep.cli.screen import note, out, table
from esep.engines.memory import Explained, Explanation
from esep.familymap import QUERIES, Assessment, Refusal
from esep.familymap.telling import told_text
from esep.figures import Finding, indicator
from esep.language import format_number
from esep.law.values import value_text
from esep.messages import Message, current_language, messages_of
from esep.places import Place, places
from esep.registers import Snapshot
from esep.registers.synthesis import SynthesisReport
from esep.support import QUERIES as HELP_QUERIES
from esep.support import Offer, Proposals

_, _n = messages_of(__package__)

STEPS_SHOWN = 2
"""How far down ``esep explain`` goes unless it is asked about one provision."""

OFF_SCREEN = ("families_below_subsistence", "share_of_families", "targeted_assistance_families")
"""Columns of the family map that a terminal has no room for; ``--out`` writes them all."""

COLUMNS_OF_LIST = ("family", "person", "place", "measure", "comes_first", "amount", "cost", "reason", "needs")


def number(value: object) -> str:
    """A number with the separators of the language; empty when not known."""
    return "" if value is None else format_number(value, current_language())  # type: ignore[arg-type]


def percent(ten_thousandths: int | None) -> str:
    """A share of ten-thousandths as per cent; empty when not known."""
    return "" if ten_thousandths is None else f"{number(Decimal(ten_thousandths) / 100)} %"


def say(line: Message | str) -> None:
    """A line of the result, as it is."""
    out.print(str(line), markup=False)


def where_to_look(files: Sequence[Path]) -> None:
    """The files of an account, the page of the current language first."""
    language = current_language()
    first = [path for path in files if path.name == f"account.{language}.html"]
    out.print(
        str(_("The account is ready. Open {file} in a browser.", file=(first or list(files))[0])),
        markup=False,
    )
    say(_("All files:"))
    for path in files:
        out.print(f"  {path}", markup=False)


def margins(report: SynthesisReport) -> None:
    """How the published margins were met, then the figures that were only measured beside published ones."""
    heads = (_("margin"), _("asked"), _("made"), _("difference"), _("source"))
    titles = {True: _("Margins of the made-up region"), False: _("Published figures that were not fitted")}
    for fitted, title in titles.items():
        rows = [
            (
                NAMES[found.name],
                *(margin_value(found.name, n) for n in (found.asked, found.got, found.difference)),
                found.source,
            )
            for found in report.margins
            if found.fitted == fitted
        ]
        if rows:
            table(heads, rows, title=title)


def snapshot(made: Snapshot, *, quiet: bool) -> None:
    """What a snapshot holds and what its quality report says."""
    rows = [(name, number(file.rows)) for name, file in made.manifest.files.items()]
    table((_("file"), _("rows")), rows, title=_("Snapshot of {day}", day=made.date.isoformat()))
    for remark in made.manifest.notes:
        note(remark.message, quiet=quiet)
    say(str(made.folder))


def family_map(made: Assessment, by: str, to: Path | None, *, quiet: bool) -> None:
    """The map by district, place, level or kind of family, and the measures of poverty."""
    frame = QUERIES[f"familymap.by_{by}"](made)
    shown = named(frame.drop(OFF_SCREEN, strict=False), short=True)
    table([_head(name) for name in shown.columns], [[_cell(v) for v in row] for row in shown.iter_rows()])
    poverty = QUERIES["familymap.poverty"](made).row(0, named=True)
    rows = [(indicator(name).name, percent(value)) for name, value in poverty.items()]
    table((_("measure of poverty"), _("value")), rows)
    if {"level", "families_levels_d_e"} & set(frame.columns):
        caution = _(
            "Levels A to E rest on points from one unofficial source: a guide, no ground for a decision."
        )
        note(caution, quiet=quiet)
    _write(named(frame), to, quiet=quiet)


def measures(made: Proposals, to: Path | None, *, quiet: bool) -> None:
    """Help by measure."""
    frame = HELP_QUERIES["support.by_measure"](made)
    names = {measure.id: str(measure.name) for measure in made.measures}
    full = frame.with_columns(pl.col("measure").replace_strict(names))
    shown = full.drop("is_right", "proposals")
    table([_head(name) for name in shown.columns], [[_cell(v) for v in row] for row in shown.iter_rows()])
    note(_("Measures may stand in for one another: do not add their costs up."), quiet=quiet)
    _write(full, to, quiet=quiet)


def district_list(made: Proposals, district: Place, to: Path | None, *, quiet: bool) -> None:
    """The families of a district with what is proposed to each, why, and what is still needed."""
    language = current_language()
    offers = {measure.id: Offer(measure, None, False, None, None) for measure in made.measures}
    reasons = {name: offer.reason(language) for name, offer in offers.items()}
    needs = {name: "; ".join(offer.needs(language)) for name, offer in offers.items()}
    names = {name: str(offer.measure.name) for name, offer in offers.items()}
    rows = made.of_district(district.code)
    codes = {code: str(places().get(code).names) for code in rows["place"].unique()}
    listed = rows.with_columns(
        reason=pl.col("measure").replace_strict(reasons, return_dtype=pl.String),
        needs=pl.col("measure").replace_strict(needs, return_dtype=pl.String),
        measure=pl.col("measure").replace_strict(names, return_dtype=pl.String),
        place=pl.col("place").replace_strict(codes, return_dtype=pl.String),
    ).select(COLUMNS_OF_LIST)
    if to is None:
        out.print(listed.write_csv(), markup=False, end="")
    else:
        _write(listed, to, quiet=quiet)


def answers(told: Explanation, refusals: Sequence[Refusal]) -> None:
    """A family's answers in a table, two steps of what each follows from, and what would turn a refusal."""
    language = current_language()
    rows = [(value.title, value_text(value.value, value.unit, language)) for value in told.values]
    table((_("right or standing"), _("answer")), rows)
    upper = replace(told, values=tuple(_upper(value, STEPS_SHOWN) for value in told.values))
    out.print(told_text(upper, refusals, language), markup=False)


def _upper(told: Explained, steps: int) -> Explained:
    """The upper steps of a tree."""
    below = tuple(_upper(value, steps - 1) for value in told.inputs) if steps else ()
    return told._replace(inputs=below, repeated=False)


def offers(found: Iterable[Offer]) -> None:
    """What is offered to a family."""
    language = current_language()
    out.print(str(_("Help proposed")), style="bold")
    for offer in found:
        whom = "" if offer.person is None else " " + str(_("(person {id})", id=offer.person))
        amount = "" if offer.amount is None else ": " + str(_("{amount} tenge", amount=number(offer.amount)))
        say(f"* {offer.measure.name}{whom}{amount}")
        say("  " + str(_("Why: {reason}", reason=offer.reason(language))))
        out.print(
            "  " + str(_("Still needed: {needs}", needs="; ".join(offer.needs(language)))), markup=False
        )
        say("  " + str(_("Where: {provider}", provider=offer.measure.provider)))


def findings(found: Sequence[Finding]) -> None:
    """What the checks found, the contradictions first."""
    for finding in found:
        out.print(str(_OUTCOMES[finding.outcome]), style=_STYLES[finding.outcome], end=" ")
        out.print(str(finding.explanation), markup=False)
        for span in finding.statements:
            where = span.cell or f"{span.start}–{span.end}"
            out.print(f"    {span.document} [{where}]: «{' '.join(span.quote.split())}»", markup=False)
    counts = [(str(word), sum(f.outcome == outcome for f in found)) for outcome, word in _OUTCOMES.items()]
    out.print("; ".join(f"{word}: {count}" for word, count in counts), markup=False)


_OUTCOMES: dict[str, Message] = {
    "contradiction": _("Contradiction"),
    "doubt": _("Doubt"),
    "remainder": _("Remainder"),
    "confirmation": _("Confirmation"),
}
_STYLES = {
    "contradiction": "bold red",
    "doubt": "bold magenta",
    "remainder": "bold yellow",
    "confirmation": "bold green",
}
_HEADS: dict[str, Message] = {
    "district": _("district"),
    "place": _("place"),
    "level": _("level"),
    "family_kind": _("kind of family"),
    "measure": _("measure"),
}


def _head(name: str) -> Message | str:
    return _HEADS[name] if name in _HEADS else str(indicator(name).name)


def _cell(value: object) -> str:
    return value if isinstance(value, str) else number(value)


def named(frame: pl.DataFrame, *, short: bool = False) -> pl.DataFrame:
    """Codes of places and kinds of family replaced by their names; ``short`` leaves the kind of place out."""
    shown = frame
    for column in {"district", "place"} & set(frame.columns):
        found = {code: places().get(code) for code in frame[column].unique()}
        codes = {code: str(place.short_names if short else place.names) for code, place in found.items()}
        shown = shown.with_columns(pl.col(column).replace_strict(codes, return_dtype=pl.String))
    if "family_kind" in frame.columns:
        kinds = {kind: str(name) for kind, name in family_kinds().items()}
        shown = shown.with_columns(pl.col("family_kind").replace_strict(kinds, return_dtype=pl.String))
    return shown


def _write(frame: pl.DataFrame, to: Path | None, *, quiet: bool) -> None:
    """Write a table as CSV with the mark by which spreadsheets know UTF-8."""
    if to is not None:
        frame.write_csv(to, include_bom=True)
        note(_("Written: {file}", file=to), quiet=quiet)

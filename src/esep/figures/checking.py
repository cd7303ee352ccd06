"""Every rule over every text and table: few findings, each of them right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from esep.figures.changes import check_changes
from esep.figures.compared import check_compared
from esep.figures.computed_columns import check_computed
from esep.figures.each import check_each
from esep.figures.finding import OUTCOMES, Finding
from esep.figures.growth import check_growth
from esep.figures.official_text import OfficialText
from esep.figures.parts import RULE as PARTS
from esep.figures.parts import check_parts
from esep.figures.permanent import check_permanent
from esep.figures.plans import check_plans
from esep.figures.population import check_population
from esep.figures.repeats import check_repeats
from esep.figures.shares import check_shares
from esep.figures.siblings import RULE as SIBLINGS
from esep.figures.siblings import check_siblings
from esep.figures.structures import check_structures
from esep.figures.tables import Table, check_table
from esep.figures.told_twice import check_told_twice
from esep.figures.wholes_behind import check_wholes_behind

Rule = Callable[[OfficialText], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    check_population,
    check_parts,
    check_siblings,
    check_shares,
    check_wholes_behind,
    check_growth,
    check_changes,
    check_compared,
    check_told_twice,
    check_plans,
    check_structures,
    check_each,
    check_permanent,
    check_repeats,
)

TABLE_RULES: tuple[Callable[[Table], Iterator[Finding]], ...] = (check_table, check_computed)


def check(documents: Iterable[OfficialText], tables: Iterable[Table] = ()) -> list[Finding]:
    """What the rules find in the texts and tables, contradictions first, then in the order of the input."""
    found = [finding for text in documents for finding in _check_text(text)]
    found += [finding for table in tables for rule in TABLE_RULES for finding in rule(table)]
    return sorted(found, key=lambda finding: OUTCOMES.index(finding.outcome))


def _check_text(text: OfficialText) -> list[Finding]:
    found = [finding for rule in RULES for finding in rule(text)]
    found.sort(key=lambda finding: finding.statements[0].start)
    return [finding for finding in found if not _is_explained(finding, found)]


def _is_explained(remainder: Finding, found: Sequence[Finding]) -> bool:
    """True when the part that a list leaves out is stated elsewhere in the text and adds up with it."""
    if remainder.outcome != "remainder" or remainder.rule != PARTS:
        return False
    total, *parts = remainder.statements
    return any(
        sums.rule == SIBLINGS and sums.statements[0] == total and set(parts) <= set(sums.statements)
        for sums in found
    )

"""A what-if as the worker computes it: two assessments of a snapshot, compared; the result is counts."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import transaction
from django.utils.translation import gettext_noop

from esep.errors import EsepError
from esep.familymap.whatif import QUERIES, TOTAL, Comparison, Reform, compare
from esep.familymap.whatif.comparison_page import changes_grid
from esep.messages import LANGUAGES, Message
from esep_site.families import nearness, queries
from esep_site.families.loading import PROGRAM_ERROR, SECONDS_BETWEEN_WORDS
from esep_site.families.models import Scenario, ScenarioState
from esep_site.families.reform_form import reform_of
from esep_site.families.texts import in_each_language
from esep_site.folder import folder
from esep_site.people import audit
from esep_site.people.roles import Permission
from esep_site.people.scope import enforced, scope_of, stem
from esep_site.work_locks import Work, at_work, held

NO_LONGER = gettext_noop("Who asked may no longer compare reforms for this place.")


@dataclass(frozen=True)
class ComparisonOfPlace(Comparison):
    """A comparison of the families and persons within a place only."""

    within: str = ""

    @property
    def units(self) -> pl.LazyFrame:
        """Those of the place."""
        return super().units.filter(pl.col("place").str.starts_with(self.within))


def run(number: int) -> None:
    """Compute a what-if. Nothing is done when somebody else is at it, or when it is done."""
    with held(Work.REFORM, number) as mine:
        row = (
            Scenario.objects.filter(pk=number).select_related("account", "snapshot").first() if mine else None
        )
        if row is None or row.state not in (ScenarioState.WAITING, ScenarioState.RUNNING):
            return
        try:
            if not scope_of(row.account).may(Permission.TRY_REFORMS, row.place):
                _end(row, ScenarioState.FAILED, reason=in_each_language(NO_LONGER))
                return
            _end(row, ScenarioState.RUNNING)
            result, found = _computed(row)
            with nearness.one_after_another(row.snapshot_id):
                near = nearness.near_ones(row, found, result)
                _end(row, ScenarioState.DONE, result=result, near=near)
        except EsepError as error:
            _end(row, ScenarioState.FAILED, reason=in_each_language(error.message))
        except Exception:
            _end(row, ScenarioState.FAILED, reason=in_each_language(PROGRAM_ERROR))
            raise


def is_interrupted(row: Scenario) -> bool:
    """Whether it is said to be computed while nobody is at it."""
    return row.state == ScenarioState.RUNNING and row.pk not in at_work(Work.REFORM)


def _computed(row: Scenario) -> tuple[dict[str, Any], Comparison]:
    reform = reform_of(row.reform["text"], row.law_date)
    snapshot = row.snapshot
    found = compare(
        queries.registers_of(snapshot),
        reform,
        folder().assessments / snapshot.folder,
        on=row.law_date,
        progress=_Teller(row),
    )
    of_place = ComparisonOfPlace(found.before, found.after, found.help, found.further, stem(row.place))
    result = result_of(of_place, reform)
    return {**result, "assessment": nearness.name_of_assessment(found.after)}, found


def result_of(comparison: Comparison, reform: Reform) -> dict[str, Any]:
    """The tables of a comparison as plain data, names in each language."""
    tables = {name.rpartition(".")[2]: query(comparison) for name, query in QUERIES.items()}
    total = pl.col("provision") == TOTAL
    return {
        "payments": {
            one.name: {language: one.title.in_language(language) for language in LANGUAGES}
            for one in comparison.help
        },
        "changes": {
            language: [list(row) for row in changes_grid(reform, comparison, language).rows]
            for language in LANGUAGES
        },
        "by_provision": tables["by_provision"].to_dicts(),
        "by_district": tables["by_district"].filter(total).to_dicts(),
        "by_kind": tables["by_kind"].filter(total).to_dicts(),
        "levels": tables["levels"].to_dicts(),
        "poverty_moves": tables["poverty_moves"].to_dicts(),
        "poverty": tables["poverty"].to_dicts(),
    }


class _Teller:
    """Writes how far a what-if has come where its page sees it, at most twice a second."""

    def __init__(self, row: Scenario) -> None:
        self._rows = Scenario.objects.filter(pk=row.pk)
        self._last = ("", 0.0)

    def __call__(self, stage: Message, done: int, of: int) -> None:
        word, now = str(stage), time.monotonic()
        if word == self._last[0] and now - self._last[1] < SECONDS_BETWEEN_WORDS:
            return
        self._last = (word, now)
        self._rows.update(step=in_each_language(stage), done=done, total=of)


def _end(row: Scenario, state: ScenarioState, **values: Any) -> None:
    """The next state, in a transaction within the scope of who asked; the end of the work is recorded."""
    with enforced(scope_of(row.account)), audit.recording(), transaction.atomic():
        rows = Scenario.objects.filter(pk=row.pk)
        rows.update(state=state, step={}, done=0, total=0, **values)
        if state == ScenarioState.DONE:
            audit.record("reform compared", by=row.account, subject=f"reform {row.pk}", place=row.place)

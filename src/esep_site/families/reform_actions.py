"""What is done with what-ifs: asked, named, shared, deleted. Each is permitted and recorded."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from esep_site.editing import write
from esep_site.families.models import LoadedSnapshot, Scenario, ScenarioState
from esep_site.people.audit import record
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of


@transaction.atomic
def ask(*, by: Account, snapshot: LoadedSnapshot, place: str, title: str, text: str) -> Scenario:
    """Let the worker compare a reform (the text of its file) with the law as it is, for a place."""
    _check(by, place)
    scenario = Scenario.objects.create(
        account=by,
        snapshot=snapshot,
        place=place,
        title=title,
        law_date=snapshot.law_date,
        reform={"text": text},
    )
    _queue(scenario)
    _record("reform asked", by, scenario, {"text": text})
    return scenario


@transaction.atomic
def ask_again(*, by: Account, scenario: Scenario, version: int) -> None:
    """Compare anew what failed or was interrupted."""
    _check_owner(by, scenario)
    write(scenario, version, state=ScenarioState.WAITING, reason={}, step={}, done=0, total=0)
    _queue(scenario)
    _record("reform asked", by, scenario)


@transaction.atomic
def change(*, by: Account, scenario: Scenario, version: int, title: str, shared: bool) -> None:
    """Another name; shown to others who may try reforms in the place, or no longer."""
    _check_owner(by, scenario)
    write(scenario, version, title=title, shared=shared)
    _record("reform changed", by, scenario, {"shared": shared})


@transaction.atomic
def delete(*, by: Account, scenario: Scenario) -> None:
    """Keep it no longer; what was told of it to who sees no families is remembered as told."""
    _check_owner(by, scenario)
    _record("reform deleted", by, scenario)
    if scenario.told_at is None:
        scenario.delete()
    else:
        Scenario.objects.filter(pk=scenario.pk).update(removed=True, shared=False, title="")


def _check(by: Account, place: str) -> None:
    if not scope_of(by).may(Permission.TRY_REFORMS, place):
        raise PermissionDenied


def _check_owner(by: Account, scenario: Scenario) -> None:
    _check(by, scenario.place)
    if scenario.account_id != by.pk:
        raise PermissionDenied


def _queue(scenario: Scenario) -> None:
    from esep_site.families.tasks import compare_reform

    compare_reform.defer(scenario=scenario.pk)


def _record(what: str, by: Account, scenario: Scenario, details: dict[str, object] | None = None) -> None:
    record(what, by=by, subject=f"reform {scenario.pk}", place=scenario.place, details=details or {})

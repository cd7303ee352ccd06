"""The way of a snapshot from extracts to the pages, as the worker goes it.

Check (the library builds its snapshot or lists the faults), assess, store. Each step finds what an earlier,
interrupted try has finished and goes on from there. While somebody is at a snapshot, its advisory lock is
held on a connection of its own, which the database frees however the worker ends: a snapshot that is being
checked or loaded, and not locked, was interrupted.
"""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from esep.errors import EsepError, InputRefused, NotFound
from esep.familymap import Assessment, assess, open_assessment
from esep.messages import LANGUAGES, Message
from esep.registers import Snapshot, build_snapshot, open_snapshot, read_or_make_key
from esep_site.families import queries, storing
from esep_site.families.counting import Counter
from esep_site.families.flows import flows
from esep_site.families.models import Fault, LoadedSnapshot, State
from esep_site.families.row_policy import SETTING
from esep_site.families.rows import RowMaker
from esep_site.families.texts import in_each_language
from esep_site.folder import folder
from esep_site.people import audit
from esep_site.people.scope import stem
from esep_site.people.seal import sealed
from esep_site.work_locks import Work, beside, held

SECONDS_BETWEEN_WORDS = 0.5

WRITING = gettext_noop("Writing the rows")
INDEXING = gettext_noop("Building the indexes")
COMPARING = gettext_noop("Comparing with the snapshot in force")
OTHER_REGION = gettext_noop(
    "The extracts have families of another region. Upload those of your own region only."
)
NO_FAMILIES = gettext_noop("The extracts have no families.")
INTERRUPTED = gettext_noop(
    "The work was interrupted: the worker, the server or the database stopped. Try again."
)
PROGRAM_ERROR = gettext_noop(
    "The program failed. The administrator finds the reason in its log; you may try again."
)


class Refused(Exception):
    """The extracts are sound but not for here; the argument says why."""


def go_on(number: int) -> None:
    """Take a snapshot as far as it was asked to come. Nothing is done when somebody else is at it."""
    close_old_connections()
    with held(Work.SNAPSHOT, number) as mine:
        if not mine:
            return
        row = LoadedSnapshot.objects.get(pk=number)
        if row.state not in (State.UPLOADED, State.CHECKING, State.LOADING):
            return
        try:
            _go(row)
        except InputRefused as refusal:
            _refuse(row, in_each_language(refusal.message), refusal)
        except Refused as refusal:
            _refuse(row, in_each_language(refusal.args[0]))
        except EsepError as error:
            _fail(row, in_each_language(error.message))
        except Exception:
            # When the database itself is gone, nothing can be said now; the free lock says it afterwards.
            connection.close_if_unusable_or_obsolete()
            with suppress(DatabaseError):
                _fail(row, in_each_language(PROGRAM_ERROR))
            raise


def _go(row: LoadedSnapshot) -> None:
    tell = Teller(row)
    tell.state(State.CHECKING)
    snapshot = _checked(row, tell)
    if row.only_check:
        tell.state(State.CHECKED, families=_rows(snapshot, "families"), persons=_rows(snapshot, "persons"))
        return
    tell.state(State.LOADING)
    assessment = assess(snapshot, folder().assessments / row.folder, on=row.law_date, progress=tell)
    LoadedSnapshot.objects.filter(pk=row.pk).update(
        assessment=f"{row.folder}/{assessment.folder.name}",
        stamp={
            "snapshot": snapshot.id,
            "assessment": assessment.id,
            "law": assessment.manifest.law_hash,
            "program": assessment.manifest.program_version,
            "classifier": snapshot.manifest.classifier,
            "key": snapshot.manifest.key_fingerprint,
        },
        flows=_flows(row, assessment, tell),
    )
    with beside() as database:
        store(row.pk, snapshot, assessment, storing.Writer(database, row.pk), tell)
    _record(row, "snapshot loaded")


def store(
    number: int, snapshot: Snapshot, assessment: Assessment, writer: storing.Writer, tell: Teller
) -> None:
    """Rows, indexes and counts of one snapshot, up to the end of the transaction."""
    maker, counter = RowMaker(snapshot, assessment), Counter()
    writer.begin()
    for done, rows in enumerate(maker):
        tell(WRITING, done, len(maker.portions))
        counter.add(rows)
        writer.add(rows.families)
    writer.finish(lambda done, of: tell(INDEXING, done, of))
    writer.count(counter.result(assessment))
    writer.ready(assessment.manifest.families, assessment.manifest.persons)


def _checked(row: LoadedSnapshot, tell: Teller) -> Snapshot:
    """The library's snapshot of the extracts, built unless it is there; the extracts then go.

    They hold individual numbers; the snapshot does not.
    """
    target = folder().snapshots / row.folder
    try:
        snapshot = open_snapshot(target)
    except NotFound:
        key = read_or_make_key(folder().pseudonym_key)
        source = folder().extracts / row.extracts
        snapshot = build_snapshot(source, target, date=row.date, key=key, progress=tell)
    regions = snapshot.scan("families").select("region").unique().collect()["region"].to_list()
    if regions != [row.region]:
        shutil.rmtree(target)
        raise Refused(OTHER_REGION if regions else NO_FAMILIES)
    forget_extracts(row)
    return snapshot


def _flows(row: LoadedSnapshot, assessment: Assessment, tell: Teller) -> dict[str, Any]:
    current = LoadedSnapshot.objects.filter(region=row.region, in_force=True).first()
    if current is None:
        return {}
    tell(COMPARING, 0, 1)
    return {"since": current.pk, **flows(assessment_of(current), assessment)}


def assessment_of(row: LoadedSnapshot) -> Assessment:
    """The library's assessment behind a snapshot."""
    return open_assessment(folder().assessments / row.assessment)


def forget_extracts(row: LoadedSnapshot) -> None:
    """Remove what was uploaded: it holds individual numbers and is needed no more."""
    if row.extracts:
        shutil.rmtree(folder().extracts / Path(row.extracts).name, ignore_errors=True)


class Teller:
    """Writes how far a snapshot has come where pages see it, at most twice a second."""

    def __init__(self, row: LoadedSnapshot) -> None:
        self._rows = LoadedSnapshot.objects.filter(pk=row.pk)
        self._row = row
        self._last = ("", 0.0)

    def __call__(self, stage: Message | str, done: int, of: int) -> None:
        """The library's Progress: what is being done, how many steps of how many are."""
        word, now = str(stage), time.monotonic()
        if word == self._last[0] and now - self._last[1] < SECONDS_BETWEEN_WORDS:
            return
        self._last = (word, now)
        self._rows.update(step=in_each_language(stage), done=done, total=of, moved_at=timezone.now())

    def state(self, state: State, **values: Any) -> None:
        """The next state; progress begins anew."""
        self._row.refresh_from_db()
        version = self._row.version + 1
        self._rows.update(
            state=state,
            step={},
            reason={},
            done=0,
            total=0,
            moved_at=timezone.now(),
            version=version,
            **values,
        )
        self._row.refresh_from_db()


def _refuse(row: LoadedSnapshot, reason: dict[str, str], refusal: InputRefused | None = None) -> None:
    """The refused state with all faults; the extracts go, since mended ones will be uploaded anew."""
    faults = [
        Fault(
            snapshot=row,
            place=row.region,
            file=fault.file,
            row=fault.row,
            column=fault.column,
            text={language: fault.message.in_language(language) for language in LANGUAGES},
        )
        for fault in (refusal.faults if refusal else ())
    ]
    with transaction.atomic(), audit.recording():
        with connection.cursor() as cursor:  # for owners of the tables to whom the row policy applies too
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, sealed(SETTING, stem(row.region))])
        Fault.objects.filter(snapshot=row).delete()
        Fault.objects.bulk_create(faults, batch_size=5000)
        Teller(row).state(State.REFUSED, fault_count=len(faults))
        LoadedSnapshot.objects.filter(pk=row.pk).update(reason=reason)
        audit.record("snapshot refused", by=None, subject=f"snapshot {row.pk}", place=row.region)
    forget_extracts(row)


def _fail(row: LoadedSnapshot, reason: dict[str, str]) -> None:
    Teller(row).state(State.FAILED)
    LoadedSnapshot.objects.filter(pk=row.pk).update(reason=reason)
    _record(row, "snapshot failed")


def _record(row: LoadedSnapshot, what: str) -> None:
    with transaction.atomic(), audit.recording():
        audit.record(what, by=None, subject=f"snapshot {row.pk}", place=row.region)


def tell_interrupted() -> None:
    """The failed state for snapshots that were being worked on by somebody who is no more."""
    for row in LoadedSnapshot.objects.filter(state__in=(State.CHECKING, State.LOADING)):
        if queries.is_interrupted(row):
            _fail(row, in_each_language(INTERRUPTED))


def _rows(snapshot: Snapshot, table: str) -> int:
    return snapshot.manifest.files[f"{table}.parquet"].rows

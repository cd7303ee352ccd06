"""A made-up region of two thousand persons: its extracts, made once in a run."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from esep.familymap import Assessment, assess
from esep.registers import Snapshot, build_snapshot, read_or_make_key
from esep.registers.synthesis import synthesize, zhambyl
from esep_site.families import actions, loading, storing
from esep_site.families.counting import Counter
from esep_site.families.models import LoadedSnapshot
from esep_site.families.rows import RowMaker
from esep_site.folder import folder
from esep_site.people import audit
from esep_site.people.models import Account
from esep_site.people.roles import Role

from ..conftest import MakeAccount

REGION = "310000000"
DATE = datetime.date(2026, 10, 1)
EARLIER = datetime.date(2026, 7, 1)


@pytest.fixture(scope="session")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the made-up extracts."""
    target = tmp_path_factory.mktemp("extracts") / "registers"
    synthesize(zhambyl().model_copy(update={"date": DATE}).scaled(2000), target, seed=7)
    return target


def uploads(source: Path, *left_out: str) -> list[SimpleUploadedFile]:
    """The files of a folder as a browser sends them."""
    return [
        SimpleUploadedFile(file.name, file.read_bytes())
        for file in sorted(source.iterdir())
        if file.name not in left_out
    ]


Upload = Callable[..., LoadedSnapshot]


@pytest.fixture
def upload(transactional_db: None, extracts: Path) -> Iterator[Upload]:
    """``upload(by=account)``: the made-up extracts are uploaded. Partitions go when the test ends."""

    def made(by: Account | None = None, **given: object) -> LoadedSnapshot:
        with audit.recording():
            asked = {"region": REGION, "date": DATE, "law_date": DATE, "files": uploads(extracts), **given}
            return actions.upload(by=by, **asked)  # type: ignore[arg-type]

    yield made
    for row in LoadedSnapshot.objects.all():
        storing.remove(row.pk)
        loading.forget_extracts(row)


@pytest.fixture
def load(upload: Upload) -> Upload:
    """``load(by=account)``: uploaded, and taken by the worker as far as it goes."""

    def made(by: Account | None = None, **given: object) -> LoadedSnapshot:
        row = upload(by, **given)
        loading.go_on(row.pk)
        row.refresh_from_db()
        return row

    return made


def site_folder() -> Path:
    """Where the site under test keeps its files."""
    return folder().root


@dataclass(frozen=True)
class MadeUp:
    """The made-up region as the library has it, and its rows as the database gets them."""

    snapshot: Snapshot
    assessment: Assessment
    families: pl.DataFrame
    counts: pl.DataFrame


@pytest.fixture(scope="session")
def made_up(extracts: Path) -> MadeUp:
    """Built and assessed once in a run."""
    key = read_or_make_key(folder().pseudonym_key)
    snapshot = build_snapshot(extracts, folder().snapshots / "made-up", date=DATE, key=key)
    assessment = assess(snapshot, folder().assessments / "made-up", on=DATE)
    counter, parts = Counter(), []
    for rows in RowMaker(snapshot, assessment):
        counter.add(rows)
        parts.append(rows.families)
    return MadeUp(snapshot, assessment, pl.concat(parts), counter.result(assessment))


Publish = Callable[..., LoadedSnapshot]


@pytest.fixture
def published(db: None, made_up: MadeUp) -> Publish:
    """``published(date)``: the region in force, written in the transaction of the test."""

    def made(date: datetime.date = DATE) -> LoadedSnapshot:
        LoadedSnapshot.objects.filter(region=REGION).update(in_force=False)
        row = LoadedSnapshot.objects.create(
            region=REGION,
            date=date,
            law_date=DATE,
            folder="made-up",
            assessment=f"made-up/{made_up.assessment.folder.name}",
            published_at=timezone.now(),
        )
        connection.ensure_connection()
        writer = storing.Writer(connection.connection, row.pk)
        writer.begin()
        writer.add(made_up.families)
        writer.finish(lambda _done, _of: None)
        writer.count(made_up.counts)
        writer.ready(len(made_up.families), 2000)
        LoadedSnapshot.objects.filter(pk=row.pk).update(in_force=True)
        row.refresh_from_db()
        return row

    return made


@pytest.fixture
def region(published: Publish) -> LoadedSnapshot:
    """The made-up region in force."""
    return published()


SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(make_account: MakeAccount) -> SignIn:
    """``sign_in(Role.OFFICER, DISTRICT)``: a browser of somebody with that role, ``client.account``."""

    def made(role: Role, place: str = REGION) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.account = make_account(role, place)  # type: ignore[attr-defined]
        client.force_login(client.account)  # type: ignore[attr-defined]
        return client

    return made

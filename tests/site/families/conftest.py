"""A made-up region of two thousand persons: its extracts, made once in a run."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from esep.registers.synthesis import synthesize, zhambyl
from esep_site.families import actions, loading, storing
from esep_site.families.models import LoadedSnapshot
from esep_site.folder import folder
from esep_site.people import audit
from esep_site.people.models import Account

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

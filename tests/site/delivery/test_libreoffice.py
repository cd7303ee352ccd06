"""LibreOffice opens the workbook of every kind and saves it; entered again, nothing changes.

The workbooks hold the ledger of texts and made-up records at each stage, with all that a record can have;
beside them stand the empty templates.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
import pytest

from esep_site.bodies.models import Body
from esep_site.delivery.bulk import read_entries, write_entries
from esep_site.delivery.catalogue import kinds
from esep_site.delivery.models import Record
from esep_site.delivery.workbook_reading import Filled, read_workbook
from esep_site.delivery.workbook_writing import write_workbook
from esep_site.entering import enter_folder

from . import every_kind

LEDGER = Path(__file__).resolve().parents[3] / "examples" / "ledger"
RECORDS, KINDS = 126, 15
LANGUAGES = ("kk", "ru", "en")
LONGEST = 300
"""Seconds; one start of LibreOffice for all workbooks takes a few."""

pytestmark = pytest.mark.libreoffice


def exported(to: Path) -> dict[str, str]:
    """Every kind of the ledger as a workbook, the languages in turn; file name → kind."""
    found = {}
    for at, (code, kind) in enumerate(kinds().items()):
        for name, rows in (
            (f"{code}.xlsx", Record.objects.filter(kind=code)),
            (f"template-{code}.xlsx", None),
        ):
            with (to / name).open("wb") as content:
                entries = [] if rows is None else read_entries(rows.order_by("pk"))
                write_workbook(content, kind, entries, LANGUAGES[at % len(LANGUAGES)])
            found[name] = code
    return found


def saved_by_libreoffice(folder: Path, to: Path, profile: Path) -> str:
    """Open every workbook of a folder and save it in another; what LibreOffice says."""
    done = subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"),
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(to)),
            *sorted(map(str, folder.glob("*.xlsx"))),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    return f"{done.returncode}: {done.stdout}{done.stderr}"


def read(file: Path) -> Filled:
    with file.open("rb") as content:
        return read_workbook(content)


@pytest.mark.django_db
@pytest.mark.usefixtures("recording")
def test_saved_by_libreoffice_and_entered_again_nothing_changes(
    bodies: dict[str, Body], tmp_path: Path
) -> None:
    assert enter_folder(LEDGER).entered == RECORDS
    made_up = write_entries(by=None, entries=every_kind.entries())
    assert not made_up.faults
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    kind_of = exported(before)
    assert len(kind_of) == 2 * KINDS
    told = saved_by_libreoffice(before, after, tmp_path / "profile")
    assert sorted(file.name for file in after.glob("*.xlsx")) == sorted(kind_of), told
    unchanged = 0
    for name, kind in kind_of.items():
        assert openpyxl.load_workbook(after / name).properties.creator == "Esep"
        assert (after / name).read_bytes() != (before / name).read_bytes(), "LibreOffice did not save it"
        filled = read(after / name)
        assert (filled.kind, filled.faults) == (kinds()[kind], []), name
        assert filled.entries == read(before / name).entries, name
        assert bool(filled.entries) != name.startswith("template-"), name
        outcome = write_entries(by=None, entries=filled.entries)
        assert not [*outcome.faults, *outcome.entered, *outcome.changed, *outcome.conflicts], name
        unchanged += len(outcome.unchanged)
    assert unchanged == RECORDS + len(made_up.entered)
    parts = ("money", "partners", "milestones", "risks", "jobs")
    rich = read(after / "road_section.xlsx").entries[-1]
    assert all(getattr(rich, part) for part in parts)

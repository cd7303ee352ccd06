"""LibreOffice opens each workbook of the ledger and saves it; entered again, nothing changes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
import pytest

from esep_site.delivery.bulk import read_entries, write_entries
from esep_site.delivery.catalogue import kinds
from esep_site.delivery.models import Record
from esep_site.delivery.workbook_reading import Filled, read_workbook
from esep_site.delivery.workbook_writing import write_workbook
from esep_site.entering import enter_folder

LEDGER = Path(__file__).resolve().parents[3] / "examples" / "ledger"
RECORDS, KINDS = 126, 14
LANGUAGES = ("kk", "ru", "en")
LONGEST = 300
"""Seconds; one start of LibreOffice for all workbooks takes a few."""

pytestmark = pytest.mark.libreoffice


def exported(to: Path) -> dict[str, str]:
    """Every kind of the ledger as a workbook, the languages in turn; file name → kind."""
    present = sorted(set(Record.objects.values_list("kind", flat=True)))
    found = {}
    for at, code in enumerate(present):
        name = f"{code}.xlsx"
        with (to / name).open("wb") as content:
            rows = read_entries(Record.objects.filter(kind=code).order_by("pk"))
            write_workbook(content, kinds()[code], rows, LANGUAGES[at % len(LANGUAGES)])
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
def test_saved_by_libreoffice_the_ledger_entered_again_changes_nothing(tmp_path: Path) -> None:
    assert enter_folder(LEDGER).entered == RECORDS
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    kind_of = exported(before)
    assert len(kind_of) == KINDS
    told = saved_by_libreoffice(before, after, tmp_path / "profile")
    assert sorted(file.name for file in after.glob("*.xlsx")) == sorted(kind_of), told
    unchanged = 0
    for name, kind in kind_of.items():
        assert openpyxl.load_workbook(after / name).properties.creator == "Esep"
        assert (after / name).read_bytes() != (before / name).read_bytes(), "LibreOffice did not save it"
        filled = read(after / name)
        assert (filled.kind, filled.faults) == (kinds()[kind], []), name
        assert filled.entries == read(before / name).entries, name
        outcome = write_entries(by=None, entries=filled.entries)
        assert not [*outcome.faults, *outcome.entered, *outcome.changed, *outcome.conflicts], name
        unchanged += len(outcome.unchanged)
    assert unchanged == RECORDS

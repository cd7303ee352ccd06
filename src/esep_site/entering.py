"""A folder of workbooks entered by the installation itself: bodies, then records in order, then targets.

``bodies.yaml`` and ``targets.yaml`` may stand beside the workbooks, which are entered in the order of their
names. All or nothing; entered again, nothing changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from esep.errors import Fault, InputRefused
from esep.messages import messages_of
from esep.yaml_texts import read_yaml
from esep_site.bodies.actions import enter_bodies
from esep_site.delivery.bulk import write_entries
from esep_site.delivery.models import Target
from esep_site.delivery.targets import differs, set_target
from esep_site.delivery.workbook_reading import CellFault, read_workbook
from esep_site.people import audit

_, _n = messages_of(__package__)


@dataclass
class Entered:
    """How many records were new, changed, and left as they were."""

    entered: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)


def enter_folder(folder: Path) -> Entered:
    """Enter everything in a folder; InputRefused with every fault, and then nothing is entered."""
    books = sorted(folder.glob("*.xlsx"))
    if not books:
        raise InputRefused(_("There is no workbook in {folder}.", folder=folder), [])
    done = Entered()
    with audit.recording(), transaction.atomic():
        enter_bodies(by=None, rows=_listed(folder / "bodies.yaml"))
        for book in books:
            _enter_book(book, done)
        if done.faults:
            count = len(done.faults)
            raise InputRefused(
                _n(
                    "{n} cell has a fault; nothing was entered.",
                    "{n} cells have faults; nothing was entered.",
                    count,
                ),
                done.faults,
            )
        for row in _listed(folder / "targets.yaml"):
            _set(row)
    return done


def _listed(file: Path) -> list[dict[str, Any]]:
    return list(read_yaml(file.read_text("utf-8"))) if file.is_file() else []


def _enter_book(book: Path, done: Entered) -> None:
    with book.open("rb") as content:
        filled = read_workbook(content)
    done.faults += [_fault(book, each) for each in filled.faults]
    outcome = write_entries(by=None, entries=filled.entries, dry_run=bool(done.faults), reason=book.name)
    done.faults += [_fault(book, filled.fault_of(each)) for each in outcome.faults]
    done.entered += len(outcome.entered)
    done.changed += len(outcome.changed)
    done.unchanged += len(outcome.unchanged)


def _fault(book: Path, fault: CellFault) -> Fault:
    return Fault(f"{book.name}/{fault.sheet}", fault.row or 0, fault.column, fault.text)


def _set(row: dict[str, Any]) -> None:
    """A target, unless it stands so already."""
    keys = ("place", "indicator", "first_year", "last_year")
    stands = Target.objects.filter(**{key: row[key] for key in keys}).first()
    if stands is None or differs(stands, row):
        set_target(by=None, **row, version=stands.version if stands else None)

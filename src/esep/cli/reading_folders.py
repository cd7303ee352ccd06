"""A folder of documents read into a folder of results, as the command line tells it."""

from __future__ import annotations

import datetime
from pathlib import Path

from esep.cli.screen import note, out, stages
from esep.errors import Fault, InputRefused
from esep.figures import read_catalogue, stated_indicators
from esep.messages import messages_of
from esep.reading.instructions.bodies import Bodies
from esep.reading.results.folders import read_folder
from esep.reading.results.making_ready import make_ready

_, _n = messages_of(__package__)


def read_folder_into(
    source: Path,
    into: Path,
    *,
    processes: int,
    catalogue: Path | None,
    bodies: Bodies | None,
    day: datetime.date | None,
    quiet: bool,
) -> None:
    """Read the folder, say what was done, and name every file that could not be read.

    Raises InputRefused for these, after everything else is written.
    """
    if processes == 1:
        make_ready()  # other processes do so themselves
    entries = stated_indicators() if catalogue is None else read_catalogue(catalogue)
    stage = _("Reading texts")
    with stages(quiet=quiet) as progress:
        run = read_folder(
            source,
            into,
            entries=entries,
            bodies=bodies,
            day=day,
            processes=processes,
            progress=lambda done, of: progress(stage, done, of),
        )
    out.print(str(into / "readings.jsonl"), markup=False)
    out.print(str(into / "readings.csv"), markup=False)
    note(_n("{n} text was read.", "{n} texts were read.", run.read), quiet=quiet)
    if run.kept:
        note(_n("{n} text was read before.", "{n} texts were read before.", run.kept), quiet=quiet)
    if run.unreadable:
        count = len(run.unreadable)
        message = _n(
            "{n} file cannot be read; the others were. The reasons are in {file} too.",
            "{n} files cannot be read; the others were. The reasons are in {file} too.",
            count,
            file=str(into / "unreadable.csv"),
        )
        faults = [
            Fault(
                one.document,
                0,
                "",
                _("{reason} (exit code {code})", reason=one.reason, code=one.exit_code),
            )
            for one in run.unreadable
        ]
        raise InputRefused(message, faults)

"""The ledger of delivery over many records: how fast its pages answer, and a workbook is entered.

``--copies``: how many times ten thousand records, a hundred thousand rows of jobs and five thousand
instructions (10: a hundred thousand, a million, fifty thousand). They are loaded once by the paths of bulk
into a folder that is kept (``build/bench/delivery-N``; remove it after a change of the tables). Every page is
asked through Django's own client, all middleware included, in the process that measures, which is warm and
has its memory set aside as the processes of the server have.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from statistics import median, quantiles
from typing import Any

from benchmarks.measurement import BUILD, ROOT, Line

COPIES = (10,)
RECORDS, INSTRUCTIONS = 10_000, 5_000
"""Of one copy."""
TIMES = 40
ROWS = 10_000
"""Of the workbook that is sent in, whatever the size of the ledger."""
MOST_PORTFOLIO, MOST_DESK = 300.0, 200.0
"""Milliseconds at the 95th hundredth."""
MOST_IMPORT = 30.0
"""Seconds to look at a workbook and to enter it."""
FILTERS = {
    "all": "",
    "a kind": "kind=road_section",
    "a kind at a stage": "kind=road_section&stage=works",
    "a field of a kind": "kind=road_section&own_owner=national",
    "where it stands": "category=under_way",
    "red": "light=red",
    "grey": "light=grey",
    "a day is past": "late=on",
    "faults to be mended": "faults=on",
    "colours disagree": "disagree=on",
    "a check fails": "wrong=on",
    "counted in an indicator": "kind=road_section&indicator=length",
    "a programme": "programme={programme}",
    "a body": "body=b7",
    "a year": "year=2024",
    "rare words": "q=r500",
    "common words": "q=жоба",
    "by name": "sort=name",
    "by money, from the top": "sort=money&way=down",
    "page 40": "page=40",
    "in groups by kind": "view=groups",
    "in groups by programme": "view=groups&by=programme",
    "in groups by colour": "view=groups&by=light",
    "as a board": "view=board",
    "as a board of a kind": "view=board&kind=road_section",
    "as a map": "view=map",
}
"""The portfolio of the region, asked with every filter, order and view."""
ASKED = {"all": "", "words": "q=инвестор", "red": "colour=red", "a body": "body=d3", "a theme": "theme=roads"}
"""The list of instructions."""


def run(runs: int, copies: Sequence[int] = COPIES) -> Iterator[Line]:
    """The lines of each size, measured in a process of its own, which has a database of its own."""
    del runs
    for number in copies:
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "benchmarks.delivery", str(number)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ) as made:
            assert made.stdout
            yield from (Line(**json.loads(line)) for line in made.stdout if line.startswith("{"))
        if made.returncode:
            raise RuntimeError("The measuring process failed; it says why above.")


# In a process of its own, since the folder of an installation is settled once in each


def main(copies: int) -> None:
    """Load what is not there yet, measure, and print each line as JSON."""
    installation = BUILD / f"delivery-{copies}"
    os.environ |= {
        "ESEP_SITE_FOLDER": str(installation),
        "ESEP_SECOND_FACTOR": "0",
        "ESEP_LOG_LEVEL": "ERROR",
    }
    os.environ.pop("DATABASE_URL", None)
    is_new = not (installation / "loaded").is_file()
    if is_new:
        shutil.rmtree(installation, ignore_errors=True)
    from esep_site.setting_up import ready_django

    ready_django()
    from django.conf import settings
    from django.core.management import call_command

    from esep_site.embedded import stop
    from esep_site.folder import folder

    settings.ALLOWED_HOSTS.append("testserver")
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    try:
        call_command("migrate", verbosity=0)
        if is_new:
            _tell(_loaded(copies))
            (installation / "loaded").touch()
        _tell(_import())
        _tell(_pages())
    finally:
        stop(folder().database)


def _tell(lines: Iterator[Line]) -> None:
    for line in lines:
        print(json.dumps(asdict(line), ensure_ascii=False), flush=True)


def _loaded(copies: int) -> Iterator[Line]:
    from benchmarks import delivery_ledger as ledger

    ledger.bodies()
    ledger.programmes()
    begun = time.perf_counter()
    for done in ledger.records(RECORDS * copies):
        print(f"{done:,} records", file=sys.stderr, flush=True)
    spent = time.perf_counter() - begun
    yield Line(
        f"{RECORDS * copies:,} records, {RECORDS * copies * ledger.JOBS_EACH:,} rows of jobs: loaded",
        f"{spent:.0f} s",
    )
    begun = time.perf_counter()
    ledger.instructions(INSTRUCTIONS * copies)
    yield Line(f"{INSTRUCTIONS * copies:,} instructions: loaded", f"{time.perf_counter() - begun:.0f} s")
    ledger.settle()


def _pages() -> Iterator[Line]:
    from benchmarks.delivery_ledger import REGION
    from esep.memory import set_aside
    from esep.places import places
    from esep_site.delivery.models import Jobs, Record
    from esep_site.instructions import clock
    from esep_site.instructions.models import Instruction
    from esep_site.people.roles import Role
    from esep_site.people.scope import enforced

    told = [model.objects.count() for model in (Record, Jobs)]
    with enforced(clock.everywhere()):
        told.append(Instruction.objects.count())
    yield Line("records, rows of jobs, instructions", ", ".join(f"{number:,}" for number in told))
    district = sorted(place.code for place in places().get(REGION).children)[5]
    programme = Record.objects.get(code="p3").pk
    runs, officer = (_client(*each) for each in ((Role.PROGRAMME_OFFICER, REGION), (Role.OFFICER, district)))
    runs.get(f"/kk/delivery/portfolio/{REGION}/")
    set_aside()
    for name, query in FILTERS.items():
        address = f"/kk/delivery/portfolio/{REGION}/?{query.format(programme=programme)}"
        yield _asked(runs, f"portfolio of the region: {name}", address, MOST_PORTFOLIO)
    for name in ("all", "red", "common words"):
        address = f"/kk/delivery/portfolio/{district}/?{FILTERS[name]}"
        yield _asked(officer, f"portfolio of a district: {name}", address, MOST_PORTFOLIO)
    yield _asked(officer, "desk of a district", f"/kk/delivery/desk/{district}/", MOST_DESK)
    yield _asked(runs, "desk of the region", f"/kk/delivery/desk/{REGION}/", MOST_DESK)
    card = Record.objects.get(code="r5").pk
    others = {
        "employment map of the region": f"/kk/delivery/employment/{REGION}/",
        "card of a record": f"/kk/delivery/records/{card}/",
        "page of a programme": f"/kk/delivery/programmes/{programme}/",
        "page of a body": "/kk/delivery/bodies/b7/",
    }
    for name, address in others.items():
        yield _asked(runs, name, address)
    control = _client(Role.CONTROLLER, REGION)
    for name, query in ASKED.items():
        yield _asked(control, f"instructions of the region: {name}", f"/kk/instructions/?{query}")
    yield _asked(officer, "instructions of a district: all", "/kk/instructions/")


def _asked(client: Any, work: str, address: str, bar: float | None = None) -> Line:
    """Ask a page many times; the first, which fills what a process keeps, counts too."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    spent = []
    for _number in range(TIMES):
        begun = time.perf_counter()
        answer = client.get(address)
        spent.append(1000 * (time.perf_counter() - begun))
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    slow = quantiles(spent, n=20, method="inclusive")[-1]
    measured = f"{median(spent):.0f} ms, p95 {slow:.0f} ms, {len(queries)} queries"
    return Line(work, measured, f"{bar:.0f} ms" if bar else "", slow <= bar if bar else None)


def _client(role: Any, place: str) -> Any:
    """Somebody signed in with a role at a place."""
    from django.test import Client

    client = Client()
    client.force_login(_account(role, place))
    return client


def _account(role: Any, place: str) -> Any:
    from esep_site.people import actions, audit
    from esep_site.people.models import Account

    login = f"{role.value}-{place}".replace("_", "-")
    account = Account.objects.filter(login=login).first()
    if account is None:
        password = actions.one_time_password()
        with audit.recording():
            account = actions.open_account(by=None, login=login, name=login, password=password, place=place)
            actions.give_role(by=None, to=account, role=role, place=place, reason="benchmark")
        Account.objects.filter(pk=account.pk).update(must_change_password=False)
        account.refresh_from_db()
    return account


def _import() -> Iterator[Line]:
    """A workbook as a person sends it in: looked at by the worker, then entered."""
    from django.core.files import File

    from benchmarks.delivery_ledger import REGION, entries_to_send
    from esep_site.delivery import importing
    from esep_site.delivery.catalogue import kinds
    from esep_site.delivery.models import Import, ImportState
    from esep_site.delivery.workbook_writing import write_workbook
    from esep_site.people import audit
    from esep_site.people.roles import Role

    kind = kinds()["infrastructure_project"]
    entries = entries_to_send(ROWS, Import.objects.count(), kind)
    account = _account(Role.PROGRAMME_OFFICER, REGION)
    with tempfile.TemporaryFile() as content:
        begun = time.perf_counter()
        write_workbook(content, kind, entries, "kk")
        yield Line(f"{ROWS:,} records written into a workbook", f"{time.perf_counter() - begun:.1f} s")
        content.seek(0)
        with audit.recording():
            row = importing.send_in(by=account, file=File(content, name="records.xlsx"), language="kk")
    words: list[str] = []
    looking = _gone_on(row, words)
    if row.state != ImportState.LOOKED_AT:
        raise RuntimeError(f"The workbook is {row.state}: {row.result.get('told_faults')}")
    with audit.recording():
        importing.enter(by=account, row=row, version=row.version, taken=[])
    entering = _gone_on(row, words)
    if row.result["entered"] != ROWS:
        raise RuntimeError(f"{row.result['entered']} of {ROWS} records were entered")
    yield Line("  looked at", f"{looking:.1f} s")
    yield Line("  entered", f"{entering:.1f} s")
    whole = looking + entering
    yield Line(
        f"{ROWS:,} rows of a workbook looked at and entered",
        f"{whole:.1f} s, {len(words)} times told how far it is",
        f"{MOST_IMPORT:.0f} s",
        whole <= MOST_IMPORT,
    )


def _gone_on(row: Any, words: list[str]) -> float:
    """What the worker does; adds each word about how far it is that people can see."""
    from django.db import connection

    from esep_site.delivery import importing

    def note(execute: Any, sql: Any, *others: Any) -> Any:
        if str(sql).startswith('UPDATE "delivery_import" SET "done"'):
            words.append(sql)
        return execute(sql, *others)

    begun = time.perf_counter()
    with connection.execute_wrapper(note):
        importing.go_on(row.pk)
    row.refresh_from_db()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]))

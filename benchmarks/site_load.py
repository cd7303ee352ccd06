"""The whole site under many users: fifty people on six million families, on the machine that also asks.

A made-up region several times over (``--copies``; 22 are six million families) is loaded once into a folder
that is kept (``build/bench/site-load-N``; remove it after a change of the rows). The site is started as in
service, with two server processes, without worker and second factor; Locust asks it in a process of its own
(:mod:`benchmarks.site_users`). The first forty seconds, in which they sign in one after another, are not
counted.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.measurement import BUILD, ROOT, Line, run_job
from benchmarks.process_tree import processor_time

COPIES = (1,)
USERS, WARM_UP, SECONDS = 50, 40, 60
PROCESSES = 2
BARS = {
    "overview": 200,
    "district page": 200,
    "family card": 150,
    "self-check, answered": 100,
}
"""Milliseconds at the 95th hundredth."""
OFFICERS, ANALYSTS = 8, 2
ASKED = 400
"""Families of each district whose surnames are searched for and whose cards are opened."""
LETTERS = "АБЕЖКМНС"
PEOPLE = "people.json"


def run(runs: int, copies: Sequence[int] = COPIES) -> Iterator[Line]:
    """A line for each kind of page: requests, failures, half and 95 of a hundred answered within so much."""
    del runs
    for number in copies:
        installation = BUILD / f"site-load-{number}"
        if not (installation / PEOPLE).is_file():
            shutil.rmtree(installation, ignore_errors=True)
            run_job(prepare, number)
        with served(installation) as (address, site):
            yield from lines(*asked_by_many(installation, address, site))


def lines(asked: Sequence[dict[str, Any]], spent: Mapping[str, float]) -> Iterator[Line]:
    """The table; what is counted begins after the warm-up. The processor time is that of the whole run."""
    counted = [each for each in asked if each["at"] >= WARM_UP]
    yield Line(f"{USERS} users, {SECONDS} s", f"{len(counted) / SECONDS:.1f} requests a second")
    for who, seconds in spent.items():
        each_request = f"{1000 * seconds / max(len(asked), 1):.1f} ms a request"
        yield Line(f"processor time of {who}", f"{seconds:.1f} s of {WARM_UP + SECONDS}, {each_request}")
    for page in sorted({each["page"] for each in counted}):
        of_page = [each for each in counted if each["page"] == page]
        spent = [each["ms"] for each in of_page]
        failed = sum(bool(each["failed"]) for each in of_page)
        slow = quantiles(spent, n=20, method="inclusive")[-1] if len(spent) > 1 else spent[0]
        bar = BARS.get(page)
        yield Line(
            page,
            f"{len(spent)} requests, {failed} failed, p50 {median(spent):.0f} ms, p95 {slow:.0f} ms",
            f"{bar} ms" if bar else "",
            slow <= bar and not failed if bar else (None if not failed else False),
        )


@contextmanager
def served(installation: Path) -> Iterator[tuple[str, int]]:
    """The site as ``esep site start`` runs it, on a free port; yields its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = subprocess.Popen(
        [
            *(sys.executable, "-c", "from esep.cli import run; run()", "site", "start"),
            *("--no-worker", "--processes", str(PROCESSES), "--port", str(port)),
        ],
        cwd=ROOT,
        env=_environment(installation),
        stdout=(installation / "site.log").open("w"),
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/ready/", site)
        yield address, site.pid
    finally:
        site.terminate()
        site.wait()


def asked_by_many(
    installation: Path, address: str, site: int
) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """What each request took, as Locust saw it: page, milliseconds, whether it failed, second of the run; and
    the seconds of processor of those who share the machine: server, database, and Locust itself."""
    database = int((installation / "postgresql" / "postmaster.pid").read_text().split()[0])
    before = {"the server": processor_time(site), "PostgreSQL": processor_time(database)}
    own = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "asked.json"
        subprocess.run(
            [
                *(sys.executable, "-m", "locust", "--locustfile", str(ROOT / "benchmarks" / "site_users.py")),
                *("--headless", "--host", address, "--users", str(USERS), "--spawn-rate", "2.5"),
                *("--run-time", f"{WARM_UP + SECONDS}s", "--only-summary", "--loglevel", "WARNING"),
                *("--exit-code-on-error", "0"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=(installation / "users.log").open("w"),
            env={**os.environ, "LOAD_PEOPLE": str(installation / PEOPLE), "LOAD_TOLD": str(told)},
        )
        found: list[dict[str, Any]] = json.loads(told.read_text())
    after = {"the server": processor_time(site), "PostgreSQL": processor_time(database)}
    spent = {who: seconds - before[who] for who, seconds in after.items()}
    asking = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent["Locust, which asks"] = asking.ru_utime + asking.ru_stime - own.ru_utime - own.ru_stime
    return found, spent


def _environment(installation: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "ESEP_SITE_FOLDER": str(installation), "ESEP_SECOND_FACTOR": "0"}


def _wait(url: str, site: subprocess.Popen[bytes], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            with urlopen(url) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError):
            if time.monotonic() > until or site.poll() is not None:
                raise
            time.sleep(0.3)


# In a process of its own, since the folder of an installation is settled once in each


def prepare(copies: str) -> None:
    """Load the snapshot, publish it, open the accounts, and note whom the users are and what they ask."""
    installation = BUILD / f"site-load-{copies}"
    os.environ["ESEP_SITE_FOLDER"] = str(installation)
    os.environ.pop("DATABASE_URL", None)
    from django.core.management import call_command

    from esep_site.setting_up import ready_django

    ready_django()
    from benchmarks.site import loaded
    from esep_site.embedded import stop
    from esep_site.folder import folder

    try:
        call_command("migrate", verbosity=0)
        *_lines, row = _with_result(loaded(int(copies)))
        people = _people(row)
    finally:
        stop(folder().database)
    (installation / PEOPLE).write_text(json.dumps(people, ensure_ascii=False))


def _with_result(lines: Any) -> Iterator[Any]:
    yield (yield from lines)


def _people(row: Any) -> dict[str, Any]:
    """Accounts, and what there is to ask in each one's place."""
    from benchmarks.site import REGION
    from esep_site.families import actions as snapshots
    from esep_site.people import audit
    from esep_site.people.roles import Role

    with audit.recording():
        snapshots.publish(by=None, snapshot=row, instead_of=None)
    chance = random.Random(1)
    districts = _districts(row)
    places = [(Role.ANALYST, REGION)] * ANALYSTS + [(Role.OFFICER, each) for each in districts[:OFFICERS]]
    staff = [_opened(number, *each) for number, each in enumerate(places, 1)]
    of = {account["place"]: _asked(row, account, districts, chance) for account in staff}
    return {"staff": staff, "places": of, "districts": districts}


def _districts(row: Any) -> list[str]:
    """The districts of the region, that with most families first."""
    from esep_site.families.models import PlaceCount

    found = PlaceCount.objects.filter(
        snapshot=row, measure="families", breakdown="", place__endswith="00000"
    ).exclude(place=row.region)
    return list(found.order_by("-value", "place").values_list("place", flat=True))


def _opened(number: int, role: Any, place: str) -> dict[str, str]:
    from esep_site.people import actions, audit
    from esep_site.people.models import Account

    password = actions.one_time_password()
    login = f"{role.value.replace('_', '-')}-{number}"
    with audit.recording():
        account = actions.open_account(by=None, login=login, name=login, password=password, place=place)
        actions.give_role(by=None, to=account, role=role, place=place, reason="benchmark")
    Account.objects.filter(pk=account.pk).update(must_change_password=False)
    return {"login": login, "password": password, "place": place, "role": role.value}


def _asked(row: Any, account: dict[str, str], districts: list[str], chance: random.Random) -> dict[str, Any]:
    """Families, surnames and smaller places, from all over a place."""
    from django.db import connection

    from esep.places import places
    from esep_site.families.partitions import partition_of

    within = districts if account["place"] == row.region else [account["place"]]
    found: dict[str, Any] = {"families": [], "surnames": [], "places": list(within)}
    with connection.cursor() as cursor:
        for district, letter in itertools.product(within, LETTERS):
            cursor.execute(
                f"SELECT family, head, okrug FROM {partition_of(row.pk)} "
                "WHERE district = %s AND head > %s ORDER BY head, family LIMIT %s",
                [district, letter, ASKED // len(LETTERS)],
            )
            for family, head, okrug in cursor.fetchall():
                found["families"].append(family)
                found["surnames"].append(head.split()[0])
                found["places"].append(okrug)
    found["surnames"] = sorted(set(found["surnames"]))
    found["places"] = sorted({each for each in found["places"] if each in places()})
    chance.shuffle(found["families"])
    return found

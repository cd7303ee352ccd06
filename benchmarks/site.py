"""The site's pages over many families: how long loading takes, how much disk it needs, how fast queries are.

A made-up region several times over (``--copies``; 22 are six million families) is loaded into a PostgreSQL
server of its own, and every query of a page is asked by an analyst of the region and an officer of its
largest district, as the pages' database role.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from benchmarks import copies as making
from benchmarks.measurement import BUILD, Line

COPIES = (1,)
TIMES = 40
MOST_PAGE, MOST_CARD = 200.0, 150.0
"""Milliseconds at the 95th hundredth, of the whole page at fifty users; a query alone must stay far below."""
REGION, DISTRICT = "310000000", "311000000"


def run(runs: int, copies: Sequence[int] = COPIES) -> Iterator[Line]:
    """The lines of one size, since a process has one server; every query is asked many times."""
    del runs
    if len(copies) > 1:
        raise SystemExit("site measures one size at a time: name one number of copies.")
    os.environ["ESEP_SITE_FOLDER"] = str(BUILD / "site")
    shutil.rmtree(BUILD / "site", ignore_errors=True)
    yield from _measured(copies[0])


def _measured(copies: int) -> Iterator[Line]:
    from django.core.management import call_command

    from esep_site.setting_up import ready_django

    ready_django()
    call_command("migrate", verbosity=0)
    from esep_site.embedded import stop
    from esep_site.folder import folder

    try:
        row = yield from loaded(copies)
        yield from _sizes(row)
        yield from _asked(row)
    finally:
        stop(folder().database)
        shutil.rmtree(folder().root, ignore_errors=True)


@dataclass
class Clock:
    """Adds up seconds by what is being done, as it is told by the loading."""

    spent: dict[str, float]
    doing: str = ""
    since: float = 0.0

    def __call__(self, stage: object, done: int, of: int) -> None:
        del done, of
        now = time.perf_counter()
        if self.doing:
            self.spent[self.doing] = self.spent.get(self.doing, 0.0) + now - self.since
        self.doing, self.since = str(stage), now


def loaded(copies: int) -> Iterator[Line]:
    """Assess and store; returns the row of what was loaded."""
    from esep.familymap import assess
    from esep_site.families import loading, storing
    from esep_site.families.models import LoadedSnapshot
    from esep_site.folder import folder
    from esep_site.work_locks import beside

    source = making.snapshot(copies)
    name = f"country-{copies}"
    folder().snapshots.mkdir(parents=True)
    (folder().snapshots / name).symlink_to(source.folder, target_is_directory=True)
    row = LoadedSnapshot.objects.create(
        region=REGION, date=source.date, law_date=source.date, folder=name, state="loading"
    )
    begun = time.perf_counter()
    assessment = assess(source, folder().assessments / name, on=source.date)
    clock = Clock({"assessing": time.perf_counter() - begun})
    LoadedSnapshot.objects.filter(pk=row.pk).update(assessment=f"{name}/{assessment.folder.name}")
    with beside() as database:
        loading.store(row.pk, source, assessment, storing.Writer(database, row.pk), clock)
        clock("counts, commit", 0, 1)
    clock("", 0, 1)
    row.refresh_from_db()
    yield Line(
        f"{row.families:,} families, {row.persons:,} persons: loaded", _seconds(sum(clock.spent.values()))
    )
    for stage, seconds in clock.spent.items():
        yield Line(f"  {stage}", _seconds(seconds))
    return row


def _sizes(row: Any) -> Iterator[Line]:
    from django.db import connection

    from esep_site.families.partitions import partition_of

    name = partition_of(row.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_table_size(%s), pg_indexes_size(%s)", [name, name])
        table, indexes = cursor.fetchone()
        yield Line("rows of families, on the disk", _mebibytes(table))
        yield Line("their indexes", _mebibytes(indexes))
        cursor.execute(
            "SELECT indexrelname, pg_relation_size(indexrelid) FROM pg_stat_user_indexes "
            "WHERE relname = %s ORDER BY 2",
            [name],
        )
        for index, size in cursor.fetchall():
            yield Line(f"  {index.removeprefix(name)}", _mebibytes(size))
        cursor.execute(
            "SELECT count(*), pg_total_relation_size('families_placecount') FROM families_placecount"
        )
        number, size = cursor.fetchone()
        yield Line(f"{number:,} counts of places, with indexes", _mebibytes(size))


def _asked(row: Any) -> Iterator[Line]:
    from esep_site.people import actions, audit
    from esep_site.people.roles import Role
    from esep_site.people.scope import enforced, scope_of

    scopes = {}
    with audit.recording():
        for role, place in ((Role.ANALYST, REGION), (Role.OFFICER, DISTRICT)):
            login = role.value.replace("_", "-")
            account = actions.open_account(
                by=None, login=login, name=login, password=actions.one_time_password()
            )
            actions.give_role(by=None, to=account, role=role, place=place, reason="benchmark")
            scopes[role] = scope_of(account)
    for who, scope, place in (
        ("analyst", scopes[Role.ANALYST], REGION),
        ("analyst", scopes[Role.ANALYST], DISTRICT),
        ("officer", scopes[Role.OFFICER], DISTRICT),
    ):
        with enforced(scope):
            questions = _questions(row, place)
        for name, ask in questions.items():
            spent = []
            for _number in range(TIMES):
                begun = time.perf_counter()
                with enforced(scope):
                    ask()
                spent.append(1000 * (time.perf_counter() - begun))
                if sum(spent) > 20_000:
                    break
            slow = quantiles(spent, n=20)[-1] if len(spent) > 1 else spent[0]
            bar = MOST_CARD if name == "card" else MOST_PAGE
            yield Line(
                f"{who}, {'region' if place == REGION else 'district'}: {name}",
                f"{median(spent):.1f} ms, p95 {slow:.1f} ms",
                f"{bar:.0f} ms",
                slow <= bar,
            )


def _questions(row: Any, place: str) -> dict[str, Callable[[], object]]:
    """What pages ask of a place, each time about another family, name or page."""
    from esep_site.families import card_queries, list_queries, queries
    from esep_site.families.list_queries import Filters, Sort

    chance = random.Random(1)
    lines = _some_lines(row, place, chance)

    def any_line() -> Any:
        return chance.choice(lines)

    def listed(
        filters: Filters | None = None, sort: Sort = Sort.POINTS, **named: Any
    ) -> Callable[[], object]:
        return lambda: list_queries.families(row, place, filters, sort, **named)

    def deep(sort: Sort, column: str) -> Callable[[], object]:
        def ask() -> object:
            line = any_line()
            return list_queries.families(row, place, None, sort, f"{getattr(line, column)}~{line.family}")

        return ask

    return {
        "place page": lambda: queries.place_page(row, place),
        "place page of a settlement": lambda: queries.place_page(row, any_line().place),
        "list by points": listed(),
        "list by points, from the top": listed(descending=True),
        "list by income": listed(sort=Sort.INCOME),
        "list by payments, from the top": listed(sort=Sort.PAYMENTS, descending=True),
        "list by head": listed(sort=Sort.HEAD),
        "list by points, some page": deep(Sort.POINTS, "points"),
        "list by head, some page": deep(Sort.HEAD, "head"),
        "list of level E": listed(Filters(levels=("E",))),
        "list of levels D and E by head": listed(Filters(levels=("D", "E")), Sort.HEAD),
        "list of undrawn rights by payments": listed(Filters(undrawn=True), Sort.PAYMENTS, descending=True),
        "list of a rare flag": listed(Filters(flags=("assistance_barred",))),
        "list of two rights by income": listed(
            Filters(rights=("targeted_assistance", "disability_allowance")), Sort.INCOME
        ),
        "list of what nobody is": listed(Filters(levels=("A",), below_line=True)),
        "list of a settlement by head": lambda: list_queries.families(row, any_line().place, None, Sort.HEAD),
        "list of a rural district by points": lambda: list_queries.families(row, chance.choice(OKRUGS)),
        "count of undrawn rights": lambda: list_queries.count(row, place, Filters(undrawn=True)),
        "search by surname": lambda: list_queries.find(row, any_line().head.split()[0], place),
        "search by name and surname": lambda: list_queries.find(
            row, " ".join(any_line().head.split()[:2]), place
        ),
        "search by beginnings": lambda: list_queries.find(
            row, " ".join(w[:3] for w in any_line().head.split()), place
        ),
        "search by number": lambda: list_queries.find(row, str(any_line().family), place),
        "card": lambda: card_queries.card(row, any_line().family),
    }


OKRUGS = ("314030000", "314230000", "315630000", "316030000")


def _some_lines(row: Any, place: str, chance: random.Random) -> list[Any]:
    """Families from all over a place."""
    from esep_site.families import list_queries

    found = []
    for begin in range(0, 1500, 100):
        found += list_queries.families(row, place, after=f"{begin}~{chance.randrange(2**62)}").rows
    return [line for line in found if line.head]


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s"


def _mebibytes(size: int) -> str:
    return f"{size / 2**20:,.0f} MiB"

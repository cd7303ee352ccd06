"""A made-up region on the site, to try everything on: two snapshots, and an account for each role."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from esep.demo import DATE, PLACE, SEED
from esep.registers.synthesis import synthesize, zhambyl
from esep_site.delivery import demo as delivery
from esep_site.families import actions as snapshots
from esep_site.families import loading, queries
from esep_site.families.models import LoadedSnapshot, PlaceCount, State
from esep_site.folder import folder
from esep_site.instructions import demo as instructions
from esep_site.people import actions, audit
from esep_site.people.models import Account
from esep_site.people.roles import Role
from esep_site.site_clock import make_movable

PERSONS = 20_000
EARLIER = date(2026, 7, 1)
OUT_OF_WORK = 20
"""Of one family in so many the incomes fell to a third in the quarter, of another they rose by half."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Opened:
    """An account of the demo: who it is, where, and how to sign in."""

    role: Role
    place: str
    login: str
    password: str


def make_demo(persons: int = PERSONS, tell: Tell = print) -> tuple[Opened, ...]:
    """Load and publish a made-up region unless there is one; open the accounts or renew their passwords."""
    if queries.in_force(PLACE) is None:
        for day, extracts in _extracts(persons, tell):
            tell(_("Loading the registers of %(day)s") % {"day": day})
            _load(day, extracts)
            shutil.rmtree(extracts)
    opened = tuple(_open(*each) for each in _offices())
    make_movable()
    delivery.make(PLACE, [each.place for each in opened if each.role == Role.OFFICER])
    instructions.make(PLACE, {each.login: each.place for each in opened if each.role == Role.OFFICER})
    return opened


def _extracts(persons: int, tell: Tell) -> Iterator[tuple[date, Path]]:
    """The extracts of July and of October; what they have of people stays the same."""
    now, before = folder().extracts / "demo", folder().extracts / "demo-earlier"
    for left in (now, before):
        shutil.rmtree(left, ignore_errors=True)
    tell(_("Making up a region of %(persons)s people") % {"persons": persons})
    synthesize(zhambyl().model_copy(update={"date": DATE}).scaled(persons), now, seed=SEED)
    _three_months_earlier(now, before)
    yield EARLIER, before
    yield DATE, now


def _three_months_earlier(now: Path, before: Path) -> None:
    """The same people a quarter ago: without who was born since, every date but that of birth moved back."""
    before.mkdir(parents=True)
    persons = pl.read_parquet(now / "persons.parquet")
    born = persons.filter(pl.col("birth_date") >= EARLIER)["iin"].implode()
    memberships = pl.read_parquet(now / "memberships.parquet")
    group = pl.col("family_number").hash(SEED) % OUT_OF_WORK
    of_person = memberships.unique("iin", keep="last").select("iin", group=group)
    for file in sorted(now.glob("*.parquet")):
        rows = pl.read_parquet(file)
        if "iin" in rows.columns:
            rows = rows.filter(~pl.col("iin").is_in(born))
        dates = [name for name, kind in rows.schema.items() if kind == pl.Date and name != "birth_date"]
        back = pl.col(dates).dt.offset_by("-3mo" if file.stem == "incomes" else f"-{(DATE - EARLIER).days}d")
        rows = rows.with_columns(back)
        if file.stem == "incomes":
            amount = pl.col("amount")
            was = (
                pl.when(pl.col("group") == 0)
                .then(3 * amount)
                .when(pl.col("group") == 1)
                .then(amount * 2 // 3)
            )
            rows = rows.join(of_person, on="iin", how="left", maintain_order="left")
            rows = rows.with_columns(was.otherwise(amount).alias("amount")).drop("group")
        rows.write_parquet(before / file.name)


def _load(day: date, extracts: Path) -> None:
    opened = [file.open("rb") for file in sorted(extracts.iterdir()) if file.suffix == ".parquet"]
    files = [File(each, name=Path(each.name).name) for each in opened]
    with audit.recording():
        row = snapshots.upload(by=None, region=PLACE, date=day, law_date=day, files=files)
    for each in opened:
        each.close()
    loading.go_on(row.pk)
    row.refresh_from_db()
    if row.state != State.READY:
        raise RuntimeError(row.reason.get("en") or row.state)
    current = queries.in_force(PLACE)
    with audit.recording():
        snapshots.publish(by=None, snapshot=row, instead_of=current.pk if current else None)


def _offices() -> Iterator[tuple[str, Role, str]]:
    """Login, role and place of each account; the officers' districts are the two with most families."""
    row = queries.in_force(PLACE)
    assert row is not None
    first, second = _largest(row, "00000")[:2]
    village = _largest(row, "000", second[:4])[0]
    yield "analyst", Role.ANALYST, PLACE
    yield "officer-1", Role.OFFICER, first
    yield "officer-2", Role.OFFICER, second
    yield "surveyor", Role.SURVEYOR, village
    yield "control", Role.CONTROLLER, PLACE
    yield "programmes", Role.PROGRAMME_OFFICER, PLACE
    yield "press", Role.PRESS_OFFICER, PLACE
    yield "auditor", Role.AUDITOR, PLACE
    yield "administrator", Role.ADMINISTRATOR, PLACE


def _largest(row: LoadedSnapshot, ending: str, within: str = "") -> list[str]:
    """The places whose codes end so, below the region, that with most families first."""
    found = PlaceCount.objects.filter(
        snapshot=row, measure="families", breakdown="", place__endswith=ending, place__startswith=within
    ).exclude(place__endswith=f"{ending}00")
    return list(found.order_by("-value", "place").values_list("place", flat=True))


@transaction.atomic
def _open(login: str, role: Role, place: str) -> Opened:
    password = actions.one_time_password()
    with audit.recording():
        account = Account.objects.filter(login=login).first()
        if account is None:
            name = str(role.label)
            account = actions.open_account(by=None, login=login, name=name, password=password, place=PLACE)
            actions.give_role(
                by=None, to=account, role=role, place=place, reason=_("demo"), valid_from=EARLIER
            )
        else:
            password = actions.give_new_password(by=None, account=account)
        Account.objects.filter(pk=account.pk).update(must_change_password=False)
    return Opened(role, place, login, password)

"""Run for an owner who is no superuser: migrates, loads the folder in argv, prints what is seen."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path

import django

django.setup()

from django.core.files import File  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from esep_site.families import actions, list_queries, loading, moving  # noqa: E402
from esep_site.families.models import Case, FamilyRow, Fault  # noqa: E402
from esep_site.people import actions as people  # noqa: E402
from esep_site.people import audit  # noqa: E402
from esep_site.people.roles import Role  # noqa: E402
from esep_site.people.scope import enforced, scope_of  # noqa: E402
from esep_site.people.seal import sealed  # noqa: E402

REGION, DISTRICT = "310000000", "311000000"


def uploaded(left_out: str = "") -> object:
    """The extracts of argv's folder, uploaded and gone through."""
    files = [
        File(file.open("rb"), name=file.name) for file in Path(sys.argv[1]).iterdir() if file.name != left_out
    ]
    day = datetime.date(2026, 10, 1)
    with audit.recording():
        row = actions.upload(by=None, region=REGION, date=day, law_date=day, files=files)
    loading.go_on(row.pk)
    row.refresh_from_db()
    return row


def main() -> dict[str, object]:
    """What the owner sees by itself, and what an officer sees."""
    call_command("migrate", verbosity=0)
    row = uploaded()
    with audit.recording():
        actions.publish(by=None, snapshot=row, instead_of=None)
        officer = people.open_account(
            by=None, login="officer", name="Officer", password=people.one_time_password()
        )
        people.give_role(by=None, to=officer, role=Role.OFFICER, place=DISTRICT, reason="test")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        superuser = cursor.fetchone()[0]
    seen = {
        "state": row.state,
        "superuser": superuser,
        "families": row.families,
        "owner": FamilyRow.objects.count(),
    }
    with enforced(scope_of(officer)):
        seen["districts"] = sorted(set(FamilyRow.objects.values_list("district", flat=True)))
        line = list_queries.families(row, DISTRICT, most=1).rows[0]
        seen["found"] = len(list_queries.find(row, line.head.split()[0]).rows)
    with transaction.atomic(), audit.recording():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('esep.families', %s, true)", [sealed("esep.families", "31")])
        Case.objects.create(family=line.family, place="316230100", opened_by=officer)
    with transaction.atomic(), audit.recording():
        seen["moved"] = moving.follow(row, by=None)
    with enforced(scope_of(officer)):
        seen["case"] = list(Case.objects.values_list("place", flat=True)) == [line.place]
    refused = uploaded(left_out="persons.parquet")
    seen |= {
        "refused": refused.state,
        "faults": refused.fault_count,
        "faults of the owner": Fault.objects.count(),
    }
    return seen


print(json.dumps(main()))

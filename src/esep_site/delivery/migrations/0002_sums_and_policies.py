"""Sums that the database keeps, and row policies: who reads and writes which records."""

from pathlib import Path

from django.db import migrations

from esep_site.people.row_policy import anywhere, see_all_again, see_and_keep, within

SEEN, KEPT = "esep.records", "esep.records_kept"
SUMS = "".join(
    (Path(__file__).parents[1] / name).read_text(encoding="utf-8") for name in ("sums.sql", "job_sums.sql")
)
ROWS = ("partner", "money", "milestone", "risk", "inspection", "fault", "attachment", "jobs", "change")
SUMMED = {"money": "sum", "milestone": "sum", "fault": "sum", "risk": "sum", "jobs": "sum_jobs"}
TRIGGERS = "\n".join(
    f"CREATE TRIGGER keep_sums_{event.lower()} AFTER {event} ON delivery_{table} REFERENCING {tables} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION delivery_{function}();"
    for table, function in SUMMED.items()
    for event, tables in (
        ("INSERT", "NEW TABLE AS fresh"),
        ("UPDATE", "OLD TABLE AS gone NEW TABLE AS fresh"),
        ("DELETE", "OLD TABLE AS gone"),
    )
)
NO_TRIGGERS = "\n".join(
    f"DROP TRIGGER keep_sums_{event} ON delivery_{table};"
    for table in SUMMED
    for event in ("insert", "update", "delete")
)
NO_SUMS = """
DROP FUNCTION delivery_sum_jobs(); DROP TYPE delivery_job_change; DROP FUNCTION delivery_sum(); DROP FUNCTION delivery_sum_money(bigint[]);
DROP FUNCTION delivery_sum_milestones(bigint[]); DROP FUNCTION delivery_sum_faults(bigint[]);
DROP FUNCTION delivery_sum_risks(bigint[]);
"""
JOB_SUMS = f"""
ALTER TABLE delivery_jobsum ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON delivery_jobsum FOR SELECT USING ({within(SEEN)});
"""
NO_JOB_SUMS = "DROP POLICY seen ON delivery_jobsum; ALTER TABLE delivery_jobsum DISABLE ROW LEVEL SECURITY"


class Migration(migrations.Migration):
    dependencies = [("delivery", "0002_rows")]

    operations = [
        migrations.RunSQL(SUMS, NO_SUMS),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunSQL(
            see_and_keep("delivery_record", SEEN, KEPT, f"shared AND {anywhere(SEEN)}"),
            see_all_again("delivery_record"),
        ),
        *(
            migrations.RunSQL(
                see_and_keep(f"delivery_{table}", SEEN, KEPT), see_all_again(f"delivery_{table}")
            )
            for table in ROWS
        ),
        migrations.RunSQL(JOB_SUMS, NO_JOB_SUMS),
    ]

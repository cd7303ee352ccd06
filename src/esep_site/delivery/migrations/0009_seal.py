"""Row policies look at sealed settings; for installations that were made before."""

from importlib import import_module

from django.db import migrations

from esep_site.people.row_policy import anywhere, see_all_again, see_and_keep

before = import_module("esep_site.delivery.migrations.0002_sums_and_policies")
POLICIES = {
    "delivery_record": see_and_keep(
        "delivery_record", before.SEEN, before.KEPT, f"shared AND {anywhere(before.SEEN)}"
    ),
    **{
        f"delivery_{table}": see_and_keep(f"delivery_{table}", before.SEEN, before.KEPT)
        for table in before.ROWS
    },
}


class Migration(migrations.Migration):
    dependencies = [("delivery", "0008_most_jobs"), ("people", "0005_seal")]

    operations = [
        *(
            migrations.RunSQL(f"{see_all_again(table)} {policy}", migrations.RunSQL.noop)
            for table, policy in POLICIES.items()
        ),
        migrations.RunSQL(f"{before.NO_JOB_SUMS}; {before.JOB_SUMS}", migrations.RunSQL.noop),
    ]

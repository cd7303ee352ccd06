"""The partitioned table of families with its row policy and its search; row policies of what is written about families."""

from django.db import migrations

from esep_site.families.partitions import (
    LEAVE_SEARCH_ROLE,
    MAKE_ROLES,
    MAKE_SEARCH_ROLE,
    PARENT,
    SEARCH,
    TABLE,
)
from esep_site.families.row_policy import keep_within_scope

WRITTEN = ("families_offer", "families_case", "families_fault")


class Migration(migrations.Migration):
    dependencies = [("families", "0001_tables")]

    operations = [
        migrations.RunSQL(MAKE_ROLES, migrations.RunSQL.noop),
        migrations.RunSQL(PARENT, f"DROP TABLE {TABLE}"),
        migrations.RunSQL(MAKE_SEARCH_ROLE, migrations.RunSQL.noop),
        migrations.RunSQL(SEARCH, "DROP FUNCTION families_named(bigint, text, text[], text[], integer)"),
        migrations.RunSQL(LEAVE_SEARCH_ROLE, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                keep_within_scope(table),
                f"DROP POLICY seen ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
            )
            for table in WRITTEN
        ),
    ]

"""Row policies look at sealed settings; for installations that were made before."""

from django.db import migrations

from esep_site.families.partitions import LEAVE_SEARCH_ROLE, MAKE_SEARCH_ROLE, SEARCH, TABLE
from esep_site.families.row_policy import SEEN, keep_within_scope, show_only_seen

WRITTEN = ("families_offer", "families_case", "families_fault")
PARTITIONS = f"""
DO $$ DECLARE part regclass; BEGIN
  FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = '{TABLE}'::regclass LOOP
    EXECUTE format('ALTER POLICY seen ON %s USING (%s)', part, $seen${SEEN}$seen$);
  END LOOP;
END $$;
"""
NO_SEARCH = f"""
DROP FUNCTION families_named(bigint, text, text[], text[], integer);
DROP POLICY searched ON {TABLE};
"""


class Migration(migrations.Migration):
    dependencies = [("families", "0006_near_what_ifs"), ("people", "0005_seal")]

    operations = [
        *(
            migrations.RunSQL(
                f"DROP POLICY seen ON {table}; {keep_within_scope(table)}", migrations.RunSQL.noop
            )
            for table in WRITTEN
        ),
        migrations.RunSQL(
            f"DROP POLICY seen ON {TABLE}; {show_only_seen(TABLE)} {PARTITIONS}", migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            f"{MAKE_SEARCH_ROLE} {NO_SEARCH} {SEARCH} {LEAVE_SEARCH_ROLE}", migrations.RunSQL.noop
        ),
    ]

"""Lists by name go by the Kazakh alphabet: the heads of families written so that their bytes are in its order."""

from django.db import migrations

from esep_site.alphabet import sql_in_order
from esep_site.families.partitions import TABLE

FILL = f"""
SET LOCAL maintenance_work_mem = '512MB';
DROP INDEX IF EXISTS {TABLE}_head;
ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS head_order text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE {TABLE} NO FORCE ROW LEVEL SECURITY;
DO $$ DECLARE part regclass; BEGIN
  FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = '{TABLE}'::regclass LOOP
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', part);
    EXECUTE format($sql$UPDATE %s SET head_order = {sql_in_order("head")}$sql$, part);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', part);
  END LOOP;
END $$;
ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY;
CREATE INDEX {TABLE}_head ON {TABLE} (district, head_order, family);
"""
"""Rows of snapshots that were loaded before; without row security, since no role may write them through it."""

BACK = f"""
DROP INDEX IF EXISTS {TABLE}_head;
ALTER TABLE {TABLE} DROP COLUMN head_order;
CREATE INDEX {TABLE}_head ON {TABLE} (district, head, family);
"""


class Migration(migrations.Migration):
    dependencies = [("families", "0003_flows")]

    operations = [migrations.RunSQL(FILL, BACK)]

"""Every fault has a mark by which files tell it from the others; what was found and mended by files is a report."""

import uuid

from django.db import migrations, models

REPORTED = """
UPDATE delivery_record r SET reported_on = s.day FROM (
    SELECT record_id, max(day) AS day FROM (
        SELECT record_id, day FROM delivery_inspection
        UNION ALL SELECT record_id, coalesce(mended_on, found_on) FROM delivery_fault) told
    GROUP BY record_id) s
WHERE r.id = s.record_id AND (r.reported_on IS NULL OR r.reported_on < s.day)
"""
MARK = """
ALTER TABLE delivery_fault ADD COLUMN mark uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE;
ALTER TABLE delivery_fault ALTER COLUMN mark DROP DEFAULT;
"""


class Migration(migrations.Migration):
    dependencies = [("delivery", "0009_seal")]

    operations = [
        migrations.RunSQL(
            MARK,
            "ALTER TABLE delivery_fault DROP COLUMN mark",
            state_operations=[
                migrations.AddField(
                    model_name="fault",
                    name="mark",
                    field=models.UUIDField(default=uuid.uuid4, unique=True),
                )
            ],
        ),
        migrations.RunSQL(REPORTED, migrations.RunSQL.noop),
    ]

"""Every inspection has a mark by which files tell it from the others."""

import uuid

from django.db import migrations, models

MARK = "UPDATE delivery_inspection SET draft = gen_random_uuid() WHERE draft IS NULL"


class Migration(migrations.Migration):
    dependencies = [("delivery", "0006_term_not_told")]

    operations = [
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="inspection",
            name="draft",
            field=models.UUIDField(default=uuid.uuid4, unique=True),
        ),
    ]

"""Every instruction says which document told it, also to who does not see the document."""

from django.db import migrations, models

FILL = """
UPDATE instructions_instruction AS told
SET document_title = source.title, document_number = source.number, document_day = source.day
FROM instructions_source AS source WHERE source.id = told.source_id
"""


class Migration(migrations.Migration):
    dependencies = [("instructions", "0006_marks")]

    operations = [
        migrations.AddField(
            "instruction", "document_title", models.CharField(blank=True, default="", max_length=300), False
        ),
        migrations.AddField(
            "instruction", "document_number", models.CharField(blank=True, default="", max_length=60), False
        ),
        migrations.AddField("instruction", "document_day", models.DateField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]

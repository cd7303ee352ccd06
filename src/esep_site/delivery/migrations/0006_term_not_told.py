"""Jobs of which nobody tells whether they are permanent: a value of their term, and their sums by record."""

from pathlib import Path

from django.db import migrations, models

JOB_SUMS = (Path(__file__).parents[1] / "job_sums.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("delivery", "0005_clock")]

    operations = [
        migrations.AddField(
            model_name="record", name="not_told_created", field=models.IntegerField(default=0)
        ),
        migrations.AddField(
            model_name="record", name="not_told_planned", field=models.IntegerField(default=0)
        ),
        migrations.AlterField(
            model_name="jobs",
            name="term",
            field=models.CharField(
                choices=[
                    ("permanent", "permanent"),
                    ("temporary", "temporary"),
                    ("not_told", "term not told"),
                ],
                db_collation="C",
                max_length=9,
                verbose_name="term",
            ),
        ),
        migrations.RunSQL(JOB_SUMS, migrations.RunSQL.noop),
    ]

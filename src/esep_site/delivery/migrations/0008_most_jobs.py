"""The records of a region by how many jobs they have."""

import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("delivery", "0007_marks_of_inspections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                models.F("region"),
                models.OrderBy(
                    django.db.models.functions.comparison.Greatest("jobs_planned", "jobs_created"),
                    descending=True,
                ),
                models.F("id"),
                name="record_by_most_jobs",
            ),
        ),
    ]

"""Constraints and indexes of the tables, and the tables that came after them in the alphabet."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("bodies", "0001_initial"),
        ("delivery", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(db_collation="C", max_length=9, verbose_name="place")),
                ("indicator", models.CharField(db_collation="C", max_length=40)),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="from year")),
                ("last_year", models.PositiveSmallIntegerField(verbose_name="to year")),
                ("value", models.BigIntegerField(verbose_name="target")),
                ("points", models.JSONField(blank=True, default=list)),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "indicator", "first_year", "last_year"), name="one_target"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_year__gte", models.F("first_year"))), name="target_years"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="target_is_not_negative"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["place", "kind", "category"], name="record_by_place"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["kind", "stage", "id"], name="record_by_kind"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["region", "id"], name="record_by_region"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["changed_at", "id"], name="record_by_change"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                condition=models.Q(("next_due__isnull", False)),
                fields=["place", "next_due"],
                name="record_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                condition=models.Q(("fault_due__isnull", False)),
                fields=["place", "fault_due"],
                name="record_by_fault",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.UniqueConstraint(fields=("region", "code"), name="one_record_of_a_code"),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end__isnull", True),
                    ("start__isnull", True),
                    ("end__gte", models.F("start")),
                    _connector="OR",
                ),
                name="record_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(fields=["body", "role", "record"], name="partner_by_body"),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.UniqueConstraint(fields=("record", "body", "role"), name="one_partner"),
        ),
        migrations.AddIndex(
            model_name="money",
            index=models.Index(fields=["year", "source", "place"], name="money_by_year"),
        ),
        migrations.AddConstraint(
            model_name="money",
            constraint=models.UniqueConstraint(fields=("record", "year", "source"), name="one_line_of_money"),
        ),
        migrations.AddConstraint(
            model_name="money",
            constraint=models.CheckConstraint(
                condition=models.Q(("contracted__gte", 0), ("paid__gte", 0), ("planned__gte", 0)),
                name="money_is_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.UniqueConstraint(fields=("record", "name_kk"), name="one_milestone_of_a_name"),
        ),
        migrations.AddIndex(
            model_name="jobs",
            index=models.Index(
                condition=models.Q(("employer__isnull", False)),
                fields=["employer", "aspect", "person"],
                name="jobs_by_employer",
            ),
        ),
        migrations.AddIndex(
            model_name="jobs",
            index=models.Index(fields=["record", "aspect", "month"], name="jobs_of_record"),
        ),
        migrations.AddConstraint(
            model_name="jobs",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("counted__lte", models.F("number")),
                    ("disability__lte", models.F("number")),
                    ("women__lte", models.F("number")),
                    ("youth__lte", models.F("number")),
                ),
                name="parts_of_jobs_are_within_the_jobs",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobs",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person", ""), models.Q(("employer__isnull", False), ("number", 1)), _connector="OR"
                ),
                name="a_person_has_one_job_at_an_employer",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobs",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends__isnull", True),
                    ("starts__isnull", True),
                    ("ends__gte", models.F("starts")),
                    _connector="OR",
                ),
                name="contract_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="fault",
            index=models.Index(fields=["contractor", "mended_on", "term"], name="fault_by_contractor"),
        ),
        migrations.AddIndex(
            model_name="fault",
            index=models.Index(
                condition=models.Q(("mended_on__isnull", True)), fields=["place", "term"], name="fault_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="fault",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mended_on__isnull", True), ("mended_on__gte", models.F("found_on")), _connector="OR"
                ),
                name="fault_is_mended_after_it_was_found",
            ),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["record", "-id"], name="change_of_record"),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(("impact__range", (1, 3)), ("likelihood__range", (1, 3))),
                name="risk_is_one_to_three",
            ),
        ),
    ]

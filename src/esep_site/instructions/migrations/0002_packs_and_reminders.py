"""Packs, agendas, extensions, assignments and reminders; constraints and indexes of all tables."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("bodies", "0001_initial"),
        ("instructions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Stocktake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(db_collation="C", max_length=9, verbose_name="place")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("day", models.DateField(verbose_name="day of the meeting")),
                ("until", models.DateField(verbose_name="terms up to")),
                ("pack", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("frozen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "frozen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="instructions.source",
                    ),
                ),
            ],
            options={
                "ordering": ("-day", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Agenda",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("lines", models.PositiveIntegerField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "day"), name="one_agenda_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "asked"), ("granted", "granted"), ("refused", "refused")],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("before", models.DateField(null=True)),
                ("wanted", models.DateField(verbose_name="new last day")),
                ("reason", models.TextField(verbose_name="on what ground")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instruction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="instructions.instruction",
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("instruction",),
                        name="one_extension_asked",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="bodies.body"
                    ),
                ),
                (
                    "instruction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="instructions.instruction",
                    ),
                ),
            ],
            options={
                "ordering": ("order", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("instruction", "body"), name="a_body_helps_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due", models.DateField()),
                ("late", models.BooleanField()),
                ("days", models.PositiveSmallIntegerField()),
                ("told", models.CharField(max_length=12)),
                ("day", models.DateField()),
                (
                    "instruction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="instructions.instruction",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["day"], name="reminder_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instruction", "due", "late", "days"), name="reminded_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "submitted")), fields=("instruction",), name="one_report_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to", None)),
                fields=("account", "body"),
                name="one_open_seat_in_a_body",
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(fields=["place", "-day"], name="source_by_place"),
        ),
        migrations.AddIndex(
            model_name="instruction",
            index=models.Index(fields=["due", "id"], name="instruction_by_due"),
        ),
        migrations.AddIndex(
            model_name="instruction",
            index=models.Index(fields=["state", "due"], name="instruction_by_state"),
        ),
        migrations.AddIndex(
            model_name="instruction",
            index=models.Index(fields=["responsible", "due"], name="instruction_by_responsible"),
        ),
        migrations.AddIndex(
            model_name="instruction",
            index=models.Index(fields=["issuer", "due"], name="instruction_by_issuer"),
        ),
        migrations.AddIndex(
            model_name="instruction",
            index=models.Index(fields=["place", "due"], name="instruction_by_place"),
        ),
        migrations.AddIndex(
            model_name="instruction",
            index=models.Index(fields=["theme", "due"], name="instruction_by_theme"),
        ),
        migrations.AddIndex(
            model_name="instruction",
            index=models.Index(fields=["person", "due"], name="instruction_by_person"),
        ),
        migrations.AddIndex(
            model_name="instruction",
            index=django.contrib.postgres.indexes.GinIndex(fields=["seen"], name="instruction_seen"),
        ),
        migrations.AddConstraint(
            model_name="instruction",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="no_part_of_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="instruction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("term_last__isnull", True),
                    ("term_first__isnull", True),
                    ("term_last__gte", models.F("term_first")),
                    _connector="OR",
                ),
                name="term_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="stocktake",
            index=models.Index(fields=["place", "-day"], name="stocktake_by_place"),
        ),
    ]

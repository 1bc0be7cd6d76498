import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import xingtan.foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("courses", "0001_initial"),
        ("enrolment", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Coverage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("spans", models.TextField(blank=True)),
                ("credited_seconds", models.PositiveIntegerField(default=0)),
                ("position", models.PositiveIntegerField(default=0)),
                ("position_play", models.PositiveBigIntegerField(default=0)),
                ("position_number", models.PositiveIntegerField(default=0)),
                ("heard_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="coverages", to="enrolment.enrolment"
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="coverages", to="courses.lesson"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "lesson"), name="coverage_once_per_lesson")
                ],
            },
        ),
        migrations.CreateModel(
            name="Play",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("spent_seconds", models.PositiveIntegerField(default=0)),
                ("brought", models.TextField(blank=True)),
                ("earned_at", models.DateTimeField(blank=True, null=True)),
                ("device", models.CharField(blank=True, max_length=16)),
                ("place", models.CharField(blank=True, max_length=16)),
                ("refused", models.TextField(blank=True)),
                ("noted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plays", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "coverage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="plays", to="study.coverage"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["began_at"], name="play_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("account",), name="one_play_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("ended_at__gte", models.F("began_at")), _connector="OR"
                        ),
                        name="play_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(blank=True, null=True)),
                ("seconds", models.PositiveIntegerField(default=0)),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="courses.course",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="enrolment.enrolment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("day__isnull", False)),
                        fields=("enrolment", "day"),
                        name="tally_of_day_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("course__isnull", False)),
                        fields=("enrolment", "course"),
                        name="tally_of_course_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("course__isnull", False), ("day__isnull", True)),
                            models.Q(("course__isnull", True), ("day__isnull", False)),
                            _connector="OR",
                        ),
                        name="tally_of_a_day_or_a_course",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pattern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("no_pause", "Many hours without a pause"),
                            ("same_seconds", "The same seconds as many others"),
                            ("device_hops", "Between devices faster than one can move"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField()),
                ("facts", models.JSONField(default=dict)),
                ("sittings", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("found", "To be looked at"),
                            ("asked", "The teacher was asked"),
                            ("answered", "The teacher answered"),
                            ("closed", "Closed"),
                            ("referred", "A decision is to be taken"),
                            ("decided", "A decision was taken"),
                            ("appealed", "The teacher appealed"),
                            ("settled", "Appeal answered"),
                        ],
                        default="found",
                        max_length=10,
                    ),
                ),
                ("found_at", models.DateTimeField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="enrolment.enrolment"
                    ),
                ),
            ],
            options={
                "ordering": ["-found_at", "-pk"],
                "indexes": [models.Index(fields=["state", "-found_at"], name="patterns_by_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "cause", "day"), name="pattern_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="PatternStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "move",
                    models.CharField(
                        choices=[
                            ("ask", "Asked the teacher"),
                            ("answer", "Answered"),
                            ("close", "Closed with a reason"),
                            ("refer", "Opened a decision"),
                            ("decide", "A decision was taken"),
                            ("appeal", "Appealed"),
                            ("settle", "Answered the appeal"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(max_length=2000)),
                ("by_name", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "pattern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="study.pattern"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
    ]

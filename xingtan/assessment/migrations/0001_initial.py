import django.db.models.deletion
from django.db import migrations, models

import xingtan.assessment.models
import xingtan.foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("enrolment", "0001_initial"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("data", models.JSONField()),
                ("adopted_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scheme", to="programmes.programme"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecordedMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("part", models.CharField(max_length=30)),
                ("score", models.DecimalField(decimal_places=2, max_digits=5)),
                ("minutes", models.PositiveSmallIntegerField(default=0)),
                ("done_on", models.DateField()),
                ("evidence", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="enrolment.enrolment"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="mark_of_a_hundred"
                    ),
                    models.UniqueConstraint(
                        fields=("enrolment", "part", "done_on", "evidence"), name="mark_recorded_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkVoid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=200)),
                ("voided_at", models.DateTimeField()),
                (
                    "voided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "mark",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="void", to="assessment.recordedmark"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=200)),
                ("recommended_at", models.DateTimeField()),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendation",
                        to="enrolment.enrolment",
                    ),
                ),
                (
                    "recommended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.DecimalField(decimal_places=2, max_digits=5)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("short", "Not yet passed"), ("qualified", "Passed"), ("excellent", "Excellent")],
                        max_length=10,
                    ),
                ),
                ("points", models.JSONField(default=dict)),
                ("watched_seconds", models.PositiveIntegerField(default=0)),
                ("online_hours", models.DecimalField(decimal_places=1, max_digits=5)),
                ("school_based_hours", models.DecimalField(decimal_places=1, max_digits=5)),
                ("judged_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="result", to="enrolment.enrolment"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["outcome"], name="result_by_outcome")],
            },
        ),
        migrations.CreateModel(
            name="HoursEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("online", "Online study"), ("school_based", "School-based study")], max_length=12
                    ),
                ),
                ("hours", models.DecimalField(decimal_places=1, max_digits=5)),
                ("cause", models.CharField(max_length=60)),
                ("entered_at", models.DateTimeField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hours_entries",
                        to="enrolment.enrolment",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "hours entries",
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "kind", "cause"), name="hours_entered_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateSeries",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last_serial", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "certificate series",
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.assessment.models.new_check_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("payload", models.TextField()),
                ("signature", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=16)),
                ("issued_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_because", models.CharField(blank=True, max_length=200)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="enrolment.enrolment",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("enrolment",),
                        name="certificate_one_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at__isnull", True), ("revoked_because", "")),
                            models.Q(("revoked_at__isnull", False), models.Q(("revoked_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="certificate_revoked_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("rows", models.JSONField(default=list)),
                ("faults", models.JSONField(default=list)),
                ("uploaded_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
            ],
        ),
    ]

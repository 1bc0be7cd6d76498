import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import xingtan.foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("organisations", "0001_initial"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnnexExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("is_masked", models.BooleanField()),
                ("teachers", models.PositiveIntegerField()),
                ("sealed", xingtan.foundation.fields.SealedField(purpose="annex")),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("stage", models.CharField(max_length=20)),
                ("subject", models.CharField(max_length=40)),
                (
                    "status",
                    models.CharField(
                        choices=[("accepted", "Enrolled"), ("withdrawn", "Withdrawn")],
                        default="accepted",
                        max_length=10,
                    ),
                ),
                ("enrolled_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="programmes.programme",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "school", "status"], name="enrolment_by_school")],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "account"), name="enrolled_once_per_programme"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["accepted", "withdrawn"])), name="enrolment_status_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnrolmentStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("withdrawn", "Taken out of the training"),
                            ("taken_up", "Enrolled again"),
                            ("moved", "Moved to another school"),
                            ("subject", "Stage or subject changed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                ("by_words", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="enrolment.enrolment"
                    ),
                ),
                (
                    "from_school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.school"
                    ),
                ),
                (
                    "to_school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ChangeRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("transfer", "Move to another school"),
                            ("withdrawal", "Leave the training"),
                            ("mobile", "Change of the mobile number"),
                            ("name", "Correct the name"),
                            ("id_number", "Correct the ID number"),
                            ("subject", "Another stage or subject"),
                            ("dispute", "Mobile on record for somebody else"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting"),
                            ("agreed", "The other school agrees"),
                            ("objected", "The other school objects"),
                            ("accepted", "Granted"),
                            ("refused", "Refused"),
                            ("taken_back", "Taken back"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "decider",
                    models.CharField(
                        choices=[
                            ("county_admin", "county_admin"),
                            ("city_supervisor", "city_supervisor"),
                            ("support", "support"),
                        ],
                        max_length=20,
                    ),
                ),
                ("wanted", xingtan.foundation.fields.SealedField(purpose="change")),
                ("before", xingtan.foundation.fields.SealedField(purpose="change")),
                ("reason", models.CharField(max_length=500)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("words", models.CharField(blank=True, max_length=500)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.post",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.school"
                    ),
                ),
                (
                    "to_school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="enrolment.enrolment"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "indexes": [models.Index(fields=["state", "decider", "asked_at"], name="change_queue")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("open", "agreed", "objected"))),
                        fields=("enrolment", "kind"),
                        name="change_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("accepted", "refused")),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            models.Q(
                                models.Q(("state__in", ("accepted", "refused")), _negated=True),
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="change_decided_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["transfer", "dispute"]), _negated=True),
                            ("to_school__isnull", False),
                            _connector="OR",
                        ),
                        name="change_between_schools_has_both",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("agreed", "The other school agreed"),
                            ("objected", "The other school objected"),
                            ("accepted", "Granted and carried out"),
                            ("refused", "Refused"),
                            ("taken_back", "Taken back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("words", models.CharField(blank=True, max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="enrolment.changerequest"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ChangeEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("jpeg", "Picture"), ("png", "Picture"), ("pdf", "PDF")], max_length=4),
                ),
                ("size_bytes", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", xingtan.foundation.fields.SealedField(purpose="change.evidence")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="enrolment.changerequest",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "change evidence",
                "ordering": ["pk"],
            },
        ),
    ]

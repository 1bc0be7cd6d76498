from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import xingtan.foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("notices", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("year_label", models.CharField(max_length=20)),
                ("owner", models.CharField(max_length=100)),
                ("undertaking_institution", models.CharField(max_length=100)),
                ("training_centre", models.CharField(blank=True, max_length=100)),
                ("platform_url", models.URLField(blank=True)),
                (
                    "hotline",
                    models.CharField(max_length=40, validators=[django.core.validators.RegexValidator("^[0-9+ -]+$")]),
                ),
                ("login_opens_on", models.DateField()),
                ("term_starts_on", models.DateField()),
                ("term_ends_on", models.DateField()),
                ("enrol_closes_at", models.DateTimeField()),
                ("registration_due_on", models.DateField()),
                ("holidays", models.JSONField(default=list)),
                ("class_hours", models.PositiveSmallIntegerField()),
                ("online_hours", models.PositiveSmallIntegerField()),
                ("school_based_hours", models.PositiveSmallIntegerField()),
                ("minutes_per_hour", models.PositiveSmallIntegerField(default=45)),
                ("yuan_per_hour", models.DecimalField(decimal_places=2, max_digits=8)),
                ("fee_yuan", models.DecimalField(decimal_places=2, max_digits=10)),
                ("stages", models.JSONField(default=list)),
                ("subjects", models.JSONField(default=dict)),
                ("payee_name", models.CharField(max_length=100)),
                ("payee_account", models.CharField(max_length=40)),
                ("payee_bank", models.CharField(max_length=100)),
                ("payee_bank_code", models.CharField(max_length=20)),
                ("county_review", models.BooleanField(default=True)),
                ("readings", models.JSONField(default=dict)),
                ("facts", models.JSONField(default=dict)),
                ("is_demo", models.BooleanField(default=False)),
                ("calendar_shift_days", models.IntegerField(default=0)),
                (
                    "notice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="notices.notice",
                    ),
                ),
                (
                    "owner_division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.division"
                    ),
                ),
            ],
            options={
                "ordering": ["-term_starts_on", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "fee_yuan__gt",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("class_hours"), "*", models.F("yuan_per_hour")
                                    ),
                                    "-",
                                    models.Value(Decimal("0.005")),
                                ),
                            ),
                            (
                                "fee_yuan__lt",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("class_hours"), "*", models.F("yuan_per_hour")
                                    ),
                                    "+",
                                    models.Value(Decimal("0.005")),
                                ),
                            ),
                        ),
                        name="programme_fee_is_hours_times_standard",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("login_opens_on__lte", models.F("term_starts_on")),
                            ("term_starts_on__lte", models.F("term_ends_on")),
                        ),
                        name="programme_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "class_hours",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("online_hours"), "+", models.F("school_based_hours")
                                ),
                            )
                        ),
                        name="programme_hours_add_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Track",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=60)),
                ("stages", models.JSONField(default=list)),
                ("theme", models.TextField()),
                ("goal", models.TextField(blank=True)),
                ("tags", models.JSONField(default=list)),
                ("position", models.PositiveSmallIntegerField(default=1)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tracks", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "title"), name="track_once_per_programme")
                ],
            },
        ),
        migrations.CreateModel(
            name="PayeeChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("old_name", models.CharField(max_length=100)),
                ("old_account", models.CharField(max_length=40)),
                ("old_bank", models.CharField(max_length=100)),
                ("old_bank_code", models.CharField(max_length=20)),
                ("new_name", models.CharField(max_length=100)),
                ("new_account", models.CharField(max_length=40)),
                ("new_bank", models.CharField(max_length=100)),
                ("new_bank_code", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=200)),
                ("told", xingtan.foundation.fields.SealedField(purpose="outbox.to")),
                ("asked_by", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payee_changes",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="payee_change_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PayeeChangeStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approved", "Approved"),
                            ("refused", "Not approved"),
                            ("taken_back", "Taken back"),
                            ("in_force", "In force"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asker_id_of_change", models.BigIntegerField()),
                ("by", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("effective_at", models.DateTimeField(null=True)),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="programmes.payeechange"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("change", "kind"), name="payee_step_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["approved", "refused"])),
                        fields=("change",),
                        name="payee_change_decided_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["refused", "taken_back", "in_force"])),
                        fields=("change",),
                        name="payee_change_ended_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["approved", "refused", "taken_back", "in_force"])),
                        name="payee_step_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["approved", "refused"]), _negated=True),
                            models.Q(
                                ("person__isnull", False),
                                models.Q(("person", models.F("asker_id_of_change")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="payee_change_by_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("effective_at__isnull", False), ("kind", "approved")),
                            models.Q(models.Q(("kind", "approved"), _negated=True), ("effective_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="payee_approval_has_its_hour",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountyPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("submitted", "Handed in"), ("returned", "Returned"), ("filed", "Filed")],
                        max_length=10,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.division"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "division"), name="one_plan_per_county"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["submitted", "returned", "filed"])), name="plan_state_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanStep",
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
                        choices=[("submitted", "Handed in"), ("returned", "Returned"), ("filed", "Filed")],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("file", models.FileField(blank=True, upload_to="plans/%Y/")),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("size_bytes", models.PositiveIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.post",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="programmes.countyplan"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "submitted"), _negated=True),
                            models.Q(("file", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_handed_in_with_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "returned"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_returned_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportItem",
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
                            ("money", "Funds"),
                            ("place", "Rooms and equipment"),
                            ("network", "Network"),
                            ("policy", "Policy document"),
                            ("help", "Guidance for schools"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(max_length=500)),
                ("done_on", models.DateField()),
                ("file", models.FileField(blank=True, upload_to="support/%Y/")),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.post",
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.division"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "ordering": ["-done_on", "-pk"],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

import xingtan.foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("version", models.PositiveSmallIntegerField()),
                ("base", models.DecimalField(decimal_places=2, max_digits=14)),
                ("training", models.DecimalField(decimal_places=2, max_digits=14)),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5)),
                ("document", models.CharField(max_length=100)),
                ("missing", models.DecimalField(decimal_places=2, max_digits=14)),
                (
                    "source",
                    models.CharField(
                        choices=[("public_funds", "Public funds"), ("operating", "Operating expenses")], max_length=20
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("file", models.FileField(blank=True, upload_to="funding/%Y/")),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.division",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="funding.declaration",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-version"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("division__isnull", False), ("school__isnull", True)),
                            models.Q(("division__isnull", True), ("school__isnull", False)),
                            _connector="OR",
                        ),
                        name="declaration_of_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("base__gte", 0), ("missing__gte", 0), ("training__gte", 0)),
                        name="declaration_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("school__isnull", False), ("base__gt", 0), _connector="OR"),
                        name="declaration_wages_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("replaces__isnull", True), ("version", 1)),
                            models.Q(
                                ("replaces__isnull", False), ("version__gt", 1), models.Q(("reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="declaration_corrected_with_reason",
                    ),
                    models.UniqueConstraint(
                        fields=("division", "year", "version"), name="declaration_version_of_division"
                    ),
                    models.UniqueConstraint(fields=("school", "year", "version"), name="declaration_version_of_school"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("typed", models.JSONField(default=dict)),
                ("file", models.FileField(blank=True, upload_to="funding/drafts/")),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.division",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("division__isnull", False), ("school__isnull", True)),
                            models.Q(("division__isnull", True), ("school__isnull", False)),
                            _connector="OR",
                        ),
                        name="funding_draft_of_one_place",
                    ),
                    models.UniqueConstraint(fields=("division", "year"), name="funding_draft_of_division"),
                    models.UniqueConstraint(fields=("school", "year"), name="funding_draft_of_school"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountyReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("sent_on", models.DateField()),
                ("sent_at", models.DateTimeField()),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.division"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "year", "sent_on"), name="county_reminded_once_a_day")
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

import xingtan.foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Division",
            fields=[
                ("code", models.CharField(max_length=6, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("short_name", models.CharField(blank=True, max_length=30)),
                (
                    "kind",
                    models.CharField(
                        choices=[("province", "Province"), ("city", "City"), ("county", "County")], max_length=10
                    ),
                ),
                (
                    "code_system",
                    models.CharField(choices=[("GB", "GB/T 2260"), ("NBS", "Statistical")], default="GB", max_length=3),
                ),
                ("bureau", models.CharField(blank=True, max_length=100)),
                ("aliases", models.JSONField(default=list)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organisations.division",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True)),
                ("registered_name", models.CharField(max_length=100)),
                ("full_name", models.CharField(db_index=True, max_length=100)),
                ("is_city_direct", models.BooleanField(default=False)),
                ("stages", models.JSONField(default=list)),
                ("teachers_on_register", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="schools", to="organisations.division"
                    ),
                ),
            ],
            options={
                "ordering": ["division_id", "code"],
                "indexes": [models.Index(fields=["division", "registered_name"], name="school_by_division")],
            },
        ),
        migrations.CreateModel(
            name="SchoolAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=100)),
                ("source", models.CharField(blank=True, max_length=40)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="organisations.school"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("school", "text"), name="alias_once_per_school")],
            },
        ),
        migrations.CreateModel(
            name="SchoolChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.school"
                    ),
                ),
            ],
        ),
    ]

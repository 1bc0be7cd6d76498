from django.db import migrations, models

import xingtan.foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("job", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=200)),
                ("owner", models.CharField(db_index=True, max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("said", models.TextField(blank=True)),
                ("next_url", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["owner", "-created_at"], name="progress_of_owner")],
            },
        ),
        migrations.CreateModel(
            name="TimerRun",
            fields=[
                ("job", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("ran_at", models.DateTimeField(null=True)),
            ],
        ),
    ]

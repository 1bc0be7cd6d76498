"""Courses while they are written, what was published of them, and those offered no longer."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("courses", "0004_every_lesson_in_a_unit"),
    ]

    operations = [
        migrations.AddField(
            model_name="course",
            name="archived_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.JSONField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("is_changed", models.BooleanField(default=True)),
                ("changed_at", models.DateTimeField()),
                ("changed_by_name", models.CharField(blank=True, max_length=60)),
                (
                    "course",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="draft", to="courses.course"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CourseVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("body", models.JSONField()),
                ("published_at", models.DateTimeField()),
                ("by_name", models.CharField(blank=True, max_length=60)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="courses.course"
                    ),
                ),
            ],
            options={
                "ordering": ["course", "-number"],
                "constraints": [models.UniqueConstraint(fields=("course", "number"), name="course_version_once")],
            },
        ),
    ]

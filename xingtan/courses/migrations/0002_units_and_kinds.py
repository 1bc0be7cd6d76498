"""Units; lessons of more kinds; what a course is about and whom it binds."""

import django.db.models.deletion
from django.db import migrations, models

import xingtan.foundation.fields


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(blank=True, max_length=100)),
                ("position", models.PositiveIntegerField()),
                ("is_offered", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["course__position", "position", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="lesson",
            name="lesson_title_once_in_course",
        ),
        migrations.RemoveConstraint(
            model_name="lesson",
            name="lesson_has_credit",
        ),
        migrations.AddField(
            model_name="course",
            name="domain",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="course",
            name="obligation",
            field=models.CharField(
                choices=[("required", "Required"), ("elective", "Elective"), ("common", "Common")],
                default="required",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="course",
            name="subject",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="lesson",
            name="address",
            field=models.URLField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="lesson",
            name="number",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="lesson",
            name="text",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="lesson",
            name="kind",
            field=models.CharField(
                choices=[
                    ("video", "Video"),
                    ("audio", "Audio"),
                    ("document", "Document"),
                    ("page", "Page"),
                    ("link", "Link"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="lesson",
            name="media",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lessons",
                to="courses.media",
            ),
        ),
        migrations.AlterField(
            model_name="media",
            name="kind",
            field=models.CharField(
                choices=[("video", "Video"), ("audio", "Audio"), ("document", "Document")], max_length=10
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="course",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="units", to="courses.course"
            ),
        ),
        migrations.AddField(
            model_name="lesson",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="lessons", to="courses.unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(fields=("course", "number"), name="lesson_number_once_in_course"),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("credit_seconds__gt", 0),
                        ("kind__in", ("video", "audio", "document")),
                        ("media__isnull", False),
                    ),
                    models.Q(
                        models.Q(("kind__in", ("video", "audio", "document")), _negated=True), ("media__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="lesson_has_what_its_kind_plays",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "link"), _negated=True), models.Q(("address", ""), _negated=True), _connector="OR"
                ),
                name="lesson_link_leads_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(fields=("course", "number"), name="unit_number_once_in_course"),
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import xingtan.foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Media",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[("video", "Video"), ("audio", "Audio"), ("document", "Document")], max_length=10
                    ),
                ),
                ("file", models.FileField(upload_to="media/")),
                ("poster", models.FileField(blank=True, upload_to="media/")),
                ("seconds", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("chapters", models.JSONField(default=list)),
                ("streams", models.CharField(blank=True, max_length=120)),
                ("transcript", models.TextField(blank=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="media", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "media",
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "name"), name="media_name_once_in_programme")
                ],
            },
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=100)),
                ("summary", models.TextField(blank=True)),
                ("tags", models.JSONField(default=list)),
                (
                    "obligation",
                    models.CharField(
                        choices=[("required", "Required"), ("elective", "Elective"), ("common", "Common")],
                        default="required",
                        max_length=10,
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=40)),
                ("domain", models.CharField(blank=True, max_length=40)),
                ("position", models.PositiveIntegerField()),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="courses", to="programmes.programme"
                    ),
                ),
                (
                    "track",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to="programmes.track",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "code"), name="course_code_once_in_programme")
                ],
            },
        ),
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
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="units", to="courses.course"
                    ),
                ),
            ],
            options={
                "ordering": ["course__position", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("course", "number"), name="unit_number_once_in_course")
                ],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
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
                ("title", models.CharField(max_length=100)),
                ("position", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                ("address", models.URLField(blank=True, max_length=500)),
                ("credit_seconds", models.PositiveIntegerField()),
                ("is_offered", models.BooleanField(default=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lessons", to="courses.course"
                    ),
                ),
                (
                    "media",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="courses.media",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lessons", to="courses.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["course__position", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("course", "number"), name="lesson_number_once_in_course"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("credit_seconds__gt", 0),
                                ("kind__in", ("video", "audio", "document")),
                                ("media__isnull", False),
                            ),
                            models.Q(
                                models.Q(("kind__in", ("video", "audio", "document")), _negated=True),
                                ("media__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="lesson_has_what_its_kind_plays",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "link"), _negated=True),
                            models.Q(("address", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="lesson_link_leads_somewhere",
                    ),
                ],
            },
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
        migrations.CreateModel(
            name="QuestionCategory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=100)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="question_categories",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["path"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "path"), name="question_category_once_in_programme")
                ],
            },
        ),
        migrations.CreateModel(
            name="BankQuestion",
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
                            ("single", "Single choice"),
                            ("multiple", "Several choices"),
                            ("true_false", "True or false"),
                            ("short", "Short answer"),
                            ("numeric", "Number"),
                            ("matching", "Matching"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("approved", "Approved"), ("retired", "Set aside")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "difficulty",
                    models.PositiveSmallIntegerField(choices=[(1, "Easy"), (2, "Middle"), (3, "Hard")], default=2),
                ),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bank_questions",
                        to="programmes.programme",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="courses.questioncategory",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["programme", "-changed_at"], name="questions_by_change"),
                    models.Index(fields=["category", "state"], name="questions_to_draw"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "digest"), name="question_once_in_bank"),
                    models.CheckConstraint(
                        condition=models.Q(("difficulty__in", (1, 2, 3))), name="question_difficulty_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "approved", "retired"])), name="question_state_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("written_at", models.DateTimeField()),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="courses.bankquestion"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("question", "number"), name="question_version_once")],
            },
        ),
        migrations.CreateModel(
            name="QuestionFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("found", models.JSONField()),
                ("problems", models.JSONField()),
                ("uploaded_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("added", models.PositiveIntegerField(default=0)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="question_files",
                        to="programmes.programme",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "-uploaded_at"], name="question_files_by_upload")],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("fingerprint", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("received", models.PositiveBigIntegerField(default=0)),
                ("began_at", models.DateTimeField()),
                ("heard_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "media",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="courses.media"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "fingerprint"], name="upload_by_fingerprint")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("received__lte", models.F("size"))), name="upload_not_past_its_size"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Caption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("language", models.CharField(choices=[("zh", "中文"), ("en", "English")], max_length=5)),
                ("text", models.TextField()),
                (
                    "media",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="captions", to="courses.media"
                    ),
                ),
            ],
            options={
                "ordering": ["media", "-language"],
                "constraints": [
                    models.UniqueConstraint(fields=("media", "language"), name="caption_once_per_language")
                ],
            },
        ),
    ]

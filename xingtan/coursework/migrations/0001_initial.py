from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models

import xingtan.foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("classes", "0001_initial"),
        ("courses", "0001_initial"),
        ("enrolment", "0001_initial"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("task", models.TextField(max_length=8000)),
                ("due_at", models.DateTimeField()),
                ("takes_late", models.BooleanField(default=True)),
                ("least_characters", models.PositiveIntegerField(default=0)),
                ("takes_files", models.BooleanField(default=True)),
                ("rubric", models.JSONField(default=list)),
                ("resubmissions", models.PositiveSmallIntegerField(default=2)),
                ("peers", models.PositiveSmallIntegerField(default=0)),
                ("peers_until", models.DateTimeField(blank=True, null=True)),
                ("set_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.course"
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.lesson",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
            ],
            options={
                "ordering": ["due_at", "pk"],
                "indexes": [models.Index(fields=["programme", "due_at"], name="assignment_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("peers", 0), ("peers_until__isnull", True)),
                            models.Q(("peers__gt", 0), ("peers_until__gte", models.F("due_at"))),
                            _connector="OR",
                        ),
                        name="assignment_peers_have_an_end",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("words", models.TextField(max_length=4000)),
                ("set_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.course"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
            ],
            options={
                "ordering": ["course__position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("by_name", models.CharField(max_length=100)),
                ("title", models.CharField(blank=True, max_length=80)),
                ("body", models.TextField(max_length=4000)),
                ("characters", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("excellent_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_because", models.CharField(blank=True, max_length=200)),
                ("key", models.CharField(max_length=22, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="enrolment.enrolment",
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "online_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="classes.onlineclass"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="coursework.contribution",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contributions", to="coursework.topic"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [
                    models.Index(fields=["topic", "online_class", "-last_at"], name="threads_of_class"),
                    models.Index(fields=["enrolment", "at"], name="contributions_of_learner"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hidden_at__isnull", True), ("hidden_because", "")),
                            models.Q(("hidden_at__isnull", False), models.Q(("hidden_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="contribution_hidden_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("thread__isnull", True),
                            models.Q(("answered_at__isnull", True), ("title", "")),
                            _connector="OR",
                        ),
                        name="contribution_reply_has_no_title",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="coursework.contribution",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("contribution", "by"), name="complaint_once")],
            },
        ),
        migrations.CreateModel(
            name="Work",
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
                        choices=[
                            ("draft", "Draft"),
                            ("handed_in", "Handed in"),
                            ("returned", "Returned"),
                            ("marked", "Marked"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("draft", models.TextField(blank=True)),
                ("saved_at", models.DateTimeField()),
                ("first_handed_in_at", models.DateTimeField(blank=True, null=True)),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                ("score", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("is_recommended", models.BooleanField(default=False)),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="works", to="coursework.assignment"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="works", to="enrolment.enrolment"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "handed_in_at"], name="work_waiting")],
                "constraints": [
                    models.UniqueConstraint(fields=("assignment", "enrolment"), name="work_once_for_an_assignment"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handed_in_at__isnull", True), ("state", "draft")),
                            models.Q(models.Q(("state", "draft"), _negated=True), ("handed_in_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="work_handed_in_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__isnull", True),
                            models.Q(("score__gte", Decimal("0")), ("score__lte", Decimal("100")), ("state", "marked")),
                            _connector="OR",
                        ),
                        name="work_score_of_a_marked_work",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("file", models.FileField(upload_to="works/")),
                ("file_name", models.CharField(max_length=150)),
                ("kind", models.CharField(max_length=10)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("is_in_draft", models.BooleanField(default=True)),
                ("added_at", models.DateTimeField()),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="coursework.work"
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True)),
                ("characters", models.PositiveIntegerField()),
                ("files", models.JSONField(default=list)),
                ("handed_in_at", models.DateTimeField()),
                ("is_late", models.BooleanField(default=False)),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="coursework.work"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("work", "number"), name="version_number_once")],
            },
        ),
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField()),
                (
                    "programme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programmes.programme",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="coursework.version"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "value"], name="fingerprint_by_value")],
            },
        ),
        migrations.CreateModel(
            name="Comparison",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("share", models.DecimalField(decimal_places=1, default=0, max_digits=4)),
                ("passages", models.JSONField(default=list)),
                (
                    "likest",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="coursework.version",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comparison", to="coursework.version"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("marked", "Marked"), ("recommended", "Recommended"), ("returned", "Returned")],
                        max_length=12,
                    ),
                ),
                ("points", models.JSONField(default=list)),
                ("score", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("comment", models.TextField(blank=True, max_length=2000)),
                ("by_name", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("waited_hours", models.PositiveIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="coursework.workmark",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="coursework.version"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["by", "at"], name="work_marks_of_tutor")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaces__isnull", True)),
                        fields=("version",),
                        name="work_mark_begins_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "returned"), ("score__isnull", True)),
                            models.Q(
                                models.Q(("outcome", "returned"), _negated=True), ("score__gte", 0), ("score__lte", 100)
                            ),
                            _connector="OR",
                        ),
                        name="work_mark_has_score_unless_returned",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Phrase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("kept_at", models.DateTimeField()),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
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
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["programme", "owner"], name="phrases_of_owner")],
            },
        ),
        migrations.CreateModel(
            name="SecondMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("points", models.JSONField(default=list)),
                ("score", models.DecimalField(decimal_places=2, max_digits=5)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="second", to="coursework.version"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="second_mark_of_a_hundred"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PeerReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("points", models.JSONField(default=list)),
                ("score", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("comment", models.TextField(blank=True, max_length=1000)),
                ("given_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="enrolment.enrolment"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="coursework.version"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["reviewer", "given_at"], name="peer_reviews_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "reviewer"), name="peer_review_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_at__isnull", True), ("score__isnull", True)),
                            models.Q(("given_at__isnull", False), ("score__gte", 0), ("score__lte", 100)),
                            _connector="OR",
                        ),
                        name="peer_review_given_has_score",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quiz",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("words", models.TextField(blank=True, max_length=2000)),
                ("minutes", models.PositiveSmallIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=1)),
                ("opens_at", models.DateTimeField(blank=True, null=True)),
                ("closes_at", models.DateTimeField(blank=True, null=True)),
                ("grace_seconds", models.PositiveSmallIntegerField(default=10)),
                ("pass_score", models.PositiveSmallIntegerField(default=60)),
                ("shuffles_questions", models.BooleanField(default=True)),
                ("shuffles_options", models.BooleanField(default=True)),
                (
                    "shows",
                    models.CharField(
                        choices=[
                            ("at_once", "After handing in"),
                            ("after_close", "After the quiz has closed"),
                            ("never", "Never"),
                        ],
                        default="at_once",
                        max_length=12,
                    ),
                ),
                (
                    "counts",
                    models.CharField(
                        choices=[
                            ("best", "The best attempt"),
                            ("last", "The last attempt"),
                            ("average", "The average of all attempts"),
                        ],
                        default="best",
                        max_length=8,
                    ),
                ),
                ("set_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.course"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.unit",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "quizzes",
                "ordering": ["closes_at", "pk"],
                "indexes": [models.Index(fields=["programme", "closes_at"], name="quizzes_by_close")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_at__isnull", True),
                            ("closes_at__isnull", True),
                            ("closes_at__gt", models.F("opens_at")),
                            _connector="OR",
                        ),
                        name="quiz_closes_after_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pass_score__lte", 100)), name="quiz_pass_score_of_a_hundred"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuizPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("count", models.PositiveSmallIntegerField(default=1)),
                ("points", models.PositiveSmallIntegerField(default=1)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.questioncategory",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.bankquestion",
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="coursework.quiz"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category__isnull", True), ("count", 1), ("question__isnull", False)),
                            models.Q(("category__isnull", False), ("count__gt", 0), ("question__isnull", True)),
                            _connector="OR",
                        ),
                        name="quiz_part_picked_or_drawn",
                    ),
                    models.CheckConstraint(condition=models.Q(("points__gt", 0)), name="quiz_part_has_points"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("began_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.CharField(
                        blank=True,
                        choices=[("learner", "Handed in"), ("time", "Time was up; what was saved is handed in")],
                        max_length=8,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attempts", to="enrolment.enrolment"
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="taken", to="coursework.quiz"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("handed_in_at__isnull", True)), fields=["ends_at"], name="attempts_running"
                    ),
                    models.Index(fields=["enrolment", "quiz"], name="attempts_of_learner"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("quiz", "enrolment", "number"), name="attempt_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("handed_in_at__isnull", True)),
                        fields=("quiz", "enrolment"),
                        name="attempt_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by", ""), ("handed_in_at__isnull", True)),
                            models.Q(("handed_in_at__isnull", False), models.Q(("ended_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="attempt_ended_somehow",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttemptItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("points", models.PositiveSmallIntegerField()),
                ("order", models.JSONField(default=list)),
                ("given", models.JSONField(default=list)),
                ("saved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="coursework.attempt"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.questionversion"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("attempt", "position"), name="attempt_item_once")],
            },
        ),
        migrations.CreateModel(
            name="AttemptMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.DecimalField(decimal_places=2, max_digits=5)),
                ("at", models.DateTimeField()),
                (
                    "attempt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mark", to="coursework.attempt"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", Decimal("0")), ("score__lte", Decimal("100"))),
                        name="attempt_score_of_a_hundred",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("share", models.DecimalField(decimal_places=5, max_digits=6)),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mark", to="coursework.attemptitem"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("share__gte", Decimal("0")), ("share__lte", Decimal("1"))),
                        name="item_share_within",
                    )
                ],
            },
        ),
    ]

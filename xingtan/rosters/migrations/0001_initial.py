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
            name="Roster",
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
                            ("submitted", "Waiting for review"),
                            ("passed", "Passed by the county"),
                            ("returned", "Returned"),
                            ("accepted", "Accepted"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("teachers", models.PositiveIntegerField(default=0)),
                ("open_problems", models.PositiveIntegerField(default=0)),
                ("ignored", models.JSONField(default=list)),
                ("declared_by", models.CharField(blank=True, max_length=60)),
                ("changed_at", models.DateTimeField()),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rosters", to="programmes.programme"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rosters", to="organisations.school"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "state", "handed_in_at"], name="roster_queue")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "accepted"), _negated=True),
                        fields=("programme", "school"),
                        name="one_open_roster_per_school",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "passed", "returned", "accepted"])),
                        name="roster_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(("handed_in_at__isnull", False), models.Q(("declared_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="roster_handed_in_is_declared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            models.Q(("decided_at__isnull", False), ("open_problems", 0)),
                            _connector="OR",
                        ),
                        name="roster_accepted_is_sound",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("cells", xingtan.foundation.fields.SealedField(purpose="roster_row")),
                ("id_hash", models.CharField(blank=True, max_length=40)),
                ("mobile_hash", models.CharField(blank=True, max_length=40)),
                ("problems", models.JSONField(default=list)),
                ("problem_count", models.PositiveSmallIntegerField(default=0)),
                ("remark", xingtan.foundation.fields.SealedField(blank=True, null=True, purpose="roster_remark")),
                ("remarked_version", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "roster",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="rosters.roster",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["id_hash"], name="roster_row_by_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("roster", "position"), name="roster_row_has_one_place")
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("uploaded", "Sheet uploaded"),
                            ("handed_in", "Roster handed in"),
                            ("passed", "Passed on to the training centre"),
                            ("returned", "Returned to the school"),
                            ("accepted", "Accepted, teachers enrolled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("words", models.CharField(blank=True, max_length=500)),
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
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="rosters.roster"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="KeptFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("content", xingtan.foundation.fields.SealedField(purpose="roster_file")),
                ("kept_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("run", models.CharField(blank=True, max_length=22)),
                (
                    "state",
                    models.CharField(
                        choices=[("reading", "Being read"), ("done", "Read"), ("failed", "Could not be read")],
                        default="reading",
                        max_length=8,
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=500)),
                ("files_done", models.PositiveIntegerField(default=0)),
                ("passed_over", models.JSONField(default=list)),
                ("created_at", models.DateTimeField()),
                ("heard_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="bundles", to="programmes.programme"
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bundle",
                        to="rosters.keptfile",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "indexes": [models.Index(fields=["state", "heard_at"], name="bundle_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", True), ("state", "reading")),
                            models.Q(("finished_at__isnull", False), ("state__in", ["done", "failed"])),
                            _connector="OR",
                        ),
                        name="bundle_finished_is_dated",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BundlePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("file_index", models.PositiveIntegerField()),
                ("share_index", models.PositiveIntegerField()),
                ("file_name", models.CharField(max_length=200)),
                ("school_text", models.CharField(blank=True, max_length=200)),
                ("county_text", models.CharField(blank=True, max_length=200)),
                ("candidates", models.JSONField(default=list)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("taken", "Brought in as the school’s draft"),
                            ("unknown", "School not recognised"),
                            ("standing", "The school has a draft of its own"),
                            ("handed_in", "The school has handed in already"),
                            ("accepted", "The school’s roster is accepted already"),
                            ("outside", "A school outside of your county"),
                            ("closed", "Enrolment is closed for this school"),
                            ("unreadable", "File could not be read"),
                            ("dismissed", "Set aside"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("teachers", models.PositiveIntegerField(default=0)),
                ("problems", models.PositiveIntegerField(default=0)),
                ("ignored", models.JSONField(default=list)),
                ("rows", xingtan.foundation.fields.SealedField(blank=True, null=True, purpose="roster_bundle_part")),
                ("roster_version", models.PositiveIntegerField(default=0)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "bundle",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="rosters.bundle",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bundle_parts",
                        to="rosters.roster",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["bundle", "outcome"], name="bundle_part_by_outcome")],
                "constraints": [
                    models.UniqueConstraint(fields=("bundle", "position"), name="bundle_part_has_one_place"),
                    models.UniqueConstraint(
                        fields=("bundle", "file_index", "share_index"), name="bundle_part_comes_in_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "taken"), _negated=True), ("rows__isnull", True), _connector="OR"
                        ),
                        name="bundle_part_rows_in_one_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("verdict", models.CharField(choices=[("accept", "Accept"), ("return", "Return")], max_length=6)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("run", models.CharField(blank=True, max_length=22)),
                ("created_at", models.DateTimeField()),
                ("heard_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
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
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "accept"),
                            models.Q(("verdict", "return"), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="review_return_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at__isnull", True), ("finished_at__gte", models.F("created_at")), _connector="OR"
                        ),
                        name="review_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("done", "Done"), ("refused", "Not done")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                (
                    "review",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="rosters.review",
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rosters.roster"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("review", "roster"), name="review_item_once")],
            },
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hidden_sheet", "On a hidden sheet"),
                            ("hidden_rows", "In hidden rows"),
                            ("sample", "Like the sample row of the form"),
                            ("removed", "Removed by you"),
                        ],
                        max_length=12,
                    ),
                ),
                ("sheet", models.CharField(blank=True, max_length=100)),
                ("teachers", models.PositiveIntegerField()),
                ("rows", xingtan.foundation.fields.SealedField(purpose="roster_aside")),
                ("at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aside", to="rosters.roster"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="LearnedWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("field", models.CharField(max_length=8)),
                ("key", models.CharField(max_length=60)),
                ("text", models.CharField(max_length=40)),
                ("value", models.CharField(max_length=200)),
                ("learned_at", models.DateTimeField()),
                ("unlearned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "learned_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.school"
                    ),
                ),
                (
                    "unlearned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.post",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["field", "key", "value"], name="learned_word_said")],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "field", "key"), name="word_learned_once_per_school"),
                    models.CheckConstraint(
                        condition=models.Q(("field__in", ["stage", "subject", "county", "school"])),
                        name="learned_word_of_a_closed_column",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("late", "The school missed the deadline"),
                            ("newly_hired", "Teachers hired after the deadline"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("until", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for the second person"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
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
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "decider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reopenings",
                        to="programmes.programme",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reopenings",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "state", "asked_at"], name="reopening_queue")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("programme", "school"),
                        name="reopening_asked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decider__isnull", True), ("state", "asked")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decider__isnull", False),
                                ("state__in", ["granted", "refused"]),
                                models.Q(("decider", models.F("asker")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reopening_by_two_people",
                    ),
                ],
            },
        ),
    ]

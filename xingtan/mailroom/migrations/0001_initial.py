import django.db.models.deletion
from django.db import migrations, models

import xingtan.foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("billing", "0001_initial"),
        ("organisations", "0001_initial"),
        ("programmes", "0001_initial"),
        ("rosters", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("identity", models.CharField(max_length=64, unique=True)),
                ("kind", models.CharField(default="letter", max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "Not looked at yet"),
                            ("waiting", "Waits for you"),
                            ("taken", "Mail taken in"),
                            ("answered", "Sent back to the sender"),
                            ("filed", "Filed, nothing to do"),
                            ("dismissed", "Dismissed"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=20)),
                ("sender", xingtan.foundation.fields.SealedField(purpose="letter.sender")),
                ("sender_name", xingtan.foundation.fields.SealedField(purpose="letter.sender_name")),
                ("sender_hash", models.CharField(max_length=40)),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("message_id", models.CharField(blank=True, max_length=250)),
                ("text", xingtan.foundation.fields.SealedField(purpose="letter.text")),
                ("size", models.PositiveIntegerField()),
                ("is_whole", models.BooleanField(default=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                ("came_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.division"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="programmes.programme"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["programme", "state", "came_at"], name="letter_queue"),
                    models.Index(fields=["sender_hash", "came_at"], name="letter_by_sender"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["new", "waiting", "taken", "answered", "filed", "dismissed"])
                        ),
                        name="letter_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("state", "new")),
                            models.Q(models.Q(("state", "new"), _negated=True), ("settled_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="letter_settled_has_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("raw", xingtan.foundation.fields.SealedField(purpose="letter.raw")),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="source", to="mailroom.letter"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mailbox", models.CharField(max_length=200)),
                ("uidvalidity", models.BigIntegerField()),
                ("uid", models.BigIntegerField()),
                ("is_put_away", models.BooleanField(default=False)),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="arrivals", to="mailroom.letter"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("mailbox", "uidvalidity", "uid"), name="arrival_once_per_mailbox")
                ],
            },
        ),
        migrations.CreateModel(
            name="Enclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("taken", "Mail taken in"),
                            ("waiting", "Waits for you"),
                            ("refused", "Cannot be read"),
                            ("aside", "Left aside"),
                            ("dismissed", "Dismissed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=20)),
                ("said", models.CharField(blank=True, max_length=500)),
                ("named", models.CharField(blank=True, max_length=100)),
                ("teachers", models.PositiveIntegerField(default=0)),
                ("problems", models.PositiveIntegerField(default=0)),
                ("roster_version", models.PositiveIntegerField(default=0)),
                ("is_voucher", models.BooleanField(default=False)),
                ("candidates", models.ManyToManyField(related_name="+", to="organisations.school")),
                (
                    "roster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="rosters.roster",
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
                ("vouchers", models.ManyToManyField(related_name="+", to="billing.voucher")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="enclosures", to="mailroom.letter"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("letter", "position"), name="enclosure_has_one_place"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "taken"), _negated=True), ("school__isnull", False), _connector="OR"
                        ),
                        name="enclosure_taken_has_school",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("came", "Mail came in"),
                            ("taken", "Mail taken in"),
                            ("queued", "Laid before the clerk"),
                            ("filed", "Filed, nothing to do"),
                            ("answered", "Sender answered"),
                            ("assigned", "Assigned to a school"),
                            ("dismissed", "Dismissed"),
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
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="mailroom.letter"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
    ]

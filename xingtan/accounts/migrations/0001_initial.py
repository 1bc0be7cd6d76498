import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import xingtan.foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=60)),
                ("mobile", xingtan.foundation.fields.SealedField(purpose="mobile")),
                ("mobile_hash", models.CharField(max_length=40, unique=True)),
                ("id_number", xingtan.foundation.fields.SealedField(blank=True, null=True, purpose="id_number")),
                ("id_hash", models.CharField(blank=True, max_length=40, null=True, unique=True)),
                ("mail", models.EmailField(blank=True, max_length=254)),
                ("is_active", models.BooleanField(default=True)),
                ("opened_at", models.DateTimeField()),
                ("activated_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                ("consented_at", models.DateTimeField(blank=True, null=True)),
                ("password_set_at", models.DateTimeField(blank=True, null=True)),
                ("totp_secret", xingtan.foundation.fields.SealedField(blank=True, null=True, purpose="totp")),
                ("totp_confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("totp_last_step", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("totp_confirmed_at__isnull", True), ("totp_secret__isnull", False), _connector="OR"
                        ),
                        name="account_confirmed_totp_has_secret",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
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
                            ("city_supervisor", "City supervisor"),
                            ("county_admin", "County administrator"),
                            ("school_head", "School head"),
                            ("provider_manager", "Provider manager"),
                            ("academic", "Academic affairs"),
                            ("content_editor", "Content editor"),
                            ("finance", "Finance clerk"),
                            ("support", "Support"),
                            ("monitor", "Monitor"),
                            ("auditor", "Auditor"),
                            ("expert", "Expert"),
                            ("tutor", "Tutor"),
                            ("school_contact", "School contact"),
                            ("learner", "Learner"),
                        ],
                        max_length=20,
                    ),
                ),
                ("programme_code", models.CharField(blank=True, max_length=40)),
                ("place_key", models.CharField(max_length=60)),
                ("is_active", models.BooleanField(default=True)),
                ("given_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.division",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account", "kind", "place_key"), name="post_held_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["city_supervisor", "county_admin"]), _negated=True),
                            ("division__isnull", False),
                            _connector="OR",
                        ),
                        name="post_over_divisions_has_division",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["school_head", "school_contact"]), _negated=True),
                            ("school__isnull", False),
                            _connector="OR",
                        ),
                        name="post_of_school_has_school",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(choices=[("sms", "Text message"), ("slip", "Slip")], max_length=4)),
                ("code_hash", models.CharField(max_length=40)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(blank=True, max_length=40)),
                ("expires_at", models.DateTimeField()),
                ("tries_left", models.PositiveSmallIntegerField(default=5)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proofs", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account", "channel"), name="proof_once_per_channel"),
                    models.CheckConstraint(condition=models.Q(("tries_left__lte", 5)), name="proof_tries_bounded"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=40)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "code_hash"), name="recovery_code_once")],
            },
        ),
        migrations.CreateModel(
            name="GuessLevel",
            fields=[
                ("row_key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("level", models.FloatField(default=0)),
                ("counted_at_epoch", models.FloatField(db_index=True, default=0)),
                ("alarmed_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SignInSession",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("device", models.CharField(blank=True, max_length=200)),
                ("started_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
    ]

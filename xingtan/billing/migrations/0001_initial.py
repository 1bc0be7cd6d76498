from decimal import Decimal

import django.db.models.deletion
import django.db.models.expressions
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
            name="Bill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("serial", models.PositiveIntegerField(unique=True)),
                ("code", models.CharField(max_length=6, unique=True)),
                ("headcount", models.PositiveIntegerField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("contact", models.CharField(blank=True, max_length=60)),
                ("contact_mobile", xingtan.foundation.fields.SealedField(purpose="mobile")),
                ("drawn_at", models.DateTimeField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bills", to="programmes.programme"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bills", to="organisations.school"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "school"), name="bill_once_per_school"),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="bill_amount_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(("serial__gte", 1), ("serial__lt", 211173)), name="bill_serial_of_schools"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BillChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("headcount_before", models.PositiveIntegerField()),
                ("headcount_after", models.PositiveIntegerField()),
                ("amount_before", models.DecimalField(decimal_places=2, max_digits=14)),
                ("amount_after", models.DecimalField(decimal_places=2, max_digits=14)),
                ("at", models.DateTimeField()),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="billing.bill"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatementUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("content", xingtan.foundation.fields.SealedField(purpose="statement")),
                ("uploaded_by", models.CharField(max_length=60)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("opening", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("closing", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("came_in", models.DecimalField(decimal_places=2, max_digits=14)),
                ("went_out", models.DecimalField(decimal_places=2, max_digits=14)),
                ("lines_read", models.PositiveIntegerField()),
                ("lines_known", models.PositiveIntegerField()),
                ("imported_by", models.CharField(max_length=200)),
                ("imported_at", models.DateTimeField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lines_known__lte", models.F("lines_read"))),
                        name="statement_known_within_read",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BankLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("row", models.PositiveIntegerField()),
                ("identity", models.CharField(max_length=200, unique=True)),
                ("booked_at", models.DateTimeField()),
                ("is_incoming", models.BooleanField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("balance", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("payer_name", models.CharField(blank=True, max_length=200)),
                ("payer_account", xingtan.foundation.fields.SealedField(purpose="bank_account")),
                ("payer_account_hash", models.CharField(blank=True, db_index=True, max_length=40)),
                ("payer_bank", models.CharField(blank=True, max_length=200)),
                ("remark", xingtan.foundation.fields.SealedField(purpose="remark")),
                ("serial", models.CharField(blank=True, max_length=100)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="billing.statement"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "booked_at"], name="bank_line_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="bank_line_amount_not_zero"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LineStanding",
            fields=[
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="standing",
                        serialize=False,
                        to="billing.bankline",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "Not matched yet"),
                            ("review", "For review"),
                            ("part", "Partly allocated"),
                            ("booked", "Booked"),
                            ("aside", "Set aside"),
                            ("ignored", "No matter"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("allocated", models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=14)),
                ("refunding", models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=14)),
                ("findings", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("touched_by", models.CharField(blank=True, max_length=200)),
                ("touched_at", models.DateTimeField(null=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "state", "-amount"], name="line_queue")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("allocated__gte", Decimal("-0.005")),
                            ("refunding__gte", Decimal("-0.005")),
                            models.Q(
                                (
                                    "allocated__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("amount"), "-", models.F("refunding")
                                        ),
                                        "+",
                                        models.Value(Decimal("0.005")),
                                    ),
                                ),
                                models.Q(("allocated", 0), ("refunding", 0)),
                                _connector="OR",
                            ),
                        ),
                        name="line_allocated_within_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "review", "part", "booked", "aside", "ignored"])),
                        name="line_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["part", "booked"]), ("allocated", 0), _connector="OR"),
                        name="line_allocated_says_so",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["part", "booked", "aside"]), ("refunding", 0), _connector="OR"
                        ),
                        name="line_refunding_says_so",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "booked"), _negated=True),
                            models.Q(
                                (
                                    "allocated__gt",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("amount"), "-", models.F("refunding")
                                        ),
                                        "-",
                                        models.Value(Decimal("0.005")),
                                    ),
                                ),
                                (
                                    "allocated__lt",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("amount"), "-", models.F("refunding")
                                        ),
                                        "+",
                                        models.Value(Decimal("0.005")),
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="line_booked_is_wholly_allocated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("is_automatic", models.BooleanField()),
                ("reasons", models.JSONField(default=list)),
                ("by", models.CharField(blank=True, max_length=60)),
                ("by_words", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="billing.allocation",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="allocations", to="billing.bankline"
                    ),
                ),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="allocations", to="billing.bill"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__gt", 0), ("undoes__isnull", True)),
                            models.Q(("amount__lt", 0), ("undoes__isnull", False)),
                            _connector="OR",
                        ),
                        name="allocation_negative_only_to_undo",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_release", models.BooleanField(default=False)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("returned", "Returned transfer"),
                            ("postal", "Post-office remittance"),
                            ("duplicate", "Paid twice, to be refunded"),
                            ("other_income", "Other income of the institution"),
                            ("unknown", "Payer unknown, being asked"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("by", models.CharField(max_length=60)),
                ("by_words", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asides", to="billing.bankline"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("is_release", True), models.Q(("why", ""), _negated=True), _connector="OR"),
                        name="set_aside_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementLayout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("fingerprint", models.CharField(max_length=32)),
                ("titles", models.JSONField(default=list)),
                ("meanings", models.JSONField(default=list)),
                ("said_by", models.CharField(max_length=200)),
                ("said_at", models.DateTimeField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "fingerprint"), name="layout_once_per_programme")
                ],
            },
        ),
        migrations.CreateModel(
            name="LineHandover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=60)),
                ("by_words", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "from_programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="billing.bankline"
                    ),
                ),
                (
                    "to_programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_programme", models.F("to_programme")), _negated=True),
                        name="handover_to_another_programme",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CountyBill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("serial", models.PositiveIntegerField(unique=True)),
                ("code", models.CharField(max_length=6, unique=True)),
                ("is_paying", models.BooleanField()),
                ("contact", models.CharField(blank=True, max_length=60)),
                ("contact_mobile", xingtan.foundation.fields.SealedField(purpose="mobile")),
                ("drawn_at", models.DateTimeField()),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.division"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="county_bills",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "division"), name="county_bill_once"),
                    models.CheckConstraint(
                        condition=models.Q(("serial__gte", 211173), ("serial__lt", 231173)),
                        name="county_bill_serial_of_counties",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayerSwitch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_paying", models.BooleanField()),
                ("reason", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "county_bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="switches", to="billing.countybill"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="payer_switch_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondRemittance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("more_teachers", "Teachers were added after the first transfer"),
                            ("short_before", "The first transfer was too small"),
                            ("bank_limit", "The bank allowed it only in parts"),
                            ("by_mistake", "Sent twice by mistake"),
                            ("other", "Another reason"),
                        ],
                        max_length=14,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_remittances",
                        to="billing.bill",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="billing.bankline"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("bill", "line"), name="second_remittance_explained_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("why", "other"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="second_remittance_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                ("asked_by", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "Not answered yet"),
                            ("yes", "Yes, this was our transfer"),
                            ("no", "No, this was not ours"),
                            ("taken_back", "No longer asked"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=200)),
                ("file", models.FileField(blank=True, upload_to="answers/%Y/")),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("answered_by", models.CharField(blank=True, max_length=200)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="billing.bill"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="billing.bankline"
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["waiting", "yes", "no", "taken_back"])),
                        name="question_answer_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "waiting"), ("answered_at__isnull", True)),
                            models.Q(models.Q(("answer", "waiting"), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="question_answered_has_moment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "waiting")),
                        fields=("line", "bill"),
                        name="question_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Looking",
            fields=[
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.post",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lookers", to="billing.bankline"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("overpaid", "More was paid than is owed"),
                            ("duplicate", "Paid twice"),
                            ("withdrawn", "Teachers withdrew after payment"),
                            ("not_ours", "Not meant for this training"),
                            ("other", "Another reason"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("to_name", models.CharField(max_length=200)),
                ("to_account", xingtan.foundation.fields.SealedField(purpose="bank_account")),
                ("to_bank", models.CharField(blank=True, max_length=200)),
                ("asked_by", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="billing.bankline"
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
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="refund_amount_positive")
                ],
            },
        ),
        migrations.CreateModel(
            name="RefundStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for approval"),
                            ("approved", "Approved, to be paid"),
                            ("paid", "Paid back"),
                            ("refused", "Not approved"),
                            ("taken_back", "Taken back"),
                            ("seen", "Found on the statement"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asker_id_of_refund", models.BigIntegerField()),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proof",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proves_refund",
                        to="billing.bankline",
                    ),
                ),
                (
                    "refund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="billing.refund"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("refund", "kind"), name="refund_step_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["approved", "refused"])),
                        fields=("refund",),
                        name="refund_decided_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["paid", "refused", "taken_back"])),
                        fields=("refund",),
                        name="refund_ended_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False),
                            models.Q(("kind__in", ["paid", "seen"]), ("proof__isnull", False)),
                            _connector="OR",
                        ),
                        name="refund_step_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "seen"), _negated=True), ("proof__isnull", False), _connector="OR"
                        ),
                        name="refund_seen_is_proved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["approved", "paid", "refused", "taken_back", "seen"])),
                        name="refund_step_is_a_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["approved", "refused"]), _negated=True),
                            models.Q(("person", models.F("asker_id_of_refund")), _negated=True),
                            _connector="OR",
                        ),
                        name="refund_by_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "paid"), _negated=True),
                            ("proof__isnull", False),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="refund_paid_is_proved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Voucher",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("file", models.FileField(upload_to="vouchers/%Y/")),
                ("file_name", models.CharField(max_length=200)),
                ("is_picture", models.BooleanField()),
                ("size_bytes", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("source_sha256", models.CharField(db_index=True, max_length=64)),
                ("is_read", models.BooleanField()),
                ("receipt_number", models.CharField(blank=True, db_index=True, max_length=60)),
                ("serial", models.CharField(blank=True, db_index=True, max_length=60)),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                ("amount", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("payer_name", models.CharField(blank=True, max_length=200)),
                ("payer_account", xingtan.foundation.fields.SealedField(purpose="bank_account")),
                ("payer_account_hash", models.CharField(blank=True, max_length=40)),
                ("payee_account", xingtan.foundation.fields.SealedField(purpose="bank_account")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "To be checked"),
                            ("arrived", "Money has arrived"),
                            ("differs", "Does not agree"),
                        ],
                        default="pending",
                        max_length=8,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("other_account", "other_account"),
                            ("amount", "amount"),
                            ("other_school", "other_school"),
                            ("by_hand", "by_hand"),
                        ],
                        max_length=14,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300)),
                ("source", models.CharField(choices=[("upload", "Uploaded"), ("mail", "By mail")], max_length=6)),
                ("brought_by", models.CharField(max_length=200)),
                ("brought_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=200)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=200)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="vouchers", to="billing.bill"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vouchers",
                        to="billing.bankline",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(models.F("state"), models.OrderBy(models.F("brought_at")), name="voucher_queue")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("bill", "source_sha256", "position"),
                        name="voucher_file_once_per_bill",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gt", 0), _connector="OR"),
                        name="voucher_amount_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["pending", "arrived", "differs"])), name="voucher_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "differs"), models.Q(("why", ""), _negated=True)),
                            models.Q(models.Q(("state", "differs"), _negated=True), ("why", "")),
                            _connector="OR",
                        ),
                        name="voucher_differs_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "arrived"), _negated=True), ("line__isnull", False), _connector="OR"
                        ),
                        name="voucher_arrived_on_line",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WriteOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("bank_fee", "Kept by a bank as its fee"),
                            ("small_rest", "Too small to ask for"),
                            ("other", "Another reason"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("limit", models.DecimalField(decimal_places=2, max_digits=14)),
                ("needs_second", models.BooleanField()),
                ("asked_by", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="write_offs", to="billing.bill"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="write_off_amount_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needs_second", True),
                            (
                                "amount__lt",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("limit"), "+", models.Value(Decimal("0.005"))
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="write_off_alone_within_limit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("why", "other"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="write_off_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WriteOffStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("approved", "Approved"), ("refused", "Not approved"), ("taken_back", "Taken back")],
                        max_length=10,
                    ),
                ),
                ("asker_id_of_write_off", models.BigIntegerField()),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "write_off",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="billing.writeoff"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("write_off", "kind"), name="write_off_step_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["approved", "refused"])),
                        fields=("write_off",),
                        name="write_off_decided_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["approved", "refused", "taken_back"])),
                        name="write_off_step_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "taken_back"),
                            models.Q(("person", models.F("asker_id_of_write_off")), _negated=True),
                            _connector="OR",
                        ),
                        name="write_off_by_two_people",
                    ),
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

import xingtan.foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("billing", "0001_initial"),
        ("organisations", "0001_initial"),
        ("outbox", "0001_initial"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TaxTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("普通发票", "Ordinary invoice"), ("增值税专用发票", "Special VAT invoice")],
                        default="普通发票",
                        max_length=20,
                    ),
                ),
                ("item_name", models.CharField(max_length=100)),
                ("tax_code", models.CharField(max_length=19)),
                ("rate", models.CharField(max_length=10)),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("policy_used", models.CharField(blank=True, max_length=10)),
                ("policy", models.CharField(blank=True, max_length=60)),
                ("show_buyer", models.CharField(blank=True, max_length=60)),
                ("payee", models.CharField(blank=True, max_length=16)),
                ("reviewer", models.CharField(blank=True, max_length=16)),
                ("set_by", models.CharField(max_length=200)),
                ("set_at", models.DateTimeField()),
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
                        condition=models.Q(
                            models.Q(("item_name", ""), _negated=True),
                            models.Q(("tax_code", ""), _negated=True),
                            models.Q(("rate", ""), _negated=True),
                        ),
                        name="tax_terms_are_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlatformTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("file", models.FileField(upload_to="invoicing/templates/%Y/")),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("version", models.CharField(blank=True, max_length=60)),
                ("columns", models.PositiveIntegerField()),
                ("kept_by", models.CharField(max_length=200)),
                ("kept_at", models.DateTimeField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("file", models.FileField(upload_to="invoicing/batches/%Y/")),
                ("sha256", models.CharField(max_length=64)),
                ("rows", models.PositiveIntegerField()),
                ("made_by", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="invoicing.platformtemplate"
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="invoicing.taxterms"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "number"), name="invoice_batch_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BuyerProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=100)),
                ("tax_number", models.CharField(max_length=20)),
                ("bank", models.CharField(max_length=100)),
                ("account", xingtan.foundation.fields.SealedField(purpose="bank_account")),
                ("address", models.CharField(blank=True, max_length=100)),
                ("phone", models.CharField(blank=True, max_length=100)),
                ("email", models.CharField(blank=True, max_length=72)),
                ("picks_up", models.BooleanField(default=False)),
                ("entered_by", models.CharField(max_length=200)),
                ("entered_at", models.DateTimeField()),
                (
                    "division",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.division",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="buyer_profiles",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("school", "version"), name="buyer_profile_version_once"),
                    models.UniqueConstraint(fields=("division", "version"), name="county_profile_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("division__isnull", False), ("school__isnull", True)),
                            models.Q(("division__isnull", True), ("school__isnull", False)),
                            _connector="OR",
                        ),
                        name="buyer_profile_of_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProfileConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="invoicing.buyerprofile",
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
                    models.UniqueConstraint(fields=("profile", "programme"), name="profile_confirmed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="InvoiceRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("serial", models.CharField(max_length=20, unique=True)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("share", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked for"),
                            ("batched", "At the tax platform"),
                            ("failed", "Refused by the platform"),
                            ("issued", "Issued"),
                            ("red_asked", "Red letter under way"),
                            ("reversed", "Reversed by red letter"),
                            ("replaced", "Mended and asked anew"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("failure", models.CharField(blank=True, max_length=500)),
                ("red_due_at", models.DateTimeField(blank=True, null=True)),
                ("asked_by", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="invoicing.batch",
                    ),
                ),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invoice_requests", to="billing.bill"
                    ),
                ),
                (
                    "joined_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined",
                        to="invoicing.invoicerequest",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="invoicing.buyerprofile",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="invoicing.invoicerequest",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "asked_at"], name="invoice_queue")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("asked", "batched", "failed", "issued", "red_asked"))),
                        fields=("bill",),
                        name="invoice_one_live_per_bill",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="invoice_amount_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("share__isnull", True),
                            models.Q(("joined_to__isnull", True), ("share__gt", 0)),
                            _connector="OR",
                        ),
                        name="invoice_share_of_carrier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "asked",
                                    "batched",
                                    "failed",
                                    "issued",
                                    "red_asked",
                                    "reversed",
                                    "replaced",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="invoice_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "batched"), _negated=True), ("batch__isnull", False), _connector="OR"
                        ),
                        name="invoice_batched_in_a_batch",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("failure", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="invoice_failed_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountyInvoicing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_whole", models.BooleanField()),
                ("set_by", models.CharField(max_length=200)),
                ("set_at", models.DateTimeField()),
                (
                    "county_bill",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="billing.countybill"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, unique=True)),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                ("total", models.DecimalField(decimal_places=2, max_digits=14)),
                ("tax", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("filed_at", models.DateTimeField()),
                ("mails", models.PositiveSmallIntegerField(default=0)),
                ("handed_to", models.CharField(blank=True, max_length=60)),
                ("handed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "mail",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="outbox.message",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice",
                        to="invoicing.invoicerequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("total__gt", 0)), name="invoice_total_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handed_at__isnull", True), models.Q(("handed_to", ""), _negated=True), _connector="OR"
                        ),
                        name="invoice_handed_to_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RedLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("buyer", "Buyer wrong"),
                            ("amount", "Amount changed"),
                            ("refunded", "Money paid back"),
                            ("other", "Another reason"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("asked_by", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("number", models.CharField(blank=True, max_length=20, null=True, unique=True)),
                ("confirmed_by", models.CharField(blank=True, max_length=200)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invoice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="red_letter", to="invoicing.invoice"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("number__isnull", True)),
                            models.Q(("confirmed_at__isnull", False), ("number__isnull", False)),
                            _connector="OR",
                        ),
                        name="red_letter_number_with_moment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InvoiceFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("kind", models.CharField(choices=[("pdf", "PDF"), ("ofd", "OFD"), ("xml", "XML")], max_length=3)),
                ("is_red", models.BooleanField(default=False)),
                ("file", models.FileField(upload_to="invoices/%Y/")),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size_bytes", models.PositiveIntegerField()),
                ("filed_by", models.CharField(max_length=200)),
                ("filed_at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="invoicing.invoicerequest"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("request", "kind", "is_red"), name="invoice_file_once_per_kind"),
                    models.UniqueConstraint(fields=("sha256",), name="invoice_file_filed_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    xingtan.foundation.fields.PublicIdField(
                        default=xingtan.foundation.fields.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("file", models.FileField(upload_to="invoicing/results/%Y/")),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("uploaded_by", models.CharField(max_length=200)),
                ("uploaded_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResultItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("filed", "Filed"),
                            ("known", "Filed before"),
                            ("failed", "Failure noted"),
                            ("refused", "Not taken"),
                        ],
                        max_length=8,
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=500)),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="invoicing.invoicerequest",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="invoicing.resultupload"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("upload", "position"), name="result_item_once")],
            },
        ),
    ]

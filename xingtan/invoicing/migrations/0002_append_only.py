"""Versions of profiles, their confirmations and tax terms are only added: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("invoicing", "0001_initial")]
    operations = [
        AppendOnly("invoicing_buyerprofile"),
        AppendOnly("invoicing_profileconfirmation"),
        AppendOnly("invoicing_taxterms"),
    ]

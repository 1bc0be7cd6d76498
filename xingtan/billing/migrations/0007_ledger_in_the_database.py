"""Sums and states kept by the database itself; what 0006 rebuilt is append-only again."""

from django.db import migrations

from xingtan.billing.triggers import SetTriggers
from xingtan.foundation.append_only import AppendOnly

ONLY_ADDED = ("writeoff", "writeoffstep", "payerswitch", "secondremittance", "refundstep")


class Migration(migrations.Migration):
    """Triggers of the money tables."""

    dependencies = [("billing", "0006_write_offs_and_payers")]
    operations = [*(AppendOnly(f"billing_{table}") for table in ONLY_ADDED), SetTriggers()]

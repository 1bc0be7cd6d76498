"""The chain refuses UPDATE and DELETE in the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    """Triggers on the entries."""

    dependencies = [("audit", "0001_initial")]
    operations = [AppendOnly("audit_entry")]

"""What was declared and what was reminded stay as they were."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    """Triggers on what is only ever added."""

    dependencies = [("funding", "0001_declarations")]
    operations = [AppendOnly("funding_declaration"), AppendOnly("funding_countyreminder")]

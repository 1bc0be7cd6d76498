"""What was declared and what was reminded stays as it was: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial")]
    operations = [AppendOnly("funding_declaration"), AppendOnly("funding_countyreminder")]

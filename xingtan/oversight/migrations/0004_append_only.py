"""What counties were reminded of stays as it was: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("oversight", "0003_reminders_to_counties")]
    operations = [AppendOnly("oversight_countyreminder")]

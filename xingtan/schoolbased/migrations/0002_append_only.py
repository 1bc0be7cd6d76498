"""What was done with an activity is only added to: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("schoolbased", "0001_initial")]
    operations = [AppendOnly("schoolbased_activitystep")]

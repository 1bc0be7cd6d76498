"""The steps of a plan and what was given in support stay as they were."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    """Triggers on what is only ever added."""

    dependencies = [("programmes", "0002_county_plans")]
    operations = [AppendOnly("programmes_planstep"), AppendOnly("programmes_supportitem")]

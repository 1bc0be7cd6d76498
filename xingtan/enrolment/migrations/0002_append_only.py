"""History and evidence of changes are only added: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0001_initial")]
    operations = [
        AppendOnly("enrolment_enrolmentstep"),
        AppendOnly("enrolment_changestep"),
        AppendOnly("enrolment_changeevidence"),
    ]

"""History and evidence of changes are only added: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly

TABLES = ("enrolment_enrolmentstep", "enrolment_changestep", "enrolment_changeevidence")


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0002_changes_and_annexes")]
    operations = [AppendOnly(table) for table in TABLES]

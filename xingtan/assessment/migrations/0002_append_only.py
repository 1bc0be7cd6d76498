"""Marks, their voidings and the hours ledger refuse UPDATE and DELETE in the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    """Triggers on what is only ever added."""

    dependencies = [("assessment", "0001_initial")]
    operations = [
        AppendOnly("assessment_recordedmark"),
        AppendOnly("assessment_markvoid"),
        AppendOnly("assessment_hoursentry"),
    ]

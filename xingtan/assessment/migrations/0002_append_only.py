"""Marks, their voidings and the hours ledger are only added to: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]
    operations = [
        AppendOnly("assessment_recordedmark"),
        AppendOnly("assessment_markvoid"),
        AppendOnly("assessment_hoursentry"),
    ]

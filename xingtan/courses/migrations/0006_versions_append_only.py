"""Versions of courses are only added: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    """One trigger."""

    dependencies = [("courses", "0005_drafts_and_versions")]
    operations = [AppendOnly("courses_courseversion")]

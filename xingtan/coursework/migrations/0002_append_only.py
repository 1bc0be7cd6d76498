"""Versions and marks are only ever added: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    """Triggers on what is never changed."""

    dependencies = [("coursework", "0001_homework_and_discussions")]
    operations = [
        AppendOnly("coursework_version"),
        AppendOnly("coursework_workmark"),
        AppendOnly("coursework_secondmark"),
    ]

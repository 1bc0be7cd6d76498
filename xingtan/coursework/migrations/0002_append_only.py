"""Versions and marks are only added: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("coursework", "0001_initial")]
    operations = [
        AppendOnly("coursework_version"),
        AppendOnly("coursework_workmark"),
        AppendOnly("coursework_secondmark"),
        AppendOnly("coursework_attemptmark"),
        AppendOnly("coursework_itemmark"),
    ]

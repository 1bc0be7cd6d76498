"""Versions of courses and questions are only added: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]
    operations = [AppendOnly("courses_courseversion"), AppendOnly("courses_questionversion")]

"""Versions of questions are only added: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("courses", "0008_question_bank")]
    operations = [AppendOnly("courses_questionversion")]

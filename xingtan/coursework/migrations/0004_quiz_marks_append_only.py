"""Marks of quizzes are only added: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("coursework", "0003_quizzes")]
    operations = [AppendOnly("coursework_attemptmark"), AppendOnly("coursework_itemmark")]

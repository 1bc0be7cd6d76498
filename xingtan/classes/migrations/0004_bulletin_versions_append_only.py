"""Versions of bulletins are only added: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("classes", "0003_class_pages")]
    operations = [AppendOnly("classes_bulletinversion")]

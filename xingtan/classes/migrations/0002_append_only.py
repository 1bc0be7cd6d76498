"""The way of each learner through classes, and versions of bulletins, are only added to: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("classes", "0001_initial")]
    operations = [AppendOnly("classes_memberstep"), AppendOnly("classes_bulletinversion")]

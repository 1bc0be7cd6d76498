"""The way of each learner through classes is only added to: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("classes", "0001_classes_and_tutors")]
    operations = [AppendOnly("classes_memberstep")]

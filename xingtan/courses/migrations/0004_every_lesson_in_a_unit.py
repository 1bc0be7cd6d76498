"""No lesson without a unit and a number; whom a course binds is said by its obligation."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The columns close."""

    dependencies = [("courses", "0003_one_unit_each")]
    operations = [
        migrations.RemoveField(model_name="course", name="is_required"),
        migrations.AlterField(model_name="lesson", name="number", field=models.PositiveIntegerField()),
        migrations.AlterField(
            model_name="lesson",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lessons", to="courses.unit"
            ),
        ),
    ]

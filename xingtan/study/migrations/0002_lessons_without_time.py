"""A lesson that takes no time is finished at a moment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("study", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="coverage",
            name="finished_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]

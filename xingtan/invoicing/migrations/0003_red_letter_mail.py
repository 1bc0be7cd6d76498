"""A buyer is told of a red letter once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("invoicing", "0002_append_only"), ("outbox", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="redletter",
            name="mail",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="outbox.message",
            ),
        )
    ]

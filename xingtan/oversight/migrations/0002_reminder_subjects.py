"""A reminder says what it is about: one a day for each thing a school lacks."""

from django.db import migrations, models

SUBJECTS = [(each, each) for each in ("unsigned", "meeting", "roster", "payment", "activation", "lagging")]


class Migration(migrations.Migration):
    """The subject of a reminder; those sent before were about lagging teachers."""

    dependencies = [("oversight", "0001_initial")]
    operations = [
        migrations.RenameField("reminder", "lagging", "number"),
        migrations.AddField(
            "reminder", "subject", models.CharField(choices=SUBJECTS, default="lagging", max_length=12)
        ),
        migrations.RemoveConstraint("reminder", "reminded_once_a_day"),
        migrations.AddConstraint(
            "reminder",
            models.UniqueConstraint(
                fields=["programme", "school", "subject", "sent_on"], name="reminded_of_it_once_a_day"
            ),
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("organisations", "0001_initial"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("schools", models.PositiveIntegerField(default=0)),
                ("schools_enrolled", models.PositiveIntegerField(default=0)),
                ("schools_paid", models.PositiveIntegerField(default=0)),
                ("on_register", models.PositiveIntegerField(default=0)),
                ("register_enrolled", models.PositiveIntegerField(default=0)),
                ("enrolled", models.PositiveIntegerField(default=0)),
                ("paid", models.PositiveIntegerField(default=0)),
                ("activated", models.PositiveIntegerField(default=0)),
                ("studying", models.PositiveIntegerField(default=0)),
                ("completed", models.PositiveIntegerField(default=0)),
                ("qualified", models.PositiveIntegerField(default=0)),
                ("excellent", models.PositiveIntegerField(default=0)),
                ("lagging", models.PositiveIntegerField(default=0)),
                ("recognised_seconds", models.PositiveBigIntegerField(default=0)),
                ("counted_at", models.DateTimeField()),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.division"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.programme"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.school"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "tallies",
                "indexes": [models.Index(fields=["programme", "division"], name="tally_by_division")],
                "constraints": [models.UniqueConstraint(fields=("programme", "school"), name="tally_once_per_school")],
            },
        ),
        migrations.CreateModel(
            name="DivisionTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("schools", models.PositiveIntegerField(default=0)),
                ("schools_enrolled", models.PositiveIntegerField(default=0)),
                ("schools_paid", models.PositiveIntegerField(default=0)),
                ("on_register", models.PositiveIntegerField(default=0)),
                ("register_enrolled", models.PositiveIntegerField(default=0)),
                ("enrolled", models.PositiveIntegerField(default=0)),
                ("paid", models.PositiveIntegerField(default=0)),
                ("activated", models.PositiveIntegerField(default=0)),
                ("studying", models.PositiveIntegerField(default=0)),
                ("completed", models.PositiveIntegerField(default=0)),
                ("qualified", models.PositiveIntegerField(default=0)),
                ("excellent", models.PositiveIntegerField(default=0)),
                ("lagging", models.PositiveIntegerField(default=0)),
                ("recognised_seconds", models.PositiveBigIntegerField(default=0)),
                ("counted_at", models.DateTimeField()),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.division"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "division tallies",
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "division"), name="tally_once_per_division")
                ],
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="programmes.programme",
                    ),
                ),
                ("taken_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("unsigned", "unsigned"),
                            ("meeting", "meeting"),
                            ("roster", "roster"),
                            ("funds", "funds"),
                            ("payment", "payment"),
                            ("activation", "activation"),
                            ("lagging", "lagging"),
                        ],
                        default="lagging",
                        max_length=12,
                    ),
                ),
                ("sent_on", models.DateField()),
                ("sent_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.programme"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.school"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "school", "subject", "sent_on"), name="reminded_of_it_once_a_day"
                    )
                ],
            },
        ),
    ]

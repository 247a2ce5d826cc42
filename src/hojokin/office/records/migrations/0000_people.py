import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # The first of the two roots by name: what other applications hang on the person model follows it.
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(default="corporation", max_length=16)),
                ("name", models.CharField(max_length=200)),
                ("kana", models.CharField(blank=True, max_length=200)),
                ("corporate_number", models.CharField(blank=True, db_index=True, max_length=13)),
                ("prefecture", models.CharField(blank=True, max_length=2)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("representative", models.CharField(blank=True, max_length=100)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["corporation", "sole_proprietor"])),
                        name="party_kind_known",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=100)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("phone_confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("language", models.CharField(default="ja", max_length=5)),
                ("gbiz_subject", models.CharField(blank=True, db_index=True, max_length=100)),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=16)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="records.party",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="records.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "applicant",
                                    "vendor",
                                    "member",
                                    "reviewer",
                                    "approver",
                                    "payer",
                                    "auditor",
                                    "administrator",
                                    "system",
                                ],
                            )
                        ),
                        name="seat_role_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("party__isnull", False), ("until__isnull", True)),
                        fields=("person", "role", "party"),
                        name="seat_held_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("party__isnull", True), ("until__isnull", True)),
                        fields=("person", "role"),
                        name="office_seat_held_once",
                    ),
                ]
            },
        ),
    ]

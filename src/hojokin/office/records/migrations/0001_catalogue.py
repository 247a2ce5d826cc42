"""Tables of the catalogue: revision, import run, vendor, tool."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("file_name", models.CharField(max_length=255)),
                ("rows", models.IntegerField()),
                ("done", models.IntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("done__gte", 0), ("done__lte", models.F("rows"))),
                        name="import_done_in_range",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=20, unique=True)),
                ("number", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 0)), name="revision_not_negative"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Vendor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("kana", models.CharField(blank=True, max_length=200)),
                ("corporate_number", models.CharField(blank=True, max_length=13)),
                ("prefecture", models.CharField(max_length=2)),
                ("form", models.CharField(default="single", max_length=12)),
                ("state", models.CharField(default="draft", max_length=12)),
                ("registered_on", models.DateField(blank=True, null=True)),
                ("deregistered_on", models.DateField(blank=True, null=True)),
                ("url", models.URLField(blank=True, max_length=500)),
                ("description", models.CharField(blank=True, max_length=1000)),
                ("revision", models.BigIntegerField(db_index=True, default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "provisional",
                                    "returned",
                                    "rejected",
                                    "registered",
                                    "deregistered",
                                ],
                            )
                        ),
                        name="vendor_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["single", "consortium"])), name="vendor_form_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "registered"), _negated=True),
                            ("registered_on__isnull", False),
                            _connector="OR",
                        ),
                        name="vendor_registered_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "deregistered"), _negated=True),
                            ("deregistered_on__isnull", False),
                            _connector="OR",
                        ),
                        name="vendor_deregistered_has_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tool",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("kana", models.CharField(blank=True, max_length=200)),
                ("maker", models.CharField(max_length=200)),
                ("category", models.PositiveSmallIntegerField()),
                ("outline", models.CharField(blank=True, max_length=1000)),
                ("url", models.URLField(blank=True, max_length=500)),
                ("ai_kind", models.CharField(default="none", max_length=12)),
                ("ai_evidence", models.CharField(blank=True, max_length=500)),
                ("is_cloud", models.BooleanField(default=False)),
                ("is_invoice_ready", models.BooleanField(default=False)),
                ("is_smart_register", models.BooleanField(default=False)),
                ("is_electronic_transaction", models.BooleanField(default=False)),
                ("tracks", models.CharField(blank=True, max_length=200)),
                ("processes", models.CharField(blank=True, max_length=200)),
                ("functions", models.CharField(blank=True, max_length=200)),
                ("industries", models.CharField(blank=True, max_length=200)),
                ("price_min", models.BigIntegerField(default=0)),
                ("price_standard", models.BigIntegerField(default=0)),
                ("customers", models.IntegerField(default=0)),
                ("sales_started_on", models.DateField(blank=True, null=True)),
                ("state", models.CharField(default="draft", max_length=12)),
                ("registered_at", models.DateTimeField(blank=True, null=True)),
                ("deregistered_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.BigIntegerField(db_index=True, default=0)),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tools", to="records.vendor"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "submitted", "returned", "rejected", "registered", "deregistered"],
                            )
                        ),
                        name="tool_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ai_kind__in", ["none", "generative", "other"])),
                        name="tool_ai_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ai_kind", "none"), models.Q(("ai_evidence", ""), _negated=True), _connector="OR"
                        ),
                        name="tool_ai_is_shown",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("category__range", (1, 10))), name="tool_category_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__startswith", "DL")), name="tool_number_begins"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price_min__gte", 0)), name="tool_price_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price_min__lte", models.F("price_standard"))),
                        name="tool_price_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("customers__gte", 0)), name="tool_customers_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "registered"), _negated=True),
                            ("registered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="tool_registered_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "deregistered"), _negated=True),
                            ("deregistered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="tool_deregistered_has_time",
                    ),
                ],
            },
        ),
    ]

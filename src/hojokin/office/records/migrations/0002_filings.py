import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0000_people"),
        ("records", "0001_catalogue"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.BigIntegerField(unique=True)),
                ("at", models.DateTimeField()),
                ("person", models.CharField(max_length=20)),
                ("role", models.CharField(max_length=16)),
                ("origin", models.CharField(blank=True, max_length=64)),
                ("device", models.CharField(blank=True, max_length=64)),
                ("what", models.CharField(max_length=80)),
                ("subject", models.CharField(db_index=True, max_length=60)),
                ("changes", models.JSONField()),
                ("reason", models.TextField(blank=True)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "ordering": ["sequence"],
            },
        ),
        migrations.CreateModel(
            name="AuditSecret",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=60, unique=True)),
                ("secret", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=20, unique=True)),
                ("sequence", models.BigIntegerField(default=0)),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Purse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60, unique=True)),
                ("is_limited", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="SignInSession",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("person", models.BigIntegerField(db_index=True, null=True)),
                ("begun_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="vendor",
            name="party",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="vendor",
                to="records.party",
            ),
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_tokens",
                        to="records.party",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DecisionProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="proposed", max_length=10)),
                ("line", models.IntegerField(blank=True, null=True)),
                ("budget_yen", models.BigIntegerField(blank=True, null=True)),
                ("amount_yen", models.BigIntegerField()),
                ("rows", models.JSONField()),
                ("left", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("edition", models.CharField(max_length=10)),
                ("track", models.CharField(blank=True, max_length=30)),
                ("state", models.CharField(max_length=40)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("round_code", models.CharField(blank=True, max_length=40)),
                ("opened_at", models.DateTimeField()),
                ("state_since", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.IntegerField(default=0)),
                ("sworn_revision", models.IntegerField(blank=True, null=True)),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assigned_filings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="records.party",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="records.filing",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnered_filings",
                        to="records.party",
                    ),
                ),
                (
                    "tool",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="records.tool",
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="records.vendor",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.JSONField()),
                ("amount_yen", models.BigIntegerField(null=True)),
                ("refusals", models.JSONField()),
                ("library", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "filing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluation",
                        to="records.filing",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=255)),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("state", models.CharField(default="stored", max_length=12)),
                ("uploaded_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="records.filing",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("pattern", models.CharField(db_index=True, max_length=24)),
                ("seen", models.JSONField()),
                ("places", models.JSONField()),
                ("links", models.JSONField()),
                ("state", models.CharField(default="open", max_length=10)),
                ("found_at", models.DateTimeField()),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, max_length=2000)),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("filings", models.ManyToManyField(related_name="alerts", to="records.filing")),
            ],
        ),
        migrations.CreateModel(
            name="FilingEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("typed", models.JSONField()),
                ("value", models.JSONField(null=True)),
                ("version", models.IntegerField(default=1)),
                ("written_as", models.CharField(max_length=16)),
                ("written_at", models.DateTimeField()),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="records.filing",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FilingVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.IntegerField()),
                ("submitted_at", models.DateTimeField()),
                ("values", models.JSONField()),
                ("files", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("signature", models.CharField(blank=True, max_length=128)),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="records.filing",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=60)),
                ("text", models.TextField(max_length=2000)),
                ("source", models.CharField(blank=True, max_length=60)),
                ("before", models.JSONField(null=True)),
                ("raised_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True, max_length=2000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="records.filing",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.IntegerField()),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("picture", models.BigIntegerField(null=True)),
                ("text", models.BigIntegerField(null=True)),
                ("band_1", models.IntegerField(db_index=True, null=True)),
                ("band_2", models.IntegerField(db_index=True, null=True)),
                ("band_3", models.IntegerField(db_index=True, null=True)),
                ("band_4", models.IntegerField(db_index=True, null=True)),
                ("made_at", models.DateTimeField(db_index=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fingerprints",
                        to="records.document",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("budget", models.CharField(max_length=60)),
                ("amount", models.BigIntegerField()),
                ("eligible_cost", models.BigIntegerField()),
                ("applied_on", models.DateField()),
                ("granted_on", models.DateField()),
                ("report_limit", models.DateField(blank=True, null=True)),
                ("items", models.JSONField()),
                ("parts", models.JSONField()),
                ("facts", models.JSONField()),
                ("completed_on", models.DateField(blank=True, null=True)),
                ("introduced_on", models.DateField(blank=True, null=True)),
                ("use_until", models.DateField(blank=True, null=True)),
                ("settled", models.BigIntegerField(blank=True, null=True)),
                ("account", models.JSONField(blank=True, null=True)),
                ("account_digest", models.CharField(blank=True, db_index=True, max_length=64)),
                ("paid_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("reports_ended_on", models.DateField(blank=True, null=True)),
                ("calendar_turn", models.IntegerField(default=0)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="granted",
                        to="records.filing",
                    ),
                ),
                (
                    "filing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grant", to="records.filing"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GrantDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("outcome", models.CharField(max_length=10)),
                ("place", models.IntegerField()),
                ("score", models.IntegerField()),
                ("amount_yen", models.BigIntegerField()),
                ("eligible_cost_yen", models.BigIntegerField()),
                ("rate", models.CharField(blank=True, max_length=60)),
                ("size", models.CharField(blank=True, max_length=10)),
                ("edition", models.CharField(max_length=10)),
                ("library", models.CharField(max_length=40)),
                ("question", models.JSONField()),
                ("explanation", models.JSONField()),
                ("reasons", models.JSONField(default=list)),
                ("reasons_are_told", models.BooleanField()),
                ("decided_at", models.DateTimeField()),
                (
                    "filing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="records.filing",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="records.decisionproposal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("spent", models.BigIntegerField()),
                ("amount", models.BigIntegerField()),
                ("lines", models.JSONField()),
                ("note", models.TextField(blank=True, max_length=2000)),
                ("visited_on", models.DateField(blank=True, null=True)),
                ("visit_note", models.TextField(blank=True, max_length=2000)),
                ("inspected_at", models.DateTimeField()),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="records.grant",
                    ),
                ),
                (
                    "inspected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.filing"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("email", models.EmailField(max_length=254)),
                ("role", models.CharField(max_length=16)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "filing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="records.filing",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.party",
                    ),
                ),
                (
                    "used_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("event", models.CharField(max_length=16)),
                ("on", models.DateField()),
                ("budget", models.CharField(db_index=True, max_length=60)),
                ("case", models.CharField(blank=True, db_index=True, max_length=20)),
                ("posted_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "event__in",
                                [
                                    "appropriate",
                                    "commit",
                                    "change",
                                    "release",
                                    "settle",
                                    "pay",
                                    "pay_back",
                                    "return",
                                    "interest",
                                ],
                            )
                        ),
                        name="ledger_event_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerPosting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.CharField(max_length=16)),
                ("case", models.CharField(blank=True, max_length=20)),
                ("amount", models.BigIntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="records.ledgerentry",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="NewsItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.CharField(max_length=50, unique=True)),
                ("title_ja", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=200)),
                ("body_ja", models.TextField()),
                ("body_en", models.TextField()),
                ("published_at", models.DateTimeField(db_index=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            ("withdrawn_at__gte", models.F("published_at")),
                            _connector="OR",
                        ),
                        name="news_withdrawn_after_published",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=80)),
                ("data", models.JSONField()),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "filing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="records.filing",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("channel", models.CharField(max_length=4)),
                ("to", models.CharField(max_length=254)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(db_index=True)),
                ("attempts", models.IntegerField(default=0)),
                ("sent_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                ("failure", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["mail", "sms"])), name="outbox_channel_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PageMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_text", models.BooleanField()),
                ("value", models.BigIntegerField()),
                (
                    "fingerprint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="records.fingerprint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaymentBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("on", models.DateField()),
                ("state", models.CharField(default="made", max_length=10)),
                ("made_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(default="grant", max_length=20)),
                ("amount", models.BigIntegerField()),
                ("account", models.JSONField()),
                ("state", models.CharField(default="prepared", max_length=10)),
                ("result", models.CharField(blank=True, max_length=10)),
                ("result_at", models.DateTimeField(blank=True, null=True)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="records.grant",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="records.paymentbatch",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProjectDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.IntegerField()),
                ("step", models.CharField(max_length=16)),
                ("on", models.DateField()),
                ("number", models.CharField(blank=True, max_length=50)),
                ("amount", models.BigIntegerField(blank=True, null=True)),
                ("method", models.CharField(blank=True, max_length=30)),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project_days",
                        to="records.grant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReturnAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cause", models.CharField(max_length=40)),
                ("kind", models.IntegerField()),
                ("amount", models.BigIntegerField()),
                ("clause", models.CharField(max_length=60)),
                ("stated", models.JSONField()),
                ("lines", models.JSONField()),
                ("sums", models.JSONField()),
                ("note", models.TextField(blank=True, max_length=2000)),
                ("assessed_at", models.DateTimeField()),
                (
                    "assessed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="return_assessments",
                        to="records.grant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReturnOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("kind", models.IntegerField()),
                ("amount", models.BigIntegerField()),
                ("reason", models.TextField(max_length=2000)),
                ("breakdown", models.JSONField()),
                ("ordered_on", models.DateField()),
                ("due_on", models.DateField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="return_orders",
                        to="records.grant",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField()),
                ("amount", models.BigIntegerField()),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="records.returnorder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReturnReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("amount", models.BigIntegerField()),
                ("interest", models.BigIntegerField(default=0)),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="records.returnorder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True)),
                ("edition", models.CharField(max_length=10)),
                ("track", models.CharField(max_length=30)),
                ("number", models.IntegerField()),
                ("opens_at", models.DateTimeField(blank=True, null=True)),
                ("promised_at", models.DateTimeField()),
                ("promised_since", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("decides_on", models.DateField(blank=True, null=True)),
                ("report_by", models.DateTimeField(blank=True, null=True)),
                ("budget_yen", models.BigIntegerField(blank=True, null=True)),
                ("is_last", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["edition", "track", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "track", "number"), name="round_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="round_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("budget_yen__isnull", True), ("budget_yen__gte", 0), _connector="OR"
                        ),
                        name="round_budget_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_at__isnull", True),
                            ("opens_at__lt", models.F("closes_at")),
                            _connector="OR",
                        ),
                        name="round_opens_before_it_closes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("group_name", models.CharField(blank=True, max_length=200)),
                ("corporate_number", models.CharField(blank=True, max_length=13)),
                ("prefecture", models.CharField(blank=True, max_length=2)),
                ("municipality", models.CharField(blank=True, max_length=100)),
                ("published_at", models.DateTimeField()),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published",
                        to="records.grantdecision",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published",
                        to="records.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Downtime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("what", models.CharField(max_length=200)),
                ("noted_at", models.DateTimeField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="downtimes",
                        to="records.round",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="decisionproposal",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="records.round"
            ),
        ),
        migrations.CreateModel(
            name="ScoreSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="score_sheets",
                        to="records.filing",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item", models.CharField(max_length=60)),
                ("points", models.IntegerField(blank=True, null=True)),
                ("note", models.TextField(blank=True, max_length=1000)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="records.scoresheet",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SmsCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=60)),
                ("code_hash", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("attempts", models.IntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("has_tie", models.BooleanField()),
                ("note", models.CharField(blank=True, max_length=500)),
                ("declared_at", models.DateTimeField()),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ties", to="records.filing"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ToolReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.IntegerField()),
                ("state", models.CharField(max_length=10)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tool_reports",
                        to="records.grant",
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.apitoken"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="apitoken",
            index=models.Index(fields=["party", "ended_at"], name="api_token_of_party"),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(fields=["kind", "state", "due_at"], name="filing_queue"),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(fields=["owner", "kind", "state_since"], name="filing_owner"),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(fields=["partner", "kind", "state_since"], name="filing_partner"),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_yen__isnull", True), ("amount_yen__gte", 0), _connector="OR"),
                name="evaluation_amount_not_negative",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["filing", "field"], name="document_place"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["stored", "quarantined"])), name="document_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="document_not_empty"),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["state", "pattern", "found_at"], name="alert_list"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "explained", "confirmed"])),
                name="alert_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "pattern__in",
                        [
                            "same_file",
                            "same_picture",
                            "same_text",
                            "same_invoice",
                            "shared_account",
                            "shared_device",
                            "shared_phone",
                            "shared_officer",
                            "shared_address",
                            "vendor_cancellations",
                            "figure_slips",
                            "tool_cancelled",
                        ],
                    )
                ),
                name="alert_pattern_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"),
                    models.Q(("judged_by__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="alert_judged_with_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="filingentry",
            index=models.Index(
                django.db.models.functions.comparison.Cast("value", models.TextField()),
                condition=models.Q(("name", "mobile_phone")),
                name="entry_mobile",
            ),
        ),
        migrations.AddConstraint(
            model_name="filingentry",
            constraint=models.UniqueConstraint(fields=("filing", "name"), name="entry_once"),
        ),
        migrations.AddConstraint(
            model_name="filingentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "written_as__in",
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
                name="entry_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="filingversion",
            constraint=models.UniqueConstraint(fields=("filing", "sequence"), name="version_once"),
        ),
        migrations.AddConstraint(
            model_name="filingversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("sequence__gte", 1)), name="version_from_one"
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["filing", "closed_at"], name="finding_open"),
        ),
        migrations.AddConstraint(
            model_name="fingerprint",
            constraint=models.UniqueConstraint(fields=("document", "page"), name="fingerprint_once"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="grant_not_empty"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled__isnull", True),
                    models.Q(("settled__gte", 0), ("settled__lte", models.F("amount"))),
                    _connector="OR",
                ),
                name="settled_within_grant",
            ),
        ),
        migrations.AddConstraint(
            model_name="grantdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["granted", "rejected"])), name="outcome_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="grantdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount_yen__gt", 0), ("outcome", "granted")),
                    models.Q(("amount_yen", 0), ("outcome", "rejected")),
                    _connector="OR",
                ),
                name="granted_is_paid",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0), ("spent__gte", 0)), name="inspection_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerposting",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True), name="posting_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerposting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "account__in",
                        [
                            "funds",
                            "appropriation",
                            "commitment",
                            "settlement",
                            "payment",
                            "return",
                            "interest",
                        ],
                    )
                ),
                name="posting_account_known",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["person", "read_at", "at"], name="notice_unread"),
        ),
        migrations.AddIndex(
            model_name="pagemark",
            index=models.Index(fields=["value", "is_text"], name="page_mark_value"),
        ),
        migrations.AddConstraint(
            model_name="paymentbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["made", "approved", "sent", "done"])),
                name="batch_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="batch_two_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="payment_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["prepared", "ordered", "paid", "failed", "taken_out"])),
                name="payment_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("prepared", "ordered", "paid"))),
                fields=("grant", "purpose"),
                name="payment_never_twice",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectday",
            constraint=models.UniqueConstraint(fields=("grant", "place", "step"), name="project_day_once"),
        ),
        migrations.AddConstraint(
            model_name="projectday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("step__in", ["ordered_on", "delivered_on", "invoiced_on", "paid_on", "reported_on"])
                ),
                name="project_step_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="assessment_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="returnorder",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="return_not_empty"),
        ),
        migrations.AddConstraint(
            model_name="returnorder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("amount__gt", 0), ("withdrawn_at__isnull", True)),
                fields=("grant",),
                name="return_ordered_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.UniqueConstraint(fields=("order", "due_on"), name="instalment_once"),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="instalment_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="returnreceipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gte", 0),
                    ("interest__gte", 0),
                    models.Q(("amount__gt", 0), ("interest__gt", 0), _connector="OR"),
                ),
                name="receipt_not_empty",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedgrant",
            index=models.Index(fields=["round", "prefecture", "name"], name="published_order"),
        ),
        migrations.AddConstraint(
            model_name="downtime",
            constraint=models.UniqueConstraint(fields=("round", "started_at", "what"), name="downtime_once"),
        ),
        migrations.AddConstraint(
            model_name="downtime",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__gt", models.F("started_at"))), name="downtime_has_length"
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "deciding", "done", "dropped"])),
                name="proposal_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "deciding"])),
                fields=("round",),
                name="proposal_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="proposal_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoresheet",
            constraint=models.UniqueConstraint(fields=("filing", "reviewer"), name="score_sheet_once"),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(fields=("sheet", "item"), name="score_once"),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__gte", 0)), name="score_not_negative"
            ),
        ),
        migrations.AddIndex(
            model_name="smscode",
            index=models.Index(fields=["person", "purpose", "sent_at"], name="code_latest"),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(fields=("filing", "person"), name="tie_declared_once"),
        ),
        migrations.AddConstraint(
            model_name="toolreport",
            constraint=models.UniqueConstraint(
                fields=("grant", "place", "state", "on"), name="tool_reported_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="toolreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["active", "suspended", "cancelled"])), name="tool_use_known"
            ),
        ),
    ]

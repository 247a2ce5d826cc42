"""Grant (交付決定): what was granted, how the project goes on, what the inspection found and what was settled."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hojokin.flow.orders import Step
from hojokin.office.records.models.filing import Filing
from hojokin.office.records.models.person import Person


class Grant(models.Model):
    """Grant (交付決定). ``filing`` holds where it stands; the amounts, days and the account stand here. Whole yen.

    ``items`` are the granted tools, ``parts`` the parts of the amount with their own rates, ``facts`` what the papers
    that follow have to agree with. ``settled_to`` is to whom the notice of the fixed amount was sent. ``calendar_turn``
    grows when the address of the grantee's calendar is renewed.
    """

    filing = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="grant")
    application = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="granted")
    budget = models.CharField(max_length=60)
    amount = models.BigIntegerField()
    eligible_cost = models.BigIntegerField()
    applied_on = models.DateField()
    granted_on = models.DateField()
    report_limit = models.DateField(null=True, blank=True)
    items = models.JSONField()
    parts = models.JSONField()
    facts = models.JSONField()
    completed_on = models.DateField(null=True, blank=True)
    introduced_on = models.DateField(null=True, blank=True)
    use_until = models.DateField(null=True, blank=True)
    settled = models.BigIntegerField(null=True, blank=True)
    settled_to = models.JSONField(default=dict, blank=True)
    account = models.JSONField(null=True, blank=True)
    account_digest = models.CharField(max_length=64, blank=True, db_index=True)
    paid_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    reports_ended_on = models.DateField(null=True, blank=True)
    calendar_turn = models.IntegerField(default=0)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="grant_not_empty"),
            models.CheckConstraint(
                condition=Q(settled__isnull=True) | Q(settled__gte=0, settled__lte=F("amount")),
                name="settled_within_grant",
            ),
        ]

    def __str__(self) -> str:
        """Its number and amount."""
        return f"{self.filing_id} {self.amount}"


class ProjectDay(models.Model):
    """Day of the project (契約・納品・請求・支払の日): entered by the grantee as it happens, one a step of an item."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="project_days")
    place = models.IntegerField()  # of the item
    step = models.CharField(max_length=16)
    on = models.DateField()
    number = models.CharField(max_length=50, blank=True)  # of the invoice
    amount = models.BigIntegerField(null=True, blank=True)
    method = models.CharField(max_length=30, blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grant", "place", "step"], name="project_day_once"),
            models.CheckConstraint(
                condition=Q(step__in=[each.value for each in Step]), name="project_step_known"
            ),
        ]

    def __str__(self) -> str:
        """Grant, item, step and day."""
        return f"{self.grant_id} {self.place} {self.step} {self.on}"


class Inspection(models.Model):
    """Inspection (確定検査): what was accepted as spent, the amount that follows, and the visit. The last one counts."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="inspections")
    report = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="+")
    spent = models.BigIntegerField()
    amount = models.BigIntegerField()
    lines = models.JSONField()  # one a part: cost that counts, rate, share, amount, what the rules say
    note = models.TextField(max_length=2_000, blank=True)
    visited_on = models.DateField(null=True, blank=True)
    visit_note = models.TextField(max_length=2_000, blank=True)
    inspected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    inspected_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(spent__gte=0, amount__gte=0), name="inspection_not_negative"),
        ]

    def __str__(self) -> str:
        """Grant and amount."""
        return f"{self.grant_id} {self.amount}"

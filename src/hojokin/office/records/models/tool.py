"""Tool (ITツール): what an applicant may buy, at which price, and where its registration stands."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.office.catalogue.codes import AiKind, ToolState
from hojokin.office.records.models.vendor import Vendor

LONGEST_CODES = 200


class Tool(models.Model):
    """Tool (ITツール; T-20 to T-28).

    ``tracks``, ``processes``, ``functions`` and ``industries`` hold codes of closed sets, each code once, in the
    order of its set, separated by single spaces: they are always read and written as a whole.
    Prices are whole yen without tax. ``revision`` is the catalogue's number at the last change.
    """

    number = models.CharField(max_length=12, unique=True)
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="tools")
    name = models.CharField(max_length=200)
    kana = models.CharField(max_length=200, blank=True)
    maker = models.CharField(max_length=200)
    category = models.PositiveSmallIntegerField()
    outline = models.CharField(max_length=1000, blank=True)
    url = models.URLField(max_length=500, blank=True)
    ai_kind = models.CharField(max_length=12, default=AiKind.NONE.value)
    ai_evidence = models.CharField(max_length=500, blank=True)
    is_cloud = models.BooleanField(default=False)
    is_invoice_ready = models.BooleanField(default=False)
    is_smart_register = models.BooleanField(default=False)
    is_electronic_transaction = models.BooleanField(default=False)
    tracks = models.CharField(max_length=LONGEST_CODES, blank=True)
    processes = models.CharField(max_length=LONGEST_CODES, blank=True)
    functions = models.CharField(max_length=LONGEST_CODES, blank=True)
    industries = models.CharField(max_length=LONGEST_CODES, blank=True)
    price_min = models.BigIntegerField(default=0)
    price_standard = models.BigIntegerField(default=0)
    customers = models.IntegerField(default=0)
    sales_started_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, default=ToolState.DRAFT.value)
    registered_at = models.DateTimeField(null=True, blank=True)
    deregistered_at = models.DateTimeField(null=True, blank=True)
    revision = models.BigIntegerField(default=0, db_index=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in ToolState]), name="tool_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ai_kind__in=[each.value for each in AiKind]), name="tool_ai_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ai_kind=AiKind.NONE.value) | ~models.Q(ai_evidence=""),
                name="tool_ai_is_shown",
            ),
            models.CheckConstraint(condition=models.Q(category__range=(1, 10)), name="tool_category_known"),
            models.CheckConstraint(condition=models.Q(number__startswith="DL"), name="tool_number_begins"),
            models.CheckConstraint(condition=models.Q(price_min__gte=0), name="tool_price_not_negative"),
            models.CheckConstraint(
                condition=models.Q(price_min__lte=models.F("price_standard")), name="tool_price_range"
            ),
            models.CheckConstraint(condition=models.Q(customers__gte=0), name="tool_customers_not_negative"),
            models.CheckConstraint(
                condition=~models.Q(state=ToolState.REGISTERED.value) | models.Q(registered_at__isnull=False),
                name="tool_registered_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ToolState.DEREGISTERED.value)
                | models.Q(deregistered_at__isnull=False),
                name="tool_deregistered_has_time",
            ),
        ]

    def __str__(self) -> str:
        """Number and name."""
        return f"{self.number} {self.name}"

"""Payments (支払いの照会): what is settled and unpaid, the batches and their transfers."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet, Sum

from hojokin.office.records.models import Grant, Payment, PaymentBatch
from hojokin.office.records.models.payment import PaymentState

OUT = PaymentState.TAKEN_OUT.value


def to_pay() -> QuerySet[Grant]:
    """The grants whose amount is fixed and that stand in no batch, the longest wait first."""
    found = Grant.objects.filter(filing__state="amount_fixed", settled__gt=0)
    return found.select_related("filing__owner").order_by("filing__state_since", "pk")


def batches() -> QuerySet[PaymentBatch]:
    """Every batch with the number and the sum of its transfers, the newest first; one query."""
    counted = ~Q(payments__state=OUT)
    return (
        PaymentBatch.objects.select_related("made_by", "approved_by")
        .annotate(count=Count("payments", filter=counted), sum=Sum("payments__amount", filter=counted))
        .order_by("-pk")
    )


def payments_of(batch: PaymentBatch) -> list[Payment]:
    """The transfers of a batch in order; one query."""
    return list(batch.payments.select_related("grant__filing__owner").order_by("pk"))

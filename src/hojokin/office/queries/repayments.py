"""Repayments (返還の照会): what an order still asks for on a day, with surcharge and late interest by the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from hojokin.flow.returning import WAGE_DUTY
from hojokin.flow.tables.grant import AFTER_PAYMENT
from hojokin.office.records.models import Grant, ReturnAssessment, ReturnOrder, ReturnReceipt
from hojokin.rules.editions import rulebook
from hojokin.rules.shared.interest import ReturnKind, interest, interest_facts

INTEREST = "interest"
ORDERED = ("return_ordered", "returned", "closed")
ENDED_AFTER_PAYMENT = ("withdrawn_after_payment", "cancelled_after_payment")


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed on a day (返還の残り): of the grant, and of surcharge and late interest up to that day."""

    amount: int
    surcharge: int
    late_interest: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.amount + self.surcharge + self.late_interest


def owed(order: ReturnOrder, on: date) -> Owed:
    """What is left to pay on a day. Each receipt ends the interest of what it paid off."""
    receipts = [(each.on, each.amount) for each in receipts_of(order)]
    left = order.amount - sum(amount for _on, amount in receipts)
    surcharge = late = 0
    for day, amount in [*receipts, (on, left)]:
        if amount:
            added, delayed = _interest(order, amount, day)
            surcharge, late = surcharge + added, late + delayed
    received = sum(each.interest for each in receipts_of(order))
    # What came in beyond the grant pays the surcharge first.
    of_late = max(0, received - surcharge)
    return Owed(left, max(0, surcharge - received), max(0, late - of_late))


def surcharge_until(order: ReturnOrder, on: date) -> int:
    """The surcharge on the whole amount, as if all of it were paid on this day."""
    return _interest(order, order.amount, on)[0]


def receipts_of(order: ReturnOrder) -> list[ReturnReceipt]:
    """What came in, in order; no query where the receipts are at hand."""
    return sorted(order.receipts.all(), key=lambda each: (each.on, each.pk))


def standing_order(grant: Grant) -> ReturnOrder | None:
    """The order that stands against a grant."""
    return ReturnOrder.objects.filter(grant=grant, withdrawn_at__isnull=True).order_by("-pk").first()


def standing_orders() -> QuerySet[ReturnOrder]:
    """The orders that stand, the next day first; three queries for any number."""
    found = ReturnOrder.objects.filter(withdrawn_at__isnull=True)
    return (
        found.select_related("grant__filing__owner")
        .prefetch_related("receipts", "instalments")
        .order_by("due_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class OwnReturn:
    """An order as its grantee sees it (返還の通知): what is owed on a day, and the parts."""

    order: ReturnOrder
    owed: Owed
    parts: list[Part]


def own_return(grant: Grant, on: date) -> OwnReturn | None:
    """The order that stands against a grant; asked only where its state can have one."""
    if grant.filing.state not in ORDERED:
        return None
    order = standing_orders().filter(grant=grant).first()
    return OwnReturn(order, owed(order, on), parts_on(order, on)) if order else None


def to_assess() -> QuerySet[Grant]:
    """Grants without an order that ended after payment, whose report is missing, or for which the system found something.

    That is a return proposed by the rules, or a promised wage that nobody has judged since it was reported.

    The longest wait first.
    """
    ended = Q(filing__state__in=ENDED_AFTER_PAYMENT)
    silent = Q(
        filing__state__in=AFTER_PAYMENT,
        filing__children__state="missing",
        filing__children__kind__endswith="effect_report",
    )
    newest = ReturnAssessment.objects.filter(grant=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    asked = ReturnAssessment.objects.filter(pk=OuterRef("newest"), assessed_by__isnull=True).filter(
        Q(amount__gt=0) | Q(cause=WAGE_DUTY)
    )
    proposed = Q(Exists(asked), filing__state__in=AFTER_PAYMENT)
    return (
        Grant.objects.annotate(newest=Subquery(newest))
        .filter(ended | silent | proposed)
        .select_related("filing__owner")
        .distinct()
        .order_by("filing__state_since", "pk")
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an order (納付の回) on a day: what of it is still unpaid."""

    due_on: date
    amount: int
    left: int
    is_late: bool


def parts_on(order: ReturnOrder, on: date) -> list[Part]:
    """The instalments, or the whole as one, paid off in the order of their days."""
    planned = sorted((each.due_on, each.amount) for each in order.instalments.all())
    came = sum(each.amount for each in receipts_of(order))
    found = []
    for due_on, amount in planned or [(order.due_on, order.amount)]:
        paid = min(came, amount)
        came -= paid
        found.append(Part(due_on, amount, amount - paid, is_late=amount > paid and due_on < on))
    return found


def _interest(order: ReturnOrder, amount: int, on: date) -> tuple[int, int]:
    grant = order.grant
    facts = interest_facts(
        ReturnKind(order.kind),
        amount,
        received_on=grant.paid_on or order.ordered_on,
        paid_on=on,
        deadline_on=order.due_on,
        unpaid=amount if on > order.due_on else 0,
    )
    return interest(rulebook(INTEREST, grant.filing.edition), facts)

"""Repayments (返還の照会): what an order still asks for on a day, with surcharge and late interest by the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hojokin.office.records.models import ReturnOrder
from hojokin.rules.editions import rulebook
from hojokin.rules.shared.interest import ReturnKind, interest, interest_facts

INTEREST = "interest"


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
    receipts = [(each.on, each.amount) for each in order.receipts.order_by("on", "pk")]
    left = order.amount - sum(amount for _on, amount in receipts)
    surcharge = late = 0
    for day, amount in [*receipts, (on, left)]:
        if amount:
            added, delayed = _interest(order, amount, day)
            surcharge, late = surcharge + added, late + delayed
    received = sum(order.receipts.values_list("interest", flat=True))
    # What came in beyond the grant pays the surcharge first.
    of_late = max(0, received - surcharge)
    return Owed(left, max(0, surcharge - received), max(0, late - of_late))


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

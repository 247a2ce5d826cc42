"""Money that goes back: ordered by two people, with surcharge by the rules, in parts, and booked."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hojokin.flow.ledger import CaseTotals
from hojokin.office.actions.assess_return import Stated, assess_return
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.order_repayment import Demand, order_repayment, receive_return
from hojokin.office.clock import end_of
from hojokin.office.queries.ledger import faults, totals_of
from hojokin.office.queries.repayments import owed
from hojokin.office.records.models import Filing
from hojokin.rules.editions import rulebook
from hojokin.rules.shared.interest import ReturnKind, interest, interest_facts
from tests.office.grants.granted import LATER, PAY_ON, Scene, granted, ordered, results, to_fixed

pytestmark = pytest.mark.django_db
DUE = PAY_ON + timedelta(days=60)


def paid() -> Scene:
    """A grant of 500,000 that was paid on 25 December."""
    here = to_fixed(granted())
    results(here, ordered(here))
    declare_tie(here.filing, has_tie=False, by=here.approver, at=LATER)
    return here


def asked(here: Scene, cause: str, amount: int, parts: tuple[tuple[date, int], ...] = ()) -> Demand:
    """A reviewer has worked it out; so much of it is to come back."""
    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=LATER)
    assess_return(here.filing, Stated(cause), by=here.reviewer, at=LATER)
    return Demand(DUE, "返還の理由", parts, amount, "一部だけを求める")


def due_at(here: Scene) -> datetime | None:
    """The day that its pages and lists show."""
    return Filing.objects.get(pk=here.filing.pk).due_at


def at(on: date) -> datetime:
    """Noon of a day in Japan."""
    return datetime(on.year, on.month, on.day, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(("amount", "fine"), [(0, False), (1, True), (500_000, True), (500_001, False)])
def test_no_more_than_was_paid_can_be_asked_back(amount: int, fine: bool) -> None:
    here = paid()
    demand = asked(here, "wage_duty", amount)

    if fine:
        assert order_repayment(here.filing, demand, by=here.approver, at=LATER).amount == amount
    else:
        with pytest.raises(Unmet):
            order_repayment(here.filing, demand, by=here.approver, at=LATER)
    assert here.state == ("return_ordered" if fine else "paid")


def test_a_wage_duty_goes_back_without_a_surcharge_and_in_parts() -> None:
    here = paid()
    parts = ((DUE - timedelta(days=30), 200_000), (DUE, 100_000))
    demand = asked(here, "wage_duty", 300_000, parts)
    order = order_repayment(here.filing, demand, by=here.approver, at=LATER)
    assert due_at(here) == end_of(parts[0][0])

    receive_return(here.filing, on=parts[0][0], amount=199_999, by=here.payer, at=at(parts[0][0]))
    assert due_at(here) == end_of(parts[0][0])
    receive_return(here.filing, on=parts[0][0], amount=1, by=here.payer, at=at(parts[0][0]))
    assert due_at(here) == end_of(DUE)
    assert (here.state, owed(order, DUE).total) == ("return_ordered", 100_000)
    receive_return(here.filing, on=DUE, amount=100_000, by=here.payer, at=at(DUE))

    assert (here.state, due_at(here)) == ("returned", None)
    assert totals_of(here.filing.number) == CaseTotals(500_000, 500_000, 500_000, 300_000, is_settled=True)
    assert faults() == []


def test_a_cancellation_bears_the_surcharge_of_the_rules_and_ends_to_the_yen() -> None:
    here = paid()
    demand = asked(here, "breach", 500_000)
    order = order_repayment(here.filing, demand, by=here.approver, at=LATER)
    facts = interest_facts(
        ReturnKind.CANCELLATION, 500_000, received_on=PAY_ON, paid_on=DUE, deadline_on=DUE, unpaid=0
    )
    surcharge, _late = interest(rulebook("interest", "fy2026"), facts)
    whole = 500_000 + surcharge

    assert surcharge > 0
    assert owed(order, DUE).total == whole
    with pytest.raises(Unmet):
        receive_return(here.filing, on=DUE, amount=whole + 1, by=here.payer, at=at(DUE))
    receive_return(here.filing, on=DUE, amount=whole - 1, by=here.payer, at=at(DUE))
    assert here.state == "return_ordered"
    receive_return(here.filing, on=DUE, amount=1, by=here.payer, at=at(DUE))
    assert here.state == "returned"
    assert faults() == []


def test_instalments_that_do_not_add_up_are_refused() -> None:
    here = paid()
    demand = asked(here, "wage_duty", 300_000, ((DUE, 299_999),))

    with pytest.raises(Unmet):
        order_repayment(here.filing, demand, by=here.approver, at=LATER)


def test_only_approvers_order_and_only_payers_record() -> None:
    here = paid()
    demand = asked(here, "wage_duty", 1)

    with pytest.raises(NotAllowed):
        order_repayment(here.filing, demand, by=here.reviewer, at=LATER)
    order_repayment(here.filing, demand, by=here.approver, at=LATER)
    with pytest.raises(NotAllowed):
        receive_return(here.filing, on=PAY_ON, amount=1, by=here.approver, at=at(PAY_ON))

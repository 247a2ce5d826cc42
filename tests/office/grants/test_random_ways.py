"""Whatever happens in whatever order, also with a process that dies: nothing is paid twice, and the ledger balances."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hojokin.flow.roles import Role
from hojokin.flow.table import Refused
from hojokin.office.actions.approve_payment_batch import approve_payment_batch
from hojokin.office.actions.assess_return import Stated, assess_return
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.make_payment_batch import make_payment_batch, take_out
from hojokin.office.actions.order_repayment import Demand, order_repayment, receive_return
from hojokin.office.actions.read_payment_results import read_payment_results
from hojokin.office.actions.send_payment_batch import send_payment_batch
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.audit import first_broken
from hojokin.office.queries.ledger import faults, totals_of
from hojokin.office.records.models import AuditRow, Filing, LedgerEntry, Payment, PaymentBatch
from tests.office.grants.granted import (
    LATER,
    PAY_ON,
    actor,
    another,
    granted,
    ordered,
    results,
    to_fixed,
    write,
)

NO = (Refused, NotAllowed, Unmet)


class Died(Exception):
    """The process was killed here."""


class Ways(RuleBasedStateMachine):
    """Three grants, seven people, and every event in any order."""

    @initialize(spent=st.integers(1, 2_000_000))
    def begin(self, spent: int) -> None:
        """Three decisions, two of them as far as the fixed amount."""
        self.world = transaction.atomic()
        self.world.__enter__()
        self.here = granted()
        self.scenes = [self.here, *(replace(self.here, filing=another(self.here)) for _ in range(2))]
        self.second_approver = actor("決裁二", Role.APPROVER)
        for each in self.scenes[:2]:
            to_fixed(each, spent)

    def teardown(self) -> None:
        """Nothing of it stays."""
        if hasattr(self, "world"):
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)

    def attempt(self, event: Callable[[], object]) -> None:
        """An event happens whole, or is refused and leaves nothing."""
        try:
            with transaction.atomic():
                event()
        except NO:
            pass

    @rule(which=st.integers(0, 2), spent=st.integers(0, 2_000_000))
    def go_to_fixed(self, which: int, spent: int) -> None:
        one = self.scenes[which]
        if one.state == "granted" and one.filing.children.count() == 0:
            self.attempt(lambda: to_fixed(one, spent))

    @rule(which=st.sets(st.integers(0, 2), min_size=1))
    def put_into_a_batch(self, which: set[int]) -> None:
        filings = [self.scenes[each].filing for each in which]
        self.attempt(lambda: make_payment_batch(filings, on=PAY_ON, by=self.here.payer, at=LATER))

    @rule(swapped=st.booleans(), codes=st.lists(st.sampled_from(["0", "0", "2"]), min_size=1, max_size=3))
    def pay_what_waits(self, swapped: bool, codes: list[str]) -> None:
        """A whole day at the bank, by either pair of payers."""
        maker, other = (self.here.second, self.here.payer) if swapped else (self.here.payer, self.here.second)
        filings = Filing.objects.filter(kind="grant", state="amount_fixed")

        def event() -> None:
            made = make_payment_batch(filings, on=PAY_ON, by=maker, at=LATER)
            approve_payment_batch(made, by=other, at=LATER, has_no_tie=True)
            send_payment_batch(made, by=maker, at=LATER)
            rows = "".join(
                f"{each.pk},{codes[place % len(codes)]}\n" for place, each in enumerate(made.payments.all())
            )
            read_payment_results(made, f"number,result\n{rows}", by=other, at=LATER)

        self.attempt(event)

    @rule(by_maker=st.booleans())
    def approve(self, by_maker: bool) -> None:
        who = self.here.payer if by_maker else self.here.second
        for each in PaymentBatch.objects.filter(state="made"):
            self.attempt(partial(approve_payment_batch, each, by=who, at=LATER, has_no_tie=True))

    @rule()
    def send(self) -> None:
        for each in PaymentBatch.objects.all():
            self.attempt(partial(send_payment_batch, each, by=self.here.payer, at=LATER))

    @rule(codes=st.lists(st.sampled_from(["0", "1", "2", "7"]), min_size=1, max_size=3))
    def read_back(self, codes: list[str]) -> None:
        for each in PaymentBatch.objects.all():
            rows = "".join(
                f"{payment.pk},{codes[place % len(codes)]}\n"
                for place, payment in enumerate(each.payments.all())
            )
            self.attempt(
                partial(read_payment_results, each, f"number,result\n{rows}", by=self.here.second, at=LATER)
            )

    @rule()
    def take_one_out(self) -> None:
        for each in Payment.objects.filter(state="prepared"):
            self.attempt(partial(take_out, each, reason="確認", by=self.here.second, at=LATER))

    @rule(which=st.integers(0, 2), number=st.integers(1, 9_999_999))
    def correct_the_account(self, which: int, number: int) -> None:
        from hojokin.office.actions.grant_steps import correct_account

        one = self.scenes[which]
        if one.state == "payment_failed":
            write(one.filing, "account_same", False, one.applicant)
            for name, value in {
                "bank_code": "0005",
                "branch_code": "001",
                "account_type": "1",
                "account_number": str(number),
                "account_kana": "カ）アオゾラ",
            }.items():
                write(one.filing, name, value, one.applicant)
            with transaction.atomic():
                correct_account(one.filing, one.applicant, LATER)
                Filing.objects.filter(pk=one.filing.pk).update(state="amount_fixed")

    @rule(
        which=st.integers(0, 2),
        action=st.sampled_from(["withdraw", "cancel", "withdraw_after_payment", "cancel_after_payment"]),
    )
    def end(self, which: int, action: str) -> None:
        one = self.scenes[which]

        def event() -> None:
            declare_tie(one.filing, has_tie=False, by=self.second_approver, at=LATER)
            take_step(one.filing, action, by=self.second_approver, at=LATER, evidence=Evidence(reason="理由"))

        self.attempt(event)

    @rule(which=st.integers(0, 2), amount=st.integers(1, 600_000))
    def order_a_return(self, which: int, amount: int) -> None:
        one = self.scenes[which]
        demand = Demand(PAY_ON + timedelta(days=60), "返還", amount=amount, why_other="一部だけを求める")

        def event() -> None:
            declare_tie(one.filing, has_tie=False, by=one.approver, at=LATER)
            declare_tie(one.filing, has_tie=False, by=one.reviewer, at=LATER)
            assess_return(one.filing, Stated("breach"), by=one.reviewer, at=LATER)
            order_repayment(one.filing, demand, by=one.approver, at=LATER)

        self.attempt(event)

    @rule(which=st.integers(0, 2), amount=st.integers(1, 700_000))
    def receive(self, which: int, amount: int) -> None:
        one = self.scenes[which]
        later = LATER + timedelta(days=10)
        self.attempt(
            lambda: receive_return(one.filing, on=later.date(), amount=amount, by=one.payer, at=later)
        )

    @precondition(lambda self: hasattr(self, "scenes"))
    @invariant()
    def holds(self) -> None:
        """0 ≤ returned ≤ paid ≤ settled ≤ granted, the ledger balances, one payment a grant."""
        if not hasattr(self, "scenes"):
            return
        assert faults() == []
        for one in self.scenes:
            totals = totals_of(one.filing.number)
            assert totals.holds
            assert totals.granted == one.grant.amount
            paid = Payment.objects.filter(grant=one.grant, state="paid")
            assert sum(each.amount for each in paid) == totals.paid
            assert paid.count() <= 1
            assert (one.state == "paid") <= (totals.paid == totals.settled)
        assert first_broken() is None


class TestWays(Ways.TestCase, TestCase):  # type: ignore[misc, valid-type]  # Hypothesis makes the class at run time
    """The machine, in a database of its own."""

    settings = settings(  # type: ignore[assignment]  # Django has a method of that name, Hypothesis an attribute
        max_examples=12,
        stateful_step_count=16,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@pytest.mark.django_db
@pytest.mark.parametrize("writes", range(6))
def test_a_process_that_dies_while_results_are_read_leaves_all_or_nothing(
    writes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at each write of the ledger and the audit; started again, everything is there once."""
    here = to_fixed(granted())
    made = ordered(here)
    before = (LedgerEntry.objects.count(), AuditRow.objects.count(), here.state)
    count, real = iter(range(100)), AuditRow.objects.create

    def dying(**fields: object) -> AuditRow:
        if next(count) == writes:
            raise Died
        return real(**fields)

    monkeypatch.setattr(AuditRow.objects, "create", dying)
    try:
        with transaction.atomic():
            results(here, made)
    except Died:
        assert (LedgerEntry.objects.count(), AuditRow.objects.count(), here.state) == before
    monkeypatch.undo()
    results(here, made)

    assert here.state == "paid"
    assert totals_of(here.filing.number).paid == 500_000
    assert (faults(), first_broken()) == ([], None)

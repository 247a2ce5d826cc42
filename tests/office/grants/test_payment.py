"""From the decision to the money: every amount once, by two people, balanced in the ledger."""

from dataclasses import replace

import pytest

from hojokin.flow.ledger import CaseTotals
from hojokin.flow.roles import Role
from hojokin.flow.table import Refused
from hojokin.office.actions.approve_payment_batch import approve_payment_batch
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.fix_amount import fix_amount
from hojokin.office.actions.grant_steps import correct_account
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.make_payment_batch import make_payment_batch, take_out
from hojokin.office.actions.open_grant import open_grant
from hojokin.office.actions.read_payment_results import read_payment_results
from hojokin.office.actions.send_payment_batch import send_payment_batch
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.audit import first_broken
from hojokin.office.queries.ledger import available, faults, totals_of
from hojokin.office.records.models import Filing, Payment, PaymentBatch
from tests.office.grants.granted import (
    ACCOUNT,
    AT,
    LATER,
    PAY_ON,
    accept_report,
    actor,
    another,
    batch,
    claim,
    granted,
    inspect,
    ordered,
    results,
    to_fixed,
    write,
)

pytestmark = pytest.mark.django_db
KANA_DIFFER = "2"  # a result of the bank


def test_a_decision_commits_its_amount_once() -> None:
    here = granted()

    again = open_grant(
        here.grant.application, amount=500_000, eligible_cost=1_000_000, by=here.approver, at=AT
    )

    assert again == here.filing
    assert (here.state, totals_of(here.filing.number)) == ("granted", CaseTotals(granted=500_000))
    assert faults() == []


def test_the_whole_way_from_the_decision_to_the_money_balances() -> None:
    here = to_fixed(granted())

    results(here, ordered(here))

    assert here.state == "paid"
    assert (here.grant.settled, here.grant.paid_on) == (500_000, PAY_ON)
    assert totals_of(here.filing.number) == CaseTotals(500_000, 500_000, 500_000, 0, is_settled=True)
    assert faults() == []
    assert first_broken() is None


@pytest.mark.parametrize(
    ("spent", "amount"), [(999_999, 499_999), (1_000_000, 500_000), (1_000_001, 500_000)]
)
def test_the_settled_amount_is_the_lower_of_spending_times_rate_and_grant(spent: int, amount: int) -> None:
    here = to_fixed(granted(), spent)

    assert here.grant.settled == amount


def test_who_inspected_may_not_fix_the_amount() -> None:
    here = granted()
    accept_report(here)
    inspect(here)
    claim(here)
    inspector = here.reviewer

    with pytest.raises(Unmet) as refused:
        fix_amount(here.filing, by=replace(inspector, role=Role.APPROVER), at=LATER)

    assert "二人" in refused.value.problems[0].message.ja


def test_the_grant_goes_to_inspection_only_with_an_amount_worked_out() -> None:
    here = granted()
    accept_report(here)

    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=LATER)
    with pytest.raises(Unmet):
        take_step(here.filing, "record_inspection", by=here.reviewer, at=LATER)

    assert here.state == "report_accepted"


def test_who_made_a_batch_may_not_approve_it() -> None:
    here = to_fixed(granted())
    made = batch(here)

    with pytest.raises(NotAllowed):
        approve_payment_batch(made, by=here.payer, at=LATER, has_no_tie=True)

    assert PaymentBatch.objects.get(pk=made.pk).state == "made"


def test_an_approval_needs_the_word_that_there_is_no_tie() -> None:
    here = to_fixed(granted())

    with pytest.raises(Unmet):
        approve_payment_batch(batch(here), by=here.second, at=LATER)

    assert here.state == "payment_prepared"


def test_a_grant_cannot_stand_in_two_batches() -> None:
    here = to_fixed(granted())
    batch(here)

    with pytest.raises(Refused):
        batch(here)

    assert Payment.objects.count() == 1


def test_no_step_of_a_payment_can_be_taken_alone() -> None:
    here = to_fixed(granted())

    with pytest.raises(Unmet):
        take_step(here.filing, "prepare_payment", by=here.payer, at=LATER)
    ordered(here)
    with pytest.raises(Unmet):
        take_step(here.filing, "record_payment", by=here.payer, at=LATER)

    assert (here.state, totals_of(here.filing.number).paid) == ("payment_ordered", 0)


def test_what_is_taken_out_can_be_paid_in_a_later_batch() -> None:
    here = to_fixed(granted())
    first = batch(here)

    take_out(first.payments.get(), reason="口座を確かめる", by=here.second, at=LATER)
    results(here, ordered(here))

    assert here.state == "paid"
    assert sorted(Payment.objects.values_list("state", flat=True)) == ["paid", "taken_out"]
    assert faults() == []


def test_a_file_is_made_only_after_the_approval_and_stays_the_same() -> None:
    here = to_fixed(granted())
    made = batch(here)

    with pytest.raises(NotAllowed):
        send_payment_batch(made, by=here.payer, at=LATER)
    approve_payment_batch(made, by=here.second, at=LATER, has_no_tie=True)
    once = send_payment_batch(made, by=here.payer, at=LATER)

    assert send_payment_batch(made, by=here.payer, at=LATER) == once
    assert len(once) == 4 * 122


def test_reading_the_same_results_twice_books_nothing_twice() -> None:
    here = to_fixed(granted())
    made = ordered(here)
    results(here, made)

    results(here, made)

    assert totals_of(here.filing.number).paid == 500_000
    assert PaymentBatch.objects.get(pk=made.pk).state == "done"


def test_results_that_contradict_earlier_ones_are_refused() -> None:
    here = to_fixed(granted())
    made = ordered(here)
    results(here, made)

    with pytest.raises(Unmet):
        results(here, made, "2")

    assert here.state == "paid"


def test_every_bad_line_of_a_file_of_results_is_told_at_once() -> None:
    here = to_fixed(granted())
    made = ordered(here)

    with pytest.raises(Unmet) as refused:
        read_payment_results(made, "number,result\nabc,0\n99999,0\n1,7\n", by=here.payer, at=LATER)

    assert [each.message.ja[:4] for each in refused.value.problems][:2] == ["2行目:", "4行目:"]
    assert here.state == "payment_ordered"


def test_a_failed_transfer_goes_back_for_another_account() -> None:
    here = to_fixed(granted())
    results(here, ordered(here), "2")
    assert here.state == "payment_failed"

    with pytest.raises(Unmet):
        correct_account(here.filing, here.applicant, LATER)
    for name, value in {
        "account_same": False,
        "bank_code": "0005",
        "branch_code": "001",
        "account_type": "1",
        "account_number": "7654321",
        "account_holder": "株式会社青空",
        "account_kana": "カ）アオゾラ",
    }.items():
        write(here.filing, name, value, here.applicant)
    correct_account(here.filing, here.applicant, LATER)
    Filing.objects.filter(pk=here.filing.pk).update(state="amount_fixed")
    results(here, ordered(here))

    assert here.state == "paid"
    assert totals_of(here.filing.number).paid == 500_000
    assert faults() == []


@pytest.mark.parametrize(("kana", "differs"), [("カブシキガイシャ　アオゾラ", False), ("カ）アオソラ", True)])
def test_after_a_failure_other_kana_of_the_same_account_are_a_correction(kana: str, differs: bool) -> None:
    here = to_fixed(granted())
    results(here, ordered(here), KANA_DIFFER)
    for name, value in {**ACCOUNT, "account_same": False, "account_kana": kana}.items():
        write(here.filing, name, value, here.applicant)

    if differs:
        correct_account(here.filing, here.applicant, LATER)
    else:
        with pytest.raises(Unmet):
            correct_account(here.filing, here.applicant, LATER)
    assert (here.grant.account or {})["account_kana"] == (kana if differs else ACCOUNT["account_kana"])


def test_a_withdrawal_before_payment_gives_the_commitment_back() -> None:
    here = granted()

    other = actor("決裁二", Role.APPROVER)
    declare_tie(here.filing, has_tie=False, by=other, at=LATER)
    take_step(here.filing, "withdraw", by=other, at=LATER, evidence=Evidence(reason="辞退"))

    assert (here.state, available(here.grant.budget)) == ("withdrawn", 500_000)
    assert faults() == []


def test_a_batch_of_three_is_paid_line_by_line() -> None:
    here = to_fixed(granted())
    rest = []
    for _ in range(2):
        from dataclasses import replace

        one = replace(here, filing=another(here))
        rest.append(to_fixed(one))
    made = make_payment_batch(
        [here.filing, *(each.filing for each in rest)], on=PAY_ON, by=here.payer, at=LATER
    )
    approve_payment_batch(made, by=here.second, at=LATER, has_no_tie=True)
    send_payment_batch(made, by=here.payer, at=LATER)
    results(here, made)

    assert {here.state, *(each.state for each in rest)} == {"paid"}
    assert faults() == []

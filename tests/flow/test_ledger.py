"""Ledger: balanced after every step of any sequence, never above what was settled and granted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hojokin.flow.ledger import Account, Book, CaseTotals, Entry, Event, Posting, RefusedEntry, book_of
from hojokin.flow.ledger_entries import (
    appropriate,
    commit,
    give_back,
    lower,
    pay,
    pay_back,
    receive_interest,
    release,
    settle,
)

ON, PURSE, CASE = date(2026, 6, 18), "normal-2026-R1", "G-1"


def book_with(*steps: Callable[[Book], Entry]) -> Book:
    book = book_of([appropriate("budget", ON, PURSE, 1_000_000)])
    for step in steps:
        book = book.posted(step(book))
    return book


def granted(amount: int = 450_000) -> Callable[[Book], Entry]:
    return lambda book: commit(book, "commit", ON, PURSE, CASE, amount)


def settled(amount: int = 440_000) -> Callable[[Book], Entry]:
    return lambda book: settle(book, "settle", ON, PURSE, CASE, amount)


def paid(amount: int = 440_000, key: str = "pay") -> Callable[[Book], Entry]:
    return lambda book: pay(book, key, ON, PURSE, CASE, amount)


def test_a_case_runs_from_the_budget_to_the_return() -> None:
    book = book_with(
        granted(), settled(), paid(), lambda book: give_back(book, "return", ON, PURSE, CASE, 300_000)
    )

    assert book.case(CASE) == CaseTotals(450_000, 440_000, 440_000, 300_000, is_settled=True)
    assert {each: book.balance(each) for each in Account} == {
        Account.FUNDS: -1_000_000,
        Account.APPROPRIATION: 560_000,
        Account.COMMITMENT: 0,
        Account.SETTLEMENT: 0,
        Account.PAYMENT: 140_000,
        Account.RETURN: 300_000,
        Account.INTEREST: 0,
    }
    assert book.is_balanced


@pytest.mark.parametrize("amount", [1, 999_999, 1_000_000])
def test_a_grant_within_the_budget_is_taken(amount: int) -> None:
    assert book_with(granted(amount)).available(PURSE) == 1_000_000 - amount


@pytest.mark.parametrize("amount", [-1, 0, 1_000_001])
def test_a_grant_beyond_the_budget_is_refused(amount: int) -> None:
    with pytest.raises(RefusedEntry):
        book_with(granted(amount))


@pytest.mark.parametrize("amount", [0, 449_999, 450_000])
def test_a_settlement_up_to_the_grant_is_taken(amount: int) -> None:
    assert book_with(granted(), settled(amount)).available(PURSE) == 1_000_000 - amount


@pytest.mark.parametrize("amount", [-1, 450_001])
def test_a_settlement_beyond_the_grant_is_refused(amount: int) -> None:
    with pytest.raises(RefusedEntry):
        book_with(granted(), settled(amount))


@pytest.mark.parametrize("amount", [0, 440_001])
def test_a_payment_beyond_the_settlement_is_refused(amount: int) -> None:
    with pytest.raises(RefusedEntry):
        book_with(granted(), settled(), paid(amount))


def test_a_case_is_never_paid_twice() -> None:
    with pytest.raises(RefusedEntry, match="exceed"):
        book_with(granted(), settled(), paid(), paid(key="again"))


def test_one_key_is_posted_once() -> None:
    book = book_with(granted(), settled())
    entry = pay(book, "pay", ON, PURSE, CASE, 1)

    with pytest.raises(RefusedEntry, match="already"):
        book.posted(entry).posted(entry)


def test_an_entry_that_does_not_balance_is_refused() -> None:
    crooked = Entry("x", Event.APPROPRIATE, ON, PURSE, (Posting(Account.APPROPRIATION, 1),))

    with pytest.raises(RefusedEntry, match="balance"):
        Book().posted(crooked)


def test_a_failed_transfer_is_owed_again() -> None:
    book = book_with(
        granted(),
        settled(),
        paid(),
        lambda book: pay_back(book, "back", ON, PURSE, CASE, 440_000),
        paid(key="again"),
    )

    assert book.case(CASE).paid == 440_000
    assert book.is_balanced


def test_a_withdrawal_before_payment_gives_everything_back() -> None:
    book = book_with(granted(), lambda book: release(book, "release", ON, PURSE, CASE))

    assert book.available(PURSE) == 1_000_000
    assert book.is_balanced


@pytest.mark.parametrize(("to", "is_taken"), [(-1, False), (0, True), (449_999, True), (450_000, False)])
def test_a_change_only_lowers_the_grant(to: int, is_taken: bool) -> None:
    steps = (granted(), lambda book: lower(book, "lower", ON, PURSE, CASE, to))

    if is_taken:
        assert book_with(*steps).case(CASE).granted == to
    else:
        with pytest.raises(RefusedEntry):
            book_with(*steps)


class LedgerUnderAnything(RuleBasedStateMachine):
    """Any order of events on a few cases: what is refused changes nothing, and the sums always hold."""

    cases = st.sampled_from(["G-1", "G-2", "G-3"])
    amounts = st.integers(-5, 700_000)

    @initialize()
    def begin(self) -> None:
        self.count = 0
        self.book = book_of([appropriate("budget", ON, PURSE, 1_000_000)])
        self.cash_out: dict[str, int] = {}

    def attempt(self, make: Callable[[str], Entry]) -> bool:
        self.count += 1
        before = self.book
        try:
            self.book = self.book.posted(make(f"k{self.count}"))
        except RefusedEntry:
            assert self.book is before
            return False
        return True

    @rule(case=cases, amount=amounts)
    def grant(self, case: str, amount: int) -> None:
        self.attempt(lambda key: commit(self.book, key, ON, PURSE, case, amount))

    @rule(case=cases, amount=amounts)
    def lower(self, case: str, amount: int) -> None:
        self.attempt(lambda key: lower(self.book, key, ON, PURSE, case, amount))

    @rule(case=cases, amount=amounts)
    def settle(self, case: str, amount: int) -> None:
        self.attempt(lambda key: settle(self.book, key, ON, PURSE, case, amount))

    @rule(case=cases, amount=amounts)
    def pay(self, case: str, amount: int) -> None:
        if self.attempt(lambda key: pay(self.book, key, ON, PURSE, case, amount)):
            self.cash_out[case] = self.cash_out.get(case, 0) + amount

    @rule(case=cases)
    def pay_what_is_settled(self, case: str) -> None:
        totals = self.book.case(case)
        due = totals.settled - totals.paid
        if self.attempt(lambda key: pay(self.book, key, ON, PURSE, case, due)):
            self.cash_out[case] = self.cash_out.get(case, 0) + due

    @rule(case=cases, amount=amounts)
    def bank_sends_back(self, case: str, amount: int) -> None:
        if self.attempt(lambda key: pay_back(self.book, key, ON, PURSE, case, amount)):
            self.cash_out[case] -= amount

    @rule(case=cases, amount=amounts)
    def give_back(self, case: str, amount: int) -> None:
        self.attempt(lambda key: give_back(self.book, key, ON, PURSE, case, amount))

    @rule(case=cases)
    def release(self, case: str) -> None:
        self.attempt(lambda key: release(self.book, key, ON, PURSE, case))

    @rule(case=cases, amount=amounts)
    def interest(self, case: str, amount: int) -> None:
        self.attempt(lambda key: receive_interest(key, ON, PURSE, case, amount))

    @invariant()
    def sums_hold(self) -> None:
        assert self.book.is_balanced
        assert self.book.available(PURSE) >= 0

    @invariant()
    def nothing_is_paid_beyond_what_was_settled_and_granted(self) -> None:
        for case, out in self.cash_out.items():
            totals = self.book.case(case)
            assert totals.returned <= totals.paid == out <= totals.settled <= totals.granted

    @invariant()
    def every_yen_stands_once(self) -> None:
        inside = sum(
            self.book.balance(each) for each in Account if each not in {Account.FUNDS, Account.INTEREST}
        )
        assert inside == 1_000_000


LedgerUnderAnything.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestLedgerUnderAnything = LedgerUnderAnything.TestCase

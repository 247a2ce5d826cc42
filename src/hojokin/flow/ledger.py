"""Ledger of the budget (予算の帳簿): double entry over appropriation, commitment, settlement, payment and return.

Every entry sums to zero. A yen stands in exactly one account of a case at a time: granted money moves from the
appropriation to the commitment, at the settlement to what is settled (the rest goes back), from there to what is paid,
and from there to what was returned. So ``paid ≤ settled ≤ granted`` holds or the entry is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from hojokin.rules.engine.facts import Text


class Account(StrEnum):
    """Account (勘定科目). ``FUNDS`` is the outside: where the budget comes from."""

    FUNDS = "funds"
    APPROPRIATION = "appropriation"
    COMMITMENT = "commitment"
    SETTLEMENT = "settlement"
    PAYMENT = "payment"
    RETURN = "return"
    INTEREST = "interest"  # surcharge and late interest received; no part of the grant


ACCOUNT_LABELS: Mapping[Account, Text] = {
    Account.FUNDS: Text("財源", "Funds"),
    Account.APPROPRIATION: Text("予算の残り", "Appropriation left"),
    Account.COMMITMENT: Text("交付決定（未確定）", "Committed"),
    Account.SETTLEMENT: Text("確定（未払い）", "Settled, unpaid"),
    Account.PAYMENT: Text("支払済", "Paid"),
    Account.RETURN: Text("返還済", "Returned"),
    Account.INTEREST: Text("加算金・延滞金", "Surcharge and interest"),
}


class Event(StrEnum):
    """What an entry records (取引)."""

    APPROPRIATE = "appropriate"
    COMMIT = "commit"
    CHANGE = "change"  # the granted amount was lowered
    RELEASE = "release"  # withdrawn or cancelled before payment
    SETTLE = "settle"
    PAY = "pay"
    PAY_BACK = "pay_back"  # the bank could not transfer: the money is owed again
    RETURN = "return"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True)
class Posting:
    """One line (仕訳の1行): an amount into (plus) or out of (minus) an account. ``case`` is empty for the budget's own."""

    account: Account
    amount: int
    case: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry (仕訳). ``key`` is unique for ever, so that nothing is posted twice; ``budget`` names the round's purse."""

    key: str
    event: Event
    on: date
    budget: str
    postings: tuple[Posting, ...]

    @property
    def is_balanced(self) -> bool:
        """Whether the postings sum to zero and none is empty."""
        return sum(each.amount for each in self.postings) == 0 and all(each.amount for each in self.postings)


type Place = tuple[str, Account, str]
"""Where an amount stands: the budget, the account, and the case (empty for the budget's own)."""


class RefusedEntry(ValueError):
    """An entry that the ledger cannot take; ``why`` says which limit it breaks, in yen."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


@dataclass(frozen=True, slots=True)
class CaseTotals:
    """How far one case has come (案件の残高): cumulative amounts. ``released`` went back to the budget unpaid."""

    granted: int = 0
    settled: int = 0
    paid: int = 0
    returned: int = 0
    is_settled: bool = False

    @property
    def holds(self) -> bool:
        """The invariant: 0 ≤ returned ≤ paid ≤ settled ≤ granted."""
        return 0 <= self.returned <= self.paid <= self.settled <= self.granted


@dataclass(frozen=True, slots=True)
class Book:
    """The ledger as far as it was read (帳簿): balances by account and case, and the keys posted.

    The office may build it for one case alone, from sums of its rows: an entry needs its own case and its budget only.
    """

    balances: Mapping[Place, int] = field(default_factory=dict)
    totals: Mapping[str, CaseTotals] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()

    def available(self, budget: str) -> int:
        """What is left of an appropriation."""
        return self.balances.get((budget, Account.APPROPRIATION, ""), 0)

    def case(self, case: str) -> CaseTotals:
        """The totals of a case, zero where nothing was posted."""
        return self.totals.get(case, CaseTotals())

    def balance(self, account: Account) -> int:
        """The balance of an account over all cases and budgets."""
        return sum(amount for (_, each, _), amount in self.balances.items() if each is account)

    @property
    def is_balanced(self) -> bool:
        """Whether everything sums to zero and every case keeps its invariant."""
        return sum(self.balances.values()) == 0 and all(each.holds for each in self.totals.values())

    def posted(self, entry: Entry) -> Book:
        """The book with one more entry. Raises RefusedEntry where it is unbalanced, there already, or too much."""
        balances, totals, keys = dict(self.balances), dict(self.totals), set(self.keys)
        _post(entry, balances, totals, keys)
        return Book(balances, totals, frozenset(keys))


def book_of(entries: Iterable[Entry]) -> Book:
    """The ledger after some entries in order, each read once. Raises RefusedEntry at the first that it cannot take."""
    balances: dict[Place, int] = {}
    totals: dict[str, CaseTotals] = {}
    keys: set[str] = set()
    for each in entries:
        _post(each, balances, totals, keys)
    return Book(balances, totals, frozenset(keys))


def _post(entry: Entry, balances: dict[Place, int], totals: dict[str, CaseTotals], keys: set[str]) -> None:
    """One entry into the sums. When it is refused they are left half-changed: the caller throws them away."""
    if entry.key in keys:
        raise RefusedEntry(
            Text(f"{entry.key}はすでに記帳されています。", f"{entry.key} has been posted already.")
        )
    if not entry.is_balanced:
        raise RefusedEntry(Text(f"{entry.key}の貸借が合いません。", f"{entry.key} does not balance."))
    for each in entry.postings:
        place = (entry.budget, each.account, each.case)
        balances[place] = balances.get(place, 0) + each.amount
    for case in _cases(entry):
        totals[case] = _moved(totals.get(case, CaseTotals()), entry, case)
    if any(not totals[case].holds for case in _cases(entry)) or _overdrawn(balances, entry):
        raise RefusedEntry(Text(f"{entry.key}で残高を超えます。", f"{entry.key} exceeds a balance."))
    keys.add(entry.key)


def _moved(totals: CaseTotals, entry: Entry, case: str) -> CaseTotals:
    """The totals of a case after an entry; only the entry's own event changes what is cumulative."""
    into = {each.account: each.amount for each in entry.postings if each.case == case}
    match entry.event:
        case Event.COMMIT | Event.CHANGE:
            return replace(totals, granted=totals.granted + into[Account.COMMITMENT])
        case Event.RELEASE:
            return _released(totals)
        case Event.SETTLE:
            return replace(totals, settled=into.get(Account.SETTLEMENT, 0), is_settled=True)
        case Event.PAY | Event.PAY_BACK:
            return replace(totals, paid=totals.paid + into[Account.PAYMENT])
        case Event.RETURN:
            return replace(totals, returned=totals.returned + into[Account.RETURN])
        case _:
            return totals


def _released(totals: CaseTotals) -> CaseTotals:
    """A released case is settled at what was paid."""
    return replace(totals, settled=totals.paid, is_settled=True)


def _cases(entry: Entry) -> frozenset[str]:
    return frozenset(each.case for each in entry.postings if each.case)


def _overdrawn(balances: Mapping[Place, int], entry: Entry) -> bool:
    """Whether an account that the entry touches went below zero; funds are the outside and may."""
    return any(
        balances[entry.budget, each.account, each.case] < 0
        for each in entry.postings
        if each.account is not Account.FUNDS
    )

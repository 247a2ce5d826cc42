"""Ledger (予算の帳簿の照会): the book of one case, the balances of every budget, and the check of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Count, Sum

from hojokin.flow.ledger import (
    Account,
    Book,
    CaseTotals,
    Entry,
    Event,
    Place,
    Posting,
    RefusedEntry,
    book_of,
)
from hojokin.office.records.models import Grant, LedgerEntry, LedgerPosting, Payment
from hojokin.office.records.models.payment import PaymentState
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One budget as it stands (予算の残高)."""

    budget: str
    balances: Mapping[Account, int]


def entries(rows: Iterable[LedgerEntry]) -> Iterator[Entry]:
    """The rows as the pure ledger knows them; their postings are prefetched."""
    for row in rows:
        yield _entry(row, row.postings.all())


def entries_of(case: str) -> list[Entry]:
    """The entries of one case in order, with their postings; one query."""
    rows = LedgerPosting.objects.filter(entry__case=case).select_related("entry").order_by("entry", "pk")
    return [_entry(entry, postings) for entry, postings in groupby(rows, key=lambda each: each.entry)]


def _entry(row: LedgerEntry, postings: Iterable[LedgerPosting]) -> Entry:
    booked = tuple(Posting(Account(each.account), each.amount, each.case) for each in postings)
    return Entry(row.key, Event(row.event), row.on, row.budget, booked)


def book_for(budget: str, case: str) -> Book:
    """The book as far as an entry of this case needs it: the budget's own balance and the case's history."""
    book = _replayed(budget, entries_of(case) if case else [])
    return replace(book, balances={**book.balances, _appropriation(budget): available(budget)})


def _replayed(budget: str, known: Sequence[Entry]) -> Book:
    """The book of one case, on as much as it ever took out of its budget."""
    book = Book({_appropriation(budget): _most_out(known)})
    for each in known:
        book = book.posted(each)
    return book


def _appropriation(budget: str) -> Place:
    return (budget, Account.APPROPRIATION, "")


def _most_out(known: Iterable[Entry]) -> int:
    return sum(
        -each.amount
        for entry in known
        for each in entry.postings
        if each.account is Account.APPROPRIATION and each.amount < 0
    )


def available(budget: str) -> int:
    """What is left of a budget."""
    found = LedgerPosting.objects.filter(entry__budget=budget, account=Account.APPROPRIATION.value, case="")
    return found.aggregate(sum=Sum("amount"))["sum"] or 0


def totals_of(case: str) -> CaseTotals:
    """How far a case has come; one query."""
    known = entries_of(case)
    return _replayed(known[0].budget if known else "", known).case(case)


def budget_lines() -> list[BudgetLine]:
    """Every budget with its balances, one query."""
    found: dict[str, dict[Account, int]] = {}
    for budget, account, amount in (
        LedgerPosting.objects.values_list("entry__budget", "account")
        .annotate(sum=Sum("amount"))
        .order_by("entry__budget", "account")
    ):
        found.setdefault(budget, {})[Account(account)] = amount
    return [BudgetLine(budget, balances) for budget, balances in found.items()]


def faults() -> list[Text]:
    """What is wrong with the ledger, in words; nothing when it holds.

    Every entry is read again in its order, and the totals are compared with the grants and the transfers.
    """
    rows = LedgerEntry.objects.prefetch_related("postings").order_by("pk").iterator(chunk_size=2_000)
    try:
        book = book_of(entries(rows))
    except RefusedEntry as refused:
        return [refused.why]
    found = [] if book.is_balanced else [Text("貸借の合計が合いません。", "The sums do not balance.")]
    return [*found, *_against_grants(book), *_paid_twice()]


def _against_grants(book: Book) -> Iterator[Text]:
    paid = dict(
        Payment.objects.filter(state=PaymentState.PAID.value)
        .values_list("grant")
        .annotate(sum=Sum("amount"))
        .order_by()
    )
    for pk, number, amount, settled in Grant.objects.values_list("pk", "filing__number", "amount", "settled"):
        totals = book.case(number)
        if totals.granted != amount:
            yield _differs(number, "交付決定額", "granted", totals.granted, amount)
        if settled is not None and totals.settled != settled and not _was_released(number):
            yield _differs(number, "確定額", "settled", totals.settled, settled)
        if totals.paid != paid.get(pk, 0):
            yield _differs(number, "支払額", "paid", totals.paid, paid.get(pk, 0))


def _was_released(number: str) -> bool:
    return LedgerEntry.objects.filter(case=number, event=Event.RELEASE.value).exists()


def _differs(number: str, ja: str, en: str, booked: int, kept: int) -> Text:
    return Text(
        f"{number}の{ja}が帳簿では{booked:,}円、案件では{kept:,}円です。",
        f"{number}: {en} {booked:,} yen in the ledger and {kept:,} in the case.",
    )


def _paid_twice() -> Iterator[Text]:
    twice = (
        Payment.objects.filter(state=PaymentState.PAID.value)
        .values("grant__filing__number", "purpose")
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
    )
    for each in twice:
        number = each["grant__filing__number"]
        yield Text(f"{number}に2回支払われています。", f"{number} was paid twice.")

"""Booking (記帳): one entry of the ledger, in the transaction of what it tells of; refused where a limit would break."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from hojokin.flow.form import FormProblem
from hojokin.flow.ledger import Account, Book, Entry, Event, RefusedEntry
from hojokin.flow.ledger_entries import appropriate
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.record import record
from hojokin.office.queries.ledger import available, book_for
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import LedgerEntry, LedgerPosting, Purse

type Making = Callable[[Book], Entry]


@transaction.atomic
def book_entry(budget: str, case: str, make: Making, *, by: Actor, at: datetime) -> LedgerEntry:
    """Post what ``make`` makes of the book as it stands. Raises Unmet where the ledger cannot take it.

    The purse's row is locked until the transaction ends, so that two writers never see the same balance.
    """
    lock_purse(budget)
    book = book_for(budget, case)
    try:
        entry = make(book)
        book.posted(entry)
    except RefusedEntry as refused:
        raise Unmet([FormProblem("", refused.why, "W-122 W-123")]) from refused
    row = LedgerEntry.objects.create(
        key=entry.key, event=entry.event.value, on=entry.on, budget=budget, case=case, posted_at=at
    )
    LedgerPosting.objects.bulk_create(
        LedgerPosting(entry=row, account=each.account.value, case=each.case, amount=each.amount)
        for each in entry.postings
    )
    changes = {"key": entry.key, "budget": budget, "amount": _moved(entry)}
    record(by, f"ledger.{entry.event.value}", case or budget, at=at, changes=changes)
    return row


@transaction.atomic
def set_budget(budget: str, amount: int, on: date, *, by: Actor, at: datetime) -> Purse:
    """Limit a budget to an amount (予算の設定): what is missing is appropriated, what is free beyond it taken back."""
    purse = lock_purse(budget)
    known = appropriated(budget)
    if amount != known:
        times = LedgerEntry.objects.filter(budget=budget, event=Event.APPROPRIATE.value).count()
        key = f"{budget}.appropriate.{times + 1}"
        book_entry(budget, "", lambda _book: appropriate(key, on, budget, amount - known), by=by, at=at)
    purse.is_limited = True
    purse.save(update_fields=["is_limited"])
    return purse


def provide(budget: str, key: str, amount: int, on: date, *, by: Actor, at: datetime) -> None:
    """Appropriate what is missing for a decision, where nobody has limited the budget."""
    missing = amount - available(budget)
    if missing > 0 and not lock_purse(budget).is_limited:
        book_entry(budget, "", lambda _book: appropriate(key, on, budget, missing), by=by, at=at)


def appropriated(budget: str) -> int:
    """All that was ever appropriated to a budget."""
    rows = LedgerPosting.objects.filter(
        entry__budget=budget, entry__event=Event.APPROPRIATE.value, account=Account.APPROPRIATION.value
    )
    return sum(rows.values_list("amount", flat=True))


def lock_purse(budget: str) -> Purse:
    """The purse, locked until the transaction ends. Call within a transaction."""
    return Purse.objects.select_for_update(no_key=True).get_or_create(code=budget)[0]


def _moved(entry: Entry) -> int:
    return sum(each.amount for each in entry.postings if each.amount > 0)

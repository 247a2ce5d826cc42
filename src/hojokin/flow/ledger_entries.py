"""Entries of the ledger (仕訳の作成): one function for each thing that happens to a case, refusing what breaks a limit."""

from __future__ import annotations

from datetime import date

from hojokin.flow.ledger import Account, Book, CaseTotals, Entry, Event, Posting, RefusedEntry
from hojokin.rules.engine.facts import Text


def appropriate(key: str, on: date, budget: str, amount: int) -> Entry:
    """Money enters a budget (予算の計上), or leaves it with a minus."""
    return Entry(
        key,
        Event.APPROPRIATE,
        on,
        budget,
        (Posting(Account.FUNDS, -amount), Posting(Account.APPROPRIATION, amount)),
    )


def commit(book: Book, key: str, on: date, budget: str, case: str, amount: int) -> Entry:
    """A grant decision (交付決定). Raises RefusedEntry beyond the budget, or for a case already granted."""
    _at_least_one(amount)
    if book.case(case) != CaseTotals():
        raise _refused(f"{case}はすでに交付決定されています。", f"{case} has been granted already.")
    _within(amount, book.available(budget), "予算の残り", "what is left of the budget")
    return _move(key, Event.COMMIT, on, budget, case, Account.APPROPRIATION, Account.COMMITMENT, amount)


def lower(book: Book, key: str, on: date, budget: str, case: str, to: int) -> Entry:
    """The granted amount becomes less by a plan change (減額). A grant never grows."""
    totals = _unsettled(book, case)
    if not 0 <= to < totals.granted:
        raise _refused(
            f"交付決定額{totals.granted:,}円は{to:,}円に変えられません。減額だけができます。",
            f"{totals.granted:,} yen granted cannot become {to:,}: it can only be lowered.",
        )
    return _back(key, Event.CHANGE, on, budget, case, totals.granted - to)


def release(book: Book, key: str, on: date, budget: str, case: str) -> Entry:
    """Everything unpaid goes back to the budget (辞退・取消し), before or after the settlement."""
    totals = book.case(case)
    committed = 0 if totals.is_settled else totals.granted
    unpaid = totals.settled - totals.paid
    if not committed + unpaid:
        raise _refused(f"{case}に戻せる額はありません。", f"Nothing of {case} can be released.")
    postings = [Posting(Account.COMMITMENT, -committed, case), Posting(Account.SETTLEMENT, -unpaid, case)]
    taken = tuple(each for each in postings if each.amount)
    return Entry(key, Event.RELEASE, on, budget, (*taken, Posting(Account.APPROPRIATION, committed + unpaid)))


def settle(book: Book, key: str, on: date, budget: str, case: str, amount: int) -> Entry:
    """The amount is fixed (額の確定); the rest of the commitment goes back to the budget."""
    totals = _unsettled(book, case)
    _within(amount, totals.granted, "交付決定額", "the amount granted")
    if amount < 0:
        raise _refused("確定額は0円以上です。", "A settled amount is zero or more.")
    postings = (
        Posting(Account.COMMITMENT, -totals.granted, case),
        Posting(Account.SETTLEMENT, amount, case),
        Posting(Account.APPROPRIATION, totals.granted - amount),
    )
    return Entry(key, Event.SETTLE, on, budget, tuple(each for each in postings if each.amount))


def pay(book: Book, key: str, on: date, budget: str, case: str, amount: int) -> Entry:
    """A transfer was carried out (支払い). Raises RefusedEntry beyond what is settled and unpaid."""
    _at_least_one(amount)
    totals = book.case(case)
    _within(amount, totals.settled - totals.paid, "確定して未払いの額", "what is settled and unpaid")
    return _move(key, Event.PAY, on, budget, case, Account.SETTLEMENT, Account.PAYMENT, amount)


def pay_back(book: Book, key: str, on: date, budget: str, case: str, amount: int) -> Entry:
    """A payment came back from the bank (組戻し): it is settled and unpaid again."""
    _at_least_one(amount)
    totals = book.case(case)
    _within(amount, totals.paid - totals.returned, "支払済の額", "what is paid")
    return _move(key, Event.PAY_BACK, on, budget, case, Account.PAYMENT, Account.SETTLEMENT, amount)


def give_back(book: Book, key: str, on: date, budget: str, case: str, amount: int) -> Entry:
    """The grantee returned money (返還), without interest."""
    _at_least_one(amount)
    totals = book.case(case)
    _within(amount, totals.paid - totals.returned, "支払済で未返還の額", "what is paid and not returned")
    return _move(key, Event.RETURN, on, budget, case, Account.PAYMENT, Account.RETURN, amount)


def receive_interest(key: str, on: date, budget: str, case: str, amount: int) -> Entry:
    """Surcharge or late interest was received (加算金・延滞金)."""
    _at_least_one(amount)
    return Entry(
        key,
        Event.INTEREST,
        on,
        budget,
        (Posting(Account.FUNDS, -amount), Posting(Account.INTEREST, amount, case)),
    )


def _move(
    key: str, event: Event, on: date, budget: str, case: str, out: Account, into: Account, amount: int
) -> Entry:
    at_budget = {Account.APPROPRIATION}
    return Entry(
        key,
        event,
        on,
        budget,
        (
            Posting(out, -amount, "" if out in at_budget else case),
            Posting(into, amount, "" if into in at_budget else case),
        ),
    )


def _back(key: str, event: Event, on: date, budget: str, case: str, amount: int) -> Entry:
    return _move(key, event, on, budget, case, Account.COMMITMENT, Account.APPROPRIATION, amount)


def _unsettled(book: Book, case: str) -> CaseTotals:
    totals = book.case(case)
    if not totals.granted or totals.is_settled:
        raise _refused(
            f"{case}は交付決定前か、すでに確定しています。", f"{case} is not granted, or settled already."
        )
    return totals


def _at_least_one(amount: int) -> None:
    if amount <= 0:
        raise _refused(
            f"金額{amount:,}円は記帳できません。1円以上にしてください。", f"{amount:,} yen cannot be posted."
        )


def _within(amount: int, highest: int, ja: str, en: str) -> None:
    if amount > highest:
        raise _refused(
            f"{amount:,}円は{ja}（{highest:,}円）を超えます。", f"{amount:,} yen exceed {en} ({highest:,})."
        )


def _refused(ja: str, en: str) -> RefusedEntry:
    return RefusedEntry(Text(ja, en))

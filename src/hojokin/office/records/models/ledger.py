"""Ledger (予算の帳簿): rows of the double entry, written in the transaction of what they tell of and never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.flow.ledger import Account, Event


class Purse(models.Model):
    """Purse (予算の枠): one budget, as a rule that of a round. Its row's lock puts the writers in line.

    Without a limit that was set, what is granted is appropriated at that moment.
    """

    code = models.CharField(max_length=60, unique=True)
    is_limited = models.BooleanField(default=False)

    class Meta:
        app_label = "records"

    def __str__(self) -> str:
        """Its code."""
        return self.code


class LedgerEntry(models.Model):
    """Entry (仕訳). ``key`` is unique for ever: nothing is posted twice. ``case`` is empty for the budget's own."""

    key = models.CharField(max_length=80, unique=True)
    event = models.CharField(max_length=16)
    on = models.DateField()
    budget = models.CharField(max_length=60, db_index=True)
    case = models.CharField(max_length=20, blank=True, db_index=True)
    posted_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(event__in=[each.value for each in Event]), name="ledger_event_known"
            ),
        ]

    def __str__(self) -> str:
        """Its key."""
        return self.key


class LedgerPosting(models.Model):
    """Posting (仕訳の1行): whole yen into (plus) or out of (minus) an account."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="postings")
    account = models.CharField(max_length=16)
    case = models.CharField(max_length=20, blank=True)
    amount = models.BigIntegerField()

    class Meta:
        app_label = "records"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(amount=0), name="posting_not_empty"),
            models.CheckConstraint(
                condition=models.Q(account__in=[each.value for each in Account]), name="posting_account_known"
            ),
        ]

    def __str__(self) -> str:
        """Account and amount."""
        return f"{self.account} {self.amount}"

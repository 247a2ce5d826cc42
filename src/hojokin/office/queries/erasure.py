"""Erasure on schedule (保存期間の満了の照会): cases that are over and whose books need not be kept any longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from hojokin.flow.tables.grant import TABLE
from hojokin.office.records.models import AuditRow, Document, Filing, Grant
from hojokin.rules.editions import rulebook
from hojokin.rules.shared.records import books_kept_until

ERASED = "case.erase"
OVER = tuple(code for code, state in TABLE.states.items() if state.turn is None)


@dataclass(frozen=True, slots=True)
class DueCase:
    """A case to erase (消去の対象): ``until`` was the last day on which its books had to be there."""

    grant: Grant
    until: date


def due_for_erasure(today: date) -> list[DueCase]:
    """The cases that are over and past their day, the oldest first."""
    grants = Grant.objects.filter(filing__state__in=OVER).select_related("filing__owner", "application")
    done = AuditRow.objects.filter(what=ERASED).values("subject")
    found = [
        DueCase(each, kept_until(each)) for each in grants.exclude(filing__number__in=done).order_by("pk")
    ]
    return sorted(
        (each for each in found if each.until < today), key=lambda each: (each.until, each.grant.pk)
    )


def kept_until(grant: Grant) -> date:
    """The last day of keeping the books (EFR-07); of a project that was never completed from the day that it ended."""
    ended = grant.completed_on or grant.ended_on or timezone.localtime(grant.filing.state_since).date()
    return books_kept_until(rulebook("records", grant.filing.edition), ended)


def papers_of(grant: Grant) -> list[Filing]:
    """Every paper of a case: the application with its parts, the grant, and what followed."""
    whole = [grant.application_id, grant.filing_id]
    below = Filing.objects.filter(parent__in=whole) | Filing.objects.filter(pk__in=whole)
    return list(below.order_by("pk"))


def hashes_of(papers: Sequence[Filing]) -> list[str]:
    """The stored files that only these papers need: the same bytes are kept once for everybody."""
    own = set(Document.objects.filter(filing__in=papers).values_list("sha256", flat=True))
    shared = Document.objects.filter(sha256__in=own).exclude(filing__in=papers)
    return sorted(own - set(shared.values_list("sha256", flat=True)))


def erasures() -> list[AuditRow]:
    """What was erased, the oldest first."""
    return list(AuditRow.objects.filter(what=ERASED).order_by("sequence"))

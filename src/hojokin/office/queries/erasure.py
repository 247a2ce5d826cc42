"""Erasure on schedule (保存期間の満了の照会): cases that are over and whose books need not be kept any longer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from hojokin.flow import retention
from hojokin.flow.tables.grant import TABLE
from hojokin.office.records.models import AuditRow, Document, Filing, Grant
from hojokin.rules.editions import rulebook
from hojokin.rules.shared.records import books_kept_until

ERASED = "case.erase"
OVER = tuple(code for code, state in TABLE.states.items() if state.turn is None)


@dataclass(frozen=True, slots=True)
class DueCase:
    """A case to erase (消去の対象): a grant, or an application that led to none; ``until`` was its last day."""

    filing: Filing
    until: date


def due_for_erasure(today: date) -> list[DueCase]:
    """The cases that are over and past their day, the oldest first."""
    found = [*_grants(), *_applications()]
    return sorted(
        (each for each in found if each.until < today), key=lambda each: (each.until, each.filing.pk)
    )


def kept_until(grant: Grant) -> date:
    """The last day of keeping the books (EFR-07); of a project that was never completed from the day that it ended.

    No limit on the disposal of assets lasts longer.
    """
    ended = grant.completed_on or grant.ended_on or timezone.localtime(grant.filing.state_since).date()
    return books_kept_until(rulebook("records", grant.filing.edition), ended)


def is_ended_application(filing: Filing) -> bool:
    """Whether it is an application that ended without a grant."""
    return filing.state in retention.ENDED.get(filing.kind, ())


def application_kept_until(filing: Filing) -> date:
    """The last day of keeping an application that ended without a grant."""
    ended = timezone.localtime(filing.state_since).date()
    return retention.kept_until(ended, was_submitted=filing.submitted_at is not None)


def papers_of(grant: Grant) -> list[Filing]:
    """Every paper of a case: the application with its parts, the grant, and what followed."""
    return papers_below(grant.application_id, grant.filing_id)


def papers_below(*whole: int) -> list[Filing]:
    """These papers and those that belong to them."""
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


def _grants() -> Iterator[DueCase]:
    grants = Grant.objects.filter(filing__state__in=OVER).select_related("filing__owner", "application")
    for each in grants.exclude(filing__number__in=_done()).order_by("pk"):
        yield DueCase(each.filing, kept_until(each))


def _applications() -> Iterator[DueCase]:
    ended = Q()
    for kind, states in retention.ENDED.items():
        ended |= Q(kind=kind, state__in=states)
    found = Filing.objects.filter(ended, granted__isnull=True).select_related("owner")
    for each in found.exclude(number__in=_done()).order_by("pk"):
        yield DueCase(each, application_kept_until(each))


def _done() -> QuerySet[AuditRow, Any]:
    return AuditRow.objects.filter(what=ERASED).values("subject")

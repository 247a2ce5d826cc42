"""Case under review (審査する手続): the filing, what its reader declared, and what the same party filed before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, FilteredRelation, JSONField, Q, Subquery, Value, When

from hojokin.flow.kinds import FilingKind
from hojokin.flow.table import State
from hojokin.office.queries.contests import HandedIn, handed_in_from, handed_in_told
from hojokin.office.queries.filings import BESIDE, visible
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.round_days import with_closing
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing

MOST = 10


@dataclass(frozen=True, slots=True)
class Earlier:
    """One of the party's other filings (以前の手続). ``findings`` counts the points that were sent."""

    filing: Filing
    kind: FilingKind
    state: State
    findings: int


@dataclass(frozen=True, slots=True)
class Declared:
    """What the reader declared (利害関係の申告)."""

    has_tie: bool
    declared_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """A filing as a reviewer opens it (審査する手続); ``earlier`` are the ones that were handed in, the newest first.

    ``handed_in`` is its last version, where the applicant contests anything.
    """

    filing: Filing
    tie: Declared | None
    earlier: Sequence[Earlier]
    handed_in: HandedIn | None = None


def review_case(number: str, actor: Actor, at: datetime) -> ReviewCase:
    """All of it from the filings of its party, in one query. Raises Filing.DoesNotExist."""
    owner = visible(actor).filter(number=number).values("owner")
    of_party = Filing.objects.filter(Q(number=number) | Q(submitted_at__lte=at), owner=Subquery(owner[:1]))
    sent = Count("findings", filter=Q(findings__sent_at__isnull=False))
    rows: list[Any] = list(
        with_closing(of_party)
        .select_related(*BESIDE)
        .annotate(
            place=Case(When(number=number, then=Value(0)), default=Value(1)),
            own=FilteredRelation("ties", condition=Q(ties__person=actor.person)),
            has_tie=F("own__has_tie"),
            declared_at=F("own__declared_at"),
            sent=sent,
            told=Case(When(number=number, then=handed_in_told()), default=None, output_field=JSONField()),
        )
        .order_by("place", "-submitted_at", "-pk")[: MOST + 1]
    )
    if not rows:
        raise Filing.DoesNotExist(number)
    asked, *others = rows
    tie = None if asked.has_tie is None else Declared(asked.has_tie, asked.declared_at)
    return ReviewCase(asked, tie, [_earlier(each, each.sent) for each in others], handed_in_from(asked.told))


def _earlier(filing: Filing, findings: int) -> Earlier:
    kind = kind_of(filing.kind)
    return Earlier(filing, kind, kind.table.states[filing.state], findings)

"""The office's numbers (事務局の件数): how many filings stand in each state, counted once for all who ask within seconds.

Counting goes over every filing, so it is not done anew for each page of a busy morning. Whoever has done anything since the
count is told a new one: nobody looks for the effect of an act of their own in vain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.core.cache import cache
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from hojokin.office.records.actor import Actor
from hojokin.office.records.models import AuditRow, ChainHead, Filing
from hojokin.office.records.prepared import KEY, TEXT, Given, prepared

KEPT_SECONDS = 10  # ours: long enough for a crowd, too short to act upon what is past
KEPT = "office-numbers"


@dataclass(frozen=True, slots=True)
class Standing:
    """The filings of one kind in one state that one person looks after, or nobody (状態ごとの件数)."""

    kind: str
    state: str
    assigned_to: int | None
    count: int
    sent: int  # handed in at least once
    late: int  # handed in, and the day to answer by has passed
    new: int  # handed in today
    oldest: datetime


@dataclass(frozen=True, slots=True)
class _Counted:
    sequence: int
    rows: Sequence[Standing]


def standings(actor: Actor, at: datetime) -> Sequence[Standing]:
    """Every filing there is, counted. Two queries, or one where a count of these seconds serves."""
    kept: _Counted | None = cache.get(KEPT)
    if kept is None or _has_acted(actor, kept.sequence):
        kept = _Counted(_last_sequence(), _counted(at))
        cache.set(KEPT, kept, KEPT_SECONDS)
    return kept.rows


def handed_in_today(at: datetime) -> Q:
    """The filings handed in since midnight in Japan."""
    today = datetime.combine(timezone.localtime(at).date(), time.min, timezone.get_default_timezone())
    return Q(submitted_at__gte=today)


def is_late(at: datetime) -> Q:
    """The filings handed in once whose day to answer by has passed."""
    return Q(submitted_at__isnull=False, due_at__lt=at)


def _counted(at: datetime) -> list[Standing]:
    by_state = Filing.objects.values_list("kind", "state", "assigned_to").order_by()
    told = by_state.annotate(
        count=Count("pk"),
        sent=Count("submitted_at"),
        late=Count("pk", filter=is_late(at)),
        new=Count("pk", filter=handed_in_today(at)),
        oldest=Min("state_since"),
    )
    return [Standing(*each) for each in told]


def _last_sequence() -> int:
    return ChainHead.objects.values_list("sequence", flat=True).first() or 0


def _has_acted(actor: Actor, sequence: int) -> bool:
    return actor.person is not None and bool(_later(person=str(actor.person.pk), sequence=sequence))


@prepared(person=TEXT, sequence=KEY)
def _later(person: Given, sequence: Given) -> QuerySet[AuditRow, tuple[int]]:
    return AuditRow.objects.filter(sequence__gt=sequence, person=person).values_list("sequence")[:1]

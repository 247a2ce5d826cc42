"""Results of rounds (交付決定の実績): the published ones of earlier years and this office's own, once published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q

from hojokin.office.records.models import GrantDecision
from hojokin.office.records.models.decision import Outcome
from hojokin.rules.question import TrackCode
from hojokin.rules.schedule.statistics import RoundResult, round_results
from hojokin.rules.years import EDITIONS


class Origin(StrEnum):
    """Where a figure comes from (出所)."""

    PUBLISHED = "published"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One round of one track (締切回の実績). ``fact`` and ``confidence`` tell of published figures only."""

    year: int
    round_number: int
    track: str
    applications: int | None
    grants: int | None
    rate_tenths_percent: int | None
    origin: Origin
    fact: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """What was asked for, and what may be asked for (実績の一覧)."""

    lines: Sequence[ResultLine]
    years: Sequence[int]


def results(year: int | None = None, track: str = "") -> Results:
    """The rounds by track, year and number, narrowed; one query."""
    known = [*map(_published, round_results()), *_own()]
    order = [each.value for each in TrackCode]
    chosen = [each for each in known if year in {None, each.year} and track in {"", each.track}]
    chosen.sort(key=lambda each: (order.index(each.track), each.year, each.origin, each.round_number))
    return Results(chosen, sorted({each.year for each in known}))


def _published(each: RoundResult) -> ResultLine:
    rate = each.rate_tenths_percent
    return ResultLine(
        each.year,
        each.round_number,
        each.track,
        each.applications,
        each.grants,
        each.computed_rate_tenths_percent if rate is None else rate,
        Origin.PUBLISHED,
        each.fact,
        each.confidence.value,
    )


def _own() -> Iterator[ResultLine]:
    """The rounds whose decisions are public; whoever withdrew before the decision is not counted."""
    counted = (
        GrantDecision.objects.filter(proposal__published_at__isnull=False)
        .values_list("proposal__round__edition", "proposal__round__number", "proposal__round__track")
        .annotate(all=Count("pk"), granted=Count("pk", filter=Q(outcome=Outcome.GRANTED.value)))
        .order_by()
    )
    for edition, number, track, applications, grants in counted:
        rate = (2_000 * grants + applications) // (2 * applications)
        yield ResultLine(EDITIONS[edition].year, number, track, applications, grants, rate, Origin.OFFICE)

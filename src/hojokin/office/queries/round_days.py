"""Days of rounds (締切回の日程): the published ones with what the office changed, lengthened and added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import cast

from django.db.models import OuterRef, QuerySet, Subquery

from hojokin.flow.outages import Outage, by_rule
from hojokin.office.records.models import AuditRow, Downtime, Filing, Round
from hojokin.rules import schedule
from hojokin.rules.engine.facts import Text
from hojokin.rules.reference.reading import Confidence
from hojokin.rules.schedule import JST
from hojokin.rules.schedule.rounds import TRACKS

CLOSING, UNREAD = "round_closes_at", object()
WHOLE_SECOND = 1  # the second of the deadline is still in time, as in every round of the office
ADD, EDIT, EXTEND = "round.add", "round.edit", "round.extend"
DAYS = frozenset({"opens_at", "closes_at", "decides_on", "report_by"})


@dataclass(frozen=True, slots=True)
class Extension:
    """A deadline that was put later (締切の延長): from when to when, and why."""

    promised: datetime
    to: datetime
    reason: Text


@dataclass(frozen=True, slots=True)
class RoundDays:
    """A round as it holds now (締切回の日程); ``changes`` counts how often its days were changed."""

    round: schedule.Round
    extensions: tuple[Extension, ...] = ()
    changes: int = 0
    changed_at: datetime | None = None


def round_days(edition: str) -> Mapping[str, Sequence[RoundDays]]:
    """The rounds of an edition by track, in order; three queries."""
    rows = {each.code: each for each in Round.objects.filter(edition=edition)}
    told = _told(rows)
    causes = {
        (each.round_id, each.noted_at): by_rule(Outage(each.started_at, each.ended_at))
        for each in Downtime.objects.filter(round__edition=edition).order_by("-pk")
    }
    found: dict[str, list[RoundDays]] = {}
    for track in TRACKS:
        published = {each.id: each for each in schedule.rounds(edition, track)}
        days = [RoundDays(each) for code, each in published.items() if code not in rows]
        days += [
            _days(published.get(code), row, told.get(code, ()), causes)
            for code, row in rows.items()
            if row.track == track
        ]
        found[track] = sorted(days, key=lambda each: each.round.number)
    return found


def with_closing(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """The same filings, each read with the closing of its round, for ``closing_of``."""
    own = Round.objects.filter(code=OuterRef("round_code")).values("closes_at")
    return filings.annotate(**{CLOSING: Subquery(own[:1])})


def closing_of(filing: Filing) -> datetime | None:
    """When the round of an application closes, as the office has set it; else as it was published."""
    if not filing.round_code:
        return None
    found = filing.__dict__.get(CLOSING, UNREAD)
    if found is UNREAD:
        found = Round.objects.filter(code=filing.round_code).values_list("closes_at", flat=True).first()
    published = {each.id: each.deadline for each in schedule.rounds(filing.edition, filing.track)}
    return cast("datetime | None", found) or published.get(filing.round_code)


def rounds_now(edition: str, track: str) -> Sequence[schedule.Round]:
    """The rounds of a track as they hold now, in order, without what led to it; one query."""
    rows = {each.code: each for each in Round.objects.filter(edition=edition, track=track)}
    published = {each.id: each for each in schedule.rounds(edition, track)}
    unchanged = [each for code, each in published.items() if code not in rows]
    held = [_holding(published.get(code), row) for code, row in rows.items()]
    return sorted([*unchanged, *held], key=lambda each: each.number)


def _told(codes: Iterable[str]) -> Mapping[str, Sequence[AuditRow]]:
    """What the record tells of each round, in order."""
    rows = AuditRow.objects.filter(subject__in=list(codes), what__in=(ADD, EDIT, EXTEND)).order_by("sequence")
    found: dict[str, list[AuditRow]] = {}
    for each in rows:
        found.setdefault(each.subject, []).append(each)
    return found


def _days(
    published: schedule.Round | None,
    row: Round,
    told: Sequence[AuditRow],
    causes: Mapping[tuple[int, datetime], Text],
) -> RoundDays:
    changes = [each for each in told if each.what != ADD and DAYS & each.changes.keys()]
    marks = changes or ([] if published else [each for each in told if each.what == ADD])
    return RoundDays(
        _holding(published, row),
        _extensions(row, told, causes),
        len(changes),
        marks[-1].at if marks else None,
    )


def _holding(published: schedule.Round | None, row: Round) -> schedule.Round:
    """What holds. Days that the office has set are certain, whatever was known of the published ones."""
    base = published or schedule.Round(
        id=row.code,
        track=row.track,
        number=row.number,
        opens=None,
        deadline=None,
        inclusive_seconds=WHOLE_SECOND,
        decision_on=None,
        report_limit=None,
        fact="",
        confidence=Confidence.OFFICIAL,
        note="",
    )
    made = replace(
        base,
        opens=_in_japan(row.opens_at),
        deadline=_in_japan(row.closes_at),
        inclusive_seconds=WHOLE_SECOND,
        decision_on=row.decides_on,
        report_limit=_in_japan(row.report_by),
    )
    return made if made == base else replace(made, confidence=Confidence.OFFICIAL)


def _extensions(
    row: Round, told: Sequence[AuditRow], causes: Mapping[tuple[int, datetime], Text]
) -> tuple[Extension, ...]:
    """The steps by which the deadline came to lie later; what was put sooner is a new announcement."""
    set_to = [
        (datetime.fromisoformat(each.changes["closes_at"]).astimezone(JST), each)
        for each in told
        if "closes_at" in each.changes
    ]
    found: list[Extension] = []
    for (before, _), (to, each) in pairwise(set_to):
        if to < before:
            found = []
        elif to > before:
            reason = causes.get((row.pk, each.at)) or Text(each.reason, each.reason)
            found.append(Extension(before, to, reason))
    return tuple(found)


def _in_japan(at: datetime | None) -> datetime | None:
    return at and at.astimezone(JST)

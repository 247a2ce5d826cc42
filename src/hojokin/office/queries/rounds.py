"""Rounds (締切回の照会): which one an instant falls into, which applications aim at it, and how they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Count, Q, QuerySet

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.table import Table
from hojokin.office.catalogue.codes import TRACK_LABELS
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.models import Filing, Round
from hojokin.rules.engine.facts import Text
from hojokin.rules.question import TrackCode
from hojokin.rules.years import EDITIONS

LAPSE = "lapse"
ENDED = ("granted", "rejected", "withdrawn", "lapsed")
WAITING = "reviewed"


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round with the number of applications that aim at it (締切回の1行)."""

    round: Round
    label: Text
    drafts: int
    in_review: int
    waiting: int
    granted: int
    rejected: int
    is_open: bool
    is_past: bool

    @property
    def handed_in(self) -> int:
        """Everything that reached the office."""
        return self.in_review + self.waiting + self.granted + self.rejected


def accepts(round_: Round, at: datetime) -> bool:
    """Whether a submission at an instant is before the close; the second of the deadline is still in time."""
    return at.replace(microsecond=0) <= round_.closes_at


def has_opened(round_: Round, at: datetime) -> bool:
    """Whether reception has begun; a round without an opening of its own goes on from the one before."""
    return round_.opens_at is None or round_.opens_at <= at


def rounds_of(edition: str, track: str) -> QuerySet[Round]:
    """The rounds of a track in order."""
    return Round.objects.filter(edition=edition, track=track).order_by("number")


def open_round(edition: str, track: str, at: datetime) -> Round | None:
    """The round that a submission at an instant falls into; None before reception opens and after the last."""
    known = list(rounds_of(edition, track))
    begun = [each for each in known if each.opens_at is not None and each.opens_at <= at]
    if not begun:
        return None
    return next((each for each in known if accepts(each, at) and has_opened(each, at)), None)


def round_to_aim_at(edition: str, track: str, at: datetime, after: int = 0) -> Round | None:
    """The first round that still accepts, opened or not, and comes after that of a number; None when none is known."""
    known = rounds_of(edition, track).filter(number__gt=after)
    return next((each for each in known if accepts(each, at)), None)


def round_of(filing: Filing) -> Round | None:
    """The round that an application aims at, or was handed in for."""
    return Round.objects.filter(code=filing.round_code).first() if filing.round_code else None


def round_label(round_: Round) -> Text:
    """通常枠 第4回（デジタル化・AI導入補助金2026）."""
    track, edition = TRACK_LABELS[TrackCode(round_.track)], EDITIONS[round_.edition].label
    return Text(
        f"{track.ja} 第{round_.number}回（{edition.ja}）",
        f"{track.en}, round {round_.number} ({edition.en})",
    )


@cache
def draft_states(kind: str) -> frozenset[str]:
    """The states in which an application has not been handed in yet: those that end with the last deadline."""
    table: Table = kind_of(kind).table
    return frozenset(state for each in table.transitions if each.action == LAPSE for state in each.start)


def drafts() -> Q:
    """Applications that have not been handed in yet."""
    found = Q(pk__in=[])
    for kind in APPLICATIONS:
        found |= Q(kind=kind, state__in=draft_states(kind))
    return found


def round_list(at: datetime) -> Sequence[RoundLine]:
    """Every round with its applications, in two queries."""
    counts = _counts()
    return [_line(each, counts.get(each.code, {}), at) for each in Round.objects.all()]


def round_line(round_: Round, at: datetime) -> RoundLine:
    """One of them."""
    return _line(round_, _counts(round_.code).get(round_.code, {}), at)


def _counts(code: str = "") -> Mapping[str, Mapping[tuple[str, str], int]]:
    filings = Filing.objects.filter(kind__in=APPLICATIONS).exclude(round_code="")
    if code:
        filings = filings.filter(round_code=code)
    found: dict[str, dict[tuple[str, str], int]] = {}
    rows = filings.values_list("round_code", "kind", "state").annotate(count=Count("pk")).order_by()
    for round_code, kind, state, count in rows:
        found.setdefault(round_code, {})[kind, state] = count
    return found


def _line(round_: Round, counts: Mapping[tuple[str, str], int], at: datetime) -> RoundLine:
    drafted = sum(n for (kind, state), n in counts.items() if state in draft_states(kind))

    def in_state(*states: str) -> int:
        return sum(n for (_kind, state), n in counts.items() if state in states)

    ended = in_state(*ENDED, WAITING)
    return RoundLine(
        round=round_,
        label=round_label(round_),
        drafts=drafted,
        in_review=sum(counts.values()) - drafted - ended,
        waiting=in_state(WAITING),
        granted=in_state("granted"),
        rejected=in_state("rejected"),
        is_open=has_opened(round_, at) and accepts(round_, at),
        is_past=not accepts(round_, at),
    )

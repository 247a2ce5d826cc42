"""Outages (障害): minutes in which nobody could submit, turned into a later deadline by rule.

The rule is ours: whatever was lost in the last day before closing is given back, rounded up to whole hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hojokin.flow.deciding_settings import numbers
from hojokin.rules.engine.facts import Text
from hojokin.rules.schedule import JST


@dataclass(frozen=True, slots=True)
class Outage:
    """A stretch of time in which the site or the identity provider was down (障害の時間)."""

    started: datetime
    ended: datetime


def closing_after(promised: datetime, outages: Iterable[Outage]) -> datetime:
    """When a round closes that was promised to close at ``promised``: later by what was lost, also in the extension."""
    told = list(outages)
    opens = promised - timedelta(minutes=numbers("outage").watched_before_closing)
    closes = promised
    while (later := promised + _given_back(lost(told, opens, closes))) > closes:
        closes = later
    return closes


def by_rule(outage: Outage) -> Text:
    """Why a deadline was lengthened, in words."""
    first, last = (each.astimezone(JST) for each in (outage.started, outage.ended))
    return Text(
        f"{first:%Y-%m-%d %H:%M}から{last:%H:%M}まで障害があったため、決まりにより延長しました。",
        f"Extended by rule for an outage from {first:%Y-%m-%d %H:%M} to {last:%H:%M} (Japan time).",
    )


def lost(outages: Iterable[Outage], since: datetime, until: datetime) -> timedelta:
    """The time within a stretch in which something was down; what overlaps counts once."""
    total, reached = timedelta(), since
    for each in sorted(outages, key=lambda outage: outage.started):
        start, end = max(each.started, reached), min(each.ended, until)
        if end > start:
            total += end - start
            reached = end
    return total


def _given_back(time: timedelta) -> timedelta:
    rule = numbers("outage")
    if time < timedelta(minutes=rule.shortest):
        return timedelta()
    step = timedelta(minutes=rule.rounded_up_to)
    return step * -(-time // step)

"""Making the programme (事業づくり): what a visitor sees first at once, the crowd while the site is already open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hojokin.flow.roles import Role
from hojokin.office.actions.expire_invitations import expire_invitations
from hojokin.office.actions.publish_news import NewsText, publish_news
from hojokin.office.actions.remind_deadlines import remind_deadlines
from hojokin.office.config.demo_programme.applying import by_hand, crowd, decided_by_hand
from hojokin.office.config.demo_programme.deciding import closing, decision, proposal_waiting
from hojokin.office.config.demo_programme.firms import vendor_firm
from hojokin.office.config.demo_programme.moments import DAY
from hojokin.office.config.demo_programme.people import come_in, sample
from hojokin.office.config.demo_programme.rounds import add_missing, publish, rounds_for
from hojokin.office.config.demo_programme.timeline import Life, Timeline
from hojokin.office.config.demo_programme.tool_registrations import tool
from hojokin.office.config.demo_programme.typing_in import data
from hojokin.office.config.demo_programme.vendor_registrations import vendor
from hojokin.office.queries.rounds import rounds_of
from hojokin.office.records.models import Filing, Person, Round
from hojokin.rules.schedule.rounds import TRACKS
from hojokin.rules.years import CURRENT

BEFORE_EVERYTHING = timedelta(days=300)


@transaction.atomic
def make_first(now: datetime) -> bool:
    """The rounds, both vendors with their tools, the cases of the sample people, and news; whether it was new."""
    if Filing.objects.exists():
        return False
    publish(now - BEFORE_EVERYTHING)
    begin = _beginning(now)
    timeline = Timeline(now)
    for told in data("vendors")["vendors"]:
        if "number" not in told:
            by = sample(f"{told['code']}1", Role.VENDOR)
            tools = [each for each in data("tools")["tools"] if each["vendor"] == told["code"]]
            with_it = [each for each in tools if "days_ago" not in each]
            timeline.add(vendor(told, by, begin, with_it, timeline))
            for each in tools:
                if "days_ago" in each:
                    timeline.add(tool(each, by, now - each["days_ago"] * DAY))
    timeline.run()
    _run(now, [add_missing(now)])
    decided = [decision(each) for each in decided_by_hand(now)]
    _run(now, [*_news(now), *by_hand(now), *decided])
    return True


def make_crowd(now: datetime, pause: Callable[[], None] = lambda: None) -> None:
    """Everybody else, in the order of time; may be stopped and begun again at any moment."""
    timeline = Timeline(now)
    for each in _everybody_else(now, timeline):
        timeline.add(each)
    timeline.run(pause)
    expire_invitations(at=now)
    remind_deadlines(now)


def _everybody_else(now: datetime, timeline: Timeline) -> Iterator[Life]:
    for told in data("vendors")["vendors"]:
        firm = vendor_firm(told) if "number" in told else None
        if firm and not Person.objects.filter(email=firm.email).exists():
            yield _late_vendor(told, now, timeline)
    yield from crowd(now)
    for each in {round_.pk: round_ for round_ in _rounds(now, "closed")}.values():
        yield closing(each)
    for each in _rounds(now, "decided"):
        yield decision(each)
    for each in _rounds(now, "proposed"):
        yield proposal_waiting(each, now - DAY)


def _late_vendor(told: Mapping[str, Any], now: datetime, timeline: Timeline) -> Life:
    """One that comes in by gBizID a few weeks before today."""
    at = now - told["days_ago"] * DAY
    yield at
    by = come_in(vendor_firm(told), at)
    yield from vendor(told, by, at + DAY / 24, [_only_tool(told)], timeline)


def _only_tool(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first tool of one of them: as the first of the others, under its own name."""
    pattern = data("tools")["tools"][0]
    return {**pattern, "name": told["tool"], "kana": told["tool_kana"], "until": "submitted"}


def _rounds(now: datetime, what: str) -> Iterator[Round]:
    """The rounds to which the plan says that this happens."""
    for when, tracks in data("plan")["rounds"][what].items():
        for track in tracks:
            round_ = rounds_for(track, now).of(when)
            if round_ is not None:
                yield round_


def _news(now: datetime) -> Iterator[Life]:
    for each in data("news")["items"]:
        yield _item(each, now - each["days_ago"] * DAY)


def _item(told: Mapping[str, Any], at: datetime) -> Life:
    yield at
    text = NewsText(**{name: value for name, value in told.items() if name != "days_ago"})
    publish_news(text, by=sample("admin", Role.ADMINISTRATOR), at=at)


def _beginning(now: datetime) -> datetime:
    """The day after the first reception of the year began."""
    opened = [each.opens_at for track in TRACKS for each in rounds_of(CURRENT, track) if each.opens_at]
    return min([*opened, now - BEFORE_EVERYTHING / 2]) + DAY


def _run(now: datetime, lives: Iterable[Life]) -> None:
    timeline = Timeline(now)
    for each in lives:
        timeline.add(each)
    timeline.run()

"""Watching the service (稼働の監視): in a round's last hours the site and the identity provider are asked every minute.

What is found to have been lost is noted in every round concerned; the rule of outages then lengthens it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from hojokin.flow.outages import Outage
from hojokin.flow.watching import (
    LABELS,
    SILENCE,
    Seen,
    Watched,
    after,
    asked_every,
    closes_within,
    concerns,
    is_watched,
    silence,
    unnoted,
)
from hojokin.office import adapters
from hojokin.office.actions.extend_deadline import note_downtime
from hojokin.office.adapters.health import DISCOVERY
from hojokin.office.ports.health import Health, HealthProbe
from hojokin.office.ports.outside import Refused
from hojokin.office.queries.watching import WATCHER, seen_of
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Round, Watch

NOT_MOVED = timedelta(0)
UNASKED = "unasked"
LONGEST_SAID = 200


def watch_service(real: datetime, ahead: timedelta = NOT_MOVED) -> int:
    """Give a sign of life, ask what is to be watched, note what was lost; how many downtimes. One worker a minute asks.

    What is measured is measured by the real clock; ``ahead`` is how far the office's was moved.
    """
    noted = _sign_of_life(real, ahead)
    if noted is None:
        return 0
    at = real + ahead
    if any(is_watched(each.promised_at, each.closes_at, at) for each in Round.objects.all()):
        # Outside of any transaction: an answer may take seconds.
        for target, question in _questions().items():
            noted += _keep(target, _answer(question), real, ahead)
    return noted


@transaction.atomic
def _sign_of_life(real: datetime, ahead: timedelta) -> int | None:
    """Take this minute's turn; None when another worker has it. A silence that it ends is noted with it, or not at all."""
    row, is_new = Watch.objects.select_for_update(no_key=True).get_or_create(
        target=WATCHER, defaults={"asked_at": real, "answered_at": real}
    )
    last = row.asked_at
    if not is_new and real - last < asked_every():
        return None
    row.asked_at = row.answered_at = real
    row.save(update_fields=["asked_at", "answered_at"])
    # A demo that nobody had started was not down.
    lost = None if settings.DEMO else silence(last, real)
    return _note(lost, SILENCE.ja, real, ahead, is_over=True) if lost else 0


@transaction.atomic
def _keep(target: Watched, health: Health | None, real: datetime, ahead: timedelta) -> int:
    """Keep what a question brought, and note an outage that has ended or cannot wait for its end."""
    row = Watch.objects.select_for_update(no_key=True).filter(target=target).first() or Watch(target=target)
    before = seen_of(row) if row.pk else None
    if before is not None and before.asked_at >= real:
        return 0
    if health is None:
        row.asked_at, row.said = real, UNASKED
        row.save()
        return 0
    seen, ended = after(before, real, is_up=health.is_up)
    _put(row, seen, health.said)
    known = ((ended, True), (seen.lasting, False))
    what = LABELS[target].ja
    return sum(_note(each, what, real, ahead, is_over=is_over) for each, is_over in known if each)


def _put(row: Watch, seen: Seen, said: str) -> None:
    row.asked_at, row.answered_at = seen.asked_at, seen.answered_at
    row.failures, row.failing_since = seen.failures, seen.failing_since
    row.answers, row.answering_since = seen.answers, seen.answering_since
    row.said = said[:LONGEST_SAID]
    row.save()


def _note(found: Outage, what: str, real: datetime, ahead: timedelta, *, is_over: bool) -> int:
    """Note it in every round concerned, in the time of the office's clock."""
    outage, at = Outage(found.started + ahead, found.ended + ahead), real + ahead
    return sum(_note_in(each, outage, what, at) for each in _concerned(outage, at, is_over=is_over))


def _concerned(outage: Outage, at: datetime, *, is_over: bool) -> Iterator[Round]:
    """The rounds whose last hours it touches; while it lasts only those that close before it can be told again."""
    for each in Round.objects.order_by("closes_at", "pk"):
        if concerns(outage, each.promised_at, each.closes_at) and (
            is_over or closes_within(each.closes_at, at)
        ):
            yield each


def _note_in(row: Round, outage: Outage, what: str, at: datetime) -> int:
    """Note what was not noted of it yet."""
    known = row.downtimes.filter(is_watched=True, what=what, started_at__gte=outage.started)
    rest = unnoted(outage, known.aggregate(until=Max("ended_at"))["until"])
    if rest is None or not concerns(rest, row.promised_at, row.closes_at):
        return 0
    note_downtime(row, rest.started, rest.ended, what, by=SYSTEM, at=at)
    return 1


def _questions() -> Mapping[Watched, Callable[[], Health]]:
    """What is asked; the provider only where people sign in with it."""
    probe = adapters.of(HealthProbe)
    asked: dict[Watched, Callable[[], Health]] = {
        Watched.SITE: lambda: probe.site(settings.SITE_URL + reverse("health"))
    }
    if settings.GBIZID_CLIENT_ID:
        asked[Watched.IDENTITY] = lambda: probe.provider(_issuer())
    return asked


def _issuer() -> str:
    """The provider; in a demo this very site."""
    if not settings.LOCAL_GBIZID:
        return str(settings.GBIZID_ISSUER)
    return settings.SITE_URL + reverse("idp:oidc:configuration").removesuffix(DISCOVERY)


def _answer(question: Callable[[], Health]) -> Health | None:
    try:
        return question()
    except Refused:
        return None

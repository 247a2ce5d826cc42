"""What comes (次に起こること): the next closing, decision, period, limit and payment of the programme, each with its moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from hojokin.office.queries.duties import calendar_of, with_papers
from hojokin.office.queries.rounds import round_label
from hojokin.office.queries.time_ahead import SECOND, midnight
from hojokin.office.records.models import Grant, PaymentBatch, Round
from hojokin.office.records.models.payment import BatchState
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that comes (次に起こること): what, about what, when. ``more`` others come at the same moment.

    ``to`` is where the clock goes for it: right after a closing, the beginning of a day.
    """

    what: str
    about: Text
    at: datetime | date
    to: datetime
    more: int


def coming(at: datetime) -> list[Coming]:
    """One line for each kind of thing that comes after this moment, the nearest first."""
    today = timezone.localdate(at)
    found = [*_rounds(at, today), *_duties(today), *_payments(today)]
    return sorted(found, key=lambda each: each.to)


def _rounds(at: datetime, today: date) -> Iterator[Coming]:
    closing = list(Round.objects.filter(closes_at__gt=at).order_by("closes_at", "pk"))
    if closing:
        first, more = closing[0], sum(each.closes_at == closing[0].closes_at for each in closing) - 1
        yield Coming("closing", round_label(first), first.closes_at, first.closes_at + SECOND, more)
    deciding = list(Round.objects.filter(decides_on__gt=today).order_by("decides_on", "pk"))
    if deciding and (on := deciding[0].decides_on):
        more = sum(each.decides_on == on for each in deciding) - 1
        yield Coming("decision", round_label(deciding[0]), on, midnight(on), more)


def _duties(today: date) -> Iterator[Coming]:
    """The next period that begins, and the next limit of what nobody has done yet."""
    owed = [
        each
        for grant in with_papers(Grant.objects.all())
        for each in calendar_of(grant, today).duties
        if not each.lasts and each.state in {"ahead", "open", "soon"}
    ]
    begins = [(each.opens, each.label) for each in owed if each.opens and each.opens > today]
    limits = [(each.due, each.label) for each in owed if each.due and each.due > today]
    for what, days in (("opening", begins), ("limit", limits)):
        if days:
            on, about = min(days, key=lambda each: each[0])
            yield Coming(what, about, on, midnight(on), sum(each[0] == on for each in days) - 1)


def _payments(today: date) -> Iterator[Coming]:
    waiting = PaymentBatch.objects.filter(on__gt=today).exclude(state=BatchState.DONE.value)
    first = waiting.order_by("on", "pk").first()
    if first is not None:
        more = waiting.filter(on=first.on).count() - 1
        yield Coming("payment", Text(first.number, first.number), first.on, midnight(first.on), more)

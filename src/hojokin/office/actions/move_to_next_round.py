"""Moving on (次の締切回への移行): drafts that missed their round aim at the next one by themselves, and both sides are told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.canonical import moment
from hojokin.office.actions.lock import lock
from hojokin.office.actions.on_the_way import AIMED
from hojokin.office.actions.record import record
from hojokin.office.actions.shift_drafts import MOVED, SIDES, is_draft, said_of
from hojokin.office.actions.take_step import take_step
from hojokin.office.actions.tell import tell
from hojokin.office.queries.rounds import LAPSE, accepts, drafts, round_of, round_to_aim_at
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, Round


@transaction.atomic
def aim_at_round(filing: Filing, *, by: Actor, at: datetime) -> Filing:
    """Let a new application aim at the first round that still accepts (締切回の割り当て). Without one it waits."""
    filing = lock(filing)
    found = round_to_aim_at(filing.edition, filing.track, at)
    if found is not None and is_draft(filing):
        _aim(filing, found, by=by, at=at, what=AIMED)
    return filing


def move_to_next_round(at: datetime) -> int:
    """Move every draft that missed its deadline; how many moved or lapsed. Safe to repeat, and beside submissions."""
    whole = at.replace(microsecond=0)
    missed = Filing.objects.filter(drafts(), due_at__lt=whole, round_code__in=_with_a_way_on(whole))
    return sum(_move_one(each, whole) for each in list(missed.order_by("due_at", "pk")))


def _with_a_way_on(at: datetime) -> list[str]:
    """The closed rounds whose drafts can move or lapse; those of the others wait until the next round is set."""
    closed = [each for each in Round.objects.all() if not accepts(each, at)]
    ends = {(each.edition, each.track) for each in closed if each.is_last}
    ahead = {(each.edition, each.track) for each in Round.objects.filter(closes_at__gte=at)}
    return [each.code for each in closed if (each.edition, each.track) in ends | ahead]


@transaction.atomic
def _move_one(filing: Filing, at: datetime) -> bool:
    """Move one draft as it stands now: it may have been submitted, moved or extended meanwhile."""
    filing = lock(filing)
    missed = round_of(filing)
    if not is_draft(filing) or filing.due_at is None or filing.due_at >= at or missed is None:
        return False
    found = round_to_aim_at(filing.edition, filing.track, at, after=missed.number)
    if found is not None:
        _aim(filing, found, by=SYSTEM, at=at, what=MOVED)
        tell("next_round", filing, SIDES, at=at, data=said_of(found))
        return True
    if not _was_the_last(missed):
        return False  # the next round is not set yet: the draft waits for it
    take_step(filing, LAPSE, by=SYSTEM, at=at)
    return True


def _aim(filing: Filing, found: Round, *, by: Actor, at: datetime, what: str) -> None:
    before = filing.round_code
    filing.round_code, filing.due_at = found.code, found.closes_at
    filing.save(update_fields=["round_code", "due_at"])
    data = {"from": before, "to": found.code, "due_at": moment(found.closes_at)}
    record(by, what, filing.number, at=at, changes=data)


def _was_the_last(missed: Round) -> bool:
    """Whether an administrator said that no further round comes in this edition and track."""
    later = Round.objects.filter(edition=missed.edition, track=missed.track, number__gte=missed.number)
    return later.filter(is_last=True).exists()

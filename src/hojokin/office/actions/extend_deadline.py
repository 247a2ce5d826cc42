"""Extending a deadline (締切の延長): of a whole round or of one application, by people with a reason, by rule after an outage."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from hojokin.flow.canonical import moment
from hojokin.flow.form import FormProblem
from hojokin.flow.outages import Outage, by_rule, closing_after
from hojokin.flow.roles import PARTIES, Role
from hojokin.office.actions.edit_round import NO_REASON, NOT_ADMINISTRATOR
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.actions.shift_drafts import SIDES, shift_drafts
from hojokin.office.actions.tell import tell
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.rounds import rounds_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Downtime, Filing, Round
from hojokin.rules.engine.facts import Text

EXTENDED = "deadline_extended"
MINUTE = timedelta(minutes=1)


@transaction.atomic
def extend_round(round_: Round, to: datetime, reason: str, *, by: Actor, at: datetime) -> int:
    """Let a round close later for everybody; how many drafts it concerned. Raises NotAllowed, Unmet."""
    _need(by, {Role.ADMINISTRATOR})
    row = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    problems = [*_later(to, row.closes_at, at), *_before_next(row, to), *_has_reason(reason)]
    if problems:
        raise Unmet(problems)
    row.promised_at, row.promised_since = to, at
    said = Text(reason.strip(), reason.strip())
    return _close_at(row, to, said, by=by, at=at)


@transaction.atomic
def extend_filing(filing: Filing, to: datetime, reason: str, *, by: Actor, at: datetime) -> Filing:
    """Give one party more time, to submit or to correct (個別の延長). Raises NotAllowed, Unmet."""
    _need(by, {Role.ADMINISTRATOR, Role.APPROVER})
    filing = lock(filing)
    turn = kind_of(filing.kind).table.states[filing.state].turn
    problems = [*_later(to, filing.due_at, at), *_has_reason(reason)]
    if turn not in PARTIES or filing.due_at is None:
        problems.append(FormProblem("to", _NOT_WAITING))
    if problems:
        raise Unmet(problems)
    filing.due_at = to
    filing.save(update_fields=["due_at"])
    record(by, EXTENDED, filing.number, at=at, changes={"due_at": moment(to)}, reason=reason.strip())
    tell(EXTENDED, filing, SIDES, at=at, data={"reason": reason.strip()})
    return filing


@transaction.atomic
def note_downtime(
    round_: Round, started: datetime, ended: datetime, what: str, *, by: Actor, at: datetime
) -> timedelta:
    """Record an outage in a round (障害の記録); by how much the rule lengthens it now. Raises NotAllowed, Unmet."""
    _need(by, {Role.ADMINISTRATOR, Role.SYSTEM})
    row = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    problems = _wrong_outage(started, ended, what, at)
    if problems:
        raise Unmet(problems)
    _noted, is_new = Downtime.objects.get_or_create(
        round=row,
        started_at=started,
        what=what.strip(),
        defaults={"ended_at": ended, "noted_at": at, "is_watched": by.role is Role.SYSTEM},
    )
    if not is_new:
        return timedelta()
    minutes = -(-(ended - started) // MINUTE)
    record(by, "round.downtime", row.code, at=at, changes={"minutes": minutes}, reason=what.strip())
    before = row.closes_at
    closes = max(before, closing_after(row.promised_at, _outages(row)))
    if closes > before:
        _close_at(row, closes, by_rule(Outage(started, ended)), by=by, at=at)
    return closes - before


def _close_at(row: Round, closes: datetime, reason: Text, *, by: Actor, at: datetime) -> int:
    row.closes_at = closes
    row.save(update_fields=["promised_at", "promised_since", "closes_at"])
    record(by, "round.extend", row.code, at=at, changes={"closes_at": moment(closes)}, reason=reason.ja)
    return shift_drafts(row, EXTENDED, reason, by=by, at=at)


def _outages(row: Round) -> list[Outage]:
    """Those noted since people set the closing: what was known before is in their choice."""
    noted = row.downtimes.filter(noted_at__gte=row.promised_since)
    return [Outage(each.started_at, each.ended_at) for each in noted]


def _need(by: Actor, roles: set[Role]) -> None:
    if by.role not in roles:
        raise NotAllowed(NOT_ADMINISTRATOR)


def _has_reason(reason: str) -> list[FormProblem]:
    return [] if reason.strip() else [FormProblem("reason", NO_REASON)]


def _later(to: datetime, before: datetime | None, at: datetime) -> list[FormProblem]:
    is_later = to > at and (before is None or to > before)
    return [] if is_later else [FormProblem("to", _NOT_LATER)]


def _before_next(row: Round, to: datetime) -> list[FormProblem]:
    after = rounds_of(row.edition, row.track).filter(number__gt=row.number).first()
    return [FormProblem("to", _BEYOND_NEXT)] if after is not None and to >= after.closes_at else []


def _wrong_outage(started: datetime, ended: datetime, what: str, at: datetime) -> list[FormProblem]:
    problems = []
    if ended <= started:
        problems.append(FormProblem("ended", _ENDED_FIRST))
    if ended > at:
        problems.append(FormProblem("ended", _NOT_OVER))
    if not what.strip():
        problems.append(FormProblem("what", _WHAT))
    return problems


_NOT_LATER = Text(
    "新しい期限は、いまの期限と現在時刻より後にしてください。",
    "The new deadline must be later than the present one and than now.",
)
_BEYOND_NEXT = Text(
    "次の締切回の締切より前にしてください。", "It must stay before the deadline of the next round."
)
_NOT_WAITING = Text(
    "申請者や支援事業者の番ではないため、延ばす期限がありません。",
    "No party is asked to do anything now, so there is no deadline to extend.",
)
_ENDED_FIRST = Text("終了は開始より後にしてください。", "The end must come after the beginning.")
_NOT_OVER = Text(
    "終わっていない障害は記録できません。復旧してから記録してください。", "Note it once it is over."
)
_WHAT = Text("何が止まっていたかを入力してください。", "Say what was down.")
